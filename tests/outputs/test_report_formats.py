"""The report as PDF and HTML; its sections on what came after; what a draft still lacks."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import papers
import pikepdf
import pytest
from hand_made import fit, make

from workshop_tui.outputs import building, paper_html, paper_pdf, report, report_template
from workshop_tui.outputs.after import After
from workshop_tui.outputs.completeness import omissions
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.paper import Part, Picture
from workshop_tui.practice.changing import Consideration, Narrative, Progress, Recommendation
from workshop_tui.practice.preparing import FamilyMember, FamilyWords
from workshop_tui.practice.running import Challenge, PerspectiveDepth, Position
from workshop_tui.privacy.view import Tier

HOSTILE = "<script>alert(1)</script> & {{ 7*7 }} #panic() =cmd \x07 \u202eevil\u202c " + "w" * 300
NARROW = (Tier.NAMES, Tier.ROOM, Tier.PANEL)


def full(words: str = "") -> Material:
    """The hand-made review with everything that came after the event."""
    material = make()
    note = {"by": "Olive Watcher", "at": "2026-03-09"}
    after = After(
        recommendations=(Recommendation(id=1, number=1, text=f"Ask fathers{words}"),),
        from_findings={1: (1,)},
        considerations=(
            Consideration(
                recommendation_id=1,
                body=f"Business Group{words}",
                considered="2026-04-02",
                decision="refused",
                reason=f"No money{words}",
            ),
        ),
        progress=(Progress(outcome_id=2, noted="2026-05-01", note=f"Begun{words}", brag="amber"),),
        narratives=(
            Narrative(section="what we learned", text=f"Lead wrote{words}"),
            Narrative(section="the child and family", text=f"Family narrative{words}"),
        ),
        positions=(
            Position(outcome_id=1, agency_id=1, stance="reservation", words=f"Not us{words}"),
        ),
        challenges=(
            Challenge(text=f"Why so soft{words}", row_uid="o1", answer=f"Weighed{words}", **note),
            Challenge(text="And then", **note),
        ),
        depths=(PerspectiveDepth(capture_id=2, saw=f"A quiet baby{words}"),),
        family=(
            FamilyMember(id=1, label="Child A", relation="child", safe_contact="07700 900123"),
            FamilyMember(id=2, label="Mother", relation="parent", answer="declined", reason="Ill"),
            FamilyMember(id=3, label="Father", relation="parent"),
        ),
        words=(
            FamilyWords(id=1, member_id=1, text=f"Ask me when quiet{words}", in_report="yes"),
            FamilyWords(id=2, member_id=3, text="I rang three places", in_report="no", use="No"),
        ),
    )
    finding = replace(material.outcomes[0], prevalence=f"Common{words}", question=f"Who?{words}")
    lines = (replace(material.lines[0], answer=f"Not often{words}"), *material.lines[1:])
    outcomes = (finding, *material.outcomes[1:])
    return replace(material, after=after, outcomes=outcomes, lines=lines)


@pytest.mark.parametrize("tier", list(Tier))
def test_what_came_after_stands_where_its_circulation_lets_it(tier: Tier) -> None:
    said = report.render(building.build(fit(full(), tier)))
    narrow, inside = tier in NARROW, tier is not Tier.PUBLIC
    for words in ("Ask fathers", "Lead wrote", "**How common it is:** Common", "Who?", "at risk"):
        assert words in said
    assert "Not often" in said and "refused" in said and "No money" in said
    for words in ("Why so soft", "Weighed", "Not us"):
        assert (words in said) == inside
    for words in ("Ask me when quiet", "Ill", "Family narrative", "A quiet baby"):
        assert (words in said) == narrow
    for words in ("three places", "07700", "Olive"):
        assert words not in said
    assert ("refused on 2 April 2026" if narrow else "refused in April 2026") in said


def test_a_recommendation_from_a_finding_that_is_left_out_goes_too() -> None:
    after = full().after
    assert after.of({2, 3}, set()).recommendations == ()
    assert after.of({1}, set()).recommendations == after.recommendations


@pytest.mark.parametrize("tier", [Tier.PANEL, Tier.PUBLIC])
def test_the_pdf_is_tagged_and_says_the_same(tier: Tier) -> None:
    content = paper_pdf.build(report.paper(building.build(fit(full(HOSTILE), tier))))
    said = " ".join(papers.pages(content))
    assert "Ask fathers" in said and "{{ 7*7 }} #panic() =cmd" in said
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en-GB"
        assert "Learning review report" in str(pdf.docinfo["/Title"])
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


class _Page(HTMLParser):
    """What a browser makes of a page: which elements, which addresses, which text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [v or "" for name, v in attrs if name in ("src", "href", "action")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_one_file_that_fetches_and_runs_nothing() -> None:
    content = paper_html.build(report.paper(building.build(fit(full(HOSTILE), Tier.PANEL))))
    page = _Page()
    page.feed(content)
    assert not {"script", "link", "img", "iframe", "form"} & set(page.tags)
    assert page.addresses and all(address.startswith("#part-") for address in page.addresses)
    assert "@import" not in content and "url(" not in content
    assert "<script>alert(1)</script> & {{ 7*7 }}" in page.text
    assert page.tags.count("h1") == page.tags.count("main") == 1
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert page.tags.count("caption") == page.tags.count("table") > 0


# -- what is left out ------------------------------------------------------------------------------


def left(change: Callable[[Material], Material] = lambda one: one) -> str:
    return "\n".join(one.what for one in omissions(change(full())))


def test_the_common_omissions_are_found() -> None:
    bare = replace(make().review, period_to=None)
    said = left(lambda one: replace(one, review=bare))
    for words in ("period", "source of the referral", "How long", "independent the lead"):
        assert words in said
    assert "answer to 1 challenge note." in said and "answer to line of enquiry 2" in said
    assert "A finding under line of enquiry 2." in said and "sub-group owns" in said


def test_what_is_there_is_not_missed() -> None:
    review = replace(
        make().review,
        requested_by="The group",
        independence="None",
        lead_agreed_by="The group",
        lead_agreed="2026-01-05",
        terms="To learn",
        plan_owner="Practice",
    )
    lines = tuple(replace(one, answer="Yes") for one in make().lines)
    session = make().session
    assert session is not None

    def whole(one: Material) -> Material:
        enquiries = {1: (1, 2)}
        return replace(one, review=review, lines=lines, enquiries=enquiries, sessions=(session,))

    said = left(whole)
    for words in ("period", "referral", "How long", "independent the", "lead’s answer", "terms"):
        assert words not in said


def test_family_members_without_words_or_a_reason_are_counted() -> None:
    assert "did not take part" not in left()
    after = full().after
    silent = replace(after, words=after.words[:1])
    assert "Why 1 member of the family" in left(lambda one: replace(one, after=silent))
    undecided = replace(after, words=tuple(replace(one, in_report="") for one in after.words))
    assert "words of 2 members" in left(lambda one: replace(one, after=undecided))


def test_what_is_left_out_stands_at_the_end_of_a_draft_alone() -> None:
    material = full()
    material = replace(material, after=replace(material.after, omissions=("The terms.",)))
    model = building.build(fit(material, Tier.BOARD))
    assert "- The terms." in report.render(model)
    assert "- The terms." not in report.render(replace(model, draft=False))


def test_the_same_words_are_the_same_content_whenever_they_are_made() -> None:
    model = building.build(fit(full(), Tier.PANEL))
    later = replace(model, making=replace(model.making, journal_head="cd", made="1 May 2027"))
    assert report.content(later) == report.content(model)
    other = replace(model, findings=(replace(model.findings[0], text="Other"),))
    assert report.content(other) != report.content(model)


@pytest.mark.parametrize("tier", [Tier.PANEL, Tier.BOARD])
def test_pictures_are_drawn_with_words_in_their_place(tier: Tier) -> None:
    made = building.build(fit(make(), tier))
    told = [one.about for part in report.paper(made).parts for one in _pictures(part)]
    assert any("1: F1; 2: not answered yet" in one for one in told)
    html = paper_html.build(report.paper(made))
    assert html.count("<svg ") == len(told) and "data:" not in html
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    alternatives = _alternatives(paper_pdf.build(report.paper(made)))
    assert [one.replace("\u200b", "") for one in alternatives] == told
    word = papers.word_text(report_template.build(made))
    assert all(one in word for one in told)


def _pictures(part: Part) -> list[Picture]:
    return [block for block in part.blocks if isinstance(block, Picture)]


def _alternatives(content: bytes) -> list[str]:
    """What the pictures of a PDF say in their place, by its tags."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            str(one.get("/Alt"))
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
