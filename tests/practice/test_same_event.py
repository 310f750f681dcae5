from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice.same_event import Account, Glossary, offers

D = dt.date
GLOSSARY = Glossary(
    {
        "hv": "health visitor",
        "tc": "telephone call",
        "nfa": "no further action",
        "dna": "not attended",
        "was not brought": "not attended",
        "s47": "section 47 enquiry",
    }
)
OTHERS = [
    Account(900 + n, n % 4, D(2020, 1, 1), D(2020, 1, 1), f"{text} in the usual way, number {n}")
    for n, text in enumerate(("Letter sent", "Phone answered", "Bins moved", "Boiler seen") * 5)
]


def account(number: int, group: int, day: int, text: str, last: int | None = None) -> Account:
    return Account(number, group, D(2024, 3, day), D(2024, 3, last or day), text)


FIRST = account(1, 1, 12, "T/C to HV: baby was not brought to hearing clinic, NFA")
SAME = account(2, 2, 12, "Telephone call from the health visitor; hearing clinic DNA, baby")


def found(*accounts: Account) -> list[tuple[int, int]]:
    return [(one.entry_id, one.other_id) for one in offers([*accounts, *OTHERS], GLOSSARY)]


def test_abbreviations_meet_the_words_that_they_stand_for() -> None:
    assert GLOSSARY.words("T/C") == GLOSSARY.words("tc.") == GLOSSARY.words("telephone calls")
    assert GLOSSARY.words("Was not brought") == GLOSSARY.words("D.N.A.") == GLOSSARY.words("DNA")
    assert GLOSSARY.words("s.47") == GLOSSARY.words("S47") >= {"section", "47"}
    assert found(FIRST, SAME) == [(1, 2)]


@pytest.mark.parametrize(("day", "offered"), [(10, False), (11, True), (13, True), (14, False)])
def test_a_day_apart_at_most(day: int, offered: bool) -> None:
    other = account(2, 2, day, SAME.text)
    assert bool(found(FIRST, other)) is offered


@pytest.mark.parametrize(
    ("other", "offered"),
    [
        (account(2, 1, 12, SAME.text), False),  # one agency's own two entries
        (account(2, 2, 1, SAME.text, last=20), True),
        (Account(2, 2, D(2024, 1, 1), D(2024, 12, 31), SAME.text), False),  # only a year
        (Account(2, 2, None, None, SAME.text), False),
        (Account(2, 2, None, D(2024, 3, 12), SAME.text), False),
        (account(2, 2, 12, "Bins overflowing, neighbour complained"), False),
        (account(2, 2, 12, ""), False),
    ],
)
def test_what_is_offered(other: Account, offered: bool) -> None:
    assert bool(found(FIRST, other)) is offered


def test_what_was_decided_is_not_offered_again() -> None:
    assert offers([FIRST, SAME], GLOSSARY, threshold=0, decided=frozenset({(1, 2)})) == []


def test_the_best_come_first_with_their_score() -> None:
    worse = account(3, 3, 12, "Hearing clinic: no show, letter sent to the surgery instead")
    scores = offers([FIRST, SAME, worse, *OTHERS], GLOSSARY, threshold=0.05)
    assert (scores[0].entry_id, scores[0].other_id) == (1, 2)
    assert [one.score for one in scores] == sorted((one.score for one in scores), reverse=True)
    assert all(0 < one.score <= 1 for one in scores)


ACCOUNTS = st.builds(
    Account,
    st.integers(1, 50),
    st.integers(1, 3),
    st.dates(D(2024, 1, 1), D(2024, 1, 10)),
    st.just(D(2024, 1, 10)),
    st.text("abc hv/."),
)


@given(st.lists(ACCOUNTS, max_size=20, unique_by=lambda one: one.id))
def test_pairs_are_of_two_agencies_and_come_once(accounts: list[Account]) -> None:
    groups = {one.id: one.group for one in accounts}
    pairs = [(o.entry_id, o.other_id) for o in offers(accounts, GLOSSARY, threshold=0.01)]
    assert len(set(pairs)) == len(pairs)
    assert all(a < b and groups[a] != groups[b] for a, b in pairs)


@pytest.mark.slow
def test_ten_thousand_entries_are_compared() -> None:
    text = "Home visit by HV; mother tired, baby asleep upstairs, {} seen at {} with {} and {}"
    many = [
        Account(
            n,
            n % 6,
            day := D(2020, 1, 1) + dt.timedelta(n * 7919 % 1500),
            day,
            text.format(n % 97, n % 89, n % 83, n % 79),
        )
        for n in range(10_000)
    ]
    assert offers(many, GLOSSARY)
