"""The store: all SQL of Ministudio, and the files that stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
    from ministudio.store.location import store_folder
    from ministudio.store.store import Store

__getattr__ = exports(
    __name__,
    {"Store": "ministudio.store.store", "store_folder": "ministudio.store.location"},
)
__all__ = ["Store", "store_folder"]
