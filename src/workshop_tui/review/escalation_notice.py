"""Sending an escalation to an agency as a notice of one page."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop_tui.outputs import escalation_notice as notices
from workshop_tui.outputs.escalation_notice import EscalationNotice
from workshop_tui.practice.days import british
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.marks import LEGAL_ADVICE
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Agency, Identity, Outcome
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review.marked import called
from workshop_tui.review.named import (
    Addressee,
    Made,
    named_document,
    pseudonymised_document,
)
from workshop_tui.review.people import find_agency
from workshop_tui.review.reader import Reader
from workshop_tui.review.releasing import Allowed, Released

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat

WHAT: Final = "escalation notice"
_FIELDS: Final = ("unsafe_now", "told", "route", "due", "owner")
_LEAD: Final = "Whoever leads the review"
_SAFEGUARDING: Final = "Safeguarding lead"
_NO_NAME: Final = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Noticed:
    """What became of a notice: the files, and what it still lacks, in a few words each."""

    released: Released
    lacks: tuple[str, ...] = ()


def send_notice(
    seat: Seat,
    folder: Path,
    escalation: str,
    agency: str,
    *,
    reason: str = "",
    named: bool = False,
    recipient: str = "",
    tell_back: str = "",
    allowed: Allowed | None = None,
) -> Noticed:
    """Write the notice of an escalation to an agency, as Word and Markdown, and keep that it went.

    It runs beside the agencies' own procedures and replaces none of them; it says so.

    Args:
        seat: Who sends.
        folder: Where to.
        escalation: Which (E1).
        agency: To which agency, by short or full name.
        reason: Why it goes; needed where it carries names.
        named: Whether people stand in it with their names.
        recipient: To whom there; else the agency's safeguarding contact.
        tell_back: To whom they answer; else whoever leads the review.
        allowed: Words that may pass although the leak check finds them, with the reason.

    Raises:
        Problem: If it is no escalation, the agency is not known, or it is marked as not for this
            agency or as legal advice.
    """
    reader = Reader(seat.file)  # of its own: this may run in any thread
    try:
        outcome, to_agency = _found(reader, escalation, agency)
        lacks = tuple(reader.missing().get(outcome.id, ()))
    finally:
        reader.close()
    to = Addressee(
        what=WHAT,
        recipient=recipient.strip() or to_agency.contact or _SAFEGUARDING,
        reason=reason,
        agency_id=to_agency.id,
    )

    def make(reader: Reader, view: View, audience: Audience) -> list[Made]:
        from workshop_tui.outputs.escalation_notice_word import build

        _refuse_marked(reader, outcome, to_agency, audience)
        notice = _notice(reader, view, outcome, to_agency, to.recipient, tell_back, named=named)
        stem = _NO_NAME.sub("-", f"escalation-notice-{notice.label}-{notice.agency}").strip("-")
        return [
            Made(stem, ".docx", build(notice)),
            Made(stem, ".md", notices.markdown(notice).encode()),
        ]

    if named:
        released = named_document(seat, folder, to, make)
    else:
        released = pseudonymised_document(seat, folder, to, make, allowed)
    return Noticed(released, lacks)


def _found(reader: Reader, escalation: str, agency: str) -> tuple[Outcome, Agency]:
    outcome = reader.outcome(escalation)
    if outcome.kind is not OutcomeKind.ESCALATION:
        raise Problem(f"{escalation} is no escalation. Escalations are E1, E2 …")
    agencies = list(reader.agencies().values())
    found = find_agency(agencies, agency)
    if found is None:
        known = ", ".join(one.short for one in agencies) or "none yet"
        raise NotFound(f"There is no agency {agency!r}. There are: {known}.")
    return outcome, found


def _refuse_marked(reader: Reader, outcome: Outcome, agency: Agency, audience: Audience) -> None:
    marks = reader.marks()
    if audience.may_read(outcome, marks):
        return
    as_what = LEGAL_ADVICE if marks.legal_advice(outcome) else f"not for {agency.short}"
    raise Problem(
        f"{called(reader, outcome)} is marked as {as_what}. Nothing was written; the mark would "
        "have to be lifted first ('restrict')."
    )


def _notice(
    reader: Reader,
    view: View,
    outcome: Outcome,
    agency: Agency,
    recipient: str,
    tell_back: str,
    *,
    named: bool,
) -> EscalationNotice:
    review = reader.review()
    said = {
        name: view.field(Outcome.TABLE, outcome.uid, name, getattr(outcome, name))
        for name in ("text", *_FIELDS)
    }
    lead = view.text(review.lead)
    known = bool(lead) and (named or lead != review.lead)
    return EscalationNotice(
        reference=view.text(review.reference),
        label=called(reader, outcome),
        agency=view.text(agency.name if named else agency.short),
        recipient=view.text(recipient),
        made=dt.date.today().isoformat(),
        concern=said["text"],
        unsafe_now=said["unsafe_now"],
        told=said["told"],
        route=said["route"] or view.text(agency.escalation_route),
        due=said["due"],
        raised_by=said["owner"],
        tell_back=view.text(tell_back) or (f"{lead}, who leads the review" if known else _LEAD),
        about=tuple(_about(reader, outcome)) if named else (),
        named=named,
    )


def _about(reader: Reader, outcome: Outcome) -> list[tuple[str, str]]:
    """Whom the texts are about: children and family who stand in them, or else the children.

    Others of the register are no business of the agency's here.
    """
    pseudonyms = reader.view(Tier.PANEL)
    texts = (outcome.text, *(getattr(outcome, name) for name in _FIELDS))
    shown = " ".join(pseudonyms.text(text) for text in texts)
    people = [one for one in reader.register() if one.kind in ("child", "family")]
    named = [one for one in people if re.search(rf"(?<!\w){re.escape(one.pseudonym)}(?!\w)", shown)]
    chosen = named or [one for one in people if one.kind == "child"]
    born = reader.review().child_born
    children = [one for one in people if one.kind == "child"]
    about = [(one.pseudonym, _known_as(one)) for one in chosen]
    if born and len(children) == 1 and children[0] in chosen:
        about.append((f"{children[0].pseudonym}, born", british(born)))
    return about


def _known_as(person: Identity) -> str:
    """A name, with further full names by which other agencies may know the person."""
    known = {name.casefold(): name for name in person.aliases if len(name.split()[-1]) > 1}
    known.pop(person.name.casefold(), None)
    others = [name for name in known.values() if " " in name]
    return f"{person.name} (also: {', '.join(others)})" if others else person.name
