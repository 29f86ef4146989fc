"""The examples run, each in a fresh folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ministudio.media.probe import probe
from ministudio.storyboard import Storyboard

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("board", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.name)
def test_a_board_loads_and_has_scenes(board: Path) -> None:
    assert len(Storyboard.load(board).scenes) >= 3


def test_code_as_video_makes_its_film(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "code_as_video.py")],
        cwd=tmp_path,
        env={**os.environ, "MINISTUDIO_SIZE": "128x72"},
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )
    *segments, film = done.stdout.split()
    assert [probe(tmp_path / path).frames for path in segments] == [72, 72, 72]
    assert probe(tmp_path / film).frames == 216
