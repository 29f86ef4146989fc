"""The storyboard: the wish for a film, as deeply immutable models."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from ministudio.config import (
    Camera,
    Characters,
    ContinuityEngine,
    Environment,
    LightingDirector,
    Prop,
    StyleDNA,
)
from ministudio.config.base import EMPTY, FrozenMap, Model, Paths
from ministudio.config.money import Money
from ministudio.state.changes import Change
from ministudio.storyboard.fields import (
    BySlug,
    CameraChoice,
    Fault,
    Frame,
    Names,
    OptionalSlug,
    Rate,
    Say,
    Seconds,
    Size,
    Slug,
    at_least_one,
    refuse,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OnUnknown = Literal["ask", "wait", "resubmit"]
Join = Literal["cut", "continue", "dissolve", "fade"]
Need = Literal[
    "dialogue", "audio", "seed", "negative", "references", "first_frame", "last_frame", "extend"
]
Preference = Literal["quality", "cost", "speed"]

_SEEDS = 2**32


class Settings(Model):
    """What holds for the whole film. A key that is not set may be set by the configuration.

    `fps` is in frames a second, `size` in pixels. `max_cost` is the cap of the project for ever;
    `max_takes` limits the takes of a shot (None: no limit), `max_attempts` the tries for one
    request. `stitcher` and `compiler` are names of plugins. `on_unknown` says what to do when
    nobody can tell whether a paid request was accepted.
    """

    fps: Rate = Fraction(24)
    size: Size = "1280x720"
    max_cost: Money | None = None
    max_takes: Annotated[int, Field(ge=1, le=1000)] | None = None
    max_attempts: Annotated[int, Field(ge=1, le=100)] = 3
    stitcher: str = "cut"
    compiler: str = "prose"
    on_unknown: OnUnknown = "ask"
    fallback_on_refusal: bool = False

    @property
    def width(self) -> int:
        """The width of the film in pixels."""
        return int(self.size.partition("x")[0])

    @property
    def height(self) -> int:
        """The height of the film in pixels."""
        return int(self.size.partition("x")[2])


class World(Model):
    """What the story is about: characters, environments, props and cameras by id, and the style.

    `lighting` is the light of every place that has none of its own; `avoid` names what no shot
    may show; `continuity` holds rules for every shot.
    """

    characters: Annotated[Characters, BySlug] = EMPTY
    environments: Annotated[FrozenMap[Environment], BySlug] = EMPTY
    props: Annotated[FrozenMap[Prop], BySlug] = EMPTY
    cameras: Annotated[FrozenMap[Camera], BySlug] = EMPTY
    style: StyleDNA = StyleDNA()
    lighting: LightingDirector | None = None
    avoid: str = ""
    continuity: ContinuityEngine = ContinuityEngine()


class Condition(Model):
    """When a route holds: every given predicate must. Names may be globs (`night-*`)."""

    needs: tuple[Need, ...] = ()
    scene: Names = ()
    shot: Names = ()
    tags: Names = ()
    cast: Names = ()
    place: Names = ()
    mood: Names = ()
    join: Names = ()


class RouteRule(Model):
    """Models for the shots that fulfil `when` (all shots, when it is empty), in order of choice.

    `use` lists `endpoint/model` or `endpoint`; `prefer` orders them by something else.
    """

    when: Condition = Condition()
    use: Annotated[Names, AfterValidator(at_least_one)]
    prefer: Preference | None = None


class Shot(Model):
    """What lies between two cuts.

    `frame` is who and what is seen (None: the cast). `before` holds from the first frame,
    `during` happens on screen. `duration` is in seconds; `seed` and `use` are the author's own
    choice for this shot; `references` are image files beside the storyboard.
    """

    id: OptionalSlug = ""
    camera: CameraChoice = None
    frame: Frame = None
    before: tuple[Change, ...] = ()
    during: tuple[Change, ...] = ()
    start: str = ""
    action: str = ""
    say: Say = ()
    narration: str = ""
    emotion: FrozenMap[str] = EMPTY
    sound: str = ""
    mood: str = ""
    duration: Seconds = Fraction(6)
    join: Join = "cut"
    seed: Annotated[int, Field(ge=0, lt=_SEEDS)] | None = None
    use: str = ""
    references: Paths = ()
    negative: str = ""
    tags: Names = ()


SCENE_KEYS = ("id", "title", "environment", "cast", "before", "mood", "tags", "shots")
"""The keys of a scene that has `shots`."""

SHOT_ONLY = tuple(name for name in Shot.model_fields if name not in SCENE_KEYS)
"""The keys of a shot, or of a scene that is one shot."""


class Scene(Shot):
    """A stretch of story in one place. Without `shots` it is one shot and takes all keys of one.

    `environment` and `cast` (who is present) are those of the scene before unless given.
    """

    id: Slug
    title: str = ""
    environment: str | None = None
    cast: Names | None = None
    shots: tuple[Shot, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        fields = type(self).model_fields
        stray = [
            name
            for name in SHOT_ONLY
            if name in self.model_fields_set and getattr(self, name) != fields[name].default
        ]
        if self.shots and stray:
            message = "belongs to a shot: this scene has `shots`, so write it there"
            refuse("Scene", [Fault((name,), f"`{name}` {message}", key=True) for name in stray])
        return self

    def placed(self) -> Iterator[tuple[str, Shot]]:
        """The shots of the scene with their addresses; tags of the scene hold for each."""
        if not self.shots:
            yield self.id, self.as_shot()
        for shot in self.shots:
            address = f"{self.id}/{shot.id}" if shot.id else self.id
            tags = tuple(dict.fromkeys((*self.tags, *shot.tags)))
            yield address, shot if tags == shot.tags else shot.model_copy(update={"tags": tags})

    def as_shot(self) -> Shot:
        """The one shot of a scene without `shots`; `before` and `mood` stay with the scene."""
        kept = self.model_fields_set.intersection(("id", "tags", *SHOT_ONLY))
        values: dict[str, Any] = {name: getattr(self, name) for name in kept}
        return Shot.model_construct(_fields_set=set(kept), **values)


@dataclass(frozen=True, slots=True)
class PlacedShot:
    """A shot at its place in the story: what it inherits is resolved.

    `environment` and `cast` (who is present, in order) hold as the shot begins.
    """

    address: str
    scene: Scene
    shot: Shot
    environment: str
    cast: tuple[str, ...]


class Storyboard(Model):
    """The wish: a world, and the scenes that happen in it.

    Raises:
        pydantic.ValidationError: for values that cannot be, and for names that do not exist.
    """

    version: Literal[1] = 1
    title: str = ""
    settings: Settings = Settings()
    world: World = World()
    routes: tuple[RouteRule, ...] = ()
    scenes: Annotated[tuple[Scene, ...], AfterValidator(at_least_one)]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        from ministudio.storyboard.checks import faults_of

        refuse("Storyboard", faults_of(self))
        return self

    @classmethod
    def load(cls, path: Path | str) -> Storyboard:
        """Read a storyboard from a `.yaml`, `.yml` or `.json` file.

        Raises:
            StoryboardError: the file cannot be read or is not a storyboard; every finding is
                named as file:line:column.
        """
        from ministudio.storyboard.load import read_storyboard

        return read_storyboard(path)

    def save(self, path: Path | str) -> Path:
        """Write the storyboard to a `.yaml`, `.yml` or `.json` file; `load` gives it back whole.

        Comments of a file that is written over are lost; `x-` keys are kept.

        Raises:
            StoryboardError: the suffix is another, or a text holds characters no file may have.
            StoreError: the disk is full or read-only.
        """
        from ministudio.storyboard.save import write_storyboard

        return write_storyboard(self, path)

    def shots(self) -> Iterator[PlacedShot]:
        """All shots in their order."""
        from ministudio.storyboard.story import tell

        for moment in tell(self):
            yield PlacedShot(
                moment.address, moment.scene, moment.shot, moment.before.place, moment.order
            )

    def _repr_html_(self) -> str:
        from ministudio.storyboard.notebook import board_html

        return board_html(self)
