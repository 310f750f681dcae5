"""Reviews to measure on: the demo, and generated ones of any size."""

from __future__ import annotations

import hashlib
from pathlib import Path

from workshop_tui.practice.records import Agency, Entry, Review, Session, SourceFile
from workshop_tui.practice.roles import Role
from workshop_tui.review.making import create_demo
from workshop_tui.review.seat import Seat, prepare
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction

_WORDS = (
    *("home", "visit", "mother", "tired", "school", "absence", "referral"),
    *("meeting", "call", "letter", "plan", "baby", "weight"),
)


def demo(folder: Path) -> Path:
    """The demo review, plain."""
    path = folder / "demo.review"
    if not path.exists():
        create_demo(path, "Bench")
    return path


def generated(folder: Path, entries: int, passphrase: str | None = None) -> Path:
    """A review with so many entries, each with a text of its own."""
    path = folder / f"{entries}{'-encrypted' if passphrase else ''}.review"
    if path.exists():
        return path
    file = ReviewFile.create(path, passphrase)
    prepare(file)
    seat = Seat(file, Role.COMMAND_LINE, "Bench")
    seat.run("made", ChangeClass.ADMINISTRATION, lambda tx: _fill(tx, entries)).result()
    seat.close()
    return path


def _fill(tx: Transaction, entries: int) -> None:
    tx.add(Review(reference="B-1", title="Bench"))
    tx.add(Session(kind="practitioner event", title="Event"))
    agencies = [tx.add(Agency(name=name, short=name)).id for name in ("Health", "School", "Police")]
    tx.import_entries(
        SourceFile(name="made.csv", agency_id=agencies[0], sha256=hashlib.sha256().hexdigest()),
        b"",
        (_entry(number, agencies[number % 3]) for number in range(1, entries + 1)),
    )


def _entry(number: int, agency_id: int) -> Entry:
    words = " ".join(_WORDS[(number * step) % len(_WORDS)] for step in range(1, 30))
    year, day = 2000 + number // 336, number % 336
    date = f"{year:04d}-{day // 28 + 1:02d}-{day % 28 + 1:02d}"
    return Entry(
        agency_id=agency_id,
        text=f"ENTRY{number:07d}. {words}",
        sort_key=f"{date}|99999|{number:08d}",
        date_text=date,
        earliest=date,
        latest=date,
        origin_row=number,
    )
