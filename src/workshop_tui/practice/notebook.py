"""A notebook: a capture file for a second laptop that has no connection to the review's own.

The record stands in both files under one uid: in the review it says what was given to whom and how
much of it came back; in the notebook it says of which review it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from workshop_tui.practice.records import Capture, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook(Record):
    """That a notebook was made, and in the review what of it came back.

    Attributes:
        name: For whom. role: the seat that it is. by: who made it.
        made: When, by the clock of the computer that holds the review.
        pseudonyms: Whether its texts hold pseudonyms, so that no register is in it.
        here: Whether the file in which this stands is the notebook.
        path: In the review: where it was put; it is carried away from there.
        opened: In the notebook: when it was first opened, by the clock of the laptop it is on.
        began, began_head: In the review: how long the notebook's journal was when it was handed
            out, and the hash of its newest entry.
        taken, taken_head: In the review: up to which entry its journal was taken in, and that
            entry's hash; 0 and "" while nothing came back.
        came_back: When something was last taken in.
        clock_off: By how many seconds the laptop's clock was said to be ahead at the last time.
    """

    TABLE: ClassVar[str] = "notebook"

    name: str
    role: str
    by: str
    made: str
    pseudonyms: bool = False
    here: bool = False
    path: str = ""
    opened: str | None = None
    began: int = 0
    began_head: str = ""
    taken: int = 0
    taken_head: str = ""
    came_back: str | None = None
    clock_off: int = 0


ALLOWED: Final = frozenset(
    {
        *("capture.add", "capture.edit", "capture.retract", "capture.change_kind"),
        *("capture.move", "capture.also_at", "capture.place", "capture.attribute"),
        *("capture.correct", "capture.set_check"),
        *("outcome.make", "outcome.set", "outcome.add_evidence", "outcome.remove_evidence"),
        *("outcome.answer", "outcome.answers_finding", "outcome.retract"),
        *("escalation.acknowledge", "escalation.resolve", "escalation.reopen"),
        *("depth.set", "parked.leave", "attendance.note"),
        *("readback.agree", "readback.position", "readback.withdraw_position"),
    }
)
"""The verbs that a notebook takes: what is made in the room. All else is done in the review."""


def as_made(captures: Iterable[Capture]) -> list[Capture]:
    """Captures in the order in which they were made, where some came back in a notebook.

    Within one seat the order in which they were kept holds, whatever its clock did; between seats
    their times decide.
    """
    latest: dict[str, dt.datetime] = {}
    keyed: list[tuple[dt.datetime, int, Capture]] = []
    for one in sorted(captures, key=lambda capture: capture.id):
        at = dt.datetime.fromisoformat(one.at).astimezone()
        latest[one.seat] = max(at, latest.get(one.seat, at))
        keyed.append((latest[one.seat], one.id, one))
    return [one for _, _, one in sorted(keyed, key=lambda key: key[:2])]
