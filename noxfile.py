"""The checks of the repository, each in a fresh virtual environment: `nox` runs them all."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.error_on_external_run = True

CORE = "./ministudio-core"
BACKENDS = ("./ministudio-sora", "./ministudio-vertex")
PACKAGES = (CORE, *BACKENDS)
LINT = ("ruff==0.17.*",)
TYPES = ("mypy==2.4.*", "nox")
LAYERS = ("import-linter==2.17.*",)
PLUGIN_BUILD = ("hatchling>=1.27",)  # tests build and install tiny plugins, offline
SCHEMA = ("jsonschema>=4.23",)  # tests hold boards against the published schema
NOTEBOOK = ("nbclient>=0.10", "ipykernel>=6.29")  # a test runs a real notebook


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests that need no torch; arguments go to pytest."""
    session.install(f"{CORE}[testing]", *BACKENDS, *PLUGIN_BUILD, *SCHEMA, *NOTEBOOK)
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, and formatting."""
    session.install(*LINT)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def layers(session: nox.Session) -> None:
    """Imports go downwards only (.importlinter)."""
    session.install(*PACKAGES, *LAYERS)
    session.run("lint-imports", "--no-logo", "--no-cache")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of all `src`, strictly."""
    session.install(f"{CORE}[testing]", *BACKENDS, *TYPES)
    session.run("mypy")


@nox.session
def wheels(session: nox.Session) -> None:
    """Build the wheels, install them alone and try what a user tries first."""
    folder = Path(session.create_tmp()).resolve()
    shutil.rmtree(folder / "dist", ignore_errors=True)
    session.run("pip", "wheel", "--no-deps", "--wheel-dir", str(folder / "dist"), *PACKAGES)
    session.install(*(str(wheel) for wheel in sorted((folder / "dist").glob("*.whl"))))
    check = Path("tools/check_install.py").resolve()
    with session.chdir(folder):  # so that nothing is imported from the tree
        session.run("ministudio", "--help", silent=True)
        session.run("ministudio", "plugins")
        session.run("ministudio", "doctor")
        session.run("python", str(check))


@nox.session
def film(session: nox.Session) -> None:
    """Make the README's film from nothing and look at what came out."""
    session.install(CORE)
    folder = Path(session.create_tmp()).resolve() / "film"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree("examples", folder / "examples", ignore=shutil.ignore_patterns(".ministudio"))
    check = Path("tools/check_film.py").resolve()
    with session.chdir(folder):
        session.run("python", str(check), "examples/lantern.yaml")


@nox.session(default=False)
def oldest(session: nox.Session) -> None:
    """Run the tests of the backends with the oldest SDKs that they support."""
    session.install(f"{CORE}[testing]", *BACKENDS, *PLUGIN_BUILD, "google-genai==2.34.*")
    session.run("python", "-m", "pytest", "tests/vertex", *session.posargs)


@nox.session(default=False)
def chaos(session: nox.Session) -> None:
    """Kill runs at every door: `nox -s chaos -- --kills 5000 --seed 7`."""
    session.install(f"{CORE}[testing]")
    place = "tests/core/orchestrator/test_kills.py"
    session.run("python", "-m", "pytest", place, "-x", *session.posargs)
