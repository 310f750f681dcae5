"""What the import screen does with its files: which, whose they are, accepting them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from workshop_tui.intake.remembered import Remembered
from workshop_tui.review.chronology import Document
from workshop_tui.tui.import_corrections import Choice, ImportCorrections
from workshop_tui.tui.import_rows import entries_words, lacks
from workshop_tui.tui.incoming import Incoming
from workshop_tui.tui.tasks import Asking

if TYPE_CHECKING:
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live
    from workshop_tui.tui.widgets.line_list import LineList, Row


class ImportCommands(ImportCorrections):
    """Mixed into the import screen, which brings the widgets, the line and the reading."""

    files: list[Incoming]
    current: Incoming | None
    choice: Choice | None
    _kept: Row | None = None

    if TYPE_CHECKING:
        desk: Desk
        live: Live
        line: Line

        @property
        def sheet(self) -> LineList:
            """The list of what was found."""

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

        def paint_all(self) -> None:
            """Paint everything."""

        def changed(self) -> None:
            """Something was chosen: read the file again."""

        def finished(self, words: str, first: int | None) -> None:
            """Everything was accepted."""

    # -- the list -----------------------------------------------------------------------------

    def act(self, row: Row) -> None:
        """Enter was pressed on a row."""
        one = self.current
        if one is None:
            return
        if self.choice is not None:
            choice = self.choice
            self.settle()
            choice.take(int(row.at[0]))
        elif one.stale and row.what not in ("file", "agency", "again"):
            self.say("It is still being read.")
        elif row.what in self._ACTS:
            self._ACTS[row.what](self, one, row)

    def offer(self, choice: Choice) -> None:
        """Show what there is to choose from."""
        self._kept = self.sheet.row
        self.choice = choice
        self.paint_all()
        self.sheet.go_to(1 + max(0, choice.now))

    def settle(self) -> None:
        """Leave the choice: the list shows the file again, where it was."""
        self.choice = None
        self.paint_all()
        self._highlight(self._kept)

    def _highlight(self, wanted: Row | None) -> None:
        if wanted is not None:
            self.sheet.go_to(self.sheet.find(lambda row: row.key == wanted.key))

    def action_next_eye(self) -> None:
        """The next row that needs an eye."""
        place = self.sheet.find(lambda row: row.what == "eye", self.sheet.highlighted)
        if place < 0:
            self.say("No row of this file needs an eye.")
        self.sheet.go_to(place)

    # -- files --------------------------------------------------------------------------------

    def _show_file(self, one: Incoming) -> None:
        self.current = one
        self.paint_all()

    def action_other_file(self, by: int) -> None:
        """Look at another of the files."""
        if self.current is not None and self.choice is None:
            place = self.files.index(self.current) + by
            self._show_file(self.files[place % len(self.files)])

    def action_leave_out(self) -> None:
        """Take a file out of this import."""
        one = self.current
        if one is None or self.choice is not None:
            return
        if len(self.files) == 1:
            self.say("It is the only file: Esc goes back to the files.")
            return
        self.files.remove(one)
        self._show_file(self.files[0])
        self.say(f"{one.path.name} is left out of this import.")

    def action_undo(self) -> None:
        """Take back what was chosen last for this file."""
        if self.current is not None and self.current.changed:
            self.current.take_back()
            self.changed()
            self.say("Taken back.")
        else:
            self.say("Nothing was chosen for this file yet that could be taken back.")

    # -- whose it is --------------------------------------------------------------------------

    def owner(self, one: Incoming) -> str:
        """Whose chronology a file is, in words; "" while nobody said."""
        agency = next((a for a in self.desk.agencies.values() if a.short == one.agency), None)
        if agency is None:
            return f"{one.agency} (new)" if one.agency else ""
        return agency.name if agency.name == agency.short else f"{agency.short}, {agency.name}"

    def action_agency(self) -> None:
        """Say whose chronology it is."""
        one = self.current
        if one is None or self.choice is not None:
            return
        agencies = list(self.desk.agencies.values())
        known = {agency.short for agency in agencies}
        new = dict.fromkeys(f.agency for f in self.files if f.agency and f.agency not in known)
        sent = {source.agency_id for source in self.desk.read.source_files().values()}
        options = [
            f"{a.short}   {a.name}{'   (sent one already)' if a.id in sent else ''}"
            for a in agencies
        ]
        options += [f"{name}   (new)" for name in new]
        shorts = [*(agency.short for agency in agencies), *new]

        def take(place: int) -> None:
            if place == len(shorts):
                self.line.begin(
                    Asking(self.line, "The new agency's name:", lambda name: self._give(one, name))
                )
            else:
                self._give(one, shorts[place])

        now = shorts.index(one.agency) if one.agency in shorts else -1
        title = f"Whose chronology is {one.path.name}?"
        why = "It goes with every entry and is never guessed. A new agency is added with the file."
        self.offer(Choice(title, why, [*options, "A new agency …"], now, take))

    def _give(self, one: Incoming, agency: str) -> None:
        known = {a.name.casefold(): a.short for a in self.desk.agencies.values()}
        known |= {a.short.casefold(): a.short for a in self.desk.agencies.values()}
        short = known.get(agency.casefold(), agency)
        ids = {a.id for a in self.desk.agencies.values() if a.short == short}
        sources = self.desk.read.source_files().values()
        memory = self.desk.read.column_memory(short)
        one.give(
            short,
            any(source.agency_id in ids for source in sources),
            tuple(Remembered(m.headers, m.columns) for m in memory),
        )
        self.changed()
        self.go_on(stay=bool(lacks(one)))

    def go_on(self, *, stay: bool = False) -> None:
        """To what is still to be done: in this file, else in the next; else to accepting.

        Args:
            stay: Only in this file.
        """
        start = self.files.index(self.current) if self.current in self.files else 0
        around = [*self.files[start:], *self.files[:start]]
        waiting = next((one for one in around if lacks(one)), None)
        if waiting is not None and not stay:
            self.current = waiting
        self.paint_all()
        wanted = ["question", "locked", "problem", "accept", "blocked"]
        if self.current is not None and not self.current.agency and not self.current.problem:
            wanted.insert(0, "agency")
        for what in wanted:
            place = self.sheet.find(lambda row, what=what: row.what == what)  # type: ignore[misc]
            if place >= 0:
                self.sheet.go_to(place, top=True)
                return

    # -- accepting ----------------------------------------------------------------------------

    def action_accept(self) -> None:
        """Add the entries of all files to the chronology, if nothing stands in the way."""
        good = [one for one in self.files if not one.problem]
        if self.choice is not None or not good:
            return
        if any(lacks(one) for one in good):
            self.go_on()
            self.say("There is something to be done first.")
            return
        self.say("Adding the entries …")
        before = max(self.desk.read.order(), default=0)
        documents = [
            Document(one.reading, one.opened.content, one.agency, one.comparison)
            for one in good
            if one.reading is not None and one.opened is not None
        ]
        self.live.do(
            self.live.seat.chronology.accept_all(documents),
            lambda count: self._added(count, before),
            lambda _: self._compare_again(),
        )

    def _compare_again(self) -> None:
        """It was not accepted: perhaps because somebody changed the chronology meanwhile."""
        for one in self.files:
            if one.found is not None and one.comparison is not None:
                one.found = replace(one.found, against=("", None), comparison=None)
        self.changed()

    def _added(self, count: int, before: int) -> None:
        self.desk.load_people()
        self.desk.load_entries()
        new = [entry for entry in self.desk.order if entry > before]
        said = f"{entries_words(count)} added."
        changed = [one.comparison for one in self.files if one.comparison]
        if any(c.replaces for c in changed):
            altered, gone = sum(len(c.altered) for c in changed), sum(len(c.gone) for c in changed)
            said = f"{entries_words(count)} added, {altered} altered, {gone} excluded as gone."
        self.finished(said, new[0] if new else None)

    _ACTS: ClassVar[dict[str, Callable[[ImportCommands, Incoming, Row], None]]] = {
        "file": lambda self, _, row: self._show_file(self.files[int(row.at[0])]),
        "agency": lambda self, *_: self.action_agency(),
        "again": lambda self, *_: self.action_undo(),
        "question": ImportCorrections.to_answers,
        "answer": ImportCorrections.answer,
        "answered": ImportCorrections.ask_again,
        "blocked": lambda self, *_: self.go_on(),
        "accept": lambda self, *_: self.action_accept(),
        "locked": ImportCorrections.ask_password,
        "sheets": ImportCorrections.choose_table,
        "against": ImportCorrections.choose_replaced,
        "headings": ImportCorrections.choose_headings,
        "column": ImportCorrections.choose_field,
    }
