from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from workshop_tui.practice.preparing import FamilyMember, FamilyWords, ReturnItem
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review import making
from workshop_tui.review.readiness import readiness
from workshop_tui.review.seat import Seat, default_name
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine

PASSPHRASE = "quiet otters count stones"  # the one of the fixture "encrypted"


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_new_review(tmp_path: Path, passphrase: str | None) -> None:
    path = tmp_path / "new.review"
    making.create(path, passphrase, reference="LR-1", title="T", lead="L", name="Jo")
    assert list(tmp_path.iterdir()) == [path]
    seat = Seat.open(path, passphrase, Role.CHAIR, "Jo")
    review = seat.read.review()
    assert (review.reference, review.title, review.lead) == ("LR-1", "T", "L")
    assert review.register_confirmed is False
    assert seat.read.session()
    assert seat.read.order() == []
    seat.close()
    assert examine(ReviewFile.existing(path, passphrase)).problems == ()


@pytest.mark.parametrize("where", ["_store_plan", "prepare", "Seat"])
@pytest.mark.parametrize("error", [Problem("no"), KeyboardInterrupt(), ValueError("x")])
def test_what_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise error

    if isinstance(error, KeyboardInterrupt) and where == "_store_plan":
        pytest.skip("an interruption reaches the main thread only")
    monkeypatch.setattr(making, where, fail)
    with pytest.raises(type(error)):
        making.create(tmp_path / "new.review", None, reference="LR-1", title="T")
    assert list(tmp_path.iterdir()) == []


def test_what_exists_stays(review: Path) -> None:
    before = review.read_bytes()
    for make in (
        lambda: making.create(review, None, reference="LR-1", title="T"),
        lambda: making.create_demo(review),
    ):
        with pytest.raises(Problem, match="exists already"):
            make()
    assert review.read_bytes() == before


GOOD = '[review]\nreference = "LR-1"\ntitle = "T"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[review", "not valid TOML"),
        ("", "review"),
        ('[review]\nreference = "x"\n', "review.title"),
        (GOOD + "period_from = 3.5\n", "review.period_from"),
        (GOOD + '[[lines_of_enquiry]]\nnumber = "one"\ntitle = "t"\n', "lines_of_enquiry.0.number"),
        ("episodes = 3\n" + GOOD, "episodes"),
        ("episodes = [3]\n" + GOOD, "episodes.0"),
        (GOOD + '[[episodes]]\nnumber = 1\ntitle = "t"\nfrom = "soon"\n', "episodes.0.starts"),
        (GOOD + '[[participants]]\ncode = "A"\nrole = "r"\nagency = "X"\n', "participants.0: 'X'"),
        (GOOD + '[[participants]]\ncode = "A"\nrole = "r"\nname = "N"\n', "participants.0: 'N'"),
        (GOOD + '[[stars]]\nagency = ""\ncontains = "c"\nepisode = 4\n', "stars.0: 4"),
        (GOOD + '[[register]]\nkind = "child"\nname = "N"\n', "register.0.pseudonym"),
    ],
)
def test_a_plan_that_is_wrong_is_told_with_file_and_place(
    tmp_path: Path, text: str, says: str
) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as refused:
        making.load_plan(path)
    assert str(refused.value).startswith("plan.toml")
    assert says in str(refused.value)


def test_a_plan_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be read"):
        making.load_plan(tmp_path / "none.toml")
    (tmp_path / "plan.toml").write_bytes(GOOD.encode() + b"# caf\xe9")
    with pytest.raises(Problem, match="not UTF-8"):
        making.load_plan(tmp_path / "plan.toml")


def test_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(
        GOOD + '[[episodes]]\nnumber = 1\ntitle = "t"\nfrom = 2023-01-02\n', encoding="utf-8"
    )
    plan = making.load_plan(path)
    assert plan.review.title == "T"
    assert str(plan.episodes[0].starts) == "2023-01-02"
    assert plan.episodes[0].ends is None


def test_a_star_that_fits_no_entry_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = making.load_plan(making.data_folder("demo") / "review.toml")
    star = making.StarPlan(agency="Police", contains="words nobody wrote", episode=1)
    monkeypatch.setattr(making, "load_plan", lambda _: replace(plan, stars=[star]))
    with pytest.raises(Problem, match="0 entries of Police hold 'words nobody wrote'"):
        making.create_demo(tmp_path / "demo.review")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("workshop_tui.intake.reading")
    path = tmp_path_factory.mktemp("demo") / "demo.review"
    making.create_demo(path)
    return path


def test_the_demo_case(demo: Path) -> None:
    assert list(demo.parent.iterdir()) == [demo]
    health = examine(ReviewFile.existing(demo, None))
    assert health.problems == ()
    assert len(health.head) == 64
    seat = Seat.open(demo, None, Role.OBSERVER, "Jo")
    read = seat.read
    entries = read.entries(read.order())
    session = read.session()
    assert session
    assert len(entries) >= 110
    assert len({entry.agency_id for entry in entries}) >= 7
    assert len(read.participants()) >= 12
    assert len(read.lines_of_enquiry()) == 4
    assert len(read.steps(session.id)) >= 5
    assert len(read.register()) >= 12
    plan = making.load_plan(making.data_folder("demo") / "review.toml")
    assert len({e.id for e in entries if e.starred}) == len(plan.stars)
    assert {e.episode_id for e in entries if e.starred} == {e.id for e in read.episodes()}
    for source in read.source_files().values():
        assert (
            read.source_bytes(source.id) == (making.data_folder("demo") / source.name).read_bytes()
        )
    seat.close()


def test_somebody_is_always_called_something(monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (KeyError("x"), OSError(), ImportError()):

        def nobody(error: Exception = error) -> str:
            raise error

        monkeypatch.setattr("getpass.getuser", nobody)
        assert default_name() == "me"


def test_the_demo_is_well_prepared_with_a_few_honest_gaps(demo: Path) -> None:
    seat = Seat.open(demo, None, Role.OBSERVER, "Jo")
    try:
        steps = {step.id: step for step in readiness(seat.read)}
        done = {name for name, step in steps.items() if step.done}
        assert done == {
            *("lead-agreed", "lines-written", "chronologies-in", "family-asked"),
            *("people-supported", "timescales"),
        }
        said = " ".join(" ".join(step.missing) for step in steps.values())
        for gap in ("GP: no practitioner", "RW1", "No answer yet: DOC1", "nobody speaks for: HM1"):
            assert gap in said
        read = seat.read
        heard = {one.member_id for one in read.records(FamilyWords)}
        assert {m.label for m in read.records(FamilyMember) if m.id in heard} == {
            *("Child A", "Mother", "Father"),
        }
        answers = {one.answer for one in read.records(FamilyMember)}
        assert {"taking part", "declined", "not asked"} <= answers
        assert sum(item.entry_id is not None for item in read.records(ReturnItem)) >= 8
        assert read.captures() == []
    finally:
        seat.close()
