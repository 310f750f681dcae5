"""Captures that were on paper first: said at one time, typed in later."""

from __future__ import annotations

from workshop_tui.practice.days import british
from workshop_tui.practice.records import Capture


def on_paper(capture: Capture) -> str:
    """That it was on paper, when it was said and when typed in; "" where it was typed at once.

    "on paper 14:30, entered 16:05"; with the days where these differ, and with the sheet.
    """
    if capture.sheet is None and capture.entered is None:
        return ""
    sheet = f" (sheet {capture.sheet})" if capture.sheet is not None else ""
    if capture.entered is None:
        return f"on paper{sheet}"
    said, entered = capture.at, capture.entered
    days = said[:10] != entered[:10]
    return f"on paper {_time(said, days)}{sheet}, entered {_time(entered, days)}"


def _time(iso: str, with_day: bool) -> str:
    return f"{british(iso)} {iso[11:16]}" if with_day else iso[11:16]
