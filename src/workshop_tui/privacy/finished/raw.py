"""Readable runs in bytes of any kind."""

from __future__ import annotations

import re
from functools import lru_cache

_JOIN = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


def runs(data: bytes, least: int = 4) -> list[str]:
    """Every run of at least so many letters, in UTF-8 and in UTF-16.

    Runs of different fields may stand without a space between them: where a small letter meets a
    large one, or a letter a digit, both readings are given.
    """
    found = []
    for run in _utf8(least).findall(data):
        found += _readings(run.decode("utf-8", "ignore"))
    for run in _utf16(least).findall(data):
        found += _readings(run.decode("utf-16-le", "ignore"))
    return found


def _readings(text: str) -> list[str]:
    apart = _JOIN.sub(" ", text)
    return [text] if apart == text else [text, apart]


@lru_cache(maxsize=4)
def _utf8(least: int) -> re.Pattern[bytes]:
    return re.compile(
        rb"(?:[\x20-\x7e\n\t]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){%d,}" % least
    )


@lru_cache(maxsize=4)
def _utf16(least: int) -> re.Pattern[bytes]:
    """Runs that begin at either byte; of big-endian text all but the first letter is found."""
    return re.compile(rb"(?:[\x20-\x7e\xc0-\xff]\x00){%d,}" % least)
