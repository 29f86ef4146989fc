"""Package exports that import their module on first use: `import ministudio` stays cheap."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def exports(package: str, names: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a module `__getattr__` that serves `names` (exported name -> module that defines it).

    Raises:
        AttributeError: for a name that the package does not export.
    """

    def getattr_(name: str) -> Any:  # noqa: ANN401 - a module attribute can be anything
        try:
            module = names[name]
        except KeyError:
            raise AttributeError(f"module {package!r} has no attribute {name!r}") from None
        return getattr(importlib.import_module(module), name)

    return getattr_
