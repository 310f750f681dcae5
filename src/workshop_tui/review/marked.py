"""The items that are marked, as people call them."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.practice.markable import MARKABLE
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.preparing import FamilyWords, ReturnItem
from workshop_tui.practice.problems import NotFound
from workshop_tui.practice.records import (
    Capture,
    Entry,
    LineOfEnquiry,
    Outcome,
    Record,
    Restriction,
)
from workshop_tui.review.reader import Reader


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked item.

    Attributes:
        what: Its kind ("entry"). which: what it is called among its kind ("12", "F1").
        text: Its words, as they were written.
        mark: The mark itself.
    """

    what: str
    which: str
    text: str
    mark: Restriction


def marked(read: Reader) -> list[Marked]:
    """Every mark that stands, oldest first; one whose item was taken away is left out."""
    found: list[Marked] = []
    kinds = {record.TABLE: what for what, record in MARKABLE.items()}
    for mark in read.records(Restriction):
        what = kinds.get(mark.table_name)
        items = read.records(MARKABLE[what], uid=mark.row_uid) if what else []
        if what and items:
            found.append(Marked(what, called(read, items[0]), _words(items[0]), mark))
    return found


def item(read: Reader, what: str, which: str) -> Record:
    """The item that two words name: "entry 12", "outcome F1", "line 2", "words 1".

    Raises:
        NotFound: If there is none.
    """
    if what not in MARKABLE:
        raise NotFound(f"{what!r} is nothing that bears marks: {', '.join(MARKABLE)}.")
    if what == "entry":
        return read.entry(read.find_entry(which))
    if what == "capture":
        return read.capture(which)
    if what == "outcome":
        return read.outcome(which)
    everything = [*read.lines_of_enquiry()] if what == "line" else read.records(MARKABLE[what])
    for one in everything:
        if which in (one.uid, called(read, one)):
            return one
    known = ", ".join(called(read, one) for one in everything)
    raise NotFound(f"There is no {what} {which!r}. There are: {known or 'none yet'}.")


def called(read: Reader, record: Record) -> str:
    """What an item is called among its kind."""
    if isinstance(record, Entry):
        return read.called(record.id)
    if isinstance(record, Capture):
        return str(record.id)
    if isinstance(record, LineOfEnquiry):
        return str(record.number)
    if isinstance(record, Outcome):
        outcomes = read.outcomes()
        names = zip((one.id for one in outcomes), outcome_names(outcomes), strict=True)
        return dict(names).get(record.id, record.uid)
    ids = [one.id for one in read.records(type(record))]
    return str(ids.index(record.id) + 1) if record.id in ids else record.uid


def _words(record: Record) -> str:
    if isinstance(record, LineOfEnquiry):
        return record.title
    if isinstance(record, Entry | Capture | Outcome | FamilyWords | ReturnItem):
        return record.text
    return ""
