"""The demo case's files read as their README counts them, without a question."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workshop_tui.intake.reading import read_chronology

FOLDER = Path(__file__).parents[2] / "data" / "demo"
_ROW = re.compile(r"\| `([^`]+)` \| [^|]+ \| (\d+) \|")


def counted() -> list[tuple[str, int]]:
    readme = FOLDER / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    return [(name, int(count)) for name, count in _ROW.findall(text)]


@pytest.mark.parametrize(("name", "count"), counted())
def test_a_demo_file_reads_as_its_readme_says(name: str, count: int) -> None:
    found = read_chronology(FOLDER / name)
    assert len(found.entries) == count
    assert not found.doubts
    assert not [entry for entry in found.entries if "date-unreadable" in entry.flags]
    assert all(entry.text for entry in found.entries)
