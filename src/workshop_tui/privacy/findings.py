"""What the leak check found in a finished document."""

from __future__ import annotations

from dataclasses import dataclass

NAME, NEARLY = "name", "nearly a name"
UNKNOWN = "unknown name"
PICTURES = "picture"
LEAST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Words in a finished document that may lead to somebody; each word once, with its places.

    Attributes:
        document: The file's name.
        kind: What they are: "name", "nearly a name" (one letter from it), "unknown name",
            "postcode" and so on.
        words: What stands there.
        shown: What should stand there: a pseudonym, or the kind in brackets.
        blocks: Whether the document must not leave as it is: the register holds the name.
        places: Where, the first ones.
        count: How often.
    """

    document: str
    kind: str
    words: str
    shown: str
    blocks: bool
    places: tuple[str, ...]
    count: int

    @property
    def place(self) -> str:
        """Where it stands first."""
        return self.places[0] if self.places else ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was looked through.

    Attributes:
        document: The file's name.
        findings: What was found, registered names first.
        dark: What could not be looked through, each with the reason.
        words: How many words were looked at.
    """

    document: str
    findings: tuple[Finding, ...]
    dark: tuple[str, ...] = ()
    words: int = 0

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What holds the document back."""
        return tuple(finding for finding in self.findings if finding.blocks)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What somebody should look at before it leaves."""
        return tuple(finding for finding in self.findings if not finding.blocks)

    @property
    def clean(self) -> bool:
        """Whether it was looked through to its end and names nobody who is registered."""
        return not self.blocking and not self.dark


def told_of(finding: Finding) -> str:
    """A finding in words, with its first places."""
    place = where(finding)
    at = f": {place}" if place else ""
    if not finding.blocks:
        return f"{finding.kind} “{finding.words}”{at}"
    nearly = "" if finding.kind == "name" else f", {finding.kind}"
    return f"“{finding.words}”{nearly}, which should be {finding.shown}{at}"


def where(finding: Finding, most: int = 3) -> str:
    """The first places, and how many there are beyond: "paragraph 4, 7; header and 3 more"."""
    told: list[str] = []
    before = ""
    for place in finding.places[:most]:
        unit, _, number = place.rpartition(" ")
        if told and unit == before and number.isdigit():
            told[-1] += f", {number}"
        else:
            told.append(place)
        before = unit
    further = finding.count - min(most, len(finding.places))
    return "; ".join(filter(None, told)) + (f" and {further} more" if further > 0 else "")
