"""What Ministudio is told about this package. Imports no SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.plugins import ProviderSpec, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

MINISTUDIO_API = 1


@hookimpl
def ministudio_register_providers() -> Iterable[ProviderSpec]:
    """Offer the test card."""
    yield ProviderSpec(
        name="testcard",
        summary="Colour bars: no key, no cost",
        factory="ministudio_testcard.provider:TestcardProvider",
        models="ministudio_testcard:models.json",
        free=True,
    )
