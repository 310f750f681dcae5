"""Choosing what is exported, for whom and how; and the versions. Nothing is made by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, ClassVar

from workshop_tui.practice.changing import DocumentVersion
from workshop_tui.privacy.audience import NO_AGENCY
from workshop_tui.privacy.view import Tier
from workshop_tui.review.export_outline import Choosable, choosable, holds
from workshop_tui.tui.import_corrections import Choice
from workshop_tui.tui.planning import write_into
from workshop_tui.tui.steps import Filling, Form, Step

if TYPE_CHECKING:
    from workshop_tui.practice.tiers import TierRules
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.export_job import ExportWork
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live
    from workshop_tui.tui.widgets.line_list import LineList, Row
    from workshop_tui.tui.widgets.password_field import PasswordField

TIERS = (Tier.ROOM, Tier.PANEL, Tier.BOARD, Tier.PUBLIC)


class ExportChoosing:
    """The part of the export screen that changes what is chosen."""

    work: ExportWork

    if TYPE_CHECKING:
        desk: Desk
        live: Live
        line: Line

        @property
        def sheet(self) -> LineList:
            """The list."""

        @property
        def password(self) -> PasswordField:
            """Where a password is typed."""

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

        def paint_all(self) -> None:
            """Paint everything."""

        def offer(self, choice: Choice) -> None:
            """Let a person choose one of several."""

    # -- what there is ------------------------------------------------------------------------

    @property
    def rules(self) -> TierRules:
        """What the chosen circulation holds, in this review."""
        return self.desk.read.tiers().rules[self.work.tier]

    def documents(self) -> list[Choosable]:
        """Every document, with why it cannot be made as things are chosen."""
        return choosable(self.rules, locked=self.work.password is not None)

    def agencies(self) -> dict[int, str]:
        """Each agency's name by its id."""
        return {id_: agency.short for id_, agency in self.desk.agencies.items()}

    def versions(self) -> list[DocumentVersion]:
        """The versions so far, newest first."""
        return sorted(self.desk.read.records(DocumentVersion), key=lambda one: -one.number)

    # -- choosing -----------------------------------------------------------------------------

    def act_on_order(self, row: Row) -> None:
        """Enter or Space on a line of what is chosen."""
        act = self._ACTS.get(row.what)
        if act is not None:
            act(self, row)

    def _tier(self, _: Row) -> None:
        rules = self.desk.read.tiers().rules
        options = [f"{rules[one].label}: {rules[one].for_whom}" for one in TIERS]

        def take(place: int) -> None:
            self.work.tier = TIERS[place]
            self.paint_all()

        why = "\n".join(f"{rules[one].label}. {' '.join(holds(rules[one])[1:3])}" for one in TIERS)
        self.offer(Choice("For whose eyes?", why, options, TIERS.index(self.work.tier), take))

    def _agency(self, _: Row) -> None:
        ids: list[int | None] = [None, *self.agencies(), NO_AGENCY]

        def take(place: int) -> None:
            self.work.agency_id = ids[place]
            self.paint_all()

        options = [
            "anybody in the circulation: what is not for some agency stays out",
            *(f"people of {name} alone" for name in self.agencies().values()),
            "people of no agency: the lead, the note-taker",
        ]
        at = ids.index(self.work.agency_id) if self.work.agency_id in ids else 0
        why = "What is marked as not for an agency stays out of what its people receive."
        self.offer(Choice("Whose people receive them?", why, options, at, take))

    def _password(self, _: Row) -> None:
        if self.work.password:
            self.work.password = None
            self.paint_all()
            self.say("The documents are not locked with a password.")
            return

        def again(first: str) -> None:
            def take(second: str) -> None:
                if first != second:
                    self.say("The two were not the same. Nothing is locked yet; try once more.")
                    return
                self.work.password = first
                self.paint_all()

            self.password.ask("The same password once more, then Enter", take)

        self.password.ask("A password for every document, then Enter (Esc: none)", again)

    def _all(self, _: Row) -> None:
        can = {one.name for one in self.documents() if not one.why_not}
        if can & self.work.left_out:
            self.work.left_out -= can
        else:
            self.work.left_out |= can
        self.paint_all()

    def _document(self, row: Row) -> None:
        self.work.left_out ^= {str(row.at[0])}
        self.paint_all()

    # -- what may pass ------------------------------------------------------------------------

    def mark(self, row: Row) -> None:
        """Mark words that hold a document back, to let them pass, or no longer."""
        words = list(self.work.held_words())[int(row.at[0])]
        self.work.passing ^= {words}
        self.paint_all()

    def ask_reason(self, then: Callable[[], None]) -> None:
        """Ask why marked words may pass; it is recorded."""

        def save(answers: Sequence[str]) -> Future[Any]:
            self.work.reason = answers[0]
            begun: Future[Any] = Future()
            begun.set_result(None)
            return begun

        count = len(self.work.passing)
        many = f"{count} marked word{'' if count == 1 else 's'}"
        question = f"Why may the {many} pass? It is recorded with your name:"
        form = Form(
            "LETTING PASS",
            "export-pass",
            [Step(question, self.work.reason)],
            save,
            lambda _: then(),
        )
        self.line.begin(Filling(self.line, form))

    # -- versions -----------------------------------------------------------------------------

    def _version(self) -> DocumentVersion | None:
        row = self.sheet.row
        if row is None or row.what != "version":
            self.say("Choose a version first: v lists them.")
            return None
        return next(one for one in self.versions() if one.number == row.at[0])

    def action_agree(self) -> None:
        """Say who agreed the highlighted version."""
        version = self._version()
        if version is None:
            return
        number = version.number
        if version.agreed:
            self.say(f"Version {number} is agreed; r makes it a draft again.")
            return

        def save(text: str) -> Future[Any]:
            return self.live.seat.versions.agree(number, text)

        said = f"Version {number} is agreed, today. Exported again unchanged it says DRAFT no more."
        question = f"Version {number}: who agreed it, by name?"
        write_into(self.line, question, f"agree-version:{version.uid}", save, said)

    def action_reopen(self) -> None:
        """Make the highlighted version a draft again, with the reason."""
        version = self._version()
        if version is None:
            return
        number = version.number
        if not version.agreed:
            self.say(f"Version {number} is a draft already; a says who agreed it.")
            return

        def save(text: str) -> Future[Any]:
            return self.live.seat.versions.reopen(number, text)

        question = f"Version {number}: why is it a draft again?"
        said = f"Version {number} is a draft again."
        write_into(self.line, question, f"reopen-version:{version.uid}", save, said)

    _ACTS: ClassVar[dict[str, Callable[[ExportChoosing, Row], None]]] = {
        "tier": _tier,
        "agency": _agency,
        "password": _password,
        "all": _all,
        "document": _document,
    }
