"""The promise, measured on planted documents of every format (``benchmarks/planted``)."""

from __future__ import annotations

from collections import Counter

import pytest
from benchmarks.planted import making, register
from benchmarks.planted.measuring import Score, measure
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.privacy.typos import one_step
from workshop_tui.privacy.words import words

CORPORA = {
    "first": register.FIRST,
    "second": register.SECOND,
    "third": register.THIRD,
    "fourth": register.FOURTH,
    "fifth": register.FIFTH,
    "sixth": register.SIXTH,
}


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return {name: measure(making.prose(name), known) for name, known in CORPORA.items()}


def test_enough_is_planted(scores: dict[str, Score]) -> None:
    first = scores["first"]
    assert first.texts >= 40 and sum(first.planted.values()) >= 200 and len(first.planted) >= 15
    used = {name for name, _ in zip(making.FORMATS, making.prose("first"), strict=False)}
    assert used == set(making.FORMATS)


@pytest.mark.parametrize("name", CORPORA)
def test_every_registered_name_is_found(scores: dict[str, Score], name: str) -> None:
    assert [missed for missed in scores[name].missed if missed.startswith("r-")] == []
    assert scores[name].recall(registered=True) == 1.0


def test_nearly_all_other_identifiers_are_found(scores: dict[str, Score]) -> None:
    planted, found = Counter[str](), Counter[str]()
    for score in scores.values():
        planted += score.planted
        found += score.found
    others = [kind for kind in planted if not kind.startswith("r-")]
    assert sum(found[k] for k in others) >= 0.95 * sum(planted[k] for k in others)


@pytest.mark.parametrize("name", [*CORPORA, "clean", "everyday"])
def test_little_else_is_found(scores: dict[str, Score], name: str) -> None:
    known = CORPORA.get(name, register.FIRST)
    score = scores.get(name) or measure(making.prose(name), known)
    assert score.per_thousand(score.false_blocks) < 1
    assert score.per_thousand(score.false_warnings) <= 10


NAMES = ("Quillfeather", "Dunwhistle", "Oakhanger", "Tamsin", "Bryony", "Wrzos")
CHECK = LeakCheck(register.FIRST)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.integers(0, 12),
    st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
    st.sampled_from(["insert", "delete", "exchange", "turn"]),
    st.sampled_from([str, str.lower, str.upper]),
)
def test_any_one_letter_wrong_is_found(
    name: str, at: int, letter: str, how: str, case: type[str]
) -> None:
    at %= len(name)
    typo = {
        "insert": name[:at] + letter + name[at:],
        "delete": name[:at] + name[at + 1 :],
        "exchange": name[:at] + letter + name[at + 1 :],
        "turn": name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
    }[how]
    assume(not words().is_ordinary(typo.lower()))
    found = CHECK.check_text("a.txt", f"When we came, {case(typo)} was there.")
    assert found.blocking, typo


@given(st.text("abcde", max_size=6), st.text("abcde", max_size=6))
def test_one_step_is_one_edit(one: str, other: str) -> None:
    letters = "abcde"
    cuts = [(one[:at], one[at:]) for at in range(len(one) + 1)]
    edits = {a + b[1:] for a, b in cuts if b} | {a + c + b for a, b in cuts for c in letters}
    edits |= {a + c + b[1:] for a, b in cuts if b for c in letters}
    edits |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    assert one_step(one, other) is (other in edits - {one})


def test_documents_that_hold_the_same_text_are_told_the_same() -> None:
    register_ = [Identity(id=1, kind="child", name="Tamsin Quill", pseudonym="Child A")]
    text = "Home visit. " * 12 + "Tamsin was seen by Dr Kowalska on 07700 900142. " + "Well. " * 20
    check = LeakCheck(register_)
    first, again = check.check_text("a.txt", text), check.check_text("b.txt", f"x Tamsin {text}")
    told = [(f.kind, f.words, f.count) for f in first.findings]
    assert ("name", "Tamsin", 1) in told and len(told) == 3
    assert [(f.kind, f.words, f.count - (f.words == "Tamsin")) for f in again.findings] == told


@pytest.mark.parametrize("before", ["Born on", "Tamsin", "Dr", "12 Harbour"])
@pytest.mark.parametrize("after", ["Quill rang", "14 May 2019", "Kowalska", "Row"])
def test_what_reaches_across_the_edge_of_a_known_text(before: str, after: str) -> None:
    register_ = [Identity(id=1, kind="child", name="Tamsin Quill", pseudonym="Child A")]
    long = f"{after}. " + "Nothing was seen by the visitor at home that day. " * 6
    check, fresh = LeakCheck(register_), LeakCheck(register_)
    check.check_text("a.txt", long)
    whole = f"{before}\t{long}"
    known = {(f.kind, f.words) for f in fresh.check_text("b.txt", whole).findings}
    assert known <= {(f.kind, f.words) for f in check.check_text("b.txt", whole).findings}


@pytest.mark.parametrize("name", CORPORA)
def test_what_was_looked_through_before_hides_no_name(name: str) -> None:
    """One check for all documents of an export finds the names that a check of each one finds."""
    for one in making.prose(name)[::8]:
        together = LeakCheck(CORPORA[name])
        for title, make in making.FORMATS.items():
            try:
                content = make(one)
            except UnicodeEncodeError:
                continue  # the hand-made PDF has Western letters alone
            alone = LeakCheck(CORPORA[name]).check(title, content)
            shared = together.check(title, content)
            told = [{fold(f.words).lower for f in c.blocking} for c in (alone, shared)]
            assert told[0] == told[1], title
            assert len(shared.warnings) >= len(alone.warnings) - 2
