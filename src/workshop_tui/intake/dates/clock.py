"""Clock times as people write them: "14:30", "2.30pm", "1430 hrs", "noon"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workshop_tui.intake.raw import Cell

_MINUTES: Final = r"(?:[:.](?P<{0}m>\d{{2}}))?(?:[:.](?P<{0}s>\d{{2}})(?:[.,]\d+)?)?"
_HALF: Final = r"(?P<ah>\d{1,2})" + _MINUTES.format("a") + r"\s*(?P<half>[ap])\.?\s?m\b\.?"
_CLOCK: Final = (
    r"(?P<ch>\d{1,2}):(?P<cm>\d{2})(?::(?P<cs>\d{2})(?:[.,]\d+)?)?(?!\d)"
    r"(?:\s*(?:hrs?|hours|h)\b\.?)?"
)
_HOURS: Final = r"(?P<hh>\d{1,2})[.;]?(?P<hm>\d{2})\s*(?:hrs?|hours|h|uhr)\b\.?"
_LETTER: Final = r"(?P<lh>\d{1,2})h(?P<lm>\d{2})\b"
_WORD: Final = r"(?:\b12\s+)?\b(?P<word>noon|midday|midnight)\b"
# "-15:00" closes a span of time unless seconds stand before it.
_ZONE: Final = (
    r"(?:\s*(?P<zone>z|utc|gmt|bst|\+\d{2}:?\d{2}|(?<=\d:\d\d:\d\d)-\d{2}:?\d{2})(?![\w:]))?"
)
TIME: Final = re.compile(
    rf"(?:(?<![\d.:/])(?:{_HALF}|{_CLOCK}|{_HOURS}|{_LETTER})|{_WORD}){_ZONE}", re.ASCII
)
_BARE_START: Final = re.compile(r"(?<![\d./:-])(\d{1,2})(?:[:.]?(\d{2}))?\s*(?:-|to)\s*$", re.ASCII)
_JOIN: Final = re.compile(r"\s*(?:-|to|until|till|and|/)\s*")
_BARE_TIME: Final = re.compile(
    r"(?:at\s+)?(?P<h>[01]?\d|2[0-3])(?P<dot>[.:])?(?P<m>[0-5]\d)(?:[.:](?P<s>[0-5]\d))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time read out of a text.

    Attributes:
        time: "HH:MM" or "HH:MM:SS"; None where the writing is no possible time.
        before: The text before the time.
        after: The text after it.
        notes: What else was said ("until 15:30"), in plain words.
        flags: "time-unreadable" where it is.
    """

    time: str | None
    before: str
    after: str
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def find_times(line: str) -> list[Clock]:
    """Every way to take one time (or one span of time) out of a tidied, lower-case line.

    The likelier way comes first: "2020 - 2.30pm" is a year and a time before it is a span.
    """
    found = TIME.search(line)
    if found is None:
        return []
    before, after = line[: found.start()], line[found.end() :]
    second = TIME.search(after)
    if second is not None and _JOIN.fullmatch(after[: second.start()]):
        return [_span(found, second, before, after[second.end() :])]
    ways = [_clock(found, before, after)]
    start = _BARE_START.search(before)
    if start is not None:
        ways.append(_bare_span(start, found, before[: start.start()], after))
    return ways


def read_time(cell: Cell) -> tuple[str, str | None] | None:
    """Reads a cell of a time column.

    Args:
        cell: A typed time, a number that is a part of a day, or text.

    Returns:
        The time and a note or None; None where the cell holds no time.
    """
    typed = _typed_time(cell) if cell.value is not None else None
    return (typed, None) if typed is not None else read_time_text(cell.text)


@lru_cache(maxsize=4096)
def read_time_text(text: str) -> tuple[str, str | None] | None:
    """Reads a text of a time column, as `read_time` does a cell."""
    line = " ".join(text.casefold().replace("–", "-").replace("—", "-").split())
    line = re.sub(r"^(?:at|approx(?:imately|\.)?|circa|c\.?|about|around|from|@|~)\s*", "", line)
    for way in reversed(find_times(line)):
        if way.time and not way.before.strip(" -,"):
            rest = way.after.strip(" -,;.")
            said = (f'the cell says "{text.strip()}"',) if rest else ()
            return way.time, "; ".join((*way.notes, *said)) or None
    bare = _BARE_TIME.fullmatch(line)
    if bare is not None and (bare["dot"] or len(line) == 4):
        time = stamp(int(bare["h"]), int(bare["m"]), int(bare["s"]) if bare["s"] else None)
        return (time, None) if time else None
    return None


def bare_time(line: str) -> str | None:
    """A time without colon or unit ("1430", "14.30"), for use beside a whole date only."""
    found = _BARE_TIME.fullmatch(line)
    if found is None or (not found["dot"] and len(found["h"]) == 1):
        return None
    return stamp(int(found["h"]), int(found["m"]), int(found["s"]) if found["s"] else None)


def stamp(hour: int, minute: int, second: int | None = None) -> str | None:
    """Writes a time as "HH:MM" or "HH:MM:SS"; None where there is no such time."""
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return None
    return f"{hour:02}:{minute:02}" + ("" if second is None else f":{second:02}")


def to_second(moment: dt.datetime) -> dt.datetime:
    """A stored moment to the nearest second: day numbers are fractions and never quite right."""
    return (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0)


def time_of(moment: dt.datetime) -> str:
    """The time of a moment, without seconds that are zero."""
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _typed_time(cell: Cell) -> str | None:
    value = cell.value
    if value is None or isinstance(value, str):
        return None
    start = dt.datetime(2000, 1, 1)
    if isinstance(value, float) and 0 < value < 1:
        value = dt.timedelta(days=value)
    if isinstance(value, dt.timedelta):
        return time_of(to_second(start + value)) if 0 <= value.total_seconds() < 86_400 else None
    if isinstance(value, dt.time):
        return time_of(to_second(dt.datetime.combine(start, value.replace(tzinfo=None))))
    return time_of(to_second(value)) if isinstance(value, dt.datetime) else None


def _clock(found: re.Match[str], before: str, after: str) -> Clock:
    time, notes = _value(found)
    if time is None:
        note = f'"{found.group().strip()}" is no possible time'
        return Clock(None, before, after, (note,), ("time-unreadable",))
    return Clock(time, before, after, notes)


def _value(found: re.Match[str]) -> tuple[str | None, tuple[str, ...]]:
    group = found.groupdict()
    notes = (f'time zone as written: "{group["zone"].upper()}"',) if group["zone"] else ()
    if group["word"]:
        return ("00:00" if group["word"] == "midnight" else "12:00"), notes
    letter = next(key[0] for key in ("ah", "ch", "hh", "lh") if group[key] is not None)
    hour, minute = int(group[letter + "h"]), int(group[letter + "m"] or 0)
    seconds = group.get(letter + "s")
    if letter == "c" and 0 < hour < 8 and len(group["ch"]) == 1:
        notes = (*notes, "neither am nor pm is written")
    if letter == "a":
        shifted = _of_half_day(hour, group["half"])
        if shifted is None:
            return None, ()
        hour = shifted
    return stamp(hour, minute, int(seconds) if seconds else None), notes


def _of_half_day(hour: int, half: str) -> int | None:
    """The hour of 24; "14:30pm" is tolerated, "14:30am" and "0pm" are not."""
    if hour > 12:
        return hour if half == "p" else None
    if hour == 0:
        return 0 if half == "a" else None
    return hour % 12 + (12 if half == "p" else 0)


def _span(first: re.Match[str], second: re.Match[str], before: str, after: str) -> Clock:
    start, notes = _value(first)
    end, _ = _value(second)
    if start is None or end is None:
        return _clock(first, before, after)
    return Clock(start, before, after, (*notes, f"until {end}"))


def _bare_span(start: re.Match[str], found: re.Match[str], before: str, after: str) -> Clock:
    """A span whose first half has no unit: "2-3pm", "1000-1100hrs"."""
    end, _ = _value(found)
    hour, minute = int(start[1]), int(start[2] or 0)
    half = found.groupdict()["half"]
    if half and hour <= 12 and found["ah"]:
        same = hour % 12 <= int(found["ah"]) % 12
        hour = hour % 12 + (12 if (half == "p") == same else 0)
    time = stamp(hour, minute)
    if time is None or end is None:
        return _clock(found, before, after)
    return Clock(time, before, after, (f"until {end}",))
