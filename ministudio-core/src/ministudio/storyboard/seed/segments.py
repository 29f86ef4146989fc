"""Segments: a list of moments, each a small mapping over one configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ministudio.config import Camera, LightingDirector, VideoConfig
from ministudio.config.base import FrozenDict
from ministudio.config.video import ShotConfig
from ministudio.errors import StoryboardError
from ministudio.storyboard.seed.board import SeedBoard, build, closed, sentences
from ministudio.storyboard.seed.dialogue import spoken_lines
from ministudio.storyboard.seed.ids import free_id
from ministudio.storyboard.seed.reading import read, refuse_unknown
from ministudio.storyboard.seed.world import (
    DEFAULTS,
    WorldDraft,
    emotions,
    full_light,
    mood_of,
    template_of,
)

WORDS = ("concept", "action", "duration")
OF_SHOTS = ("dialogue", "narration", "acting_notes", "camera_movement", "shot_type")
LASTING = ("characters", "environment", "lighting", "cinematography", "conflict_matrix")
"""What a segment changes for those after it too: the world goes on from there."""
PASSING = (
    "duration_seconds", "mood", "negative_prompt", "seed", "action_description", "template_name",
)  # fmt: skip
"""What a segment changes for itself alone."""

EMPTIES: tuple[Any, ...] = (None, (), [], {})


def board_of_segments(
    segments: Sequence[Mapping[str, Any]],
    base: VideoConfig = DEFAULTS,
    *,
    title: str = "",
    still: bool = False,
) -> SeedBoard:
    """Tell segments as the scenes of one story.

    A segment has `concept` and `action`, and may have any field of `VideoConfig` (`duration` is
    short for `duration_seconds`) and `dialogue`, `narration`, `acting_notes`, `camera_movement`
    and `shot_type`. `LASTING` fields hold until another segment changes them, the others for the
    segment alone. What holds for a whole film (style, rules, aspect ratio, …) is the base's.
    With `still` nothing needs to happen.

    Raises:
        StoryboardError: a segment has an unknown key, a wrong value, or nothing to show.
    """
    if isinstance(segments, (str, Mapping)) or not segments:
        raise StoryboardError("there are no segments: give a list of {concept, action}")
    story = _Story(base, still=still)
    for number, segment in enumerate(segments, start=1):
        story.tell(segment, f"segment {number}")
    return story.board(title)


@dataclass(frozen=True, slots=True)
class _Segment:
    """One segment as read: the configuration that holds, its shot, its words, and the rest."""

    where: str
    config: VideoConfig
    shot: ShotConfig
    words: Mapping[str, str]
    unheeded: tuple[str, ...]

    @property
    def concept(self) -> str:
        return self.words.get("concept", "")

    @property
    def action(self) -> str:
        """What happens, in the words of the template when there is one."""
        told = (self.words.get("action"), self.config.action_description, self.shot.acting_notes)
        action, template = sentences(*told), template_of(self.config)
        if template is None:
            return action
        named = {"concept": self.concept} if self.concept else {}
        return template.render_prompt(action=closed(action), **named).strip()


class _Story:
    """Follows the world from segment to segment."""

    def __init__(self, base: VideoConfig, *, still: bool) -> None:
        self.base = self.now = base
        self.still = still
        self.draft = WorldDraft()
        self.lit: dict[str, LightingDirector | None] = {}
        self.scenes: list[dict[str, Any]] = []
        self.unheeded: dict[str, tuple[str, ...]] = {}

    def board(self, title: str) -> SeedBoard:
        titles = {scene["id"]: scene["title"] for scene in self.scenes}
        return SeedBoard(
            board=build(
                title or next(iter(titles.values())), self.draft.world(self.base), self.scenes
            ),
            aspect_ratio=self.base.aspect_ratio,
            unheeded=FrozenDict(self.unheeded),
            titles=FrozenDict(titles),
        )

    def tell(self, given: Any, where: str) -> None:  # noqa: ANN401 - raw input
        segment = self._read(given, where)
        config, shot = segment.config, segment.shot
        if not (segment.action or shot.dialogue or shot.narration or self.still):
            raise StoryboardError(f"{where}: nothing happens: `action` is missing or empty")
        cast = self.draft.cast(config.characters)
        people = {key: self.draft.characters[key] for key in cast}
        called = segment.concept or segment.words.get("action", "")
        address = free_id(called, (scene["id"] for scene in self.scenes), otherwise="scene")
        scene = {
            "id": address,
            "title": segment.concept or address,
            "cast": cast,
            **self._staged(config),
            "action": segment.action,
            "mood": mood_of(_mood(config), config.conflict_matrix, people),
            "emotion": emotions(people),
            "duration": _duration(config),
            "camera": self._camera(config, shot),
            "say": spoken_lines(shot.dialogue or "", people, where),
            "narration": shot.narration,
            "negative": config.negative_prompt,
            "seed": config.seed,
        }
        self.scenes.append({key: value for key, value in scene.items() if value not in EMPTIES})
        if segment.unheeded:
            self.unheeded[address] = segment.unheeded

    def _read(self, segment: Any, where: str) -> _Segment:  # noqa: ANN401 - raw input
        if not isinstance(segment, Mapping):
            raise StoryboardError(f"{where} is {segment!r}; {{concept, action}} is due")
        fields = tuple(VideoConfig.model_fields)
        refuse_unknown(segment, (*WORDS, *OF_SHOTS, *fields), where)
        given = self._given(segment, where)
        self.now = self.now.replace(**{key: given[key] for key in LASTING if key in given})
        passing = {key: given[key] for key in PASSING if key in given}
        return _Segment(
            where=where,
            config=self.now.replace(**passing),
            shot=read(ShotConfig, {key: segment[key] for key in OF_SHOTS if key in segment}, where),
            words={key: _text(segment[key], where, key) for key in WORDS[:2] if key in segment},
            unheeded=tuple(
                f"{name}: one for the whole film, in the base configuration"
                for name, value in given.items()
                if name not in (*LASTING, *PASSING) and value != getattr(self.base, name)
            ),
        )

    def _given(self, segment: Mapping[str, Any], where: str) -> dict[str, Any]:
        """The fields of the configuration that a segment gives; None leaves one as it is."""
        data = {key: value for key, value in segment.items() if key in VideoConfig.model_fields}
        if "duration" in segment:
            if "duration_seconds" in segment:
                raise StoryboardError(f"{where}: `duration` and `duration_seconds` are the same")
            data["duration_seconds"] = segment["duration"]
        data = {key: value for key, value in data.items() if value is not None}
        own = read(VideoConfig, data, where)
        given = {name: getattr(own, name) for name in data}
        if "characters" in given:
            given["characters"] = {**self.now.characters, **own.characters}
        if own.environment is not None and own.environment.lighting is not None:
            given.setdefault("lighting", own.environment.lighting)
        return given

    def _staged(self, config: VideoConfig) -> dict[str, Any]:
        """The place, and the light when it is another than the place has so far."""
        place, usual = "", None
        if config.environment is not None:
            place, usual = self.draft.place(config.environment), config.environment.lighting
        was = self.lit.get(place, usual or self.base.lighting)
        self.lit[place] = light = config.lighting or was
        changed = light is not None and light != was
        before = [{"light": full_light(light)}] if light is not None and changed else []
        return {"environment": place or None, "before": before}

    def _camera(self, config: VideoConfig, shot: ShotConfig) -> Camera | str | None:
        """The configuration's camera, with the size and the movement that the segment gives."""
        chosen = self.draft.camera(config)
        told = framing(shot)
        if not told:
            return chosen
        return (self.draft.cameras[chosen] if chosen else Camera()).replace(**told)


def framing(shot: ShotConfig) -> dict[str, str]:
    """What a shot itself says about its camera."""
    size = {"size": shot.shot_type.size} if "shot_type" in shot.model_fields_set else {}
    moves = "camera_movement" in shot.model_fields_set
    return {**size, **({"move": shot.camera_movement} if moves else {})}


def _mood(config: VideoConfig) -> str:
    template = template_of(config)
    if template is not None and template.mood and config.mood == DEFAULTS.mood:
        return template.mood
    return config.mood


def _duration(config: VideoConfig) -> int | float:
    template = template_of(config)
    if template is not None and config.duration_seconds == DEFAULTS.duration_seconds:
        return template.duration
    return config.duration_seconds


def _text(value: Any, where: str, key: str) -> str:  # noqa: ANN401 - raw input
    if not isinstance(value, str):
        raise StoryboardError(f"{where}: `{key}` is {value!r}: text is due")
    return value
