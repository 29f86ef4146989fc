"""The camera in words: size and subject, angle, lens and move."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ministudio.compiler.wording import listing
from ministudio.config import Camera

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ministudio.interfaces.dialect import Dialect

_USUAL = Camera()
# Words of the trade that a model would read otherwise.
_SIZES = {
    "american": "medium-long shot from the knees up",
    "american shot": "medium-long shot from the knees up",
    "cowboy": "medium-long shot from the thighs up",
    "cowboy shot": "medium-long shot from the thighs up",
    "insert": "insert close-up", "ecu": "extreme close-up", "cu": "close-up",
    "mcu": "medium close-up", "ms": "medium shot", "mls": "medium-long shot",
    "ls": "long shot", "ws": "wide shot", "ews": "extreme wide shot",
}  # fmt: skip
_COMPLETE = re.compile(r"\b(?:shot|close-?up|view|portrait|macro|insert)\b", re.IGNORECASE)
_ANGLES = re.compile(r"\b(?:angle|level|overhead|view|tilt|eye|above|below|down|up)\b", re.I)
_MILLIMETRES = re.compile(r"^\d+(?:\.\d+)?\s*mm$")
_STILL = frozenset({"static", "still", "locked", "locked off", "locked-off", "fixed", ""})
_ADJECTIVE = re.compile(r"\b(?:hand-?held|shaky|floating|orbiting)$", re.IGNORECASE)


def camera_words(camera: Camera, called: Mapping[str, str], dialect: Dialect) -> str:
    """The camera in words; what stands at its default is left to the model."""
    return listing(
        dialect.camera_words(_framing(camera, called)),
        camera.over and f"over the shoulder of {called.get(camera.over, 'somebody')}",
        dialect.camera_words(_angle(camera.angle)),
        *_optics(camera),
        dialect.camera_words(_move(camera.move)),
    )


def _framing(camera: Camera, called: Mapping[str, str]) -> str:
    size = camera.size.strip()
    size = _SIZES.get(size.casefold(), size)
    if size and not _COMPLETE.search(size):
        size = f"{size} shot"
    subject = called.get(camera.on, "something") if camera.on else ""
    return f"{size} of {subject}" if size and subject else size or (subject and f"on {subject}")


def _angle(angle: str) -> str:
    words = angle.strip()
    return f"{words} angle" if words and not _ANGLES.search(words) else words


def _optics(camera: Camera) -> list[str]:
    told = []
    if camera.lens != _USUAL.lens:
        compact = camera.lens.replace(" ", "") if _MILLIMETRES.match(camera.lens) else camera.lens
        told.append(compact if "lens" in compact.casefold() else f"{compact} lens")
    if camera.focal_length != _USUAL.focal_length and camera.focal_mm == camera.focal_length:
        length = f"{camera.focal_length:g}mm"
        told += [] if length in " ".join(told) else [f"{length} focal length"]
    if camera.aperture != _USUAL.aperture:
        told.append(f"aperture {camera.aperture}")
    if camera.focus_pulling != _USUAL.focus_pulling:
        focus = camera.focus_pulling
        told.append(focus if "focus" in focus.casefold() else f"{focus} focus")
    return told


def _move(move: str) -> str:
    words = move.strip()
    if words.casefold() in _STILL:
        return "static camera"
    return f"{words} camera" if _ADJECTIVE.search(words) else words
