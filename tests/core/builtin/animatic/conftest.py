from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(
    str(Path(__file__).parent)
)  # `animatic_views` holds the views that these tests draw
