"""The event: the chronology, the entry, what was captured, the line. Chair's and note-taker's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from workshop_tui.practice.keeping import Strike
from workshop_tui.practice.kinds import CaptureKind
from workshop_tui.practice.records import Entry
from workshop_tui.practice.roles import Role
from workshop_tui.review.notebook_rule import notebook_said
from workshop_tui.tui.captured import CapturedCommands
from workshop_tui.tui.commands import Area
from workshop_tui.tui.desk import VOICE_TABLES, Desk, Moved
from workshop_tui.tui.entry_commands import EntryCommands
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live
from workshop_tui.tui.marking import draw_curtain, mark, star
from workshop_tui.tui.messages import HandOver, LineEdited
from workshop_tui.tui.moving import Moving
from workshop_tui.tui.paper_commands import PaperCommands
from workshop_tui.tui.preparing_commands import PreparingCommands
from workshop_tui.tui.recovering import left_behind, left_in_line, recover, waiting_in_forms
from workshop_tui.tui.running_commands import RunningCommands
from workshop_tui.tui.screens.review_screen import ReviewScreen
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
        self._nothing_open = desk.nothing_open

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
        self.moving = Moving(self.line, self._turned, self.paint_place, self.call_after_refresh)
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
        elif self.desk.seat.notebook is not None:
            self.say(notebook_said(self.desk.seat.notebook, self.desk.review.reference))

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
        here, nothing_open = desk.here, self._nothing_open
        self._nothing_open = desk.nothing_open
        if Strike.TABLE in moved.tables:
            self.line.let_go_of_struck()
        if moved.place:
            self.moving.catch_up(by_others=by_others)
            if self.card.page is not None:
                self.card.show()
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
        elif desk.here != here or desk.nothing_open != nothing_open or moved.lines:
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

    # -- moving -------------------------------------------------------------------------------

    def look_at(self, entry_id: int | None) -> None:
        """Show an entry; in the chair's seat the whole event goes there."""
        self.moving.look_at(entry_id)

    def _turned(self) -> None:
        self._source = False
        self.paint_place()

    def action_next_entry(self) -> None:
        """One entry on; at the end, what was parked is remembered."""
        self.moving.on()

    def action_previous_entry(self) -> None:
        """One entry back."""
        self.moving.step(-1, "This is the first entry.")

    def action_next_key(self) -> None:
        """The next starred entry."""
        self.moving.to(self.desk.key_entry(1), "No starred entry comes after this one.")

    def action_previous_key(self) -> None:
        """The starred entry before."""
        self.moving.to(self.desk.key_entry(-1), "No starred entry comes before this one.")

    def action_first_entry(self) -> None:
        """The first entry."""
        self.look_at(self.desk.order[0] if self.desk.order else None)

    def action_last_entry(self) -> None:
        """The last entry that this seat's list shows."""
        self.look_at(self.desk.order[self.desk.shown - 1] if self.desk.order else None)

    def action_follow(self) -> None:
        """Back to where the chair is, and along from now on."""
        self.moving.follow()

    def action_no_entry(self) -> None:
        """In the chair's seat close the entry; else look at what was said at none, or back."""
        self.moving.no_entry()

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
        star(self.line)

    def action_discussed(self) -> None:
        """Mark the entry discussed, or open again."""
        mark(self.line, "discussed")

    def action_park_entry(self) -> None:
        """Park the entry, or open it again."""
        mark(self.line, "parked")

    def action_curtain(self) -> None:
        """Hide later entries from the room, or show them."""
        draw_curtain(self.line)

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
        from workshop_tui.tui.searching import Searching

        Searching(self.line, self.query_one(ChronologyList), self.look_at).begin()

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
        if self.moving.catch_up(by_others=False):
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
            self.moving.step(direction, "There is no entry beyond this one.")

    def action_to_list(self) -> None:
        """Back to the chronology."""
        self.card.close()
        self.captured.highlighted = None
        self.set_focus(self.query_one(ChronologyList), scroll_visible=False)

    def about(self) -> Entry | None:
        """The entry shown."""
        return self.desk.entry
