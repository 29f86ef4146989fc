"""A plugin whose import takes long: it leaves a mark, so that a test knows without waiting."""

from __future__ import annotations

import os
from pathlib import Path

if mark := os.environ.get("SLOW_CAM_MARK"):
    Path(mark).touch()
