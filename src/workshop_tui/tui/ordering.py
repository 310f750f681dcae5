"""Changing what is ordered: one choice or question for each line of an order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from workshop_tui.practice.days import british
from workshop_tui.practice.problems import Problem
from workshop_tui.review.form_values import exact_day
from workshop_tui.review.order_outline import (
    Outline,
    Recipient,
    outline,
    recipients,
    with_everybody,
)
from workshop_tui.review.orders import KINDS, Order, session_of
from workshop_tui.review.packs import CIRCULATIONS
from workshop_tui.review.sheets import MOST
from workshop_tui.tui.import_corrections import Choice
from workshop_tui.tui.sending_rows import ABOUT, TITLES, session_words
from workshop_tui.tui.tasks import Asking

if TYPE_CHECKING:
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live
    from workshop_tui.tui.widgets.line_list import Row
    from workshop_tui.tui.widgets.password_field import PasswordField


class Ordering:
    """The part of the sending screen that changes the order; nothing is made or written by it."""

    order: Order
    folder: Path
    outline: Outline | None = None
    problem = ""

    if TYPE_CHECKING:
        desk: Desk
        line: Line
        live: Live

        @property
        def password(self) -> PasswordField:
            """Where a password is typed."""

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

        def paint_all(self) -> None:
            """Paint everything."""

        def offer(self, choice: Choice) -> None:
            """Let a person choose one of several."""

        def choose_folder(self) -> None:
            """Let a person choose a folder."""

        def look(self) -> None:
            """Show what would go to whom."""

    def think(self) -> None:
        """What the order would send, as the review stands now."""
        try:
            self.outline, self.problem = outline(self.desk.read, self.order), ""
        except Problem as problem:
            self.outline, self.problem = None, str(problem)

    def known(self) -> list[Recipient]:
        """Everybody to whom it can be sent."""
        return recipients(self.desk.read, self.order)

    def change(self, **values: Any) -> None:
        """Change the order; it is kept, so that whoever leaves and comes back goes on with it."""
        self.order = replace(self.order, **values)
        self.live.orders[self.order.what] = self.order
        self.think()
        self.paint_all()

    def slot(self, name: str) -> str:
        """Under which name a half-typed answer about such an order is kept."""
        return f"send:{self.order.what}:{name}"

    def act_on_order(self, row: Row) -> None:
        """Enter or Space on one of its lines."""
        if row.what in self._ACTS:
            self._ACTS[row.what](self, row)

    def _what(self, _: Row) -> None:
        def take(place: int) -> None:
            before, what = self.order, KINDS[place]
            fresh = Order(what, session_id=before.session_id, formats=before.formats)
            self.order = self.live.orders.get(what, fresh)
            self.change()

        now = KINDS.index(self.order.what)
        why = "\n".join(f"{TITLES[one]}: {ABOUT[one]}" for one in KINDS)
        self.offer(Choice("What is sent?", why, [TITLES[one] for one in KINDS], now, take))

    def _session(self, _: Row) -> None:
        sessions = self.desk.read.sessions()
        if not sessions:
            self.say("No session is planned yet: add one under Sessions.")
            return
        ids = [one.id for one in sessions]
        now = session_of(self.desk.read, self.order)

        def take(place: int) -> None:
            self.change(session_id=ids[place], codes=())

        options = [session_words(one) for one in sessions]
        why = "Who is invited, the agenda and the day come from it."
        at = ids.index(now.id) if now else -1
        self.offer(Choice("For which session?", why, options, at, take))

    def _tier(self, _: Row) -> None:
        rules = self.desk.read.tiers().rules
        options = [f"{rules[one].label}: {rules[one].for_whom}" for one in CIRCULATIONS]

        def take(place: int) -> None:
            self.change(tier=CIRCULATIONS[place])

        why = "What a circulation holds is a rule of the practice pack and of this review."
        at = CIRCULATIONS.index(self.order.tier) if self.order.tier in CIRCULATIONS else -1
        self.offer(Choice("For whose eyes?", why, options, at, take))

    def _format(self, row: Row) -> None:
        name, formats = str(row.at[0]), list(self.order.formats)
        formats = [one for one in formats if one != name] if name in formats else [*formats, name]
        self.change(formats=tuple(one for one in ("docx", "pdf") if one in formats))

    def _count(self, _: Row) -> None:
        def take(words: str) -> None:
            if not (words.isdecimal() and 1 <= int(words) <= MOST):
                raise Problem(f"“{words}” is no number of sheets between 1 and {MOST}.")
            self.change(count=int(words))

        asking = Asking(self.line, "How many sheets?", take, self.slot("count"))
        self.line.resume(asking, str(self.order.count))

    def _due(self, _: Row) -> None:
        def take(words: str) -> None:
            self.change(due=exact_day("To be back by", words))

        asking = Asking(self.line, "By which day, as 12/03/2026?", take, self.slot("due"))
        self.line.resume(asking, british(self.order.due))

    def _named(self, _: Row) -> None:
        if self.order.named:
            self.change(named=False, reason="")
            return

        def take(reason: str) -> None:
            self.change(named=True, reason=reason)

        question = "Real names go out with it. Why? It is kept:"
        # Given or half typed, it waits here until what it is the reason for has gone out.
        self.line.resume(Asking(self.line, question, take, self.slot("reason"), keeps=True), "")

    def _password(self, _: Row) -> None:
        if self.order.password:
            self.change(password=None)
            self.say("The copies are not locked with a password.")
            return

        def again(first: str) -> None:
            def take(second: str) -> None:
                if first == second:
                    self.change(password=first)
                else:
                    self.say("The two were not the same. Nothing is locked yet; try once more.")

            self.password.ask("The same password once more, then Enter", take)

        self.password.ask("A password for every copy, then Enter (Esc: none)", again)

    def _all(self, _: Row) -> None:
        self.change(codes=())

    def _whom(self, row: Row) -> None:
        code = str(row.at[0])
        going = list(self.order.codes)
        if not going and self.outline is not None:
            known = {one.code for one in self.known()}
            going = [one for one, _ in self.outline.to if one in known]
        going = [one for one in going if one != code] if code in going else [*going, code]
        if not going:
            self.say("At least one must be marked, or all.")
            return
        self.change(codes=with_everybody(self.desk.read, self.order, tuple(going)).codes)

    _ACTS: ClassVar[dict[str, Callable[[Ordering, Row], None]]] = {
        "what": _what,
        "session": _session,
        "tier": _tier,
        "format": _format,
        "count": _count,
        "due": _due,
        "named": _named,
        "password": _password,
        "folder": lambda self, _: self.choose_folder(),
        "look": lambda self, _: self.look(),
        "all": _all,
        "whom": _whom,
    }
