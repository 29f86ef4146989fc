"""A plugin that was once a script."""

from __future__ import annotations

import sys

sys.exit("usage: exiting_cam FILE")
