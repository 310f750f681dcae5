"""The calm lines around the work: status, agenda, voices, notice and keys."""

from __future__ import annotations

import datetime as dt

from textual.content import Content
from textual.widgets import Static

from workshop_tui.practice.roles import ROLE_LABELS, Role
from workshop_tui.practice.text import one_line
from workshop_tui.store.seats import SeatRow
from workshop_tui.tui.commands import Area, commands_for, key_label
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.widgets.bar import Bar

AREAS = ("1 Prepare", "2 Event", "3 Outcomes")
_WIDE = 100
_SESSION_WIDE, _SESSION_NARROW = 30, 18


class StatusBar(Bar):
    """Which review, which area, the time, whether all is saved, who is here."""

    def __init__(self, desk: Desk, area: str) -> None:
        super().__init__(id="status", markup=False)
        self._desk = desk
        self._area = area
        self._state = "saved"
        self._seats: list[SeatRow] = []

    def on_resize(self) -> None:
        """A narrow terminal shows less."""
        self.show()

    def show(self, state: str | None = None, seats: list[SeatRow] | None = None) -> None:
        """Paint anew; what is not given stays."""
        self._state = state or self._state
        self._seats = self._seats if seats is None else seats
        desk = self._desk
        title = f"{desk.review.reference} {one_line(desk.view.text(desk.review.title))}"
        shown = AREAS if self.size.width >= _WIDE else (self._area,)
        areas = "  ".join(f"[{area}]" if area == self._area else area for area in shown)
        mode = "" if desk.view.shows_names else " · pseudonyms"
        saved = (f"● {self._state}", "$text-success" if self._state == "saved" else "$text-warning")
        if self._state == "NOT SAVED":
            saved = (f" {self._state} ", "bold reverse $text-error")
        self.paint(
            Content.assemble(
                (f" {title}", "bold"),
                f"  {areas}{mode}  {self._session()} {dt.datetime.now():%H:%M}{self._elapsed()}  ",
                saved,
                f"  ⌂ {self._people()}",
            )
        )

    def _session(self) -> str:
        """Which session this is, where there is more than one."""
        desk = self._desk
        if desk.session is None or not desk.many_sessions:
            return ""
        room = _SESSION_WIDE if self.size.width >= _WIDE else _SESSION_NARROW
        title = one_line(desk.view.text(desk.session.title))
        return f"▸ {title if len(title) <= room else title[: room - 1] + '…'} "

    def _elapsed(self) -> str:
        session = self._desk.session
        if session is None or session.started is None:
            return ""
        started = dt.datetime.fromisoformat(session.started)
        minutes = int((dt.datetime.now().astimezone() - started).total_seconds() // 60)
        return f" · {max(0, minutes)} min"

    def _people(self) -> str:
        own = self._desk.seat
        others = [seat for seat in self._seats if seat.uid != own.uid]
        chairless = own.role is not Role.CHAIR and all(s.role is not Role.CHAIR for s in others)
        extra = " · no chair here" if chairless else ""
        return f"{ROLE_LABELS[own.role]}{f' +{len(others)}' if others else ''}{extra}"


class AgendaBar(Bar):
    """The agenda's steps, the present one marked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="agenda", markup=False)
        self._desk = desk

    def show(self) -> None:
        """Paint anew."""
        session, steps = self._desk.session, self._desk.steps
        here = session.step_id if session else None
        parts: list[tuple[str, str]] = []
        for step in steps:
            current = step.id == here
            text = f"▸{step.title.upper()} {step.minutes} min" if current else step.title
            parts.append((f" {text} ", "bold" if current else "$text-muted"))
        self.set_class(not parts, "-empty")
        self.paint(Content.assemble(*parts))


class VoicesBar(Bar):
    """Which agencies were heard here, and which that were involved were not yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="voices", markup=False)
        self._desk = desk

    def show(self) -> None:
        """Paint anew."""
        desk = self._desk
        ids = desk.episode_entries()
        heard = desk.read.agencies_heard(ids) if ids else set()
        involved = {entry.agency_id for entry in desk.read.entries(ids)}
        parts: list[tuple[str, str]] = [("Heard: ", "$text-muted")]
        for agency in desk.agencies.values():
            short = desk.view.text(agency.short)
            if agency.id in heard:
                parts.append((f"▮{short} ", "$text-success"))
            elif agency.id in involved:
                parts.append((f"▯{short} not yet ", "bold $text-warning"))
        if len(parts) == 1:
            parts.append(("nobody yet", "$text-muted"))
        self.paint(Content.assemble(*parts))


class NoticeBar(Static):
    """One calm sentence about what just happened; trouble stays until it is over."""

    def __init__(self) -> None:
        super().__init__(id="notice", markup=False)
        self._trouble = ""

    def say(self, sentence: str) -> None:
        """Say what happened, unless there is trouble to say."""
        if not self._trouble:
            self.update(Content(f" {one_line(sentence)}"))

    def trouble(self, sentence: str) -> None:
        """Say what is wrong, and keep saying it ("" once it is over)."""
        self._trouble = sentence
        self.set_class(bool(sentence), "-trouble")
        self.update(Content(f" ⚠ {one_line(sentence)}" if sentence else ""))


class KeyBar(Bar):
    """The keys that matter most here."""

    def __init__(self, role: Role, area: Area) -> None:
        super().__init__(id="keys", markup=False)
        self._role = role
        self._area = area

    def on_mount(self) -> None:
        """Begin with commands."""
        self.show("")

    def show(self, mode: str) -> None:
        """Paint the keys, after a word for the mode."""
        parts: list[tuple[str, str]] = [(f" {mode} ", "bold $text-primary")] if mode else []
        shown = [c for c in commands_for(self._role, self._area) if c.footer]
        # A row that is too long is cut at its end: help comes first, and one word is enough.
        for command in sorted(shown, key=lambda command: command.id != "help"):
            parts.append((f" {key_label(command.keys(self._role))} ", "bold reverse"))
            parts.append((f" {command.label.split()[0]} ", ""))
        self.paint(Content.assemble(*parts))
