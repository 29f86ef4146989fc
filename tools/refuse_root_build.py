"""The build backend of the repository's root, which holds no package: it names the command meant.

Without it, pip installs an empty `UNKNOWN-0.0.0` and says that all went well.
"""

from __future__ import annotations

import sys
from typing import NoReturn


def refuse(*_args: object, **_kwargs: object) -> NoReturn:
    """Stop pip with one line instead of a traceback."""
    sys.stderr.write(
        "The root of this repository is not a package. Use: pip install ./ministudio-core\n"
    )
    raise SystemExit(1)


get_requires_for_build_wheel = refuse
get_requires_for_build_editable = refuse
get_requires_for_build_sdist = refuse
prepare_metadata_for_build_wheel = refuse
prepare_metadata_for_build_editable = refuse
build_wheel = refuse
build_editable = refuse
build_sdist = refuse
