"""The JSON Schema of a storyboard, for editors: completion, and red lines under misspelt keys."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from ministudio.storyboard.fields import SLUG
from ministudio.storyboard.model import SHOT_ONLY, Storyboard

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOTES = "^x-"
_BY_ID = ("characters", "environments", "props", "cameras")


class _Generator(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - pydantic's
        """No: a title made from the key says nothing that the key does not."""
        return False


def storyboard_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a storyboard file.

    It knows shapes and spellings. That names exist, that people are present and that files are
    there is only known to `check`.
    """
    schema = Storyboard.model_json_schema(mode="validation", schema_generator=_Generator)
    parts = schema["$defs"]
    for name in ("Shot", "Scene"):
        for key in ("before", "during"):
            changes = parts[name]["properties"][key]
            parts["Change"], changes["items"] = changes["items"], {"$ref": "#/$defs/Change"}
    for part in (schema, *parts.values()):
        _allow_notes(part)
    for key in _BY_ID:
        parts["World"]["properties"][key]["propertyNames"] = {"pattern": SLUG}
    money = parts["Money"]
    parts["Money"] = {"anyOf": [{"type": "string"}, {"type": "number", "minimum": 0}, money]}
    _two_forms(parts["Scene"])
    schema["properties"]["scenes"]["minItems"] = 1
    return {"$schema": DIALECT, **schema, "title": "Ministudio storyboard"}


def schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(storyboard_schema(), ensure_ascii=False, indent=1) + "\n"


def _allow_notes(part: dict[str, Any]) -> None:
    """Where unknown keys are refused, keys that start with `x-` are free."""
    for form in (part, *part.get("anyOf", ()), *part.get("oneOf", ())):
        if form.get("additionalProperties") is False:
            form["patternProperties"] = {_NOTES: True}


def _two_forms(scene: dict[str, Any]) -> None:
    """A scene with `shots` has no keys of a shot; several shots need ids."""
    several = {"minItems": 2}
    with_ids = {"items": {"required": ["id"]}}
    scene["dependentSchemas"] = {
        "shots": {
            "properties": {
                **dict.fromkeys(SHOT_ONLY, False),
                "shots": {"if": several, "then": with_ids},
            }
        }
    }
