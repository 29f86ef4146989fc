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
    from collections.abc import Iterable

    from ministudio.plugins.records import (
        CompilerSpec,
        DialectSpec,
        HealthCheck,
        ProviderSpec,
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
