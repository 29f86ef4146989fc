"""What Ministudio itself brings: the animatic, the prose compiler, dialects, the stitcher.

The built-ins use the same hooks as any other package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.plugins import (
    CompilerSpec,
    DialectSpec,
    HealthCheck,
    ProviderSpec,
    StitcherSpec,
    hookimpl,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

MINISTUDIO_API = 1
DIALECTS = {
    "animatic": "The built-in animatic, which draws from facts: a text for people",
    "cogvideox": "CogVideoX",
    "gemini-omni": "Gemini Omni",
    "generic": "Plain prose for any model that reads English",
    "hunyuan-video": "HunyuanVideo",
    "ltx": "LTX-Video",
    "ltx-2": "LTX-2, with sound",
    "openai-videos": "Servers of the OpenAI Videos protocol",
    "veo": "Google Veo",
    "wan": "Wan 2",
}


@hookimpl
def ministudio_register_providers() -> Iterable[ProviderSpec]:
    """The animatic, also under the name `mock`."""
    yield ProviderSpec(
        name="animatic",
        aliases=("mock",),
        summary="Draws a previz of every shot; no key, no GPU, no cost",
        factory="ministudio.builtin.animatic.provider:AnimaticProvider",
        models="ministudio.builtin.animatic:models.json",
        settings="ministudio.builtin.animatic.provider:AnimaticSettings",
        free=True,
        grade="previz",
    )


@hookimpl
def ministudio_register_compilers() -> Iterable[CompilerSpec]:
    """Facts into prose."""
    yield CompilerSpec(
        name="prose",
        summary="Writes the facts of a view as prose that fits the model",
        factory="ministudio.builtin.prose_compiler:ProseCompiler",
    )


@hookimpl
def ministudio_register_dialects() -> Iterable[DialectSpec]:
    """The families of models that Ministudio knows how to write to."""
    for name, summary in DIALECTS.items():
        yield DialectSpec(
            name=name, summary=summary, factory=f"ministudio.builtin:dialects/{name}.toml"
        )


@hookimpl
def ministudio_register_stitchers() -> Iterable[StitcherSpec]:
    """Cuts, without encoding the picture again."""
    yield StitcherSpec(
        name="cut",
        summary="Joins takes with cuts; conforming video is copied, sound is one new track",
        factory="ministudio.builtin.cut_stitcher:CutStitcher",
    )


@hookimpl
def ministudio_health() -> Iterable[HealthCheck]:
    """Whether the animatic can draw and write captions here."""
    from ministudio.builtin.animatic.health import checks

    return checks()
