"""A notebook holds what its seat needs in the room and no more, and takes what is said there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fixture_review import make as fill

from workshop_tui.cli.verbs import registered
from workshop_tui.practice.notebook import ALLOWED, Notebook
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.records import Capture, Entry, Evidence, Identity, SourceFile
from workshop_tui.practice.roles import Role
from workshop_tui.review import forgetting, notebooks, rehearsing
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile, WrongPassphrase
from workshop_tui.store.contents import every_text
from workshop_tui.store.health import examine

OWN = "seven lanterns over wet slate"
SECRETS = (
    "SW1 was quiet",  # a follow-up, for the chair alone
    "Is this hindsight?",  # an observer's challenge note
    "Nobody asked him.",  # the family's words
    "I rang twice",  # a preparation return
    "Names somebody",  # struck
    "Taken back again",  # retracted
    "Of another child",  # excluded
    "Call-out, neighbours",  # marked as legal advice
    "half a word",  # somebody's draft
    "as sent",  # an original
    "stick/LR-99.review",  # a snapshot
    "Fathers are asked as well",  # a recommendation
    "A quiet year.",  # the report
    "The night of 3 May",  # proceedings
)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A review with something in every table."""
    path = tmp_path / "whole.review"
    fill(path)
    return path


@pytest.fixture
def at_whole(whole: Path, sit: Callable[..., Seat]) -> Seat:
    return sit(Role.COMMAND_LINE, "Maker", path=whole)


def texts(path: Path, passphrase: str | None) -> str:
    connection = ReviewFile.existing(path, passphrase).connect()
    found = "\n".join(place.text for place in every_text(connection))
    connection.close()
    return found


@pytest.fixture
def notebook(chair: Seat, tmp_path: Path, sit: Callable[..., Seat]) -> Seat:
    """Jo's seat in a plain notebook of the plain review."""
    made = notebooks.make(chair, tmp_path / "jo.review", None, name="Jo")
    return sit(path=made.path)


def test_a_notebook_holds_nothing_that_its_seat_does_not_need(
    at_whole: Seat, whole: Path, tmp_path: Path
) -> None:
    made = notebooks.make(at_whole, tmp_path / "jo.review", OWN, name="Jo")
    there, before = texts(made.path, OWN), texts(whole, None)
    assert [one for one in SECRETS if one in there] == []
    assert "SW1 was quiet" in before and "Of another child" in before  # the control
    assert "Home visit" in there and "I assumed he was seen" in there
    assert made.withheld == 1 and made.entries == 4
    file = ReviewFile.existing(made.path, OWN)
    assert examine(file).problems == ()
    with pytest.raises(WrongPassphrase):
        ReviewFile.existing(made.path, "another").connect()
    assert made.path.read_bytes()[:16] != b"SQLite format 3\0"
    assert not list(tmp_path.glob("jo.review-*"))


def test_rows_keep_their_uids_and_entries_their_numbers(
    at_whole: Seat, tmp_path: Path, sit: Callable[..., Seat]
) -> None:
    made = notebooks.make(at_whole, tmp_path / "jo.review", None, name="Jo")
    inside = sit(path=made.path)
    for model in (Entry, Capture, Evidence, Identity):
        assert {one.uid for one in inside.read.records(model)} <= {
            one.uid for one in at_whole.read.records(model)
        }
    for entry in inside.read.entries(inside.read.order()):
        assert inside.read.called(entry.id) == at_whole.read.called(entry.id)
        assert entry.source_file_id is None
    assert inside.read.records(SourceFile) == []
    told = inside.read.captures()[0]
    assert inside.read.records(Capture, uid=told.uid)[0].who_id is not None


def test_with_pseudonyms_no_name_and_no_register_goes_along(
    at_whole: Seat, tmp_path: Path, sit: Callable[..., Seat]
) -> None:
    at_whole.captures.add(": Priya Nandakumar rang Callum", entry_id=1).result()
    made = notebooks.make(at_whole, tmp_path / "jo.review", None, name="Jo", pseudonyms=True)
    there = texts(made.path, None)
    for name in ("Nandakumar", "Callum", "Birtwistle", "Ainsworth", "Holroyd"):
        assert name not in there
    assert "HV1 rang Child A" in there
    assert sit(path=made.path).read.register() == []


def test_the_review_remembers_what_it_gave_out(chair: Seat, tmp_path: Path) -> None:
    made = notebooks.make(chair, tmp_path / "jo.review", None, name="Jo")
    again = notebooks.make(chair, tmp_path / "jo2.review", None, name="Jo")
    first, second = chair.read.records(Notebook)
    assert (first.name, second.name) == ("Jo", "Jo 2")
    assert first.uid == made.notebook.uid and first.by == "Alex" and not first.here
    assert first.began > 0 and len(first.began_head) == 64
    assert again.notebook.began_head == second.began_head != first.began_head
    assert chair.notebook is None


def test_what_is_said_in_the_room_works_as_in_the_review(notebook: Seat) -> None:
    uid = notebook.join().result()
    assert uid == "note-taker: Jo (notebook)"
    line = ": @Priya I assumed health had seen him #voice ^then"
    told = notebook.captures.add(line, entry_id=3, session_id=1, step_id=2).result()
    assert notebook.read.participants()[told.who_id - 1].code == "HV1"  # type: ignore[operator]
    notebook.captures.edit(told.id, "I thought so", base=told.text).result()
    notebook.captures.also_at(told.id, 1).result()
    notebook.captures.add("! Unsafe now", entry_id=3).result()
    (raised,) = notebook.read.outcomes()
    notebook.outcomes.set(raised.id, "told", "the duty manager").result()
    notebook.outcomes.answer(raised.id, 1).result()
    notebook.captures.add("~ Comes back", entry_id=3).result()
    notebook.depth.set(told.id, "thought", "That others had asked").result()
    notebook.keep_draft("line", "half typed")
    notebook.undo().result()
    assert notebook.redo().result().meaning == "deepened a perspective"
    entries, captures = notebook.read.search("unsafe", notebook.read.view(notebook_tier()))
    assert (len(entries), len(captures)) == (0, 1)
    assert examine(notebook.file).problems == ()


def notebook_tier() -> object:
    from workshop_tui.privacy.view import Tier

    return Tier.NAMES


def test_what_needs_the_review_is_refused_with_a_sentence(notebook: Seat) -> None:
    with pytest.raises(NotAllowed, match=r"a notebook of LR-99 for Jo, made .*workshop-tui merge"):
        notebook.people.register("child", "Somebody", "Child B")
    with pytest.raises(NotAllowed, match="a notebook of a notebook"):
        notebooks.make(notebook, notebook.file.path.with_name("x.review"), None, name="Kim")
    for act in (forgetting.ready_to_forget, lambda file: rehearsing.begin(file, Role.NOTE_TAKER)):
        with pytest.raises(NotAllowed, match="It takes what is said in the room"):
            act(notebook.file)
    assert not notebook.file.path.with_name("x.review").exists()


@pytest.mark.parametrize("name", sorted(set(registered()) - ALLOWED))
def test_no_other_verb_is_taken_whatever_the_seat(
    name: str, chair: Seat, tmp_path: Path, sit: Callable[..., Seat]
) -> None:
    made = notebooks.make(chair, tmp_path / "jo.review", None, name="Jo")
    commands = sit(Role.COMMAND_LINE, "Jo", path=made.path)
    with pytest.raises(NotAllowed, match="is done in the review"):
        commands.allow(name, "this")


def test_every_verb_that_is_allowed_exists() -> None:
    assert set(registered()) >= ALLOWED


@pytest.mark.parametrize("role", [Role.CHAIR, Role.ROOM, Role.OBSERVER])
def test_a_notebook_has_one_seat(role: Role, notebook: Seat) -> None:
    with pytest.raises(NotAllowed, match="it has the note-taker's seat and no other"):
        Seat.open(notebook.file.path, None, role, "Jo")
    with pytest.raises(NotAllowed, match="no other"):
        notebook.change_role(role)
    assert Seat.of_its_own(notebook.file).role is Role.NOTE_TAKER


@pytest.mark.usefixtures("sound")
def test_it_is_made_by_who_leads_and_whole_or_not_at_all(
    seat: Seat, chair: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "jo.review"
    with pytest.raises(NotAllowed):
        notebooks.make(seat, target, None, name="Jo")
    with pytest.raises(Problem, match="for whom"):
        notebooks.make(chair, target, None, name=" ")

    def fails(*_: object) -> None:
        raise Problem("no room")

    monkeypatch.setattr(notebooks, "_fill", fails)
    with pytest.raises(Problem, match="no room"):
        notebooks.make(chair, target, None, name="Jo")
    assert not target.exists()
    assert chair.read.records(Notebook) == []


def test_it_never_opens_with_the_reviews_passphrase(encrypted: Path, tmp_path: Path) -> None:
    passphrase = "quiet otters count stones"
    seat = Seat.open(encrypted, passphrase, Role.CHAIR, "Alex")
    for words, why in ((passphrase, "must not be able to open"), (None, "of its own")):
        with pytest.raises(Problem, match=why):
            notebooks.make(seat, tmp_path / "jo.review", words, name="Jo")
    assert not (tmp_path / "jo.review").exists()
    made = notebooks.make(seat, tmp_path / "jo.review", OWN, name="Jo")
    assert not ReviewFile.existing(made.path, OWN).opens_with(passphrase)
    seat.close()
