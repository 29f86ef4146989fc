"""A plugin whose native library is for another machine."""

from __future__ import annotations

raise ImportError("libcam.so: wrong ELF class")
