"""A step of preparation and what it still misses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step of preparation.

    Attributes:
        id: Of the step in the practice pack.
        paragraph: Of phase 1 ("a" to "h"); "" for what the approach asks elsewhere.
        title: What is to be done.
        form: The form in which one goes on with it.
        missing: What it still lacks, a sentence each; empty: it is done.
    """

    id: str
    paragraph: str
    title: str
    form: str
    missing: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing
