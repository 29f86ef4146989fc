"""What `ministudio doctor` says about the animatic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.plugins import HealthCheck

if TYPE_CHECKING:
    from collections.abc import Iterable


def checks() -> Iterable[HealthCheck]:
    """Whether this machine can draw: the libraries load and the caption font opens."""
    yield _fonts()
    yield _drawing()


def _fonts() -> HealthCheck:
    try:
        from ministudio.builtin.animatic.lettering import readable

        _, lost = readable("Aé Ωλ Жя")
    except Exception as error:  # noqa: BLE001 - doctor reports, it does not fall over
        return HealthCheck("fonts", "failed", f"{type(error).__name__}: {error}",
                           hint="Install ministudio-core again.")  # fmt: skip
    if lost:
        return HealthCheck("fonts", "warning", f"the caption font is incomplete: {lost}")
    return HealthCheck("fonts", "ok", "captions: Inter (Latin, Greek, Cyrillic)")


def _drawing() -> HealthCheck:
    try:
        import numpy as np
        from PIL import __version__ as pillow

        from ministudio.media.frames import yuv_from_rgb

        yuv_from_rgb(np.zeros((2, 2, 3), np.uint8))
    except Exception as error:  # noqa: BLE001 - as above
        return HealthCheck("animatic", "failed", f"{type(error).__name__}: {error}",
                           hint="Install ministudio-core again.")  # fmt: skip
    return HealthCheck("animatic", "ok", f"draws with NumPy {np.__version__}, Pillow {pillow}")
