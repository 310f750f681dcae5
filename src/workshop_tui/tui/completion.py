"""Completion in the line: people to roles after @, themes and factors after #."""

from __future__ import annotations

from workshop_tui.practice.text import one_line
from workshop_tui.tui.desk import Desk

_MOST = 6


def complete(desk: Desk, word: str) -> tuple[str, str | None]:
    """What could follow a half-typed word.

    Returns:
        A row for the eye, and what Tab puts in place of the word (None: nothing).
    """
    if word.startswith("@"):
        found = people(desk, word[1:])
        shown = [f"@{code} {role}" for code, role in found[:_MOST]]
        return _row([*shown, "@? fill in later"]), f"@{found[0][0]}" if found else None
    if word.startswith("#"):
        themes = matching_themes(desk, word[1:])
        row = _row([f"#{slug} {label}" if label else f"#{slug}" for slug, label in themes[:_MOST]])
        return row or "new theme", f"#{themes[0][0]}" if themes else None
    return "", None


def people(desk: Desk, typed: str) -> list[tuple[str, str]]:
    """Code and role of everybody whose code, role, first name or surname begins so."""
    wanted = typed.casefold()
    names = {identity.id: identity for identity in desk.read.register()}
    found = []
    for participant in desk.participants.values():
        identity = names.get(participant.identity_id or 0)
        forms = [participant.code, participant.role, *participant.role.split()]
        if identity is not None:
            forms += [*identity.name.split(), *identity.aliases]
        if any(form.casefold().startswith(wanted) for form in forms):
            found.append((participant.code, participant.role))
    return sorted(found, key=lambda pair: not pair[0].casefold().startswith(wanted))


def matching_themes(desk: Desk, typed: str) -> list[tuple[str, str]]:
    """Slug and label of the contributory factors and of the themes used so far."""
    from workshop_tui.review.factors import factors

    known = {factor.slug: one_line(desk.view.text(factor.label)) for factor in factors(desk.read)}
    for capture in desk.read.captures():
        for theme in capture.themes:
            known.setdefault(theme, "")
    wanted = typed.casefold()
    return [
        (slug, label)
        for slug, label in known.items()
        if slug.startswith(wanted) or any(w.startswith(wanted) for w in label.casefold().split())
    ]


def _row(shown: list[str]) -> str:
    return f"Tab: {' · '.join(shown)}" if shown else ""
