"""The event: the chronology, the entry, what was captured, the line. Chair's and note-taker's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from workshop_tui.practice.keeping import Strike
from workshop_tui.practice.kinds import CaptureKind
from workshop_tui.practice.records import Entry
from workshop_tui.practice.roles import Role
from workshop_tui.tui.captured import CapturedCommands
from workshop_tui.tui.commands import Area
from workshop_tui.tui.desk import VOICE_TABLES, Desk, Moved
from workshop_tui.tui.entry_commands import EntryCommands
from workshop_tui.tui.keys import bindings, keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live
from workshop_tui.tui.messages import HandOver, LineEdited
from workshop_tui.tui.paper_commands import PaperCommands
from workshop_tui.tui.preparing_commands import PreparingCommands
from workshop_tui.tui.recovering import left_behind, left_in_line, recover, waiting_in_forms
from workshop_tui.tui.running_commands import RunningCommands
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.tasks import Finding
from workshop_tui.tui.widgets.bars import AgendaBar, KeyBar, NoticeBar, StatusBar, VoicesBar
from workshop_tui.tui.widgets.capture_line import CaptureLine
from workshop_tui.tui.widgets.captured_pane import CapturedPane
from workshop_tui.tui.widgets.chronology_list import ChronologyList
from workshop_tui.tui.widgets.entry_pane import EntryPane
from workshop_tui.tui.widgets.prompt_card import PromptCard


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes along when somebody changes into another seat: a notice, a half-typed line."""

    said: str
    text: str = ""
    context: str = ""


class EventScreen(
    CapturedCommands,
    EntryCommands,
    PaperCommands,
    PreparingCommands,
    RunningCommands,
    ReviewScreen,
):
    """What both working seats share; the subclasses bring their keys.

    Args:
        desk: What the seat has in front of it.
        live: Its way to the store.
        entered: Called once the screen has been painted.
        carried: What was in the line of the seat before.
    """

    CSS_PATH = "event.tcss"
    IS_EVENT = True
    AREA = Area.EVENT
    ROLE: Role

    def __init__(
        self,
        desk: Desk,
        live: Live,
        entered: Callable[[], None] = lambda: None,
        carried: Carried | None = None,
    ) -> None:
        super().__init__(desk, live)
        self._entered = entered
        self._carried = carried
        self._source = False
        self._going: int | None = None
        self._goal: int | None = None

    def compose(self) -> ComposeResult:
        """Bars above and below, three panes between, the line at the bottom."""
        yield StatusBar(self.desk, "2 Event")
        yield AgendaBar(self.desk)
        with Horizontal(id="panes"):
            yield ChronologyList(self.desk)
            with Vertical(id="middle"):
                yield PromptCard(self.desk)
                yield EntryPane(self.desk)
            with Vertical(id="right"):
                yield CapturedPane(self.desk)
                yield VoicesBar(self.desk)
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield KeyBar(self.ROLE, Area.EVENT)

    def on_mount(self) -> None:
        """Fill the panes; the line is ready before the first key."""
        self.line = Line(
            self.desk,
            self.live,
            self.query_one(CaptureLine),
            self.say,
            self._line_closed,
            mode_changed=self._show_mode if self.ROLE is Role.CHAIR else None,
            arrow=self._arrow,
            enter_empty=self._enter_empty,
        )
        self.query_one(CaptureLine).display = self.line.open
        self.query_one(CaptureLine).set_hints("", None)
        self.line.paint()
        self.paint_all()
        self._line_closed()
        if self._carried is not None:
            self.line.take_along(self._carried.text, self._carried.context)
            self.say(self._carried.said)
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        """What can wait until the entry is in sight."""
        if not self.desk.voices_known:
            self.desk.load_voices()
            self.paint_entry()
        self.query_one(VoicesBar).show()
        self._entered()

    def carry(self, said: str) -> Carried:
        """What goes along into another seat."""
        return Carried(said, *self.line.unfinished_capture())

    def joined(self) -> None:
        """This seat is in the room: go on with its half-typed line, say what others left."""
        self.line.restore()
        left = left_in_line(self.desk.read)
        forms = waiting_in_forms(self.desk.read, self.desk.seat.uid)
        if left:
            self.say(left_behind(left, self.line.key("recover")))
        elif forms and not self.line.unfinished:
            key = self.line.key("prepare")
            self.say(f"Half-typed text waits in a form: {', '.join(forms)}. {key} goes there.")

    # -- painting -----------------------------------------------------------------------------

    @property
    def captured(self) -> CapturedPane:
        """The pane of captures."""
        return self.query_one(CapturedPane)

    @property
    def entry_pane(self) -> EntryPane:
        """The entry."""
        return self.query_one(EntryPane)

    @property
    def card(self) -> PromptCard:
        """The card of prompts."""
        return self.query_one(PromptCard)

    def paint_all(self) -> None:
        """Paint everything."""
        self.query_one(StatusBar).show(self.live.state)
        self.query_one(AgendaBar).show()
        self.query_one(ChronologyList).refresh_rows()
        self.paint_place()

    def paint_place(self) -> None:
        """Paint what depends on the entry shown."""
        self.query_one(ChronologyList).refresh_place()
        self.paint_entry()
        self.captured.show()
        self.query_one(VoicesBar).show()
        self.line.paint()

    def paint_entry(self) -> None:
        """Paint the entry shown."""
        self.entry_pane.show(source=self._source)

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Paint what some seat's changes touched."""
        desk = self.desk
        here = desk.here
        if Strike.TABLE in moved.tables:
            self.line.let_go_of_struck()
        if moved.place and self._should_follow(by_others):
            desk.here = desk.chair_at
        if moved.place:
            self.query_one(StatusBar).show(self.live.state)
            self.query_one(AgendaBar).show()
            self.query_one(ChronologyList).refresh_place()
            self.captured.show()
            self.line.paint()
        if moved.people:
            self.paint_all()
        elif moved.entries:
            self.query_one(ChronologyList).refresh_rows()
            self.paint_place()
        elif desk.here != here or moved.lines:
            self.paint_place()
        elif moved.tables & VOICE_TABLES:
            self.paint_entry()
            self.query_one(VoicesBar).show()
        if moved.captures:
            self.query_one(ChronologyList).refresh_entries(moved.rows)
            if desk.here in moved.rows or desk.said_at is None:
                self.captured.show()
                self.query_one(VoicesBar).show()

    def show_state(self) -> None:
        """The saved mark and the clocks."""
        super().show_state()
        self.query_one(AgendaBar).show()

    def _should_follow(self, by_others: bool) -> bool:
        """The note-taker follows unless in mid-line; the chair only a move made elsewhere."""
        if self.desk.chair_at is None:
            return False
        if self.desk.seat.role is Role.CHAIR:
            return by_others
        return self.desk.following and not self.line.unfinished

    # -- moving -------------------------------------------------------------------------------

    def look_at(self, entry_id: int | None) -> None:
        """Show an entry; in the chair's seat the whole event goes there."""
        if entry_id is None or entry_id == self.desk.here:
            return
        self.desk.here = entry_id
        self._source = False
        if self.desk.seat.role is Role.CHAIR:
            self._lead_to(entry_id)
        else:
            self.desk.following = entry_id == self.desk.chair_at
        self.paint_place()

    def _lead_to(self, entry_id: int) -> None:
        """Move the event; while one move is on its way to the disk, only the newest follows."""
        if self.desk.session is not None:
            self.desk.session = replace(self.desk.session, entry_id=entry_id)
        self._goal = entry_id
        if self._going is None:
            self._going = entry_id
            # First the chair sees the entry, then the disk hears of it.
            self.call_after_refresh(self._go_now)

    def _go_now(self) -> None:
        goal, self._goal = self._goal, None
        self._going = goal
        if goal is not None:
            self.live.do(self.live.seat.event.go(goal), self._gone, self._gone)

    def _gone(self, _: object) -> None:
        self._going = None
        if self._goal is not None:
            self._go_now()

    def action_next_entry(self) -> None:
        """One entry on; at the end, what was parked is remembered."""
        onward = self.desk.stepped(1)
        waits = self._parked_waits() if onward in (None, self.desk.here) else ""
        self._step(onward, f"This is the last entry.{waits}")

    def _parked_waits(self) -> str:
        from workshop_tui.review.parked import waiting

        waits, key = sum(waiting(self.desk.read)), self.line.key("parked")
        return f" What was parked comes back now ({waits}): {key}." if waits else ""

    def action_previous_entry(self) -> None:
        """One entry back."""
        self._step(self.desk.stepped(-1), "This is the first entry.")

    def action_next_key(self) -> None:
        """The next starred entry."""
        self._step(self.desk.key_entry(1), "No starred entry comes after this one.")

    def action_previous_key(self) -> None:
        """The starred entry before."""
        self._step(self.desk.key_entry(-1), "No starred entry comes before this one.")

    def action_first_entry(self) -> None:
        """The first entry."""
        self.look_at(self.desk.order[0] if self.desk.order else None)

    def action_last_entry(self) -> None:
        """The last entry that this seat's list shows."""
        self.look_at(self.desk.order[self.desk.shown - 1] if self.desk.order else None)

    def action_follow(self) -> None:
        """Back to where the chair is, and along from now on."""
        self.desk.following = True
        if self.desk.chair_at is None:
            self.say("The chair has not opened an entry yet.")
        elif self.desk.chair_at == self.desk.here:
            self.say("You are where the chair is.")
        else:
            self.look_at(self.desk.chair_at)
            self.desk.following = True

    def _step(self, entry_id: int | None, at_the_end: str) -> None:
        if entry_id is None or entry_id == self.desk.here:
            self.say(at_the_end)
        self.look_at(entry_id)

    def arrive(self, said: str, entry_id: int | None) -> None:
        """Somebody comes back with news; to its entry too, unless that would move the room."""
        leads = self.desk.seat.role is Role.CHAIR
        if not (leads and self.desk.session and self.desk.session.started):
            self.look_at(entry_id)
        self.paint_place()
        self.say(said)

    # -- marking ------------------------------------------------------------------------------

    def action_star(self) -> None:
        """Star the entry, or take its star away."""
        if self.desk.here is not None:
            self.live.do(self.live.seat.event.star(self.desk.here))

    def action_discussed(self) -> None:
        """Mark the entry discussed, or open again."""
        self._mark("discussed")

    def action_park_entry(self) -> None:
        """Park the entry, or open it again."""
        self._mark("parked")

    def _mark(self, state: str) -> None:
        entry = self.desk.entry
        if entry is not None:
            wanted = "open" if entry.state == state else state
            self.live.do(
                self.live.seat.event.mark(entry.id, wanted),
                lambda _: self.say(f"Entry {self.desk.number(entry.id)} is {wanted}."),
            )

    def action_curtain(self) -> None:
        """Hide later entries from the room, or show them."""
        drawn = not (self.desk.session and self.desk.session.curtain)
        said = "Later entries are hidden." if drawn else "All entries are shown."
        self.live.do(self.live.seat.event.curtain(drawn), lambda _: self.say(said))

    def action_look_ahead(self) -> None:
        """Look behind the curtain, in the chair's own list only."""
        self.desk.look_ahead = not self.desk.look_ahead
        self.paint_place()

    def action_hand_over(self) -> None:
        """Hand the chair's seat over, or take it."""
        self.post_message(HandOver())

    def action_recover(self) -> None:
        """Put the oldest text that somebody left half typed into this line."""
        recover(self.line)

    def action_source(self) -> None:
        """Show where the entry stands in the agency's document, or hide it again."""
        self._source = not self._source
        self.paint_entry()

    # -- finding ------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """In a line with text: undo typing; else take back this seat's last change."""
        if self.line.open and self.line.text:
            self.line.widget.area.undo()
        else:
            super().action_undo()

    def action_find(self) -> None:
        """Go to an entry by number or reference, or search."""
        self.line.begin(Finding(self.line, self._look, self._go_to), "")

    def _look(self, words: str) -> str:
        rows = self.query_one(ChronologyList)
        if not words.strip() or words.strip().isdecimal():
            rows.show_found(None)
            return ""
        entries, captures = self.desk.read.search(words, self.desk.view)
        visible = set(self.desk.order[: self.desk.shown])
        found = sorted((e.id for e in entries if e.id in visible), key=self.desk.position_of)
        rows.show_found(found)
        return f"{len(found)} entries, {len(captures)} captures"

    def _go_to(self, words: str) -> bool:
        rows = self.query_one(ChronologyList)
        found = rows.found
        rows.show_found(None)
        if not words.strip():
            return True
        try:
            target = self.desk.read.find_entry(words)
        except Exception as error:  # noqa: BLE001 - any refusal is a sentence here
            if not found:
                self.say(str(error))
                return False
            target = found[0]
        if self.desk.position_of(target) >= self.desk.shown and self.ROLE is not Role.CHAIR:
            self.say("This entry is still behind the curtain.")
            return False
        self.look_at(target)
        return True

    # -- the line -----------------------------------------------------------------------------

    def action_capture(self, kind: str) -> None:
        """Begin a capture of a kind; where a capture is selected, make it that kind."""
        selected = self.captured.selected
        chosen = self.ROLE is Role.NOTE_TAKER or self.focused is self.captured
        if chosen and selected is not None and not self.line.unfinished:
            self.change_kind(selected, CaptureKind(kind))
        else:
            self.line.capture(CaptureKind(kind))

    def _line_closed(self) -> None:
        """After a line is saved or left: catch up with the chair, give the focus back."""
        rows = self.query_one(ChronologyList)
        rows.show_found(None)
        desk = self.desk
        if self._should_follow(by_others=False) and desk.here != desk.chair_at:
            desk.here = desk.chair_at
            self.paint_place()
        self.captured.highlighted = None
        self.set_focus(self.line.widget.area if self.line.open else rows, scroll_visible=False)

    def _show_mode(self, mode: str) -> None:
        self.query_one(KeyBar).show(mode)

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        self.line.edited(message.text)

    def _arrow(self, direction: int) -> None:
        if self.line.task is self.line.base:
            self._select(direction)
        else:
            self.query_one(ChronologyList).scroll_relative(y=direction, animate=False)

    def _enter_empty(self) -> bool:
        """Enter in an empty line edits the capture that is selected."""
        if self.captured.selected is None:
            return False
        self.action_edit()
        return True

    @on(CapturedPane.Chosen)
    def _chosen(self) -> None:
        self.say_selected()

    @on(ChronologyList.Clicked)
    def _clicked(self, message: ChronologyList.Clicked) -> None:
        self.look_at(message.entry_id)

    def action_scroll_entry(self, direction: int) -> None:
        """Scroll a long entry."""
        self.query_one(EntryPane).scroll_relative(y=direction * 5, animate=False)

    def action_arrow(self, direction: int) -> None:
        """Up and down move in the list that has the focus."""
        if self.focused is self.captured:
            self._select(direction)
        else:
            self._step(self.desk.stepped(direction), "There is no entry beyond this one.")

    def action_to_list(self) -> None:
        """Back to the chronology."""
        self.card.close()
        self.captured.highlighted = None
        self.set_focus(self.query_one(ChronologyList), scroll_visible=False)

    def about(self) -> Entry | None:
        """The entry shown."""
        return self.desk.entry


class ChairScreen(EventScreen):
    """The chair's seat: letters are commands while no line is open."""

    ROLE = Role.CHAIR
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Role.CHAIR, Area.EVENT),
        *keys("down", "arrow(1)"),
        *keys("up", "arrow(-1)"),
        *keys("pagedown", "scroll_entry(1)"),
        *keys("pageup", "scroll_entry(-1)"),
        *keys("escape", "to_list"),
    ]


class NoteTakerScreen(EventScreen):
    """The note-taker's seat: the line always has the focus."""

    ROLE = Role.NOTE_TAKER
    BINDINGS: ClassVar[list[BindingType]] = bindings(Role.NOTE_TAKER, Area.EVENT)  # type: ignore[assignment]


class ObserverScreen(EventScreen):
    """The observer's seat: reads all, leaves challenge notes, changes nothing."""

    ROLE = Role.OBSERVER
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Role.OBSERVER, Area.EVENT),
        *keys("down", "arrow(1)"),
        *keys("up", "arrow(-1)"),
        *keys("pagedown", "scroll_entry(1)"),
        *keys("pageup", "scroll_entry(-1)"),
        *keys("escape", "to_list"),
    ]


SCREENS: dict[Role, type[EventScreen]] = {
    Role.CHAIR: ChairScreen,
    Role.NOTE_TAKER: NoteTakerScreen,
    Role.OBSERVER: ObserverScreen,
}
"""The event screen of each seat; the room's seat has an app of its own."""
