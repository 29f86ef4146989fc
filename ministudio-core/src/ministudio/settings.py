"""Configuration: settings and endpoints, from the most to the least binding place.

1. flags of the command line, or arguments of the library
2. environment variables: `MINISTUDIO_FPS`, `MINISTUDIO_MAX_COST`, …
3. `settings:` of the storyboard
4. `[settings]` of the nearest `ministudio.toml`, in the storyboard's folder or one above it
5. `[settings]` of the user's own `ministudio.toml` (`user_file()`)

The cap on spending is the exception: of all that are given, the lowest holds. Endpoints stand only
in the two TOML files, because a stranger's storyboard must not name an address that receives a
key. Secrets stand in none: `key_env` names the environment variable that has one.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field, ValidationError

from ministudio.config.base import EMPTY, FrozenMap, JsonMap, Model
from ministudio.errors import ConfigurationError
from ministudio.storyboard.checks import did_you_mean
from ministudio.storyboard.messages import explain
from ministudio.storyboard.model import Settings

if TYPE_CHECKING:
    from ministudio.config.money import Money

FILE = "ministudio.toml"
PREFIX = "MINISTUDIO_"
_LARGEST = 1 << 20
_TABLES = ("settings", "endpoints")
_ENDPOINT_KEYS = ("type", "concurrency", "deadline", "free", "model_options")
# Read elsewhere: the store's place and the switches of plugins.
_OTHER_VARIABLES = frozenset({"HOME", "PLUGINS", "DISABLE_PLUGINS", "STRICT_PLUGINS"})
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_SECRET_NAME = re.compile(
    r"(?:.*[_-])?(?:api[_-]?key|key|token|secret|password|passwd|credentials?|authorization)",
    re.IGNORECASE,
)
# Keys of OpenAI and its likes, Google, GitHub, Hugging Face, Slack, AWS; PEM blocks, JSON web
# tokens, and addresses with a password in them.
_SECRET_VALUE = re.compile(
    r"sk-[\w-]{16,}|AIza[\w-]{30,}|gh[opsu]_\w{30,}|hf_\w{20,}|xox[abp]-[\w-]{10,}|AKIA[A-Z0-9]{16}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY|eyJ[\w-]{10,}\.eyJ|[a-z]+://[^/\s:@]+:[^/\s@]+@"
)


class Endpoint(Model):
    """A configured provider.

    `type` is the provider's name; `options` is the endpoint's table without the keys named here,
    for the provider's own settings (`key_env` is among them); `model_options` go with every
    request and are part of its identity. At most `concurrency` jobs are in flight at once, and a
    run waits `deadline` seconds for each; what takes longer is picked up by the next run.
    `free` says that its clips cost nothing, as on a machine of one's own.
    """

    name: str
    type: str
    concurrency: Annotated[int, Field(ge=1, le=256)] = 4
    deadline: Annotated[float, Field(gt=0, le=7 * 24 * 3600)] = 3 * 3600.0
    free: bool = False
    options: JsonMap = EMPTY
    model_options: JsonMap = EMPTY

    @property
    def key_env(self) -> str:
        """The environment variable that holds the key; empty when the table names none."""
        return str(self.options.get("key_env", ""))


class Configuration(Model):
    """The settings that apply and the endpoints there are.

    `origins` says for each setting that is not at its default where it comes from.
    """

    settings: Settings = Settings()
    endpoints: FrozenMap[Endpoint] = EMPTY
    origins: FrozenMap[str] = EMPTY

    @classmethod
    def load(
        cls,
        folder: Path | str,
        *,
        settings: Settings | None = None,
        flags: Mapping[str, Any] = EMPTY,
        env: Mapping[str, str] | None = None,
        user_file: Path | None = None,
    ) -> Self:
        """Gather the configuration for a storyboard in `folder`.

        `settings` are the storyboard's, `flags` the caller's (by the names of settings; None is
        left out), `env` the environment, `user_file` the user's own file.

        Raises:
            ConfigurationError: a file cannot be read, a key is unknown, a value is wrong or a
                secret stands in a file.
        """
        env = os.environ if env is None else env
        files = [_read(path) for path in _files(Path(folder), user_file or default_user_file(env))]
        layers = [
            _Layer("flag", {key: value for key, value in flags.items() if value is not None}),
            *_variables(env),
            _Layer("storyboard", _given(settings)),
            *(file.settings for file in files),
        ]
        endpoints = {name: one for file in reversed(files) for name, one in file.endpoints.items()}
        return cls(endpoints=endpoints, **_merged(layers))

    def endpoint(self, name: str) -> Endpoint:
        """The endpoint of that name; a provider without a table is an endpoint of its own name."""
        return self.endpoints.get(name) or Endpoint(name=name, type=name)

    def origin(self, setting: str) -> str:
        """Where the value of a setting comes from: a flag, a variable, a file or `default`."""
        return self.origins.get(setting, "default")


class _Layer:
    """Settings from one place, checked by themselves so that the message can name the place."""

    def __init__(self, origin: str, values: Mapping[str, Any]) -> None:
        self.origin = origin
        try:
            checked = Settings(**values)
        except ValidationError as error:
            faults = [explain(one, Settings, dict(values)) for one in error.errors()]
            lines = "\n".join(f"{origin}: {fault.message}" for fault in faults)
            raise ConfigurationError(lines) from None
        self.values = _given(checked)


class _File:
    """One `ministudio.toml`."""

    def __init__(self, path: Path, data: Mapping[str, Any]) -> None:
        self.path = path
        for key in data:
            if key not in _TABLES and not key.startswith("x-"):
                raise self.error(f"unknown key {key!r}{did_you_mean(key, _TABLES)}")
        self.settings = _Layer(os.fspath(path), self._table(data, "settings"))
        self.endpoints = {
            name: self._endpoint(name, table)
            for name, table in self._table(data, "endpoints").items()
        }

    def error(self, message: str, hint: str = "") -> ConfigurationError:
        return ConfigurationError(f"{os.fspath(self.path)}: {message}", hint=hint)

    def _table(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        table = data.get(key, {})
        if not isinstance(table, Mapping):
            raise self.error(f"`{key}` has to be a table: [{key}]")
        return table

    def _endpoint(self, name: str, table: Any) -> Endpoint:  # noqa: ANN401 - any TOML
        where = f"endpoints.{name}"
        if not _NAME.fullmatch(name):
            raise self.error(f"{name!r} is no name of an endpoint: use a-z, 0-9, `.`, `-` and `_`")
        if not isinstance(table, Mapping):
            raise self.error(f"`{where}` has to be a table: [{where}]")
        for key in _secrets(table):
            raise self.error(
                f"`{where}.{key}` holds a secret, which does not belong into a file.",
                hint='Put it into an environment variable and name that: key_env = "MY_KEY".',
            )
        known = {key: table[key] for key in _ENDPOINT_KEYS if key in table}
        options = {key: value for key, value in table.items() if key not in known}
        try:
            return Endpoint(name=name, **{"type": name, **known}, options=options)
        except ValidationError as error:
            faults = [explain(one, Endpoint, dict(table)) for one in error.errors()]
            message = "\n".join(f"{where}.{fault.message}" for fault in faults)
            raise self.error(message) from None


def _secrets(table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """Keys of a table that look like they hold a secret, by their name or their value."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _secrets(value, f"{prefix}{key}.")
        elif isinstance(value, str) and (
            _SECRET_NAME.fullmatch(key) or _SECRET_VALUE.search(value)
        ):
            yield f"{prefix}{key}"


def default_user_file(env: Mapping[str, str]) -> Path:
    """Where the user's own `ministudio.toml` stands on this system."""
    if home := env.get("XDG_CONFIG_HOME"):
        return Path(home) / "ministudio" / FILE
    from platformdirs import user_config_path

    return user_config_path("ministudio", appauthor=False) / FILE


def _files(folder: Path, user_file: Path) -> Iterator[Path]:
    """The configuration files that apply, the most binding first."""
    start = folder.absolute()
    for place in (start, *start.parents):
        if (place / FILE).is_file():
            yield place / FILE
            if (place / FILE) == user_file:
                return
            break
    if user_file.is_file():
        yield user_file


def _read(path: Path) -> _File:
    try:
        if path.stat().st_size > _LARGEST:
            raise ConfigurationError(f"{os.fspath(path)}: larger than {_LARGEST:,} bytes")
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{os.fspath(path)}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{os.fspath(path)}: this is not TOML: {error}") from None
    return _File(path, data)


def _variables(env: Mapping[str, str]) -> Iterator[_Layer]:
    """A layer for each environment variable that is a setting."""
    for name in sorted(env):
        key = name.removeprefix(PREFIX)
        if key == name or key in _OTHER_VARIABLES:
            continue
        if key.lower() in Settings.model_fields:
            yield _Layer(name, {key.lower(): env[name]})
        elif hint := did_you_mean(key, (field.upper() for field in Settings.model_fields)):
            hint = hint.replace("'", f"'{PREFIX}", 1)
            raise ConfigurationError(f"{name!r} is no setting{hint}")


def _given(settings: Settings | None) -> dict[str, Any]:
    if settings is None:
        return {}
    return {name: getattr(settings, name) for name in settings.model_fields_set}


def _merged(layers: list[_Layer]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for layer in layers:
        for key, value in layer.values.items():
            if key not in values or (key == "max_cost" and _lower(value, values[key])):
                values[key], origins[key] = value, layer.origin
    return {"settings": Settings(**values), "origins": origins}


def _lower(one: Money | None, other: Money | None) -> bool:
    if one is None or other is None:
        return other is None and one is not None
    return one.currency == other.currency and one < other
