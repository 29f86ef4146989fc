"""The seed's state objects: a machine that hands out snapshots and an engine that keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ministudio.config import Character, Environment, StyleDNA, VideoConfig
from ministudio.errors import NotFoundError
from ministudio.state.world import WorldState

MAIN = "main"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state in the tree of snapshots, and the snapshot that it followed."""

    state: WorldState
    parent: Snapshot | None = None


class StatePersistenceEngine:
    """Keeps the snapshots of a story as a tree, in memory.

    A branch is a name for a snapshot, its head; saving moves the head of the current branch on.
    Nothing is lost by going back: `tree` has every snapshot ever saved. A project keeps its
    snapshots in its store; this is for code that drives scenes by itself.
    """

    def __init__(self) -> None:
        self._tree: list[Snapshot] = []
        self._heads: dict[str, Snapshot | None] = {MAIN: None}
        self._current = MAIN

    @property
    def current(self) -> str:
        """The branch that snapshots are saved to."""
        return self._current

    @property
    def branches(self) -> dict[str, WorldState | None]:
        """The newest state of each branch; None for a branch without any."""
        return {name: head.state if head else None for name, head in self._heads.items()}

    @property
    def tree(self) -> tuple[Snapshot, ...]:
        """Every snapshot of every branch, in the order of saving."""
        return tuple(self._tree)

    @property
    def history(self) -> tuple[WorldState, ...]:
        """The snapshots of the current branch, from the first of all to its head."""
        return tuple(snapshot.state for snapshot in self._line())

    def _line(self) -> list[Snapshot]:
        line, head = [], self._heads[self._current]
        while head is not None:
            line.append(head)
            head = head.parent
        return line[::-1]

    def save_snapshot(self, state: WorldState) -> None:
        """Add a snapshot after the head of the current branch."""
        snapshot = Snapshot(state, self._heads[self._current])
        self._tree.append(snapshot)
        self._heads[self._current] = snapshot

    def branch(self, name: str) -> None:
        """Go to the branch `name`; one that is new begins where the current one stands."""
        self._heads.setdefault(name, self._heads[self._current])
        self._current = name

    def rewind(self, to: int | str = 1) -> WorldState | None:
        """Move the head of the current branch back; the answer is where it stands now.

        `to` is a number of snapshots, or the `scene_id` or the digest of the one to stand on.

        Raises:
            NotFoundError: the branch does not go back so far, or has no such snapshot.
        """
        line = self._line()
        kept = len(line) - to if isinstance(to, int) else _newest(line, to)
        if not 0 <= kept <= len(line) or (kept == 0 and isinstance(to, str)):
            known = ", ".join(one.state.scene_id for one in line) or "nothing"
            raise NotFoundError(
                f"the branch {self._current!r} has no snapshot {to!r} to go back to.",
                hint=f"It has: {known}.",
            )
        self._heads[self._current] = line[kept - 1] if kept else None
        return self.get_last_snapshot()

    def get_last_snapshot(self) -> WorldState | None:
        """The newest snapshot of the current branch, or None when there is none yet."""
        head = self._heads[self._current]
        return head.state if head else None

    def get_continuity_context(self, lookback: int = 1) -> str:
        """What the last `lookback` snapshots say, one line for each, oldest first."""
        recent = self.history[-lookback:] if lookback > 0 else ()
        return "\n".join(_summary(state) for state in recent)


class VideoStateMachine:
    """Follows characters, environment and style from scene to scene.

    Each `next_scene()` returns an immutable `WorldState` and remembers it. `branch` tries another
    way from here, `rewind` goes back:

        machine.next_scene()
        machine.branch("rain")        # another ending, from here on
        machine.next_scene()
        machine.branch("main")        # as if the rain had never been
    """

    characters: dict[str, Character]
    environment: Environment | None
    style: StyleDNA | None
    story_progress: dict[str, Any]

    def __init__(self, initial_config: VideoConfig | None = None) -> None:
        self.persistence = StatePersistenceEngine()
        self._take(WorldState())
        if initial_config is not None:
            self.update_from_config(initial_config)
        self._initial = self._state("")

    def update_from_config(self, config: VideoConfig) -> None:
        """Take over what the config sets; what it leaves open stays as it was."""
        self.characters = {**self.characters, **config.characters}
        self.environment = config.environment or self.environment
        self.style = config.style_dna or self.style

    def next_scene(self) -> WorldState:
        """The snapshot of the scene that begins now, numbered along its branch from `scene_1`."""
        state = self._state(f"scene_{len(self.persistence.history) + 1}")
        self.persistence.save_snapshot(state)
        return state

    def branch(self, name: str) -> None:
        """Go to the branch `name` and to the state at its head; a new one begins here."""
        if name in self.persistence.branches:
            self.persistence.branch(name)
            self._take(self.persistence.get_last_snapshot() or self._initial)
        else:
            self.persistence.branch(name)

    def rewind(self, to: int | str = 1) -> WorldState:
        """Go back by a number of scenes, or to a `scene_id` or a digest, and to the state there.

        Raises:
            NotFoundError: the branch has no such snapshot.
        """
        state = self.persistence.rewind(to) or self._initial
        self._take(state)
        return state

    def get_current_state_as_config(self) -> VideoConfig:
        """The state as a config, to start another scene from."""
        return VideoConfig(
            characters=self.characters, environment=self.environment, style_dna=self.style
        )

    def _state(self, scene_id: str) -> WorldState:
        return WorldState(
            scene_id=scene_id,
            characters=self.characters,
            environment=self.environment,
            style=self.style,
            story_progress=self.story_progress,
        )

    def _take(self, state: WorldState) -> None:
        self.characters = dict(state.characters)
        self.environment = state.environment
        self.style = state.style
        self.story_progress = dict(state.story_progress)


def _newest(line: list[Snapshot], name: str) -> int:
    """How many snapshots there are up to the newest one of this scene id or digest; 0 for none."""
    numbered = reversed(list(enumerate(line, start=1)))
    return next((n for n, one in numbered if name in (one.state.scene_id, one.state.digest)), 0)


def _summary(state: WorldState) -> str:
    people = ", ".join(_line(one) for one in state.characters.values()) or "nobody"
    place = state.environment.location if state.environment else state.place or "nowhere"
    return f"{state.scene_id}: {people} in {place}."


def _line(character: Character) -> str:
    emotion = character.current_state.emotion
    return character.name if emotion in ("", "neutral") else f"{character.name} ({emotion})"
