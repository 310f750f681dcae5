"""Read-back and accuracy check: each outcome is agreed unless somebody says otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Agency, LineOfEnquiry, Outcome
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.practice.running import Position
from workshop_tui.review.outcomes import live_outcome
from workshop_tui.review.reader import Reader
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction

STANCES = ("reservation", "not agreed", "absent")
AGREES = "agrees"


@dataclass(frozen=True, slots=True)
class ReadBackVerbs:
    """The verbs of read-back.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("read an outcome back to the room", CAPTURERS)
    def agree(self, tx: Transaction, outcome_id: int) -> Outcome:
        """Note that an outcome was read back; it is agreed, but for the positions noted."""
        outcome = live_outcome(tx, outcome_id)
        status = "agreed" if outcome.status == "draft" else outcome.status
        return tx.change(outcome, read_back=now(), status=status)

    @verb("noted an agency's position on an outcome", CAPTURERS)
    def position(
        self, tx: Transaction, outcome_id: int, agency_id: int, stance: str, words: str = ""
    ) -> Position:
        """Note that an agency has a reservation, does not agree, or was absent.

        A second position of the same agency takes the place of the first.

        Raises:
            Problem: In the future, for another stance, or a reservation without words.
        """
        if stance not in STANCES:
            raise Problem(f"A position is {', '.join(STANCES)}; not {stance!r}.")
        if stance != "absent" and not words.strip():
            raise Problem("Note the agency's own words: what is the reservation?")
        live_outcome(tx, outcome_id)
        tx.get(Agency, agency_id)
        given: dict[str, Any] = {
            "stance": stance,
            "words": words,
            "by": tx.actor.person,
            "at": now(),
        }
        standing = tx.find(Position, outcome_id=outcome_id, agency_id=agency_id)
        if standing:
            return tx.change(standing[0], **given)
        return tx.add(Position(outcome_id=outcome_id, agency_id=agency_id, **given))

    @verb("took an agency's position back", CAPTURERS)
    def withdraw_position(self, tx: Transaction, outcome_id: int, agency_id: int) -> None:
        """Let an agency simply agree again."""
        for position in tx.find(Position, outcome_id=outcome_id, agency_id=agency_id):
            tx.retract(position)


def read_position(words: str, agencies: Mapping[str, int]) -> tuple[int, str, str]:
    """Agency, stance and own words, from a line such as "GP reservation: we did ask, in May".

    Args:
        words: The line.
        agencies: The agencies' ids by every name that may be typed.

    Returns:
        The agency's id, a stance or ``AGREES``, and its words ("" for none).

    Raises:
        Problem: If no agency or stance is named.
    """
    said = words.strip()
    for name in sorted(agencies, key=len, reverse=True):
        rest = said[len(name) :]
        if name and said.casefold().startswith(name.casefold()) and not rest[:1].isalnum():
            break
    else:
        raise Problem("Begin with the agency: GP reservation: its own words.")
    said = rest.lstrip(" :,")
    for stance in (*STANCES, AGREES):
        if said.casefold().startswith(stance):
            return agencies[name], stance, said[len(stance) :].strip(" :")
    raise Problem(f"After the agency say: {', '.join(STANCES)} or {AGREES}.")


@dataclass(frozen=True, slots=True)
class Covered:
    """How far a line of enquiry is answered.

    Attributes:
        line: The line.
        outcomes: Names of the outcomes that answer it (F1, G2).
        evidence: On how many captures these rest.
    """

    line: LineOfEnquiry
    outcomes: tuple[str, ...]
    evidence: int

    @property
    def gap(self) -> str:
        """What is missing in a few words; "" where a finding with evidence answers it."""
        if not self.outcomes:
            return "nothing answers it yet"
        if not any(name.startswith("F") for name in self.outcomes):
            return "no finding answers it yet"
        return "" if self.evidence else "no evidence under its findings yet"


def coverage(read: Reader) -> list[Covered]:
    """Each line of enquiry with what answers it, so that gaps show before people leave."""
    from workshop_tui.practice.outcomes import outcome_names

    outcomes, enquiries, evidence = read.outcomes(), read.enquiries(), read.evidence()
    names = dict(zip((o.id for o in outcomes), outcome_names(outcomes), strict=True))
    found = []
    for line in read.lines_of_enquiry():
        answering = [o for o in outcomes if line.number in enquiries.get(o.id, ())]
        rests = {capture.id for o in answering for capture in evidence.get(o.id, ())}
        found.append(Covered(line, tuple(names[o.id] for o in answering), len(rests)))
    return found


def to_read_back(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """What is to be read to the room, the most urgent first; nothing that was set aside."""
    order = [
        *(OutcomeKind.ESCALATION, OutcomeKind.FINDING),
        *(OutcomeKind.GOOD_PRACTICE, OutcomeKind.ACTION),
    ]
    standing = [outcome for outcome in outcomes if outcome.status != "set aside"]
    return sorted(standing, key=lambda o: (order.index(o.kind), o.position, o.id))
