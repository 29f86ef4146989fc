"""The loader: finds plugins, keeps the broken ones apart and calls hooks one by one.

pluggy's own loader stops at the first entry point that fails, and its hook call at the first
implementation that raises. Here each plugin stands alone: what fails becomes a state and a
reason, and everything else goes on.
"""

from __future__ import annotations

import difflib
import importlib
import inspect
import logging
import os
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

import pluggy

from ministudio.errors import PluginError
from ministudio.plugins import hookspecs
from ministudio.plugins.hookspecs import HOOK_API, PROJECT
from ministudio.plugins.switches import ONLY, Switches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

log = logging.getLogger(__name__)

BUILTIN = "ministudio.builtin.plugin"
CORE = "ministudio-core"
State = Literal["active", "off", "broken"]
Record = TypeVar("Record")


@dataclass(slots=True)
class Plugin:
    """What became of one installed plugin. `reason` says why it is not active."""

    name: str
    module: str
    distribution: str
    version: str
    state: State = "active"
    hooks: tuple[str, ...] = ()
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.distribution} {self.version})".replace(" )", ")")


class PluginManager:
    """All plugins of one process, loaded once.

    Args:
        environ: where the off switches are read; the process's own by default.
        entry_points: what is installed; the environment's by default.

    Raises:
        PluginError: when a plugin is broken and `MINISTUDIO_STRICT_PLUGINS=1`.
    """

    def __init__(
        self,
        *,
        environ: Mapping[str, str] | None = None,
        entry_points: Iterable[metadata.EntryPoint] | None = None,
    ) -> None:
        self._switches = Switches.read(os.environ if environ is None else environ)
        self._pluggy = pluggy.PluginManager(PROJECT)
        self._pluggy.add_hookspecs(hookspecs)
        self._names = frozenset(spec_names())
        self._plugins: dict[str, Plugin] = {}
        self._failed: set[tuple[str, str]] = set()
        self._load_builtin()
        found = metadata.entry_points(group=PROJECT) if entry_points is None else entry_points
        for entry_point in sorted(found, key=_order):
            self._load(entry_point)
        self._note_absent()

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """Every plugin found: the built-ins first, then by name."""
        return tuple(self._plugins.values())

    def register(self, module: object, plugin: Plugin) -> None:
        """Add a plugin that is already imported; what is wrong with it becomes its reason."""
        plugin.name = self._unique(plugin)
        self._plugins[plugin.name] = plugin
        try:
            _check_api(module, plugin)
            plugin.hooks = self._check_hooks(module)
            self._pluggy.register(module, name=plugin.name)
        except Exception as error:  # noqa: BLE001 - one bad plugin must not stop the others
            self.fail(plugin, error)

    def implements(self, hook: str) -> bool:
        """Whether any plugin implements a hook."""
        return bool(getattr(self._pluggy.hook, hook).get_hookimpls())

    def collect(
        self, hook: str, kind: type[Record], **arguments: object
    ) -> list[tuple[Plugin, Record]]:
        """Call `hook` on every plugin and gather the records of type `kind`, in plugin order.

        Each implementation gets those of the `arguments` that it names. One that raises, or gives
        anything else, loses its records of this hook and is marked broken; the others go on. It
        is not asked again.
        """
        found: list[tuple[Plugin, Record]] = []
        impls = getattr(self._pluggy.hook, hook).get_hookimpls()
        for plugin in self._plugins.values():
            if (plugin.name, hook) in self._failed:
                continue
            for impl in (impl for impl in impls if impl.plugin_name == plugin.name):
                try:
                    given = _call(impl, arguments, kind)
                    found += [(plugin, record) for record in given]
                except KeyboardInterrupt:
                    raise
                except BaseException as error:  # noqa: BLE001 - a plugin may even call sys.exit
                    self.fail(plugin, error, hook=hook)
        return found

    def fail(self, plugin: Plugin, error: BaseException, *, hook: str = "") -> None:
        """Mark a plugin broken, with the reason.

        Raises:
            PluginError: when `MINISTUDIO_STRICT_PLUGINS=1`.
        """
        reason = " ".join(_describe(error).split())
        plugin.state, plugin.reason = "broken", f"{hook}: {reason}" if hook else reason
        self._failed.add((plugin.name, hook))
        log.warning("plugin %s is broken: %s", plugin.name, plugin.reason)
        if self._switches.strict:
            raise PluginError(
                f"plugin {plugin} is broken: {plugin.reason}",
                plugin=plugin.name,
                hint="MINISTUDIO_STRICT_PLUGINS is set: without it the plugin is left out.",
            ) from error

    def _load_builtin(self) -> None:
        plugin = Plugin("builtin", BUILTIN, CORE, _version(CORE))
        try:
            module = importlib.import_module(BUILTIN)
        except Exception as error:  # noqa: BLE001 - `ministudio plugins` must be able to show it
            self._plugins[plugin.name] = plugin
            self.fail(plugin, error)
        else:
            self.register(module, plugin)

    def _load(self, entry_point: metadata.EntryPoint) -> None:
        distribution, version = _origin(entry_point)
        plugin = Plugin(entry_point.name, entry_point.value, distribution, version)
        if reason := self._switches.reason_off(plugin.name, distribution):
            plugin.state, plugin.reason = "off", reason
            self._plugins[self._unique(plugin)] = plugin
            return
        try:
            module = entry_point.load()
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - a plugin may even call sys.exit at import
            self._plugins[self._unique(plugin)] = plugin
            self.fail(plugin, error)
        else:
            self.register(module, plugin)

    def _unique(self, plugin: Plugin) -> str:
        taken = plugin.name in self._plugins
        return f"{plugin.name} ({plugin.distribution})" if taken else plugin.name

    def _note_absent(self) -> None:
        known = {name for p in self._plugins.values() for name in (p.name, p.distribution)}
        for name in sorted((self._switches.only or frozenset()) - known):
            reason = f"named in {ONLY} but not installed"
            self._plugins[name] = Plugin(name, "", "", "", "broken", reason=reason)

    def _check_hooks(self, module: object) -> tuple[str, ...]:
        """The hooks that `module` implements.

        Raises:
            PluginError: for a hook that does not exist or is not written as hooks must be.
        """
        hooks = []
        for name in dir(module):
            options = self._pluggy.parse_hookimpl_opts(module, name)
            hook = (options and options.get("specname")) or name
            if options is None:
                _refuse_unmarked(module, name, self._names)
            elif hook in self._names:
                _check_function(getattr(module, name), hook, options)
                hooks.append(hook)
            elif not options.get("optionalhook"):
                raise PluginError(f"there is no hook {hook!r} here{_suggest(hook, self._names)}")
        return tuple(sorted(hooks))


def spec_names() -> tuple[str, ...]:
    """The names of all hooks."""
    return tuple(sorted(name for name in vars(hookspecs) if name.startswith(f"{PROJECT}_")))


def _call(impl: pluggy.HookImpl, arguments: Mapping[str, Any], kind: type[Record]) -> list[Record]:
    """Call one implementation with the arguments that it names, and check what it gives."""
    function = cast("Callable[..., Any]", impl.function)
    given = function(*(arguments[name] for name in impl.argnames))
    records = [given] if isinstance(given, kind) else list(given or ())
    for record in records:
        if not isinstance(record, kind):
            raise PluginError(f"gave {record!r} where a {kind.__name__} is due")
    return cast("list[Record]", records)


def _check_api(module: object, plugin: Plugin) -> None:
    api = getattr(module, "MINISTUDIO_API", HOOK_API)
    if api == HOOK_API:
        return
    if not isinstance(api, int) or isinstance(api, bool):
        raise PluginError(f"MINISTUDIO_API is {api!r}; a whole number is due, now {HOOK_API}")
    behind = CORE if api > HOOK_API else plugin.distribution
    raise PluginError(f"written for hook API {api}, this is {HOOK_API}: upgrade {behind}")


def _check_function(function: Any, hook: str, options: Mapping[str, Any]) -> None:  # noqa: ANN401 - anything may be marked
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        raise PluginError(f"{hook} is a coroutine; hooks are synchronous and return records")
    if options.get("wrapper") or options.get("hookwrapper"):
        raise PluginError(f"{hook} is a wrapper; hooks of Ministudio cannot be wrapped")
    known = inspect.signature(getattr(hookspecs, hook)).parameters
    for argument in inspect.signature(function).parameters:
        if argument not in known:
            raise PluginError(
                f"{hook} gives no argument {argument!r}; it gives {', '.join(known) or 'none'}"
            )


def _refuse_unmarked(module: object, name: str, hooks: frozenset[str]) -> None:
    if name in hooks and inspect.isroutine(getattr(module, name)):
        raise PluginError(f"{name} lacks its marker; write @hookimpl above it")


def _suggest(name: str, names: Iterable[str]) -> str:
    tails = {known.removeprefix(f"{PROJECT}_"): known for known in names}  # all start alike
    if close := difflib.get_close_matches(name.removeprefix(f"{PROJECT}_"), tails, n=1):
        return f"; did you mean {tails[close[0]]!r}?"
    return f"; a newer {CORE} may have it"


def _describe(error: BaseException) -> str:
    """An error in a few words; our own messages stand without their class."""
    if isinstance(error, PluginError):
        return error.message
    if isinstance(error, SystemExit):
        return f"it called sys.exit({error.code!r})"
    return f"{type(error).__name__}: {error}"


def _origin(entry_point: metadata.EntryPoint) -> tuple[str, str]:
    distribution = entry_point.dist
    if distribution is None:
        return "", ""
    return distribution.metadata["Name"], distribution.version


def _order(entry_point: metadata.EntryPoint) -> tuple[str, str]:
    return entry_point.name, _origin(entry_point)[0]


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""
