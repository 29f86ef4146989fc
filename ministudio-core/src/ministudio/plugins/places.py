"""Places: the text `pkg.mod:Name` in a record, resolved when the thing is first needed."""

from __future__ import annotations

import importlib
import json
import tomllib
from importlib import resources
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ministudio.errors import MinistudioError, PluginError

if TYPE_CHECKING:
    from collections.abc import Callable


def resolve(place: str, *, plugin: str = "", install: str = "") -> Any:  # noqa: ANN401 - a place may hold anything
    """Import what `pkg.mod:Name` names.

    Args:
        place: module and attribute, with a colon between.
        plugin: the plugin that named it, for the message.
        install: what to install when a module is missing (`ministudio-local[torch]`).

    Raises:
        PluginError: when the module cannot be imported or has no such attribute.
    """
    module, _, attribute = place.partition(":")
    try:
        return attrgetter(attribute)(importlib.import_module(module))
    except ModuleNotFoundError as error:
        hint = f"Install what it needs: pip install {install}" if install else ""
        message = f"{place!r} cannot be loaded: there is no module {error.name!r}"
        raise PluginError(message, plugin=plugin, hint=hint) from error
    except Exception as error:
        message = f"{place!r} cannot be loaded: {type(error).__name__}: {error}"
        raise PluginError(message, plugin=plugin) from error


def call(place: str, *arguments: object, plugin: str = "", install: str = "") -> Any:  # noqa: ANN401 - a place may hold anything
    """Call what `pkg.mod:Name` names: a stranger's code, of which every failure is a PluginError.

    Raises:
        PluginError: when it cannot be imported, or raises anything but an error of Ministudio's.
    """
    function = resolve(place, plugin=plugin, install=install)
    try:
        return function(*arguments)
    except MinistudioError:
        raise
    except Exception as error:
        message = f"{place!r} failed: {type(error).__name__}: {error}"
        raise PluginError(message, plugin=plugin) from error


def read_json(place: str, *, plugin: str = "") -> Any:  # noqa: ANN401 - any JSON value
    """Read the data file that `pkg:path/in/package.json` names.

    Raises:
        PluginError: when there is no such file or it is not JSON.
    """
    return _read(json.loads, place, plugin)


def read_toml(place: str, *, plugin: str = "") -> dict[str, Any]:
    """Read the data file that `pkg:path/in/package.toml` names.

    Raises:
        PluginError: when there is no such file or it is not TOML.
    """
    content: dict[str, Any] = _read(tomllib.loads, place, plugin)
    return content


def _read(parse: Callable[[str], Any], place: str, plugin: str) -> Any:  # noqa: ANN401 - any data
    package, _, path = place.partition(":")
    try:
        return parse(resources.files(package).joinpath(path).read_text("utf-8"))
    except (OSError, ImportError, ValueError) as error:
        message = f"{place!r} cannot be read: {type(error).__name__}: {error}"
        raise PluginError(message, plugin=plugin) from error
