"""The report as a Word document, filled into a template that a board may replace by its own.

The template says where things stand; what they say and how lists and tables are written is the
same as in every other paper (``paper_word``). docxtpl puts short signs into the template's places,
and only then is each sign replaced by what stands there: so no text of the review ever goes
through the template's language.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from workshop_tui.outputs import model, paper_word, report, word_style
from workshop_tui.outputs.paper import Paper, Part, clean
from workshop_tui.outputs.template_sandbox import Environment, explained
from workshop_tui.practice.problems import Problem
from workshop_tui.store.resources import data_folder

if TYPE_CHECKING:
    from docx.document import Document

SECTIONS: Final = (
    *("why", "process", "scope", "family", "events", "learned", "good_practice"),
    *("escalations", "recommendations", "actions", "challenge", "open", "limits"),
    *("checklist", "appendix"),
)
"""The sections' placeholders."""

ON_REQUEST: Final = "appendix"
"""Stands only where a template names it: the chronology is a document of its own."""

VALUES: Final = (
    *("reference", "title", "draft", "status", "version", "made", "circulation", "handling"),
    *("warning", "warning_note", "fingerprint"),
)
"""The placeholders of single values."""

NEEDED: Final = ("status", "circulation", "fingerprint")
"""Without these no document leaves: whether it is a draft, for whom it is, what it was made of."""

_STANDARD: Final = "report.docx"
_BULLET: Final = "ListBullet"


def standard() -> bytes:
    """The template that ships with the program."""
    return (data_folder("templates") / _STANDARD).read_bytes()


def build(made: model.ReportModel, template: bytes | None = None) -> bytes:
    """The report's bytes.

    Args:
        made: The report.
        template: A board's own template, already checked; None for the standard one.

    Raises:
        Problem: If the template cannot be filled in.
    """
    if template is None:
        return _filled(standard(), report.paper(made), _texts(made), made)
    return _filled(template, report.paper(made, appendix=True), _texts(made), made)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a template.

    Attributes:
        wrong: Why it cannot be used, or "".
        missing: Sections that it has no place for.
    """

    wrong: str = ""
    missing: tuple[str, ...] = ()


def check(template: bytes) -> Checked:
    """Whether a template can be used: it is filled in with signs alone, full and empty.

    Args:
        template: A file that was already found to be a sound package.
    """
    try:
        tried = [
            _tried(template, dict.fromkeys(VALUES, "x" if full else ""), full)
            for full in (True, False)
        ]
    except Problem as problem:
        return Checked(str(problem))
    seen = tried[0]
    lacking = [name for name in NEEDED if name not in seen]
    if lacking:
        return Checked(
            f"It has no place for {', '.join(f'{{{{ {name} }}}}' for name in lacking)}: every "
            "report says whether it is a draft, for whom it is, and what it was made of."
        )
    wanted = (name for name in SECTIONS if name != ON_REQUEST)
    return Checked(missing=tuple(name for name in wanted if name not in seen))


# -- filling in ------------------------------------------------------------------------------------


class _Place:
    """A section as a template sees it: ``{{ why }}`` whole, or its title and body apart."""

    def __init__(self, whole: str, title: str, body: str) -> None:
        self._whole = whole
        self.title = title
        self.body = body

    def __str__(self) -> str:
        return self._whole

    def __bool__(self) -> bool:
        return bool(self._whole)


@dataclass(slots=True)
class _Signs:
    """Signs that stand for what is put in afterwards; nobody can guess them."""

    nonce: str = field(default_factory=lambda: secrets.token_hex(8))
    known: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def sign(self, *what: Any) -> str:
        sign = f"\u27e6{self.nonce}-{len(self.known)}\u27e7"
        self.known[sign] = what
        return sign


def _texts(made: model.ReportModel) -> dict[str, str]:
    return {
        "reference": made.reference,
        "title": made.title,
        "draft": "DRAFT" if made.draft else "",
        "status": report.status(made),
        "version": report.numbered(made),
        "made": made.making.made,
        "circulation": made.rules.label,
        "handling": f"{made.rules.for_whom} {made.rules.handling}".strip(),
        "warning": made.warning,
        "warning_note": report.why_warned(made) if made.warning else "",
        "fingerprint": made.making.journal_head,
    }


def _filled(
    template: bytes, paper: Paper, texts: Mapping[str, str], made: model.ReportModel
) -> bytes:
    signs = _Signs()
    parts = dict(report.named_parts(made, paper))
    context: dict[str, Any] = {
        name: signs.sign("text", clean(texts[name])) if texts[name] else "" for name in VALUES
    }
    places = {name: _place(signs, parts.get(name)) for name in SECTIONS}
    context |= places
    context["sections"] = _one_after_another(places)
    document = _rendered(template, context)
    _put_in(document, signs)
    paper_word.describe(document, paper)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _one_after_another(places: Mapping[str, _Place]) -> list[_Place]:
    return [place for name, place in places.items() if place and name != ON_REQUEST]


def _place(signs: _Signs, part: Part | None) -> _Place:
    if part is None:
        return _Place("", "", "")
    return _Place(
        signs.sign("part", part), signs.sign("text", clean(part.title)), signs.sign("body", part)
    )


def _tried(template: bytes, texts: Mapping[str, str], full: bool) -> set[str]:
    """The places that a template has, found by filling it in with signs."""
    signs = _Signs()
    places = {
        name: _Place(signs.sign(name), signs.sign(f"{name}.title"), signs.sign(name))
        if full
        else _Place("", "", "")
        for name in SECTIONS
    }
    context: dict[str, Any] = {name: signs.sign(name) if full else "" for name in texts}
    context |= places
    context["sections"] = _one_after_another(places)
    document = _rendered(template, context)
    said = "".join(
        text for root in _roots(document) for text in root.itertext() if isinstance(text, str)
    )
    return {what[0] for sign, what in signs.known.items() if sign in said}


def _rendered(template: bytes, context: Mapping[str, Any]) -> Document:
    """The template with signs in its places.

    Raises:
        Problem: If it is no Word document, or cannot be filled in; in one sentence.
    """
    from docxtpl import DocxTemplate
    from jinja2.exceptions import TemplateError

    try:
        made: Any = DocxTemplate(io.BytesIO(template))
        made.init_docx()
    except Exception:  # noqa: BLE001 - whatever is in a foreign file
        raise Problem("It is not a Word document (.docx).") from None
    _no_outside(made.docx)
    try:
        made.render(dict(context), Environment(), autoescape=True)
    except TemplateError as error:
        raise Problem(explained(error, (*VALUES, *SECTIONS, "sections"))) from None
    except Exception:  # noqa: BLE001 - lxml and the library raise many kinds for broken XML
        raise Problem(
            "It cannot be filled in: a placeholder or loop stands where Word keeps no text, or is "
            "cut in two by a table."
        ) from None
    document: Document = made.docx
    return document


def _no_outside(document: Document) -> None:
    """Refuse a template that would fetch something when its document is opened.

    Raises:
        Problem: Naming what.
    """
    for part in document.part.package.iter_parts():
        for relation in part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if relation.is_external and kind != "hyperlink":
                raise Problem(
                    f"It points to something outside itself ({kind}). Whoever opens a report made "
                    "with it would fetch that. Put it into the template, or take it out."
                )


def _roots(document: Document) -> Iterator[Any]:
    """Everything that stands on pages: the body, heads and feet of all sections."""
    yield document.element
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/header", "/footer")):
            yield relation.target_part.element


# -- putting in what the signs stand for -----------------------------------------------------------


def _put_in(document: Document, signs: _Signs) -> None:
    from docx.oxml.ns import qn

    styles = _Styles(document)
    for root in list(_roots(document)):
        for paragraph in list(root.iter(qn("w:p"))):
            said = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
            if signs.nonce in said:
                _replace(paragraph, said, signs, styles)


def _replace(paragraph: Any, said: str, signs: _Signs, styles: _Styles) -> None:
    """Put what its signs stand for into a paragraph; a section takes its whole place."""
    sections = [
        what for sign, what in signs.known.items() if what[0] in ("part", "body") and sign in said
    ]
    if sections:
        for kind, part in sections:
            for element in styles.fit(paper_word.part_elements(part, title=kind == "part")):
                paragraph.addprevious(element)
        paragraph.getparent().remove(paragraph)
        return
    from docx.oxml.ns import qn

    texts = [(sign, what[1]) for sign, what in signs.known.items() if what[0] == "text"]
    for run_text in paragraph.iter(qn("w:t")):
        words = run_text.text or ""
        for sign, text in texts:
            words = words.replace(sign, " ".join(text.split("\n")))
        run_text.text = words


class _Styles:
    """The template's styles, with those of a paper that it lacks."""

    def __init__(self, document: Document) -> None:
        from docx.oxml.ns import qn

        self._qn: Callable[[str], str] = qn
        self._element = document.styles.element
        self._known = {style.get(qn("w:styleId")) for style in self._styles(self._element)}
        self._by_name = {
            self._name(style).casefold(): style.get(qn("w:styleId"))
            for style in self._styles(self._element)
        }
        self._ours: dict[str, Any] | None = None
        self._instead: dict[str, str] = {}
        self._bare_bullets = False

    def _styles(self, element: Any) -> Iterator[Any]:
        return element.iter(self._qn("w:style"))  # type: ignore[no-any-return]

    def _name(self, style: Any) -> str:
        name = style.find(self._qn("w:name"))
        return "" if name is None else str(name.get(self._qn("w:val")))

    def fit(self, elements: list[Any]) -> list[Any]:
        """The elements, each of whose styles the template has now."""
        for element in elements:
            for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
                for used in list(element.iter(self._qn(tag))):
                    style = used.get(self._qn("w:val"))
                    used.set(self._qn("w:val"), self._there(style))
                    if style == _BULLET and self._bare_bullets:
                        self._bullet(used.getparent().getparent())
        return elements

    def _there(self, style: str) -> str:
        """The template's own style of this id or name, or ours, brought in."""
        if style in self._known:
            return style
        if style not in self._instead:
            self._instead[style] = self._by_name.get(self._our_name(style)) or self._bring(style)
        return self._instead[style]

    def _our(self) -> dict[str, Any]:
        if self._ours is None:
            import docx

            document = docx.Document()
            word_style.apply(document)
            self._ours = {
                style.get(self._qn("w:styleId")): style
                for style in self._styles(document.styles.element)
            }
        return self._ours

    def _our_name(self, style: str) -> str:
        return self._name(self._our()[style]).casefold()

    def _bring(self, style: str) -> str:
        ours = deepcopy(self._our()[style])
        for numbering in list(ours.iter(self._qn("w:numPr"))):
            # A list's numbers are kept in a part of their own, which the template has not.
            numbering.getparent().remove(numbering)
            self._bare_bullets = True
        self._element.append(ours)
        self._known.add(style)
        return style

    def _bullet(self, paragraph: Any) -> None:
        from docx.oxml import OxmlElement

        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = "•"
        run.append(text)
        run.append(OxmlElement("w:tab"))
        paragraph.insert(1, run)
