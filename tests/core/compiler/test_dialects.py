"""Each dialect's own order, labels, speech, camera words and way of avoiding."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from vocabulary import FULL

from ministudio.compiler.english import feeling, with_article, with_the
from ministudio.compiler.prose import compile_view
from ministudio.compiler.wording import pair
from ministudio.config import Camera
from ministudio.interfaces.capabilities import ModelInfo, PromptLimit
from ministudio.interfaces.dialect import Dialect
from ministudio.plugins import load_registry

if TYPE_CHECKING:
    from ministudio.interfaces.compiler import CompiledPrompt

DIALECTS = load_registry(environ={}, entry_points=[]).dialects
ROOMY = PromptLimit(unit="characters", n=9000)


def told(dialect: str, *, negative: bool = True, limit: Any = ROOMY) -> CompiledPrompt:
    model = ModelInfo(
        id="m", dialect=dialect, as_of=datetime.date(2026, 11, 24), source="test",
        audio="always", negative=negative, prompt_limit=limit,
    )  # fmt: skip
    return compile_view(FULL, model, "full", DIALECTS[dialect])


@pytest.mark.parametrize(
    ("dialect", "words"),
    [
        ("veo", 'Mira Chen says, "Well then."'),
        ("veo", "Audio: rain on glass."),
        ("gemini-omni", 'Narrator in voice-over: "She had it."'),
        ("openai-videos", "\nCinematography: close-up of Jordan Hale"),
        ("openai-videos", "\nActions:\nAt the start: Mira sits.\nMira stands up.\nBy the end"),
        ("openai-videos", '\nMira Chen: "Well then."\n'),
        ("wan", "camera slowly pushes in"),
        ("hunyuan-video", "slow zoom in"),
        ("ltx-2", "We hear rain on glass."),
        ("generic", 'Mira Chen says: "Well then."'),
    ],
)
def test_words_of_a_dialect(dialect: str, words: str) -> None:
    assert words in told(dialect).text


@pytest.mark.parametrize(
    ("dialect", "first"),
    [
        ("veo", "Close-up of Jordan Hale"),
        ("openai-videos", "Style: storybook"),
        ("ltx", "At the start: Mira sits. Mira stands up."),
        ("ltx-2", "Storybook look"),
        ("cogvideox", "Mira Chen, the woman"),
        ("wan", "Mira Chen, the woman"),
        ("hunyuan-video", "Mira Chen, the woman"),
    ],
)
def test_what_comes_first(dialect: str, first: str) -> None:
    assert told(dialect).text.startswith(first)


def test_where_the_unwanted_goes() -> None:
    assert told("veo").negative == "readable text, logos"
    assert "readable text" not in told("veo").text
    assert "Avoid readable text, logos." in told("veo", negative=False).text
    assert "Avoid readable text, logos." in told("gemini-omni").text
    assert told("gemini-omni").negative == ""
    assert {"avoid", "negative"} <= set(told("animatic").not_honoured)


@pytest.mark.parametrize(
    ("dialect", "limit"),
    [("veo", 1024), ("gemini-omni", 131072), ("wan", 512), ("ltx", 128), ("ltx-2", 1024),
     ("hunyuan-video", 256), ("cogvideox", 226), ("openai-videos", 0), ("generic", 0)],
)  # fmt: skip
def test_the_limit_where_the_model_states_none(dialect: str, limit: int) -> None:
    assert told(dialect, limit=None).limit == limit
    assert told(dialect).limit == ROOMY.n


def test_camera_words_are_replaced_whole_and_the_longest_first() -> None:
    dialect = Dialect(name="x", camera={"pan": "sweep", "pan left": "turn left", "in": "inwards"})
    assert dialect.camera_words("slow Pan left") == "slow turn left"
    assert dialect.camera_words("pan right, panning") == "sweep right, panning"


@pytest.mark.parametrize(
    ("camera", "words"),
    [
        ({"size": "american"}, "Medium-long shot from the knees up, static camera."),
        ({"size": "insert", "on": "book"}, "Insert close-up of the ancient book, static camera."),
        ({"size": "wide", "on": "stranger"}, "Wide shot of something, static camera."),
        ({"over": "stranger", "on": "mira"}, "On Mira Chen, over the shoulder of somebody, static"),
        ({"angle": "eye level", "move": "handheld"}, "Eye level, handheld camera."),
    ],
)
def test_the_camera(camera: dict[str, Any], words: str) -> None:
    model = ModelInfo(id="m", as_of=datetime.date(2026, 11, 24), source="test")
    assert compile_view(FULL.replace(camera=Camera(**camera)), model, "tag").text.startswith(words)


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("red coat", "a red coat"), ("old coat", "an old coat"), ("uniform", "a uniform"),
        ("black jeans", "black jeans"), ("dark trousers and a hat", "dark trousers and a hat"),
        ("dress", "a dress"), ("armor", "armor"), ("her coat", "her coat"), ("", ""),
        ("hour glass shape", "an hour glass shape"), ("ferns", "ferns"), ("7 hats", "7 hats"),
    ],
)  # fmt: skip
def test_articles(noun: str, said: str) -> None:
    assert with_article(noun) == said


def test_other_grammar() -> None:
    assert [with_the(one) for one in ("a lamp", "lamp", "his lamp")] == [
        "the lamp", "the lamp", "his lamp",
    ]  # fmt: skip
    assert [feeling(one) for one in ("joy", "worried", "loneliness", "weariness")] == [
        "joyful", "worried", "lonely", "full of weariness",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("age", 34, "34 years old"), ("eyes", "brown", "brown eyes"), ("species", "orb", "orb"),
        ("hair", "neat black bob", "neat black bob"), ("glasses", False, "no glasses"),
        ("freckles", True, "freckles"), ("glow_intensity", 1.3, "glow intensity 1.3"),
        ("fur", "black and tan", "fur: black and tan"), ("age", "thirties", "age: thirties"),
        ("arms", ["tin", "brass"], "arms tin and brass"), ("glow", {"a": "b"}, "glow (b a)"),
        ("palette", "warm lights on cool evenings", "palette: warm lights on cool evenings"),
        ("look", "hand-painted, with a fine grain", "hand-painted, with a fine grain"),
    ],
)  # fmt: skip
def test_a_key_and_its_value(key: str, value: Any, said: str) -> None:
    assert pair(key, value) == said
