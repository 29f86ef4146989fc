"""What the JSON schema of a model says beyond its fields, so that an editor accepts every spelling.

Both give the `json_schema_extra` of a model's configuration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic.config import JsonDict


def or_as(written: JsonDict) -> Callable[[JsonDict], None]:
    """The model may also be written as one plain value."""

    def extend(schema: JsonDict) -> None:
        own = dict(schema)
        schema.clear()
        schema["anyOf"] = [written, own]

    return extend


def with_keys(**keys: JsonDict) -> Callable[[JsonDict], None]:
    """The model also takes these keys, as other spellings of its fields."""

    def extend(schema: JsonDict) -> None:
        properties = schema["properties"]
        assert isinstance(properties, dict)
        properties.update(keys)

    return extend
