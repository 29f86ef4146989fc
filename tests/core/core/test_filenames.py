"""Names for any text, and names that are taken."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ministudio.core.filenames import from_template, reserved, safe_stem


@given(st.text(max_size=300))
def test_any_text_is_a_safe_stem(text: str) -> None:
    stem = safe_stem(text)
    assert stem == Path(stem).name
    assert 0 < len(stem.encode()) <= 120
    assert not stem.startswith((".", "-"))


@given(st.text(max_size=50), st.text(max_size=50).filter(lambda text: "{" not in text))
def test_any_template_is_one_file(concept: str, around: str) -> None:
    template = f"{around.replace('.', '')}{{concept}}"
    name = from_template(template, {"concept": concept})
    assert name == Path(name).name
    assert name.endswith(".mp4")


def test_names_that_are_taken_get_a_number(tmp_path: Path) -> None:
    for due in ("a.mp4", "a-2.mp4", "a-3.mp4"):
        with reserved(tmp_path, "a.mp4") as path:
            assert path.name == due
            path.write_bytes(b"video")


def test_a_name_is_free_again_when_nothing_was_written(tmp_path: Path) -> None:
    with reserved(tmp_path, "a.mp4"):
        pass
    assert list(tmp_path.iterdir()) == []
