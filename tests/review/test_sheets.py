"""Paper capture sheets: numbers that never come twice, and sheets that did not come back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from papers import pages, said

from workshop_tui.practice.papers import CAPTURE_SHEET
from workshop_tui.practice.preparing import Dispatch
from workshop_tui.practice.problems import NotAllowed, NotFound, Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.review.sheets import send_sheets, sheet_states

pytestmark = pytest.mark.usefixtures("sound")


def test_one_sheet_a_page_each_with_its_number(chair: Seat, tmp_path: Path) -> None:
    sent = send_sheets(chair, tmp_path, 3)
    word, pdf = sent.released.written
    assert word.name == "LR-99 capture sheets 1 to 3.docx"
    printed = pages(pdf.read_bytes())
    assert len(printed) == 3
    for number, page in enumerate(printed, start=1):
        assert f"Capture sheet {number}" in page
        for words in ("Time", "Entry", "Mark", "Who (code)", "! escalation", "Learning event"):
            assert words in page.replace("\N{NO-BREAK SPACE}", " ")
    assert [f"Capture sheet {n}" in said(word) for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert [one.copy for one in chair.read.records(Dispatch)] == [1, 2, 3]


def test_numbers_run_on(chair: Seat, tmp_path: Path) -> None:
    send_sheets(chair, tmp_path, 2, formats=["pdf"])
    sent = send_sheets(chair, tmp_path, 1, formats=["docx"])
    assert sent.released.written[0].name == "LR-99 capture sheets 3.docx"
    assert [one.copy for one in chair.read.records(Dispatch)] == [1, 2, 3]


def test_somebodys_sheets_have_their_code(chair: Seat, tmp_path: Path) -> None:
    sent = send_sheets(chair, tmp_path, 2, ["HV1", "SW1"], formats=["pdf"])
    printed = pages(sent.released.written[0].read_bytes())
    assert ["Code HV1" in page for page in printed] == [True, True, False, False]
    assert [one.whose for one in sheet_states(chair.read)] == ["HV1", "HV1", "SW1", "SW1"]


def test_a_sheet_that_did_not_come_back_shows(chair: Seat, tmp_path: Path) -> None:
    send_sheets(chair, tmp_path, 2)
    assert [one.out for one in sheet_states(chair.read)] == [True, True]
    chair.dispatching.take_back(CAPTURE_SHEET, [2], "2026-07-03").result()
    assert [one.out for one in sheet_states(chair.read)] == [True, False]
    chair.dispatching.take_back(CAPTURE_SHEET, [2], None).result()
    assert [one.out for one in sheet_states(chair.read)] == [True, True]
    with pytest.raises(NotFound, match="no capture sheet with the number 9"):
        chair.dispatching.take_back(CAPTURE_SHEET, [1, 9], "2026-07-03").result()
    assert [one.out for one in sheet_states(chair.read)] == [True, True]


@pytest.mark.parametrize(("count", "codes"), [(0, ()), (501, ()), (400, ("SW1", "HV1"))])
def test_not_too_many_and_not_none(
    chair: Seat, tmp_path: Path, count: int, codes: tuple[str, ...]
) -> None:
    with pytest.raises(Problem, match="Between 1 and 500"):
        send_sheets(chair, tmp_path / "out", count, codes)
    assert not (tmp_path / "out").exists()


def test_only_who_leads_gives_them_out(sit: Any, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        send_sheets(sit(Role.NOTE_TAKER, "Jo"), tmp_path / "out", 1)
