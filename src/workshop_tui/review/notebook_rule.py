"""The rule of a notebook: it takes what is said in the room; all else is done in the review."""

from __future__ import annotations

import contextlib
import datetime as dt

from workshop_tui.practice.notebook import ALLOWED, Notebook
from workshop_tui.practice.problems import NotAllowed
from workshop_tui.practice.records import Review
from workshop_tui.practice.roles import ROLE_LABELS, Role
from workshop_tui.store import rows
from workshop_tui.store.connection import ReviewFile


def notebook_of(file: ReviewFile) -> Notebook | None:
    """What a file says of itself where it is a notebook; None where it is a review.

    Raises:
        Problem: If it cannot be opened.
    """
    with contextlib.closing(file.connect()) as connection:
        found = rows.find(connection, Notebook, here=True)
    return found[0] if found else None


def reference_of(file: ReviewFile) -> str:
    """The reference of the review in a file."""
    with contextlib.closing(file.connect()) as connection:
        found = rows.find(connection, Review)
    return found[0].reference if found else ""


def said_at(at: str) -> str:
    """A moment as people say it: "25 November 2026, 09:00"."""
    moment = dt.datetime.fromisoformat(at)
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def described(notebook: Notebook, reference: str) -> str:
    """Which notebook this is, in a sentence without its full stop."""
    names = ", with pseudonyms" if notebook.pseudonyms else ""
    return f"a notebook of {reference} for {notebook.name}, made {said_at(notebook.made)}{names}"


def notebook_said(notebook: Notebook, reference: str) -> str:
    """What a notebook says of itself when it is opened."""
    return (
        f"This is {described(notebook, reference)}. What is captured here is in the review once "
        "the notebook was merged."
    )


def refuse_verb(notebook: Notebook, reference: str, name: str, meaning: str) -> None:
    """Refuse a verb that is done in the review itself.

    Args:
        notebook: The notebook. reference: its review's.
        name: Of the verb ("chronology.accept"). meaning: what the journal would call it.

    Raises:
        NotAllowed: If a notebook does not take it.
    """
    if name not in ALLOWED:
        refuse(notebook, reference, meaning)


def refuse(notebook: Notebook, reference: str, what: str) -> None:
    """Refuse what a notebook does not take.

    Raises:
        NotAllowed: Always.
    """
    raise NotAllowed(
        f"This is {described(notebook, reference)}. It takes what is said in the room; the rest "
        f"({what}) is done in the review, into which 'workshop-tui merge' brings the notebook."
    )


def refuse_role(notebook: Notebook, reference: str, role: Role) -> None:
    """Refuse another seat than the notebook's; the command line has the same rights as it.

    Raises:
        NotAllowed: With the seat that it is.
    """
    if role not in (Role(notebook.role), Role.COMMAND_LINE):
        raise NotAllowed(
            f"This is {described(notebook, reference)}: it has the "
            f"{ROLE_LABELS[Role(notebook.role)]}'s seat and no other."
        )


def refuse_in_notebook(file: ReviewFile, what: str) -> None:
    """Refuse something that only a review can do.

    Raises:
        NotAllowed: If the file is a notebook.
    """
    notebook = notebook_of(file)
    if notebook is not None:
        refuse(notebook, reference_of(file), what)
