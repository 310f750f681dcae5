"""The one way in which anything refuses: a sentence that a person can act on."""

from __future__ import annotations


class Problem(Exception):  # noqa: N818 - its text is read by people, not by programmers
    """Something cannot be done. The message says what, where and what to do instead."""


class NotAllowed(Problem):
    """The seat's role does not include this verb."""


class NotFound(Problem):
    """Nothing in the review answers to the number, reference or name that was given."""


class ChangedMeanwhile(Problem):
    """Another seat changed the same words since they were read; nothing was overwritten.

    Attributes:
        current: The words as they stand now.
    """

    def __init__(self, message: str, current: str) -> None:
        super().__init__(message)
        self.current = current
