"""A perspective in depth: saw, knew, thought, did; noted afterwards, never while typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.capture_line import retagged, themes_of
from workshop_tui.practice.kinds import CaptureKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Capture, Mention
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.practice.running import PerspectiveDepth
from workshop_tui.review.captures import expect, live_capture, refuse_locked
from workshop_tui.review.verb import verb
from workshop_tui.store.transaction import Transaction

WORDINGS = ("", "verbatim", "paraphrase")
FACTORS = "factors"
WORDS = ("saw", "knew", "thought", "did", "known_then", "known_now")


@dataclass(frozen=True, slots=True)
class DepthVerbs:
    """The verbs of depth.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("deepened a perspective", CAPTURERS)
    def set(
        self, tx: Transaction, capture_id: int, field: str, value: str, *, base: str | None = None
    ) -> PerspectiveDepth | Capture:
        """Note one thing behind a perspective.

        Args:
            tx: The transaction.
            capture_id: The perspective.
            field: saw, knew, thought, did, known_then, known_now; wording ("verbatim",
                "paraphrase"); named ("yes" only where the person chose to stand by name);
                factors ("#workload #staffing"): the conditions behind it, which are the themes
                of the perspective itself.
            value: What was said.
            base: The words that were read before; if they changed, nothing is written.

        Raises:
            Problem: In the future, for another field or value, or no perspective.
        """
        capture = live_capture(tx, capture_id)
        refuse_locked(tx, capture)
        if capture.kind is not CaptureKind.PERSPECTIVE:
            raise Problem("Only a perspective has depth. Change the capture's kind first.")
        if field == FACTORS:
            return _tag(tx, capture, value, base)
        kept: Any = _checked(field, value)
        standing = tx.find(PerspectiveDepth, capture_id=capture_id)
        if not standing:
            expect("", base, "this")
            return tx.add(PerspectiveDepth(capture_id=capture_id, **{field: kept}))
        if field != "named":
            expect(getattr(standing[0], field), base, "this")
        return tx.change(standing[0], **{field: kept})


def factors_of(capture: Capture) -> str:
    """The conditions behind a perspective, as they are typed."""
    return " ".join(f"#{theme}" for theme in capture.themes)


def _tag(tx: Transaction, capture: Capture, value: str, base: str | None) -> Capture:
    try:
        wanted = themes_of(value)
    except ValueError as odd:
        raise Problem(
            f"“{odd}” cannot stand behind #: factors begin with a letter and hold letters, digits "
            "and hyphens, with spaces between them, such as #workload #staffing."
        ) from None
    expect(factors_of(capture), base, "these factors")
    text = retagged(capture.text, wanted)
    if not text.strip():
        raise Problem("This perspective says nothing but its factors: they cannot be taken away.")
    if not text.startswith(capture.text):  # the places that were decided about have moved
        for mention in tx.find(Mention, table_name=Capture.TABLE, row_uid=capture.uid):
            tx.retract(mention)
    return tx.change(capture, text=text, themes=wanted)


def _checked(field: str, value: str) -> str | bool:
    if field == "named":
        return value.strip().casefold() in ("yes", "y", "true", "1")
    if field == "wording" and value not in WORDINGS:
        raise Problem(f"The wording is {' or '.join(WORDINGS[1:])}; not {value!r}.")
    if field not in (*WORDS, "wording"):
        raise Problem(f"{field!r} is none of: {', '.join((*WORDS, 'wording', 'named', FACTORS))}.")
    return value
