"""Where a project's store lies, and whether SQLite can be trusted there."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ministudio.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = ".ministudio"
HOME = "MINISTUDIO_HOME"
_MOUNTS = Path("/proc/self/mountinfo")  # Linux; elsewhere the check passes
# File systems on which locks or shared memory are not those of one host.
_NETWORK = (
    "nfs", "cifs", "smb", "9p", "afs", "ceph", "glusterfs", "fuse.glusterfs", "lustre", "gpfs",
    "beegfs", "pvfs2", "orangefs", "ocfs2", "gfs2", "fuse.sshfs", "fuse.s3fs", "fuse.rclone",
    "fuse.gcsfuse", "fuse.goofys", "davfs", "fuse.davfs", "ncpfs", "coda", "moosefs",
)  # fmt: skip


def store_folder(project_folder: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """The store of the boards in `project_folder`: beside them, or under MINISTUDIO_HOME."""
    home = environ.get(HOME)
    if not home:
        return project_folder / FOLDER
    resolved = project_folder.resolve()
    mark = hashlib.sha256(os.fsencode(resolved)).hexdigest()[:12]
    return Path(home).expanduser() / f"{resolved.name or 'root'}-{mark}"


def require_local(folder: Path, *, mounts: str | None = None) -> None:
    """Refuse a folder on a network file system, where two hosts could both run a project.

    `mounts` is the text of /proc/self/mountinfo.

    Raises:
        StoreError: the folder is not on a local disk.
    """
    kind = file_system(folder, mounts=mounts)
    if kind and any(kind == name or kind.startswith(f"{name}") for name in _NETWORK):
        raise StoreError(
            f"the store {os.fspath(folder)!r} is on a network file system ({kind}), "
            "which cannot keep paid work safe.",
            hint=f"Set {HOME} to a local folder; films and storyboard stay where they are.",
        )


def file_system(folder: Path, *, mounts: str | None = None) -> str:
    """The type of the file system below `folder` (which need not exist), "" when unknown."""
    if mounts is None:
        if not _MOUNTS.exists():
            return ""
        mounts = _MOUNTS.read_text(errors="replace")
    path = folder.resolve()
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = Path(fields[4].encode().decode("unicode_escape"))
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split()[0]
    return kind
