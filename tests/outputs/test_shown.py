"""Every text of every record goes through the view before a writer sees it."""

from __future__ import annotations

from dataclasses import asdict, fields, replace

import pytest

from workshop_tui.outputs.material import Material
from workshop_tui.outputs.shown import shown
from workshop_tui.practice import records
from workshop_tui.practice.records import Identity
from workshop_tui.privacy.view import Tier, View

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
    assert "Josie" not in repr(asdict(shown(everything, View(tier, REGISTER))))


@pytest.mark.parametrize("tier", HIDING)
def test_names_that_need_not_be_registered_are_left_out(material: Material, tier: Tier) -> None:
    left = repr(asdict(shown(material, View(tier, REGISTER))))
    for words in ("Jo Typist", "Paula Unregistered", "Ann Other", "ill", "2019-05-14", "Castell"):
        assert f"'{words}'" not in left
    assert "'note-taker'" in left


def test_a_registered_lead_stands_by_pseudonym_and_a_role_by_itself(material: Material) -> None:
    for lead, left in (("Beverley Castell", "HV1"), ("Health visitor", "Health visitor")):
        review = replace(material.review, lead=lead)
        view = View(Tier.PANEL, REGISTER)
        assert shown(replace(material, review=review), view).review.lead == left


def test_with_names_everything_stands_as_it_was_apart_from_the_birthday(material: Material) -> None:
    left = shown(material, View(Tier.NAMES, REGISTER))
    assert left == replace(material, review=replace(material.review, child_born=None))


def test_the_public_reads_months(material: Material) -> None:
    public = shown(material, View(Tier.PUBLIC, REGISTER))
    assert public.review.summary == "Child A was at home on March 2024."
    board = shown(material, View(Tier.BOARD, REGISTER))
    assert board.review.summary == "Child A was at home on 12 March 2024."
