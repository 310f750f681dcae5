"""Who is here: noted as people arrive, and read by the voices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.preparing import Attendance
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Participant
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.review.reader import Reader
from workshop_tui.review.sessions import current_session
from workshop_tui.review.verb import verb
from workshop_tui.store.transaction import Transaction

PRESENT = ("", "yes", "no")


@dataclass(frozen=True, slots=True)
class Attends:
    """Somebody at the session under way.

    Attributes:
        person: Who.
        present: "yes", "no", or "" where nobody has said.
        answer: The answer to the invitation ("attending", "apologies", "represented"), or "".
        spoken_by: Code of whoever speaks for somebody represented, or "".
    """

    person: Participant
    present: str = ""
    answer: str = ""
    spoken_by: str = ""

    @property
    def expected(self) -> bool:
        """Whether the person was to come, as far as one knows."""
        away = self.answer in ("apologies", "represented") or bool(self.person.must_not_attend)
        return self.person.attending and not away


def attendance(read: Reader) -> list[Attends]:
    """Everybody involved, with who is here in the session under way; the expected ones first."""
    session, people = read.session(), read.participants()
    answers = (
        {one.participant_id: one for one in read.records(Attendance, session_id=session.id)}
        if session
        else {}
    )
    codes = {person.id: person.code for person in people}
    found = []
    for person in people:
        said = answers.get(person.id)
        if said is None:
            found.append(Attends(person))
        else:
            speaks = codes.get(said.spoken_by_id or 0, "")
            found.append(Attends(person, said.present, said.answer, speaks))
    return sorted(found, key=lambda one: not (one.expected or one.present == "yes"))


@dataclass(frozen=True, slots=True)
class AttendanceVerbs:
    """The verbs of attendance.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("noted who is here", CAPTURERS)
    def note(
        self, tx: Transaction, participant_ids: Sequence[int], present: str
    ) -> list[Attendance]:
        """Note that people are here ("yes"), are not ("no"), or that nobody has said ("").

        Args:
            tx: The transaction.
            participant_ids: Whom.
            present: One of ``PRESENT``.

        Raises:
            Problem: In the future, for another word, or somebody who must not be in the room.
        """
        if present not in PRESENT:
            raise Problem(f"Somebody is here (yes) or not (no); not {present!r}.")
        session = current_session(tx)
        noted = []
        for participant_id in dict.fromkeys(participant_ids):
            person = tx.get(Participant, participant_id)
            if present == "yes" and person.must_not_attend:
                raise Problem(
                    f"{person.code} must not be in the room ({person.must_not_attend}). If that "
                    "has changed, change it in the preparation first."
                )
            standing = tx.find(Attendance, session_id=session.id, participant_id=participant_id)
            if standing:
                noted.append(tx.change(standing[0], present=present))
            else:
                noted.append(
                    tx.add(
                        Attendance(
                            session_id=session.id, participant_id=participant_id, present=present
                        )
                    )
                )
        return noted
