"""What must hold where only the wheels are installed: typed, importable, nothing heavy at start."""

from __future__ import annotations

import sys
from importlib.metadata import version
from importlib.resources import files


def main() -> None:
    """Exit with a message when the installed package is not whole."""
    import ministudio

    heavy = {"pydantic", "numpy", "av", "PIL", "rich"} & set(sys.modules)
    assert not heavy, f"`import ministudio` loads {sorted(heavy)}"
    assert ministudio.__version__ == version("ministudio-core")
    assert files("ministudio").joinpath("py.typed").is_file(), "py.typed is not in the wheel"
    missing = [name for name in getattr(ministudio, "__all__", ()) if not hasattr(ministudio, name)]
    assert not missing, f"exported but not there: {missing}"
    print(f"ministudio-core {ministudio.__version__} is whole in {sys.prefix}")


if __name__ == "__main__":
    main()
