"""What in words for the room may lead to somebody although the register does not hold it.

Registered names stand there as pseudonyms in any case. This only says what a person should look at
once more; it never holds anything back: the chair decides, in front of people.
"""

from __future__ import annotations

from typing import Final

from workshop_tui.practice.running import RoomWording
from workshop_tui.review.deciding import decisions, plain
from workshop_tui.review.reader import Reader
from workshop_tui.review.releasing import leak_check

_MOST: Final = 4


def unregistered(reader: Reader, text: str) -> list[str]:
    """Words in a text that nobody registered, called ordinary or decided about; each once."""
    if not text.strip():
        return []
    known = {words for words, _ in decisions(reader)}
    found = leak_check(reader, set()).unregistered(text)
    words = {plain(one.words): one.words for one in found}
    return [shown for folded, shown in words.items() if folded not in known]


def warning(reader: Reader, text: str) -> str:
    """The same as a sentence; "" where there is nothing to look at."""
    found = unregistered(reader, text)
    if not found:
        return ""
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    stand = "is in no register and stands" if len(found) == 1 else "are in no register and stand"
    return f"Look once more: “{'”, “'.join(found[:_MOST])}”{more} {stand} there as written."


def of_entry(reader: Reader, entry_id: int) -> str:
    """The warning about the wording that is approved for an entry, if one is."""
    standing = reader.records(RoomWording, entry_id=entry_id)
    return warning(reader, standing[-1].text) if standing else ""
