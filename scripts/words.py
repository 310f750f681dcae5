"""Make the lists common, usual, rare and names in data/words anew from SCOWL (Kevin Atkinson).

    python scripts/words.py FOLDER

FOLDER holds SCOWL's final lists (english-words.10 …), version 2020.12.07. ``known.toml`` and
``given.txt`` beside them are our own and are not touched.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

WORDS = Path(__file__).resolve().parent.parent / "data" / "words"
LEVELS = {"common": (10, 20), "usual": (35,), "rare": (40, 50, 55, 60)}
"""Up to 60: words that at least two of twelve dictionaries have. Beyond, words are rarer than the
names that look like them."""


def main(folder: Path) -> None:
    """Write the lists, one word a line, in lower case."""
    seen: set[str] = set()
    for name, levels in LEVELS.items():
        found = set(_words(folder, ("english-words", "british-words"), levels)) - seen
        _write(f"{name}.txt", found)
        seen |= found
    every = [level for levels in LEVELS.values() for level in levels]
    names = set(_words(folder, ("english-proper-names", "english-upper", "british-upper"), every))
    names |= set((WORDS / "given.txt").read_text("utf-8").split())
    _write("names.txt", (name for name in names if len(name) > 2))


def _words(folder: Path, kinds: Iterable[str], levels: Iterable[int]) -> Iterator[str]:
    for kind in kinds:
        for level in levels:
            path = folder / f"{kind}.{level}"
            if path.exists():
                for word in path.read_text("latin-1").split():
                    if word.isalpha():
                        yield word.lower()


def _write(name: str, words: Iterable[str]) -> None:
    (WORDS / name).write_text("\n".join(sorted(words)) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
