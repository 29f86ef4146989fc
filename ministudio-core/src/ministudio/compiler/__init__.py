"""The compiler: the facts of a view, and how models want to be told them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
    from ministudio.compiler.seed import ProgrammaticPromptCompiler

__all__ = ["ProgrammaticPromptCompiler"]

__getattr__ = exports(__name__, {"ProgrammaticPromptCompiler": "ministudio.compiler.seed"})
