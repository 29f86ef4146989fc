"""What a project has to show: attempts, clips, takes and films, as records."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Literal

from ministudio.config.base import EMPTY, FrozenMap, JsonMap, Model
from ministudio.config.money import Money
from ministudio.errors import ErrorKind
from ministudio.interfaces.capabilities import Grade
from ministudio.interfaces.provider import ReconcileClass

AttemptState = Literal[
    "planned",
    "submitting",
    "accepted",
    "ready",
    "fetched",
    "committed",
    "refused",
    "failed",
    "bad_output",
    "cancelled",
    "expired",
    "unknown",
]
LIVE: frozenset[AttemptState] = frozenset(
    {"planned", "submitting", "accepted", "ready", "fetched", "unknown"}
)


class Attempt(Model):
    """One try to make one request real. `id` is the client reference that providers see.

    `endpoint`, `provider`, `model`, `account`, `reconcile` and `hint` are stored as they were at
    the intent: a restart re-attaches with them, whatever the configuration says by then.
    """

    id: str
    run: str
    shot: str
    take_number: int
    grade: Grade
    basis: str
    plan_key: str
    request_digest: str
    endpoint: str
    provider: str
    model: str
    account: str = ""
    reconcile: ReconcileClass = "none"
    hint: JsonMap = EMPTY
    state: AttemptState = "planned"
    job: JsonMap | None = None
    seed: int | None = None
    reserved: Money = Money()
    billed: Money | None = None
    submitted_at: datetime | None = None
    error: ErrorKind | None = None
    message: str = ""


class Clip(Model):
    """The verified result of one attempt. `digest` names its file in the store.

    `sidecars` maps a role (`sidecar`, `audio`) to the digest of a file that came with it.
    """

    digest: str
    size: int
    width: int
    height: int
    fps: Fraction
    frames: int
    has_audio: bool = False
    sidecars: FrozenMap[str] = EMPTY


class Marks(Model):
    """The used part of a clip in frames: from `first` up to, not including, `end`."""

    first: int = 0
    end: int


class Take(Model):
    """The ordered clips of a shot with their marks. Immutable; one per shot and grade is selected.

    `basis` is the digest of the view it was made from (kept by the store under that digest).
    """

    id: str
    shot: str
    number: int
    grade: Grade
    basis: str
    plan_key: str
    endpoint: str
    provider: str
    model: str
    seed: int | None = None
    clips: tuple[Clip, ...]
    marks: tuple[Marks, ...]
    cost: Money = Money()
    created_at: datetime
    run: str
    attempt: str

    @property
    def frames(self) -> int:
        """The number of frames that the film uses."""
        return sum(mark.end - mark.first for mark in self.marks)


class Film(Model):
    """A stitched film. `complete` is False when slates stand for missing shots."""

    path: Path
    frames: int
    fps: Fraction
    complete: bool
    grade: Grade
    missing: tuple[str, ...] = ()
    copied_frames: int = 0

    @property
    def seconds(self) -> Fraction:
        """The length of the film."""
        return self.frames / self.fps
