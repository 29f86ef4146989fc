"""Words for what pydantic found wrong, with the key that was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import BaseModel

from ministudio.state.changes import VERBS, verb
from ministudio.storyboard.checks import did_you_mean

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from ministudio._yaml import Path

_DUE = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "decimal": "a number",
    "bool": "true or false",
    "tuple": "a list",
    "list": "a list",
    "dict": "keys with values",
    "mapping": "keys with values",
    "model": "keys with values",
}


class Wrong(NamedTuple):
    """One mistake: the path to it in the data, whether its key is meant, and the words for it."""

    path: Path
    key: bool
    message: str


def explain(error: ErrorDetails, root: type[BaseModel], data: Any) -> Wrong:  # noqa: ANN401 - any data
    """Turn one error of pydantic into a place in `data` and a message."""
    loc, kind = error["loc"], error["type"]
    path = real_path(data, loc)
    if kind == "extra_forbidden":
        change = VERBS.get(verb(_value(data, path[:-1]))) if _in_changes(path) else None
        known = list(change.model_fields) if change else keys_at(root, loc[:-1])
        message = _unknown_key(str(loc[-1]), known)
        return Wrong(path, True, _spot(data, path[:-1]) + message)
    if kind == "missing":
        return Wrong(path, True, f"{_spot(data, path)}`{loc[-1]}` is missing")
    message = _message(error) if loc != ("version",) else "this Ministudio reads `version: 1`"
    return Wrong(path, kind == "storyboard_key", _spot(data, path) + message)


def _in_changes(path: Path) -> bool:
    return path[-3:-2] in (("before",), ("during",))


def _value(data: Any, path: Path) -> Any:  # noqa: ANN401 - any data
    for part in path:
        data = data[part]
    return data


def _unknown_key(name: str, known: list[str]) -> str:
    hint = did_you_mean(name, known)
    if not hint and known:
        hint = f"; the keys here are {', '.join(known)}"
    return f"unknown key {name!r}{hint}"


def _message(error: ErrorDetails) -> str:
    kind, value = error["type"], error["input"]
    if kind in _WORDS:
        return _WORDS[kind](error)
    family = kind.partition("_")[0]
    if family in _DUE:
        return _due(_DUE[family], value)
    return error["msg"][:1].lower() + error["msg"][1:] + f", not {_short(value)}"


def _of_value(error: ErrorDetails) -> str:
    return str(error.get("ctx", {}).get("error", error["msg"]))


def _of_choice(error: ErrorDetails) -> str:
    expected = str(error.get("ctx", {}).get("expected", ""))
    choices = [one.strip("'") for one in expected.replace(" or ", ", ").split(", ")]
    value = error["input"]
    return f"{value!r} is none of {expected}{did_you_mean(str(value), choices)}"


def _due(what: str, value: Any) -> str:  # noqa: ANN401 - any data
    if value is None:
        return f"is empty: {what} is due"
    quotes = what == "text" and isinstance(value, (int, float))
    return f"{_short(value)} is not {what}" + (": put it in quotes" if quotes else "")


def _short(value: Any) -> str:  # noqa: ANN401 - any data
    if isinstance(value, Mapping):
        return "{" + ", ".join(str(key) for key in value) + "}"
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _of_change(error: ErrorDetails) -> str:
    value = error["input"]
    if not isinstance(value, Mapping):
        return f"{_short(value)} is no change: write it like {{open: book}}"
    hints = (did_you_mean(str(key), VERBS) for key in value)
    hint = next((hint for hint in hints if hint), f"; the verbs are {', '.join(VERBS)}")
    return f"{_short(value)} has no verb of a change{hint}"


_WORDS: dict[str, Callable[[ErrorDetails], str]] = {
    "value_error": _of_value,
    "storyboard": lambda error: error["msg"],
    "storyboard_key": lambda error: error["msg"],
    "literal_error": _of_choice,
    "change": _of_change,
}


def real_path(data: Any, loc: Sequence[int | str]) -> Path:  # noqa: ANN401 - any data
    """The part of `loc` that is in the data: pydantic adds names of its own for alternatives.

    Of a list of names, a name stands for its place.
    """
    path: list[int | str] = []
    for part in loc:
        if isinstance(data, list) and isinstance(part, str) and part in data:
            part = data.index(part)  # noqa: PLW2901 - the name becomes its place
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            continue
        path.append(part)
    return tuple(path)


def _spot(data: Any, path: Path) -> str:  # noqa: ANN401 - any data
    """`scenes.book.shots.opens.duration: `, with ids in the place of numbers."""
    names = []
    for part in path:
        data = data[part]
        known = data.get("id") if isinstance(data, Mapping) and isinstance(part, int) else None
        names.append(str(known or (part + 1 if isinstance(part, int) else part)))
    return f"{'.'.join(names)}: " if names else ""


def keys_at(root: type[BaseModel], loc: Sequence[int | str]) -> list[str]:
    """The keys that a file may have at `loc`, which is a path of pydantic's."""
    models: Sequence[type[BaseModel]] = [root]
    for part in loc:
        fields = [
            field
            for model in models
            for name, field in model.model_fields.items()
            if part in (name, field.serialization_alias)
        ]
        if fields:
            models = [model for field in fields for model in _models(field.annotation)]
    return [
        field.serialization_alias or name
        for model in models
        for name, field in model.model_fields.items()
    ]


def _models(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]
