"""`ministudio providers`: the backends that are installed, their models, prices and keys."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ministudio.cli import console, options
from ministudio.errors import PluginError
from ministudio.plugins import load_registry

if TYPE_CHECKING:
    from ministudio.interfaces.capabilities import ModelInfo
    from ministudio.plugins import ProviderSpec, Registry

HEADER = ("", "provider/model", "makes", "lengths", "sizes", "price", "as of", "")


@click.command("providers")
@click.argument("name", required=False)
@options.as_json
def command(name: str | None, as_json: bool) -> None:
    """Show the providers, or only NAME: models, list prices with their date, keys found or not.

    The value of a key is never shown. No network is used and no SDK is imported.
    """
    registry = load_registry()
    specs = [registry.provider(name)] if name else [entry.spec for entry in registry.providers]
    if as_json:
        console.answer_json({"providers": [_as_json(registry, spec) for spec in specs]})
        return
    for index, spec in enumerate(specs):
        if index:
            console.answer()
        _show(registry, spec)


def keys_found(spec: ProviderSpec) -> dict[str, bool]:
    """Which of the environment variables that a provider needs are set."""
    return {variable: bool(os.environ.get(variable)) for variable in spec.needs_env}


def _as_json(registry: Registry, spec: ProviderSpec) -> dict[str, Any]:
    models, problem = _models(registry, spec)
    entry = registry.providers.get(spec.name)
    return {
        "name": spec.name,
        "aliases": list(spec.aliases),
        "summary": spec.summary,
        "distribution": entry.plugin.distribution if entry else "",
        "grade": spec.grade,
        "free": spec.free,
        "needs_env": keys_found(spec),
        "sign_in": registry.cannot_sign_in(spec.name, {}, os.environ),
        "models": [model.model_dump(mode="json") for model in models],
        "problem": problem,
    }


def _show(registry: Registry, spec: ProviderSpec) -> None:
    console.answer(console.paint(spec.name, "bold"), _other_names(spec), f"  {spec.summary}")
    for variable, found in keys_found(spec).items():
        mark = console.paint("✓ ", "ok") if found else console.paint("✗ ", "error")
        console.answer(mark, f"{variable} is {'set' if found else 'not set'}")
    if missing := registry.cannot_sign_in(spec.name, {}, os.environ):
        console.answer(console.paint("✗ ", "error"), missing)
    models, problem = _models(registry, spec)
    if problem:
        console.answer(console.paint("✗ ", "error"), problem)
    for line in console.table(HEADER, [_cells(spec, model) for model in models], right=(5,)):
        console.answer(line)


def _other_names(spec: ProviderSpec) -> str:
    return console.paint(f" (also {', '.join(spec.aliases)})", "dim") if spec.aliases else ""


def _models(registry: Registry, spec: ProviderSpec) -> tuple[tuple[ModelInfo, ...], str]:
    """The models of a provider, or what is wrong with its data."""
    try:
        return registry.models(spec.name), ""
    except PluginError as error:
        return (), str(error)


def _cells(spec: ProviderSpec, model: ModelInfo) -> list[str]:
    retired = model.status == "retired"
    return [
        console.paint("✗" if retired else "✓", "error" if retired else "ok"),
        f"{spec.name}/{model.id}",
        f"{model.kind}, {spec.grade}",
        _lengths(model),
        ", ".join(model.sizes) or "any",
        _price(spec, model),
        model.as_of.isoformat(),
        _standing(model),
    ]


def _lengths(model: ModelInfo) -> str:
    if model.kind == "image":
        return ""
    lengths = model.durations
    if lengths.values:
        return f"{', '.join(f'{float(value):g}' for value in lengths.values)} s"
    if lengths.maximum is None:
        return "any"
    return f"{float(lengths.minimum):g} to {float(lengths.maximum):g} s"


def _price(spec: ProviderSpec, model: ModelInfo) -> str:
    if spec.free:
        return "free"
    if model.price is None:
        return "unknown"
    sign = "$" if model.price.currency == "USD" else f"{model.price.currency} "
    rates = [
        f"{sign}{rate}/s {tier}".removesuffix(" *") for tier, rate in model.price.per_second.items()
    ]
    if model.price.per_clip:
        rates.append(f"{sign}{model.price.per_clip}/clip")
    return ", ".join(rates)


def _standing(model: ModelInfo) -> str:
    if model.retires_on and model.status != "retired":
        return f"retires on {model.retires_on.isoformat()}"
    return "" if model.status == "active" else model.status
