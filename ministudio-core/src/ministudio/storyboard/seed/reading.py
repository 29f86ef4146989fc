"""Reading what a caller hands over as plain data, with mistakes named where they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from ministudio.config.base import Model
from ministudio.errors import StoryboardError
from ministudio.storyboard.checks import did_you_mean
from ministudio.storyboard.messages import explain

M = TypeVar("M", bound=Model)


def read(kind: type[M], value: Any, where: str) -> M:  # noqa: ANN401 - raw input
    """`value` as a model of `kind`: it is one already, or is the data of one.

    Raises:
        StoryboardError: it is neither; each mistake is named.
    """
    if isinstance(value, kind):
        return value
    if isinstance(value, Model) or not isinstance(value, Mapping):
        raise StoryboardError(
            f"{where} is {type(value).__name__}; {kind.__name__} or its keys with values are due"
        )
    data = dict(value)
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise wrong(error, kind, data, where) from None


def wrong(error: ValidationError, kind: type[Model], data: Any, where: str) -> StoryboardError:  # noqa: ANN401 - any data
    """What pydantic found, in words."""
    details = error.errors(include_url=False)
    lines = dict.fromkeys(f"{where}: {explain(one, kind, data).message}" for one in details)
    return StoryboardError("\n".join(lines))


def refuse_unknown(keys: Iterable[str], known: Iterable[str], where: str) -> None:
    """Refuse the first key that is not known.

    Raises:
        StoryboardError: with the key that was probably meant.
    """
    known = list(known)
    for key in keys:
        if key not in known and not str(key).startswith("x-"):
            hint = did_you_mean(str(key), known) or f"; the keys here are {', '.join(known)}"
            raise StoryboardError(f"{where}: unknown key {key!r}{hint}")
