"""The action plan as a paper of its own, with the same words as in the report."""

from __future__ import annotations

from dataclasses import replace

from workshop_tui.outputs import report_change
from workshop_tui.outputs.model import ReportModel
from workshop_tui.outputs.paper import Paper, Part, Style, Words
from workshop_tui.outputs.report import status, why_warned


def paper(model: ReportModel) -> Paper:
    """The action plan."""
    plan = report_change.actions(model)
    return document(model, "Action plan", (replace(plan, title="Action plan"),))


def document(model: ReportModel, title: str, parts: tuple[Part, ...]) -> Paper:
    """A paper of wide tables with what every document says of itself above its first part."""
    first, *others = parts
    draft = "DRAFT – " if model.draft else ""
    number = f"version {model.version.number}, " if model.version.number else ""
    above = [
        Words(f"{model.title}. {status(model)}", f"Learning review {model.reference}.", Style.LEAD),
        Words(
            f"{number}made on {model.making.made}, journal {model.making.journal_head[:12]}. "
            f"{model.rules.for_whom} {model.rules.handling}",
            f"Circulation: {model.rules.label};",
            Style.SMALL,
        ),
    ]
    if model.warning:
        why = f"{why_warned(model)} Please do not pass it on."
        above.insert(0, Words(why, f"{model.warning}.", Style.GAP))
    whole = replace(first, title=f"{draft}{first.title}", blocks=(*above, *first.blocks))
    return Paper(
        title=f"{draft}{title} {model.reference}: {model.title}",
        head=(f"Learning review {model.reference}", f"{draft}{title}".strip()),
        mark=" · ".join(filter(None, (model.warning, model.rules.label))),
        parts=(whole, *others),
        wide=True,
    )
