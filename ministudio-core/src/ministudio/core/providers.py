"""The provider of a studio: an installed one by name, or an object that the caller brings."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from ministudio.config.base import EMPTY, JsonMap, freeze
from ministudio.errors import ConfigurationError
from ministudio.plugins import Registry, load_registry
from ministudio.settings import Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ministudio.core.adapter import AdaptedProvider
    from ministudio.core.results import VideoGenerationRequest, VideoGenerationResult
    from ministudio.interfaces.capabilities import ModelInfo
    from ministudio.plugins import ProviderSpec
    from ministudio.storyboard.model import OnUnknown

    StudioProvider: TypeAlias = "ConfiguredProvider | AdaptedProvider"

RATIOS = ("16:9", "9:16", "1:1")
LONGEST = 600  # seconds: what a shot of a storyboard may last


class ProviderUnavailable(ConfigurationError, ValueError):
    """A provider is unknown, not installed, broken, or set up wrongly.

    It is a `ValueError` too, which is what the seed raised.
    """

    code = "not_found"


class ConfiguredProvider:
    """A provider by name, with its settings: what `Ministudio.create_provider` gives.

    Nothing of its SDK is imported before the first video is made. It answers the calls of the
    seed's protocol as well: `name`, `max_duration`, `estimate_cost`, `generate_video`.
    """

    def __init__(
        self, name: str, settings: JsonMap = EMPTY, *, registry: Registry | None = None
    ) -> None:
        """Find the provider and check its settings.

        Raises:
            ProviderUnavailable: there is no such provider, or it does not take these settings.
        """
        self.registry = registry or load_registry()
        try:
            self.spec: ProviderSpec = self.registry.provider(name)
            self.models: tuple[ModelInfo, ...] = self.registry.models(self.spec.name)
            self.settings: JsonMap = freeze(settings)
            self.registry.check_settings(self.spec.name, self.settings)
        except ConfigurationError as error:
            raise ProviderUnavailable(error.message, hint=error.hint) from error

    def __repr__(self) -> str:
        return f"<provider {self.name}>"

    @property
    def name(self) -> str:
        """The provider's own name: `animatic` for the seed's `mock`."""
        return self.spec.name

    @property
    def endpoint(self) -> Endpoint:
        """The provider as a project's configuration has it."""
        return Endpoint(name=self.name, type=self.name, options=self.settings)

    def registry_for(self, _seconds: Iterable[Fraction]) -> Registry:
        """Where a project finds the provider; `seconds` are the lengths that will be asked for."""
        return self.registry

    @property
    def on_unknown(self) -> OnUnknown | None:
        """What to do about a send whose fate nobody knows; None: what the settings say."""
        return None

    @property
    def supported_aspect_ratios(self) -> tuple[str, ...]:
        """The ratios of the seed that its first video model makes."""
        sizes = self._model.sizes if self._model else ()
        made = {Fraction(*map(int, size.split("x"))) for size in sizes}
        return tuple(one for one in RATIOS if not made or ratio_of(one) in made)

    def makes(self, _aspect_ratio: str) -> bool:
        """Whether it may be asked for this ratio: the plan compares its sizes with the film's."""
        return True

    @property
    def max_duration(self) -> float:
        """The longest video in seconds."""
        longest = self._model.durations.longest if self._model else None
        return float(LONGEST if longest is None else min(longest, Fraction(LONGEST)))

    @property
    def _model(self) -> ModelInfo | None:
        return next((info for info in self.models if info.kind == "video"), None)

    def estimate_cost(self, duration_seconds: float) -> float:
        """What a video of that many seconds at 1280x720 costs, in the currency of its price list.

        Raises:
            ConfigurationError: its price is not known.
        """
        if self.spec.free:
            return 0.0
        price = self._model.price if self._model else None
        seconds = Fraction(str(duration_seconds))
        cost = price.cost(seconds=seconds, width=1280, height=720) if price else None
        if cost is None:
            raise ConfigurationError(f"the price of {self.name!r} is not known")
        return float(cost.amount)

    async def generate_video(self, request: VideoGenerationRequest) -> VideoGenerationResult:
        """Make one video in the usual output folder; a call is the approval to pay for it."""
        from ministudio.core.orchestration import VideoOrchestrator

        return await VideoOrchestrator(self).generate_video(request)


def provider_of(given: object) -> StudioProvider:
    """The provider that a studio was given, in the form that it uses.

    Raises:
        ProviderUnavailable: a name that no provider has.
        TypeError: an object that cannot make videos.
    """
    from ministudio.core.adapter import AdaptedProvider
    from ministudio.interfaces.provider import VideoProvider

    if isinstance(given, (ConfiguredProvider, AdaptedProvider)):
        return given
    if isinstance(given, str):
        return ConfiguredProvider(given)
    if isinstance(given, VideoProvider):
        raise TypeError(
            f"{type(given).__name__} is built by a project: give its name, or "
            f"Ministudio.create_provider({given.name!r}, ...)"
        )
    if callable(getattr(given, "generate_video", None)):
        return AdaptedProvider(given)
    raise TypeError(
        f"{given!r} is no provider: give what Ministudio.create_provider() returns, or an object "
        "with `async generate_video(request)`"
    )


def ratio_of(text: str) -> Fraction:
    """16:9 as a number."""
    width, _, height = text.partition(":")
    return Fraction(int(width), int(height))


def size_for(aspect_ratio: str, usual: str) -> str:
    """The size of a film in this ratio, with the shorter side of the `usual` size."""
    width, height = (int(side) for side in usual.split("x"))
    ratio = ratio_of(aspect_ratio)
    if Fraction(width, height) == ratio:
        return usual
    short = min(width, height)
    long = 2 * round(short * max(ratio, 1 / ratio) / 2)
    return f"{long}x{short}" if ratio >= 1 else f"{short}x{long}"
