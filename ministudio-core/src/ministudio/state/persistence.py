"""The seed's state objects: a machine that hands out snapshots and an engine that keeps them."""

from __future__ import annotations

from typing import Any

from ministudio.config import Character, Environment, StyleDNA, VideoConfig
from ministudio.state.world import WorldState


class StatePersistenceEngine:
    """Keeps the snapshots of a sequence, oldest first, in memory.

    A project keeps its snapshots in its store; this is for code that drives scenes by itself.
    """

    def __init__(self) -> None:
        self._history: list[WorldState] = []

    @property
    def history(self) -> tuple[WorldState, ...]:
        """All snapshots so far, oldest first."""
        return tuple(self._history)

    def save_snapshot(self, state: WorldState) -> None:
        """Add a snapshot at the end."""
        self._history.append(state)

    def get_last_snapshot(self) -> WorldState | None:
        """The newest snapshot, or None when there is none yet."""
        return self._history[-1] if self._history else None

    def get_continuity_context(self, lookback: int = 1) -> str:
        """What the last `lookback` snapshots say, one line for each, oldest first."""
        recent = self._history[-lookback:] if lookback > 0 else []
        return "\n".join(_summary(state) for state in recent)


class VideoStateMachine:
    """Follows characters, environment and style from scene to scene.

    Each `next_scene()` returns an immutable `WorldState` and remembers it.
    """

    def __init__(self, initial_config: VideoConfig | None = None) -> None:
        self.persistence = StatePersistenceEngine()
        self.characters: dict[str, Character] = {}
        self.environment: Environment | None = None
        self.style: StyleDNA | None = None
        self.story_progress: dict[str, Any] = {}
        self._scenes = 0
        if initial_config is not None:
            self.update_from_config(initial_config)

    def update_from_config(self, config: VideoConfig) -> None:
        """Take over what the config sets; what it leaves open stays as it was."""
        self.characters = {**self.characters, **config.characters}
        self.environment = config.environment or self.environment
        self.style = config.style_dna or self.style

    def next_scene(self) -> WorldState:
        """The snapshot of the scene that begins now, numbered from `scene_1`."""
        self._scenes += 1
        state = WorldState(
            scene_id=f"scene_{self._scenes}",
            characters=self.characters,
            environment=self.environment,
            style=self.style,
            story_progress=self.story_progress,
        )
        self.persistence.save_snapshot(state)
        return state

    def get_current_state_as_config(self) -> VideoConfig:
        """The state as a config, to start another scene from."""
        return VideoConfig(
            characters=self.characters, environment=self.environment, style_dna=self.style
        )


def _summary(state: WorldState) -> str:
    people = ", ".join(_line(one) for one in state.characters.values()) or "nobody"
    place = state.environment.location if state.environment else state.place or "nowhere"
    return f"{state.scene_id}: {people} in {place}."


def _line(character: Character) -> str:
    emotion = character.current_state.emotion
    return character.name if emotion in ("", "neutral") else f"{character.name} ({emotion})"
