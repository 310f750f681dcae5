"""Numbered versions of a review's documents: a draft each until a named person agrees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workshop_tui.outputs.model import Version
from workshop_tui.practice.changing import DocumentVersion
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Outcome
from workshop_tui.practice.roles import LEADERS
from workshop_tui.privacy.view import Tier
from workshop_tui.review.reader import Reader
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction


def version_of(reader: Reader, tier: Tier, content: str) -> DocumentVersion | None:
    """The version that said just this in this circulation, or None."""
    found = reader.records(DocumentVersion, tier=tier.value, content=content)
    return found[-1] if found else None


def next_number(reader: Reader) -> int:
    """The number of the next version."""
    return max((one.number for one in reader.records(DocumentVersion)), default=0) + 1


def said(version: DocumentVersion | None, number: int) -> Version:
    """What a document says of its version."""
    from workshop_tui.outputs.dates import worded

    if version is None:
        return Version(number)
    return Version(version.number, version.agreed_by, worded(version.agreed))


def state_words(version: DocumentVersion) -> str:
    """Whether a version is agreed, by whom and when; or a draft, perhaps again, and why."""
    from workshop_tui.practice.days import british

    if version.agreed:
        return f"agreed by {version.agreed_by} on {british(version.agreed)}"
    if version.reopened:
        return f"draft again since {british(version.reopened)}: {version.reopen_reason}"
    return "draft"


def changed_since(reader: Reader, version: DocumentVersion) -> list[tuple[str, int]]:
    """What was done in the review since a version was made, each kind of change with its count.

    Administration (exports, seats, overrides) and moving about are left out: they change nothing
    that is said.
    """
    after = reader.seq_of(version.journal_head)
    groups: dict[str, set[str]] = {}
    for change in reader.changes(after):
        if change.klass is ChangeClass.CONTENT and change.table != DocumentVersion.TABLE:
            groups.setdefault(change.meaning, set()).add(change.group)
    return sorted(((what, len(which)) for what, which in groups.items()), key=lambda one: -one[1])


def since_words(changes: Sequence[tuple[str, int]], most: int = 6) -> str:
    """The same in a sentence: "Since then: made an outcome (2), captured (1)."."""
    if not changes:
        return "Nothing was changed since."
    told = ", ".join(f"{what} ({count})" for what, count in changes[:most])
    return f"Since then: {told}{' and more' if len(changes) > most else ''}."


def keep(
    tx: Transaction,
    number: int,
    tier: str,
    content: str,
    documents: Sequence[str],
    journal_head: str,
) -> DocumentVersion:
    """Keep that a version was exported; the same words again are the same version.

    Raises:
        Problem: In the future, if another export took the number meanwhile for other words.
    """
    standing = tx.find(DocumentVersion, number=number)
    if standing and (standing[0].tier, standing[0].content) != (tier, content):
        raise Problem(f"Another export has just become version {number}. Please try again.")
    if standing:
        names = tuple(dict.fromkeys((*standing[0].documents, *documents)))
        return tx.change(standing[0], documents=names)
    return tx.add(
        DocumentVersion(
            number=number,
            tier=tier,
            content=content,
            journal_head=journal_head,
            by=tx.actor.person,
            at=now(),
            documents=tuple(documents),
        )
    )


@dataclass(frozen=True, slots=True)
class VersionVerbs:
    """The verbs of versions.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("agreed a version of the report", LEADERS)
    def agree(self, tx: Transaction, number: int, by: str, day: str = "") -> DocumentVersion:
        """Note that a named person agreed a version; exported again unchanged it is no draft.

        Args:
            tx: The transaction.
            number: Of the version.
            by: Who agreed it, by name.
            day: On which day; "" for today.

        Raises:
            Problem: In the future, if there is no such version, nobody is named, or outcomes of
                it are drafts still.
        """
        import datetime as dt

        from workshop_tui.review.form_values import exact_day

        version = _version(tx, number)
        if not by.strip():
            raise Problem("Name who agreed it: a version is agreed by a named person.")
        outcomes = sorted(tx.find(Outcome), key=lambda one: (one.position, one.id))
        named = zip(outcomes, outcome_names(outcomes), strict=True)
        drafts = [name for outcome, name in named if outcome.status == "draft"]
        if drafts:
            some = f"{', '.join(drafts[:8])}{' …' if len(drafts) > 8 else ''}"
            raise Problem(
                f"These are drafts still: {some}. Agree them first (read-back, or 'set F1 status "
                "agreed'), export again, and agree that version."
            )
        agreed = exact_day("On", day) if day else dt.date.today().isoformat()
        return tx.change(version, agreed_by=by.strip(), agreed=agreed)

    @verb("made a version of the report a draft again", LEADERS)
    def reopen(self, tx: Transaction, number: int, reason: str) -> DocumentVersion:
        """Take an agreement back; who did, when and why is kept.

        Raises:
            Problem: In the future, if there is no such version, it is a draft, or no reason is
                given.
        """
        import datetime as dt

        version = _version(tx, number)
        if version.agreed is None:
            raise Problem(f"Version {number} is a draft already.")
        if not reason.strip():
            raise Problem("Say why the version is a draft again; the reason is kept.")
        return tx.change(
            version,
            agreed_by="",
            agreed=None,
            reopened_by=tx.actor.person,
            reopened=dt.date.today().isoformat(),
            reopen_reason=reason.strip(),
        )


def _version(tx: Transaction, number: int) -> DocumentVersion:
    found = tx.find(DocumentVersion, number=number)
    if not found:
        raise Problem(f"There is no version {number}. 'versions' lists them.")
    return found[0]
