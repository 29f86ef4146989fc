"""The library in a notebook: a running loop, and objects that show themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

if TYPE_CHECKING:
    from pathlib import Path

CELLS = (
    """\
from ministudio import Project, Scene, Storyboard, World
from ministudio.config import Character, Environment

board = Storyboard(
    title="The <Orb>",
    world=World(
        characters={"orb": Character(name="Hero Orb", genetics={"species": "orb"})},
        environments={"library": Environment(location="Library")},
    ),
    scenes=[
        Scene(id="intro", environment="library", cast=["orb"], action="It comes.", duration=0.5),
        Scene(id="back", action="It goes.", duration=0.5),
    ],
)
board.save("orb.yaml")
board""",
    """\
project = Project.open("orb.yaml")
plan = project.plan()
plan""",
    """\
made = []
async with project.run(plan) as run:
    async for event in run:
        if event.kind == "attempt.committed":
            made.append(event.shot)
sorted(made)""",
    """\
take = await project.reroll("back", seed=7)
take""",
    """\
film = await project.stitch()
project.close()
film""",
)


@pytest.mark.slow
def test_a_film_in_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board, plan, made, take, film = _execute(tmp_path, monkeypatch)
    assert "<caption>The &lt;Orb&gt;: 2 shots, 1 s</caption>" in board["text/html"]
    assert "2 of 2 shots to make: 2 new." in plan["text/html"]
    assert "<td>intro</td><td>animatic</td>" in plan["text/html"]
    assert made["text/plain"] == "['back', 'intro']"
    assert "<video controls" in take["text/html"]
    assert "back, take 2 (previz)" in take["text/html"]
    assert "orb.mp4 (1.0 s)" in film["text/html"]
    assert (tmp_path / "orb.mp4").exists()


def _execute(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Run the cells in a kernel of their own; what each shows, by media type."""
    monkeypatch.setenv("MINISTUDIO_SIZE", "128x72")
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    monkeypatch.setenv("IPYTHONDIR", str(folder / "ipython"))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    client = nbclient.NotebookClient(
        notebook, timeout=240, resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    return [
        next(one["data"] for one in cell["outputs"] if one["output_type"] == "execute_result")
        for cell in notebook["cells"]
    ]
