"""Versions of the documents: numbered, drafts until agreed by name, never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import papers
import pytest

from workshop_tui.outputs import files
from workshop_tui.practice.changing import DocumentVersion
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.view import Tier
from workshop_tui.review.exportable import DOCUMENTS
from workshop_tui.review.exporting import export
from workshop_tui.review.seat import Seat
from workshop_tui.review.templates import check


def out(seat: Seat, folder: Path, tier: Tier = Tier.PANEL) -> str:
    (path,) = export(seat, folder, ["report.md"], tier).written
    return path.read_text(encoding="utf-8")


def test_a_version_is_a_draft_until_a_named_person_agrees_it(
    chair: Seat, tmp_path: Path, sound: None
) -> None:
    chair.captures.add("* Nobody asked").result()
    chair.read_back.agree(chair.read.outcome("F1").id).result()
    first = out(chair, tmp_path)
    assert "DRAFT" in first and "**Version:** 1" in first
    chair.versions.agree(1, "The panel’s chair", "2026-03-10").result()
    second = out(chair, tmp_path)
    assert "DRAFT" not in second and "Agreed by The panel’s chair on 10 March 2026." in second
    assert "**Version:** 1" in second and "still missing" not in second
    assert "DRAFT" in out(chair, tmp_path, Tier.PUBLIC)
    chair.captures.add("* Nobody wrote").result()
    chair.read_back.agree(chair.read.outcome("F2").id).result()
    third = out(chair, tmp_path)
    assert "DRAFT" in third and "**Version:** 3" in third
    kept = chair.read.records(DocumentVersion)
    assert [(one.number, one.tier) for one in kept] == [(1, "panel"), (2, "public"), (3, "panel")]
    assert kept[0].documents == (
        "learning-review-report-v1-DRAFT.md",
        "learning-review-report-v1.md",
    )
    with pytest.raises(Problem, match="Say why"):
        chair.versions.reopen(1, " ").result()
    reopened = chair.versions.reopen(1, "F2 was added at the panel").result()
    assert chair.read.records(DocumentVersion)[0] == reopened and reopened.agreed is None
    assert reopened.reopen_reason == "F2 was added at the panel" and reopened.reopened_by
    with pytest.raises(Problem, match="a draft already"):
        chair.versions.reopen(1, "again").result()


def test_what_cannot_be_agreed(chair: Seat, tmp_path: Path) -> None:
    chair.captures.add("* Nobody asked").result()
    out(chair, tmp_path)
    with pytest.raises(Problem, match="drafts still: F1"):
        chair.versions.agree(1, "Ann").result()
    with pytest.raises(Problem, match="no version 7"):
        chair.versions.agree(7, "Ann").result()
    chair.read_back.agree(chair.read.outcome("F1").id).result()
    with pytest.raises(Problem, match="named person"):
        chair.versions.agree(1, " ").result()
    with pytest.raises(Problem):
        chair.versions.agree(1, "Ann", "soon").result()


def test_only_leaders_agree(sit: Callable[..., Seat]) -> None:
    with pytest.raises(NotAllowed):
        sit(Role.OBSERVER, "Olive").versions.agree(1, "Olive").result()


def test_the_same_words_in_another_format_are_the_same_version(chair: Seat, tmp_path: Path) -> None:
    export(chair, tmp_path, ["report.md"])
    export(chair, tmp_path, ["report.html"])
    (one,) = chair.read.records(DocumentVersion)
    assert one.documents == (
        "learning-review-report-v1-DRAFT.md",
        "learning-review-report-v1-DRAFT.html",
    )


def test_every_document_holds_head_and_tier(chair: Seat, tmp_path: Path) -> None:
    head = chair.read.journal_head()
    released = export(chair, tmp_path, ["report"])
    assert [path.suffix for path in released.written] == [".docx", ".pdf", ".html", ".md"]
    for path in released.written:
        said = papers.said(path)
        assert head[:12] in said and "Case review panel" in said


def test_one_document_that_is_locked_does_not_stop_the_others(
    chair: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = files._write_whole

    def locked(path: Path, content: bytes) -> None:
        if ".pdf" in path.name:
            raise PermissionError(13, "Permission denied")
        honest(path, content)

    monkeypatch.setattr(files, "_write_whole", locked)
    folder = tmp_path / "out"
    released = export(chair, folder)
    ((name, reason),) = [one for one in released.failed if "report" in one[0]]
    assert name == "learning-review-report-v1-DRAFT.pdf" and "open in another program" in reason
    assert len(released.written) + len(released.failed) == len(DOCUMENTS)
    assert {path.name for path in folder.iterdir()} == {path.name for path in released.written}


@pytest.mark.parametrize("error", [OSError(28, "No space left"), FileNotFoundError(2, "No folder")])
def test_a_full_disk_or_a_vanished_folder_takes_nothing_from_what_came_out(
    chair: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    folder = tmp_path / "out"
    honest, written = files._write_whole, []

    def full(path: Path, content: bytes) -> None:
        if len(written) == 2:
            raise error
        written.append(path)
        honest(path, content)

    monkeypatch.setattr(files, "_write_whole", full)
    released = export(chair, folder)
    assert sorted(folder.iterdir()) == sorted(released.written) and len(released.written) == 2
    assert len(released.failed) == len(DOCUMENTS) - 2
    assert all("cannot be written" in reason for _, reason in released.failed)
    (kept,) = chair.read.records(DocumentVersion)
    assert kept.documents == tuple(path.name for path in released.written)


def test_where_nothing_can_be_written_it_is_said_and_nothing_is_kept(
    chair: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_write_whole", full)
    with pytest.raises(Problem, match=r"Nothing was written.*No space left"):
        export(chair, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    assert chair.read.records(DocumentVersion) == []


def test_a_template_is_for_the_word_report(chair: Seat, tmp_path: Path) -> None:
    mine, ours = docx.Document(), tmp_path / "ours.docx"
    mine.add_paragraph("{{ status }} {{ circulation }} {{ fingerprint }} Ours {{ version }}")
    mine.save(str(ours))
    (path,) = export(chair, tmp_path / "out", ["report.docx"], template=ours).written
    assert "Ours Version 1" in papers.said(path)
    assert "why" in check(ours).missing
    with pytest.raises(Problem, match="not among the documents"):
        export(chair, tmp_path / "c", ["report.md"], template=ours)
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 cut short")
    (tmp_path / "text.docx").write_text("hello")
    for name, wrong in (
        *(("bad.docx", "damaged"), ("text.docx", "not a Word document")),
        ("gone.docx", "not there"),
    ):
        with pytest.raises(Problem, match=wrong):
            export(chair, tmp_path / "c", ["report.docx"], template=tmp_path / name)
    assert not (tmp_path / "c").exists()
