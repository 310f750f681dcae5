"""Correcting what the import screen proposes: tables, headings, columns, dates, versions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_tui.intake.columns import NO_HEADING
from workshop_tui.practice.problems import Problem
from workshop_tui.review.reimport import NEW
from workshop_tui.tui.import_rows import FIELD_WORDS, table_words
from workshop_tui.tui.incoming import OTHER, Incoming, assigned

if TYPE_CHECKING:
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.widgets.line_list import LineList, Row
    from workshop_tui.tui.widgets.password_field import PasswordField

_HEADING_ROWS = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose from; the list shows it instead of the file until it is settled.

    Attributes:
        title: What is chosen.
        why: What a person should know about it.
        options: What there is to choose from.
        now: Which one it is now; -1 for none.
        take: Takes the one that was chosen.
        about: The row that it is about, explained beside it.
    """

    title: str
    why: str
    options: Sequence[str]
    now: int
    take: Callable[[int], None]
    about: Row | None = None


class ImportCorrections:
    """The part of the import screen that corrects; each choice has the file read again."""

    if TYPE_CHECKING:
        desk: Desk

        @property
        def sheet(self) -> LineList:
            """The list of what was found."""

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

        def changed(self) -> None:
            """Something was chosen: read the file again."""

        @property
        def password(self) -> PasswordField:
            """Where a file's password is typed."""

        def offer(self, choice: Choice) -> None:
            """Show what there is to choose from."""

    def ask_password(self, one: Incoming, _: Row) -> None:
        """Ask for the file's password, and try again."""

        def answer(password: str) -> None:
            one.password, one.found = password, None
            self.changed()

        self.password.ask("the file's password · Enter tries it · Esc leaves it", answer)

    def choose_table(self, one: Incoming, _: Row) -> None:
        """Say which sheets or tables are read."""
        tables = one.opened.document.tables if one.opened else ()
        names: list[str | None] = [None, *(table.name for table in tables)]

        def take(place: int) -> None:
            if names[place] != one.choices.sheet:
                one.choose_table(names[place])
                self.changed()

        title = f"Which tables of {one.path.name} are read?"
        why = "What was chosen for columns and dates is asked anew."
        options = ["all that are not hidden", *map(table_words, tables)]
        self.offer(Choice(title, why, options, names.index(one.choices.sheet), take))

    def choose_replaced(self, one: Incoming, _: Row) -> None:
        """Say which earlier document this one corrects."""
        ids = {a.id for a in self.desk.agencies.values() if a.short == one.agency}
        sources = [s for s in self.desk.read.source_files().values() if s.agency_id in ids]
        wanted: list[str | None] = [None, NEW, *(source.uid for source in sources)]

        def take(place: int) -> None:
            one.replaces = wanted[place]
            self.changed()

        options = ["what it says tells", "a further document, which corrects none"]
        options += [f"a corrected version of {source.name}" for source in sources]
        why = "Entries that a corrected version no longer has are excluded, never deleted."
        title = f"What is {one.path.name}?"
        self.offer(Choice(title, why, options, wanted.index(one.replaces), take))

    def choose_headings(self, one: Incoming, row: Row) -> None:
        """Say in which row the headings of a table stand, or that it has none."""
        assert one.reading is not None and one.opened is not None
        table = one.reading.tables[int(row.at[0])]
        raw = next(t for t in one.opened.document.tables if t.name == table.name)
        rows = raw.rows[:_HEADING_ROWS]
        numbers = [NO_HEADING, *(str(found.number) for found in rows)]

        def take(place: int) -> None:
            one.choose_headings(numbers[place])
            self.changed()

        options = ["this table has no headings"]
        options += [
            f"row {found.number}: {' · '.join(c.text for c in found.cells if c.text.strip())}"
            for found in rows
        ]
        now = str(table.header_row) if table.header_row is not None else NO_HEADING
        place = numbers.index(now) if now in numbers else 0
        title = f"Where do the headings of {table.name} stand?"
        why = "Rows above the headings are left out. What was chosen for columns is forgotten."
        self.offer(Choice(title, why, options, place, take))

    def choose_field(self, one: Incoming, row: Row) -> None:
        """Say what a column holds."""
        assert one.reading is not None
        table, column = one.reading.tables[int(row.at[0])], int(row.at[1])
        names = list(FIELD_WORDS)

        def take(place: int) -> None:
            try:
                one.set_column(table, column, names[place])
            except Problem as problem:
                self.say(str(problem))
            else:
                self.changed()

        title = f"What does the column “{table.headers[column]}” hold?"
        why = "Several columns can make one event: their texts are joined. Every other field has \
one column."
        now = names.index(assigned(table).get(column, OTHER))
        self.offer(Choice(title, why, list(FIELD_WORDS.values()), now, take, row))

    def answer(self, one: Incoming, row: Row) -> None:
        """Answer a question about dates."""
        assert one.reading is not None
        question = one.reading.doubts[int(row.at[0])]
        one.answer(question.table, question.doubt, str(row.at[1]))
        self.changed()

    def to_answers(self, _one: Incoming, row: Row) -> None:
        """From a question to the first of its answers."""
        self.sheet.go_to(self.sheet.find(lambda r: r.what == "answer" and r.at[0] == row.at[0]))

    def ask_again(self, one: Incoming, row: Row) -> None:
        """Take an answer back."""
        one.ask_again(int(row.at[0]))
        self.changed()
