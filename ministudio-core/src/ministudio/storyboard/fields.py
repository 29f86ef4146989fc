"""The kinds of values that a storyboard's fields hold, and how each is written in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from ministudio.config import Camera
from ministudio.config.base import FrozenDict, FrozenMap
from ministudio.storyboard.view import Line

V = TypeVar("V")

_TEXT = {"type": "string"}
SLUG = r"^[a-z0-9][a-z0-9_-]{0,63}$"
SIZE = r"^[1-9][0-9]{1,4}x[1-9][0-9]{1,4}$"
SECONDS = r"^[0-9]+(\.[0-9]+)?(/[1-9][0-9]*)? ?s$"
RATE = r"^[0-9]+(\.[0-9]+|/[1-9][0-9]*)?$"
LONGEST = 600
SMALLEST, LARGEST = 64, 4096
# Windows opens its devices for these names, whatever the suffix: files are named after shots.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
_DIGITS = 12  # of a number in a file: more is not a length or a rate


Place = tuple[str | int, ...]
"""Keys and indices that lead to a value, as a file has them."""


class Fault(NamedTuple):
    """Something that cannot be: where it is (`key`: its key, not its value), and why."""

    path: Place
    message: str
    key: bool = False


def refuse(title: str, faults: Iterable[Fault]) -> None:
    """Raise `pydantic.ValidationError` when there is a fault; it names all of them."""
    errors = [
        InitErrorDetails(
            type=PydanticCustomError(
                "storyboard_key" if fault.key else "storyboard",
                "{message}",
                {"message": fault.message},
            ),
            loc=fault.path,
            input=None,
        )
        for fault in faults
    ]
    if errors:
        raise ValidationError.from_exception_data(title, errors)


def at_least_one(items: tuple[V, ...]) -> tuple[V, ...]:
    """Check that a list is not empty.

    A minimum length of pydantic's also speaks up when the items that are there are wrong.
    """
    if not items:
        raise ValueError("is empty: at least one is needed")
    return items


def slug(text: str) -> str:
    """Check an id: it names files and stands in addresses."""
    if not re.fullmatch(SLUG, text):
        raise ValueError(
            f"{text!r} is not an id: use a-z, 0-9, - and _, beginning with a letter or digit,"
            " at most 64 characters"
        )
    if text in _DEVICES:
        raise ValueError(f"{text!r} cannot be an id: Windows keeps this name for a device")
    return text


def _slugs(names: Mapping[str, Any]) -> Mapping[str, Any]:
    found: list[Fault] = []
    for name in names:
        try:
            slug(name)
        except ValueError as error:
            found.append(Fault((name,), str(error), key=True))
    refuse("ids", found)
    return names


def _listed(value: Any) -> Any:  # noqa: ANN401 - raw input
    return (value,) if isinstance(value, str) else value


def _slug_or_none(text: str) -> str:
    return slug(text) if text else text


Slug = Annotated[str, AfterValidator(slug), WithJsonSchema({"type": "string", "pattern": SLUG})]
"""An id: `a-z`, `0-9`, `-` and `_`, at most 64 characters."""

OptionalSlug = Annotated[
    str, AfterValidator(_slug_or_none), WithJsonSchema({"type": "string", "pattern": SLUG})
]
"""An id, or empty text for none."""

BySlug = AfterValidator(_slugs)
"""For a map whose keys are ids."""

Names = Annotated[
    tuple[str, ...],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}),
]
"""A list of names; a single one may stand alone."""


def exact(value: Any) -> Fraction:  # noqa: ANN401 - raw input
    """A number as it was written: 6.1 is 61/10, `24000/1001` is itself.

    Raises:
        ValueError: when it is no number, or one with absurdly many digits.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise ValueError(  # noqa: TRY004 - pydantic takes only ValueError for a finding
            f"{value!r} is not a number"
        )
    text = str(value).strip()
    if len(text) > 2 * _DIGITS + 1:
        raise ValueError(f"{text[:_DIGITS]}… is not a number of sensible length")
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{value!r} is not a number") from None


def plain(value: Fraction, unit: str = "") -> int | float | str:
    """The number for a file: whole, decimal, or a fraction in text when it is neither."""
    if value.denominator == 1:
        return value.numerator
    decimal = float(value)
    return decimal if Fraction(str(decimal)) == value else f"{value}{unit}"


def _seconds(value: Any) -> Fraction:  # noqa: ANN401 - raw input
    text = value.strip() if isinstance(value, str) else str(value)
    try:
        if isinstance(value, str) and not text.endswith("s"):
            raise ValueError("no unit")
        seconds = exact(text.removesuffix("s") if isinstance(value, str) else value)
    except ValueError:
        message = f"{value!r} is not a duration: write seconds, like 6, 6.5 or 6s"
        raise ValueError(message) from None
    if not 0 < seconds <= LONGEST:
        raise ValueError(
            f"a duration of {text} is out of bounds: more than 0, at most {LONGEST} seconds"
        )
    return seconds


def _rate(value: Any) -> Fraction:  # noqa: ANN401 - raw input
    rate = exact(value)
    if not 1 <= rate <= 120:
        raise ValueError(f"{value!r} frames a second is out of bounds: 1 to 120")
    return rate


Seconds = Annotated[
    Fraction,
    BeforeValidator(_seconds),
    PlainSerializer(lambda value: plain(value, "s")),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 0, "maximum": LONGEST},
                {"type": "string", "pattern": SECONDS},
            ]
        }
    ),
]
"""A length of time: `6`, `6.5` or `6s` in a file, exact in Python."""

Rate = Annotated[
    Fraction,
    BeforeValidator(_rate),
    PlainSerializer(plain),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 1, "maximum": 120},
                {"type": "string", "pattern": RATE},
            ]
        }
    ),
]
"""Frames a second: `24`, `23.976` or `24000/1001`."""


def _size(text: str) -> str:
    if not re.fullmatch(SIZE, text):
        raise ValueError(f"{text!r} is not a size: write width x height in pixels, like 1280x720")
    for side in text.split("x"):
        if int(side) % 2:
            raise ValueError(f"the size {text!r} is odd: video needs even sides")
        if not SMALLEST <= int(side) <= LARGEST:
            raise ValueError(f"the size {text!r} is out of bounds: {SMALLEST} to {LARGEST} a side")
    return text


Size = Annotated[str, AfterValidator(_size), WithJsonSchema({"type": "string", "pattern": SIZE})]
"""Width and height in pixels, as in `1280x720`; both even, 64 to 4096."""


_Spoken = tuple[Any, Any, Place]


def _lines(value: Any) -> Any:  # noqa: ANN401 - raw input
    """Spoken lines from `{who: text}` or a list of such maps."""
    if isinstance(value, Mapping):
        spoken: list[_Spoken] = [(who, text, (who,)) for who, text in value.items()]
    elif isinstance(value, Sequence) and not isinstance(value, str):
        spoken = [one for index, item in enumerate(value) for one in _spoken(item, index)]
    else:
        raise ValueError(  # noqa: TRY004 - pydantic takes only ValueError for a finding
            "spoken lines are a list, each one like `- mira: You left at five.`"
        )
    wrong = (place for who, text, place in spoken if not isinstance(text, str))
    refuse("say", [Fault(place, "a spoken line is text: put it in quotes") for place in wrong])
    return tuple(Line(speaker=who, text=text) for who, text, _ in spoken)


def _spoken(item: Any, index: int) -> list[_Spoken]:  # noqa: ANN401 - raw input
    """Speaker, text and place of what one item of a list says."""
    if isinstance(item, Line):
        return [(item.speaker, item.text, (index,))]
    if not isinstance(item, Mapping):
        raise ValueError(  # noqa: TRY004 - pydantic takes only ValueError for a finding
            f"{item!r} does not say who speaks: write `- mira: {item}`"
        )
    if set(item) == {"speaker", "text"}:
        return [(item["speaker"], item["text"], (index, "text"))]
    return [(who, text, (index, who)) for who, text in item.items()]


_SPEECH = {"type": "object", "additionalProperties": _TEXT}
Say = Annotated[
    tuple[Line, ...],
    BeforeValidator(_lines),
    PlainSerializer(lambda lines: [{line.speaker: line.text} for line in lines]),
    WithJsonSchema({"anyOf": [_SPEECH, {"type": "array", "items": _SPEECH}]}),
]
"""Spoken lines in their order."""


def _frame(value: Any) -> Any:  # noqa: ANN401 - raw input
    if isinstance(value, Sequence) and not isinstance(value, str):
        if not all(isinstance(one, str) for one in value):
            raise ValueError("a frame lists ids: [mira, folder], or {mira: face}")
        return FrozenDict(dict.fromkeys(value, ""))
    if isinstance(value, Mapping):
        return {who: "" if part is None else part for who, part in value.items()}
    return value


def _frame_text(frame: Mapping[str, str] | None) -> list[str] | dict[str, str] | None:
    if frame is None:
        return None
    return dict(frame) if any(frame.values()) else list(frame)


Frame = Annotated[
    FrozenMap[str] | None,
    BeforeValidator(_frame),
    PlainSerializer(_frame_text),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "array", "items": _TEXT},
                {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
                {"type": "null"},
            ]
        }
    ),
]
"""Who and what is seen: id to the part that is in frame, empty for all that the camera takes in."""


def _camera(value: Any) -> Any:  # noqa: ANN401 - raw input
    if isinstance(value, (str, Camera)) or value is None:
        return value
    return Camera.model_validate(value)


CameraChoice = Annotated[str | Camera | None, BeforeValidator(_camera)]
"""The name of a camera of the world, or a camera of the shot's own."""
