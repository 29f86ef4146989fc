"""Writing a clip: H.264 4:2:0 video with an optional AAC track, the same bytes every time."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

import av

from ministudio.media.audio import RATE, AacTrack
from ministudio.media.container import as_fraction, open_output
from ministudio.media.frames import Picture, check_size

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction
    from pathlib import Path
    from types import TracebackType

    import numpy as np

    from ministudio.media.audio import Coder

BT709 = 1  # AVCOL_PRI_BT709 = AVCOL_TRC_BT709 = AVCOL_SPC_BT709
LIMITED = 1  # AVCOL_RANGE_MPEG


class ClipWriter:
    """Writes one MP4, as a context manager: `with ClipWriter(path, width=1280, height=720)`.

    The picture is H.264 yuv420p, BT.709 limited range, closed GOPs of two seconds. Sound is AAC
    stereo, exactly as long as the picture: padded with silence or cut when the writer closes.
    Equal frames give equal bytes (by the same PyAV build). After an error the file is
    incomplete: write to a temporary name and rename.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        width: int,
        height: int,
        fps: Fraction | int = 24,
        preset: str = "veryfast",
        crf: int = 20,
        audio_rate: int | None = RATE,
        audio_coder: Coder = "fast",
    ) -> None:
        """Open `path` for writing; an existing file is replaced.

        `preset`, `crf`: of x264. `audio_rate`: Hz, None for a clip without sound.
        `audio_coder`: see `AacTrack`.

        Raises:
            MediaError: odd or absurd sizes, or fps <= 0.
            StoreError: the file cannot be written; may come with any later call.
        """
        check_size(width, height)
        self._fps = as_fraction(fps)
        self._rate = audio_rate or RATE
        self._size = (width, height)
        self._frames = 0
        self._stack = ExitStack()
        self._out = self._stack.enter_context(open_output(path, fps=self._fps))
        self._video = self._out.add_stream(
            "libx264",
            rate=self._fps,
            options={"preset": preset, "crf": str(crf), "g": str(round(2 * self._fps))},
        )
        self._video.width, self._video.height = width, height
        self._video.pix_fmt = "yuv420p"
        context = self._video.codec_context
        context.time_base = 1 / self._fps
        context.thread_count = 1  # the bytes depend on it; shots are drawn in parallel anyway
        context.color_primaries = context.color_trc = context.colorspace = BT709
        context.color_range = LIMITED
        self._audio = (
            AacTrack(self._out, rate=self._rate, coder=audio_coder) if audio_rate else None
        )

    @property
    def frames(self) -> int:
        """How many frames have been written."""
        return self._frames

    def write_frame(
        self, frame: Picture | av.VideoFrame | Sequence[np.ndarray[Any, np.dtype[np.uint8]]]
    ) -> None:
        """Append one frame.

        A `Picture` or av.VideoFrame (yuv420p) is encoded without a copy and may be drawn into
        again afterwards; plain planes (Y, U, V) are copied once.
        """
        if isinstance(frame, Picture):
            picture = frame.frame
        elif isinstance(frame, av.VideoFrame):
            picture = frame
        else:
            picture = Picture.of(frame).frame
        if (picture.width, picture.height) != self._size:
            raise ValueError(
                f"a frame of {picture.width}x{picture.height} in a clip of "
                f"{self._size[0]}x{self._size[1]}"
            )
        picture.pts = self._frames
        picture.time_base = 1 / self._fps
        picture.pict_type = av.video.frame.PictureType.NONE
        self._frames += 1
        self._out.mux(self._video.encode(picture))
        if self._audio is not None:
            self._audio.advance(self._end())

    def write_audio(self, samples: np.ndarray[Any, np.dtype[np.float32]]) -> None:
        """Append sound: float32 in [-1, 1], shape (n,) for mono or (2, n) for stereo.

        May run ahead of the picture (it waits in memory: 384 kB a second) or behind it.
        """
        if self._audio is None:
            raise ValueError("this clip was opened without sound (audio_rate=None)")
        self._audio.write(samples)

    def close(self) -> None:
        """Finish the tracks and the file."""
        with self._stack:
            self._out.mux(self._video.encode(None))
            if self._audio is not None:
                self._audio.close(self._end())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._stack.__exit__(kind, error, trace)

    def _end(self) -> int:
        return round(self._frames / self._fps * self._rate)
