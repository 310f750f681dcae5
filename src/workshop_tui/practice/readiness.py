"""A step of preparation and what it still misses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step of preparation.

    Attributes:
        id: Of the step in the practice pack.
        paragraph: Of phase 1 ("a" to "h"); "" for what the approach asks elsewhere.
        title: What is to be done. short: the same in a few words, for a list.
        form: The form in which one goes on with it.
        missing: What it still lacks, a sentence each; empty: it is done.
        forms: For each of them the form that fills it, or "register" or "import".
    """

    id: str
    paragraph: str
    title: str
    short: str
    form: str
    missing: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def next_form(self) -> str:
        """Where one goes on: the form of the first thing that is missing, else the step's."""
        return self.forms[0] if self.forms else self.form
