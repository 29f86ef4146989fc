"""The orchestrator: makes a plan real, without paying twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
    from ministudio.orchestrator.endpoints import Endpoint, EndpointFactory
    from ministudio.orchestrator.policy import RunSettings
    from ministudio.orchestrator.run import Run

__getattr__ = exports(
    __name__,
    {
        "Endpoint": "ministudio.orchestrator.endpoints",
        "EndpointFactory": "ministudio.orchestrator.endpoints",
        "Run": "ministudio.orchestrator.run",
        "RunSettings": "ministudio.orchestrator.policy",
    },
)
__all__ = ["Endpoint", "EndpointFactory", "Run", "RunSettings"]
