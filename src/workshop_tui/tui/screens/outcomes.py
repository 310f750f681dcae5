"""Outcomes: findings, good practice, escalations and actions, with what they rest on and lack."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop_tui.practice.kinds import OUTCOME_LABELS, OutcomeKind
from workshop_tui.practice.outcomes import STATUSES, outcome_names
from workshop_tui.practice.records import Outcome
from workshop_tui.practice.text import one_line
from workshop_tui.review.grouping import GROUPINGS, group
from workshop_tui.tui.commands import Area
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.escalating import EscalationCommands
from workshop_tui.tui.finding_commands import FindingCommands
from workshop_tui.tui.hinting import put_neutral
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.outcome_detail import detail, grouped, status_of
from workshop_tui.tui.outcome_work import OutcomeWork
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.tasks import Rewording, Task, answer_outcome
from workshop_tui.tui.widgets.bars import NoticeBar, StatusBar
from workshop_tui.tui.widgets.capture_line import CaptureLine
from workshop_tui.tui.widgets.key_rows import KeyRows


class OutcomesScreen(OutcomeWork, EscalationCommands, FindingCommands, ReviewScreen):
    """List on the left, the chosen outcome or a grouping on the right, the line below."""

    CSS_PATH = "outcomes.tcss"
    PLACE = "3 Outcomes"
    AREA = Area.OUTCOMES
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("c", "challenge"),
        *both(Area.OUTCOMES),
    ]

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)
        self._outcomes: list[Outcome] = []
        self._names: dict[int, str] = {}
        self._grouping: str | None = None

    def compose(self) -> ComposeResult:
        """Status, list and detail, line, notice, keys."""
        yield StatusBar(self.desk, "3 Outcomes")
        with Horizontal(id="panes"):
            yield OptionList(id="outcomes", markup=False)
            with Vertical(id="right"), VerticalScroll(id="detail"):
                yield Static(id="detail-text", markup=False)
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield KeyRows(self.live.seat.role, Area.OUTCOMES)

    def on_mount(self) -> None:
        """Fill the list."""
        self.line = Line(
            self.desk,
            self.live,
            self.query_one(CaptureLine),
            self.say,
            self._focus_list,
            always_open=False,
        )
        self.query_one(CaptureLine).display = False
        self.paint_all()
        self._focus_list()

    # -- painting -----------------------------------------------------------------------------

    @property
    def _list(self) -> OptionList:
        return self.query_one("#outcomes", OptionList)

    def _focus_list(self) -> None:
        self.set_focus(self._list, scroll_visible=False)

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Paint what some seat changed."""
        del by_others
        if moved.captures or moved.outcomes or moved.people or "position" in moved.tables:
            self.paint_all()

    def paint_all(self) -> None:
        """Read and paint everything; the highlight stays on its outcome."""
        self.show_state()
        kept = self._chosen.id if self._chosen else None
        read = self.desk.read
        by_kind = {k: read.outcomes(k) for k in OutcomeKind}
        order = (
            OutcomeKind.ESCALATION,
            OutcomeKind.FINDING,
            OutcomeKind.GOOD_PRACTICE,
            OutcomeKind.ACTION,
        )
        everything = [o for kind in OutcomeKind for o in by_kind[kind]]
        self._names = {
            o.id: name for o, name in zip(everything, outcome_names(everything), strict=True)
        }
        self._missing = read.missing()
        by_kind = {k: [o for o in all_ if not self.desk.hides(o)] for k, all_ in by_kind.items()}
        self._outcomes = [o for kind in order for o in by_kind[kind]]
        self._list.clear_options()
        for kind in order:
            title = f"{OUTCOME_LABELS[kind]} · {len(by_kind[kind])}"
            self._list.add_option(
                Option(Content.styled(title, "bold $text-primary"), disabled=True)
            )
            self._list.add_options([Option(self._row(o), id=str(o.id)) for o in by_kind[kind]])
        self._highlight(kept)
        self._paint_detail()

    def _highlight(self, outcome_id: int | None) -> None:
        ids = [option.id for option in self._list.options]
        wanted = str(outcome_id)
        fallback = next((i for i, found in enumerate(ids) if found), None)
        self._list.highlighted = ids.index(wanted) if wanted in ids else fallback

    def _row(self, outcome: Outcome) -> Content:
        lacks, marks = len(self._missing[outcome.id]), self.desk.signs(outcome)
        return Content.assemble(
            (f"{self._names[outcome.id]:<3}", "bold"),
            (f"{marks} · " if marks else "", "bold $text-warning"),
            one_line(self.desk.view.text(outcome.text))[:200],
            (f"  {status_of(outcome)}", "$text-muted"),
            (f" · {lacks} open" if lacks else " ✓", "$text-warning" if lacks else "$text-success"),
        )

    @property
    def _chosen(self) -> Outcome | None:
        index = self._list.highlighted
        if index is None or not self._outcomes:
            return None
        option = self._list.get_option_at_index(index)
        return next((o for o in self._outcomes if str(o.id) == option.id), None)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self._grouping = None
        self._paint_detail()

    def show_detail(self, text: Content) -> None:
        """Show something else beside the list, until another outcome is chosen."""
        self.query_one("#detail-text", Static).update(text)

    def _paint_detail(self) -> None:
        text = self.query_one("#detail-text", Static)
        if self._grouping is not None:
            groups = group(self.desk.read, self._grouping)
            text.update(Content("\n").join(grouped(self.desk, self._grouping, groups)))
            return
        outcome = self._chosen
        if outcome is None:
            text.update(
                Content(
                    "Nothing yet. Findings, good practice, escalations and actions\n"
                    "that are captured in the event appear here by themselves."
                )
            )
            return
        lacks = self._missing[outcome.id]
        text.update(Content("\n").join(detail(self.desk, outcome, self._names, lacks)))

    # -- working ------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.action_reword()

    def action_reword(self) -> None:
        """Change the wording; the earlier one stays in the history."""
        outcome = self._chosen
        if outcome is not None:
            self.line.resume(Rewording(self.line, outcome, self._names[outcome.id]), outcome.text)

    def action_details(self) -> None:
        """Answer what is missing."""
        outcome = self._chosen
        task = self._questions(outcome) if outcome else None
        if task is None:
            self.say("Nothing is missing here that a sentence could answer.")
        else:
            self.line.resume(task, "")

    def _questions(self, outcome: Outcome) -> Task | None:
        return answer_outcome(self.line, outcome, self._names[outcome.id], further=True)

    def action_status(self) -> None:
        """The next status: draft, agreed, done, set aside."""
        outcome = self._chosen
        if outcome is not None:
            wanted = STATUSES[(STATUSES.index(outcome.status) + 1) % len(STATUSES)]
            self._set(outcome, "status", wanted)

    def _set(self, outcome: Outcome, field: str, value: str) -> None:
        base = getattr(outcome, field)
        self.live.do(self.live.seat.outcomes.set(outcome.id, field, value, base=base))

    def action_reorder(self, by: int) -> None:
        """Move up or down among its kind."""
        if self._chosen is not None:
            self.live.do(self.live.seat.outcomes.reorder(self._chosen.id, by))

    def action_retract(self) -> None:
        """Take it away; undo brings it back."""
        if self._chosen is not None:
            self.live.do(
                self.live.seat.outcomes.retract(self._chosen.id),
                lambda _: self.say("Taken away; u brings it back."),
            )

    def action_neutral(self) -> None:
        """A neutral wording in the place of the first words with a hint, to be edited."""
        if self._chosen is not None:
            put_neutral(self.line, self._chosen, self._names[self._chosen.id])

    def action_scroll_detail(self, direction: int) -> None:
        """Scroll a long outcome."""
        pane = self.query_one("#detail", VerticalScroll)
        pane.scroll_relative(y=direction * 5, animate=False)

    def action_group(self) -> None:
        """What belongs together: by theme, episode, line of enquiry, agency."""
        ways = list(GROUPINGS)
        after = ways.index(self._grouping) + 1 if self._grouping in ways else 0
        self._grouping = ways[after] if after < len(ways) else None
        self._paint_detail()

    def about(self) -> Outcome | None:
        """The chosen outcome."""
        return self._chosen

    # -- the line -----------------------------------------------------------------------------

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)
