"""How much of what was planted the leak check finds, and how much else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.planted.making import Plant, Prose, documents
from workshop_tui.practice.records import Identity
from workshop_tui.privacy.findings import Finding
from workshop_tui.privacy.finished.pieces import Look
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.privacy.scanning import Scanner


@dataclass(slots=True)
class Score:
    """What was measured over a corpus.

    Attributes:
        planted, found: By kind.
        missed: What was not found, with its kind and its document's format.
        false_blocks, false_warnings: Findings that overlap nothing planted.
        words: How many words the documents hold. texts: how many documents.
    """

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false_blocks: list[str] = field(default_factory=list)
    false_warnings: list[str] = field(default_factory=list)
    words: int = 0
    texts: int = 0

    def recall(self, registered: bool) -> float:
        """Share found of the registered names, or of everything else."""
        kinds = [kind for kind in self.planted if kind.startswith("r-") is registered]
        return sum(self.found[k] for k in kinds) / max(1, sum(self.planted[k] for k in kinds))

    def per_thousand(self, false: Sequence[str]) -> float:
        """How many in a thousand words."""
        return 1000 * len(false) / max(1, self.words)


def measure(corpus: Iterable[Prose], register: Sequence[Identity]) -> Score:
    """Look every text through, in a document of some format and again as it stands."""
    score = Score()
    check = LeakCheck(register)
    for one, name, content in documents(list(corpus)):
        checked = check.check(name, content)
        score.texts += 1
        score.words += len(one.text.split())
        spans = _spans(register, one.text)
        for plant in one.plants:
            score.planted[plant.kind] += 1
            found = _found_in(checked.findings, plant) and _found_at(spans, plant)
            score.found[plant.kind] += found
            if not found:
                score.missed.append(f"{plant.kind}: {plant.words} ({name})")
        for dark in checked.dark:
            score.missed.append(f"not looked through: {name}: {dark}")
        for finding in checked.findings:
            if not any(_overlap(finding.words, plant.words) for plant in one.plants):
                false = score.false_blocks if finding.blocks else score.false_warnings
                false.append(f"{finding.kind}: {finding.words} ({name})")
    return score


def _spans(register: Sequence[Identity], text: str) -> list[tuple[int, int, bool]]:
    """What is found in the text as it stands, by an eye that has seen no text before."""
    hits = Scanner(register, (), ()).scan(text, Look.WORDS)
    return [(hit.start, hit.end, hit.blocks) for hit in hits]


def _found_at(spans: Sequence[tuple[int, int, bool]], plant: Plant) -> bool:
    last = plant.start + len(plant.words)
    return any(
        start < last and plant.start < end and (blocks or not plant.registered)
        for start, end, blocks in spans
    )


def _found_in(findings: Iterable[Finding], plant: Plant) -> bool:
    return any(
        _overlap(finding.words, plant.words) and (finding.blocks or not plant.registered)
        for finding in findings
    )


def _overlap(one: str, other: str) -> bool:
    a, b = ("".join(c for c in fold(words).lower if c.isalnum()) for words in (one, other))
    return bool(a and b) and (a in b or b in a)
