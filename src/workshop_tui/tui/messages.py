"""What threads and widgets tell the screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.message import Message

from workshop_tui.store.journal import Change


@dataclass
class ReviewChanged(Message):
    """Some seat, this one included, has committed changes; an empty list: only seats moved."""

    changes: list[Change]


@dataclass
class Trouble(Message):
    """Something cannot be saved; it must be said and stay in sight."""

    sentence: str


@dataclass
class LeaseSeen(Message):
    """A seat's lease was renewed, or (not ours) somebody else has taken the seat."""

    uid: str
    ours: bool


@dataclass
class HandOver(Message):
    """Somebody pressed the key that hands the chair's seat over or takes it."""


@dataclass
class LockNow(Message):
    """Somebody pressed the key that covers the screen."""


@dataclass
class Done(Message):
    """A verb has finished: its result, or the exception that it ended with.

    Attributes:
        pending: Whether somebody waits for it to be saved; of papers that are made nobody does.
    """

    result: Any
    error: BaseException | None
    then: Callable[[Any], None] | None
    failed: Callable[[BaseException], object] | None
    pending: bool = True


@dataclass
class LineEdited(Message):
    """The text of the line changed."""

    text: str


@dataclass
class Said(Message):
    """Something in the background has a sentence to say."""

    sentence: str
