"""Forget: the learning stays, in a new file; nobody's name does, in any byte of it."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.outputs.learning import _KEPT
from workshop_tui.practice.all_records import ALL_RECORDS
from workshop_tui.practice.keeping import STRUCK
from workshop_tui.practice.kinds import CaptureKind, OutcomeKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import (
    Entry,
    EntryCorrection,
    EntryExclusion,
    Identity,
    Mention,
    Outcome,
    Record,
    Review,
    SourceFile,
)
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.view import Tier
from workshop_tui.review import forgetting, making, recent
from workshop_tui.review.reader import Reader
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile, WrongPassphrase
from workshop_tui.store.contents import every_text
from workshop_tui.store.health import examine
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction

PASSPHRASE, NEW = "quiet otters count stones", "other words altogether"
CHILD = "Callum Birtwistle"
REGISTER = (
    ("child", CHILD, "Child A", ("Cal", "CB")),
    ("family", "Marguerite Oakenshaw", "Mother", ("Maggie",)),
    ("professional", "Thaddeus Quillfeather", "SW9", ()),
    ("agency", "Wychwood Nurseries", "Nursery 1", ()),
    ("place", "14 Larkspur Gardens", "Address 1", ()),
    ("identifier", "943 476 5919", "NHS number 1", ()),
)
NAMES = (
    *("callum", "birtwistle", "marguerite", "oakenshaw", "maggie", "thaddeus", "quillfeather"),
    *("wychwood", "larkspur", "943 476 5919", "9434765919"),
)

DAYS = {
    *("earliest", "latest", "time", "sort_key", "period_from", "period_to", "date", "starts"),
    *("ends", "at", "entered", "started", "closed", "since", "imported", "due", "done", "asked"),
    *("told", "notified", "invited", "requested", "received", "gathered", "sent", "returned"),
    *("acknowledged", "resolved", "read_back", "lead_agreed", "keep_until", "answered"),
    *("child_born", "sha256", "digest"),
}

posix = pytest.mark.skipif(os.name == "nt", reason="modes, limits and signals of POSIX")


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))


def found_in(path: Path, words: tuple[str, ...]) -> list[str]:
    """Which of these words stand in a file's bytes, in any of the ways in which text is kept."""
    data = path.read_bytes()
    low = data.lower()
    return [
        word
        for word in words
        if any(word.lower().encode(code) in low for code in ("utf-8", "utf-16-le", "utf-16-be"))
    ]


# -- every field of every record ---------------------------------------------------------------


def token(model: type[Record], name: str) -> str:
    """A word that stands in this field and nowhere else."""
    return f"zq{model.TABLE}{name}zq".replace("_", "")


def filled(model: type[Record], ids: dict[str, int | None]) -> Record:
    """A record with words in every field that can hold some, a registered name among them."""
    values: dict[str, Any] = {}
    for one in fields(model):
        kind = str(one.type)
        if one.name in ("id", "uid", "retracted"):
            continue
        if one.name.endswith("_id") or one.name == "variant_of":
            values[one.name] = ids.get(one.name)
        elif one.name in ("table_name", "row_uid"):
            values[one.name] = "nothing"
        elif kind == "CaptureKind":
            values[one.name] = CaptureKind.PERSPECTIVE
        elif kind == "OutcomeKind":
            values[one.name] = OutcomeKind.FINDING
        elif one.name in ("slug", "state", "status", "known", "ref", "still_current", "decision"):
            values[one.name] = token(model, one.name)
        elif one.name in DAYS and kind.startswith("str"):
            values[one.name] = "2024-03-12"
        elif kind.startswith("str"):
            values[one.name] = f"{token(model, one.name)} {CHILD}"
        elif kind.startswith("tuple"):
            values[one.name] = (f"{token(model, one.name)} {CHILD}",)
        elif kind.startswith("dict"):
            values[one.name] = {
                f"{token(model, one.name)} key": f"{token(model, one.name)} {CHILD}"
            }
        elif one.default is MISSING:
            values[one.name] = 1
    return model(**values)


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A plain review with a row in every table, and words in every field."""
    path = tmp_path / "full.review"
    making.create(path, None, reference="LR-99", title="“Child A”", name="Typist Zqtypist")
    seat = Seat.open(path, None, Role.CHAIR, "Zqchairperson")
    seat.join().result()

    def fill(tx: Transaction) -> None:
        people = [
            tx.add(Identity(kind=kind, name=name, pseudonym=shown, aliases=aliases))
            for kind, name, shown, aliases in REGISTER
        ]
        ids = {"identity": people[0].id}
        for model in ALL_RECORDS:
            if model in (Review, Identity, SourceFile, Mention):
                continue
            # An entry that is corrected or excluded would not stay with its own words.
            beside = model in (EntryCorrection, EntryExclusion)
            refers = {
                column: ids.get(table)
                for column, table in tx.connection.execute(
                    'select "from", "table" from pragma_foreign_key_list(?)', (model.TABLE,)
                ).fetchall()
            }
            record = replace(filled(model, refers), retracted=beside)
            if model is Entry:
                source = filled(SourceFile, {"agency_id": ids["agency"]})
                record = replace(record, starred=True)
                tx.import_entries(source, f"zqoriginal {CHILD}".encode(), [record])  # type: ignore[arg-type, list-item]
                record = tx.find(Entry)[0]
            else:
                record = tx.add(record)
            ids.setdefault(model.TABLE, record.id)
        review = tx.find(Review)[0]
        words = filled(Review, {})
        names = [one.name for one in fields(Review) if one.name not in ("id", "uid", "retracted")]
        changes = {name: getattr(words, name) for name in names if name != "legal_hold"}
        tx.change(
            review,
            **changes | {"reference": "LR-99", "legal_hold": "", "bodies": {"board": "zqbody"}},
        )
        tx.connection.execute(
            "insert into attachment_content values (?, ?)", (ids["attachment"], b"zqattached")
        )

    seat.run("filled it", ChangeClass.CONTENT, fill).result()
    seat.keep_draft("line", f"zqdraft {CHILD}")
    seat.renew(None).result()
    seat.close()
    return path


def kept_tokens() -> set[str]:
    return {token(model, name) for model, names in _KEPT.items() for name in names}


def all_tokens() -> set[str]:
    return {
        token(model, one.name)
        for model in ALL_RECORDS
        for one in fields(model)
        if str(one.type).startswith(("str", "tuple", "dict"))
    } | {"zqtypist", "zqchairperson", "zqoriginal", "zqattached", "zqdraft"}


def test_the_words_are_all_in_the_review_before(full: Path) -> None:
    """The control: what the next test looks for can be found."""
    planted = tuple(sorted(all_tokens() - {token(Review, "legal_hold")}))
    there = set(found_in(full, planted))
    assert {"zqtypist", "zqchairperson", "zqoriginal", "zqattached", "zqdraft"} <= there
    assert len(there) > 150
    assert set(found_in(full, NAMES)) >= set(NAMES) - {"9434765919"}


def test_only_what_is_kept_field_by_field_stays(full: Path, tmp_path: Path) -> None:
    target = tmp_path / "learning.review"
    built = forgetting.build(ReviewFile.existing(full, None), target, None, Tier.ROOM)
    there = set(found_in(target, tuple(sorted(all_tokens()))))
    assert there <= kept_tokens(), there - kept_tokens()
    assert {token(Outcome, "text"), token(Outcome, "why"), token(Entry, "text")} <= there
    assert found_in(target, NAMES) == []
    assert examine(built.new).problems == ()
    assert full.exists()


@pytest.mark.parametrize("tier", [Tier.ROOM, Tier.PANEL, Tier.BOARD, Tier.PUBLIC])
def test_every_circulation_leaves_a_sound_file_without_names(
    full: Path, tmp_path: Path, tier: Tier
) -> None:
    target = tmp_path / "learning.review"
    built = forgetting.build(ReviewFile.existing(full, None), target, None, tier)
    assert found_in(target, NAMES) == []
    assert examine(built.new).problems == ()
    assert (b"2024-03-12" in target.read_bytes()) is (tier in (Tier.ROOM, Tier.PANEL))


# -- a review as it really is --------------------------------------------------------------------


def _plant(tx: Transaction) -> None:
    for kind, name, shown, aliases in REGISTER[1:]:
        tx.add(Identity(kind=kind, name=name, pseudonym=shown, aliases=aliases))
    tx.change(
        tx.find(Review)[0], register_confirmed=True, lead="Ottoline Zqlead", keep_until="2026-01-01"
    )
    for entry in tx.find(Entry)[:2]:
        tx.change(entry, starred=True)


def worked(path: Path, passphrase: str | None) -> None:
    """Work on a review as people do: names in captures, outcomes, drafts, copies, exports."""
    seat = Seat.open(path, passphrase, Role.CHAIR, "Typist Zqtypist")
    seat.run("planted", ChangeClass.ADMINISTRATION, _plant).result()
    seat.join().result()
    first = seat.read.order()[0]
    for line in (
        f"* {CHILD} was not asked at 14 Larkspur Gardens (943 476 5919)",
        ": @SW1 I assumed that Wychwood Nurseries had told Maggie",
        "> Thaddeus Quillfeather rings Marguerite Oakenshaw",
        "said in passing, of Cal, that nobody needs",
    ):
        seat.captures.add(line, entry_id=first).result()
    struck = seat.captures.add(f"- {CHILD} again").result()
    seat.captures.add("~ parked by nobody").result()
    finding = seat.read.outcomes(OutcomeKind.FINDING)[0]
    seat.outcomes.set(finding.id, "why", "Cal was asleep").result()
    seat.outcomes.add_evidence(finding.id, [struck.id]).result()
    seat.captures.strike(struck.id, "told of somebody else").result()
    seat.keep_draft("line", f"{CHILD} zqdraft")
    seat.renew(None).result()
    seat.close()


@pytest.fixture
def case(review: Path) -> Path:
    worked(review, None)
    return review


@pytest.fixture
def copy(case: Path, tmp_path: Path) -> Path:
    target = tmp_path / "copy.review"
    seat = Seat.open(case, None, Role.CHAIR, "Typist Zqtypist")
    seat.snapshot(target)
    seat.close()
    return target


def plain(path: Path) -> ReviewFile:
    return ReviewFile.existing(path, None)


def test_the_learning_stays_and_the_review_goes(case: Path, copy: Path, tmp_path: Path) -> None:
    recent.remember(case)
    assert set(found_in(case, NAMES)) >= {"callum", "oakenshaw", "larkspur", "943 476 5919"}
    head = examine(plain(case)).head
    target = tmp_path / "learning.review"
    built = forgetting.build(plain(case), target, None)
    forgotten = forgetting.destroy(built, " lr-99 ")
    assert set(forgotten.destroyed) == {copy, case} and forgotten.left == ()
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["learning.review"]
    assert recent.recent_reviews() == []
    assert found_in(target, (*NAMES, "zqtypist", "zqdraft", "zqlead", "csv", "Maker")) == []
    seat = Seat.open(target, None, Role.CHAIR, "Reader")
    read = seat.read
    assert [o.text for o in read.outcomes(OutcomeKind.FINDING)] == [
        "Child A was not asked at an address (NHS number 1)",
    ]
    assert [o.why for o in read.outcomes(OutcomeKind.FINDING)] == ["Child A was asleep"]
    assert read.captures() == [], "the board's circulation: no words spoken in the room"
    assert [o.text for o in read.outcomes(OutcomeKind.ACTION)] == ["SW9 rings Mother"]
    assert read.register() == [] and read.source_files() == {} and read.drafts() == []
    assert len(read.order()) == 2, "the board's circulation: key entries"
    first = read.changes()[0]
    assert (first.klass, first.person, first.table) == ("administration", "", "review")
    assert head in first.meaning
    assert {change.meaning for change in read.changes()} == {first.meaning}
    assert seat.captures.add("it can be worked on").result().id
    seat.close()
    assert examine(plain(target)).problems == ()


def test_the_same_path_under_a_passphrase(encrypted: Path, tmp_path: Path) -> None:
    worked(encrypted, PASSPHRASE)
    file, target = ReviewFile.existing(encrypted, PASSPHRASE), tmp_path / "learning.review"
    built = forgetting.build(file, target, NEW)
    with pytest.raises(WrongPassphrase):
        ReviewFile.existing(target, PASSPHRASE).connect()
    forgetting.destroy(built, "LR-99")
    assert not encrypted.exists()
    with contextlib.closing(ReviewFile.existing(target, NEW).connect()) as connection:
        texts = "\n".join(place.text for place in every_text(connection)).lower()
    assert "child a was not asked" in texts
    assert [name for name in (*NAMES, "zqtypist", "zqdraft", "zqlead") if name in texts] == []
    if os.name != "nt":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_what_is_overwritten_is_gone_from_the_bytes(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second name of the same file shows what was written over it before it was deleted."""
    other = tmp_path / "same-file"
    os.link(case, other)
    built = forgetting.build(plain(case), tmp_path / "learning.review", None)
    forgetting.destroy(built, "LR-99")
    assert found_in(other, (*NAMES, "sqlite format", "create table")) == []


def test_the_panels_circulation_keeps_what_was_said_without_names(
    case: Path, tmp_path: Path
) -> None:
    target = tmp_path / "learning.review"
    forgetting.build(plain(case), target, None, Tier.PANEL)
    with contextlib.closing(Reader(plain(target))) as read:
        texts = [capture.text for capture in read.captures()]
        assert "said in passing, of Child A, that nobody needs" in texts
        assert "@SW1 I assumed that Nursery 1 had told Mother" in texts
        assert {(capture.seat, capture.by) for capture in read.captures()} == {("chair", "")}
        finding = read.outcomes(OutcomeKind.FINDING)[0]
        assert STRUCK in [capture.text for capture in read.evidence()[finding.id]]
        assert [strike.reason for strike in read.strikes().values()] == ["told of somebody else"]
        assert len(read.order()) == 5
        assert [entry.ref for entry in read.entries(read.order())] == ["1", "2", "3", "4", "5"]
        speaker = next(c.who_id for c in read.captures() if c.text.startswith("@SW1"))
        assert {p.id: p.code for p in read.participants()}[speaker] == "SW1"
        read.search("passing", read.view(Tier.NAMES))
    assert found_in(target, (*NAMES, "zqtypist", "zqdraft", "zqlead", "csv", "Maker")) == []


# -- refused, and nothing lost -------------------------------------------------------------------


@pytest.fixture
def untouched(case: Path, tmp_path: Path) -> Iterator[None]:
    """Whatever the test does, the review is whole afterwards and no new file is left."""
    before = examine(plain(case))
    yield
    after = examine(plain(case))
    assert after.problems == () and after.entries >= before.entries
    assert not (tmp_path / "learning.review").exists()
    assert found_in(case, NAMES) != []


def test_not_under_a_legal_hold(case: Path, tmp_path: Path, untouched: None) -> None:
    seat = Seat.open(case, None, Role.CHAIR, "Alex")
    seat.run(
        "held",
        ChangeClass.ADMINISTRATION,
        lambda tx: tx.change(tx.find(Review)[0], legal_hold="An inquest"),
    ).result()
    seat.close()
    with pytest.raises(Problem, match="legal hold: An inquest"):
        forgetting.build(plain(case), tmp_path / "learning.review", None)


def test_not_while_somebody_is_in_it(case: Path, tmp_path: Path, untouched: None) -> None:
    seat = Seat.open(case, None, Role.NOTE_TAKER, "Jo")
    seat.join().result()
    with pytest.raises(Problem, match=r"Jo \(note-taker\)"):
        forgetting.build(plain(case), tmp_path / "learning.review", None)
    seat.close()


def test_not_when_somebody_came_in_meanwhile(case: Path, tmp_path: Path) -> None:
    built = forgetting.build(plain(case), tmp_path / "learning.review", None)
    seat = Seat.open(case, None, Role.NOTE_TAKER, "Jo")
    seat.join().result()
    with pytest.raises(Problem, match="Jo"):
        forgetting.destroy(built, "LR-99")
    seat.captures.add("written meanwhile").result()
    seat.close()
    with pytest.raises(Problem, match="Somebody has written in case"):
        forgetting.destroy(built, "LR-99")
    assert found_in(case, NAMES) != []
    forgetting.discard(built)
    assert not (tmp_path / "learning.review").exists()


@pytest.mark.parametrize("words", ["", "LR-9", "yes", "LR-99x"])
def test_not_without_the_reference(case: Path, tmp_path: Path, words: str) -> None:
    built = forgetting.build(plain(case), tmp_path / "learning.review", None)
    with pytest.raises(Problem, match="not the review's reference, LR-99"):
        forgetting.destroy(built, words)
    assert examine(plain(case)).problems == ()


def test_not_while_a_name_would_stay(case: Path, tmp_path: Path, untouched: None) -> None:
    """A name with one letter wrong is not replaced, but found by the check."""
    seat = Seat.open(case, None, Role.CHAIR, "Alex")
    seat.captures.add("* Marguerite Oakenshow was not heard", entry_id=1).result()
    seat.close()
    with pytest.raises(Problem, match="still names somebody: “Oakenshow”"):
        forgetting.build(plain(case), tmp_path / "learning.review", None)


def test_not_under_a_name_of_somebody(case: Path, tmp_path: Path, untouched: None) -> None:
    with pytest.raises(Problem, match="still names somebody"):
        forgetting.build(plain(case), tmp_path / "Birtwistle.review", None)
    assert not (tmp_path / "Birtwistle.review").exists()


def test_not_over_another_file(case: Path, tmp_path: Path) -> None:
    target = tmp_path / "taken.review"
    target.write_bytes(b"taken")
    for path, words in (
        (target, "exists already"),
        (case, "exists already"),
        (tmp_path / "x.txt", "ends in"),
    ):
        with pytest.raises(Problem, match=words):
            forgetting.build(plain(case), path, None)
    assert target.read_bytes() == b"taken"
    with pytest.raises(Problem, match="without names"):
        forgetting.build(plain(case), tmp_path / "learning.review", None, Tier.NAMES)
    with pytest.raises(Problem, match="a plain one none"):
        forgetting.build(plain(case), tmp_path / "learning.review", "words")


def test_a_read_only_folder(
    case: Path, tmp_path: Path, untouched: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workshop_tui.store import guards

    real = os.access
    folder = tmp_path / "read-only"
    folder.mkdir()
    monkeypatch.setattr(guards.os, "access", lambda p, m: Path(p) != folder and real(p, m))
    with pytest.raises(Problem, match="read-only"):
        forgetting.build(plain(case), folder / "learning.review", None)


_LIMITED = """
import resource, sys
from pathlib import Path
from workshop_tui.practice.problems import Problem
from workshop_tui.review import forgetting
from workshop_tui.store.connection import ReviewFile
case, target = map(Path, sys.argv[1:])
file = ReviewFile.existing(case, None)
forgetting.ready_to_forget(file)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    forgetting.build(file, target, None)
except Problem as problem:
    print(problem)
"""


@posix
def test_a_disk_too_full_for_the_new_file(case: Path, tmp_path: Path, untouched: None) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(case), str(tmp_path / "learning.review")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "could not be written" in done.stdout and "Nothing was changed" in done.stdout


@pytest.mark.parametrize("at", ["_store", "_look_through", "examine"])
def test_ctrl_c_while_the_new_file_is_made(
    case: Path, tmp_path: Path, untouched: None, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(forgetting, at, stopped)
    with pytest.raises(KeyboardInterrupt):
        forgetting.build(plain(case), tmp_path / "learning.review", None)


@posix
def test_ctrl_c_while_it_is_destroyed_waits(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import signal

    real = forgetting.erase

    def interrupted(path: Path) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        real(path)

    built = forgetting.build(plain(case), tmp_path / "learning.review", None)
    monkeypatch.setattr(forgetting, "erase", interrupted)
    forgetting.destroy(built, "LR-99")
    assert not case.exists()
    assert examine(plain(tmp_path / "learning.review")).problems == ()


def test_copies_that_are_not_reached_are_named(case: Path, copy: Path, tmp_path: Path) -> None:
    away = copy.rename(tmp_path / "away")
    built = forgetting.build(plain(case), tmp_path / "learning.review", None)
    forgotten = forgetting.destroy(built, "LR-99")
    assert [one.path for one in forgotten.left] == [copy]
    assert away.exists() and not case.exists()


def test_a_copy_that_somebody_works_in_stays(case: Path, copy: Path, tmp_path: Path) -> None:
    seat = Seat.open(copy, None, Role.CHAIR, "Robin")
    seat.join().result()
    built = forgetting.build(plain(case), tmp_path / "learning.review", None)
    forgotten = forgetting.destroy(built, "LR-99")
    assert "Robin" in forgotten.left[0].why
    assert seat.captures.add("it goes on").result().id
    seat.close()


def test_what_a_person_should_look_at_first(case: Path, tmp_path: Path) -> None:
    seat = Seat.open(case, None, Role.CHAIR, "Alex")
    seat.captures.add("* Ring Bartholomew on 07700 900123", entry_id=1).result()
    seat.close()
    built = forgetting.build(plain(case), tmp_path / "learning.review", None)
    assert any("07700 900123" in finding.words for finding in built.warnings)
    assert built.confirmed
