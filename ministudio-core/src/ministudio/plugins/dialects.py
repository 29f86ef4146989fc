"""The dialects of all plugins, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ministudio.errors import PluginError
from ministudio.plugins.catalog import Catalog
from ministudio.plugins.manager import BUILTIN
from ministudio.plugins.places import read_toml

if TYPE_CHECKING:
    from ministudio.interfaces.dialect import Dialect
    from ministudio.plugins.manager import Plugin
    from ministudio.plugins.records import DialectSpec


class Dialects(Mapping[str, "Dialect"]):
    """Dialects by name or alias; each file is read when it is first asked for.

    A dialect of a package replaces the built-in one of its name.
    """

    def __init__(self, found: list[tuple[Plugin, DialectSpec]]) -> None:
        replaced = {spec.name for plugin, spec in found if plugin.module != BUILTIN}
        self.catalog = Catalog(
            "dialect",
            [(by, one) for by, one in found if by.module != BUILTIN or one.name not in replaced],
        )
        self._read: dict[str, Dialect] = {}

    def __getitem__(self, name: str) -> Dialect:
        """The dialect of a name.

        Raises:
            KeyError: nobody offers it.
            PluginError: two packages claim it, or its file is not right.
        """
        entry = self.catalog.get(name)
        if entry is None:
            raise KeyError(name)
        if entry.spec.name not in self._read:
            self._read[entry.spec.name] = _read_dialect(entry.spec, entry.plugin.name)
        return self._read[entry.spec.name]

    def __iter__(self) -> Iterator[str]:
        """The names, sorted."""
        return (entry.spec.name for entry in self.catalog)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _read_dialect(spec: DialectSpec, plugin: str) -> Dialect:
    from pydantic import ValidationError

    from ministudio.interfaces.dialect import Dialect

    data = read_toml(spec.factory, plugin=plugin)
    try:
        return Dialect.model_validate({**data, "name": spec.name})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"dialect {spec.name!r} ({spec.factory}): {where}: {first['msg']}"
        raise PluginError(message, plugin=plugin) from error
