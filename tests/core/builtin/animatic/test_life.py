from __future__ import annotations

from ministudio.builtin.animatic.life import AFTER, BLINK, HALF, WIDE, drifted, timetable
from ministudio.builtin.animatic.scene import Drift


def test_people_blink_now_and_then_for_a_moment() -> None:
    table = timetable(24 * 30, 24, seed="mira")
    shut = [frame for frame in range(24 * 30) if BLINK in table.at(frame)]
    assert 10 < len(shut) < 24 * 30 * 0.15


def test_mouths_move_while_a_line_runs_and_are_shut_otherwise() -> None:
    table = timetable(120, 24, seed="mira", speech=[(24, 72)])
    mouths = [name for frame in range(24, 72) for name in table.at(frame)]
    assert HALF in mouths
    assert WIDE in mouths
    for frame in (*range(24), *range(72, 120)):
        assert not {HALF, WIDE} & set(table.at(frame))


def test_two_people_do_not_blink_together_and_one_always_alike() -> None:
    a, b = (timetable(480, 24, seed=f"7:{who}") for who in ("mira", "jordan"))
    assert a.blinks != b.blinks
    assert a == timetable(480, 24, seed="7:mira")


def test_what_happens_on_screen_stays_so() -> None:
    table = timetable(48, 24, seed="book", swap=24)
    assert AFTER not in table.at(23)
    assert AFTER in table.at(24)
    assert AFTER in table.at(47)


def test_drifting_is_centred_on_the_staged_place() -> None:
    drift = Drift(x=0.4)
    assert drifted(drift, 0, 101, 24)[0] == -0.2
    assert drifted(drift, 50, 101, 24)[0] == 0
    assert drifted(drift, 100, 101, 24)[0] == 0.2
