"""A list of who takes part, on its way in: its rows, its columns, and what must be answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, ClassVar

from textual.content import Content

from workshop_tui.practice.text import one_line
from workshop_tui.review import attendees
from workshop_tui.review.attendees import AttendeeList, Proposed, State
from workshop_tui.review.reader import Reader
from workshop_tui.review.seat import Seat
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.import_corrections import Choice
from workshop_tui.tui.live import sentence
from workshop_tui.tui.taking_in import (
    COVERED,
    Asks,
    Looked,
    Secret,
    TakingIn,
    accept_row,
    hidden,
    ticked,
)
from workshop_tui.tui.widgets.line_list import Row

_FIELDS = {
    "name": "names",
    "role": "roles",
    "agency": "agencies",
    "level": "practitioner or manager",
    "manager": "line managers",
    "code": "codes",
    "why": "why they are involved",
}
_STYLES = {State.NEW: "good", State.CHANGED: "good", State.UNCLEAR: "warn"}
_ORDER = (State.UNCLEAR, State.NEW, State.CHANGED, State.THERE, State.LEFT_OUT)


class PeopleList(TakingIn):
    """One list."""

    title = "LIST OF PEOPLE"
    verb = "attendee.accept"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.path = Path()
        self._start_anew()

    def _start_anew(self) -> None:
        self.found: AttendeeList | None = None
        self.problem = ""
        self.make_agencies = False
        self.leave_out_unclear = False
        self._sheet: str | None = None
        self._columns: dict[str, str] = {}
        self._secret = Secret()

    def begin(self, paths: Sequence[Path]) -> None:
        """Begin with a file."""
        if paths[0] != self.path or self.problem:
            self._start_anew()
            self.path = paths[0]

    def look(self, read: Reader) -> Looked:
        """Read the list and compare it with who is here."""
        found, problem = None, ""
        try:
            reading = attendees.read(
                self.path, sheet=self._sheet, columns=dict(self._columns), password=self._secret
            )
            found = attendees.look(read, reading)
        except Exception as error:  # noqa: BLE001 - any failure is a sentence on the screen
            problem = sentence(error)

        def take() -> None:
            self.found, self.problem = found, problem

        return take

    # -- what is said -------------------------------------------------------------------------

    @property
    def lacks(self) -> Sequence[str]:
        """The agencies that are to be made, and the rows that need an eye."""
        if self.found is None:
            return ()
        proposal = self.found.proposal
        wanted = []
        if proposal.new_agencies and not self.make_agencies:
            wanted.append("a new agency" if len(proposal.new_agencies) == 1 else "new agencies")
        if proposal.unclear and not self.leave_out_unclear:
            wanted.append("rows that need an eye")
        return wanted

    @property
    def ready(self) -> bool:
        """Whether it can be taken in."""
        return self.found is not None and not self.lacks

    def rows(self) -> list[Row]:
        """What must be answered, then accepting, then everybody on it, then its columns."""
        name = self.path.name
        if self.found is None:
            if not self.problem:
                return [Row("", f"{name} is being read …", style="heading")]
            return list(self._problem_rows(name))
        return list(self._rows(self.found))

    def _problem_rows(self, name: str) -> Iterator[Row]:
        yield Row("", f"{name} cannot be taken in as it is", style="heading")
        yield Row("problem", self.problem, style="warn")
        if self._secret.asked:
            yield Row("locked", "▸ Give the file's password", style="good")
        else:
            yield Row("column", "▸ Say which column holds the roles", ("role",), "good")
        yield Row("sheet", f"Sheet or table: {self._sheet or 'all that hold people'}")

    def _rows(self, found: AttendeeList) -> Iterator[Row]:
        proposal, reading = found.proposal, found.reading
        counts = Counter(one.state for one in proposal.rows)
        counted = " · ".join(f"{counts[s]} {_counted(s, counts[s])}" for s in _ORDER if counts[s])
        yield Row("", f"{reading.file}: {len(proposal.rows)} people · {counted}", style="heading")
        if proposal.new_agencies:
            names = ", ".join(proposal.new_agencies)
            style = "" if self.make_agencies else "warn"
            words = f"Make what is not here yet as an agency: {names}"
            yield Row("agencies", ticked(self.make_agencies, words), style=style)
        if proposal.unclear:
            style = "" if self.leave_out_unclear else "warn"
            words = f"Leave out the rows that need an eye ({len(proposal.unclear)}), or correct it"
            yield Row("unclear", ticked(self.leave_out_unclear, words), style=style)
        coming = f"{counts[State.NEW]} new, {counts[State.CHANGED]} changed"
        yield accept_row(coming, self.lacks)
        yield Row("", "People on the list", style="heading")
        by_state = sorted(enumerate(proposal.rows), key=lambda one: _ORDER.index(one[1].state))
        for place, one in by_state:
            eye = " ⚑" if one.eyes and one.state is not State.UNCLEAR else ""
            row = one.row
            said = [row.role, one.agency, self._name(row.name)]
            text = f"{one.state.value + eye:<14} {one.code:<5} {' · '.join(filter(None, said))}"
            yield Row("person", text, (place,), _STYLES.get(one.state, "faint"))
        yield Row("", "Its columns (Enter: another one)", style="heading")
        for field, words in _FIELDS.items():
            column = reading.columns.get(field)
            shown = f"“{column}”" if column else "no column"
            yield Row("column", f"{words}: {shown}", (field,), "" if column else "faint")
        for at, (column, why) in enumerate(reading.not_kept):
            yield Row("left", f"left out: “{column}”, {why}", (at,), "faint")
        yield Row("sheet", f"Sheet or table: {self._sheet or 'all that hold people'}")
        yield from self._besides(found)

    def _besides(self, found: AttendeeList) -> Iterator[Row]:
        proposal = found.proposal
        said = [
            f"{self._name(name)} goes into the register as {pseudonym}"
            for name, pseudonym in proposal.managers
        ]
        if proposal.absent:
            said.append(f"Here and not on this list (they stay): {', '.join(proposal.absent)}")
        said += list(found.reading.notes)
        if said:
            yield Row("", "Besides", style="heading")
        for place, words in enumerate(said):
            yield Row("besides", words, (place,), "faint")

    def _name(self, name: str) -> str:
        return name if self.desk.view.shows_names or not name else COVERED

    def detail(self, row: Row) -> list[Content]:
        """A row of the list in full: what was written, what changes, what needs an eye."""
        if self.found is None or row.what != "person":
            return [Content(self._shown(_HELP.get(row.what, row.text)))]
        one = self.found.proposal.rows[int(row.at[0])]
        return [Content(self._shown(words, one)) for words in _told(one, self._name)]

    def _shown(self, text: str, one: Proposed | None = None) -> str:
        names = (one.row.name, one.row.manager) if one is not None else ()
        return one_line(hidden(self.desk, text, *names))

    # -- what is chosen -----------------------------------------------------------------------

    def act(self, row: Row, screen: Asks) -> None:
        """Tick, choose another column or sheet, or accept."""
        if row.what in self._ACTS:
            self._ACTS[row.what](self, row, screen)

    def _agencies(self, _: Row, screen: Asks) -> None:
        self.make_agencies = not self.make_agencies
        screen.paint_all()

    def _unclear(self, _: Row, screen: Asks) -> None:
        self.leave_out_unclear = not self.leave_out_unclear
        screen.paint_all()

    def _locked(self, _: Row, screen: Asks) -> None:
        def take(words: str) -> None:
            self._secret = Secret(words)
            screen.changed()

        screen.ask_password(self.path.name, take)

    def _column(self, row: Row, screen: Asks) -> None:
        field = str(row.at[0])

        def take(column: str) -> None:
            self._columns[field] = column
            screen.changed()

        if self.found is None:
            question = f"Which column holds the {_FIELDS[field]}? Its heading, or its letter:"
            screen.ask(question, take)
            return
        reading = self.found.reading
        columns = [*reading.columns.values(), *(column for column, _ in reading.not_kept)]
        columns = list(dict.fromkeys(columns))
        now = reading.columns.get(field, "")
        at = columns.index(now) if now else len(columns)
        options = [f"“{column}”" for column in columns] + ["none of them"]
        wanted = [*columns, ""]
        title = f"Which column holds the {_FIELDS[field]}?"
        screen.offer(Choice(title, _WHY_COLUMN, options, at, lambda place: take(wanted[place])))

    def _ask_sheet(self, _: Row, screen: Asks) -> None:
        def take(name: str) -> None:
            self._sheet = None if name.casefold() == "all" else name
            screen.changed()

        screen.ask("Which sheet or table alone? Its name, or “all”:", take, self._sheet or "all")

    _ACTS: ClassVar[dict[str, Callable[[PeopleList, Row, Asks], None]]] = {
        "agencies": _agencies,
        "unclear": _unclear,
        "accept": lambda _self, _row, screen: screen.accept(),
        "locked": _locked,
        "column": _column,
        "sheet": _ask_sheet,
    }

    # -- taking it in -------------------------------------------------------------------------

    def accept(self, seat: Seat) -> Future[Any]:
        """Take the list in."""
        assert self.found is not None
        return seat.attendees.accept(
            self.found,
            make_agencies=self.make_agencies,
            leave_out_unclear=self.leave_out_unclear,
        )

    def taken(self, result: Any) -> str:
        """How many people came in."""
        people = "person" if result == 1 else "people"
        return f"{result} {people} added or changed from {self.path.name}."


def _counted(state: State, count: int) -> str:
    return "need an eye" if state is State.UNCLEAR and count > 1 else state.value


_HELP = {
    "agencies": "Agencies that the list names and the review does not know. Enter ticks: they are "
    "made when the list is accepted. If one is only written in another way, correct the list.",
    "unclear": "For these rows it is not certain whom they mean, and nobody guesses. Enter ticks: "
    "they are left out. Or correct the list, Esc, and choose it again.",
    "accept": "Takes the whole list in, or nothing of it. Names go into the register under their "
    "codes; nobody who is not on the list is taken away. Undo takes it back.",
    "locked": "The file has a password. It is used now and kept nowhere.",
    "sheet": "All sheets and tables that hold people are read. Enter: one of them alone.",
}
_WHY_COLUMN = "The list is read again with the column that you choose; nothing is kept before."


def _told(one: Proposed, name: Callable[[str], str]) -> Iterator[str]:
    row = one.row
    yield f"{row.table}, row {row.row}: {one.state.value}"
    yield from (f"⚑ {eye}" for eye in one.eyes)
    for label, was, new in one.changes:
        hides = label in ("Name", "Line manager")
        was, new = (name(was), name(new)) if hides else (was, new)
        yield f"{label}: “{was}” becomes “{new}”" if was else f"{label} becomes “{new}”"
    facts = [
        ("Code", one.code),
        ("Name", name(row.name)),
        ("Role", row.role),
        ("Agency", one.agency or row.agency),
        ("Level", one.level),
        ("Line manager", one.manager),
        ("Why involved", row.why),
    ]
    yield from (f"{label}: {words}" for label, words in facts if words)
