"""What has to come before something is shared: a named sign-off, and the family told first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workshop_tui.practice.changing import Publication
from workshop_tui.practice.preparing import FamilyMember

PUBLIC = ("annual report", "newsletter", "seven-minute briefing")
"""What anybody may read: it is signed off by name, and the family is told before (post review)."""


def not_told(family: Iterable[FamilyMember]) -> list[str]:
    """Those of the family who were not told the outcome yet; siblings are not waited for."""
    return [one.label for one in family if one.relation != "sibling" and one.told is None]


def waits_for(publication: Publication, waiting: Sequence[str]) -> list[str]:
    """What something that is shared still waits for, in a few words each.

    Args:
        publication: What is shared.
        waiting: Those of the family who were not told yet.
    """
    if publication.published is not None:
        return []
    found = []
    if publication.kind in PUBLIC:
        if not (publication.signed_by and publication.signed):
            found.append("sign-off by name")
        if waiting:
            found.append(f"the family to be told ({', '.join(waiting)})")
    if not publication.place:
        found.append("a place")
    return found
