"""The leak check: what it finds of what was planted, what else, and how long an export takes.

The rules were written on the texts ``first`` of ``planted``. ``second`` to ``sixth`` were
written when the rules stood, and measured once before any rule was changed for them; ``fifth`` and
``sixth`` by somebody who had not read the rules (docs/measured.md has those figures). ``clean`` and
``everyday`` hold nothing that identifies anybody.
"""

from __future__ import annotations

import hashlib
import random
import time
from pathlib import Path
from statistics import median

from benchmarks.planted import making, register
from benchmarks.planted.measuring import Score
from benchmarks.planted.measuring import measure as score
from benchmarks.report import Row
from workshop_tui.practice.records import Agency, Entry, Identity, SourceFile
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.privacy.view import Tier
from workshop_tui.review import exporting
from workshop_tui.review import making as reviews
from workshop_tui.review.gathering import material_for
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction

CORPORA: dict[str, list[Identity]] = {
    "first": register.FIRST,
    "second": register.SECOND,
    "third": register.THIRD,
    "fourth": register.FOURTH,
    "fifth": register.FIFTH,
    "sixth": register.SIXTH,
    "clean": register.FIRST,
    "everyday": register.FIFTH,
}
_ENTRIES = 500
_SENTENCES = 5
_ROUNDS = 5


def measure(folder: Path) -> list[Row]:
    """What is found and what is not, then the time."""
    rows = []
    for name, registered in CORPORA.items():
        rows += _found(name, score(making.prose(name), registered))
    return rows + _time(folder)


def _found(name: str, found: Score) -> list[Row]:
    planted = sum(found.planted.values())
    of = f"{planted} planted in {found.texts} documents, {found.words:,} words"
    figures = [
        ("false blocks in 1,000 words", found.per_thousand(found.false_blocks), 1.0, ""),
        ("false warnings in 1,000 words", found.per_thousand(found.false_warnings), 10.0, ""),
    ]
    if planted:
        figures = [
            ("registered names missed", 100 * (1 - found.recall(registered=True)), 0.0, "%"),
            ("other identifiers missed", 100 * (1 - found.recall(registered=False)), 5.0, "%"),
            *figures,
        ]
    return [
        Row(f"leak check, {name}: {what}", value, None, most, of, unit)
        for what, value, most, unit in figures
    ]


def _time(folder: Path) -> list[Row]:
    path = folder / "leaks.review"
    reviews.create(path, None, reference="B-1", title="Bench", name="Bench")
    seat = Seat.open(path, None, Role.COMMAND_LINE, "Bench")
    seat.run("filled", ChangeClass.ADMINISTRATION, _fill).result()
    whole, checking, rendering = [], [], []
    for number in range(_ROUNDS):
        begun = time.perf_counter()
        released = exporting.export(seat, folder / f"out{number}", tier=Tier.PANEL)
        whole.append(time.perf_counter() - begun)
        documents = [(one.name, one.read_bytes()) for one in released.written]
        begun = time.perf_counter()
        material_for(seat.read, Audience(Tier.PANEL))
        rendering.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        check = LeakCheck(seat.read.register())
        for name, content in documents:
            check.check(name, content)
        checking.append(time.perf_counter() - begun)
    seat.close()
    size = sum(len(content) for _, content in documents)
    of = f"{_ENTRIES} entries, {len(documents)} documents, {size / 1000:,.0f} kB"
    return [
        Row(
            "full export, pseudonymised and looked through",
            median(one + other for one, other in zip(rendering, checking, strict=True)),
            None,
            2.0,
            of,
            "s",
        ),
        Row("of it the leak check", median(checking), None, None, of, "s"),
        Row("the same made and written as well", median(whole), None, None, of, "s"),
        Row("that, first of a process", whole[0], None, None, of, "s"),
    ]


def _fill(tx: Transaction) -> None:
    """Entries of the planted prose, each some sentences of it."""
    for identity in register.FIRST:
        tx.add(
            Identity(
                kind=identity.kind,
                name=identity.name,
                pseudonym=f"{identity.pseudonym} {identity.id}",
                aliases=identity.aliases,
            )
        )
    sentences = [
        sentence
        for name in ("first", "clean")
        for one in making.prose(name)
        for sentence in making.sentences(
            making.without(one, "r-typo", "r-possessive", "handle", "url")
        )
    ]
    chance = random.Random(4)
    texts = [" ".join(chance.sample(sentences, _SENTENCES)) for _ in range(_ENTRIES)]
    agency = tx.add(Agency(name="Health", short="Health"))
    entries = (
        Entry(
            agency_id=agency.id,
            text=texts[number],
            sort_key=f"2024-01-01|99999|{number:08d}",
            date_text="1 January 2024",
            earliest="2024-01-01",
            latest="2024-01-01",
            origin_row=number,
        )
        for number in range(_ENTRIES)
    )
    source = SourceFile(name="a.csv", agency_id=agency.id, sha256=hashlib.sha256().hexdigest())
    tx.import_entries(source, b"", entries)
