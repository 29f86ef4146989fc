"""Violations: what a story asks for that its world does not allow, all of it at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from ministudio.state import rules
from ministudio.state.causes import Cause, Causes, quoted, told
from ministudio.state.rules import Fact, Problem
from ministudio.storyboard.story import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ministudio.state.changes import Change
    from ministudio.state.rules import Kind
    from ministudio.state.world import WorldState
    from ministudio.storyboard.fields import Place
    from ministudio.storyboard.model import Scene, Shot, Storyboard
    from ministudio.storyboard.story import Spot

    Ask = Callable[[WorldState, str], Iterator[Problem]]
    Level = Literal["error", "warning", "hint"]

INSIDE = frozenset({"inside", "contents", "pages"})
"""Parts of a prop in `frame` that are seen only while it is open."""

_FROM_THE_START: tuple[Kind, ...] = ("state", "held_by", "at", "hidden")


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that cannot be, or (as a warning or a hint) that is probably not meant.

    `shot` is an address, `path` the place in the storyboard. `what`
    quotes the change or the claim, `text` says what stands in its way, `cause` what made it so.
    """

    level: Level
    shot: str
    path: Place
    what: str
    text: str
    remedy: str = ""
    cause: Cause | None = None


def violations(board: Storyboard) -> tuple[Violation, ...]:
    """Every violation of a story, in its order. The story goes on after each as if it were none."""
    watch = _Watch(board)
    for _ in tell(board, watch):
        pass
    return tuple(watch.found)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a shot says about somebody or something: `what` in words, and where it says so."""

    of: str
    what: str
    shot: str
    path: Place


class _Watch:
    """Watches a story: checks every change and every claim of a shot, and keeps the causes."""

    def __init__(self, board: Storyboard) -> None:
        self.world = board.world
        self.found: list[Violation] = []
        self.causes = Causes()
        for key in board.world.props:
            for kind in _FROM_THE_START:
                cause = Cause("so from the start", ("world", "props", key, kind))
                self.causes.set(Fact(kind, key), cause)

    def staged(self, before: WorldState, after: WorldState, scene: Scene, spot: Spot) -> None:
        moved = after.place != before.place
        if moved and before.place and scene.cast is None:
            self._bodies(after, spot)
        if moved:
            place = Cause(f"{scene.id!r} is there", (*spot.path, "environment"))
            self.causes.set(Fact("place"), place)
        for who, status in after.people.items():
            if status.present != before.people[who].present:
                word = "with" if status.present else "without"
                cause = Cause(f"the cast of {scene.id!r} is {word} {who!r}", (*spot.path, "cast"))
                self.causes.set(Fact("present", who), cause)

    def changed(self, before: WorldState, after: WorldState, change: Change, spot: Spot) -> None:
        what = quoted(change)
        several = list(rules.problems(before, change, on_screen=spot.on_screen))
        for one in several:
            self._report(one, _Claim("", what, spot.address, spot.path))
        if spot.on_screen and after is before and not several:
            text = "it is so already: nothing changes on screen"
            self.found.append(Violation("hint", spot.address, spot.path, what, text))
        cause = Cause(f"{told(change)} in {spot.address!r}", spot.path)
        self.causes.note(before, after, cause)

    def shown(self, states: tuple[WorldState, ...], shot: Shot, spot: Spot) -> None:
        for claim, part in self._frame(shot, spot):
            self._seen(claim, states)
            if part.casefold() in INSIDE and claim.of in self.world.props:
                self._ask((rules.shut,), claim, states)
        for claim in _lines(shot, spot):
            self._ask((rules.absent, rules.dead), claim, states)
        for claim in _emotions(shot, spot):
            self._ask((rules.absent,), claim, states)
            if not any(state.people[claim.of].alive for state in states):
                for one in rules.dead(states[0], claim.of):
                    self._report(replace(one, error=False), claim)
        for claim in self._camera(shot, spot):
            self._seen(claim, states)

    def _frame(self, shot: Shot, spot: Spot) -> Iterator[tuple[_Claim, str]]:
        for who, part in (shot.frame or {}).items():
            what = f"{who!r} ({part}) is in frame" if part else f"{who!r} is in frame"
            yield _Claim(who, what, spot.address, (*spot.path, "frame", who)), part

    def _camera(self, shot: Shot, spot: Spot) -> Iterator[_Claim]:
        camera = shot.camera
        if isinstance(camera, str):
            camera = self.world.cameras[camera]
        if camera is not None:
            for key, who in (("over", camera.over), ("on", camera.on)):
                path = (*spot.path, "camera", key)
                if who:
                    yield _Claim(who, f"the camera looks {key} {who!r}", spot.address, path)

    def _seen(self, claim: _Claim, states: Sequence[WorldState]) -> None:
        """Who or what is seen has to be there and in sight at some time during the shot."""
        person = claim.of in self.world.characters
        self._ask((rules.absent,) if person else (rules.hidden, rules.elsewhere), claim, states)

    def _ask(self, asks: Sequence[Ask], claim: _Claim, states: Sequence[WorldState]) -> None:
        """Report what stands in the way as the shot begins, if something does all the time."""
        if all(any(True for ask in asks for _ in ask(state, claim.of)) for state in states):
            for one in (problem for ask in asks for problem in ask(states[0], claim.of)):
                self._report(one, claim)

    def _report(self, one: Problem, claim: _Claim) -> None:
        level: Level = "error" if one.error else "warning"
        self.found.append(
            Violation(
                level,
                shot=claim.shot,
                path=claim.path,
                what=claim.what,
                text=one.text,
                remedy=one.remedy,
                cause=self.causes[one.fact],
            )
        )

    def _bodies(self, state: WorldState, spot: Spot) -> None:
        """The dead do not walk along when a scene inherits its cast at another place."""
        for who, status in state.people.items():
            if status.present and not status.alive:
                text = f"{who!r} is dead and comes along to {state.place!r}"
                one = Problem(text, "Give the scene a `cast`.", Fact("alive", who), error=False)
                self._report(one, _Claim(who, "the cast is inherited", spot.address, spot.path))


def _lines(shot: Shot, spot: Spot) -> Iterator[_Claim]:
    for index, line in enumerate(shot.say):
        path = (*spot.path, "say", index, line.speaker)
        yield _Claim(line.speaker, f"{line.speaker!r} speaks", spot.address, path)


def _emotions(shot: Shot, spot: Spot) -> Iterator[_Claim]:
    for who in shot.emotion:
        path = (*spot.path, "emotion", who)
        yield _Claim(who, f"{who!r} has an emotion", spot.address, path)
