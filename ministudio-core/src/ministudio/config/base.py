"""The base of every model: deeply immutable, strict about keys, with a canonical digest."""

from __future__ import annotations

import math
import os
from collections.abc import ItemsView, Iterator, KeysView, Mapping, Sequence, ValuesView
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, JsonValue
from pydantic_core.core_schema import (
    CoreSchema,
    dict_schema,
    list_schema,
    no_info_after_validator_function,
)

from ministudio.artifacts.digest import digest
from ministudio.errors import StoryboardError

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict that cannot be changed; equal to a plain dict with the same items."""

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise TypeError("this mapping is immutable; build a new one with {**mapping, key: value}")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]  # dict sets __hash__ to None
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Self], tuple[dict[K, V]]]:
        return type(self), (dict(self),)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: dict[int, object]) -> Self:
        return self

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        return no_info_after_validator_function(cls, dict_schema())


class FrozenList(list[V]):
    """A list that cannot be changed; equal to a plain list with the same items."""

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise TypeError("this list is immutable; build a new one with [*items, item]")

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = extend = insert = remove = clear = _refuse
    pop = sort = reverse = _refuse

    def __hash__(self) -> int:  # type: ignore[override]  # list sets __hash__ to None
        return hash(tuple(self))

    def __reduce__(self) -> tuple[type[Self], tuple[list[V]]]:
        return type(self), (list(self),)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: dict[int, object]) -> Self:
        return self

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        return no_info_after_validator_function(cls, list_schema())


def freeze(value: Any) -> Any:  # noqa: ANN401 - walks any JSON-like value
    """Copy mappings and sequences into immutable ones, all the way down.

    Raises:
        ValueError: for NaN or an infinity, which JSON does not have.
    """
    if value is None or isinstance(value, (str, int)):
        return value  # most of what there is; the checks below are slow
    if isinstance(value, Mapping):
        return FrozenDict({key: freeze(item) for key, item in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return FrozenList([freeze(item) for item in value])
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value!r} is not a number that JSON can hold")
    return value


FrozenMap = Annotated[Mapping[str, V], AfterValidator(FrozenDict)]
"""A field that maps names to `V` and cannot be changed (`V` itself is immutable)."""

JsonMap = Annotated[Mapping[str, JsonValue], BeforeValidator(freeze), AfterValidator(freeze)]
"""A field of free JSON that cannot be changed at any depth."""


def _path_text(value: object) -> object:
    return os.fspath(value) if isinstance(value, os.PathLike) else value


PathText = Annotated[str, BeforeValidator(_path_text)]
"""A path kept as text, as its author wrote it; `pathlib` paths are accepted."""

Paths = tuple[PathText, ...]
"""Reference images: paths relative to the storyboard's folder, best first."""

EMPTY: FrozenDict[str, Any] = FrozenDict()
_NOTES = "x-"  # where an instance keeps its notes: no field can have this name


class Model(BaseModel):
    """Base of the vocabulary: immutable, unknown keys refused.

    Fields may be given by position, in the order of their declaration. Keys that start with `x-`
    are an author's own notes: any value of JSON is welcome under them, see `notes_of`.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        allow_inf_nan=False,
    )

    def __init__(self, /, *args: Any, **data: Any) -> None:  # noqa: ANN401 - pydantic validates
        if args:
            names = tuple(type(self).model_fields)
            if len(args) > len(names):
                raise TypeError(
                    f"{type(self).__name__} takes at most {len(names)} values, got {len(args)}"
                )
            for name, value in zip(names, args, strict=False):
                if name in data:
                    raise TypeError(f"{type(self).__name__} got two values for {name!r}")
                data[name] = value
        notes = {key: data.pop(key) for key in tuple(data) if key[:2] == "x-"}
        super().__init__(**data)
        if notes:
            self.__dict__[_NOTES] = freeze(notes)

    def replace(self, **changes: Any) -> Self:  # noqa: ANN401 - pydantic validates
        """A validated copy with some fields changed.

        Raises:
            pydantic.ValidationError: when a changed value is not valid.
        """
        fields = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self)(**{**fields, **(self.model_extra or {}), **notes_of(self), **changes})

    def canonical(self) -> dict[str, JsonValue]:
        """The model as plain JSON values, without fields that stand at their default."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @property
    def digest(self) -> str:
        """sha256 of the canonical form, 64 hex digits: equal models have equal digests."""
        return digest(self.canonical())

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Build the model from plain data, which is left as it is.

        Raises:
            pydantic.ValidationError: when a key is unknown or a value is not valid.
        """
        return cls.model_validate(data)

    @classmethod
    def from_json(cls, json_str: str) -> Self:
        """Build the model from JSON text.

        Raises:
            pydantic.ValidationError: when the text is not JSON or not valid.
        """
        return cls.model_validate_json(json_str)

    @classmethod
    def from_yaml(cls, yaml_str: str) -> Self:
        """Build the model from YAML 1.2 text, under the same restrictions as a storyboard.

        Raises:
            StoryboardError: when the text is not YAML that a storyboard may use.
            pydantic.ValidationError: when its data is not valid.
        """
        from ministudio._yaml import DocumentError, load_yaml

        try:
            document = load_yaml(yaml_str)
        except DocumentError as error:
            line, column = error.mark
            raise StoryboardError(
                error.message, line=line, column=column, hint=error.hint
            ) from None
        return cls.model_validate(document.data)

    def to_dict(self) -> dict[str, Any]:
        """The model as plain JSON values that the caller may change, defaults included."""
        return self.model_dump(mode="json")

    def to_json(self, indent: int | None = 2) -> str:
        """The model as JSON text, defaults included; `indent` is in spaces."""
        return self.model_dump_json(indent=indent)

    def to_yaml(self) -> str:
        """The model as YAML text, without fields that stand at their default.

        Raises:
            ValueError: for text with characters that the reader refuses.
        """
        from ministudio._yaml import dump_yaml

        return dump_yaml(self.canonical())


def notes_of(model: BaseModel) -> Mapping[str, JsonValue]:
    """The `x-` keys of a model: kept and saved, but no part of its fields, digest or equality."""
    notes: Mapping[str, JsonValue] = model.__dict__.get(_NOTES, EMPTY)
    return notes


class OpenModel(Model):
    """A model with some known keys and any others as free JSON; reads like a mapping too."""

    model_config = ConfigDict(extra="allow")

    if not TYPE_CHECKING:  # a type checker would take it for a field
        __pydantic_extra__: dict[str, JsonValue]

    def model_post_init(self, _context: object, /) -> None:
        """Make the free keys as immutable as the known ones."""
        object.__setattr__(self, "__pydantic_extra__", freeze(self.model_extra))

    def _mapping(self) -> FrozenDict[str, Any]:
        known = {name: getattr(self, name) for name in type(self).model_fields}
        return FrozenDict({**known, **(self.model_extra or {})})

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - free JSON
        return self._mapping()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._mapping()

    def __len__(self) -> int:
        return len(self._mapping())

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]  # keys, as a mapping has it
        return iter(self._mapping())

    def __bool__(self) -> bool:
        return True

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - free JSON
        """The value of `key`, or `default`."""
        return self._mapping().get(key, default)

    def keys(self) -> KeysView[str]:
        """All keys: the known ones, then the free ones."""
        return self._mapping().keys()

    def values(self) -> ValuesView[Any]:
        """All values, in the order of `keys`."""
        return self._mapping().values()

    def items(self) -> ItemsView[str, Any]:
        """All keys with their values."""
        return self._mapping().items()
