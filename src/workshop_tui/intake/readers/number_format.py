"""What a spreadsheet shows for a stored value: "Mar-19" for a date kept as 1 March 2019.

English month names and the usual codes are covered. A code that is not understood shows the
plain number or the ISO date, never less than the value holds.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Literal

# The formats that a file names by number only. 14 and 22 follow the computer's region; these
# files come from British offices, so they read as they do there.
BUILT_IN: dict[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy hh:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    49: "@",
}

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)

_TOKEN = re.compile(
    r'"[^"]*"?|\[[^\]]*\]|\\.|_.|\*.|AM/PM|A/P|General'
    r"|y+|m+|d+|h+|s+(?:\.0+)?|.",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]\Z")
_DIGITS = frozenset("0#?")

Moment = dt.datetime | dt.date | dt.time | dt.timedelta


@lru_cache(maxsize=4096)
def _tokens(code: str) -> tuple[tuple[str, ...], ...]:
    """Split a code into its sections (positive; negative; zero; text), each into tokens."""
    sections: list[list[str]] = [[]]
    for token in _TOKEN.findall(code):
        if token == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return tuple(tuple(section) for section in sections)


def _literal(token: str) -> str | None:
    """Return what a token shows as it stands, or None for one that has a meaning."""
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith("\\"):
        return token[1:]
    if token.startswith("_"):
        return " "
    if token.startswith("*"):
        return ""
    if token.startswith("[$"):
        return token[2:-1].partition("-")[0]
    return None


@lru_cache(maxsize=4096)
def date_parts(code: str) -> Literal["date", "time", "elapsed"] | None:
    """Tell what part of a moment a format shows; None for a format of plain numbers.

    "date" is any part of the calendar, with or without a time; "time" a time of day alone;
    "elapsed" a duration.
    """
    tokens = [token.lower() for token in _tokens(code)[0]]
    if "general" in tokens:
        return None
    if any(_ELAPSED.match(token) for token in tokens):
        return "elapsed"
    letters = [(at, token) for at, token in enumerate(tokens) if token[0] in "ymdhs"]
    for at, token in letters:
        if token[0] in "yd" or (token[0] == "m" and not _is_minute(tokens, at)):
            return "date"
    return "time" if letters else None


def shown_number(value: float, code: str | None) -> str:
    """Return a number as its cell shows it.

    Args:
        value: The stored number.
        code: Its number format, None for "General".
    """
    if code is None:
        return plain_number(value)
    sections = _tokens(code)
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    return _filled(value, section) or plain_number(value)


def plain_number(value: float) -> str:
    """Return a number as "General" shows it in a cell that is wide enough."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.15g}"
    return repr(value) if "e" in text else text


def _filled(value: float, section: tuple[str, ...]) -> str | None:
    """Put the digits of a number into a section; None where the section is beyond this module."""
    layout: list[str | tuple[str, str]] = []
    percent = 0
    for at, token in enumerate(section):
        literal = _literal(token)
        if literal is not None:
            layout.append(literal)
        elif token.startswith("[") and token[1:2] not in {"<", ">", "="}:
            continue
        elif token == "%":
            percent += 1
            layout.append("%")
        elif token in _DIGITS or token in {".", ","}:
            layout.append((token, ""))
        elif token in {"E", "e", "/", "@"} or token.startswith("[") or token.isalpha():
            return None
        else:
            layout.append(token)
        if token == "," and not any(later in _DIGITS for later in section[at + 1 :]):
            return None  # a trailing comma divides by a thousand
    marks = [item[0] for item in layout if isinstance(item, tuple)]
    if not any(mark in _DIGITS for mark in marks) or marks.count(".") > 1:
        return None
    return _laid_out(abs(value) * 100**percent, layout, marks, "-" if value < 0 else "")


def _laid_out(
    value: float, layout: list[str | tuple[str, str]], marks: list[str], sign: str
) -> str:
    point = marks.index(".") if "." in marks else len(marks)
    decimals = marks[point + 1 :]
    whole, _, fraction = f"{value:.{len(decimals)}f}".partition(".")
    required = len(decimals) - next(
        (i for i, mark in enumerate(reversed(decimals)) if mark == "0"), len(decimals)
    )
    while len(fraction) > required and fraction.endswith("0"):
        fraction = fraction[:-1]
    places = [mark for mark in marks[:point] if mark in _DIGITS]
    slots = _slots(whole, places, grouped="," in marks[:point])
    out, seen_point = [], False
    for item in layout:
        if isinstance(item, str):
            out.append(item)
        elif item[0] == ".":
            seen_point = True
            out.append("." + fraction if fraction else "")
        elif item[0] in _DIGITS and not seen_point:
            out.append(slots.pop(0))
    return sign + "".join(out).strip()


def _slots(whole: str, places: list[str], *, grouped: bool) -> list[str]:
    """Share the digits out to the places from the right; the first place takes all that is left."""
    whole = "" if whole == "0" and "0" not in places else whole
    whole = whole.rjust(places.count("0"), "0")
    if grouped:
        grouped_text = f"{int(whole or 0):,}" if whole else ""
        return [grouped_text] + [""] * (len(places) - 1)
    if not places:
        return []
    spare = max(0, len(whole) - len(places))
    digits = [whole[: spare + 1], *whole[spare + 1 :]]
    if len(whole) < len(places):
        digits = [""] * (len(places) - len(whole)) + list(whole)
    return digits


def shown_date(value: Moment, code: str | None) -> str:
    """Return a date, time or duration as its cell shows it.

    Args:
        value: The stored value.
        code: Its number format; None shows the value as ISO writes it.
    """
    if code is None:
        return _iso(value)
    tokens = _tokens(code)[0]
    lowered = [token.lower() for token in tokens]
    if "general" in lowered or not any(token[0] in "ymdhs[" for token in lowered):
        return _iso(value)
    halves = any(token in {"am/pm", "a/p"} for token in lowered)
    out = []
    for at, token in enumerate(lowered):
        literal = _literal(tokens[at])
        if literal is not None:
            out.append(literal)
        elif token[0] == "m" and _is_minute(lowered, at):
            out.append(_clock(value, "n" * len(token), halves=halves))
        elif token[0] in "ymd":
            out.append(_calendar(value, token))
        elif token[0] in "hs" or token in {"am/pm", "a/p"}:
            out.append(_clock(value, token, halves=halves))
        elif token.startswith("["):
            out.append(_elapsed(value, token.strip("[]")))
        elif token != "@":
            out.append(tokens[at])
    return "".join(out).strip()


def _is_minute(tokens: list[str], at: int) -> bool:
    """An m is a minute after an hour or before a second, and a month everywhere else."""
    if len(tokens[at]) > 2:
        return False
    before = next((t for t in reversed(tokens[:at]) if t.strip("[]")[:1] in set("ymdhs")), "")
    after = next((t for t in tokens[at + 1 :] if t.strip("[]")[:1] in set("ymdhs")), "")
    return before.strip("[]").startswith("h") or after.strip("[]").startswith("s")


def _iso(value: Moment) -> str:
    if isinstance(value, dt.timedelta):
        return _elapsed(value, "h") + _clock(value, ":nn:ss", halves=False)
    return value.isoformat(" ") if isinstance(value, dt.datetime) else value.isoformat()


def _calendar(value: Moment, token: str) -> str:
    if not isinstance(value, dt.date):
        return ""
    length = len(token)
    if token[0] == "y":
        return f"{value.year:04d}" if length > 2 else f"{value.year % 100:02d}"
    number = value.month if token[0] == "m" else value.day
    if length <= 2:
        return f"{number:0{length}d}"
    name = _MONTHS[value.month - 1] if token[0] == "m" else _DAYS[value.weekday()]
    if token[0] == "m" and length == 5:
        return name[0]
    return name[:3] if length == 3 else name


def _seconds(value: Moment) -> float:
    """Return the seconds since midnight (of a duration: all of its seconds)."""
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    if isinstance(value, dt.datetime | dt.time):
        whole = value.hour * 3600 + value.minute * 60 + value.second
        return whole + value.microsecond / 1_000_000
    return 0.0


def _clock(value: Moment, token: str, *, halves: bool) -> str:
    """Return one piece of the time of day; minutes are spelt "n" here to tell them from months."""
    seconds = _seconds(value)
    hour, minute, second = int(seconds // 3600), int(seconds // 60) % 60, seconds % 60
    if token == ":nn:ss":
        return f":{minute:02d}:{int(second):02d}"
    if token in {"am/pm", "a/p"}:
        half = "PM" if hour % 24 >= 12 else "AM"
        return half if token == "am/pm" else half[0]
    if token[0] == "h":
        hour = (hour - 1) % 12 + 1 if halves else hour % 24
        return f"{hour:0{min(len(token), 2)}d}"
    if token[0] == "n":
        return f"{minute:0{len(token)}d}"
    _, point, decimals = token.partition(".")
    width = min(len(token) - len(point) - len(decimals), 2)
    if not decimals:
        return f"{int(second):0{width}d}"
    return f"{second:0{width + 1 + len(decimals)}.{len(decimals)}f}"


def _elapsed(value: Moment, unit: str) -> str:
    """Return a whole duration in one unit, as [h], [mm] and [ss] show it; "" for a colour."""
    size = {"h": 3600, "m": 60, "s": 1}.get(unit[:1])
    if size is None or set(unit) != {unit[:1]}:
        return ""
    return f"{int(_seconds(value) // size):0{len(unit)}d}"
