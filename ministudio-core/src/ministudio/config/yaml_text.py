"""Writing YAML: text that the restricted loader reads back as exactly the same data."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.representer import SafeRepresenter

if TYPE_CHECKING:
    from ruamel.yaml.nodes import ScalarNode

_PLAIN = re.compile(r"[A-Za-z](?:[\w ,./'()-]*[\w.')])?", re.ASCII)
# What a reader of YAML 1.1 or 1.2 takes for a boolean or for nothing.
_NOT_PLAIN = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_WIDTH = 1_000_000  # never fold a line: a fold is a change to the eye and to a diff


class _Representer(SafeRepresenter):
    """Quotes every text that a YAML reader could take for something else; writes no anchors."""

    def ignore_aliases(self, _data: object) -> bool:
        return True

    def represent_text(self, data: str) -> ScalarNode:
        plain = _PLAIN.fullmatch(data) and data.casefold() not in _NOT_PLAIN
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=None if plain else '"')


_Representer.add_representer(str, _Representer.represent_text)


def dump_yaml(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Write plain JSON values as YAML 1.2 in block style, keys in their order.

    Raises:
        ruamel.yaml.representer.RepresenterError: for a value that JSON does not have.
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _Representer
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # typed None
    yaml.allow_unicode = True
    yaml.width = _WIDTH
    stream = io.StringIO()
    yaml.dump(value, stream)
    return stream.getvalue().lstrip(" ").removesuffix("...\n")  # of an empty or a plain document
