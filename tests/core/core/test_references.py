"""Reference images of a caller's working folder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from ministudio import VideoConfig
from ministudio.config import Character, Environment, Look
from ministudio.errors import NotFoundError

if TYPE_CHECKING:
    from pathlib import Path


def test_missing_images_are_named_before_anything_is_sent(bench: Any) -> None:
    at = bench()
    config = VideoConfig(
        characters={"m": Character("Maya", visual_anchor_path="maya.jpg")},
        environment=Environment("Study", reference_images=["study.png"]),
    )
    with pytest.raises(NotFoundError, match=r"'maya.jpg', 'study.png'"):
        anyio.run(partial(at.studio.generate_concept_video, "a", "b", config=config))
    assert at.sent == 0


def test_images_are_kept_with_the_films(bench: Any, tmp_path: Path) -> None:
    at = bench()
    (tmp_path / "maya.PNG").write_bytes(b"picture")
    maya = Character("Maya", looks={"wet": Look(reference_images=[str(tmp_path / "maya.PNG")])})
    maya = maya.replace(reference_images=["maya.PNG"])
    config = VideoConfig(characters={"m": maya}, duration_seconds=1)
    call = partial(at.studio.generate_concept_video, "a", "b", config=config)
    result = anyio.run(call)
    assert result.success
    copies = [one.read_bytes() for one in (at.folder / "references").iterdir()]
    assert copies == [b"picture"]
    assert "characters.references" in result.metadata["not_honoured"]
    (tmp_path / "maya.PNG").write_bytes(b"another")
    assert anyio.run(call).metadata["status"] == "changed"
