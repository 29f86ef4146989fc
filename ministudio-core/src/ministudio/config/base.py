"""The base of every model: deeply immutable, strict about keys, with a canonical digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NoReturn, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, JsonValue

from ministudio.artifacts.digest import digest

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict that cannot be changed; equal to a plain dict with the same items."""

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise TypeError("this mapping is immutable; build a new one with {**mapping, key: value}")

    __setitem__ = __delitem__ = __ior__ = _refuse  # type: ignore[assignment]  # refuses by design
    clear = pop = popitem = setdefault = update = _refuse  # type: ignore[assignment]  # as above

    def __hash__(self) -> int:  # type: ignore[override]  # dict sets __hash__ to None
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Self], tuple[dict[K, V]]]:
        return type(self), (dict(self),)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: dict[int, object]) -> Self:
        return self


class FrozenList(list[V]):
    """A list that cannot be changed; equal to a plain list with the same items."""

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise TypeError("this list is immutable; build a new one with [*items, item]")

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse  # type: ignore[assignment]  # refuses by design
    append = extend = insert = remove = clear = _refuse  # type: ignore[assignment]  # as above
    pop = sort = reverse = _refuse  # type: ignore[assignment]  # as above

    def __hash__(self) -> int:  # type: ignore[override]  # list sets __hash__ to None
        return hash(tuple(self))

    def __reduce__(self) -> tuple[type[Self], tuple[list[V]]]:
        return type(self), (list(self),)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: dict[int, object]) -> Self:
        return self


def freeze(value: Any) -> Any:  # noqa: ANN401 - walks any JSON-like value
    """Copy mappings and sequences into immutable ones, all the way down."""
    if isinstance(value, Mapping):
        return FrozenDict({key: freeze(item) for key, item in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return FrozenList([freeze(item) for item in value])
    return value


FrozenMap = Annotated[Mapping[str, V], AfterValidator(FrozenDict)]
"""A field that maps names to `V` and cannot be changed (`V` itself is immutable)."""

JsonMap = Annotated[Mapping[str, JsonValue], BeforeValidator(freeze), AfterValidator(freeze)]
"""A field of free JSON that cannot be changed at any depth."""

EMPTY: FrozenDict[str, Any] = FrozenDict()


class Model(BaseModel):
    """Base of the vocabulary: immutable, unknown keys refused.

    Fields may be given by position, in the order of their declaration.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

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
        super().__init__(**data)

    def replace(self, **changes: Any) -> Self:  # noqa: ANN401 - pydantic validates
        """A validated copy with some fields changed.

        Raises:
            pydantic.ValidationError: when a changed value is not valid.
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self)(**{**fields, **changes})

    def canonical(self) -> dict[str, JsonValue]:
        """The model as plain JSON values, without fields that stand at their default."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @property
    def digest(self) -> str:
        """sha256 of the canonical form, 64 hex digits: equal models have equal digests."""
        return digest(self.canonical())
