"""What somebody said, without the note-taker's annotations around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workshop_tui.practice import capture_line
from workshop_tui.practice.records import Capture
from workshop_tui.privacy.matcher import UNSETTLED


def spoken(capture: Capture, pseudonyms: Sequence[str]) -> str:
    """A capture's text without ``@who``, ``#theme`` and ``^then``; whole where that is all of it.

    Args:
        capture: As its tier shows it: ``@Gavin`` has become ``@Mother's partner``.
        pseudonyms: Every pseudonym in use, for those of several words.
    """
    text = capture.text
    if "@" in text:
        for pseudonym in (*pseudonyms, UNSETTLED):
            if not pseudonym.isalnum() and f"@{pseudonym}" in text:
                text = re.sub(rf"(?<!\S)@{re.escape(pseudonym)}(?!\w)", "@who", text, count=1)
    return capture_line.parse(text, capture.kind).words or capture.text.strip()
