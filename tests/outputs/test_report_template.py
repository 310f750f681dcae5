"""The report in Word: the standard template, a board's own, and everything that can be wrong."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import papers
import pytest
from hand_made import fit, make

from workshop_tui.outputs import building, report, report_template
from workshop_tui.outputs.model import ReportModel, Version
from workshop_tui.privacy.view import Tier

NEEDED = "{{ status }} {{ circulation }} {{ fingerprint }}"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def model(tier: Tier = Tier.PANEL) -> ReportModel:
    return building.build(fit(make(), tier))


def template(*paragraphs: str, without: str = "", outside: bool = False) -> bytes:
    document = docx.Document()
    if without:
        style = document.styles[without].element
        style.getparent().remove(style)
    if outside:
        document.part.relate_to("http://example.org/x.dotm", RELATION, is_external=True)
    for words in paragraphs:
        document.add_paragraph(words)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


@pytest.mark.parametrize("tier", list(Tier))
def test_word_says_what_markdown_says(tier: Tier) -> None:
    made = model(tier)
    content = report_template.build(made)
    said = papers.word_text(content)
    for part in report.paper(made).parts:
        assert part.title in said
    assert made.findings[0].text in said and made.making.journal_head in said
    assert made.rules.for_whom in said and "DRAFT" in papers.word_edges(content)
    assert "{{" not in said and "\u27e6" not in said


def test_the_standard_template_has_a_place_for_everything() -> None:
    assert report_template.check(report_template.standard()) == report_template.Checked()


def test_texts_are_never_read_as_a_template() -> None:
    words = "<b>&amp; {{ 7*7 }} {% for x in y %} {_{ =cmd \x07\x1b[31m \u202ee\u202c " + "w" * 400
    material = make()
    hostile = replace(
        material,
        review=replace(material.review, title=words, reason=words),
        outcomes=tuple(replace(one, text=words, why=words) for one in material.outcomes),
    )
    said = papers.word_text(report_template.build(building.build(fit(hostile, Tier.PANEL))))
    assert said.count("<b>&amp; {{ 7*7 }} {% for x in y %} {_{ =cmd ␇␛[31m") > 5


def test_a_template_of_a_boards_own_is_filled_in() -> None:
    mine = template(
        "Our Board: {{ title }} ({{ version }})", NEEDED, "{{ learned }}", "{{ scope.title }}"
    )
    made = report_template.build(replace(model(), version=Version(3)), mine)
    said = papers.word_text(made)
    assert "Our Board: “Child A” (Version 3)" in said
    assert "What we learned" in said and "Scope and lines of enquiry" in said
    assert "It asks:" not in said
    missing = report_template.check(mine).missing
    assert {"why", "actions"} <= set(missing) and "learned" not in missing


def test_a_template_without_bullets_still_shows_them() -> None:
    made = report_template.build(model(), template(NEEDED, "{{ learned }}", without="List Bullet"))
    assert "•\t" in papers.word_text(made)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("{{ titel }}", "no placeholder “titel”. Perhaps “title”"),
        ("{% for x in sections %}", "cannot be read"),
        ("{{ title", "cannot be"),
        ("{{ ''.__class__.__mro__ }}", "may not be reached"),
        ("{{ why.__init__.__globals__ }}", "may not be reached"),
        ("{{ why['__class__'] }}", "may not be reached"),
        ("{{ title.upper() }}", "a call may not stand"),
        ("{% set a = 'x' %}", "a set may not stand"),
        ("{% include 'x' %}", "an include may not stand"),
        ("{{ 'a' * 1000000000 }}", "may not stand"),
        (
            "{% for a in x %}{% for b in a %}{% for c in b %}{% endfor %}{% endfor %}{% endfor %}",
            "deep",
        ),
        ("{{ title|attr('__class__') }}", "cannot be read"),
        ("{{ range(9) }}", "a call may not stand"),
    ],
)
def test_what_is_wrong_with_a_template_is_named(words: str, wrong: str) -> None:
    assert wrong in report_template.check(template(NEEDED, words)).wrong


def test_a_template_must_say_what_it_is_and_for_whom() -> None:
    found = report_template.check(template("{{ status }} {{ circulation }}"))
    assert "{{ fingerprint }}" in found.wrong


def test_a_template_that_fetches_something_is_refused() -> None:
    assert "attachedTemplate" in report_template.check(template(NEEDED, outside=True)).wrong


def test_what_is_no_word_document_is_said() -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    for content in (b"", b"%PDF", other.getvalue()):
        assert "not a Word document" in report_template.check(content).wrong


def test_properties_name_no_program_and_nobody() -> None:
    properties = docx.Document(io.BytesIO(report_template.build(model()))).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title.startswith("DRAFT – Learning review report LR-99")
