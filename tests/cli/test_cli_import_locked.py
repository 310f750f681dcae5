"""Importing a document under a password: from a file or a terminal, never from the command."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

PASSWORD = "quiet otters count"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    pytest.importorskip("msoffcrypto")
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(str(plain)) as book:
        sheet = book.add_worksheet("Chronology")
        sheet.write_row(0, 0, ["Date", "What happened"])
        sheet.write_row(1, 0, ["12/03/2024", "Home visit."])
    with zipfile.ZipFile(plain, "a") as package:
        package.writestr("docProps/filler.bin", random.Random(1).randbytes(9_000))
    made = io.BytesIO()
    with plain.open("rb") as stream:
        OOXMLFile(stream).encrypt(PASSWORD, made)
    path = tmp_path / "locked.xlsx"
    path.write_bytes(made.getvalue())
    return path


def test_the_password_stands_in_a_file(run, case: Path, locked: Path, tmp_path: Path) -> None:
    (tmp_path / "word").write_text(f"{PASSWORD}\n", encoding="utf-8")
    words = ("--agency", "GP", "--accept", "--file-password-file", tmp_path / "word")
    assert "Imported 1 entries" in run("import", case, locked, *words).stdout
    assert "Home visit." in run("entries", case).stdout


def test_a_wrong_password_changes_nothing(refused, run, case: Path, locked: Path) -> None:
    wrong = locked.with_name("word")
    wrong.write_text("quiet badgers", encoding="utf-8")
    before = run("entries", case).stdout
    said = refused("import", case, locked, "--preview", "--file-password-file", wrong)
    assert "The password does not open “locked.xlsx”." in said
    assert "badgers" not in said
    assert run("entries", case).stdout == before


def test_without_a_terminal_it_is_refused(refused, case: Path, locked: Path) -> None:
    said = refused("import", case, locked, "--preview")
    assert "“locked.xlsx” is protected with a password, and none was given." in said
