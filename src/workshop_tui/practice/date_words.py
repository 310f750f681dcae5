"""The words that dates are written with: months, weekdays, seasons, hedges."""

from __future__ import annotations

import datetime as dt
import difflib
from functools import lru_cache
from typing import Final

_MONTH_LISTS: Final = {
    "en": "january february march april may june july august september october november december",
    "en short": "jan feb mar apr may jun jul aug sep oct nov dec",
    "en other": "janry febr mch apl - jne jly - sept - - -",
    "cy": "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "de short": "- - mär - - - - - - okt - dez",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
}
MONTH_NAMES: Final = tuple(name.capitalize() for name in _MONTH_LISTS["en"].split())
_MONTHS: Final = {
    name: number
    for names in _MONTH_LISTS.values()
    for number, name in enumerate(names.split(), start=1)
    if name != "-"
}
WEEKDAY_NAMES: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
FIXED_DAYS: Final = {
    "christmas eve": (24, 12),
    "christmas day": (25, 12),
    "boxing day": (26, 12),
    "new year's eve": (31, 12),
    "new years eve": (31, 12),
    "new year's day": (1, 1),
    "new years day": (1, 1),
}


@lru_cache(maxsize=4096)
def month_number(word: str) -> tuple[int, bool] | None:
    """Reads a month's name.

    Args:
        word: One word in lower case, without a closing full stop.

    Returns:
        The month and whether it was misspelt; None if the word is no month. A word that is
        near to two months ("juny") is none.
    """
    if word in _MONTHS:
        return _MONTHS[word], False
    if len(word) < 5:
        return None
    near = {number + 1 for number, name in enumerate(MONTH_NAMES) if _nearly(word, name.lower())}
    return (near.pop(), True) if len(near) == 1 else None


def weekday_number(word: str) -> int:
    """The weekday (Monday is 0) of a word that begins with its first three letters."""
    return next(n for n, name in enumerate(WEEKDAY_NAMES) if name.lower().startswith(word[:3]))


def weekday_named(text: str) -> int | None:
    """The weekday (Monday is 0) that a text is, in full or short; None where it is none."""
    word = text.strip(" .,").casefold()
    short = len(word) >= 3 or word in {"m", "w", "f"}
    found = [n for n, name in enumerate(WEEKDAY_NAMES) if name.lower().startswith(word)]
    longer = word in {"tues", "weds", "thur", "thurs"}
    return (found or [weekday_number(word)])[0] if short and (found or longer) else None


def last_day(year: int, month: int) -> dt.date:
    """The last day of a month."""
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return after - dt.timedelta(days=1)


def _nearly(word: str, name: str) -> bool:
    """Whether a word is one slip of the finger (two in a long word) away from a month's name."""
    if word[0] != name[0] or abs(len(word) - len(name)) > 2:
        return False
    if sorted(word) == sorted(name) and len(name) > 4:
        return True
    blocks = difflib.SequenceMatcher(None, word, name, autojunk=False).get_matching_blocks()
    kept = sum(block.size for block in blocks)
    slips = max(len(word), len(name)) - kept
    return slips <= (2 if len(name) > 6 else 1)
