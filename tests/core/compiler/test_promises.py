"""What a prompt promises over all stories: the same words for the same person, and no stranger."""

from __future__ import annotations

import datetime
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ministudio.builtin.prose_compiler import ProseCompiler
from ministudio.compiler.budget import fewest_tokens, likely_tokens, measure, most_tokens
from ministudio.compiler.facts import DROPPED_FIRST
from ministudio.compiler.people import identity
from ministudio.config import Character, Environment, Look
from ministudio.interfaces.capabilities import ModelInfo, PromptLimit
from ministudio.planner.build import make_plan
from ministudio.planner.options import PlanOptions, Surroundings
from ministudio.plugins import load_registry
from ministudio.routing.candidates import Candidate
from ministudio.storyboard import Scene, Shot, Storyboard, World

if TYPE_CHECKING:
    from ministudio.planner.plan import Plan

DIALECTS = load_registry(environ={}, entry_points=[]).dialects
AS_OF = datetime.date(2026, 11, 24)
NAMES = ("Zorvath", "Quillon", "Brisby", "Ysolde")
WORDS = st.lists(st.sampled_from(("rope", "crosses", "wet", "35mm", "øl", "雨", "–")), max_size=9)
TEXT = WORDS.map(" ".join)


@st.composite
def boards(draw: st.DrawFn) -> Storyboard:
    """One to four people, in shots that frame some of them; over a shoulder now and then."""
    people = NAMES[: draw(st.integers(1, 4))]
    world = World(
        characters={
            name.lower(): Character(
                name=name,
                genetics={"age": draw(st.integers(8, 90)), "hair": draw(TEXT), "scar": draw(TEXT)},
                tag=draw(TEXT),
                core=draw(TEXT),
                looks={"default": Look(wearing=draw(TEXT))},
            )
            for name in people
        },
        environments={"dock": Environment(location="Foggy dock")},
        props={"sword": {"is": "old sword", "held_by": draw(st.sampled_from(people)).lower()}},
    )
    keys = [name.lower() for name in people]
    shots = [draw(shots_of(keys, number)) for number in range(draw(st.integers(1, 4)))]
    scene = Scene(id="s", environment="dock", cast=keys, shots=shots)
    return Storyboard(world=world, scenes=[scene])


@st.composite
def shots_of(draw: st.DrawFn, keys: list[str], number: int) -> Shot:
    framed = draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))
    over, on = draw(st.sampled_from(keys)), draw(st.sampled_from([*keys, "sword"]))
    give = [{"give": "sword", "by": keys[0], "to": keys[-1]}]
    return Shot(
        id=f"n{number}",
        frame=dict.fromkeys(framed, draw(st.sampled_from(["", "face", "hands"]))),
        camera=draw(st.sampled_from([None, {"size": "insert", "over": over, "on": on}])),
        action=draw(TEXT),
        start=draw(TEXT),
        mood=draw(TEXT),
        say=draw(st.sampled_from([[], [{draw(st.sampled_from(keys)): "hold fast"}]])),
        during=draw(st.sampled_from([[], give])),
        sound=draw(TEXT),
        duration=4,
    )


def plan(board: Storyboard, dialect: str, limit: PromptLimit | None) -> Plan:
    info = ModelInfo(
        id="m", dialect=dialect, as_of=AS_OF, source="test", audio="always", prompt_limit=limit
    )
    around = Surroundings(
        name="board",
        as_of=AS_OF,
        candidates=(Candidate(endpoint="e", provider="e", info=info, grade="final", free=True),),
        compiler=ProseCompiler(DIALECTS),
        file_digest=lambda path: path,
    )
    return make_plan(board, around, PlanOptions(use="e"))


LIMITS = st.one_of(
    st.none(),
    st.builds(
        PromptLimit,
        unit=st.sampled_from(["tokens", "characters", "utf16"]),
        n=st.integers(20, 900),
    ),
)


@settings(max_examples=80, deadline=None)
@given(boards(), st.sampled_from(sorted(DIALECTS)), LIMITS)
def test_identity_budget_and_frame(
    board: Storyboard, dialect: str, limit: PromptLimit | None
) -> None:
    made = plan(board, dialect, limit)
    assert len({shot.tier for shot in made.shots}) == 1
    told: dict[str, set[str]] = {}
    for shot in made.shots:
        framed = {one.id for one in shot.view.characters}
        for one in shot.view.characters:
            words: Any = identity(one, shot.tier)  # type: ignore[arg-type]  # a tier
            assert words[1:] in shot.prompt  # the first letter is a capital
            told.setdefault(one.id, set()).add(words)
        assert not [name for name in NAMES if name in shot.prompt and name.lower() not in framed]
        assert not [key for key in map(str.lower, NAMES) if key in shot.prompt]
        assert shot.view.action.strip()[1:] in shot.prompt
        order = [slot for slot in DROPPED_FIRST if slot in shot.dropped]
        assert list(shot.dropped) == order
        _within(made, shot.address, limit)
    assert all(len(several) == 1 for several in told.values())


def _within(made: Plan, address: str, limit: PromptLimit | None) -> None:
    """A text is within the limit, or the plan says that it is not, or may not be."""
    shot = made[address]
    if limit is None or shot.used <= shot.limit:
        return
    codes = {finding.code for finding in made.findings if finding.shot == address}
    assert codes & {"prompt", "uncertain"}
    assert shot.tier == "tag"
    assert measure(shot.prompt, limit).high > limit.n


@settings(max_examples=30, deadline=None)
@given(boards(), st.integers(20, 400), st.integers(0, 300))
def test_more_room_never_drops_more(board: Storyboard, few: int, more: int) -> None:
    tight, wide = (
        plan(board, "generic", PromptLimit(unit="characters", n=n)) for n in (few, few + more)
    )
    for one, other in zip(tight.shots, wide.shots, strict=True):
        if one.tier == other.tier:
            assert set(other.dropped) <= set(one.dropped)


SCRIPTS = {
    "latin": (0x41, 0x24F), "greek": (0x370, 0x3FF), "cyrillic": (0x400, 0x4FF),
    "armenian": (0x531, 0x58A), "hebrew": (0x590, 0x5F4), "arabic": (0x600, 0x6FF),
    "devanagari": (0x900, 0x97F), "tamil": (0xB80, 0xBFA), "thai": (0xE01, 0xE5B),
    "hangul": (0xAC00, 0xD7A3), "kana": (0x3041, 0x30FF), "han": (0x4E00, 0x9FFF),
    "forms": (0xFB00, 0xFDFF), "emoji": (0x1F300, 0x1FAFF),
}  # fmt: skip
READ = (
    lambda text: text,  # byte-level BPE: Llama, Qwen
    lambda text: unicodedata.normalize("NFKC", text),  # SentencePiece: T5, UMT5
    lambda text: unicodedata.normalize("NFC", text).lower(),  # CLIP
    lambda text: unicodedata.normalize("NFKD", text),
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_hard_bound_never_counts_too_few(script: str) -> None:
    first, last = SCRIPTS[script]
    letters = st.characters(min_codepoint=first, max_codepoint=last)

    @settings(max_examples=60, deadline=None)
    @given(st.text(st.one_of(letters, st.sampled_from(" .,\n7é-")), max_size=80))
    def check(text: str) -> None:
        for read in READ:
            tokens = list(read(text).encode())  # no token is less than a byte
            assert len(tokens) + len(("▁", "<s>", "</s>")) <= most_tokens(text)
        assert fewest_tokens(text) <= likely_tokens(text) <= most_tokens(text)

    check()


def test_units() -> None:
    assert measure("a💡", PromptLimit(unit="utf16", n=9)).high == 3
    assert measure("a💡", PromptLimit(unit="characters", n=9)).high == 2
    assert measure("a💡", PromptLimit(unit="tokens", n=9)).high == 5 + 3
