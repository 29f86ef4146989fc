"""The built-in compiler: plain prose from facts, in the dialect of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ministudio.compiler.prose import compile_view
from ministudio.interfaces.compiler import CompiledPrompt, Compiler, Tier

if TYPE_CHECKING:
    from ministudio.interfaces.capabilities import ModelInfo
    from ministudio.storyboard.view import View


class ProseCompiler(Compiler):
    """Writes each fact of the view as a sentence; the same words for the same state."""

    name: ClassVar[str] = "prose"
    version: ClassVar[str] = "1"

    def compile(self, view: View, model: ModelInfo, tier: Tier) -> CompiledPrompt:
        return compile_view(view, model, tier)
