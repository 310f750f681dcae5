"""The view: names or pseudonyms, decisions about words, search by pseudonym."""

from __future__ import annotations

import pytest

from workshop_tui.practice.records import Identity, Mention
from workshop_tui.privacy.view import Tier, View

CHILD = Identity(id=1, kind="child", name="Josie Tarrant", pseudonym="Child A", aliases=("Jojo",))
WILL = Identity(id=2, kind="professional", name="Will Hargreave", pseudonym="PC1")
HANNAH = Identity(id=3, kind="professional", name="Hannah Birtles", pseudonym="SW1")
OTHER = Identity(id=4, kind="professional", name="Hannah Keel", pseudonym="RW2")
REGISTER = (CHILD, WILL, HANNAH, OTHER)


def mention(text: str, words: str, identity_id: int | None, id: int = 1) -> Mention:
    start = text.index(words)
    return Mention(
        id=id,
        table_name="capture",
        row_uid="u",
        field_name="text",
        start=start,
        end=start + len(words),
        identity_id=identity_id,
    )


def shown(text: str, *mentions: Mention, tier: Tier = Tier.PANEL) -> str:
    return View(tier, REGISTER, mentions).field("capture", "u", "text", text)


def test_only_one_tier_shows_names() -> None:
    assert [tier for tier in Tier if View(tier).shows_names] == [Tier.NAMES]
    assert View(Tier.NAMES, REGISTER).text("Josie") == "Josie"
    assert all(View(t, REGISTER).text("Josie") == "Child A" for t in Tier if t is not Tier.NAMES)


def test_a_mention_settles_which_of_two() -> None:
    text = "Hannah rang Hannah Keel"
    assert shown(text) == "[name] rang RW2"
    assert shown(text, mention(text, "Hannah", HANNAH.id)) == "SW1 rang RW2"


def test_a_mention_settles_an_ordinary_word() -> None:
    text = "Will she come? Will said no."
    assert shown(text, mention(text, "Will", None)) == "Will she come? PC1 said no."


def test_a_mention_names_somebody_without_a_name() -> None:
    text = "the little one slept"
    assert shown(text, mention(text, "the little one", CHILD.id)) == "Child A slept"


def test_a_mention_of_somebody_gone_names_nobody() -> None:
    text = "Hannah rang"
    assert shown(text, mention(text, "Hannah", 99)) == "[name] rang"


def test_mentions_do_not_count_where_names_are_shown() -> None:
    text = "Hannah rang"
    assert shown(text, mention(text, "Hannah", HANNAH.id), tier=Tier.NAMES) == text


@pytest.mark.parametrize(
    "stale",
    [
        Mention(table_name="capture", row_uid="u", field_name="text", start=s, end=e)
        for s, e in ((0, 26), (3, 9), (0, 4), (20, 90), (-5, 4), (5, 5), (9, 3))
    ],
)
def test_a_mention_that_no_longer_fits_brings_no_name_back(stale: Mention) -> None:
    assert shown("Josie met Will at the shop", stale) == "Child A met PC1 at the shop"


def test_a_mention_that_cuts_a_name_is_left_aside() -> None:
    text = "Josie Tarrant"
    cut = Mention(
        table_name="capture", row_uid="u", field_name="text", start=0, end=3, identity_id=2
    )
    assert shown(text, cut) == "Child A"


def test_overlapping_mentions_are_followed_once() -> None:
    text = "Hannah rang"
    twice = (mention(text, "Hannah", 3, id=1), mention(text, "Hannah", 4, id=2))
    assert shown(text, *twice) == "SW1 rang"


def test_columns_of_a_source_are_rendered_and_none_is_lost() -> None:
    named = {"Josie": "seen by Will", "Jojo": "not seen", "Note": ""}
    assert View(Tier.PANEL, REGISTER).fields(named) == {
        "Child A": "seen by PC1",
        "Child A (2)": "not seen",
        "Note": "",
    }


def test_search_by_pseudonym_looks_for_every_name_behind_it() -> None:
    (group,) = View(Tier.PANEL, REGISTER).search_groups("child a")
    assert group[0] == "Child A"
    assert {"Josie Tarrant", "Josie", "Jojo", "Tarrant"} <= set(group)


def test_a_pseudonym_is_searched_as_a_whole() -> None:
    view = View(Tier.PANEL, REGISTER)
    assert view.search_groups("child abuse") == [["child"], ["abuse"]]
    assert view.search_groups("SW12") == [["SW12"]]


@pytest.mark.parametrize("words", ["Josie", "josie asleep", "Birtles", "Will", "Hannah Birtles"])
def test_a_registered_name_finds_nothing_where_pseudonyms_are_shown(words: str) -> None:
    view = View(Tier.PANEL, REGISTER)
    assert view.search_groups(words) == []
    assert not view.shows(words, "Josie asleep. Will and Hannah Birtles were there.")
    assert View(Tier.NAMES, REGISTER).search_groups(words) == [[word] for word in words.split()]
    assert View(Tier.NAMES, REGISTER).shows(words, "")


@pytest.mark.parametrize("words", ["jos", "Hanna", "birt"])
def test_the_beginning_of_a_name_shows_nothing(words: str) -> None:
    assert not View(Tier.PANEL, REGISTER).shows(words, "Josie and Hannah Birtles asleep")


def test_what_is_found_holds_the_words_as_shown() -> None:
    view = View(Tier.PANEL, REGISTER)
    assert view.shows("child a asleep", "Josie was ASLEEP")
    assert view.shows("visiting", "Several visits")
    assert not view.shows("child a", "A child was there")
    assert not view.shows("leep", "asleep")


def test_the_cache_does_not_change_what_is_shown() -> None:
    view = View(Tier.PANEL, REGISTER)
    for number in range(5000):
        assert view.text(f"{number} Josie") == f"{number} Child A"
