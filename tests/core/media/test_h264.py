from __future__ import annotations

from fractions import Fraction
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ministudio.errors import MediaError
from ministudio.media import h264
from ministudio.media.conform import FilmFormat
from ministudio.media.packets import read_table
from ministudio.media.remux import Encoding, StretchEncoder

FILM = FilmFormat(64, 36, Fraction(24))


def sets_of(number: int, **options: Any) -> h264.ParameterSets:
    return StretchEncoder(FILM, Encoding(set_id=number, **options)).sets


@pytest.mark.parametrize("number", [0, 1, 2, 7, 31])
def test_ids_are_read(number: int) -> None:
    assert sets_of(number).ids == {number}


def test_a_record_survives_a_round_trip(make_clip: Any) -> None:
    with av.open(str(make_clip())) as container:
        record = bytes(container.streams.video[0].codec_context.extradata)
    sets = h264.ParameterSets.from_avcc(record)
    assert sets is not None
    assert sets.avcc() == record


def test_two_sets_in_one_record() -> None:
    both = sets_of(0).with_more(sets_of(1))
    assert both.ids == {0, 1}
    assert h264.ParameterSets.from_avcc(both.avcc()) == both
    with pytest.raises(MediaError, match=r"collide on ids \[1\]"):
        both.with_more(sets_of(1))


def test_the_record_states_the_highest_profile() -> None:
    low, high = sets_of(0, profile=66), sets_of(1, profile=100)
    assert low.profile == 66
    assert low.with_more(high).avcc()[1] == 100


@given(st.binary(max_size=200))
def test_junk_is_no_record(data: bytes) -> None:
    for junk in (data, b"\x01dd\x0b\xff\xe1" + data):
        sets = h264.ParameterSets.from_avcc(junk)
        assert sets is None or sets.sps


@given(st.lists(st.binary(min_size=1, max_size=50)))
def test_sized_units_are_what_was_put_in(units: list[bytes]) -> None:
    packet = b"".join(len(unit).to_bytes(4) + unit for unit in units)
    assert list(h264.sized_units(packet)) == units
    assert len(list(h264.sized_units(packet[:-1]))) <= len(units)


def test_start_codes_become_sizes() -> None:
    stream = b"\x00\x00\x00\x01\x67abc\x00\x00\x01\x68d\x00\x00\x01\x65xyz"
    assert list(h264.sized_units(h264.to_sized(stream))) == [b"\x67abc", b"\x68d", b"\x65xyz"]


def test_copyable_stretches(make_clip: Any) -> None:
    options = {"x264-params": "keyint=48:scenecut=0:bframes=3:b-adapt=0"}
    table = read_table(make_clip(frames=120, options=options))
    assert list(np.nonzero(table.idr)[0]) == [0, 48, 96]
    assert table.delay(0, 120) == 2
    assert table.copyable(0, 120) == (0, 120)
    assert table.copyable(1, 120) == (48, 120)
    assert table.copyable(48, 96) == (48, 96)
    assert table.copyable(50, 90) == (50, 50)
    low, high = table.copyable(0, 41)
    assert (low, 41 - high) in {(0, 0), (0, 1), (0, 2), (0, 3)}
    assert sorted(table.ranks[:high]) == list(range(high))


def test_an_open_group_is_no_place_to_start(make_clip: Any) -> None:
    options = {"x264-params": "open-gop=1:keyint=12:bframes=3:b-adapt=0:scenecut=0"}
    table = read_table(make_clip(frames=60, options=options))
    assert table.key.sum() > 1
    assert list(np.nonzero(table.idr)[0]) == [0]
    assert table.copyable(5, 60) == (5, 5)


@pytest.mark.parametrize("codec", ["libx265", "mpeg4"])
def test_other_codecs_are_never_copied(make_clip: Any, codec: str) -> None:
    options = {"x265-params": "log-level=none"} if codec == "libx265" else {}
    table = read_table(make_clip("a.mp4", frames=12, codec=codec, options=options))
    assert table.copyable(0, 12) == (0, 0)
