"""People: who takes part, and the register of names with the pseudonyms that stand for them."""

from __future__ import annotations

from concurrent.futures import Future
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Identity
from workshop_tui.practice.text import one_line
from workshop_tui.review.people import IDENTITY_KINDS
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.keys import keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.tasks import Writing
from workshop_tui.tui.widgets.bars import NoticeBar, StatusBar
from workshop_tui.tui.widgets.capture_line import CaptureLine

_KEYS = (
    "↑↓ choose   n new line   Enter change   x take out   c confirm the register\n"
    "I import chronologies   u undo   Esc back   ? keys"
)
_FORM = "kind; name; pseudonym; other names, with commas between"


class PeopleScreen(ReviewScreen):
    """The register on the left, participants on the right. Names show only in the names view."""

    CSS_PATH = "people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("escape,P,alt+p", "back"),
        *keys("2,f2", "event"),
        *keys("exclamation_mark,alt+shift+e", "escalate"),
        *keys("1,f12", "prepare"),
        *keys("3,ctrl+o", "outcomes"),
        *keys("I,alt+i", "import"),
        *keys("n,a", "new"),
        *keys("x,delete", "take_out"),
        *keys("c", "confirm"),
        *keys("u,ctrl+z", "undo"),
        *keys("U,ctrl+y", "redo"),
        *keys("z,alt+n", "names"),
        *keys("ctrl+s", "snapshot"),
        *keys("question_mark,f1", "help"),
        *keys("q,ctrl+q", "leave"),
    ]

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)
        self._register: list[Identity] = []

    def compose(self) -> ComposeResult:
        """Status, two lists, line, notice, keys."""
        yield StatusBar(self.desk, "1 Prepare")
        with Horizontal(id="panes"):
            yield OptionList(id="register", markup=False)
            with VerticalScroll(id="participants"):
                yield Static(id="participants-text", markup=False)
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield Static(_KEYS, id="people-keys", markup=False)

    def on_mount(self) -> None:
        """Fill the lists."""
        line = self.query_one(CaptureLine)
        self.line = Line(self.desk, self.live, line, self.say, self._focus_list, always_open=False)
        line.display = False
        self.paint_all()
        self._focus_list()

    @property
    def _list(self) -> OptionList:
        return self.query_one("#register", OptionList)

    def _focus_list(self) -> None:
        self.set_focus(self._list, scroll_visible=False)

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Paint what some seat changed."""
        del by_others
        if moved.people:
            self.paint_all()

    def paint_all(self) -> None:
        """Read and paint both lists; the highlight stays on its line."""
        self.show_state()
        kept = self._chosen.id if self._chosen else None
        self._register = self.desk.read.register()
        self._list.clear_options()
        self._list.add_options([Option(self._row(i), id=str(i.id)) for i in self._register])
        ids = [identity.id for identity in self._register]
        self._list.highlighted = ids.index(kept) if kept in ids else (0 if ids else None)
        confirmed = self.desk.review.register_confirmed
        state = "confirmed" if confirmed else "not confirmed: exports say “Contains names”"
        self._list.border_title = f"Register · {len(ids)} · {state}"
        pane = self.query_one("#participants", VerticalScroll)
        pane.border_title = f"Taking part · {len(self.desk.participants)}"
        self.query_one("#participants-text", Static).update(self._participants())

    @property
    def _chosen(self) -> Identity | None:
        index = self._list.highlighted
        return self._register[index] if index is not None and self._register else None

    def _row(self, identity: Identity) -> Content:
        named = ""
        if self.desk.view.shows_names:
            others = f" ({', '.join(identity.aliases)})" if identity.aliases else ""
            named = one_line(f"{identity.name}{others}")
        return Content.assemble(
            (f"{one_line(identity.pseudonym):<12} ", "bold"),
            (f"{identity.kind:<12} ", "$text-muted"),
            named,
        )

    def _participants(self) -> Content:
        parts: list[Content] = []
        for participant in self.desk.participants.values():
            agency = self.desk.agencies.get(participant.agency_id or 0)
            absent = "" if participant.attending else "  (not attending)"
            parts.append(
                Content.assemble(
                    (f"{participant.code:<6} ", "bold"),
                    one_line(self.desk.view.text(participant.role)),
                    (f"  {self.desk.view.text(agency.short) if agency else ''}", "$text-muted"),
                    (absent, "$text-warning"),
                )
            )
        return Content("\n").join(parts)

    # -- working ------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Add a line to the register."""
        task = Writing(
            self.line, f"New: {_FORM}", "register", self._add, lambda: self.say("Added.")
        )
        self.line.resume(task, "professional; ")

    def _add(self, words: str) -> Future[Identity]:
        return self.live.seat.people.register(*_parts(words))

    @on(OptionList.OptionSelected)
    def _change(self) -> None:
        identity = self._chosen
        if identity is None:
            return
        if not self.desk.view.shows_names:
            self.say("Show names first (z): the register is changed with names in sight.")
            return

        def change(words: str) -> Future[Identity]:
            people = self.live.seat.people
            return people.change_identity(identity.id, *_parts(words), identity.note)

        text = "; ".join(
            [identity.kind, identity.name, identity.pseudonym, ", ".join(identity.aliases)]
        )
        slot = f"register:{identity.uid}"
        said = "Changed; u takes it back."
        task = Writing(self.line, f"Change: {_FORM}", slot, change, lambda: self.say(said))
        self.line.resume(task, text)

    def action_take_out(self) -> None:
        """Take a line out of the register; undo brings it back."""
        if self._chosen is not None:
            self.live.do(
                self.live.seat.people.unregister(self._chosen.id),
                lambda _: self.say("Taken out; u brings it back."),
            )

    def action_confirm(self) -> None:
        """Confirm that the register is complete, or take that back."""
        confirmed = not self.desk.review.register_confirmed
        said = "The register is confirmed." if confirmed else "The register is no longer confirmed."
        self.live.do(self.live.seat.people.confirm_register(confirmed), lambda _: self.say(said))

    # -- the line -----------------------------------------------------------------------------

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)


def _parts(words: str) -> tuple[str, str, str, list[str]]:
    parts = [part.strip() for part in words.split(";")]
    if len(parts) < 3 or parts[0] not in IDENTITY_KINDS:
        raise Problem(f"Write it as: {_FORM}. Kinds: {', '.join(IDENTITY_KINDS)}.")
    aliases = parts[3].split(",") if len(parts) > 3 else []
    return parts[0], parts[1], parts[2], aliases
