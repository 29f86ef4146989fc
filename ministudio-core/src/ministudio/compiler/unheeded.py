"""Which of some fields a view sets, for what a model does not follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ministudio.storyboard.view import View


def set_fields(view: View, paths: Iterable[str]) -> list[str]:
    """Those of `paths` that the view sets: `characters.voice_profile.pitch`, `references`.

    A path goes through lists, and from somebody seen straight into the character.
    """
    return [path for path in dict.fromkeys(paths) if _is_set(view, path.split("."))]


def _is_set(value: Any, path: list[str]) -> bool:  # noqa: ANN401 - walks models
    if isinstance(value, tuple) and path:
        return any(_is_set(item, path) for item in value)
    if not path or value is None:
        return bool(value)
    key, *rest = path
    if isinstance(value, BaseModel) and key not in type(value).model_fields:
        value = getattr(value, "character", None)
    inner = getattr(value, key, None)
    if rest:
        return _is_set(inner, rest)
    field = type(value).model_fields.get(key) if isinstance(value, BaseModel) else None
    return bool(inner) and (field is None or inner != field.get_default(call_default_factory=True))
