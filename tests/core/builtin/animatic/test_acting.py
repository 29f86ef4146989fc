from __future__ import annotations

import pytest

from ministudio.builtin.animatic.acting import (
    blinking,
    breathing,
    perform,
    stepping,
    talking,
)
from ministudio.builtin.animatic.emotions import EXPRESSIONS, emotion_of


@pytest.mark.parametrize(
    ("action", "stance"),
    [
        ("Mira sits at the table", "sit"),
        ("She walks along the beach", "walk"),
        ("He is running for the bus", "run"),
        ("They kneel by the fire", "kneel"),
        ("It crouches behind the wall", "crouch"),
        ("The orb drifts in", "float"),
        ("He collapses", "lie"),
        ("She leaps over the gap", "jump"),
        ("They dance", "dance"),
        ("", "stand"),
    ],
)
def test_stances(action: str, stance: str) -> None:
    assert perform(action).stance == stance


@pytest.mark.parametrize(
    ("action", "gesture"),
    [
        ("points at the door", "point"),
        ("waves goodbye", "wave"),
        ("reaches for the book", "reach"),
        ("passes the slip across", "offer"),
        ("arms crossed", "crossed"),
        ("hands on hips", "hips"),
        ("reads a letter", "read"),
        ("writes in a notebook", "write"),
        ("waters the garden", "tend"),
        ("covers her mouth", "mouth"),
        ("thinks it over", "chin"),
        ("holds a lantern", "hold"),
        ("shrugs", "shrug"),
        ("hugs the dog", "hug"),
    ],
)
def test_gestures(action: str, gesture: str) -> None:
    assert perform(action).lead == gesture


def test_only_the_own_sentences_count() -> None:
    action = "Mira sits and points at the folder; Jordan stands and nods."
    mira = perform(action, who="mira Detective Mira Chen", others=("jordan Jordan Hale",))
    jordan = perform(action, who="jordan Jordan Hale", others=("mira Detective Mira Chen",))
    assert (mira.stance, mira.lead, mira.nods) == ("sit", "point", False)
    assert (jordan.stance, jordan.lead, jordan.nods) == ("stand", "rest", True)


def test_the_palette_colours_the_emotion() -> None:
    palette = {"certain": {"posture": "leaning in"}, "joy": {"glow_intensity": 1.2},
               "curious": {"pulse_pattern": "irregular"}}  # fmt: skip
    assert perform("", emotion="certain", palette=palette).lean > 0.1
    assert perform("", emotion="joy", palette=palette).glow == 1.2
    assert perform("", emotion="curious", palette=palette).pulse == "irregular"
    assert perform("", palette={"current_emotion": "focused"}).emotion == "determined"


def test_the_motion_library_counts() -> None:
    motions = {"idle": "arms crossed", "think": "hand on chin"}
    assert perform("", motions=motions).lead == "crossed"
    assert perform("she starts to think", motions=motions).lead == "chin"


def test_where_one_looks() -> None:
    assert perform("looks up at the stars").bow < 0
    assert perform("her head bowed").bow > 0
    assert perform("glances to the left").gaze < 0
    assert perform("walks away").back


def test_emotions_are_distinct() -> None:
    assert len(EXPRESSIONS) >= 12
    assert len(set(EXPRESSIONS.values())) == len(EXPRESSIONS)


@pytest.mark.parametrize(
    ("word", "key"),
    [("anxious", "worried"), ("angrily", "angry"), ("Terrified!", "afraid"),
     ("smirks", "mischievous"),
     ("certain", "determined"), ("happily", "happy"), ("heartbroken", "sad"), ("qwerty", "")],
)  # fmt: skip
def test_words_for_emotions(word: str, key: str) -> None:
    assert emotion_of(word) == key


def test_a_held_thing_is_held() -> None:
    assert perform("stands there", holding=True).lead == "hold"
    assert perform("points at it", holding=True).lead == "point"


def test_life() -> None:
    act = perform("walks")
    assert blinking(act).blink == 1
    assert len({talking(act, beat) for beat in range(7)}) == 7
    assert breathing(act, 1.0).breath == pytest.approx(1.0)
    assert stepping(act, 1.25).phase == 0.25


def test_two_subjects_do_the_same() -> None:
    action = "Finn and Kai walk to the door, Rosa sits."
    assert perform(action, who="finn Finn", others=("kai Kai", "rosa Rosa")).stance == "walk"
    assert perform(action, who="kai Kai", others=("finn Finn", "rosa Rosa")).stance == "walk"
    assert perform(action, who="rosa Rosa", others=("finn Finn", "kai Kai")).stance == "sit"


def test_a_name_is_no_verb() -> None:
    assert perform("Bolt stands in the lab", who="bolt Bolt").stance == "stand"
    assert perform("He bolts for the door").stance == "run"


def test_hands_that_hold_something_do_not_act_a_feeling() -> None:
    assert perform("smiles", emotion="joy", holding=True).lead == "hold"
