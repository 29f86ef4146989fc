"""A provider of the seed's protocol (`await generate_video(request)`) as one of today's."""

from __future__ import annotations

import inspect
import math
import shutil
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from anyio import to_thread

from ministudio.clock import SystemClock
from ministudio.config.base import EMPTY
from ministudio.core.providers import LONGEST, RATIOS
from ministudio.core.results import VideoGenerationRequest
from ministudio.errors import ConfigurationError, MediaError, ProviderError
from ministudio.interfaces.capabilities import Durations, ModelInfo, Price
from ministudio.interfaces.provider import AttemptInfo, Job, JobStatus, Sink, VideoProvider
from ministudio.interfaces.timeline import Timeline, TimelineEntry
from ministudio.media.probe import probe
from ministudio.plugins import ProviderSpec, Registry, load_registry
from ministudio.settings import Endpoint
from ministudio.storyboard.seed.ids import id_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ministudio.interfaces.provider import ProviderContext
    from ministudio.interfaces.request import Request
    from ministudio.media.facts import ClipFacts
    from ministudio.plugins.manager import PluginManager
    from ministudio.storyboard.model import OnUnknown

_HERE = "ministudio.core.adapter"
MODEL = "generate-video"
_RATE_TOLERANCE = Fraction(1, 200)  # 24000/1001 counts as 24


class AdaptedProvider:
    """An object of the caller's that generates videos, in the form that a studio uses.

    Its takes count as final. What it makes in another size or frame rate than the film's is
    fitted to it, and what is longer is trimmed. Its `estimate_cost(seconds)` is its price in US
    dollars; without one it cannot be used under a cap.
    """

    def __init__(self, given: Any, *, registry: Registry | None = None) -> None:  # noqa: ANN401 - any object with `generate_video`
        self.given = given
        self._registry = registry
        called = getattr(given, "name", None)
        self.name = id_of(
            called if isinstance(called, str) else type(given).__name__, otherwise="provider"
        )
        self.endpoint = Endpoint(name=self.name, type=self.name)

    def __repr__(self) -> str:
        return f"<provider {self.name}>"

    @property
    def on_unknown(self) -> OnUnknown:
        """Ask again, and count both as paid: a call that was interrupted cannot be looked up."""
        return "resubmit"

    @property
    def supported_aspect_ratios(self) -> tuple[str, ...]:
        """The ratios that it says it makes."""
        return tuple(getattr(self.given, "supported_aspect_ratios", RATIOS))

    def makes(self, aspect_ratio: str) -> bool:
        """Whether it may be asked for this ratio."""
        return not hasattr(self.given, "supported_aspect_ratios") or (
            aspect_ratio in self.supported_aspect_ratios
        )

    @property
    def max_duration(self) -> float:
        """The longest video in seconds."""
        longest = getattr(self.given, "max_duration", None)
        return float(longest) if longest else float(LONGEST)

    def registry_for(self, seconds: Iterable[Fraction]) -> Registry:
        """What is installed, with this provider in it, priced for videos of these lengths.

        Raises:
            ConfigurationError: its estimate is no amount of money.
        """
        if self._registry is None:
            self._registry = load_registry()
        info = ModelInfo(
            id=MODEL,
            as_of=SystemClock().now().date(),
            source=f"{type(self.given).__name__}.estimate_cost",
            durations=Durations(maximum=Fraction(str(self.max_duration))),
            audio="always",
            seed=True,
            negative=True,
            price=self._price(sorted(set(seconds))),
        )
        return _WithAdapted(self._registry.manager, self.name, info, self.given)

    def _price(self, seconds: list[Fraction]) -> Price | None:
        """Exact for videos of one length; for several the dearest second counts for all."""
        if not callable(getattr(self.given, "estimate_cost", None)):
            return None
        costs = {length: self._estimate(length) for length in seconds}
        if len(costs) == 1:
            return Price(per_clip=next(iter(costs.values())))
        dearest = max((cost / Decimal(float(length)) for length, cost in costs.items()))
        return Price(per_second={"*": dearest.quantize(Decimal("1e-9"), rounding="ROUND_UP")})

    def _estimate(self, length: Fraction) -> Decimal:
        told = self.given.estimate_cost(_number(length))
        if isinstance(told, bool) or not isinstance(told, (int, float, Decimal)):
            message = f"estimate_cost of {self.name!r} says {told!r}: a number is due"
            raise ConfigurationError(message)
        cost = Decimal(str(told))
        if not cost.is_finite() or cost < 0:
            raise ConfigurationError(f"estimate_cost of {self.name!r} says {told!r} US dollars")
        return cost


class SeedProvider(VideoProvider):
    """The adapter that a run talks to. The object is called once, while submitting."""

    name: ClassVar[str] = "adapted"

    def __init__(self, given: Any, context: ProviderContext, registry: Registry) -> None:  # noqa: ANN401 - any object with `generate_video`
        super().__init__(EMPTY, context)
        self._given = given
        self._registry = registry

    async def _submit(self, request: Request, attempt: AttemptInfo) -> Job:
        """The whole generation. What the object raises or reports ends the attempt for good."""
        try:
            answer = self._given.generate_video(asked(request))
            result = await answer if inspect.isawaitable(answer) else answer
        except Exception as error:
            message = f"{type(error).__name__}: {error}"
            raise ProviderError(message, kind="partial") from error
        if not getattr(result, "success", False):
            message = str(getattr(result, "error", None) or "it gives no reason")
            raise ProviderError(message, kind="partial")
        path = await to_thread.run_sync(self._delivered, result, attempt)
        await to_thread.run_sync(_measured, path)
        return Job(
            id=attempt.id,
            data={
                "path": str(path),
                "frames": request.frames,
                "width": request.width,
                "height": request.height,
                "fps": str(request.fps),
            },
        )

    def _delivered(self, result: Any, attempt: AttemptInfo) -> Path:  # noqa: ANN401 - of the seed's shape
        """Where the video lies; bytes are written down, so that they outlive this process."""
        path, data = getattr(result, "video_path", None), getattr(result, "video_bytes", None)
        if path and Path(path).is_file():
            return Path(path).absolute()
        if not data:
            message = f"it reports success, but there is no file {path!r}" if path else ""
            raise ProviderError(message or "it reports success, but gives no video", kind="partial")
        self.context.scratch.mkdir(parents=True, exist_ok=True)
        place = self.context.scratch / f"{attempt.id}.mp4"
        place.write_bytes(data)
        return place.absolute()

    async def _poll(self, job: Job) -> JobStatus:
        if await to_thread.run_sync(Path(str(job.data["path"])).is_file):
            return JobStatus(state="ready", progress=1.0)
        return JobStatus(state="failed", error="expired", message="the video's file is gone")

    async def _fetch(self, job: Job, sink: Sink) -> None:
        source = Path(str(job.data["path"]))
        place = sink.path("video", "video/mp4")
        facts = await to_thread.run_sync(_measured, source)
        if _fits(facts, job.data):
            await to_thread.run_sync(shutil.copyfile, source, place)
            return
        try:
            await self._fit(source, facts, place, job.data)
        except MediaError as error:
            raise ProviderError(error.message, kind="partial") from error

    async def _fit(
        self, source: Path, facts: ClipFacts, place: Path, film: Mapping[str, Any]
    ) -> None:
        """Write the video in the size, the rate and no more than the length of the film."""
        fps = Fraction(str(film["fps"]))
        due = max(1, round(int(film["frames"]) / fps * facts.fps))
        entry = TimelineEntry(
            shot="video", scene="video", path=str(source), end=min(due, facts.frames)
        )
        timeline = Timeline(width=film["width"], height=film["height"], fps=fps, entries=(entry,))
        await self._registry.build_stitcher("cut").stitch(timeline, place)


def asked(request: Request) -> VideoGenerationRequest:
    """A request in the seed's shape."""
    common = math.gcd(request.width, request.height)
    return VideoGenerationRequest(
        prompt=request.text,
        duration_seconds=_number(request.seconds),
        aspect_ratio=f"{request.width // common}:{request.height // common}",
        negative_prompt=request.negative or None,
        seed=request.seed,
    )


def _number(seconds: Fraction) -> int | float:
    return seconds.numerator if seconds.denominator == 1 else float(seconds)


def _measured(path: Path) -> ClipFacts:
    """What a video is; what is none ends the attempt."""
    try:
        return probe(path)
    except MediaError as error:
        raise ProviderError(error.message, kind="partial") from error


def _fits(facts: ClipFacts, film: Mapping[str, Any]) -> bool:
    """Whether a clip can be taken as it is."""
    fps = Fraction(str(film["fps"]))
    same = (facts.width, facts.height) == (film["width"], film["height"])
    longer = facts.duration - int(film["frames"]) / fps > 1 / fps
    return (
        same
        and facts.container == "mov"
        and not longer
        and (abs(facts.fps / fps - 1) <= _RATE_TOLERANCE)
    )


@dataclass(frozen=True, slots=True)
class _Adapted:
    spec: ProviderSpec
    info: ModelInfo
    given: Any


class _WithAdapted(Registry):
    """What is installed, and one provider that is an object of the caller's."""

    def __init__(self, manager: PluginManager, name: str, info: ModelInfo, given: object) -> None:
        super().__init__(manager)
        spec = ProviderSpec(
            name=name,
            factory=f"{_HERE}:SeedProvider",
            models=f"{_HERE}:AdaptedProvider",
            summary="an object with generate_video()",
        )
        self._own = _Adapted(spec, info, given)

    def provider(self, name: str) -> ProviderSpec:
        return self._own.spec if name == self._own.spec.name else super().provider(name)

    def models(self, provider: str, settings: Mapping[str, Any] = EMPTY) -> tuple[ModelInfo, ...]:
        if provider == self._own.spec.name:
            return (self._own.info,)
        return super().models(provider, settings)

    def all_models(self) -> dict[str, tuple[ModelInfo, ...]]:
        return {**super().all_models(), self._own.spec.name: (self._own.info,)}

    def build_provider(
        self, name: str, settings: Mapping[str, Any], context: ProviderContext
    ) -> VideoProvider:
        if name != self._own.spec.name:
            return super().build_provider(name, settings, context)
        return SeedProvider(self._own.given, context, self)
