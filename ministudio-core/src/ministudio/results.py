"""What a project has to show: attempts, clips, takes and films, as records."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Literal, Self

from pydantic import PrivateAttr

from ministudio.artifacts.cas import ContentStore
from ministudio.config.base import EMPTY, FrozenMap, JsonMap, Model
from ministudio.config.money import Money
from ministudio.errors import ErrorKind
from ministudio.interfaces.capabilities import Grade, ReconcileClass

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
INLINE_LIMIT = 2_000_000  # bytes of video that a notebook page carries for one take


class Attempt(Model):
    """One try to make one request real. `id` is the client reference that providers see.

    `frames` is how many frames of the clip the film will use (0: all). `reserved` counts against
    the budget until the attempt ends; then `billed` does.

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
    frames: int = 0
    reserved: Money = Money()
    billed: Money | None = None
    submitted_at: datetime | None = None
    error: ErrorKind | None = None
    message: str = ""
    project: str = ""


class Clip(Model):
    """The verified result of one attempt. `sha256` names its file in the store.

    `size` is in bytes. `sidecars` maps a role (`sidecar`, `audio`) to the digest of a file that
    came with it.
    """

    sha256: str
    size: int
    width: int
    height: int
    fps: Fraction
    frames: int
    has_audio: bool = False
    suffix: str = ".mp4"
    sidecars: FrozenMap[str] = EMPTY


class Marks(Model):
    """The used part of a clip in frames: from `first` up to, not including, `end`."""

    first: int = 0
    end: int


class Take(Model):
    """The ordered clips of a shot with their marks. Immutable; one per shot and grade is selected.

    `basis` is the digest of the view it was made from (kept by the store under that digest).
    `project` is the board it was made for; another board in the same folder may use it too.
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
    project: str = ""
    _content: ContentStore | None = PrivateAttr(default=None)

    @property
    def frames(self) -> int:
        """The number of frames that the film uses."""
        return sum(mark.end - mark.first for mark in self.marks)

    @property
    def files(self) -> tuple[Path, ...]:
        """Where the clips lie, in order; empty for a take that no store has handed out."""
        if self._content is None:
            return ()
        return tuple(self._content.path(clip.sha256, clip.suffix) for clip in self.clips)

    def stored_in(self, content: ContentStore) -> Self:
        """This take, from now on knowing where its clips lie."""
        self._content = content
        return self

    def _repr_html_(self) -> str:
        title = f"{self.shot}, take {self.number} ({self.grade})"
        return "".join(_video_html(path, title) for path in self.files) or _caption(title)


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

    def _repr_html_(self) -> str:
        state = "" if self.complete else f", {len(self.missing)} shots missing"
        return _video_html(self.path, f"{self.path.name} ({float(self.seconds):.1f} s{state})")


class Failure(Model):
    """A shot that a run could not finish. `kind` is an error kind, or `budget`, `lost` ...

    `hint` is what a person can do about it.
    """

    shot: str
    kind: str
    message: str
    hint: str = ""
    exit_code: int = 1


class RunResult(Model):
    """How a run ended.

    `made` and `selected` are addresses of shots with a new, or a newly selected stored take;
    `kept` needed nothing. `collected` are takes that came from attempts for an older wish.
    `unknown` are attempts whose outcome only a person can settle; `interrupted` those that were
    left running, and still bill, when the run was stopped.
    """

    run: str
    made: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    selected: tuple[str, ...] = ()
    collected: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    unknown: tuple[Attempt, ...] = ()
    interrupted: tuple[Attempt, ...] = ()
    stopped: bool = False
    spent: Money = Money()

    def reason(self, shot: str) -> str:
        """Why a shot has no take; "" when nothing went wrong."""
        found = [failure.message for failure in self.failed if failure.shot == shot]
        found += [
            f"nobody knows whether attempt {attempt.id} was accepted"
            for attempt in self.unknown
            if attempt.shot == shot
        ]
        return " ".join(found)

    @property
    def exit_code(self) -> int:
        """What the command line exits with: 0, 1, 4, 5, 6 or 130."""
        if self.stopped:
            return 130
        if self.unknown:
            return 5
        codes = {failure.exit_code for failure in self.failed}
        return next((code for code in (5, 4, 6, 1) if code in codes), 0)


class CostReport(Model):
    """What a project has spent or reserved, and what its cap leaves.

    `parts` splits `spent` by endpoint, model, scene, shot or run. `besides` is what was spent in
    other currencies.
    """

    spent: Money
    cap: Money | None = None
    by: str = "endpoint"
    parts: FrozenMap[Money] = EMPTY
    besides: tuple[Money, ...] = ()

    @property
    def left(self) -> Money | None:
        """What the cap leaves; None without a cap."""
        return self.cap - self.spent if self.cap is not None else None

    def __str__(self) -> str:
        cap = f" of {self.cap}" if self.cap is not None else ""
        besides = "".join(f" and {amount}" for amount in self.besides)
        lines = [f"Spent {self.spent}{cap}{besides}"]
        lines += [f"  {name}  {amount}" for name, amount in self.parts.items()]
        return "\n".join(lines)


def _video_html(path: Path, title: str) -> str:
    """A player with the video inside when it is small, else its first frame and its path."""
    import html

    if not path.is_file():
        return _caption(f"{title}: {path} is missing")
    if path.stat().st_size <= INLINE_LIMIT:
        kind = "webm" if path.suffix == ".webm" else "mp4"
        data = _data_uri(path.read_bytes(), f"video/{kind}")
        picture = f'<video controls loop src="{data}"></video>'
    else:
        picture, title = _poster_html(path), f"{title}: {path}"
    return f"<figure>{picture}<figcaption>{html.escape(title)}</figcaption></figure>"


def _poster_html(path: Path) -> str:
    import io

    from PIL import Image

    from ministudio.errors import MediaError
    from ministudio.media.reader import thumbnail

    try:
        image = Image.fromarray(thumbnail(path))
    except MediaError:
        return ""  # a damaged film has no poster; its name is shown all the same
    data = io.BytesIO()
    image.save(data, "PNG")
    return f'<img src="{_data_uri(data.getvalue(), "image/png")}">'


def _data_uri(data: bytes, media_type: str) -> str:
    import base64

    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def _caption(text: str) -> str:
    import html

    return f"<p>{html.escape(text)}</p>"
