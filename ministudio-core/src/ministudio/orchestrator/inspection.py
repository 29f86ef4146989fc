"""Is a clip what was asked for? Strangers' files are looked at before anything trusts them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import anyio.to_thread

from ministudio.errors import MediaError
from ministudio.results import Clip

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.interfaces.request import Request
    from ministudio.media.facts import ClipFacts
    from ministudio.media.isolation import ProbePool

_RATE_TOLERANCE = Fraction(1, 200)  # 24000/1001 counts as 24
_LENGTH_TOLERANCE = Fraction(1, 10)  # seconds
_FRAMES_TOLERANCE = 2


class Inspector:
    """Measures clips in worker processes, which are started for the first one."""

    def __init__(self, *, workers: int = 1) -> None:
        self._workers = workers
        self._pool: ProbePool | None = None

    async def facts(self, path: Path) -> ClipFacts:
        """What a clip is, after decoding its ends.

        Raises:
            MediaError: it is damaged, no video, or takes too long to look at.
        """
        if self._pool is None:
            from ministudio.media.isolation import ProbePool

            self._pool = ProbePool(workers=self._workers)
        # Without side effects: a run that is stopped does not wait for it.
        return await anyio.to_thread.run_sync(self._pool.verify, path, abandon_on_cancel=True)

    def close(self) -> None:
        """End the workers."""
        if self._pool is not None:
            self._pool.close()


def require_as_asked(clip: Clip, request: Request) -> None:
    """Compare a clip with its request.

    Raises:
        MediaError: size, rate or length are not what was asked for; the message says which.
    """
    faults, seconds = [], clip.frames / clip.fps
    if (clip.width, clip.height) != (request.width, request.height):
        faults.append(f"it is {clip.width}x{clip.height}, not {request.width}x{request.height}")
    if abs(clip.fps / request.fps - 1) > _RATE_TOLERANCE:
        faults.append(f"it has {float(clip.fps):.6g} frames a second, not {request.fps}")
    tolerance = max(_LENGTH_TOLERANCE, _FRAMES_TOLERANCE / request.fps)
    if abs(seconds - request.seconds) > tolerance:
        faults.append(
            f"it lasts {float(seconds):.2f} s ({clip.frames} frames), "
            f"not {float(request.seconds):.2f} s ({request.frames})"
        )
    if faults:
        raise MediaError(f"The clip is not what was asked for: {'; '.join(faults)}.")


def clip_of(facts: ClipFacts, path: Path, *, sha256: str) -> Clip:
    """The record of a clip that is whole."""
    return Clip(
        sha256=sha256,
        size=facts.size,
        width=facts.width,
        height=facts.height,
        fps=facts.fps,
        frames=facts.frames,
        has_audio=facts.has_audio,
        suffix=path.suffix,
    )
