"""What the import screen shows beside its list: original cells, entries as they will read."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from workshop_tui.intake.entries import FoundTable, ReadEntry, Reading
from workshop_tui.intake.raw import Cell, RawRow
from workshop_tui.practice.records import Entry
from workshop_tui.practice.text import one_line, visible
from workshop_tui.privacy.view import View
from workshop_tui.tui.import_rows import (
    ANSWERS,
    FIELD_WORDS,
    samples_of,
    understood,
    written,
)
from workshop_tui.tui.incoming import OTHER, Incoming, assigned
from workshop_tui.tui.widgets.line_list import Row

_LONGEST = 20_000  # characters of a cell that are shown
_MARGIN = 400  # read beyond that, so that no name is cut before it is replaced
_CELLS = 8  # samples of a column
_ROWS = 12  # rows of a question


class Detail:
    """Explains a row of the list to whoever looks at it, through a view.

    Args:
        one: The file.
        view: How names are shown.
    """

    def __init__(self, one: Incoming, view: View) -> None:
        self._one = one
        self._view = view

    def of(self, row: Row | None) -> list[Content]:
        """All that is to be said about a row."""
        reading = self._one.reading
        if row is None:
            return []
        if row.what in _EXPLAINED:
            return [Content(_EXPLAINED[row.what])]
        parts: list[Content] = []
        if row.what in ("question", "answer", "answered"):
            parts = self._question(row)
        elif reading is not None and row.what in ("table", "column"):
            table = reading.tables[int(row.at[0])]
            parts = self._table(table) if row.what == "table" else self._column(table, row)
        elif reading is not None and row.what == "eye":
            eye = reading.eyes[int(row.at[0])]
            parts = [self._warn(f"Row {eye.row} of {eye.table}: {eye.reason}"), Content("")]
            parts += self._row(eye.table, eye.row)
        elif reading is not None and row.what == "entry":
            origin = reading.entries[int(row.at[0])].origin
            parts = [self._bold(f"Row {origin.row} of {origin.table}"), Content("")]
            parts += self._row(origin.table, origin.row)
        elif row.what in ("new", "gone", "back", "altered"):
            parts = self._change(row)
        else:
            parts = self._full(row, reading)
        return parts

    def other(self, row: Row | None) -> list[Content]:
        """What stands beside it: of an altered entry, how it reads in the new file."""
        found = self._one.comparison
        if row is None or row.what != "altered" or found is None:
            return []
        return [self._bold("In this file"), *self._stored(found.altered[int(row.at[0])].after)]

    # -- what it changes ----------------------------------------------------------------------

    def _change(self, row: Row) -> list[Content]:
        found, at = self._one.comparison, int(row.at[0])
        if found is None:
            return []
        if row.what == "altered":
            one = found.altered[at]
            parts = [self._bold("Until now"), *self._stored(one.before)]
            if one.corrected_here:
                said = "It was corrected in this review: the agency's new wording will be shown."
                parts.append(self._warn(said))
            return parts
        if row.what == "gone":
            said = "The file no longer has it: it will be excluded, never deleted."
            return [self._warn(said), *self._stored(found.gone[at])]
        if row.what == "back":
            return [self._bold("It was gone, and is back."), *self._stored(found.returned[at])]
        return [self._bold("New"), *self._stored(found.added[at])]

    def _stored(self, entry: Entry) -> list[Content]:
        """An entry as the chronology has it."""
        date = " ".join(filter(None, (entry.date_text or "undated", entry.time)))
        parts = [self._bold(date), Content(self._shown(entry.text) or "(no text)")]
        if entry.source:
            parts.append(self._named("Source", entry.source))
        return [*parts, *(self._named(name, value) for name, value in entry.fields.items())]

    # -- what is asked ------------------------------------------------------------------------

    def _question(self, row: Row) -> list[Content]:
        reading = self._one.reading
        if row.what == "answered":
            table, doubt, option = self._one.asked[int(row.at[0])]
            said = f"You said: {ANSWERS.get(option, option)}. Enter takes the answer back."
        elif reading is None or int(row.at[0]) >= len(reading.doubts):
            return []
        else:
            question = reading.doubts[int(row.at[0])]
            table, doubt = question.table, question.doubt
            said = "Only somebody who knows can say: Enter on one of the answers below it."
        parts = [self._warn(f"{table}: {doubt.question}"), Content(""), self._bold(said)]
        parts += [Content(""), self._faint("The rows that it is about, and how they read now:")]
        for number in doubt.rows[:_ROWS]:
            for entry in self._entries(table, number)[:1]:
                parts.append(self._dated(number, entry))
        if len(doubt.rows) > _ROWS:
            parts.append(self._faint(f"and {len(doubt.rows) - _ROWS} more"))
        return parts

    def _dated(self, number: int, entry: ReadEntry) -> Content:
        when = f"row {number}: {written(entry.when)} → {understood(entry.when)}  "
        text = one_line(self._shown(entry.text))
        return Content.assemble(self._shown(when), (text[:80], "$text-muted"))

    # -- what was found -----------------------------------------------------------------------

    def _table(self, table: FoundTable) -> list[Content]:
        reading = self._one.reading
        heading = (
            f"its headings stand in row {table.header_row}"
            if table.header_row is not None
            else "it has no row of headings"
        )
        if table.kind in ("paragraphs", "lines"):
            heading = "read from paragraphs that begin with a date"
        parts = [self._bold(f"{table.name}: {table.events} entries; {heading}.")]
        parts += [self._faint(f"Dates: {why}.") for why in table.witnesses]
        for entry in samples_of(table, reading.entries if reading else ()):
            parts += [Content(""), *self._entry(entry)]
        return parts

    def _column(self, table: FoundTable, row: Row) -> list[Content]:
        column = int(row.at[1])
        means = FIELD_WORDS[assigned(table).get(column, OTHER)]
        parts = [
            Content.assemble((self._shown(table.headers[column]), "bold"), f" → {means}"),
            self._faint("Enter gives it another field. What stands in it:"),
            Content(""),
        ]
        for number, cell in self._cells(table, column):
            text = Content.assemble((f"row {number}: ", "$text-muted"), self._shown(cell.text))
            parts.append(text)
        return parts

    def _cells(self, table: FoundTable, column: int) -> list[tuple[int, Cell]]:
        """The first filled cells of a column, below the headings."""
        opened = self._one.opened
        raw = [t for t in opened.document.tables if t.name == table.name] if opened else []
        found: list[tuple[int, Cell]] = []
        for row in raw[0].rows if raw else ():
            if row.number <= (table.header_row or 0) or column >= len(row.cells):
                continue
            if row.cells[column].text.strip():
                found.append((row.number, row.cells[column]))
                if len(found) == _CELLS:
                    break
        return found

    # -- one row ------------------------------------------------------------------------------

    def _entries(self, table: str, number: int) -> Sequence[ReadEntry]:
        found = self._one.found
        return found.entries.get((table, number), ()) if found else ()

    def _row(self, table: str, number: int) -> list[Content]:
        """A row as it will read, and as it stands in the file."""
        parts: list[Content] = []
        for entry in self._entries(table, number):
            parts += [*self._entry(entry), Content("")]
        if not parts:
            parts = [self._bold("It gives no entry."), Content("")]
        found = self._one.found
        row = found.rows.get((table, number)) if found else None
        if row is not None:
            parts += [self._faint("As it stands in the file:"), *self._original(table, row)]
        return parts

    def _original(self, table: str, row: RawRow) -> list[Content]:
        reading = self._one.reading
        tables = [one for one in reading.tables if one.name == table] if reading else []
        headers = tables[0].headers if tables else ()
        parts = []
        for place, cell in enumerate(row.cells):
            if not cell.text.strip() and not cell.note:
                continue
            name = headers[place] if place < len(headers) else f"{place + 1}"
            note = f"  ({cell.note})" if cell.note else ""
            parts.append(self._named(name, f"{cell.text}{note}"))
        return parts

    def _entry(self, entry: ReadEntry) -> list[Content]:
        """An entry as it will read."""
        when = entry.when
        dates = f"{written(when)} → {understood(when)}"
        if entry.end is not None:
            dates += f", ended {understood(entry.end)}"
        parts = [self._bold(dates)]
        if when.note:
            parts.append(self._warn(f"≈ {when.note}"))
        parts.append(Content(self._shown(entry.text) or "(no text)"))
        for name, value in (("Agency", entry.agency or ""), ("Source", entry.source)):
            if value:
                parts.append(self._named(name, value))
        parts += [self._named(name, value) for name, value in entry.fields.items()]
        return parts

    def _full(self, row: Row, reading: Reading | None) -> list[Content]:
        """A row whose words are all that there is, uncut."""
        text = row.text
        if row.what == "problem":
            text = self._one.problem
        elif row.what == "file":
            text = "Enter shows this file. x leaves it out of this import."
        elif reading is not None and row.what == "note":
            text = reading.notes[int(row.at[0])]
        elif reading is not None and row.what == "skipped":
            table = reading.skipped[int(row.at[0])]
            text = f"{table.name} is left out: {table.reason}."
        return [Content(self._shown(text))]

    # -- words --------------------------------------------------------------------------------

    def _shown(self, text: str) -> str:
        """Text as this seat may read it; a name at the cut is replaced before it is cut."""
        shown = visible(self._view.text(text[: _LONGEST + _MARGIN]))
        if len(text) > _LONGEST:
            return f"{shown[:-_MARGIN]} … ({len(text)} characters in all)"
        return shown

    def _bold(self, text: str) -> Content:
        return Content.styled(self._shown(text), "bold")

    def _warn(self, text: str) -> Content:
        return Content.styled(self._shown(text), "$text-warning")

    def _faint(self, text: str) -> Content:
        return Content.styled(self._shown(text), "$text-muted")

    def _named(self, name: str, value: str) -> Content:
        label = one_line(self._view.text(name))
        return Content.assemble((f"{label}: ", "$text-muted"), self._shown(value))


_EXPLAINED = {
    "agency": (
        "Whose chronology this is goes with every entry. It is never guessed from the file.\n\n"
        "Enter offers the agencies of the review, and a new one."
    ),
    "accept": (
        "Enter, or A, adds the entries to the combined chronology and goes to them. The file is "
        "kept inside the review as it was sent.\n\nNothing has been added so far."
    ),
    "blocked": "Enter goes to what is still to be done. Nothing has been added so far.",
    "nothing": "Nothing has been added. Esc goes back, to choose other files.",
    "sheets": "Enter offers every sheet and table of the file, hidden ones too.",
    "headings": (
        "Enter offers the first rows of the table, to say which of them holds the headings, or "
        "that none does."
    ),
    "against": (
        "An agency's corrected file changes the entries that it changed, and nothing else: what "
        "was captured at them stays. Enter says whether this is a corrected version, or a further "
        "document."
    ),
    "locked": "The password is not kept. The file is kept in the review as it was sent: locked.",
    "again": "Enter takes back what was chosen last for this file.",
}
