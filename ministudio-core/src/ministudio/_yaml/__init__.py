"""The restricted readers of hand-written YAML and machine-made JSON, and the writer of YAML.

Both readers give plain data with the place of each key and value, and raise only `DocumentError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
    from ministudio._yaml.document import (
        HAND_WRITTEN,
        MACHINE_MADE,
        Document,
        DocumentError,
        Limits,
        Mark,
        Path,
    )
    from ministudio._yaml.dump import dump_yaml
    from ministudio._yaml.json_text import load_json
    from ministudio._yaml.yaml_text import load_yaml

__all__ = [
    "HAND_WRITTEN",
    "MACHINE_MADE",
    "Document",
    "DocumentError",
    "Limits",
    "Mark",
    "Path",
    "dump_yaml",
    "load_json",
    "load_yaml",
]

_MODULES = {
    "document": "HAND_WRITTEN MACHINE_MADE Document DocumentError Limits Mark Path",
    "dump": "dump_yaml",
    "json_text": "load_json",
    "yaml_text": "load_yaml",
}

__getattr__ = exports(
    __name__,
    {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names.split()},
)
