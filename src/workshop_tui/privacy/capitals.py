"""What a large letter says: nothing where a sentence begins or in a heading, else a good deal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

BEFORE: Final = 24
"""How many characters before a word are looked at."""

_SMALL = r"(?:['’‘´`\u00ad\u0300-\u036f-]?[^\W\d_])"
WORD: Final = re.compile(rf"[^\W\d_]{_SMALL}*")
OTHER_SCRIPT: Final = re.compile(
    r"(?:[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u08ff\u0900-\u0fff\u10a0-\u10ff"
    r"\u1200-\u137f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\ufb1d-\ufdff\ufe70-\ufeff]"
    r"['’\u0300-\u036f\u200c\u200d-]?){2,}"
)
COMPANY: Final = re.compile(
    r"(?:[A-Z][\w'’-]+[ ](?:(?:and|&)[ ])?){1,4}(?:LLP|Ltd|Limited|PLC|plc|CIC|Inc|Solicitors)\b"
)
NAME_AND_INITIAL: Final = re.compile(r"(?<!\w)[A-Z][\w'’-]+,[ ](?!I\b)[A-Z]\.")
_OF_A_FAMILY = re.compile(
    r"\s+(?:family|household|children|boys|girls|brothers|sisters|twins|parents|kids|lads)\b"
)
_OF_A_PLACE = re.compile(
    r"\s+(?:pub|inn|hotel|hostel|school|nursery|surgery|estate|flats|church|mosque|temple|club|ward"
    r"|caravan\s+park|children's\s+home|care\s+home)\b"
)
_OWNED = re.compile(
    r"\s+(?:mum|mam|mother|dad|father|nan|nana|gran|granny|brother|sister|partner|boyfriend"
    r"|girlfriend|aunt|uncle|cousin|friend|son|daughter|house|flat|room|bedroom|phone|mobile|mood"
    r"|behaviour|attendance|school|teacher|carer|photo|coat|bag|bed|hair|face|voice|story|account"
    r"|birthday|weight|speech|file|solicitor|keyworker|key\s+worker|social\s+worker|coming"
    r"|staying|bringing)\b"
)
_SMALL_LINE = re.compile(r"^[^A-Z\n]{30,}$", re.MULTILINE)
_LEAST_WORDS = 8

SMALL_TITLE: Final = re.compile(r"\b(?:mr|mrs|ms|dr|miss)\.?\s([a-z]{3,})\b")
_JOINING = "of the de del della da du van von der den la le al el bin ibn ap on upon under"
_BEFORE_DOT = (r"\b[A-Z]", "Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Rev", "Sgt")

_SENTENCE_END = re.compile(
    r"(?:[.!?:;…•|>\]#=~→/]|^|\n|\s[-–—*+]|^\W*\d+[.)])[\s\"'“”‘’(\[*_>]*$|[“(\[\"]$"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|St|Sgt|Insp|Cllr|[A-Z])\."
    r"|\b(?:e\.g|i\.e|approx|cf|vs)\.)\s*$"
)
_VERB = re.compile(
    r"\s+(?:(?:is|was|has|had|did|does|said|says|told|rang|came|went|saw|got|gave|took|left|felt"
    r"|thought|knew|met|made|sat|ran|let|put|kept|began|spoke|wrote|brought|found|heard|hit|held|lost"
    r"|sent|slept|stood|stayed|hasn|hadn|wasn|isn|didn|doesn|also|then|never|again|still|who|whose"
    r"|and\s+[A-Z])\b"
    r"|(?!need|seed|feed|speed|weed|bleed|indeed|red\b|bed\b)[a-z]{2,}ed\b"
    r"|[a-z]{3,}(?<!s)s\b(?=\s+(?:that|her|his|the|a|to|she|he|in|on|at|as)\b))"
)
_PRONOUN = re.compile(
    r"\s+(?:you|he|she|it|they|we|I|the|a|an|this|that|there|be|not|your|his|her|their|my|our|these"
    r"|those|of|to|for|in|on|at|with|by|as|all|any|some|no|up|out|down|over|from)\b"
)
_LEADS = re.compile(
    r"\b(?:with|by|from|to|told|saw|rang|called|named|phoned|asked|visited|met|texted|contacted|and|or"
    r"|that|when|if|because|said|says|for|of|near|in|at|but|after|before|while|as|against|about"
    r"|between|is|was|like|since|emailed|spoke|via|cc|per|w/|re|re:|c/o|attn|let|gave|helped|brought"
    r"|collected|left|where|did|does|has)\s+$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"\b(?:the|a|an|this|that|each|every|any|no|his|her|their|our|my|your|its)\s+$", re.IGNORECASE
)
_NAMING = re.compile(
    r"\b(?:known\s+as|called|named|nicknamed|aka|a\.k\.a\.|alias|goes\s+by|calls\s+(?:him|her)self"
    r"|van|von|van\s+de[rn]|de\s+la|bin|ibn|abu|ben"
    r"|cat|dog|puppy|kitten|rabbit|hamster|pony|horse|budgie|teddy)[,:]?\s+[\"'“‘]?$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*(?:[.,;|)\n]|$)")
_NUMBER_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?\s+$")
_NUMBER_AFTER = re.compile(r"\s+\d")
_MONTHS = frozenset({"april", "may", "june", "august", "jan"})
_COLOURS = frozenset({"amber", "ruby", "silver"})
_RATED = re.compile(r"\b(?:red|green|gold|bronze|rag|brag|rated|ratings?|status)\b", re.IGNORECASE)
_WITH = re.compile(r"\b(?:with|told|rang|called|asked|met|saw)\s+$")


@lru_cache(maxsize=1)
def runs() -> re.Pattern[str]:
    """Words beside each other that begin with a large letter ("Dr Anna Kowalska")."""
    large = "".join(chr(c) for c in (*range(0x24F), *range(0x1E00, 0x1F00)) if chr(c).isupper())
    word = rf"(?<!\w)[{re.escape(large)}]{_SMALL}*(?!\w)"
    joining = "|".join(_JOINING.split())
    dotted = "|".join(f"(?<={words})" for words in _BEFORE_DOT)
    between = (
        rf"(?:[ \u00a0]{{1,2}}(?:(?:{joining})[ \u00a0]){{0,2}}"
        rf"|(?:{dotted})\.[ \u00a0]?|[ \u00a0]?&[ \u00a0]?"
        r"|[ \u00a0][\"“‘']|[\"”’'][ \u00a0])"
    )
    return re.compile(f"{word}(?:{between}{word})*")


def small_lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines of some words in which nothing is written large, as people text."""
    for line in _SMALL_LINE.finditer(text):
        if len(line[0].split()) >= _LEAST_WORDS:
            yield line.span()


def bare(word: str) -> str:
    """A word without its possessive."""
    return word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word.rstrip("'’")


def opens(text: str, start: int) -> bool:
    """Whether a sentence, a cell or a quotation begins here."""
    before = text[max(0, start - BEFORE) : start]
    if start <= BEFORE and not before.strip(" \"'“”‘’([*_>#-–—•\t"):
        return True
    return bool(_SENTENCE_END.search(before)) and not _ABBREVIATED.search(before)


def is_heading(text: str, start: int, end: int) -> bool:
    """Whether these words are most of a line that is written large, as headings are."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    if len(line) > 160:
        return False
    words = [word for word in WORD.findall(line) if len(word) > 3]
    here = sum(len(word) > 3 for word in WORD.findall(text[start:end]))
    large = sum(word[0].isupper() for word in words)
    return len(words) > 2 and large > 0.8 * len(words) and here > 0.8 * len(words)


def leads_to_a_name(text: str, start: int) -> bool:
    """Whether the word before is one that a name follows ("with", "told")."""
    return bool(_LEADS.search(text, max(0, start - BEFORE), start))


def is_named_so(text: str, start: int) -> bool:
    """Whether the words before say that a name follows ("known as")."""
    return bool(_NAMING.search(text, max(0, start - BEFORE), start))


def names_what_follows(text: str, end: int) -> bool:
    """Whether a small word behind says that a family or a place is named ("the Crown pub")."""
    return bool(_OF_A_FAMILY.match(text, end) or _OF_A_PLACE.match(text, end))


def owns(text: str, end: int) -> bool:
    """Whether what stands behind a word belongs to a person ("Joys mum")."""
    return bool(_OWNED.match(text, end))


def is_determined(text: str, start: int) -> bool:
    """Whether an article or the like stands before a word."""
    return bool(_DETERMINED.search(text, max(0, start - BEFORE), start))


def stands_as_name(text: str, start: int, end: int, *, first: bool) -> bool:
    """Whether a word that can be a name stands as one: "Mark said", not "Mark the form".

    Args:
        first: Whether a sentence begins with it.
    """
    after = text[end : end + BEFORE]
    if after[:2] in ("'s", "’s", "'S", "’S"):
        return True
    if text[start:end].lower() in _COLOURS and _RATED.search(text, max(0, start - 40), end + 40):
        return False
    before = text[max(0, start - BEFORE) : start]
    if first:
        told = before.rstrip(" ").endswith(":") and bool(_ALONE.match(after))
        told = told and text[start:end].lower() not in _MONTHS
        return told or (bool(_VERB.match(after)) and not _PRONOUN.match(after))
    if _NUMBER_BEFORE.search(before) or _NUMBER_AFTER.match(after):
        return False  # a month beside a number
    if text[start:end].lower() in _MONTHS:
        return bool(_VERB.match(after) or _WITH.search(before))
    return not _DETERMINED.search(before)


def stands_alone_in_capitals(text: str, start: int, end: int) -> bool:
    """Whether one word of a run is in capitals, and what is around it is not."""
    loud = sum(1 for word in WORD.findall(text[start:end]) if word.isupper() and len(word) > 3)
    return (
        loud == 1
        and not text[max(0, start - 12) : start].isupper()
        and not text[end : end + 12].isupper()
    )
