"""The hooks: every way in which a package can add to Ministudio.

Hooks are synchronous, cheap and import no SDK: they return records, and a record names the place
of what is built later. A package may implement any subset. Each example below is a whole plugin
module; name it in the package's `pyproject.toml`:

    [project.entry-points.ministudio]
    orbit = "orbit.plugin"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ministudio.interfaces.findings import Finding
    from ministudio.interfaces.plan import PlanContext, PlanRecord
    from ministudio.interfaces.routing import Candidate, RouteContext, Wish
    from ministudio.plugins.records import (
        CompilerSpec,
        DialectSpec,
        HealthCheck,
        ProviderSpec,
        RouteVote,
        StitcherSpec,
    )

PROJECT = "ministudio"
HOOK_API = 1
"""The version of the hooks. A plugin module may say `MINISTUDIO_API = 1`: the version that it was
written for. It grows when a hook changes so that old plugins would misbehave, never for a new
hook or a new optional field.
"""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def ministudio_register_providers() -> Iterable[ProviderSpec]:
    """Add backends that make clips.

    Called once for each registry, when the first provider is looked up. A name that two
    packages claim is disabled until one of them is; its other names stay.

    Example::

        from ministudio.plugins import ProviderSpec, hookimpl

        @hookimpl
        def ministudio_register_providers():
            yield ProviderSpec(
                name="orbit",
                summary="Clips from the Orbit service",
                factory="orbit.provider:OrbitProvider",
                models="orbit:models.json",
                needs_env=("ORBIT_API_KEY",),
            )
    """


@hookspec
def ministudio_register_compilers() -> Iterable[CompilerSpec]:
    """Add compilers that turn a view into the text for a model.

    A storyboard chooses one with `settings.compiler`.

    Example::

        from ministudio.plugins import CompilerSpec, hookimpl

        @hookimpl
        def ministudio_register_compilers():
            yield CompilerSpec(
                name="haiku",
                summary="Three lines, seventeen syllables",
                factory="orbit.haiku:HaikuCompiler",
            )
    """


@hookspec
def ministudio_register_dialects() -> Iterable[DialectSpec]:
    """Add dialects: how a family of models wants to be told a shot, as a data file.

    A model asks for one by name, with `dialect` in its record. A dialect of a package replaces
    the built-in one of its name.

    Example::

        from ministudio.plugins import DialectSpec, hookimpl

        @hookimpl
        def ministudio_register_dialects():
            yield DialectSpec(
                name="orbit",
                summary="Orbit models: the action first, no labels",
                factory="orbit:dialects/orbit.toml",
            )
    """


@hookspec
def ministudio_register_stitchers() -> Iterable[StitcherSpec]:
    """Add stitchers that join the selected takes into the film.

    A storyboard chooses one with `settings.stitcher`.

    Example::

        from ministudio.plugins import StitcherSpec, hookimpl

        @hookimpl
        def ministudio_register_stitchers():
            yield StitcherSpec(
                name="prores",
                summary="An editor's master in ProRes",
                factory="orbit.prores:ProResStitcher",
            )
    """


@hookspec
def ministudio_route_shot(
    shot: Wish, candidates: Sequence[Candidate], context: RouteContext
) -> RouteVote | None:
    """Vote for the model of a shot.

    Called while planning, for each chain of shots whose rule leaves a choice of two models or
    more; `shot` is its first. All votes are collected and shown; the one with the highest
    priority wins. A vote only orders the candidates: what the rule does not name, or what cannot
    make the shot, cannot win. It has to give the same answer for the same arguments.

    Example::

        from ministudio.plugins import RouteVote, hookimpl

        @hookimpl
        def ministudio_route_shot(shot, candidates):
            if "night" in shot.tags:
                for one in candidates:
                    if one.endpoint == "orbit":
                        return RouteVote(one.address, priority=10, reason="good in the dark")
    """


@hookspec
def ministudio_check_plan(plan: PlanRecord, context: PlanContext) -> Iterable[Finding]:
    """Find what is wrong, or worth a word, in a finished plan.

    Called once for each plan. An `error` blocks the plan, and the shot that it names, before
    anything is spent. It has to give the same answer for the same arguments.

    Example::

        from ministudio.interfaces.findings import Finding
        from ministudio.plugins import hookimpl

        @hookimpl
        def ministudio_check_plan(plan):
            for shot in plan.shots:
                if shot.view.camera.move and shot.seconds < 2:
                    yield Finding(
                        level="hint", code="orbit.move", shot=shot.address,
                        message="a camera move in less than 2 s looks rushed.",
                    )
    """


@hookspec
def ministudio_health() -> Iterable[HealthCheck]:
    """Say how the package stands: one line of `ministudio doctor` for each record.

    Called by `doctor` alone. It may look at files and the environment; it prints no secret and
    asks no network.

    Example::

        import os

        from ministudio.plugins import HealthCheck, hookimpl

        @hookimpl
        def ministudio_health():
            if "ORBIT_API_KEY" in os.environ:
                yield HealthCheck("orbit key", "ok", "ORBIT_API_KEY is set")
            else:
                yield HealthCheck(
                    "orbit key", "warning", "ORBIT_API_KEY is not set",
                    hint="Get one at Orbit's console and export it.",
                )
    """
