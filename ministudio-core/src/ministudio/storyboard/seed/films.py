"""Scenes and films of the seed: shots in a place, with dialogue and narration."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ministudio.config import Camera, SceneConfig, VideoConfig
from ministudio.config.base import FrozenDict
from ministudio.config.video import ShotConfig
from ministudio.errors import StoryboardError
from ministudio.storyboard.seed.board import SeedBoard, build, sentences
from ministudio.storyboard.seed.dialogue import spoken_lines, spoken_seconds
from ministudio.storyboard.seed.ids import free_id
from ministudio.storyboard.seed.reading import read, refuse_unknown
from ministudio.storyboard.seed.segments import EMPTIES, framing
from ministudio.storyboard.seed.world import DEFAULTS, WorldDraft, emotions, mood_of

FILM_KEYS = ("title", "scenes")


def board_of_scene(
    scene: SceneConfig | Mapping[str, Any], base: VideoConfig = DEFAULTS
) -> SeedBoard:
    """Tell one scene, shot by shot.

    Raises:
        StoryboardError: a key is unknown, a value is wrong, or a speaker does not exist.
    """
    return _told("", [scene], base)


def board_of_film(film: Mapping[str, Any], base: VideoConfig = DEFAULTS) -> SeedBoard:
    """Tell a film: `{title, scenes: [scene, …]}`.

    A scene without characters or a place has those of `base`, else those of the scene before.

    Raises:
        StoryboardError: as `board_of_scene`, or there are no scenes.
    """
    if not isinstance(film, Mapping):
        raise StoryboardError(f"a film is {{title, scenes}}, not {type(film).__name__}")
    refuse_unknown(film, FILM_KEYS, "film")
    title, scenes = film.get("title", ""), film.get("scenes")
    if not isinstance(title, str):
        raise StoryboardError(f"film: `title` is {title!r}: text is due")
    if isinstance(scenes, (str, Mapping)) or not scenes:
        raise StoryboardError("film: `scenes` is empty: a list of scenes is due")
    return _told(title, list(scenes), base)


def _told(title: str, scenes: list[Any], base: VideoConfig) -> SeedBoard:
    teller = _Teller(base)
    for number, scene in enumerate(scenes, start=1):
        teller.scene(read(SceneConfig, scene, f"scene {number}"), f"scene {number}")
    return SeedBoard(
        board=build(title or teller.scenes[0]["title"], teller.draft.world(base), teller.scenes),
        aspect_ratio=base.aspect_ratio,
        titles=FrozenDict(teller.titles),
    )


class _Teller:
    """Follows cast and place from scene to scene and from shot to shot."""

    def __init__(self, base: VideoConfig) -> None:
        self.base = base
        self.draft = WorldDraft()
        self.people = dict(base.characters)
        self.place = base.environment
        self.scenes: list[dict[str, Any]] = []
        self.titles: dict[str, str] = {}

    def scene(self, scene: SceneConfig, where: str) -> None:
        self.people = {**self.base.characters, **scene.characters} or self.people
        self.place = scene.environment or self.base.environment or self.place
        address = free_id(
            scene.concept or where, (one["id"] for one in self.scenes), otherwise="scene"
        )
        told: dict[str, Any] = {
            "id": address,
            "title": scene.concept or where,
            "environment": self.draft.place(self.place) if self.place else None,
            "cast": self.draft.cast(self.people),
        }
        shots = scene.shots or (
            ShotConfig(action=scene.concept, duration_seconds=self.base.duration_seconds),
        )
        told["shots"] = [
            self._shot(shot, scene, f"{where}, shot {number}", f"shot-{number}")
            for number, shot in enumerate(shots, start=1)
        ]
        self.titles |= {f"{address}/{shot['id']}": told["title"] for shot in told["shots"]}
        self.scenes.append({key: value for key, value in told.items() if value not in EMPTIES})

    def _shot(self, shot: ShotConfig, scene: SceneConfig, where: str, key: str) -> dict[str, Any]:
        changes = self._changes(shot)
        cast = self.draft.cast(self.people)
        people = {one: self.draft.characters[one] for one in cast}
        lines = spoken_lines(shot.dialogue or "", people, where)
        narration = shot.narration or ""
        action = sentences(shot.action, self.base.action_description, shot.acting_notes)
        if not action and not lines and not narration:
            raise StoryboardError(f"{where}: nothing happens: `action` is missing or empty")
        seconds: Any = shot.duration_seconds
        if seconds is None:
            seconds = spoken_seconds(lines, narration)
        told = {
            "id": key,
            "before": changes,
            "camera": self._camera(shot),
            "action": action,
            "say": lines,
            "narration": narration,
            "mood": mood_of(scene.mood, scene.conflict_matrix or self.base.conflict_matrix, people),
            "emotion": emotions(people),
            "duration": Fraction(str(seconds)),
            "negative": self.base.negative_prompt,
            "seed": self.base.seed,
        }
        return {name: value for name, value in told.items() if value not in (*EMPTIES, "")}

    def _changes(self, shot: ShotConfig) -> list[dict[str, str]]:
        """Who comes and goes, and the move to another place, as the shot begins."""
        changes = []
        if shot.characters:
            was = self.draft.cast(self.people)
            self.people |= shot.characters
            now = self.draft.cast(self.people)
            changes += [{"exit": one} for one in was if one not in now]
            changes += [{"enter": one} for one in now if one not in was]
        if shot.environment is not None and shot.environment != self.place:
            self.place = shot.environment
            changes.append({"place": self.draft.place(shot.environment)})
        return changes

    def _camera(self, shot: ShotConfig) -> Camera:
        """The base's camera, as near as the shot says."""
        chosen = self.draft.camera(self.base)
        usual = self.draft.cameras[chosen] if chosen else Camera()
        return usual.replace(**({"size": shot.shot_type.size} | framing(shot)))
