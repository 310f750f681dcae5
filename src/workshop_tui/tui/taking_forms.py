"""Preparation forms that came back, on their way in: whose they are, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, ClassVar

from textual.content import Content

from workshop_tui.practice.days import british
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.text import one_line
from workshop_tui.review import returns
from workshop_tui.review.form_values import exact_day
from workshop_tui.review.reader import Reader
from workshop_tui.review.returns import Incoming
from workshop_tui.review.seat import Seat
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.import_corrections import Choice
from workshop_tui.tui.live import sentence
from workshop_tui.tui.taking_in import Asks, Looked, Secret, TakingIn, accept_row, ticked
from workshop_tui.tui.widgets.line_list import Row


class _OneForm:
    """One file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.whose = ""
        self.secret = Secret()
        self.found: Incoming | None = None
        self.problem = ""
        self.asks_whose = False

    def look(self, read: Reader) -> Looked:
        found, problem, asks = None, "", False
        try:
            found = returns.look(read, self.path, self.whose, password=self.secret)
        except returns.WhoseForm as doubt:
            problem, asks = str(doubt), True
        except Exception as error:  # noqa: BLE001 - any failure is a sentence on the screen
            problem = sentence(error)

        def take() -> None:
            self.found, self.problem, self.asks_whose = found, problem, asks

        return take


class ReturnForms(TakingIn):
    """Forms that are taken in together."""

    title = "PREPARATION FORMS"
    verb = "return.accept"
    several = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.forms: list[_OneForm] = []
        self.received: str | None = None
        self.replace = False

    def begin(self, paths: Sequence[Path]) -> None:
        """Begin with these files."""
        known = {one.path: one for one in self.forms if not one.problem}
        self.forms = [known.get(path) or _OneForm(path) for path in paths]

    def look(self, read: Reader) -> Looked:
        """Read every form, and say whose it is and which entries it concerns."""
        looked = [one.look(read) for one in self.forms]

        def take() -> None:
            for one in looked:
                one()

        return take

    # -- what is said -------------------------------------------------------------------------

    @property
    def lacks(self) -> Sequence[str]:
        """What must be said of the files first."""
        wanted = []
        if any(one.asks_whose for one in self.forms):
            wanted.append("whose form it is")
        if any(one.problem and one.secret.asked for one in self.forms):
            wanted.append("a password")
        if any(one.problem and not one.asks_whose and not one.secret.asked for one in self.forms):
            wanted.append("a file that cannot be taken in")
        return wanted

    @property
    def ready(self) -> bool:
        """Whether all of them can be taken in."""
        return bool(self.forms) and all(one.found is not None for one in self.forms)

    def rows(self) -> list[Row]:
        """What must be answered, accepting, then each form."""
        waiting = [one for one in self.forms if one.found is None and not one.problem]
        if waiting:
            return [Row("", f"{waiting[0].path.name} is being read …", style="heading")]
        return list(self._rows())

    def _rows(self) -> Iterator[Row]:
        good = [one.found for one in self.forms if one.found is not None]
        people = ", ".join(dict.fromkeys(one.person.code for one in good)) or "nobody yet"
        yield Row("", f"{_forms(len(self.forms))} from {people}", style="heading")
        for place, one in enumerate(self.forms):
            yield from self._problem(place, one)
        before = {one.person.code: one.earlier for one in good if one.earlier}
        if before:
            words = f"Replace what they sent before ({', '.join(before)}); else add beside it"
            yield Row("replace", ticked(self.replace, words))
        yield Row("received", f"Received: {british(self.received) or 'today'}")
        yield accept_row(_forms(len(good)), self.lacks)
        for place, one in enumerate(self.forms):
            if one.found is not None:
                yield from self._form(place, one.found)

    def _problem(self, place: int, one: _OneForm) -> Iterator[Row]:
        if not one.problem:
            return
        yield Row("problem", f"{one.path.name}: {one.problem}", (place,), "warn")
        if one.asks_whose:
            yield Row("whose", "▸ Say whose form it is", (place,), "good")
        elif one.secret.asked:
            yield Row("locked", "▸ Give the file's password", (place,), "good")
        yield Row("out", f"▸ Leave {one.path.name} out", (place,))

    def _form(self, place: int, form: Incoming) -> Iterator[Row]:
        items = len(form.reading.items)
        heading = f"{form.reading.file} · from {form.person.code} · {items} items"
        yield Row("", heading, style="heading")
        yield Row("whose", f"From {form.person.code} (Enter: somebody else)", (place,), "faint")
        for at, eye in enumerate(form.eyes):
            yield Row("eye", f"⚑ {eye.place}: {eye.reason}", (place, at), "warn")
        for at, item in enumerate(form.reading.items):
            when = f"{item.when}: " if item.when else ""
            entry = self._entry(form, at)
            yield Row("item", f"{item.part} · {when}{item.text}{entry}", (place, at))
        for at, (question, answer) in enumerate(form.reading.support):
            yield Row("support", f"support · {question}: {answer}", (place, at), "faint")
        if form.manager:
            words = f"line manager: {form.manager}, noted for {form.person.code}"
            yield Row("note", words, (place, "manager"), "faint")
        for at, note in enumerate(form.reading.notes):
            yield Row("note", note, (place, at), "faint")

    def _entry(self, form: Incoming, at: int) -> str:
        entry_id = form.entries[at]
        return f"  → entry {self.desk.read.called(entry_id)}" if entry_id is not None else ""

    def detail(self, row: Row) -> list[Content]:
        """A row in full."""
        return [Content(one_line(self.desk.view.text(words))) for words in self._detail(row)]

    def _detail(self, row: Row) -> list[str]:
        if row.what in _HELP:
            return [_HELP[row.what]]
        form = self.forms[int(row.at[0])].found if row.at else None
        if row.what != "item" or form is None:
            return [row.text]
        item = form.reading.items[int(row.at[1])]
        said = [item.part, item.when, item.text, f"Why: {item.why}" if item.why else ""]
        entry = self._entry(form, int(row.at[1])).strip(" →")
        said.append(f"It is linked to {entry}." if entry else "It is linked to no entry.")
        return [*filter(None, said), f"Where: {item.place}"]

    # -- what is chosen -----------------------------------------------------------------------

    def act(self, row: Row, screen: Asks) -> None:
        """Say whose it is, tick, or accept."""
        if row.what in self._ACTS:
            self._ACTS[row.what](self, row, screen)

    def _whose(self, row: Row, screen: Asks) -> None:
        one = self.forms[int(row.at[0])]
        people = self.desk.read.participants()
        codes = [person.code for person in people]
        now = codes.index(one.found.person.code) if one.found else -1

        def take(place: int) -> None:
            one.whose = codes[place]
            one.problem = ""
            one.found = None
            screen.changed()

        options = [f"{person.code}   {person.role}" for person in people]
        title = f"Whose form is {one.path.name}?"
        screen.offer(Choice(title, _WHY_WHOSE, options, now, take))

    def _locked(self, row: Row, screen: Asks) -> None:
        one = self.forms[int(row.at[0])]

        def take(words: str) -> None:
            one.secret = Secret(words)
            one.problem = ""
            screen.changed()

        screen.ask_password(one.path.name, take)

    def _replace(self, _: Row, screen: Asks) -> None:
        self.replace = not self.replace
        screen.paint_all()

    def _received(self, _: Row, screen: Asks) -> None:
        def take(words: str) -> None:
            try:
                self.received = exact_day("Received", words)
            except Problem as problem:
                screen.say(str(problem))
            screen.paint_all()

        screen.ask("On which day did they come, as 12/03/2026?", take)

    def leave_out(self, row: Row, screen: Asks) -> str:
        """Leave out the file that a row is about."""
        if not row.at or row.what == "received":
            return "Which file? Go to one of its rows first."
        if len(self.forms) == 1:
            return "It is the only file: Esc goes back to the files."
        one = self.forms.pop(int(row.at[0]))
        screen.paint_all()
        return f"{one.path.name} is left out."

    _ACTS: ClassVar[dict[str, Callable[[ReturnForms, Row, Asks], None]]] = {
        "whose": _whose,
        "locked": _locked,
        "replace": _replace,
        "received": _received,
        "out": lambda self, row, screen: screen.say(self.leave_out(row, screen)),
        "accept": lambda _self, _row, screen: screen.accept(),
    }

    # -- taking them in -----------------------------------------------------------------------

    def accept(self, seat: Seat) -> Future[Any]:
        """Take the forms in."""
        forms = [one.found for one in self.forms if one.found is not None]
        return seat.returns.accept(forms, received=self.received, replace=self.replace)

    def taken(self, result: Any) -> str:
        """How many came in."""
        del result
        people = dict.fromkeys(one.found.person.code for one in self.forms if one.found)
        return f"{_forms(len(self.forms))} taken in, from {', '.join(people)}."


def _forms(count: int) -> str:
    return f"{count} form{'' if count == 1 else 's'}"


_HELP = {
    "whose": "A form says itself whose it is, in its line “Form …”. Where that line is gone or "
    "altered, only a person can say it.",
    "locked": "The file has a password. It is used now and kept nowhere.",
    "replace": "Somebody sent a form before. Ticked: what they said then is taken away. Not "
    "ticked: both are kept.",
    "received": "The day on which the forms came. Enter: another day than today.",
    "accept": "Takes all of them in, or none. Each file is kept as it came; undo takes it back.",
    "out": "The other forms can then be taken in. The file itself stays where it is.",
}
_WHY_WHOSE = "It is never guessed from the file's name or from what somebody wrote."
