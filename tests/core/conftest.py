"""Clips for tests: real files whose frames and sounds say which they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from ministudio.media.frames import Picture
from ministudio.media.writer import ClipWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

RATE = 48_000
BURST = np.random.default_rng(7).uniform(-0.7, 0.7, 2400).astype(np.float32)  # 50 ms of noise


@dataclass(frozen=True)
class ClipMaker:
    """Makes clips in a folder. Frame k carries k in a code of eight patches; `flash` frames are
    white outside of it and start a burst of noise in the sound."""

    folder: Path
    made: list[Path] = field(default_factory=list)

    def __call__(
        self,
        name: str = "clip.mp4",
        *,
        frames: int = 48,
        size: tuple[int, int] = (128, 72),
        fps: Fraction | int = 24,
        flash: Sequence[int] = (),
        audio: bool = True,
        **codec: Any,
    ) -> Path:
        path = self.folder / name
        pictures = (draw(size, number, flash=number in flash) for number in range(frames))
        sound = bursts(Fraction(frames) / fps, [Fraction(number) / fps for number in flash])
        if codec:
            self._encode(path, pictures, fps, sound if audio else None, codec)
        else:
            with ClipWriter(
                path, width=size[0], height=size[1], fps=fps, audio_rate=RATE if audio else None
            ) as clip:
                if audio:
                    clip.write_audio(sound)
                for picture in pictures:
                    clip.write_frame(picture)
        self.made.append(path)
        return path

    @staticmethod
    def _encode(
        path: Path, pictures: Any, fps: Fraction | int, sound: Any, codec: dict[str, Any]
    ) -> None:
        """Any codec and container that PyAV has: `codec=`, `options=`, `muxer=` and more."""
        codec = dict(codec)
        rate = codec.pop("rate", RATE)
        layout = codec.pop("layout", "stereo")
        late = codec.pop("late", 0)
        with av.open(str(path), "w", options=codec.pop("muxer", {})) as out:
            name, acodec = codec.pop("codec", "libx264"), codec.pop("audio_codec", "aac")
            video = out.add_stream(name, rate=fps, options=codec.pop("options", {}))
            first = next(pictures)
            video.width, video.height, video.pix_fmt = first.width, first.height, "yuv420p"
            for key, value in codec.items():
                setattr(video.codec_context, key, value)
            track = out.add_stream(acodec, rate=rate, layout=layout) if sound is not None else None
            for number, picture in enumerate([first, *pictures]):
                picture.frame.pts, picture.frame.time_base = number, 1 / Fraction(fps)
                out.mux(video.encode(picture.frame))
            out.mux(video.encode(None))
            if track:
                channels = 1 if layout == "mono" else 2
                step = RATE / rate
                data = sound[(np.arange(int(len(sound) / step)) * step).astype(int)]
                frame = av.AudioFrame.from_ndarray(
                    np.repeat(data[None], channels, 0).copy(), "fltp", layout
                )
                frame.sample_rate, frame.pts = rate, late
                frame.time_base = Fraction(1, rate)
                out.mux([*track.encode(frame), *track.encode(None)])


def draw(size: tuple[int, int], number: int, *, flash: bool = False) -> Picture:
    """A frame that carries its number: eight patches in the upper half, dark or light."""
    picture = Picture.blank(*size)
    luma, *chroma = picture.planes
    luma[:] = 220 if flash else 90 + (np.arange(size[0]) * 3 + number * 2) % 40
    for plane in chroma:
        plane[:] = 128
    step = size[0] // 8
    for bit in range(8):
        luma[: size[1] // 2, bit * step : (bit + 1) * step] = 200 if number >> bit & 1 else 40
    return picture


def bursts(seconds: Fraction, times: Sequence[Fraction]) -> np.ndarray[Any, np.dtype[np.float32]]:
    sound = np.zeros(round(seconds * RATE) + len(BURST), np.float32)
    for time in times:
        start = round(time * RATE)
        sound[start : start + len(BURST)] = BURST
    return sound[: round(seconds * RATE)]


def number_of(frame: av.VideoFrame | np.ndarray[Any, Any]) -> int:
    """The number that a frame carries, whatever was done to it."""
    luma = frame if isinstance(frame, np.ndarray) else Picture(frame).planes[0]
    height, width = luma.shape
    row = luma[height // 8 : height * 3 // 8].mean(axis=0)
    patches = [row[int((bit + 0.3) * width / 8) : int((bit + 0.7) * width / 8)] for bit in range(8)]
    return sum(1 << bit for bit, patch in enumerate(patches) if patch.mean() > 120)


def is_flash(luma: np.ndarray[Any, Any]) -> bool:
    height = len(luma)
    return bool(luma[height * 5 // 8 : height * 7 // 8].mean() > 190)


@dataclass(frozen=True)
class Seen:
    """What a strict decoder finds in a file."""

    pictures: list[np.ndarray[Any, np.dtype[np.uint8]]]
    numbers: list[int]
    flashes: list[int]
    pts: list[Fraction]
    dts: list[Fraction]
    sound: np.ndarray[Any, np.dtype[np.float32]]
    sound_start: Fraction

    def offset_at(self, time: Fraction) -> int | None:
        """By how many samples the burst due at `time` comes late; None when there is none."""
        due = round((time - self.sound_start) * RATE)
        reach = 2400
        start = max(0, due - reach)
        piece = self.sound[start : due + reach + len(BURST)]
        if len(piece) < len(BURST):
            return None
        match = np.correlate(piece, BURST, "valid")
        best = int(np.argmax(match))
        strength = match[best] / float(np.dot(BURST, BURST))
        return best + start - due if strength > 0.5 else None


def look(path: Path) -> Seen:
    """Decode a whole file strictly."""
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        packets = [packet for packet in container.demux(video) if packet.size]
        rows = [
            (packet.pts * packet.time_base, packet.dts * packet.time_base) for packet in packets
        ]
    pictures, sound, start = [], [np.zeros(0, np.float32)], None
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        video.codec_context.options = {"err_detect": "explode"}
        for frame in container.decode(video):
            assert not frame.is_corrupt
            pictures.append(frame.reformat(format="yuv420p").to_ndarray())
    with av.open(str(path)) as container:
        if container.streams.audio:
            resampler = av.AudioResampler("fltp", "mono", RATE)
            for frame in [*container.decode(container.streams.audio[0]), None]:
                for piece in resampler.resample(frame):
                    if start is None:
                        start = piece.pts * piece.time_base
                    sound.append(piece.to_ndarray()[0])
        height = container.streams.video[0].height
    lumas = [picture[:height] for picture in pictures]
    return Seen(
        pictures=pictures,
        numbers=[number_of(luma) for luma in lumas],
        flashes=[number for number, luma in enumerate(lumas) if is_flash(luma)],
        pts=sorted(pts for pts, _ in rows),
        dts=[dts for _, dts in rows],
        sound=np.concatenate(sound),
        sound_start=start or Fraction(0),
    )


@pytest.fixture
def make_clip(tmp_path: Path) -> ClipMaker:
    return ClipMaker(tmp_path)


@pytest.fixture
def look_at() -> Callable[[Path], Seen]:
    return look


@pytest.fixture(name="number_of")
def number_of_fixture() -> Callable[[Any], int]:
    return number_of
