"""Records: what hooks return. Plain frozen data, so that listing and planning import no SDK."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Literal, get_args

Grade = Literal["previz", "final"]
HealthState = Literal["ok", "warning", "failed"]

_NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_REFERENCE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*:[\w./-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What every registered thing has: a name, and the place (`pkg.mod:Class`) of its class."""

    name: str
    factory: str
    summary: str = ""
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_types(self)
        for name in (self.name, *self.aliases):
            if not _NAME.fullmatch(name):
                raise ValueError(
                    f"{type(self).__name__}: {name!r} is not a name; "
                    "use lower-case letters, digits and single '-', '_' or '.' between them"
                )
        _check_reference(self, "factory")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSpec(Spec):
    """A backend that makes clips.

    `factory` is `pkg.mod:Class` of a `ministudio.interfaces.provider.VideoProvider`, imported
    when the first clip is made. `models` is `pkg:models.json` (a JSON list of `ModelInfo`) or
    `pkg.mod:load_models` (returns `ModelInfo`s, and may take the settings of an endpoint, where
    each has its own models); read by planning, so it must not need the SDK.
    `settings` is `pkg.mod:Settings`, a pydantic model for the endpoint's table. `needs_env` names
    environment variables that hold credentials; where they depend on the endpoint, `credentials`
    is `pkg.mod:needed_variables`, a pure function of its settings; where there are several ways
    to sign in, it is a function `(settings, environ)` that says in a sentence what is missing or
    malformed (empty: nothing), without an SDK and without a network. `extra` is what to install
    when the factory's SDK is missing (`ministudio-local[torch]`). `free` says that a lost job may
    be sent again without asking. `grade` is what its takes count as. `reconcile` is
    `pkg.mod:reconcile_class`, a pure function `(model, settings) -> key | list | place | none`;
    empty means `none`: what was lost on the way cannot be looked up.
    """

    models: str
    settings: str = ""
    needs_env: tuple[str, ...] = ()
    credentials: str = ""
    extra: str = ""
    free: bool = False
    grade: Grade = "final"
    reconcile: str = ""

    def __post_init__(self) -> None:
        Spec.__post_init__(self)
        _check_reference(self, "models")
        for field in ("settings", "credentials", "reconcile"):
            if getattr(self, field):
                _check_reference(self, field)
        if self.grade not in get_args(Grade):
            raise ValueError(
                f"ProviderSpec {self.name!r}: grade {self.grade!r} is not previz|final"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class CompilerSpec(Spec):
    """A prompt compiler; `factory` names a `ministudio.interfaces.compiler.Compiler`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DialectSpec(Spec):
    """How one family of models wants to be told a shot.

    `factory` is a data file, `pkg:dialects/orbit.toml`: the fields of a
    `ministudio.interfaces.dialect.Dialect` but its name.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class StitcherSpec(Spec):
    """A stitcher; `factory` names a `ministudio.interfaces.stitcher.Stitcher`."""


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """A line of `ministudio doctor`: what was looked at, how it stands, what to do about it."""

    name: str
    state: HealthState
    detail: str
    hint: str = ""

    def __post_init__(self) -> None:
        _check_types(self)
        if self.state not in get_args(HealthState):
            raise ValueError(f"HealthCheck {self.name!r}: state {self.state!r} is not known")


@dataclass(frozen=True, slots=True)
class RouteVote:
    """A vote for the model of a shot: `endpoint/model`, as the candidates have it.

    The vote with the highest `priority` wins; `reason` is shown in the plan.
    """

    model: str
    priority: int = 0
    reason: str = ""

    def __post_init__(self) -> None:
        _check_types(self)


def _check_types(record: Spec | HealthCheck | RouteVote) -> None:
    for field in fields(record):
        value = getattr(record, field.name)
        if not _is_due(value, str(field.type)):
            raise TypeError(
                f"{type(record).__name__}.{field.name} is {value!r}; {field.type} is due"
            )


def _is_due(value: object, due: str) -> bool:
    if due == "bool":
        return isinstance(value, bool)
    if due == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    if due.startswith("tuple"):
        return isinstance(value, tuple) and all(isinstance(item, str) for item in value)
    return isinstance(value, str)


def _check_reference(spec: Spec, field: str) -> None:
    value = getattr(spec, field)
    if not _REFERENCE.fullmatch(value):
        raise ValueError(
            f"{type(spec).__name__} {spec.name!r}: {field} {value!r} is not a place; "
            "write it like 'package.module:Name'"
        )
