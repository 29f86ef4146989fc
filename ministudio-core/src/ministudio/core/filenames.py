"""Names of the files that a studio writes: safe for any concept, never one that is taken."""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import contextmanager
from itertools import count
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ministudio.errors import ConfigurationError, StoreError
from ministudio.storyboard.checks import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUFFIX = ".mp4"
_OTHER_KINDS = frozenset({".mov", ".webm", ".mkv", ".avi", ".gif", ".m4v", ".wmv"})
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_UNSAFE = re.compile(r"[^\w.-]+")
_MOST = 120  # bytes of the 255 that file systems allow: numbers, marks and suffixes come on top


def safe_stem(text: str, *, otherwise: str = "video") -> str:
    """`text` as the stem of a file name: letters of any script stay, all else becomes `_`."""
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", text)).strip("._-")
    cut = plain.encode()[:_MOST].decode(errors="ignore").strip("._-")
    return cut or otherwise


def from_template(template: str, values: Mapping[str, object]) -> str:
    """The file name that a template such as `{concept}_{timestamp}.mp4` gives.

    Raises:
        ConfigurationError: it has an unknown placeholder, or is no name of an MP4.
    """
    for name in _PLACEHOLDER.findall(template):
        if name not in values:
            hint = did_you_mean(name, values) or f"; there is {', '.join(values)}"
            raise ConfigurationError(f"filename_template: there is no {{{name}}}{hint}")
    _require_mp4(template)
    stem = PurePath(template).stem if template.lower().endswith(SUFFIX) else template
    filled = _PLACEHOLDER.sub(lambda match: safe_stem(str(values[match[1]])), stem)
    return f"{safe_stem(filled)}{SUFFIX}"


def explicit(filename: str | os.PathLike[str]) -> str:
    """A file name that the caller chose, with its suffix.

    Raises:
        ConfigurationError: it leads out of the output folder or is no MP4.
    """
    name = os.fspath(filename)
    if name in ("", ".", "..") or re.search(r"[/\\\0]", name):
        raise ConfigurationError(
            f"filename {name!r} is not a plain name.",
            hint="It is a file in the output folder: choose that with output_dir=.",
        )
    _require_mp4(name)
    return name if name.lower().endswith(SUFFIX) else f"{name}{SUFFIX}"


def _require_mp4(name: str) -> None:
    if PurePath(name).suffix.lower() in _OTHER_KINDS:
        raise ConfigurationError(f"{name!r} is no name of an MP4: videos are written as {SUFFIX}")


@contextmanager
def reserved(folder: Path, name: str, *, keep: bool = True) -> Iterator[Path]:
    """A path in `folder`; with `keep` one that nothing stands at, numbered if `name` is taken.

    The name is held by an empty file until the block has written to it; when the block fails,
    that is gone again.

    Raises:
        StoreError: the folder cannot be written to.
    """
    if not keep:
        yield folder / name
        return
    path = _take(folder, PurePath(name))
    try:
        yield path
    finally:
        if path.is_file() and not path.stat().st_size:
            path.unlink()


def _take(folder: Path, name: PurePath) -> Path:
    for number in count(1):
        path = folder / (name if number == 1 else f"{name.stem}-{number}{name.suffix}")
        try:
            path.open("xb").close()
        except FileExistsError:
            continue
        except OSError as error:
            message = f"{os.fspath(path)!r} cannot be written: {error.strerror}."
            raise StoreError(message) from error
        return path
    raise AssertionError("numbers do not end")
