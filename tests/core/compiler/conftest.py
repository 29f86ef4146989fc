from __future__ import annotations

import sys
from pathlib import Path

# `vocabulary` holds the view in which every field is set.
sys.path.append(str(Path(__file__).parent))
