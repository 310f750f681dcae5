"""Fixtures that every test may use: small reviews of an invented case, and seats at them."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workshop_tui.practice.records import (
    Agency,
    AgendaStep,
    Entry,
    Episode,
    Identity,
    LineOfEnquiry,
    Participant,
    Session,
    SourceFile,
)
from workshop_tui.practice.roles import Role
from workshop_tui.review import making
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.engine import Connection
from workshop_tui.store.health import examine
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction

PASSPHRASE = "quiet otters count stones"

ENTRIES = (
    ("2023-03-02", "GP", "Ear infection. Attended with Mother; seen with antibiotics."),
    ("2023-03-05", "Police", "Call-out, neighbours reported shouting. No offences. Child asleep."),
    ("2023-03-12", "HV", "Home visit. Mother tired, baby asleep upstairs, not seen."),
    ("2023-04-01", "CSC", "Referral from school; NFA at this time [sic]."),
    ("2023-04-20", "HV", "Did not attend clinic. Letter sent. Café near Müller Street."),
)
AGENCIES = (
    ("Thornley Vale Children's Social Care", "CSC"),
    ("Vale Constabulary", "Police"),
    ("Thornley Vale Community Health", "HV"),
    ("Beck Street Surgery", "GP"),
)
PEOPLE = (
    ("SW1", "Social worker", "CSC", "Ruth Ainsworth"),
    ("HV1", "Health visitor", "HV", "Priya Nandakumar"),
    ("PC1", "Police officer", "Police", "Sam Thackeray"),
    ("GP1", "General practitioner", "GP", "Sam Holroyd"),
)


def _fill(tx: Transaction) -> None:
    agencies = {short: tx.add(Agency(name=name, short=short)) for name, short in AGENCIES}
    for code, role, agency, name in PEOPLE:
        person = tx.add(Identity(kind="professional", name=name, pseudonym=code))
        tx.add(
            Participant(code=code, role=role, agency_id=agencies[agency].id, identity_id=person.id)
        )
    tx.add(Identity(kind="child", name="Callum Birtwistle", pseudonym="Child A", aliases=("Cal",)))
    for number, title in ((1, "The child's voice"), (2, "Working together")):
        tx.add(LineOfEnquiry(number=number, title=title))
    tx.add(Episode(number=1, title="Spring"))
    session = tx.find(Session)[0]
    for position, title in enumerate(("Check-in", "Chronology", "Close"), start=1):
        tx.add(AgendaStep(session_id=session.id, position=position, slug=title, title=title))
    for short, agency in agencies.items():
        content = f"{short}: as sent".encode()
        tx.import_entries(
            SourceFile(
                name=f"{short}.csv",
                agency_id=agency.id,
                sha256=hashlib.sha256(content).hexdigest(),
            ),
            content,
            [
                Entry(
                    agency_id=agency.id,
                    text=text,
                    date_text=date,
                    earliest=date,
                    latest=date,
                    sort_key=f"{date}|99999|",
                    source="record",
                    fields={"Zuletzt": "b", "Author": "a"},
                    origin_row=row,
                )
                for row, (date, whose, text) in enumerate(ENTRIES, start=1)
                if whose == short
            ],
        )


def build(path: Path, passphrase: str | None) -> None:
    """Make a review with people, lines of enquiry, an agenda and five entries."""
    making.create(path, passphrase, reference="LR-99", title="“Child A”", name="Maker")
    seat = Seat.open(path, passphrase, Role.COMMAND_LINE, "Maker")
    try:
        seat.run("filled the review", ChangeClass.ADMINISTRATION, _fill).result()
    finally:
        seat.close()


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("templates")
    made = {"plain": folder / "plain.review", "encrypted": folder / "encrypted.review"}
    build(made["plain"], None)
    build(made["encrypted"], PASSPHRASE)
    return made


@pytest.fixture
def review(templates: dict[str, Path], tmp_path: Path) -> Path:
    """A plain review of its own."""
    return Path(shutil.copy2(templates["plain"], tmp_path / "case.review"))


@pytest.fixture
def encrypted(templates: dict[str, Path], tmp_path: Path) -> Path:
    """An encrypted review of its own; its passphrase is ``PASSPHRASE``."""
    return Path(shutil.copy2(templates["encrypted"], tmp_path / "secret.review"))


@pytest.fixture
def sit(review: Path) -> Iterator[Callable[..., Seat]]:
    """Sits somebody down at the plain review; everybody leaves at the end."""
    taken: list[Seat] = []

    def take(
        role: Role = Role.NOTE_TAKER, name: str = "Jo", uid: str | None = None, path: Path = review
    ) -> Seat:
        seat = Seat.open(path, None, role, name, uid)
        taken.append(seat)
        return seat

    yield take
    for seat in taken:
        seat.close()


@pytest.fixture
def seat(sit: Callable[..., Seat]) -> Seat:
    """The note-taker, Jo."""
    return sit()


@pytest.fixture
def chair(sit: Callable[..., Seat]) -> Seat:
    """The chair, Alex."""
    return sit(Role.CHAIR, "Alex")


@pytest.fixture
def other(sit: Callable[..., Seat]) -> Seat:
    """A second note-taker, Kim."""
    return sit(Role.NOTE_TAKER, "Kim")


@pytest.fixture
def raw(review: Path) -> Iterator[Connection]:
    """A bare connection to the plain review, for looking and for meddling."""
    connection = ReviewFile.existing(review, None).connect()
    yield connection
    connection.close()


@pytest.fixture
def sound(review: Path) -> Iterator[None]:
    """Whatever the test does, chain, replay, index and pages hold afterwards."""
    yield
    health = examine(ReviewFile.existing(review, None))
    assert health.problems == ()
