"""Plans in files: what `plan -o` writes and `run PLAN.json` does, as long as it still fits."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

from pydantic import ValidationError

from ministudio.artifacts import files
from ministudio.errors import PlanError
from ministudio.interfaces.plan import PLAN_SCHEMA
from ministudio.planner.plan import Plan
from ministudio.storyboard.schema import DIALECT

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.interfaces.plan import ShotPlan
    from ministudio.results import Take
    from ministudio.store import Store

_BEGINNING = re.compile(r'\s*\{\s*"schema_version"')  # a key that no storyboard has
_ENOUGH = 100  # characters that tell a plan from a storyboard
_NAMED = 4  # shots that a refusal names


def is_plan(path: Path) -> bool:
    """Whether a file holds a plan and not a storyboard; told by its first key."""
    if path.suffix != ".json" or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as stream:
        return _BEGINNING.match(stream.read(_ENOUGH)) is not None


def write_plan(plan: Plan, path: Path, *, board: Path) -> None:
    """Write a plan, bound to the storyboard that lies at `board`.

    Raises:
        StoreError: the file cannot be written.
    """
    try:
        place = os.path.relpath(board, path.parent)
    except ValueError:  # another drive of Windows
        place = str(board.resolve())
    bound = plan.model_copy(update={"file": place.replace(os.sep, "/")})
    files.write_text(path, bound.model_dump_json() + "\n")


def read_plan(path: Path) -> Plan:
    """Read a plan that `write_plan` wrote, or `plan --json` printed.

    Raises:
        PlanError: the file is no plan, or one of another version of Ministudio.
    """
    try:
        plan = Plan.model_validate_json(path.read_bytes())
    except OSError as error:
        raise PlanError((f"{str(path)!r} cannot be read: {error.strerror}.",)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise _refuse(f"{path.name} is no plan of this version: {where}: {first['msg']}.") from None
    if plan.schema_version != PLAN_SCHEMA or not plan.file:
        raise _refuse(f"{path.name} is a plan of another version of Ministudio.")
    return plan


def require_fitting(plan: Plan, *, board: str, store: Store) -> None:
    """Refuse a plan that was made for another storyboard (`board`: its digest) or other takes.

    What the plan itself has made since then is no reason: a run that was stopped can go on.

    Raises:
        PlanError: it does not fit any more, and why.
    """
    if plan.board != board:
        raise _refuse("the storyboard or its settings have changed since the plan was made.", plan)
    selected, takes = store.selected(), {take.id: take for take in store.takes()}
    stale = []
    for shot in plan.shots:
        if shot.route is None:
            continue
        now = selected.get((shot.address, shot.route.grade))
        if now != plan.selected.get(shot.address) and not _is_due(shot, takes.get(now or "")):
            stale.append(shot.address)
    if stale:
        more = f" and {len(stale) - _NAMED} more" if len(stale) > _NAMED else ""
        shots = ", ".join(stale[:_NAMED]) + more
        raise _refuse(f"other takes were selected since the plan was made: {shots}.", plan)


def plan_schema_text() -> str:
    """JSON Schema (2020-12) of what `plan --json` prints and `plan -o` writes, as text."""
    schema = Plan.model_json_schema(mode="serialization")
    whole = {"$schema": DIALECT, **schema, "title": "Ministudio plan"}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _is_due(shot: ShotPlan, take: Take | None) -> bool:
    """Whether a take is what the plan wanted to have selected for a shot."""
    if take is None or shot.action not in ("make", "select", "attach"):
        return False
    return take.id == shot.take or (take.basis, take.plan_key) == (shot.basis, shot.plan_key)


def _refuse(message: str, plan: Plan | None = None) -> PlanError:
    board = plan.file if plan else "BOARD"
    return PlanError(
        (message,), hint=f"Nothing was done. Plan again: ministudio plan {board} -o PLAN.json"
    )
