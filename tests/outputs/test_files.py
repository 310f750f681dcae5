"""Documents on the disk: never over another, whole or not at all, private."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from workshop_tui.outputs import files
from workshop_tui.practice.problems import Problem


def test_a_new_file_is_private_and_alone(tmp_path: Path) -> None:
    files.write_new(tmp_path / "a.md", b"words")
    assert (tmp_path / "a.md").read_bytes() == b"words"
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "a.md"]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("first")
    with pytest.raises(Problem, match="another export"):
        files.write_new(tmp_path / "a.md", b"second")
    assert (tmp_path / "a.md").read_text() == "first"


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem, match="No space left"):
        files.write_new(tmp_path / "a.md", b"words")
    assert list(tmp_path.iterdir()) == []


def test_documents_of_one_export_have_one_number(tmp_path: Path) -> None:
    names = [("report", ".md"), ("plan", ".csv")]
    assert files.free_version(tmp_path, names) == ""
    (tmp_path / "plan.csv").touch()
    assert files.free_version(tmp_path, names) == "-1"
    (tmp_path / "report-1.md").symlink_to("nowhere")
    assert files.free_version(tmp_path, names) == "-2"


def test_a_folder_is_made(tmp_path: Path) -> None:
    files.ready_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_folders_that_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Problem, match="not a folder"):
        files.ready_folder(tmp_path / "file")
    with pytest.raises(Problem, match="cannot be made"):
        files.ready_folder(tmp_path / "file" / "below")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Problem, match="read-only"):
        files.ready_folder(tmp_path)
