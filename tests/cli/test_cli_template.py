"""The command that writes the blank template."""

from __future__ import annotations

from pathlib import Path


def test_it_writes_both_and_says_where(run, tmp_path: Path) -> None:
    words = ("template", tmp_path / "new", "--reference", "LR-1", "--agency", "Beck Surgery")
    lines = run(*words).stdout.splitlines()
    assert [Path(line).suffix for line in lines] == [".docx", ".xlsx"]
    assert all(Path(line).is_file() and "LR-1 - Beck Surgery" in line for line in lines)


def test_as_json(read, tmp_path: Path) -> None:
    assert [Path(path).suffix for path in read("template", tmp_path)] == [".docx", ".xlsx"]


def test_a_file_is_no_folder(refused, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert "is not a folder" in refused("template", tmp_path / "file")
