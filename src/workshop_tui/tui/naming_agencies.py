"""Naming an agency in the line, and where it stands: both are completed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.records import Outcome
from workshop_tui.practice.text import one_line
from workshop_tui.review.readback import AGREES, STANCES, read_position
from workshop_tui.tui.tasks import Asking, Writing

if TYPE_CHECKING:
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line

_MOST = 8


def agency_names(desk: Desk) -> dict[str, int]:
    """The agencies' ids by the name that this seat shows, and by their own."""
    shown = {one_line(desk.view.text(one.short)): one.id for one in desk.agencies.values()}
    return {one.short: one.id for one in desk.agencies.values()} | shown


def complete_agency(desk: Desk, text: str) -> tuple[str, str | None]:
    """Agencies that begin as typed: a row, and what Tab puts in place of the last word."""
    typed = text.casefold()
    names = [one_line(desk.view.text(one.short)) for one in desk.agencies.values()]
    found = [name for name in names if name.casefold().startswith(typed)]
    if not found:
        return "", None
    whole_words = typed.rpartition(" ")[0]
    suggested = found[0][len(whole_words) + 1 :] if whole_words else found[0]
    return f"Tab: {' · '.join(found[:_MOST])}", suggested


class NamingAgency(Asking):
    """Which agency?"""

    def __init__(self, line: Line, question: str, answer: Callable[[int], None]) -> None:
        super().__init__(line, question, self._named)
        self._go_on = answer

    def complete(self, text: str, word: str) -> tuple[str, str | None]:
        """The agencies."""
        del word
        return complete_agency(self.line.desk, text)

    def _named(self, words: str) -> None:
        names = {name.casefold(): found for name, found in agency_names(self.line.desk).items()}
        found = names.get(words.casefold())
        if found is None:
            self.line.say(f"There is no agency {words}.")
        else:
            self._go_on(found)


class TakingPosition(Writing):
    """An agency's position on an outcome: "GP reservation: its own words"."""

    def __init__(self, line: Line, outcome: Outcome, name: str) -> None:
        super().__init__(
            line,
            f"POSITION on {name}: which agency, how it stands, its own words",
            f"position:{outcome.uid}",
            self._take,
            lambda: line.say("Noted beside it. Everybody else agrees unless they say otherwise."),
        )
        self._outcome = outcome

    def complete(self, text: str, word: str) -> tuple[str, str | None]:
        """The agency first, then how it stands."""
        desk = self.line.desk
        names = sorted(agency_names(desk), key=len, reverse=True)
        agency = next((n for n in names if text.casefold().startswith(f"{n} ".casefold())), None)
        if agency is None:
            return complete_agency(desk, text)
        stances = [*STANCES, AGREES]
        typed = text[len(agency) + 1 :].casefold()
        found = [stance for stance in stances if stance.startswith(typed)]
        if not found or ":" in text or typed in stances:
            return "", None
        suggested = found[0][len(typed) - len(word) :] if " " in typed else found[0]
        return f"Tab: {' · '.join(found)}", suggested

    def _take(self, words: str) -> Future[Any]:
        line, outcome = self.line, self._outcome
        agency_id, stance, said = read_position(words, agency_names(line.desk))
        verbs = line.live.seat.read_back
        if stance == AGREES:
            return verbs.withdraw_position(outcome.id, agency_id)
        return verbs.position(outcome.id, agency_id, stance, said)
