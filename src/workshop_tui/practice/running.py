"""The records of a running event: what stands beside captures, outcomes and sessions.

They follow the conventions of ``practice.records``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workshop_tui.practice.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class PerspectiveDepth(Record):
    """What lies behind a perspective, noted afterwards or in a quiet moment.

    Attributes:
        saw, knew, thought, did: How it looked from where the person stood.
        known_then, known_now: What was known at the time, and what is known only now.
        wording: "verbatim" or "paraphrase"; "" where nobody said.
        named: Whether the person chose to stand by name; the role is the default.
    """

    TABLE: ClassVar[str] = "perspective_depth"

    capture_id: int
    saw: str = ""
    knew: str = ""
    thought: str = ""
    did: str = ""
    known_then: str = ""
    known_now: str = ""
    wording: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomWording(Record):
    """How an entry may be shown to the whole room; without one, only where it stands is shown."""

    TABLE: ClassVar[str] = "room_wording"

    entry_id: int
    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSlide(Record):
    """What the chair has sent to the room's screen; a session has one, and it is changed.

    Attributes:
        shows: "nothing", "step", "entry", "outcome" or "words"; "pause:" and one of these while a
            pause covers it; "line" for the step that was sent, in a row beside the slide.
        text: The words sent, as written; the room sees them with pseudonyms.
        about: What they are headed with: an entry's reference and month; of a "line": the step's
            uid.
    """

    TABLE: ClassVar[str] = "room_slide"

    session_id: int
    shows: str = "nothing"
    text: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Record):
    """That an agency does not simply agree with an outcome at read-back.

    Attributes:
        stance: "reservation", "not agreed" or "absent". words: the agency's own.
    """

    TABLE: ClassVar[str] = "position"

    outcome_id: int
    agency_id: int
    stance: str
    words: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack(Record):
    """That something parked was looked at again before closing, and left as it is.

    Attributes:
        table_name, row_uid: A parked entry, or the capture of a parked idea.
    """

    TABLE: ClassVar[str] = "came_back"

    table_name: str
    row_uid: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge(Record):
    """An observer's challenge note: independent challenge and oversight (Methodology).

    Attributes:
        table_name, row_uid: What it is about; "" for the event as a whole.
        answer, answered_by, answered: The answer that each one gets, by whom and when.
    """

    TABLE: ClassVar[str] = "challenge"

    text: str
    by: str
    at: str
    table_name: str = ""
    row_uid: str = ""
    answer: str = ""
    answered_by: str = ""
    answered: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WelfareNote(Record):
    """Who looks after whom; for the chair's eyes only, in no document ever.

    Attributes:
        follows_up: Who does, and when.
    """

    TABLE: ClassVar[str] = "welfare_note"

    session_id: int
    text: str
    by: str
    at: str
    follows_up: str = ""
    done: bool = False
