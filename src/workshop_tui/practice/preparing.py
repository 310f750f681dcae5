"""The records of preparation (phase 1): who was asked for what, and what came of it.

They follow the conventions of ``practice.records``; days are ISO text, None where not yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workshop_tui.practice.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """A day by which a step of the review is to be done; timescales differ between places."""

    TABLE: ClassVar[str] = "milestone"

    title: str
    due: str | None = None
    done: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceeding(Record):
    """Something that runs beside the review: criminal, inquest, care or disciplinary.

    Attributes:
        stage: How far it is. contact: With whom the review keeps in touch about it.
        effect: What it means for the review: what may not be asked, who must not attend.
    """

    TABLE: ClassVar[str] = "proceeding"

    kind: str
    stage: str = ""
    contact: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyRequest(Record):
    """That an agency was asked for its chronology (phase 1, paragraph d).

    Attributes:
        received: The day it came; an import of the agency's file counts as well.
        nothing_held: The agency answered that it holds nothing.
    """

    TABLE: ClassVar[str] = "chronology_request"

    agency_id: int
    requested: str | None = None
    due: str | None = None
    received: str | None = None
    nothing_held: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """Somebody's invitation to a session, and the answer (phase 1, paragraph f).

    Attributes:
        invited: The day on which the invitation went out.
        answer: "", "attending", "apologies" or "represented".
        spoken_by_id: The participant who speaks for somebody who is represented.
        present: "yes" or "no" once the session has begun; "" before.
    """

    TABLE: ClassVar[str] = "attendance"

    session_id: int
    participant_id: int
    invited: str | None = None
    answer: str = ""
    spoken_by_id: int | None = None
    note: str = ""
    present: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """A file that came in and is kept as it came, beside the agencies' chronologies."""

    TABLE: ClassVar[str] = "attachment"

    name: str
    what: str
    sha256: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationReturn(Record):
    """What a participant sent in before the event (phase 1, paragraph g).

    Attributes:
        received: The day it came. how: "form" (imported) or "typed".
        attachment_id: The form as it came, where it was imported.
    """

    TABLE: ClassVar[str] = "preparation_return"

    participant_id: int
    received: str | None = None
    how: str = "typed"
    note: str = ""
    attachment_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnItem(Record):
    """One thing in a participant's view: an intervention, opportunity, action or decision.

    Attributes:
        part: Which of them, or "other".
        date_text: When it was, as the participant wrote it.
        why: Why it made sense at the time, what they saw.
        entry_id: The entry that it concerns, where somebody said so; never guessed.
    """

    TABLE: ClassVar[str] = "return_item"

    return_id: int
    part: str
    text: str
    date_text: str = ""
    why: str = ""
    entry_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember(Record):
    """The child, or one parent or carer: each asked separately, never one "family view".

    Attributes:
        label: What documents call them ("Child A", "Mother"): a pseudonym of the register.
        relation: child, parent, carer, sibling or other.
        asked: The day on which they were asked to take part, or None.
        answer: "", "taking part", "declined" or "not asked". reason: why declined or not asked.
        safe_contact: How they can be reached safely (domestic abuse); in no document ever.
        told: The day on which they were told the outcome, before anything is published.
    """

    TABLE: ClassVar[str] = "family_member"

    label: str
    relation: str
    identity_id: int | None = None
    asked: str | None = None
    answer: str = ""
    reason: str = ""
    safe_contact: str = ""
    interpreter: str = ""
    advocate: str = ""
    told: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyWords(Record):
    """What a child, parent or carer said, verbatim.

    Attributes:
        gathered_by, gathered, how: Who asked, on which day, and in which way.
        use: The use of these words that was agreed with them.
        in_report: Whether they may stand in the report as they are: "yes", "no", or "" where
            nobody has decided. A person decides: ``use`` may hold conditions.
    """

    TABLE: ClassVar[str] = "family_words"

    member_id: int
    text: str
    gathered_by: str = ""
    gathered: str | None = None
    how: str = ""
    use: str = ""
    in_report: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyWordsEntry(Record):
    """That somebody's words concern an entry."""

    TABLE: ClassVar[str] = "family_words_entry"

    words_id: int
    entry_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch(Record):
    """That something was sent to somebody; what was circulated to whom and when is kept.

    Attributes:
        what: "lines of enquiry", "briefing pack", "chronology request", "invitation" and so on.
        recipient: To whom, as written on it.
        tier: The circulation at which it was made; "" where that does not apply.
        named: Whether it carries real identities, by an explicit act.
        copy: The number of this recipient's copy; 0 where copies are not numbered.
        document, sha256: The file's name and the digest of its bytes; "" where there is none.
        sent: The day. returned: the day on which a numbered copy or sheet came back, or None.
        session_id: The session that it is for (an invitation, a capture sheet), or None.
    """

    TABLE: ClassVar[str] = "dispatch"

    what: str
    recipient: str
    sent: str
    by: str
    at: str
    agency_id: int | None = None
    participant_id: int | None = None
    tier: str = ""
    named: bool = False
    reason: str = ""
    copy: int = 0
    document: str = ""
    sha256: str = ""
    session_id: int | None = None
    returned: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakOverride(Record):
    """That somebody let words pass which the leak check found in a finished document.

    It holds for one document, one word and one export: the next export asks again. What is to hold
    for later ones as well, about a word that nobody registered, is a ``LeakDecision``.

    Attributes:
        document: The file's name. kind: What the check took the words for ("name", "postcode" …).
        words_shown: What should stand there instead (the pseudonym, or "[postcode]"), so that
            the override itself names nobody.
    """

    TABLE: ClassVar[str] = "leak_override"

    document: str
    kind: str
    words_shown: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakDecision(Record):
    """That a person decided about words at which the leak check warns: they lead to nobody.

    It holds until it is revoked, for the same words and the same kind of warning. It never covers
    words that are registered, nor words that become so.

    Attributes:
        words: As they stood in the document. kind: What the check took them for ("postcode" …).
        reason: Why they lead to nobody.
    """

    TABLE: ClassVar[str] = "leak_decision"

    words: str
    kind: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdinaryWord(Record):
    """That a capitalised word of the texts names nobody: it is not asked about again."""

    TABLE: ClassVar[str] = "ordinary_word"

    word: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChange(Record):
    """A review's own change of the practice pack; the pack's file stays as it is for the others.

    Attributes:
        part: Which file of the pack ("tiers"). key: Which thing in it ("board").
        changes: The changed keys with their values, as somebody would type them.
    """

    TABLE: ClassVar[str] = "pack_change"

    part: str
    key: str
    changes: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    by: str = ""
    at: str = ""
