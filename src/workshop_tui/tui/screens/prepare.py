"""Prepare: what each step still misses, and everything through which one goes on with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from workshop_tui.practice.readiness import Step
from workshop_tui.practice.text import one_line
from workshop_tui.review.forms import form_of
from workshop_tui.tui.commands import Area, here_only, key_of
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.places import screen_of
from workshop_tui.tui.prepare_places import PreparePlaces
from workshop_tui.tui.prepare_rows import (
    PLACES,
    Place,
    Preparation,
    days_words,
    look,
    prepare_rows,
)
from workshop_tui.tui.recovering import of_form
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.sending import SENDINGS, Sending
from workshop_tui.tui.sheet import REFUSED
from workshop_tui.tui.widgets.bar import Bar
from workshop_tui.tui.widgets.bars import KeyBar, NoticeBar, StatusBar
from workshop_tui.tui.widgets.capture_line import CaptureLine
from workshop_tui.tui.widgets.line_list import LineList, Row
from workshop_tui.tui.widgets.missing_pane import Gap, MissingPane

_PARAGRAPHS = "abcdefgh"
_SHOWN = 12


class PrepareScreen(PreparePlaces, ReviewScreen):
    """The readiness list, the forms and the places; beside it what the chosen one is about."""

    CSS_PATH = "prepare.tcss"
    IS_PREPARE = True
    AREA = Area.PREPARE
    BINDINGS: ClassVar[list[BindingType]] = [
        *both(Area.PREPARE),
        *keys("2,f2", "event"),
        *(binding for one in _PARAGRAPHS for binding in keys(one, f"paragraph('{one}')")),
    ]

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)
        self.now: Preparation = look(desk.read, ())

    def compose(self) -> ComposeResult:
        """Status, days left, list and detail, line, notice, keys."""
        yield StatusBar(self.desk, "1 Prepare")
        yield Bar(id="prepare-days", markup=False)
        with Container(id="prepare-panes"):
            yield LineList(self._shown, self._open, id="prepare", moved=self._paint_detail)
            yield MissingPane(self._go_to)
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield KeyBar(self.live.seat.role, Area.PREPARE)

    def on_mount(self) -> None:
        """Read and paint."""
        line = self.query_one(CaptureLine)
        self.line = Line(self.desk, self.live, line, self.say, self._focus, always_open=False)
        line.display = False
        self.paint_all()
        self._focus()

    def _shown(self, text: str) -> str:
        return one_line(self.desk.view.text(text))

    @property
    def rows(self) -> LineList:
        """The list."""
        return self.query_one("#prepare", LineList)

    @property
    def missing(self) -> MissingPane:
        """What the chosen row is about."""
        return self.query_one(MissingPane)

    def _focus(self) -> None:
        self.set_focus(self.rows, scroll_visible=False)

    # -- painting -----------------------------------------------------------------------------

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Tick and untick as somebody fills in the forms."""
        del by_others
        if self.is_current and (moved.tables - {"capture", "capture_entry", "evidence"}):
            self.paint_all()

    def on_screen_resume(self) -> None:
        """Somebody comes back from a form or a place."""
        if self.is_mounted:
            self.paint_all()
            if not self.now.half_typed:
                self.query_one(NoticeBar).take_back(REFUSED)

    def paint_all(self) -> None:
        """Read and paint everything; the highlight stays on its row."""
        self.show_state()
        own = [one for one in self.desk.read.drafts() if one.seat == self.live.seat.uid]
        self.now = look(self.desk.read, (of_form(draft)[0] for draft in own))
        left = self._shown("  ·  ".join(map(days_words, self.now.left)))
        days = ("Days left: ", "bold"), left or "nothing is due by a day"
        self.query_one("#prepare-days", Bar).paint(Content.assemble(" ", *days))
        done = f"Preparation · {self.now.done} of {len(self.now.steps)} steps done"
        self.rows.border_title = Content(f"{done} · forms and places below")
        self.rows.fill(list(prepare_rows(self.now)))
        self._paint_detail()

    def _paint_detail(self) -> None:
        row = self.rows.row
        if row is None or not self.is_mounted:
            return
        title, gaps = self._detail(row)
        self.missing.show(title, gaps)

    def _detail(self, row: Row) -> tuple[str, Sequence[Gap]]:
        """What a row is about: a title, and lines that may lead somewhere."""
        name = str(row.at[0])
        if row.what == "step":
            return self._of_step(next(step for step in self.now.steps if step.id == name))
        if row.what == "form":
            form, found = form_of(name), self.now.filled[name]
            lines = [Gap(self._shown(form.about), ""), Gap("", "")]
            labels = [] if form.single else [one.label for one in found]
            lines += [Gap(f"· {self._shown(label)}", "") for label in labels[:_SHOWN]]
            if len(labels) > _SHOWN:
                lines.append(Gap(f"  and {len(labels) - _SHOWN} more", ""))
            return form.title, lines
        place = _place(name) if row.what == "place" else _sending(name)
        lines = [Gap(place.help, "")]
        if isinstance(place, Place):
            key = key_of(place.command, self.live.seat.role)
            from_here = "" if here_only(place.command) else " from every screen"
            lines += [Gap("", ""), Gap(f"{key} goes there{from_here}.", "")]
        return place.label, lines

    def _of_step(self, step: Step) -> tuple[str, Sequence[Gap]]:
        lines = [Gap(step.title, ""), Gap("", "")] if self.has_class("-wide") else []
        if step.done:
            lines.append(Gap(f"✓ Nothing is missing. Enter: {_called(step.form)}", step.form))
        before = ""
        for sentence, form in zip(step.missing, step.forms, strict=True):
            lines.append(Gap(f"○ {self._shown(sentence)}", form, _called(form, before)))
            before = form
        if step.id == "timescales":
            lines += [Gap(f"· {self._shown(days_words(one))}", "") for one in self.now.left]
        paragraph = f"Paragraph {step.paragraph} · " if step.paragraph else ""
        return f"{paragraph}{'done' if step.done else 'still missing'}", lines

    # -- going on -----------------------------------------------------------------------------

    def action_go_on(self) -> None:
        """Open what is highlighted."""
        if self.focused is self.missing and self.missing.chosen:
            self._go_to(self.missing.chosen)
        else:
            self.rows.choose()

    def action_switch_pane(self) -> None:
        """Between the list and what is missing."""
        if self.focused is self.missing or not self.missing.enter():
            self.missing.highlighted = None
            self._focus()
        else:
            self.set_focus(self.missing, scroll_visible=False)

    def action_paragraph(self, letter: str) -> None:
        """To the step of a paragraph."""
        ids = {step.paragraph: step.id for step in self.now.steps}
        self.rows.go_to(self.rows.find(lambda row: row.at == (ids.get(letter),)))
        self._focus()

    def action_back(self) -> None:
        """Out of the line, then out of what is missing, then to the event."""
        if self.line.open:
            self.line.leave()
        elif self.focused is self.missing:
            self.action_switch_pane()
        else:
            super().action_back()

    def _open(self, row: Row) -> None:
        name = str(row.at[0])
        if row.what == "send":
            _sending(name).run(self)
        else:
            steps = {step.id: step.next_form for step in self.now.steps}
            self._go_to(steps.get(name, name) if row.what == "step" else name)

    def _go_to(self, name: str) -> None:
        """To a form or a place."""
        found = [place for place in PLACES if place.id == name]
        if found:
            getattr(self, f"action_{found[0].command}")()
        else:
            self.app.push_screen(screen_of(name, self.desk, self.live))

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)


def _called(name: str, before: str = "") -> str:
    """What a form or a place is called; "" where the line before leads there too."""
    if name == before:
        return ""
    found = [place.label for place in PLACES if place.id == name]
    return found[0] if found else form_of(name).title


def _place(name: str) -> Place:
    return next(place for place in PLACES if place.id == name)


def _sending(name: str) -> Sending:
    return next(one for one in SENDINGS if one.id == name)
