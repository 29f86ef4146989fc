"""Dialects: how one family of models wants its facts, as data."""

from __future__ import annotations

from ministudio.compiler.facts import Slot
from ministudio.config.base import EMPTY, FrozenMap, Model


class Dialect(Model):
    """The order of facts, their labels and what joins them, for one family of models.

    `not_honoured` names fields of the view that models of this family do not follow: a shot
    that sets one gets a note in the plan.
    """

    name: str
    order: tuple[Slot, ...]
    labels: FrozenMap[str] = EMPTY
    separator: str = " "
    not_honoured: tuple[str, ...] = ()


GENERIC = Dialect(
    name="generic",
    order=(
        "camera", "identity", "state", "props", "place", "time", "light", "start", "action",
        "change", "dialogue", "narration", "sound", "mood", "style", "rules", "avoid",
    ),
    labels={"style": "Style:", "avoid": "Avoid:", "sound": "Sound:", "light": "Light:",
            "rules": "Throughout:"},
    not_honoured=(
        "characters.voice_id", "characters.voice_profile", "references", "characters.references",
        "props.references",
    ),
)  # fmt: skip
"""Plain prose for any model that reads English."""

ANIMATIC = GENERIC.replace(
    name="animatic",
    not_honoured=(
        "characters.voice_id", "characters.voice_profile", "references", "characters.references",
        "props.references", "negative", "avoid", "rules",
    ),
)  # fmt: skip
"""The built-in animatic draws from the view; its text is a caption for people."""

DIALECTS: dict[str, Dialect] = {one.name: one for one in (GENERIC, ANIMATIC)}
