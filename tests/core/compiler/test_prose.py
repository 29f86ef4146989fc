from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ministudio.compiler.budget import fewest_tokens, likely_tokens, most_tokens
from ministudio.compiler.facts import facts
from ministudio.compiler.prose import GENERIC, compile_view
from ministudio.config import Camera, Character, Environment, LightingDirector, LightSource, Look
from ministudio.interfaces.capabilities import ModelInfo, PromptLimit
from ministudio.state import Give, Open
from ministudio.storyboard.view import Line, SeenCharacter, SeenProp, View

MODEL = ModelInfo(
    id="m", as_of=datetime.date(2026, 11, 24), source="test", audio="always", negative=True
)
MIRA = Character(
    "Detective Mira Chen",
    genetics={"age": 34, "hair": "neat chin-length black bob", "eyes": "brown", "scar": "chin"},
    tag="the detective in the charcoal blazer",
)
JORDAN = Character(
    "Jordan Hale", {"age": 29}, emotional_palette={"certain": {"posture": "upright"}}
)


def seen(key: str, character: Character, **fields: Any) -> SeenCharacter:
    return SeenCharacter(id=key, character=character, look=fields.pop("look", Look()), **fields)


VIEW = View(
    characters=(
        seen("mira", MIRA, look=Look(wearing="charcoal blazer"), part="shoulder"),
        seen("jordan", JORDAN, holds=("receipt",), emotion="certain", conditions=("soaking wet",)),
    ),
    props=(SeenProp(id="receipt", what="receipt slip", held_by="jordan", state="folded"),),
    place="room",
    environment=Environment("Police interview room", composition={"background": "plain wall"}),
    lighting=LightingDirector(key_lights=[LightSource("overhead", "#F4F6F2", 0.7, (0, 90))]),
    time="late afternoon",
    weather="heavy rain",
    mood="tense",
    avoid="readable text",
    camera=Camera(size="close-up", on="jordan", over="mira", lens="50mm", move="slight handheld"),
    start="Jordan holds the slip.",
    action="Jordan passes the slip to Mira",
    say=(Line(speaker="jordan", text="Twelve past."),),
    narration="She had it.",
    sound="rain on glass",
    duration=6,
    during=(Give("receipt", by="jordan", to="mira"),),
)


def test_the_text_says_all_that_the_view_shows() -> None:
    prompt = compile_view(VIEW, MODEL, "full")
    for words in (
        "Close-up of Jordan Hale, over the shoulder of Detective Mira Chen, 50mm lens",
        "50mm lens, slight handheld camera.",
        "34 years old, neat chin-length black bob, brown eyes, chin scar",
        "Detective Mira Chen is wearing a charcoal blazer. Only the shoulder of Detective Mira",
        "Jordan Hale is soaking wet, looking certain, upright, holding the receipt slip, which is",
        "Police interview room, with a plain wall in the background.",
        "It is late afternoon, with heavy rain.",
        "Light: white overhead key light (#F4F6F2) at 70% strength, from straight above.",
        "At the start: Jordan holds the slip.",
        "Jordan passes the slip to Mira.",
        "By the end the receipt slip has passed from Jordan Hale to Detective Mira Chen.",
        'Jordan Hale says: "Twelve past."',
        'A narrator says: "She had it."',
        "Sound: rain on glass.",
        "The mood is tense.",
    ):
        assert words in prompt.text, words
    assert prompt.negative == "readable text"
    assert prompt.not_honoured == ()
    assert prompt.dialect == "generic"


@pytest.mark.parametrize("tier", ["full", "core", "tag"])
def test_identity_has_the_same_words_in_every_shot_of_a_tier(tier: Any) -> None:
    def identities(view: View) -> list[str]:
        return [fact.text for fact in facts(view, tier, GENERIC) if fact.slot == "identity"]

    other = VIEW.replace(time="night", action="Mira smiles.", during=())
    assert identities(VIEW) == identities(other)


def test_the_tiers_get_shorter() -> None:
    full, core, tag = (
        next(fact.text for fact in facts(VIEW, tier, GENERIC) if fact.slot == "identity")
        for tier in ("full", "core", "tag")
    )
    assert tag == "Detective Mira Chen, the detective in the charcoal blazer"
    assert len(full) > len(core) > len(tag)
    assert "scar" in full
    assert "scar" not in core


def test_a_model_without_a_voice_is_told_nothing_to_say() -> None:
    prompt = compile_view(VIEW, MODEL.replace(audio="none"), "full")
    assert "Twelve past" not in prompt.text
    assert prompt.not_honoured == ("say", "narration", "sound")


def test_a_model_without_negative_prompt_reads_it_in_the_text() -> None:
    prompt = compile_view(VIEW, MODEL.replace(negative=False), "full")
    assert prompt.negative == ""
    assert "Avoid readable text." in prompt.text


def test_whole_facts_go_in_their_order_until_the_text_fits() -> None:
    full = compile_view(VIEW, MODEL, "full")
    limit = PromptLimit(unit="characters", n=full.used - 1)
    less = compile_view(VIEW, MODEL.replace(prompt_limit=limit), "full")
    assert less.dropped == ("mood",)
    assert less.fits
    assert less.used <= limit.n
    least = compile_view(VIEW, MODEL.replace(prompt_limit=limit.replace(n=10)), "tag")
    assert least.dropped == ("mood", "sound", "light", "camera", "place")
    assert not least.fits
    assert "Jordan passes the slip" in least.text


@given(st.text(max_size=200))
def test_the_hard_bound_is_never_below_the_guess(text: str) -> None:
    assert fewest_tokens(text) <= most_tokens(text)
    assert likely_tokens(text.encode("ascii", "ignore").decode()) <= most_tokens(text) + 1


def test_between_the_bounds_only_a_tokenizer_could_tell() -> None:
    limit = PromptLimit(unit="tokens", n=300)
    prompt = compile_view(VIEW, MODEL.replace(prompt_limit=limit), "full")
    assert prompt.fits
    assert prompt.uncertain
    assert prompt.used <= 300


def test_an_open_prop_is_told() -> None:
    view = View(
        props=(SeenProp(id="book", what="ancient book", state="closed"),),
        during=(Open("book"),),
        duration=4,
    )
    text = compile_view(view, MODEL, "full").text
    assert text == (
        "Static camera. There is an ancient book, closed. By the end the ancient book is open."
    )
