"""What formats say of themselves is no unknown name; a registered one is found even there."""

from __future__ import annotations

import io

import xlsxwriter

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.leaks import LeakCheck

REGISTER = [Identity(id=1, kind="child", name="Josie Tarrant", pseudonym="Child A")]
CALENDAR = (
    "BEGIN:VCALENDAR\r\nPRODID:-//{name}//EN\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n"
    "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Europe/London:20260703T100000\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU\r\nSUMMARY:Learning review\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_a_calendars_keywords() -> None:
    check = LeakCheck(REGISTER)
    assert check.check("a.ics", CALENDAR.format(name="x").encode()).findings == ()
    assert check.check("a.ics", CALENDAR.format(name="Josie").encode()).blocking


def test_codes_in_a_sheets_foot() -> None:
    def sheet(foot: str) -> bytes:
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream) as book:
            book.add_worksheet("Plan").set_footer(foot)
        return stream.getvalue()

    check = LeakCheck(REGISTER)
    assert check.check("a.xlsx", sheet("&L&A&RPage &P of &N")).warnings == ()
    assert check.check("a.xlsx", sheet("&LJosie&RPage &P")).blocking


def test_a_pdfs_drawn_numbers() -> None:
    from workshop_tui.outputs import paper_pdf
    from workshop_tui.outputs.paper import Paper, Part, Words

    def pdf(text: str) -> bytes:
        made = Paper("Plain", ("Review", ""), "mark", (Part("Part", (Words(text),)),))
        return paper_pdf.build(made)

    check = LeakCheck(REGISTER, known=["Typst"])
    for number in range(8):
        assert check.check("a.pdf", pdf(f"Some words, {number}.")).warnings == ()
    assert check.check("a.pdf", pdf("Josie was seen.")).blocking
