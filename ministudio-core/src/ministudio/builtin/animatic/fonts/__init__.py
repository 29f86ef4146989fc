"""Inter (SIL Open Font License 1.1, see OFL.txt): Latin, Greek and Cyrillic for captions."""

from __future__ import annotations
