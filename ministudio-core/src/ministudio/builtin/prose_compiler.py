"""The built-in compiler: plain prose from facts, in the dialect of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ministudio.compiler.prose import GENERIC, compile_view, explain_view
from ministudio.interfaces.compiler import CompiledPrompt, Compiler, PromptFact, Tier

if TYPE_CHECKING:
    from ministudio.interfaces.capabilities import ModelInfo
    from ministudio.interfaces.dialect import Dialect
    from ministudio.storyboard.view import View


class ProseCompiler(Compiler):
    """Writes each fact of the view as a sentence; the same words for the same state.

    A model whose dialect nobody offers is written to in `generic`.
    """

    name: ClassVar[str] = "prose"
    version: ClassVar[str] = "1"

    def compile(self, view: View, model: ModelInfo, tier: Tier) -> CompiledPrompt:
        return compile_view(view, model, tier, self._dialect(model))

    def explain(self, view: View, model: ModelInfo, tier: Tier) -> tuple[PromptFact, ...]:
        return explain_view(view, model, tier, self._dialect(model))

    def _dialect(self, model: ModelInfo) -> Dialect:
        return self.dialects.get(model.dialect) or self.dialects.get("generic") or GENERIC
