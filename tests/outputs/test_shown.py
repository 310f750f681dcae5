"""Every text of every record goes through the view before a writer sees it."""

from __future__ import annotations

from dataclasses import asdict, fields, replace

import pytest
from hand_made import fit

from workshop_tui.outputs.material import Material
from workshop_tui.practice import records
from workshop_tui.practice.records import Identity
from workshop_tui.privacy.view import Tier

REGISTER = [
    Identity(id=1, kind="child", name="Josie Tarrant", pseudonym="Child A"),
    Identity(id=2, kind="professional", name="Beverley Castell", pseudonym="HV1"),
]
HIDING = [tier for tier in Tier if tier is not Tier.NAMES]

NOT_WORDS = {
    *("uid", "sort_key", "ref", "sha256", "digest", "imported", "slug", "kind"),
    *("earliest", "latest", "time", "period_from", "period_to", "date", "starts", "ends"),
    *(
        "at",
        "entered",
        "started",
        "closed",
        "state",
        "status",
        "known",
        "still_current",
        "child_born",
    ),
}
"""Dates, hashes and fixed words: written down here once more, so that a change is noticed."""


def plant(record: records.Record) -> records.Record:
    """The record with a name in every field that holds words."""
    changes: dict[str, object] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in NOT_WORDS:
            continue
        if isinstance(value, str) or "str | None" in str(field.type):
            changes[field.name] = "Josie"
        elif isinstance(value, tuple):
            changes[field.name] = ("Josie",)
        elif isinstance(value, dict):
            changes[field.name] = {"Josie": "Josie"}
    return replace(record, **changes)


def planted(material: Material) -> Material:
    changes: dict[str, object] = {}
    for field in fields(material):
        value = getattr(material, field.name)
        if isinstance(value, records.Record):
            changes[field.name] = plant(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], records.Record):
            changes[field.name] = tuple(plant(record) for record in value)
    return replace(material, **changes)


@pytest.mark.parametrize("tier", HIDING)
def test_no_field_of_any_record_keeps_a_name(material: Material, tier: Tier) -> None:
    everything = planted(material)
    assert repr(asdict(everything)).count("Josie") > 100
    assert "Josie" not in repr(asdict(fit(everything, tier, REGISTER)))


@pytest.mark.parametrize("tier", HIDING)
def test_names_that_need_not_be_registered_are_left_out(material: Material, tier: Tier) -> None:
    left = repr(asdict(fit(material, tier, REGISTER)))
    for words in ("Jo Typist", "Paula Unregistered", "Ann Other", "ill", "2019-05-14", "Castell"):
        assert f"'{words}'" not in left
    assert ("'note-taker'" in left) == (tier in (Tier.ROOM, Tier.PANEL))


def test_a_registered_lead_stands_by_pseudonym_and_a_role_by_itself(material: Material) -> None:
    for lead, left in (("Beverley Castell", "HV1"), ("Health visitor", "Health visitor")):
        review = replace(material.review, lead=lead)
        assert fit(replace(material, review=review), Tier.PANEL, REGISTER).review.lead == left


def test_with_names_everything_stands_as_it_was_apart_from_the_birthday(material: Material) -> None:
    left = fit(material, Tier.NAMES, REGISTER)
    bare = replace(material.review, child_born=None)
    assert left == replace(material, review=bare, tally=left.tally, bands=left.bands)


def test_what_no_document_needs_is_in_the_working_papers_alone(material: Material) -> None:
    private = {
        "review": replace(material.review, legal_advice="Counsel says", conflict="Knew SW1"),
        "participants": tuple(
            replace(one, must_not_attend="a suspect", support="seen weekly", manager="A. Boss")
            for one in material.participants
        ),
        "agencies": tuple(replace(one, escalation_route="ring Ann") for one in material.agencies),
    }
    everything = replace(material, **private)
    words = ("Counsel", "Knew", "suspect", "weekly", "Boss", "ring Ann")
    for tier in Tier:
        text = repr(asdict(fit(everything, tier, REGISTER)))
        assert [word for word in words if (word in text) != (tier is Tier.NAMES)] == []


def test_the_board_reads_months_bands_and_kinds_of_places(material: Material) -> None:
    told = replace(
        material,
        review=replace(
            material.review, summary="At School 1, Josie (4) fell on 12 March 2024 at 9:30."
        ),
    )
    register = [*REGISTER, Identity(id=3, kind="agency", name="Larkfell", pseudonym="School 1")]
    assert (
        fit(told, Tier.PANEL, register).review.summary
        == "At School 1, Child A (4) fell on 12 March 2024 at 9:30."
    )
    assert (
        fit(told, Tier.BOARD, register).review.summary
        == "At a school, Child A (2–4) fell in March 2024 in the morning."
    )


def test_the_public_counts_days_from_the_first_entry(material: Material) -> None:
    told = replace(material, lines=(replace(material.lines[0], title="Seen 5 March 2023"),))
    assert fit(told, Tier.PUBLIC).lines[0].title == "Seen on day 4"
    (entry, *_) = material.entries
    alone = replace(told, entries=(replace(entry, earliest=None, latest=None),))
    assert fit(alone, Tier.PUBLIC).lines[0].title == "Seen in March 2023"


def test_an_agency_without_a_pseudonym_is_told_by_its_kind(material: Material) -> None:
    told = replace(material, agencies=(replace(material.agencies[0], kind="health visiting"),))
    (agency,) = fit(told, Tier.BOARD).agencies
    assert (agency.name, agency.short, agency.kind) == ("", "HV", "health visiting")


def test_a_date_that_was_not_read_stays_only_without_numbers(material: Material) -> None:
    def told(words: str) -> str:
        entry = replace(material.entries[0], date_text=words, earliest=None, latest=None, time=None)
        (left, *_) = fit(replace(material, entries=(entry,)), Tier.BOARD).entries
        return left.date_text

    assert told("end of term") == "end of term" and told("?? 14th") == "undated"


def test_columns_that_become_one_are_all_kept(material: Material) -> None:
    entry = replace(material.entries[0], fields={"seen 12/3/24": "a", "seen 13/3/24": "b"})
    (left, *_) = fit(replace(material, entries=(entry,)), Tier.BOARD).entries
    assert left.fields == {"seen in March 2024": "a", "seen in March 2024 (2)": "b"}
