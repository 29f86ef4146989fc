"""The drawing process: reads orders from stdin, draws them, reports on stdout, in lines of JSON."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

_EVERY = 0.1  # seconds between two reports of progress


class Reports:
    """Writes reports; progress at most every tenth of a second.

    The real stdout is taken away from everybody else, so that nothing can break the lines.
    """

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        self._last = 0.0

    def write(self, **report: Any) -> None:  # noqa: ANN401 - JSON values
        """One line; ends the process when nobody reads it any more."""
        try:
            self._out.write(json.dumps(report) + "\n")
            self._out.flush()
        except OSError:
            os._exit(1)

    def progress(self, share: float) -> None:
        """How much of the order is done, 0 to 1."""
        now = time.monotonic()
        if now - self._last >= _EVERY:
            self._last = now
            self.write(progress=round(share, 3))


def main() -> None:
    """Draw orders until stdin ends. Ctrl-C is for the parent, which then ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reports = Reports()
    for line in sys.stdin:
        _draw(json.loads(line), reports)


def _draw(order: dict[str, Any], reports: Reports) -> None:
    from ministudio.builtin.animatic.film import draw
    from ministudio.errors import MediaError
    from ministudio.interfaces.request import Request

    try:
        request = Request.model_validate(order["request"])
        draw(request, Path(order["folder"]), progress=reports.progress)
    except MediaError as error:
        reports.write(error="invalid_request", message=str(error))
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the parent must hear of it
        reports.write(error="transient", message=f"{type(error).__name__}: {error}")
    else:
        reports.write(done=True)
