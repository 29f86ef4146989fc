"""No field is silently ignored: told, acted upon by a named part of Ministudio, or listed."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from vocabulary import FULL, cases

from ministudio.compiler.prose import compile_view
from ministudio.interfaces.capabilities import ModelInfo
from ministudio.plugins import load_registry
from ministudio.state import changes

if TYPE_CHECKING:
    from collections.abc import Iterator

DIALECTS = load_registry(environ={}, entry_points=[]).dialects
LISTED: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("not_honoured.json").read_text("utf-8")
)
# What acts on a field that is not for the words of a prompt.
CONSUMERS = {
    "duration": "planner.draft.make_request: Request.frames",
    "seed": "planner.build: Request.seed",
    "join": "planner.checks and continuity: how the shot begins",
    "place": "storyboard.projection: chooses `environment` and the light",
    "characters.id": "compiler.people.names: ties speech, camera and changes to a person",
    "props.id": "compiler.people.names: ties hands, camera and changes to a thing",
    "characters.look.reference_images": "storyboard.projection: `characters.references`",
    "characters.character.current_state.clothing": "config.Character.look: `look.wearing`",
    "characters.character.reference_images": "config.Character.look: `look.reference_images`",
    "characters.character.visual_anchor_path": "config.Character.look: `look.reference_images`",
    "characters.character.looks": "config.Character.look: `look`",
    "environment.reference_images": "storyboard.projection: `references`",
    "environment.lighting": "storyboard.projection: `lighting`",
}
# A sound model hears everything; a mute one is told nothing to hear.
HEARD = {"say", "narration", "sound", "characters.voice_profile"}


def model(dialect: str, *, audio: str = "always", negative: bool = True) -> ModelInfo:
    return ModelInfo(
        id="m", dialect=dialect, as_of=datetime.date(2026, 11, 24), source="test", audio=audio,
        negative=negative, prompt_limit={"unit": "characters", "n": 100_000},
    )  # fmt: skip


def listed(field: str, names: set[str]) -> bool:
    """Whether a field or what it is part of is among `names`, as plans write them."""
    parts = field.replace("characters.character.", "characters.").split(".")
    return any(".".join(parts[:end]) in names for end in range(1, len(parts) + 1))


CASES = list(cases())


def test_the_walk_meets_every_field_of_the_vocabulary() -> None:
    names = {name.partition(".")[0] for name, _, _ in CASES}
    assert names == set(type(FULL).model_fields)
    assert len(CASES) > 100


@pytest.mark.parametrize(("audio", "negative"), [("always", True), ("none", False)])
@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_no_field_is_silently_ignored(dialect: str, audio: str, negative: bool) -> None:
    told = model(dialect, audio=audio, negative=negative)
    ignored = []
    for field, before, after in CASES:
        if field in CONSUMERS:
            continue
        first, second = (
            compile_view(view, told, "full", DIALECTS[dialect]) for view in (before, after)
        )
        said = (first.text, first.negative) != (second.text, second.negative)
        noted = {*first.not_honoured, *second.not_honoured}
        if not said and not listed(field, noted):
            ignored.append(field)
        allowed = set(LISTED[dialect]) | (HEARD if audio == "none" else set())
        assert noted <= allowed
    assert ignored == []


SWAP = {"mira": "jordan", "jordan": "mira", "lantern": "book", "book": "lantern", "": "harbour"}
USUAL: dict[str, Any] = {
    **dict.fromkeys(("enter", "exit", "kill", "revive", "by"), "mira"),
    **dict.fromkeys(("take", "drop", "bring", "give", "show", "hide", "set"), "book"),
    "open": "book",
    "close": "book",
    "to": "jordan",
    "at": "",
    "through": "lantern",
    "light": {"atmosphere": {"haze": "thin"}},
}


def change_cases() -> Iterator[tuple[changes.Change, changes.Change]]:
    """Each field of each change, before and after it is varied."""
    for kind in changes.VERBS.values():
        one = kind(**{key: USUAL.get(key, "dusk") for key in kind.model_fields})
        for field in kind.model_fields:
            value, fog = getattr(one, field), {"atmosphere": {"fog": 1}}
            other = SWAP.get(value, "dawn") if isinstance(value, str) else fog
            yield one, one.replace(**{field: other})


@pytest.mark.parametrize(("before", "after"), list(change_cases()))
def test_no_field_of_a_change_is_silently_ignored(
    before: changes.Change, after: changes.Change
) -> None:
    first, second = (
        compile_view(FULL.replace(during=(one,)), model("generic"), "full").text
        for one in (before, after)
    )
    assert first != second


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_the_list_of_what_is_not_honoured_only_shrinks(dialect: str) -> None:
    unheard = {"avoid", "negative"} if DIALECTS[dialect].negative == "unheard" else set()
    now = {*DIALECTS[dialect].not_honoured, *unheard}
    assert now - set(LISTED[dialect]) == set(), "honour the field instead of listing it"
    assert set(LISTED[dialect]) - now == set(), "take it out of not_honoured.json"


def test_the_names_of_consumers_are_fields() -> None:
    assert set(CONSUMERS) <= {name for name, _, _ in CASES}
