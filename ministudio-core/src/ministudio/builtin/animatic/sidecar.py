"""The sidecar of a clip: where everybody is, and what was asked for but not drawn."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.builtin.animatic.reel import Reel
    from ministudio.builtin.animatic.scene import Scene

SCHEMA = 1


def write_sidecar(path: Path, scene: Scene, reel: Reel) -> None:
    """Write what `sidecar` says as JSON."""
    text = json.dumps(sidecar(scene, reel), indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(text + "\n", "utf-8")


def sidecar(scene: Scene, reel: Reel) -> dict[str, Any]:
    """Boxes (left, top, right, bottom in pixels) of everybody in first, middle and last frame.

    Who is out of the frame has no box there.
    """
    samples = sorted({0, scene.frames // 2, scene.frames - 1})
    return {
        "schema": SCHEMA,
        "size": [scene.width, scene.height],
        "frames": scene.frames,
        "boxes": [{"frame": number, "at": _boxes(scene, reel, number)} for number in samples],
        "captions": [
            {"speaker": c.speaker, "text": c.text, "start": c.start, "end": c.end}
            for c in scene.captions
        ],
        "not_drawn": list(scene.not_drawn),
    }


def _boxes(scene: Scene, reel: Reel, number: int) -> dict[str, list[int]]:
    found = {}
    pose = scene.path.at(number)
    for name, box in reel.boxes.items():
        left, top, right, bottom = reel.window_of(name, scene, number, pose)
        kx, ky = scene.width / (right - left), scene.height / (bottom - top)
        x0, y0 = max(0, int((box[0] - left) * kx)), max(0, int((box[1] - top) * ky))
        x1 = min(scene.width, round((box[2] - left) * kx))
        y1 = min(scene.height, round((box[3] - top) * ky))
        if x1 - x0 > 1 and y1 - y0 > 1:
            found[name] = [x0, y0, x1, y1]
    return found
