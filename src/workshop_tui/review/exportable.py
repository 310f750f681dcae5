"""The one list of documents that a review can be exported as, and choosing among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import cast

from workshop_tui.outputs import actions, data, report
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import ReportModel
from workshop_tui.outputs.protecting import can_lock
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.tiers import Dates, TierRules
from workshop_tui.practice.tiers import Part as Contents


@dataclass(frozen=True, slots=True)
class Document:
    """A document that can be made.

    Attributes:
        stem, suffix: Its file's name; a number goes between them where the name is taken.
        render: Makes its text, or its bytes.
        encoding: Of the file, where it is text.
        needs: The parts without any of which, in a circulation, there is nothing to say.
        days: Whether it can only be made where the circulation tells exact days.
    """

    stem: str
    suffix: str
    render: Callable[[Material, ReportModel], str | bytes]
    encoding: str = "utf-8"
    needs: tuple[Contents, ...] = ()
    days: bool = False

    def content(self, material: Material, model: ReportModel) -> bytes:
        """The file's bytes.

        Raises:
            Problem: If it cannot be made on this computer, or its circulation has no such thing.
        """
        if not self.fits(model.rules):
            raise Problem(
                f"The circulation {model.rules.id!r} does not hold what stands in "
                f"{self.stem}{self.suffix}; 'tier' shows what each holds."
            )
        made = self.render(material, model)
        return made if isinstance(made, bytes) else made.encode(self.encoding, "replace")

    def fits(self, rules: TierRules) -> bool:
        """Whether a circulation holds what it says."""
        told = not self.days or rules.dates is Dates.EXACT
        return told and (not self.needs or rules.has(*self.needs))


def _word(_: Material, model: ReportModel) -> bytes:
    from workshop_tui.outputs import report_template

    return report_template.build(model)


def _pdf(_: Material, model: ReportModel) -> bytes:
    from workshop_tui.outputs import paper_pdf

    return paper_pdf.build(report.paper(model))


def _html(_: Material, model: ReportModel) -> str:
    from workshop_tui.outputs import paper_html

    return paper_html.build(report.paper(model))


def _as_word(name: str) -> Callable[[Material, ReportModel], bytes]:
    def render(_: Material, model: ReportModel) -> bytes:
        from workshop_tui.outputs import paper_word, short_papers

        return paper_word.build(getattr(short_papers, name)(model))

    return render


def _as_pdf(name: str) -> Callable[[Material, ReportModel], bytes]:
    def render(_: Material, model: ReportModel) -> bytes:
        from workshop_tui.outputs import paper_pdf, short_papers

        return paper_pdf.build(getattr(short_papers, name)(model))

    return render


def _as_markdown(name: str) -> Callable[[Material, ReportModel], str]:
    def render(_: Material, model: ReportModel) -> str:
        from workshop_tui.outputs import paper_markdown, short_papers

        return paper_markdown.render(getattr(short_papers, name)(model))

    return render


def _by(module: str, writer: str = "build") -> Callable[[Material, ReportModel], str | bytes]:
    """The writer in a module of ``outputs``, imported when it is needed."""

    def render(material: Material, model: ReportModel) -> str | bytes:
        build = getattr(import_module(f"workshop_tui.outputs.{module}"), writer)
        return cast("str | bytes", build(material, model))

    return render


def _paper(module: str, writer: str) -> Callable[[Material, ReportModel], bytes]:
    """A paper of a module of ``outputs``, written as Word or PDF."""

    def render(_: Material, model: ReportModel) -> bytes:
        paper = import_module(f"workshop_tui.outputs.{module}").paper(model)
        build = import_module(f"workshop_tui.outputs.{writer}").build
        return cast("bytes", build(paper))

    return render


def _table(name: str) -> Callable[[Material, ReportModel], str]:
    """A table of the review for a spreadsheet."""

    def render(material: Material, model: ReportModel) -> str:
        from workshop_tui.outputs import tables

        return tables.as_csv(name, material, model)

    return render


_REPORT = "learning-review-report"
_TABLES: dict[str, tuple[Contents, ...]] = {
    "entries": (Contents.CHRONOLOGY, Contents.KEY_EPISODES),
    "captures": (Contents.CAPTURES,),
    "outcomes": (),
    "milestones": (Contents.ACTIONS,),
    "progress": (Contents.ACTIONS,),
}
_PLAN, _CHRONOLOGY = "action-plan", "combined-chronology"
_ACTIONS, _ENTRIES = (Contents.ACTIONS,), (Contents.CHRONOLOGY,)

WORD_REPORT = "report.docx"
DOCUMENTS: dict[str, Document] = {
    "report.docx": Document(_REPORT, ".docx", _word),
    "report.pdf": Document(_REPORT, ".pdf", _pdf),
    "report.html": Document(_REPORT, ".html", _html),
    "report.md": Document(_REPORT, ".md", lambda _, model: report.render(model)),
    "summary.docx": Document("summary", ".docx", _as_word("summary")),
    "summary.md": Document("summary", ".md", _as_markdown("summary")),
    "comments.docx": Document(
        "drafts-for-comment",
        ".docx",
        _paper("comment_paper", "paper_word"),
        needs=(Contents.PARTICIPANTS, Contents.PARTICIPANTS_BY_ROLE),
    ),
    "briefing.docx": Document("seven-minute-briefing", ".docx", _as_word("seven_minutes")),
    "briefing.pdf": Document("seven-minute-briefing", ".pdf", _as_pdf("seven_minutes")),
    "newsletter.docx": Document("newsletter", ".docx", _as_word("newsletter")),
    "newsletter.md": Document("newsletter", ".md", _as_markdown("newsletter")),
    "annual-report.docx": Document("annual-report", ".docx", _as_word("annual_report")),
    "annual-report.md": Document("annual-report", ".md", _as_markdown("annual_report")),
    "actions": Document("action-plan", ".csv", lambda _, model: actions.render(model), "utf-8-sig"),
    "plan.xlsx": Document(_PLAN, ".xlsx", _by("plan_excel"), needs=_ACTIONS),
    "plan.docx": Document(_PLAN, ".docx", _paper("plan_paper", "paper_word"), needs=_ACTIONS),
    "chronology.docx": Document(
        _CHRONOLOGY, ".docx", _paper("chronology_paper", "paper_word"), needs=_ENTRIES
    ),
    "chronology.pdf": Document(
        _CHRONOLOGY, ".pdf", _paper("chronology_paper", "paper_pdf"), needs=_ENTRIES
    ),
    "chronology.xlsx": Document(_CHRONOLOGY, ".xlsx", _by("chronology_excel"), needs=_ENTRIES),
    "pictures.timeline": Document(
        "timeline", ".svg", _by("pictures", "timeline"), needs=(*_ENTRIES, Contents.KEY_EPISODES)
    ),
    "pictures.coverage": Document(
        "coverage", ".svg", _by("pictures", "coverage"), needs=(Contents.LINES,)
    ),
    "calendar": Document("due-dates", ".ics", _by("calendar"), days=True),
    "data": Document("review", ".json", data.render),
    "database": Document("review", ".sqlite", _by("database")),
    **{
        f"tables.{name}": Document(f"table-{name}", ".csv", _table(name), "utf-8-sig", needs)
        for name, needs in _TABLES.items()
    },
}
"""Every document; "report" alone stands for each whose name begins with "report."."""


def with_template(documents: dict[str, Document], path: Path) -> dict[str, Document]:
    """The documents, the report as Word in a board's own template.

    Raises:
        Problem: If the report as Word is not among them, or the template cannot be used.
    """
    if WORD_REPORT not in documents:
        raise Problem(f"A template is for {WORD_REPORT}, which is not among the documents chosen.")
    from workshop_tui.outputs import report_template
    from workshop_tui.review.templates import usable

    content = usable(path)
    mine = replace(
        documents[WORD_REPORT], render=lambda _, model: report_template.build(model, content)
    )
    return documents | {WORD_REPORT: mine}


def chosen(only: Sequence[str] | None) -> list[str]:
    """The documents that are meant by names; all where none is given.

    Raises:
        Problem: If there is no such document.
    """
    if only is None:
        return list(DOCUMENTS)
    found = {name: [one for one in DOCUMENTS if _is(one, name)] for name in only}
    unknown = [name for name, documents in found.items() if not documents]
    if unknown or not only:
        wrong = f"There is no document {unknown[0]!r}." if unknown else "No document was chosen."
        raise Problem(f"{wrong} The documents are: {', '.join(DOCUMENTS)}.")
    return list(dict.fromkeys(one for documents in found.values() for one in documents))


def _is(document: str, name: str) -> bool:
    """Whether a document is meant by a name: "report" means it in every format."""
    return document == name or document.split(".")[0] == name


def lockable(only: Sequence[str] | None) -> list[str]:
    """The documents asked for, all of which can carry a password; all that can, where none was."""
    names = chosen(only)
    can = [name for name in names if can_lock(f"x{DOCUMENTS[name].suffix}")]
    cannot = [name for name in names if name not in can]
    refused = [name for name in only or () if not any(_is(one, name) for one in can)]
    if not can or refused:
        files_ = ", ".join(f"{name} ({DOCUMENTS[name].suffix})" for name in cannot)
        raise Problem(
            f"These cannot be locked with a password: {files_}. Only Word, Excel and PDF documents "
            "can. Leave them out with --only, or export without a password; nothing was written."
        )
    return can
