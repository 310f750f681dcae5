"""What is said, sent and done in a scripted event, to be compared with what the review keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workshop_tui.practice.records import Identity
from workshop_tui.practice.running import RoomSlide
from workshop_tui.review.reader import Reader
from workshop_tui.review.slides import LINE

_ESCAPES = re.compile(r"\x1b\[[?>=]?[0-9;:]*[ $]?[@-~]")
_RUN = 4  # words in a row: fewer are everybody's


@dataclass(frozen=True, slots=True)
class Said:
    """One line as the script says it was captured; ``entry`` is its number, None for none."""

    by: str
    line: str
    kind: str
    entry: int | None
    step: str
    who: str | None = None
    themes: tuple[str, ...] = ()
    known: str = ""


@dataclass(slots=True)
class Script:
    """What was said and done so far.

    Attributes:
        said: The lines, in the order in which they were saved.
        slides: What the room was sent, as (shows, text, about).
        minutes: How many minutes passed in which step, and in which episode.
    """

    said: list[Said] = field(default_factory=list)
    slides: list[tuple[str, str, str]] = field(default_factory=list)
    minutes: dict[str, int] = field(default_factory=dict)
    episodes: dict[int, int] = field(default_factory=dict)


def kept(read: Reader) -> list[Said]:
    """The captures that are in a review, in the order in which they were saved."""
    numbers = {entry: number for number, entry in enumerate(read.order(), start=1)}
    codes = {person.id: person.code for person in read.participants()}
    session = read.session()
    steps = {step.id: step.title for step in read.steps(session.id)} if session else {}
    return [
        Said(
            by=one.by,
            line=one.line,
            kind=one.kind.value,
            entry=numbers.get(one.entry_id or 0),
            step=steps.get(one.step_id or 0, ""),
            who=codes.get(one.who_id or 0),
            themes=one.themes,
            known=one.known,
        )
        for one in sorted(read.captures(), key=lambda one: one.id)
    ]


def sent(read: Reader) -> list[tuple[str, str, str]]:
    """Everything that was ever sent to the room, by the journal."""
    lines: set[str] = set()
    slides, now = [], {"shows": "nothing", "text": "", "about": ""}
    for change in read.changes():
        if change.table == RoomSlide.TABLE and change.after is not None:
            if change.row_uid in lines or change.after.get("shows") == LINE:
                lines.add(change.row_uid)  # the step beside the slide
                continue
            now |= {name: change.after[name] for name in now if name in change.after}
            slides.append((now["shows"], now["text"], now["about"]))
    return slides


# -- what must never be seen ----------------------------------------------------------------------


def as_text(written: bytes) -> str:
    """What a terminal was sent, without the codes that place and colour it."""
    return _ESCAPES.sub("", written.decode("utf-8", "replace"))


def names_in(text: str, register: Iterable[Identity]) -> list[str]:
    """Registered names that stand in a text as words of their own."""
    names = {name for one in register for name in (one.name, *one.aliases) if len(name) > 1}
    return sorted(name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def words_in(shown: Iterable[str], secret: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """Words in a row of secret texts that were shown, unless they are allowed ones too.

    Args:
        shown: What was seen, a text a moment.
        secret: What must not be seen.
        allowed: What may be seen.
    """
    seen = {run for text in shown for run in _runs(text)}
    free = {run for text in allowed for run in _runs(text)}
    return sorted(seen & {run for text in secret for run in _runs(text)} - free)


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.casefold())
    for at in range(max(1, len(words) - _RUN + 1)):
        run = " ".join(words[at : at + _RUN])
        if len(run) > 8:
            yield run
