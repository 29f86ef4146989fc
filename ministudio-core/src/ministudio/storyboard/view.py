"""A view: all that one shot shows, and nothing that it does not show.

A shot is made again exactly when its view changes. The view is what compilers put into words,
what the animatic draws and what is stored with each take, so that changed fields can be named.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from ministudio.config import Camera, Environment, LightingDirector, StyleDNA
from ministudio.config.base import EMPTY, FrozenMap, JsonMap, Model
from ministudio.config.character import Character, Look
from ministudio.state.changes import Change


class SeenCharacter(Model):
    """A character in frame, as the snapshot has it.

    `character` holds the identity without its looks; `look` is the current one. `part` says what
    of the character is in frame (`face`, `hands`, `shoulder`, empty for whatever the camera
    takes in). `holds` are ids of props in the character's hands; `references` are digests of the
    look's reference images.
    """

    id: str
    character: Character
    look: Look
    conditions: tuple[str, ...] = ()
    alive: bool = True
    holds: tuple[str, ...] = ()
    emotion: str = ""
    part: str = ""
    references: tuple[str, ...] = ()


class SeenProp(Model):
    """A prop in frame: what it is, its state, and its holder (id) or nothing when it lies here."""

    id: str
    what: str
    state: str = ""
    held_by: str | None = None
    part: str = ""
    references: tuple[str, ...] = ()


class Line(Model):
    """One spoken line: who (character id) says what."""

    speaker: str
    text: str


class View(Model):
    """What one shot shows. `duration` is in seconds; characters and props are in frame order.

    `environment` comes without its light: `lighting` is the light of the moment. `during` are
    the changes that happen on screen. `references` maps the path of a reference file of the place
    or the shot to its digest.
    """

    characters: tuple[SeenCharacter, ...] = ()
    props: tuple[SeenProp, ...] = ()
    place: str = ""
    environment: Environment | None = None
    lighting: LightingDirector = LightingDirector()
    time: str = ""
    weather: str = ""
    mood: str = ""
    style: StyleDNA = StyleDNA()
    rules: JsonMap = EMPTY
    avoid: str = ""
    negative: str = ""
    camera: Camera = Camera()
    start: str = ""
    action: str = ""
    say: tuple[Line, ...] = ()
    narration: str = ""
    sound: str = ""
    duration: Fraction
    join: str = "cut"
    during: tuple[Change, ...] = ()
    seed: int | None = None
    references: FrozenMap[str] = EMPTY

    @cached_property
    def basis(self) -> str:
        """The digest of the view, computed once: 64 hex digits."""
        return self.digest
