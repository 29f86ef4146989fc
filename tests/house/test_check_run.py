"""`.ci/run` says the truth: pytest's own closing line last, and no zero when anything failed."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# Stands for `python3 -m venv .venv`: it makes programs that answer at once.
PYTHON = """#!/bin/sh
mkdir -p .venv/bin
printf '#!/bin/sh\\n' > .venv/bin/pip
cat > .venv/bin/nox <<'STUB'
#!/bin/sh
echo "session $2"
test "$2" = tests && echo "$CLOSING"
case " $FAILING " in *" $2 "*) exit 1 ;; esac
STUB
chmod +x .venv/bin/pip .venv/bin/nox
"""
PASSED = "======================= 12 passed, 1 skipped in 3.45s ======================="
FAILED = "============== 1 failed, 12 passed in 75.10s (0:01:15) =============="


@pytest.mark.parametrize(
    "failing, closing, code, told",
    [
        ("", PASSED, 0, "all sessions passed"),
        ("tests", FAILED, 1, "failed: tests"),
        ("layers film", PASSED, 1, "failed: layers film"),
    ],
)
def test_the_closing_line_and_the_exit_code(
    root: Path, tmp_path: Path, failing: str, closing: str, code: int, told: str
) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(root / ".ci" / "run", tmp_path / ".ci" / "run")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").write_text(PYTHON)
    (tmp_path / "bin" / "python3").chmod(0o755)
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    done = subprocess.run(
        [tmp_path / ".ci" / "run"],
        env={"PATH": path, "FAILING": failing, "CLOSING": closing},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert done.stdout.splitlines()[-2:] == [told, closing]
    for session in ("tests", "lint", "layers", "types", "wheels", "film"):
        assert f"session {session}" in done.stdout
