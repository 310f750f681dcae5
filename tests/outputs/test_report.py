"""The report in Markdown: in order, honest about what it lacks, safe with any text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import pairwise

import pytest
from hand_made import fit, make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshop_tui.outputs import building, paper_markdown, report
from workshop_tui.outputs.markdown import block, inline
from workshop_tui.outputs.material import Material
from workshop_tui.practice import records
from workshop_tui.practice.changing import Narrative
from workshop_tui.privacy.view import Tier

Change = Callable[..., Material]


def render(material: Material, tier: Tier = Tier.PANEL) -> str:
    return report.render(building.build(fit(material, tier)))


def section(text: str, title: str) -> str:
    found = re.search(rf"^## \d+\. {title}.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found
    return found[0]


def test_headings_are_in_order(material: Material) -> None:
    heads = re.findall(r"^(#+) (.*)$", render(material), re.MULTILINE)
    assert heads[0] == ("#", "DRAFT – Learning review report LR-99: “Child A”")
    assert [h for level, h in heads if level == "##"] == [
        "1. Why this review was held",
        "2. How it was done and who took part",
        "3. Scope and lines of enquiry",
        "4. The child and the family",
        "5. What happened",
        "6. What we learned",
        "7. Good practice",
        "8. Escalations",
        "9. Recommendations",
        "10. Action plan",
        "11. Independent challenge",
        "12. What is not answered yet",
        "13. Limits of this report, and how it was made",
    ]
    levels = [len(level) for level, _ in heads]
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_a_finding_with_everything_that_hangs_on_it(material: Material) -> None:
    finding = section(render(material), "What we learned")
    assert "### Finding F1 (draft)\n\nAsk" in finding
    assert (
        "- HV1, Health visitor: “Nobody asked who lived there” (entry 1, 2 March 2023, 09:30)"
        in finding
    )
    assert "(entry 1, 2 March 2023, 09:30; entry 3, w/c 4/3/24; known at the time)" in finding
    assert "**Is it still true today?** Not asked yet." in finding
    assert "**Lines of enquiry that it answers:** 1" in finding
    assert "- A1: Ask at each visit" in finding and "- E1: Lock boxes" in finding


def test_a_time_is_not_said_twice(material: Material) -> None:
    spoken = replace(material.entries[2], date_text="Tues 5 March, approx 14.30", time="14:30")
    told = replace(material, entries=(*material.entries[:2], spoken))
    made = building.build(fit(told, Tier.PANEL))
    text = paper_markdown.render(report.paper(made, appendix=True))
    assert "| 3 | Tues 5 March, approx 14.30 |" in text


def test_actions_say_what_they_answer_and_dates_are_british(material: Material) -> None:
    row = "| A1 | Ask at each visit ⏎ Answers F1 | HV1 |   |   | 30 June 2026 ⏎ draft |"
    assert row in render(material)


def test_what_is_missing_is_said(material: Material) -> None:
    gaps = section(render(material), "What is not answered yet")
    assert "- Line of enquiry 2, Adults around the child: no finding or good practice" in gaps
    assert "Line of enquiry 1" not in gaps
    assert "- F1 still lacks: why it made sense." in gaps
    assert "- 1 capture still without its speaker." in gaps
    assert "entries of key episodes not marked as discussed." not in gaps
    assert "| Did the letter arrive? | HV1 | 1 April 2026 |" in gaps


def test_how_it_was_made(material: Material) -> None:
    limits = section(render(material), "Limits")
    assert "3 chronology entries from 1 document" in limits
    assert "6 captures (perspective 1, finding 1, escalation 1, parked 1, check 1," in limits
    assert "ab" * 32 in limits and "9 March 2026" in render(material)


def test_contains_names_until_the_register_is_confirmed(with_review: Change) -> None:
    confirmed = with_review(register_confirmed=True)
    for tier in Tier:
        assert "**Contains names.**" in render(with_review(), tier)
        assert ("Contains names" in render(confirmed, tier)) == (tier is Tier.NAMES)


def test_draft_until_everything_is_agreed(material: Material) -> None:
    agreed = tuple(replace(o, status="agreed") for o in material.outcomes)
    text = render(replace(material, outcomes=agreed))
    assert text.startswith("# Learning review report LR-99") and "DRAFT" not in text
    assert "DRAFT" in render(replace(material, outcomes=()))


def test_what_was_set_aside_stands_apart(material: Material) -> None:
    aside = replace(material.outcomes[1], status="set aside")
    text = render(replace(material, outcomes=(material.outcomes[0], aside)))
    assert "A1" not in section(
        text, "What we learned"
    ) and "No actions have been proposed" in section(text, "Action plan")
    assert "### Considered and set aside\n\n- A1: Ask at each visit" in section(
        text, "What is not answered yet"
    )


def test_an_empty_review_makes_a_report_that_says_so(material: Material) -> None:
    empty = replace(
        material,
        **{f.name: () for f in fields(material) if isinstance(getattr(material, f.name), tuple)},
        session=None,
        review=records.Review(reference="LR-1", title=""),
    )
    for tier in Tier:
        text = render(empty, tier)
        assert "No findings have been made yet." in text
        unreasoned = "The reason for the review has not been written down yet." in text
        assert unreasoned == (tier is not Tier.PUBLIC)


NARROW = (Tier.NAMES, Tier.ROOM, Tier.PANEL)


@pytest.mark.parametrize("tier", list(Tier))
def test_each_tier_holds_what_it_contains_and_nothing_beyond(
    material: Material, tier: Tier
) -> None:
    text = render(material, tier)
    narrow, details = tier in NARROW, tier is not Tier.PUBLIC
    assert "## Appendix" not in text
    assert ("combined chronology, with 3 entries, is a document of its own" in text) == narrow
    assert ("Training for" in text) == narrow
    assert ("Lock boxes" in text) == narrow and ("No lock boxes" in text) == narrow
    assert ("HV1, Health visitor" in text) == narrow and ("I assumed others knew" in text) == narrow
    assert ("### People, by role" in text) == narrow
    assert ("2 March 2023" in text) == narrow
    assert ("Josie seen" in text) == details and ("To learn." in text) == details
    assert ("### Agencies" in text) == details and ("9 March 2026" in text)
    assert "Ask at each visit" in text and "### Finding F1" in text


@pytest.mark.parametrize("tier", list(Tier))
def test_each_tier_says_for_whom_it_is_and_what_it_leaves_out(
    material: Material, tier: Tier
) -> None:
    text = render(material, tier)
    rules = fit(material, tier).rules
    assert f"**Circulation: {rules.label}.** {rules.for_whom}" in text
    assert ("This version leaves out" in text) == (tier is not Tier.NAMES)


@pytest.mark.parametrize("tier", list(Tier))
def test_the_whole_chronology_stands_in_it_on_request(material: Material, tier: Tier) -> None:
    asked = report.paper(building.build(fit(material, tier)), appendix=True)
    titles = [part.title for part in asked.parts]
    assert (titles[-1] == "Appendix: combined chronology") == (tier in NARROW)


def test_entries_of_key_episodes_that_were_not_discussed_are_counted(material: Material) -> None:
    starred = tuple(replace(one, starred=True) for one in material.entries[:2])
    text = render(replace(material, entries=(*starred, material.entries[2])))
    assert "- 2 entries of key episodes not marked as discussed." in text


def test_what_the_lead_wrote_takes_the_place_of_the_brief(with_review: Change) -> None:
    told = with_review(reason="The brief.", summary="In brief.")
    assert "The brief." in render(told) and "In brief." in render(told)
    wrote = (
        Narrative(id=1, section="why this case", text="What the lead wrote."),
        Narrative(id=2, section="summary of events", text="What happened, told."),
    )
    after = replace(told.after, narratives=wrote)
    text = render(replace(told, after=after))
    assert "What the lead wrote." in text and "What happened, told." in text
    assert "The brief." not in text and "In brief." not in text


def test_what_is_noted_without_its_wording_is_counted_in_one_sentence(material: Material) -> None:
    told = section(render(material, Tier.BOARD), "What is not answered yet")
    assert "**Also noted:** 1 question to be looked into, 1 idea parked for later" in told


@pytest.mark.parametrize("tier", list(Tier))
def test_who_owns_an_action_is_told_where_people_or_agencies_are(
    material: Material, tier: Tier
) -> None:
    plan = section(render(material, tier), "Action plan")
    assert ("| Owner |" in plan) == ("HV1" in plan) == (tier is not Tier.PUBLIC)


def test_sections_are_numbered_one_after_the_other(material: Material) -> None:
    for tier in Tier:
        numbers = re.findall(r"^## (\d+)\. ", render(material, tier), re.MULTILINE)
        assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_without_quotes_it_is_told_on_how_much_an_outcome_rests(material: Material) -> None:
    finding = section(render(material, Tier.BOARD), "What we learned")
    assert "**Rests on:** 2 captured statements, by people of 1 agency." in finding
    assert "**Rests on:** nothing captured yet." in section(
        render(material, Tier.BOARD), "Good practice"
    )


def test_where_escalations_are_only_counted(material: Material) -> None:
    told = section(render(material, Tier.BOARD), "Escalations")
    assert "Raised in the review: 1 still followed up." in told
    assert "Escalations" not in render(material, Tier.PUBLIC).split("leaves out or changes")[0]


def test_themes_name_the_outcomes_that_they_run_through(material: Material) -> None:
    with_theme = tuple(replace(one, themes=("home", "sleep")) for one in material.outcomes[:1])
    text = render(replace(material, outcomes=(*with_theme, *material.outcomes[1:])), Tier.PUBLIC)
    assert "### Themes, and where they show\n\n- home: F1\n- sleep: F1" in text


HOSTILE = "# a | b\n- c <script> [x](y) *d* _e_ `f` \\ \x1b[31m \u202eevil\u202c 1. x\u2028y\x85z"


def test_signs_of_data_are_no_markup() -> None:
    assert inline("a|b *c* _d_ `e` <f> [g] \\") == r"a\|b \*c\* \_d\_ \`e\` \<f\> \[g\] \\"
    assert inline("- a") == r"\- a" and inline("12. a") == r"12\. a" and inline("+1") == r"\+1"
    assert inline("&lt; &#60; R&D a & b") == r"\&lt; \&\#60; R&D a & b"
    assert inline("a\nb\r\nc\u2028d") == "a ⏎ b ⏎ c ⏎ d"
    assert inline("\x1b[2J\u202e") == r"␛\[2J�"
    assert block("# a\n\n\n  - b\nc") == "\\# a\n\n\\- b\\\nc"


def planted(material: Material, words: str) -> Material:
    """The material with these words in every field that holds words."""
    keep = {"uid", "at", "status", "state", "kind", "sort_key", "earliest", "latest"}

    def plant(record: records.Record) -> records.Record:
        changes = {
            f.name: words
            for f in fields(record)
            if f.name not in keep and isinstance(getattr(record, f.name), str)
        }
        return replace(record, **changes)

    changes: dict[str, object] = {}
    for field in fields(material):
        value = getattr(material, field.name)
        if isinstance(value, records.Record):
            changes[field.name] = plant(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], records.Record):
            changes[field.name] = tuple(plant(record) for record in value)
    return replace(material, **changes)


def shape(text: str) -> list[tuple[str, int]]:
    """The kinds of the report's lines, without lines of free text: headings, rows, items."""
    lines = (line for line in text.splitlines() if re.match(r"#|\||- |\d+\. ", line))
    return [(line[:2], len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))) for line in lines]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    words=st.one_of(st.text(min_size=1), st.text("|-#*`<[\\\n\r\t 1.=+~>&x\x1b\u2028", min_size=1))
)
def test_no_text_changes_the_shape_of_the_report(words: str) -> None:
    plain, hostile = (render(planted(make(), f"x{w}x")) for w in ("", words))
    assert shape(hostile) == shape(plain)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", hostile)


def test_a_hostile_text_at_the_beginning_of_every_field() -> None:
    assert shape(render(planted(make(), HOSTILE))) == shape(render(planted(make(), "x")))
    assert "<script" not in render(planted(make(), HOSTILE)).replace(r"\<script", "")
