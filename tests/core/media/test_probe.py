from __future__ import annotations

import socket
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from ministudio.errors import MediaError
from ministudio.media.probe import Expected, probe, verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VP9 = {
    "codec": "libvpx-vp9",
    "audio_codec": "libopus",
    "options": {"deadline": "realtime", "cpu-used": "8"},
}
HEVC = {"codec": "libx265", "options": {"x265-params": "log-level=none"}}


def test_facts_of_our_own_clip(make_clip: Any) -> None:
    facts = verify(make_clip(frames=50))
    assert (facts.container, facts.codec, facts.pix_fmt) == ("mov", "h264", "yuv420p")
    assert (facts.width, facts.height, facts.fps, facts.frames) == (128, 72, 24, 50)
    assert (facts.duration, facts.even, facts.upright, facts.sar) == (
        Fraction(50, 24),
        True,
        True,
        1,
    )
    assert (facts.has_audio, facts.audio_codec, facts.sample_rate, facts.channels) == (
        True, "aac", 48_000, 2,
    )  # fmt: skip
    assert facts.size > 1000


@pytest.mark.parametrize(
    "name, codec, kind",
    [("a.webm", VP9, "vp9"), ("a.mp4", HEVC, "hevc"), ("a.mov", {"codec": "mpeg4"}, "mpeg4")],
)
def test_facts_of_other_codecs(make_clip: Any, name: str, codec: Any, kind: str) -> None:
    facts = verify(make_clip(name, frames=24, audio=name != "a.mov", **codec))
    assert (facts.codec, facts.frames, facts.fps, facts.even) == (kind, 24, 24, True)


def test_a_coarse_clock_does_not_blur_the_frame_rate(make_clip: Any) -> None:
    path = make_clip(fps=Fraction(30000, 1001), muxer={"video_track_timescale": "1000"})
    facts = probe(path)
    assert (facts.fps, facts.even) == (Fraction(30000, 1001), True)


@pytest.mark.parametrize(
    "expected, words",
    [
        (Expected(width=1280, height=72), "width is 128, not 1280"),
        (Expected(height=720), "height is 72, not 720"),
        (Expected(fps=Fraction(30)), "frame rate is 24, not 30"),
        (Expected(frames=47), "frames is 48, not 47"),
        (Expected(seconds=Fraction(8)), "length is 2 s, not 8 s"),
        (Expected(audio=False), "sound is True, not False"),
        (Expected(frames=9, audio=False), "frames is 48, not 9; sound is True"),
    ],
)
def test_what_was_not_asked_for_is_refused(make_clip: Any, expected: Expected, words: str) -> None:
    with pytest.raises(MediaError, match=words):
        verify(make_clip(), expected)


def test_what_was_asked_for_passes(make_clip: Any) -> None:
    due = Expected(width=128, height=72, fps=Fraction(24), frames=48, seconds=Fraction(9, 4))
    assert verify(make_clip(), due).frames == 48


@pytest.mark.parametrize(
    "name, codec", [("a.mp4", {}), ("a.mov", {"muxer": {}, "codec": "libx264"})]
)
def test_no_truncated_clip_passes(make_clip: Any, tmp_path: Path, name: str, codec: Any) -> None:
    """With the index in front (ours) and at the end (the muxer's default)."""
    data = make_clip(name, **codec).read_bytes()
    cut = tmp_path / "cut.mp4"
    for size in [*range(1, len(data), len(data) // 40), len(data) - 1]:
        cut.write_bytes(data[:size])
        with pytest.raises(MediaError):
            verify(cut)


def test_a_truncated_webm_is_refused(make_clip: Any, tmp_path: Path) -> None:
    data = make_clip("a.webm", audio=False, **VP9).read_bytes()
    cut = tmp_path / "cut.webm"
    cut.write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(MediaError):
        verify(cut)


def test_a_broken_last_frame_is_found(make_clip: Any, tmp_path: Path) -> None:
    path = make_clip(audio=False)
    data = bytearray(path.read_bytes())
    data[-400:-10] = bytes(390)
    path.write_bytes(data)
    assert probe(path).frames == 48
    with pytest.raises(MediaError, match="damaged"):
        verify(path)


def test_sound_alone_is_no_clip(tmp_path: Path) -> None:
    import av

    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as out:
        track = out.add_stream("aac", rate=48_000, layout="stereo")
        frame = av.AudioFrame.from_ndarray(np.zeros((2, 48_000), np.float32), "fltp", "stereo")
        frame.sample_rate = 48_000
        out.mux([*track.encode(frame), *track.encode(None)])
    with pytest.raises(MediaError, match="no video track"):
        probe(path)


@pytest.fixture
def canary() -> Iterator[socket.socket]:
    """A server that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server
        with pytest.raises(BlockingIOError):
            server.accept()


TRAPS = {
    "playlist.mp4": "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{url}\n#EXT-X-ENDLIST\n",
    "playlist.m3u8": "#EXTM3U\n#EXTINF:1,\n{url}\n",
    "concat.mp4": "ffconcat version 1.0\nfile '{url}'\n",
    "session.mp4": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n",
    "dash.mp4": '<?xml version="1.0"?><MPD><BaseURL>{url}</BaseURL></MPD>',
    "page.mp4": "<html><a href='{url}'>not found</a></html>",
    "zero.mp4": "",
    "short.mp4": "abc",
}


@pytest.mark.parametrize("name", TRAPS)
def test_disguised_files_call_nobody(tmp_path: Path, canary: socket.socket, name: str) -> None:
    url = f"http://127.0.0.1:{canary.getsockname()[1]}/x.ts"
    path = tmp_path / name
    path.write_text(TRAPS[name].format(url=url))
    with pytest.raises(MediaError, match="neither an MP4|is empty"):
        verify(path)


@pytest.mark.parametrize(
    "name", ["{url}", "tcp://127.0.0.1:{port}", "concat:{url}|{url}", "subfile,,:{url}", "data:,x"]
)
def test_names_that_look_like_urls_are_names(canary: socket.socket, name: str) -> None:
    port = canary.getsockname()[1]
    with pytest.raises(MediaError, match="cannot be read"):
        verify(name.format(url=f"http://127.0.0.1:{port}/x.mp4", port=port))


def test_an_external_data_reference_is_not_followed(
    make_clip: Any, tmp_path: Path, canary: socket.socket
) -> None:
    """A track whose frames are said to lie at a URL (ISO/IEC 14496-12, 8.7.2)."""
    path = make_clip("a.mov", codec="libx264", audio=False)
    data = path.read_bytes()
    url = f"http://127.0.0.1:{canary.getsockname()[1]}/x.mov".encode() + b"\x00"
    at = data.index(b"dref") - 4
    entry = (12 + len(url)).to_bytes(4) + b"url " + bytes(4) + url
    grown = (16 + len(entry)).to_bytes(4) + b"dref" + bytes(4) + (1).to_bytes(4) + entry
    old = int.from_bytes(data[at : at + 4])
    forged = bytearray(data[:at] + grown + data[at + old :])
    for box in (b"dinf", b"minf", b"mdia", b"trak", b"moov"):
        start = data.rindex(box, 0, at + 8) - 4
        size = int.from_bytes(data[start : start + 4]) + len(grown) - old
        forged[start : start + 4] = size.to_bytes(4)
    path.write_bytes(forged)
    assert probe(path).frames == 48  # its frames are looked for in the file itself


@pytest.mark.parametrize("name", [".", "/dev/zero", "fifo"])
def test_only_regular_files_are_opened(tmp_path: Path, name: str) -> None:
    import os

    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(MediaError, match="not a regular file|cannot be read"):
        verify(tmp_path / name)
