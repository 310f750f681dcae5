"""The words that name nobody: ordinary English, and what agencies write with a capital letter.

``data/words`` holds them: ``given.txt`` and ``known.toml`` are our own, all others are made from
SCOWL by ``scripts/words.py``. Everything is in lower case and without accents.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workshop_tui.store.resources import data_folder


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of single words.

    Attributes:
        ordinary: English words, without those that are first names before anything else.
        rare: The rarer ones of them, which look more like names where they are written large.
        common: The commonest ones.
        generic: What records write large and name nobody by: professions, agencies, meetings.
        other: Days, months, nations, medicines, computer systems.
        abbreviations: Where they stand in capitals.
        titles: What stands before a name ("Mrs", "PC").
        polite: Those of them behind which whatever is large is a name.
        between: What may stand between a name and its end ("Sunshine Day Nursery").
        places: What ends the name of a place or an agency ("Road", "Primary").
        streets: Those of them that are nothing else.
        given: First names. word_names: those that are ordinary words too.
        names: First names, surnames and places, ordinary words or not.
        chat: How people spell when they text.
        phrases: What hangs together and names nobody ("chatham house").
    """

    ordinary: frozenset[str]
    rare: frozenset[str]
    common: frozenset[str]
    generic: frozenset[str]
    other: frozenset[str]
    abbreviations: frozenset[str]
    titles: frozenset[str]
    polite: frozenset[str]
    between: frozenset[str]
    places: frozenset[str]
    streets: frozenset[str]
    given: frozenset[str]
    word_names: frozenset[str]
    names: frozenset[str]
    phrases: frozenset[str]
    chat: frozenset[str]

    def is_ordinary(self, word: str) -> bool:
        """Whether a word in lower case, with or without its possessive, names nobody by itself."""
        return word in self.ordinary or word in self.generic or word in self.other


@lru_cache(maxsize=1)
def words() -> Words:
    """All of them, read once (20 ms)."""
    folder = data_folder("words")
    import tomllib

    sections: dict[str, str] = tomllib.loads((folder / "known.toml").read_text("utf-8"))
    known = {section: frozenset(text.split()) for section, text in sections.items()}
    given = frozenset((folder / "given.txt").read_text("utf-8").split())
    word_names = known["word_names"]
    common, usual, rare = (
        (folder / f"{name}.txt").read_text("utf-8").split() for name in ("common", "usual", "rare")
    )
    return Words(
        ordinary=frozenset([*common, *usual, *rare]) - (given - word_names),
        rare=frozenset(rare),
        common=frozenset(common),
        given=given | word_names,
        phrases=frozenset(line.strip() for line in sections["phrases"].splitlines()),
        names=frozenset((folder / "names.txt").read_text("utf-8").split()),
        **{name: known[name] for name in ("generic", "other", "abbreviations", "titles")},
        **{name: known[name] for name in ("places", "streets", "word_names")},
        **{name: known[name] for name in ("polite", "between", "chat")},
    )


def is_usual(word: str) -> bool:
    """Whether a word in lower case is one that people write every day."""
    known = words()
    return word in known.ordinary and word not in known.rare
