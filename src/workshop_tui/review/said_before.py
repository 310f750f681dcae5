"""What was said about entries before the event: in preparation returns, and by the family."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop_tui.practice.preparing import (
    FamilyMember,
    FamilyWords,
    FamilyWordsEntry,
    PreparationReturn,
    ReturnItem,
)
from workshop_tui.practice.records import Participant
from workshop_tui.review.reader import Reader


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said about an entry.

    Attributes:
        who: The participant's code, or what documents call the child, parent or carer.
        family: Whether it is the family's: verbatim words, with a use that was agreed.
        what: Which part of a return it is ("decision"), or "words".
        text: The words themselves.
        when: When it was, as a participant wrote it.
        why: Why it made sense at the time, as a participant wrote it.
        use: The use agreed with the family, or "" where none is noted.
        record: The record, for its marks.
    """

    who: str
    family: bool
    what: str
    text: str
    record: ReturnItem | FamilyWords
    when: str = ""
    why: str = ""
    use: str = ""


def said_before(read: Reader) -> dict[int, list[Said]]:
    """By entry, the family's words first: what somebody linked to it, and nothing guessed."""
    found: dict[int, list[Said]] = {}
    for entry_id, said in (*_by_the_family(read), *_in_returns(read)):
        found.setdefault(entry_id, []).append(said)
    return found


def _by_the_family(read: Reader) -> Iterator[tuple[int, Said]]:
    links = read.records(FamilyWordsEntry)
    if not links:
        return
    words = {one.id: one for one in read.records(FamilyWords)}
    members = {one.id: one.label for one in read.records(FamilyMember)}
    for link in links:
        one = words.get(link.words_id)
        if one is not None:
            who = members.get(one.member_id, "?")
            yield link.entry_id, Said(who, True, "words", one.text, one, use=one.use)


def _in_returns(read: Reader) -> Iterator[tuple[int, Said]]:
    items = [item for item in read.records(ReturnItem) if item.entry_id is not None]
    if not items:
        return
    codes = {one.id: one.code for one in read.records(Participant)}
    whose = {one.id: codes.get(one.participant_id, "?") for one in read.records(PreparationReturn)}
    for item in items:
        who = whose.get(item.return_id, "?")
        said = Said(who, False, item.part, item.text, item, when=item.date_text, why=item.why)
        yield item.entry_id or 0, said
