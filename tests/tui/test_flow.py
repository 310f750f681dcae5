"""From a finding to a closed action with audit evidence and an annual report section: screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.changing import Audit, Comment, Consideration, Publication
from workshop_tui.practice.forms import FieldKind
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.records import Capture
from workshop_tui.tui.export_job import Stage
from workshop_tui.tui.screens.embed import EmbedScreen
from workshop_tui.tui.screens.export import ExportScreen
from workshop_tui.tui.screens.filling import FillingScreen
from workshop_tui.tui.screens.outcomes import OutcomesScreen


async def fill(room: Any, form: str, **values: str) -> None:
    """A new record of a form, field by field, as somebody types it, and back."""
    if not isinstance(room.screen, FillingScreen):
        room.screen.to_form(form, "new")
        await room.pilot.pause()
    screen = room.screen
    assert screen.form.slug == form
    for field in screen._fields:
        words = values.get(field.field.name)
        if words is not None:
            screen.focus_on(field.editor)
            await room.pilot.pause()
            # A letter chooses the first choice that begins with it.
            await room.burst(*(words[0] if field.field.kind is FieldKind.CHOICE else words))
            await room.pilot.pause()
        await room.press("tab")
    await room.settled()
    await room.press("escape")
    while isinstance(room.screen, FillingScreen):
        await room.press("escape")
    await room.settled()


async def answer(room: Any, *words: str) -> None:
    """Questions in the line, one after the other."""
    for one in words:
        await room.until(lambda: room.line.open, "a question is asked")
        room.line.widget.set_text("")
        await room.type(one)
        await room.press("enter")
        await room.settled()


async def on(room: Any, words: str) -> None:
    rows = room.screen.rows
    place = rows.find(lambda row: words in row.text)
    assert place >= 0, [row.text for row in rows.rows]
    rows.go_to(place)
    await room.pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_from_a_finding_to_a_closed_action_and_the_annual_report(
    enter: Callable[..., Any], review: Path, said: Callable[..., Capture], size: tuple[int, int]
) -> None:
    async with enter(review, size=size) as room:
        # The event: a finding and the action that answers it.
        await room.press("f")
        await room.capture("Nobody asked who lives there")
        await room.press("escape")
        await room.press("a")
        await room.capture("One question at each visit")
        await room.press("escape")
        finding = room.seat.read.outcome("F1")
        room.seat.outcomes.answers_finding(room.seat.read.outcome("A1").id, finding.id).result()

        # A comment and its reply; the finding is reworded, with its history one key away.
        await room.press("3")
        assert isinstance(room.screen, OutcomesScreen)
        await fill(room, "comment", outcome_id="F1", participant_id="SW1", text="We did at birth")
        (comment,) = room.seat.read.records(Comment)
        await room.press("5")
        await on(room, "We did at birth")
        await room.press("d")
        await answer(room, "Reworded with you")
        assert room.seat.read.records(Comment, id=comment.id)[0].reply == "Reworded with you"
        await room.press("2", "3")
        room.screen._highlight(finding.id)
        await room.press("enter")
        await answer(room, "After the birth visit nobody asked who lives there")
        await room.press("w")
        told = room.text_of("#detail-text")
        assert "2 wordings" in told and "\nNobody asked who lives there" in told

        # A recommendation, what a body decided, the plan.
        await fill(room, "recommendation", text="Each agency asks at each contact", outcomes="F1")
        words = {"body": "Case review sub-group", "decision": "accepted"}
        await fill(room, "consideration", recommendation_id="R1", **words)
        assert room.seat.read.records(Consideration)[0].decision == "accepted"
        await room.press("4")
        assert isinstance(room.screen, EmbedScreen)
        await on(room, "A1")

        # Being done is not enough; an audit shows that practice has changed.
        await room.press("d")
        await answer(room, "All forms are changed")
        assert room.says("No audit and no reading")()
        if room.line.open:
            await room.press("escape")
        held = {"kind": "multi-agency", "held": "1 May 2026", "evidence": "18 of 20 records"}
        await fill(room, "audit", title="Dip sample", outcomes="A1", **held)
        (audit,) = room.seat.read.records(Audit)
        assert (audit.held, audit.kind) == ("2026-05-01", "multi-agency")
        await on(room, "A1")
        await room.press("d")
        await answer(room, "18 of 20 records name the household")
        (action,) = room.seat.read.outcomes(OutcomeKind.ACTION)
        assert action.resolved and action.status == "done"
        assert "embedded" in next(row.text for row in room.screen.rows.rows if "A1" in row.text)

        # The annual report: signed off by name before it is published, and written.
        await room.press("5")
        await fill(room, "publication", kind="annual report", title="Annual report 2026")
        await on(room, "Annual report 2026")
        await room.press("d")
        await room.settled()
        assert room.seat.read.records(Publication)[0].published is None
        await room.press("s")
        await answer(room, "Independent scrutineer")
        await room.press("d")
        await room.settled()
        assert room.seat.read.records(Publication)[0].published is not None
        await room.press("X")
        assert isinstance(room.screen, ExportScreen)
        room.screen.work.left_out = {
            one.name for one in room.screen.documents() if not one.name.startswith("annual")
        }
        await room.press("l")
        await room.until(lambda: room.screen.work.stage is Stage.LOOK, "it is looked through")
        await room.settled()
        await room.press("enter")
        await room.until(lambda: room.screen.work.stage is Stage.RESULT, "it is written")
        await room.settled()
        (path,) = review.with_name("case-documents").glob("annual-report-v1-DRAFT.md")
        text = path.read_text(encoding="utf-8")
        for words_ in (
            "After the birth visit nobody asked who lives there",
            "Each agency asks at each contact",
            "One question at each visit (embedded)",
        ):
            assert words_ in text


async def test_the_evidence_stands_beside_an_answer(
    enter: Callable[..., Any], review: Path, said: Callable[..., Capture]
) -> None:
    async with enter(review, size=(80, 24)) as room:
        room.seat.captures.add("* Nobody asked who lives there").result()
        line = room.seat.read.lines_of_enquiry()[0]
        room.seat.outcomes.answer(room.seat.read.outcome("F1").id, line.number).result()
        await room.settled()
        await room.press("3", "L")
        assert isinstance(room.screen, FillingScreen)
        await room.pilot.pause()
        assert "F1 Nobody asked who lives there" in room.text_of("#beside")
        await room.press("enter", "f6", "f5")
        assert "F1 Nobody asked who lives there" in room.text_of("#beside")
