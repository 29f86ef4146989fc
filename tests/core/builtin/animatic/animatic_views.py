"""Views that the tests of the animatic draw."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ministudio.config import Camera, Character, Environment
from ministudio.config.character import Look
from ministudio.interfaces.request import Request
from ministudio.storyboard.view import SeenCharacter, View

ROOM = Environment(location="Police interview room", composition={"foreground": "gray metal table"})
STREET = Environment(location="City street")


def seen(name: str, *, wearing: str = "", **how: Any) -> SeenCharacter:
    """A character in frame; `genetics` and the fields of SeenCharacter go into `how`."""
    genetics = how.pop("genetics", {})
    character = Character(name=name.title(), genetics=genetics)
    return SeenCharacter(id=name, character=character, look=Look(wearing=wearing), **how)


MIRA = {"genetics": {"age": 34, "hair": "black bob"}, "wearing": "charcoal blazer"}
JORDAN = {"genetics": {"age": 29, "hair": "curly auburn"}, "wearing": "forest-green sweater"}


def view(**fields: Any) -> View:
    """A view of half a second in the interview room, unless the fields say otherwise."""
    fields = {"duration": Fraction(1, 2), "place": "room", "environment": ROOM, **fields}
    if isinstance(fields.get("camera"), dict):
        fields["camera"] = Camera(**fields["camera"])
    return View(**fields)


def request(shot: View, *, size: tuple[int, int] = (192, 108), **fields: Any) -> Request:
    """A request for a view at 24 frames a second, small by default."""
    fps = fields.pop("fps", Fraction(24))
    given = {"provider": "animatic", "model": "animatic", "audio": True, **fields}
    return Request(
        view=shot, width=size[0], height=size[1], fps=fps,
        frames=max(1, round(shot.duration * fps)), **given,
    )  # fmt: skip
