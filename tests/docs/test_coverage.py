"""The documentation leaves nothing out: each key, change, command, code and error is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from ministudio import config, errors
from ministudio.cli.main import COMMANDS
from ministudio.config.character import CharacterState, Identity, VoiceProfile
from ministudio.config.environment import PlaceContext, PlaceIdentity
from ministudio.interfaces.capabilities import Durations, ModelInfo, Price, PromptLimit
from ministudio.interfaces.plan import ShotClass
from ministudio.orchestrator.policy import POLICIES
from ministudio.planner.render import MARKS
from ministudio.state.changes import VERBS
from ministudio.storyboard import Condition, RouteRule, Scene, Settings, Shot, Storyboard, World

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*DOCS.glob("*.md"), *ROOT.glob("*.md")]
EXIT_CODES = (0, 1, 2, 3, 4, 5, 6, 130)
BOARD_MODELS: tuple[Any, ...] = (
    Storyboard, Settings, World, RouteRule, Condition, Scene, Shot, config.Character, Identity,
    CharacterState, VoiceProfile, config.Look, config.Environment, PlaceIdentity, PlaceContext,
    config.Prop, config.Camera, config.LightingDirector, config.LightSource, config.StyleDNA,
    config.ContinuityEngine,
)  # fmt: skip


def keys(model: Any) -> list[str]:
    return [field.serialization_alias or name for name, field in model.model_fields.items()]


def text(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if "://" not in link:
            assert (page.parent / link).exists(), link


def test_every_page_is_in_the_index() -> None:
    for page in DOCS.glob("*.md"):
        assert page.name == "index.md" or f"]({page.name})" in text("index.md")


@pytest.mark.parametrize("model", BOARD_MODELS, ids=lambda model: model.__name__)
def test_every_key_of_a_storyboard_is_told(model: Any) -> None:
    page = text("storyboard.md")
    assert [key for key in keys(model) if f"`{key}`" not in page] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_change_is_told_with_its_keys(verb: str) -> None:
    written = re.findall(rf"`{{({verb}: .*?)}}`", text("storyboard.md"))
    assert [key for key in keys(VERBS[verb]) if not any(f"{key}: " in one for one in written)] == []


@pytest.mark.parametrize("model", [ModelInfo, Durations, Price, PromptLimit])
def test_every_field_of_a_model_s_table_is_told(model: Any) -> None:
    page = text("writing-a-provider.md")
    assert [key for key in keys(model) if f"`{key}`" not in page] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_told(command: str) -> None:
    assert f"`ministudio {command}" in text("plan-and-run.md")


@pytest.mark.parametrize("code", EXIT_CODES)
def test_every_exit_code_is_told(code: int) -> None:
    assert f"| {code} |" in text("errors.md")


@pytest.mark.parametrize("status", get_args(ShotClass))
def test_every_class_is_told_with_its_mark(status: str) -> None:
    assert f"| `{MARKS[status]}` | `{status}` |" in text("plan-and-run.md")  # type: ignore[index]


def test_every_error_is_told() -> None:
    page = text("errors.md")
    for name, error in vars(errors).items():
        if isinstance(error, type) and issubclass(error, errors.MinistudioError):
            assert name in page
            assert f"`{error.code}`" in page, error.code


@pytest.mark.parametrize("kind", errors.ERROR_KINDS)
def test_every_kind_of_error_is_told_with_what_follows(kind: errors.ErrorKind) -> None:
    policy = POLICIES[kind]
    assert f"| `{kind}` | {policy.state} |" in text("writing-a-provider.md")


@pytest.mark.parametrize("name", [*Settings.model_fields, "home", "plugins", "disable_plugins"])
def test_every_variable_is_told(name: str) -> None:
    assert f"`MINISTUDIO_{name.upper()}" in text("plan-and-run.md")
