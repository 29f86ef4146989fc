"""Chains: shots in which the same moment goes on, linked by `join: continue`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ministudio.storyboard.view import View


def chain_starts(views: Iterable[View]) -> list[int]:
    """For each shot of a film, the index of the first shot of its chain.

    A shot that begins with a cut is a chain of its own. A change of place cuts a chain: no frame
    of one place starts a shot in another.
    """
    starts: list[int] = []
    before: View | None = None
    for index, view in enumerate(views):
        linked = before is not None and view.join == "continue" and view.place == before.place
        starts.append(starts[-1] if linked else index)
        before = view
    return starts
