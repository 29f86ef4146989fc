"""A plugin of which one hook raises, after a first record; the other is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.plugins import CompilerSpec, ProviderSpec, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable


@hookimpl
def ministudio_register_providers() -> Iterable[ProviderSpec]:
    yield ProviderSpec(name="half-cam", factory="half:Cam", models="half:models.json")
    raise LookupError("no camera\nfound")


@hookimpl
def ministudio_register_compilers() -> list[CompilerSpec]:
    return [CompilerSpec(name="half-words", factory="half:Words")]
