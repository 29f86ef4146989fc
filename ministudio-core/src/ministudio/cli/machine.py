"""What `doctor` looks at on the machine itself."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import ministudio
from ministudio.plugins import HealthCheck

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWEST = (3, 14)  # the newest CPython that the project is made for
LOW_DISK = 2 * 1024**3  # bytes: a film of ten minutes at 1080p with its takes
NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph"}


def look(folder: Path) -> Iterator[HealthCheck]:
    """Check Python, the name clash, codecs, the disk and the place of the store."""
    yield python()
    yield name_clash()
    yield codecs()
    yield disk(folder)
    yield store(folder)


def python() -> HealthCheck:
    """Is this a Python that Ministudio is made for?"""
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] > NEWEST:
        newest = ".".join(str(part) for part in NEWEST)
        return HealthCheck("python", "warning", version, f"Tested up to {newest}.")
    return HealthCheck("python", "ok", f"{version}, ministudio-core {ministudio.__version__}")


def name_clash() -> HealthCheck:
    """Is somebody else's package `ministudio`, which has the same import name, installed too?"""
    try:
        version = metadata.version("ministudio")
    except metadata.PackageNotFoundError:
        return HealthCheck("name", "ok", "nothing else is called ministudio")
    detail = (
        f"another package, ministudio {version}, writes into the same folder as ministudio-core"
    )
    hint = (
        "Run: pip uninstall ministudio && pip install --force-reinstall --no-deps ./ministudio-core"
    )
    return HealthCheck("name", "failed", detail, hint)


def codecs() -> HealthCheck:
    """Can this machine encode the film's formats? Tried with one black frame and its silence."""
    try:
        from ministudio.media.frames import Picture
        from ministudio.media.writer import ClipWriter

        with (
            tempfile.TemporaryDirectory() as folder,
            ClipWriter(Path(folder, "check.mp4"), width=64, height=64) as clip,
        ):
            clip.write_frame(Picture.blank(64, 64))
        version = metadata.version("av")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return _failed("codecs", error, "Reinstall PyAV: pip install --force-reinstall av")
    return HealthCheck("codecs", "ok", f"H.264 and AAC in MP4, by PyAV {version}")


def disk(folder: Path) -> HealthCheck:
    """Is there room for takes?"""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return _failed("disk", error, "Give a folder that exists.")
    detail = f"{free / 1024**3:.1f} GiB free"
    if free < LOW_DISK:
        return HealthCheck("disk", "warning", detail, "Takes are kept: a long film needs more.")
    return HealthCheck("disk", "ok", detail)


def store(folder: Path) -> HealthCheck:
    """Can the store be kept here: writable, and on a local disk?"""
    home = os.environ.get("MINISTUDIO_HOME")
    place = Path(home) if home else folder / ".ministudio"
    hint = "Set MINISTUDIO_HOME to a local folder that you may write to."
    existing = next(path for path in (place, *place.resolve().parents) if path.exists())
    kind = file_system(existing)
    if kind in NETWORK_FILE_SYSTEMS:
        return HealthCheck("store", "failed", f"{place} is on a network disk ({kind})", hint)
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        return _failed("store", error, hint)
    return HealthCheck("store", "ok", f"{place} can be written")


def file_system(path: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """The type of the file system that holds `path`; empty where the system does not say."""
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    points = {fields[1]: fields[2] for line in lines if len(fields := line.split()) > 2}
    resolved = path.resolve()
    for parent in (resolved, *resolved.parents):
        if str(parent) in points:
            return points[str(parent)]
    return ""


def _failed(name: str, error: Exception, hint: str) -> HealthCheck:
    return HealthCheck(name, "failed", f"{type(error).__name__}: {error}", hint)
