"""The escalation notice: one page that tells an agency what is unsafe now, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workshop_tui.outputs.markdown import block, inline, paragraphs
from workshop_tui.practice.days import british

_PROCEDURES: Final = (
    "This notice comes out of a learning review. It runs beside the escalation procedures within "
    "your agency and between agencies, and replaces none of them: please use those as you would "
    "without it. Where a child or an adult may be in danger now, act on that first, and ring the "
    "emergency services."
)
_TELL_BACK: Final = (
    "Please say that you have received this, what was done, and whether what was unsafe is safe "
    "now and how that is known. The escalation stays open in the review until then."
)
_NO_NAMES: Final = (
    "People stand here by role and pseudonym. Whoever is to be told back can say who they are."
)
_NAMED: Final = "It holds real names: please pass it on to nobody but those who must act."
_NO_DAY: Final = "not agreed yet; please treat it as urgent"


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationNotice:
    """What a notice says; every text already as its reader may have it.

    Attributes:
        label: What the review calls the escalation (E1).
        agency: To which agency. recipient: to whom there.
        made: The day (ISO). due: by when, as agreed: a day (ISO), words, or "".
        concern: What was raised. unsafe_now: what is unsafe now, or "".
        told: Who must act. route: by which route, or "".
        raised_by: Who tells them. tell_back: to whom they answer, or "".
        about: Whom it is about, by name: what the texts call them, and who that is.
        named: Whether it holds real names.
    """

    reference: str
    label: str
    agency: str
    recipient: str
    made: str
    concern: str
    unsafe_now: str = ""
    told: str = ""
    route: str = ""
    due: str = ""
    raised_by: str = ""
    tell_back: str = ""
    about: tuple[tuple[str, str], ...] = ()
    named: bool = False


def title(notice: EscalationNotice) -> str:
    """What stands at its head."""
    return f"Escalation notice {notice.label}"


def confidential(notice: EscalationNotice) -> str:
    """The line that says how to treat it."""
    for_whom = ", ".join(filter(None, (notice.recipient, notice.agency)))
    return f"Confidential, for {for_whom}." + (f" {_NAMED}" if notice.named else "")


def facts(notice: EscalationNotice) -> list[tuple[str, str]]:
    """To whom, from whom, when, by when: a name and what is said under it."""
    rows = [
        ("To", ", ".join(filter(None, (notice.recipient, notice.agency)))),
        ("From", f"Learning review {notice.reference}" + _by(notice.raised_by)),
        ("Date", british(notice.made)),
        ("Act by", british(notice.due) or _NO_DAY),
    ]
    return [row for row in rows if row[1]]


def sections(notice: EscalationNotice) -> list[tuple[str, str]]:
    """The headings with what stands under each."""
    unsafe = notice.unsafe_now or notice.concern
    raised = notice.concern if notice.unsafe_now and notice.concern != notice.unsafe_now else ""
    about = "\n".join(f"{called}: {name}" for called, name in notice.about)
    route = notice.route or "Your agency's own escalation procedure."
    back = f"{notice.tell_back}.\n{_TELL_BACK}" if notice.tell_back else _TELL_BACK
    return [
        ("What is unsafe now", unsafe + (f"\nRaised in these words: “{raised}”" if raised else "")),
        ("Whom it is about", about or ("" if notice.named else _NO_NAMES)),
        ("Who must act", notice.told or f"{notice.agency}; who in it was not written down yet."),
        ("By which route", route),
        ("Whom to tell back", back),
        ("What this notice does not do", _PROCEDURES),
    ]


def markdown(notice: EscalationNotice) -> str:
    """The notice as Markdown."""
    return (
        paragraphs(
            f"# {inline(title(notice))}",
            f"**{inline(confidential(notice))}**",
            "\n".join(f"- **{name}:** {inline(words)}" for name, words in facts(notice)),
            *(
                paragraphs(f"## {heading}", block(words))
                for heading, words in sections(notice)
                if words
            ),
        )
        + "\n"
    )


def _by(who: str) -> str:
    return f", by {who}" if who else ""
