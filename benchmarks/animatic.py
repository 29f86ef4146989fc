"""How fast the animatic draws, on one core, as a multiple of real time at 24 frames a second.

Claims: the frame loop (draw and encode, camera moving) runs at 16 x real time at 640x360 and at 5 x
at 1280x720; a film of 6-second shots, painting included, at 8 x and 2.5 x; memory does not grow
with the film. The cost is CPU time of this process; other work on the machine makes it larger.
Run: python benchmarks/animatic.py
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ministudio.builtin.animatic import film
from ministudio.builtin.animatic.reel import Backdrops, paint_reel
from ministudio.builtin.animatic.staging import stage_shot
from ministudio.config import Camera, Character, Environment
from ministudio.config.character import Look
from ministudio.interfaces.request import Request
from ministudio.state.changes import Open
from ministudio.storyboard.view import Line, SeenCharacter, SeenProp, View

SECONDS, FPS = Fraction(6), Fraction(24)
SIZES = {(640, 360): (16.0, 8.0), (1280, 720): (5.0, 2.5)}


def _seen(name: str, genetics: dict[str, object], wearing: str) -> SeenCharacter:
    character = Character(name=name.title(), genetics=genetics)
    return SeenCharacter(id=name, character=character, look=Look(wearing=wearing))


MIRA = _seen("mira", {"age": 34, "hair": "chin-length black bob"}, "charcoal blazer")
JORDAN = _seen("jordan", {"age": 29, "hair": "short curly auburn hair"}, "forest-green sweater")
ORB = _seen("orb", {"core": "golden energy"}, "")
PLACES = {
    "room": Environment(location="Police interview room", composition={"front": "metal table"}),
    "library": Environment(location="Ancient magical library"),
    "garden": Environment(location="Autumn garden"),
}


def _shot(place: str, size: str, move: str, *people: SeenCharacter, **more: object) -> View:
    return View(
        place=place,
        environment=PLACES[place],
        camera=Camera(size=size, move=move),
        characters=people,
        duration=SECONDS,
        **more,
    )


BOOK = SeenProp(id="book", what="ancient book", state="closed")
FILM = (
    _shot("room", "medium wide", "slow push in", MIRA, JORDAN, say=(Line("mira", "So?"),)),
    _shot("room", "close-up", "slow push in", MIRA, say=(Line("mira", "You left at five."),)),
    _shot("room", "close-up", "dolly left", JORDAN, say=(Line("jordan", "Twelve past."),)),
    _shot("room", "medium wide", "slow push in", MIRA, JORDAN, narration="She had it."),
    _shot("library", "wide", "slow push in", ORB, narration="The orb drifts in."),
    _shot("library", "wide", "slow push in", ORB, props=(BOOK,), during=(Open("book"),)),
    _shot("garden", "full", "pan right", MIRA, narration="Morning."),
    _shot("garden", "medium", "dolly right", JORDAN, say=(Line("jordan", "Lovely."),)),
)


@dataclass
class Cost:
    """CPU seconds of painting and of the frame loop."""

    paint: float
    loop: float


def _measure(view: View, size: tuple[int, int], backdrops: Backdrops, folder: Path) -> Cost:
    width, height = size
    request = Request(
        provider="animatic",
        model="animatic",
        view=view,
        width=width,
        height=height,
        fps=FPS,
        frames=round(SECONDS * FPS),
    )
    start = time.process_time()
    scene = stage_shot(request)
    reel = paint_reel(scene, backdrops)
    painted = time.process_time()
    film.Film(scene, reel).write(folder / "clip.mp4", lambda _share: None)
    return Cost(painted - start, time.process_time() - painted)


def main() -> None:
    """Print one line per shot and the totals of the film, for both sizes."""
    with tempfile.TemporaryDirectory() as name:
        for size, (claim_loop, claim_film) in SIZES.items():
            backdrops = Backdrops()
            costs = []
            print(f"{size[0]}x{size[1]}")
            for view in FILM:
                cost = _measure(view, size, backdrops, Path(name))
                costs.append(cost)
                label = f"{view.place}, {view.camera.size}, {view.camera.move}"
                rate = float(SECONDS) / cost.loop
                print(f"  {label:<36} paint {cost.paint:5.2f} s   frames {rate:5.1f} x")
            seconds = float(SECONDS) * len(costs)
            loop = seconds / sum(cost.loop for cost in costs)
            whole = seconds / sum(cost.loop + cost.paint for cost in costs)
            print(f"  frame loop {loop:5.1f} x real time (claim {claim_loop:g} x)")
            print(f"  whole film {whole:5.1f} x real time (claim {claim_film:g} x)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB", file=sys.stdout)


if __name__ == "__main__":
    main()
