"""The seed's compiler: one configuration in, the words for any model out."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ministudio.compiler.prose import compile_view
from ministudio.interfaces.capabilities import ModelInfo
from ministudio.storyboard.projection import project
from ministudio.storyboard.seed import board_of_segments
from ministudio.storyboard.story import tell

if TYPE_CHECKING:
    from ministudio.config import VideoConfig
    from ministudio.storyboard.view import SeenCharacter, View

_USUAL = 8  # seconds
_ANY = ModelInfo(
    id="any",
    as_of=datetime.date(2026, 11, 24),
    source="ministudio.compiler.seed",
    audio="always",
)
"""A model that reads English of any length, with everything in one text."""


class ProgrammaticPromptCompiler:
    """Compiles a `VideoConfig` without a project: the text that any model would be sent.

    Everything that shows or sounds is in it: people with what each emotion does to them, place,
    light, camera, style, rules, what is to be avoided. Length, size and seed are no words: they
    go beside the text. A project compiles its shots for the model of each shot instead.
    """

    def compile(self, config: VideoConfig) -> str:
        """The text for one configuration.

        Raises:
            StoryboardError: it names a style, a template or a camera that does not exist.
        """
        return compile_view(_view(config), _ANY, "full").text


def _view(config: VideoConfig) -> View:
    """The view of the configuration as one shot; its length says nothing here."""
    told = config.replace(duration_seconds=_USUAL)
    board = board_of_segments([{}], told, still=True).board
    view = project(board, next(tell(board)), lambda path: path)
    return view.replace(characters=tuple(_with_palette(one) for one in view.characters))


def _with_palette(one: SeenCharacter) -> SeenCharacter:
    """The character with every emotion of the palette in words, felt or not."""
    who = one.character
    others = {
        f"when {emotion}": effect
        for emotion, effect in who.emotional_palette.items()
        if emotion not in (one.emotion, who.current_state.emotion, "current_emotion")
    }
    return one.replace(character=who.replace(genetics={**who.genetics, **others}))
