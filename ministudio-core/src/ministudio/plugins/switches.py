"""The off switches: environment variables that say which plugins may load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

ONLY = "MINISTUDIO_PLUGINS"
DISABLE = "MINISTUDIO_DISABLE_PLUGINS"
STRICT = "MINISTUDIO_STRICT_PLUGINS"


@dataclass(frozen=True, slots=True)
class Switches:
    """Which installed plugins load, by entry-point name or distribution.

    `MINISTUDIO_PLUGINS` empty: only the built-ins; a list: only these beside them.
    `MINISTUDIO_DISABLE_PLUGINS`: all but these. `MINISTUDIO_STRICT_PLUGINS=1`: the first broken
    plugin is an error.
    """

    only: frozenset[str] | None = None
    disabled: frozenset[str] = frozenset()
    strict: bool = False

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """Read the switches from an environment."""
        only = environ.get(ONLY)
        return cls(
            only=None if only is None else _names(only),
            disabled=_names(environ.get(DISABLE, "")),
            strict=environ.get(STRICT, "").strip().lower() in {"1", "true", "yes", "on"},
        )

    def reason_off(self, *names: str) -> str:
        """Why a plugin with these names does not load; empty when it does."""
        if self.disabled & set(names):
            return f"switched off by {DISABLE}"
        if self.only is not None and not self.only & set(names):
            return f"not listed in {ONLY}"
        return ""


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(",") if name.strip())
