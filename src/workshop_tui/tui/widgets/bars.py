"""The calm lines around the work: status, agenda, voices, notice and keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from textual.content import Content
from textual.widgets import Static

from workshop_tui.practice import clock
from workshop_tui.practice.kinds import CONVERSATION
from workshop_tui.practice.pace import Pace
from workshop_tui.practice.records import AgendaStep
from workshop_tui.practice.roles import ROLE_LABELS, Role
from workshop_tui.practice.text import one_line
from workshop_tui.review.rehearsing import is_rehearsal
from workshop_tui.review.voices import Heard, Voice, agency_voices
from workshop_tui.tui.commands import Area, commands_for, key_label, key_of
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.widgets.bar import Bar

AREAS = ("1 Prepare", "2 Event", "3 Outcomes", "4 Embed", "5 Share")
_WIDE = 100
_VOICE_ROWS = 2
_WIDEST = 120
_SESSION_WIDE, _SESSION_NARROW = 30, 18


class StatusBar(Bar):
    """Which review, which area, the time, whether all is saved, who is here."""

    def __init__(self, desk: Desk, area: str) -> None:
        super().__init__(id="status", markup=False)
        self._desk = desk
        self._area = area
        self._state = "saved"
        self._mark = " REHEARSAL " if is_rehearsal(desk.seat.file.path) else ""
        if desk.seat.notebook is not None:
            self._mark = " NOTEBOOK "

    def on_resize(self) -> None:
        """A narrow terminal shows less."""
        self.show()

    def show(self, state: str | None = None) -> None:
        """Paint anew; what is not given stays."""
        self._state = state or self._state
        desk = self._desk
        title = f"{desk.review.reference} {one_line(desk.view.text(desk.review.title))}"
        mode = "" if desk.view.shows_names else " · pseudonyms"
        saved = (f"● {self._state}", "$text-success" if self._state == "saved" else "$text-warning")
        if self._state == "NOT SAVED":
            saved = (f" {self._state} ", "bold reverse $text-error")
        for where in self._places():
            rest = Content.assemble(
                f"  {where}{mode}   {dt.datetime.now():%H:%M}{self._elapsed()}  ",
                saved,
                (self._challenged(), "$text-warning"),
                f"  ⌂ {self._people()}",
            )
            room = self.size.width - rest.cell_length - len(self._mark) - 1
            if len(title) <= room:
                break
        self.paint(
            Content.assemble(
                (self._mark, "bold reverse $text-warning"),
                (f" {_shortened(title, max(room, len(desk.review.reference) + 1))}", "bold"),
                rest,
            )
        )

    def _places(self) -> Iterator[str]:
        """The areas and the session, in ever fewer words: what is saved must stay in sight."""
        session, here = self._session(), f"[{self._area}]"
        if self.size.width >= _WIDE:
            areas = [here if area == self._area else area for area in AREAS]
            digits = [here if area == self._area else area[0] for area in AREAS]
            short = self._session(_SESSION_NARROW)
            for shown, said in ((areas, session), (areas, short), (digits, short)):
                yield "  ".join([*shown, said] if said else shown)
        yield session or here

    def _session(self, most: int = _SESSION_WIDE) -> str:
        """Which session this is, where there is more than one, in so many characters at most.

        A narrow terminal leaves out the one event there is: only a conversation must be told.
        """
        desk, wide = self._desk, self.size.width >= _WIDEST
        if desk.session is None or not desk.many_sessions:
            return ""
        if not wide and desk.one_event and desk.session.kind != CONVERSATION:
            return ""
        room = most if wide else _SESSION_NARROW
        title = one_line(desk.view.text(desk.session.title))
        return f"▸ {_shortened(title, room)}"

    def _elapsed(self) -> str:
        session = self._desk.session
        if session is None or session.started is None:
            return ""
        minutes = clock.session_seconds(session, dt.datetime.now().astimezone()) // 60
        return f" · {minutes} min{' · CLOSED' if session.closed else ''}"

    def _challenged(self) -> str:
        """In the chair's seat: how many challenge notes wait for an answer, and the key to them."""
        waits, role = self._desk.unanswered, self._desk.seat.role
        if not waits or role is not Role.CHAIR:
            return ""
        notes = f"{waits} note{'s' if waits > 1 else ''}"
        return f"  ✎ {notes} ({key_of('challenges', role)})"

    def _people(self) -> str:
        own = self._desk.seat
        others = [seat for seat in self._desk.seats if seat.uid != own.uid]
        chairless = own.role is not Role.CHAIR and all(s.role is not Role.CHAIR for s in others)
        if own.notebook is not None:
            return ROLE_LABELS[own.role]
        more = f" +{len(others)}" if others else ""
        if chairless and self.size.width < _WIDE:  # said beside the role it would be cut off
            return f"no chair here{more}"
        return f"{ROLE_LABELS[own.role]}{more}{' · no chair here' if chairless else ''}"


def _shortened(text: str, most: int) -> str:
    """A text in so many characters at most."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


class AgendaBar(Bar):
    """Where the session is, how long is left, when it ends, and what comes after."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="agenda", markup=False)
        self._desk = desk

    def on_resize(self) -> None:
        """A narrow terminal shows the present step alone."""
        self.show()

    def show(self) -> None:
        """Paint anew."""
        desk = self._desk
        self.set_class(not desk.steps, "-empty")
        if not desk.steps:
            return
        pace, step, wide = desk.pace(), desk.step, self.size.width >= _WIDE
        if step is None:
            self.paint(
                Content.styled(f" agenda of {len(desk.steps)} steps, not begun", "$text-muted")
            )
            return
        at = desk.steps.index(step)
        to_come = [s.title for s in desk.steps[at + 1 :] if s.state != "skipped"]
        after = one_line(desk.view.text(f"then: {' · '.join(to_come)}")) if to_come else ""
        self.paint(
            Content.assemble(
                (f" ▸ {at + 1}/{len(desk.steps)}", "$text-muted"),
                self._present(step, pace),
                *_ending(desk, pace, wide=wide),
                (f"   {after}" if wide else "", "$text-muted"),
            )
        )

    def _present(self, step: AgendaStep, pace: Pace) -> tuple[str, str]:
        session = self._desk.session
        minutes, waits = f"{pace.step_spent}/{pace.step_planned} min", ""
        if session is None or session.started is None:
            minutes = f"{step.minutes} min"
        elif session.closed:
            waits = " · CLOSED"
        elif not clock.runs(session):
            waits = " · PAUSED"
        style = "bold $text-warning" if pace.step_over or waits else "bold"
        title = one_line(self._desk.view.text(step.title)).upper()
        return f" {title} {minutes}{waits} ", style


def _ending(desk: Desk, pace: Pace, *, wide: bool) -> list[tuple[str, str]]:
    """The episode's share and the projected end, gently."""
    parts: list[tuple[str, str]] = []
    if pace.episode_share and clock.walks_chronology(desk.step):
        over = " · over" if pace.episode_over else ""
        style = "$text-warning" if over else "$text-muted"
        parts.append((f" episode {pace.episode_spent} of {pace.episode_share} min{over} ", style))
        if wide:
            left = max(0, pace.chronology_left)
            parts.append((f" chronology {left} min left ", "$text-muted"))
    if pace.finish is not None:
        late = f" (+{pace.late} min)" if pace.late > 0 else ""
        parts.append((f" ends {pace.finish:%H:%M}{late}", "$text-muted"))
    return parts


class VoicesBar(Bar):
    """The child and each parent, then the agencies: heard here, not yet, absent."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="voices", markup=False)
        self._desk = desk

    def on_resize(self) -> None:
        """Where there is less room, signs stand for words."""
        self.show()

    def show(self) -> None:
        """Paint anew."""
        desk = self._desk
        if not desk.voices_known:
            return
        agencies = agency_voices(desk.read, desk.episode_entries(), desk.absent)
        voices = [*desk.family, *agencies]
        parts = [self._shown(voice, words=True) for voice in voices]
        if sum(len(text) for text, _ in parts) > _VOICE_ROWS * self.size.width - len("Heard: "):
            parts = [self._shown(voice, words=False) for voice in voices]
        if not agencies:
            parts.append(("nobody heard yet", "$text-muted"))
        self.paint(Content.assemble(("Heard: ", "$text-muted"), *parts))

    def _shown(self, voice: Voice, *, words: bool) -> tuple[str, str]:
        """A voice; where there is no room for words, its sign stands for how it is."""
        name = one_line(self._desk.view.text(voice.name))
        if voice.heard is Heard.YES:
            return f"▮{name} ", "$text-success"
        if voice.heard is Heard.ABSENT:
            speaks = f", {voice.note} speaks" if voice.note else ""
            return f"▯{name} absent{speaks if words else ''} ", "$text-muted"
        if voice.family and voice.heard in (Heard.DECLINED, Heard.NOT_ASKED):
            return f"–{name} {f'{voice.heard} ' if words else ''}", "$text-muted"
        return f"▯{name} {'not yet ' if words else ''}", "bold $text-warning"


class NoticeBar(Static):
    """One calm sentence about what just happened; trouble stays until it is over."""

    def __init__(self) -> None:
        super().__init__(id="notice", markup=False)
        self._trouble = ""

    def say(self, sentence: str, *, in_trouble: bool = False) -> None:
        """Say what happened, unless there is trouble to say.

        Args:
            sentence: What happened.
            in_trouble: Say it before the trouble all the same: it answers to it.
        """
        if not self._trouble:
            self.update(Content(f" {one_line(sentence)}"))
        elif in_trouble:
            self.update(Content(f" {one_line(sentence)} ⚠ {one_line(self._trouble)}"))

    def take_back(self, begins: str) -> None:
        """Say no longer what begins so: it is over."""
        if not self._trouble and str(self.content).strip().startswith(begins):
            self.update("")

    def trouble(self, sentence: str) -> None:
        """Say what is wrong, and keep saying it ("" once it is over)."""
        if sentence and sentence == self._trouble:
            return  # it is in sight, and so is what was said to it
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

    def show(self, mode: str, *, typing: bool = False, but: Collection[str] = ()) -> None:
        """Paint the keys, after a word for the mode.

        Args:
            mode: The word, or "".
            typing: Whether letters are text, so that only the note-taker's keys are commands.
            but: Commands that are of no use now.
        """
        role = Role.NOTE_TAKER if typing else self._role
        parts: list[tuple[str, str]] = [(f" {mode} ", "bold $text-primary")] if mode else []
        shown = [
            command
            for command in commands_for(role, self._area)
            if command.footer and command.id not in but and command.footer_in in (None, self._area)
        ]
        # A row that is too long is cut at its end: help comes first, and one word is enough.
        for command in sorted(shown, key=lambda command: command.id != "help"):
            parts.append((f" {key_label(command.keys(role))} ", "bold reverse"))
            parts.append((f" {command.label.split()[0]} ", ""))
        self.paint(Content.assemble(*parts))
