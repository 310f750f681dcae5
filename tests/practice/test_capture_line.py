from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_tui.practice.capture_line import grammar_help, parse
from workshop_tui.practice.kinds import BY_KIND, BY_MARK, BY_WORD, KINDS, CaptureKind

K = CaptureKind


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("said in the room", K.NOTE, "said in the room"),
        (":I assumed health had seen", K.PERSPECTIVE, "I assumed health had seen"),
        (": I assumed", K.PERSPECTIVE, "I assumed"),
        ("+ went back the same day", K.GOOD_PRACTICE, "went back the same day"),
        ("*finding", K.FINDING, "finding"),
        ("* finding", K.FINDING, "finding"),
        ("!unsafe now", K.ESCALATION, "unsafe now"),
        ("> write it down", K.ACTION, "write it down"),
        ("~ housing", K.PARKED, "housing"),
        ("? who held the file", K.CHECK, "who held the file"),
        ("= it was the 13th", K.CORRECTION, "it was the 13th"),
        # marks that stand in ordinary notes too need a space, an @ or a #
        ("?NAI", K.NOTE, "?NAI"),
        ("?", K.NOTE, "?"),
        ("+ve drug test", K.NOTE, "+ve drug test"),
        ("+44 7700 900000", K.NOTE, "+44 7700 900000"),
        (">20 visits", K.NOTE, ">20 visits"),
        ("~30 minutes", K.NOTE, "~30 minutes"),
        ("=4 visits", K.NOTE, "=4 visits"),
        ("?@SW1 who", K.CHECK, "@SW1 who"),
        ("+#supervision helped", K.GOOD_PRACTICE, "#supervision helped"),
        (">\tafter a tab", K.NOTE, ">\tafter a tab"),
        # words
        ("finding: late", K.FINDING, "late"),
        ("FINDING : late", K.FINDING, "late"),
        ("  Good practice: x", K.GOOD_PRACTICE, "x"),
        ("good-practice: x", K.GOOD_PRACTICE, "x"),
        ("Check:who", K.CHECK, "who"),
        ("note: * not a finding", K.NOTE, "* not a finding"),
        ("perspective:\nfirst\nsecond", K.PERSPECTIVE, "first\nsecond"),
        ("Action taken: none", K.NOTE, "Action taken: none"),
        ("findings: late", K.NOTE, "findings: late"),
        ("10:30 call", K.NOTE, "10:30 call"),
        # several lines
        ("first\n* second", K.NOTE, "first\n* second"),
        ("*first\n\nthird  ", K.FINDING, "first\n\nthird  "),
        # other scripts
        ("★ star", K.NOTE, "★ star"),
        ("！ not our mark", K.NOTE, "！ not our mark"),
        ("*שלום", K.FINDING, "שלום"),
        (":👨‍👩‍👧 together", K.PERSPECTIVE, "👨‍👩‍👧 together"),
        ("[bold]x[/bold]", K.NOTE, "[bold]x[/bold]"),
        ("\x1b[2Jx", K.NOTE, "\x1b[2Jx"),
    ],
)
def test_kinds(line: str, kind: CaptureKind, text: str) -> None:
    parsed = parse(line)
    assert (parsed.line, parsed.kind, parsed.text) == (line, kind, text)


@pytest.mark.parametrize("mark", [*BY_MARK, *(f"{word}:" for word in BY_WORD)])
def test_with_a_kind_chosen_by_key_marks_are_text(mark: str) -> None:
    parsed = parse(f"{mark} text", K.PARKED)
    assert (parsed.kind, parsed.text) == (K.PARKED, f"{mark} text")


@pytest.mark.parametrize(
    ("line", "who", "who_open"),
    [
        ("@SW1 said", "SW1", False),
        ("said by @HV1", "HV1", False),
        ("@Ruth, then", "Ruth", False),
        ("@Ruth.", "Ruth", False),
        ("@O'Brien said", "O'Brien", False),
        ("@Mary-Jane", "Mary-Jane", False),
        ("@Zoë", "Zoë", False),
        ("@? said", None, True),
        ("@?", None, True),
        ("@SW1 and @HV1", "SW1", False),
        ("@? and @HV1", None, True),
        ("mail jo@example.org", None, False),
        ("(@SW1)", None, False),
        ("@ SW1", None, False),
        ("@", None, False),
        ("*@SW1 said", "SW1", False),
        ("line\n@SW1 said", "SW1", False),
    ],
)
def test_who(line: str, who: str | None, who_open: bool) -> None:
    parsed = parse(line)
    assert (parsed.who, parsed.who_open) == (who, who_open)


@pytest.mark.parametrize(
    ("line", "themes"),
    [
        ("#workload", ("workload",)),
        ("#Workload and #workload", ("workload",)),
        ("#b x #a", ("b", "a")),
        ("#information-sharing, #team_2.", ("information-sharing", "team_2")),
        ("#1 and #2", ()),
        ("a#b", ()),
        ("##x", ()),
        ("# x", ()),
        ("#größe", ("größe",)),
        ("flat #4b, #x", ("x",)),
    ],
)
def test_themes(line: str, themes: tuple[str, ...]) -> None:
    assert parse(line).themes == themes


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("^then", "then"),
        ("it was ^NOW clear", "now"),
        ("^now ^then", "now"),
        ("^thenceforth", ""),
        ("x^now", ""),
        ("^ now", ""),
    ],
)
def test_known(line: str, known: str) -> None:
    assert parse(line).known == known


def test_words_leave_the_annotations_out() -> None:
    parsed = parse("*@SW1 Nobody asked again #workload ^then")
    assert parsed.words == "Nobody asked again"
    assert parsed.text == "@SW1 Nobody asked again #workload ^then"


def test_help_names_every_kind() -> None:
    text = grammar_help()
    for info in KINDS:
        assert info.meaning in text
        assert f"{info.label.lower()}:" in text


def test_kinds_differ_in_mark_key_and_sign() -> None:
    assert set(BY_KIND) == set(CaptureKind)
    for values in (
        [info.key for info in KINDS],
        [info.fkey for info in KINDS],
        [info.sign for info in KINDS],
        [info.label for info in KINDS],
        [info.mark for info in KINDS],
    ):
        assert len(set(values)) == len(KINDS)


@settings(max_examples=300, deadline=None, database=None)
@given(
    st.one_of(
        st.text(st.characters(exclude_categories=())),
        st.text("@#^:*!?+>~= \n\tanoteSW1-'’."),
    ),
    st.none() | st.sampled_from(CaptureKind),
)
def test_no_line_is_refused_and_none_is_changed(line: str, kind: CaptureKind | None) -> None:
    parsed = parse(line, kind)
    assert parsed.line == line
    assert line.endswith(parsed.text)
    assert parsed.known in ("", "then", "now")
    assert not (parsed.who is not None and parsed.who_open)
    if kind is not None:
        assert (parsed.kind, parsed.text) == (kind, line)
    assert isinstance(parsed.words, str)


def test_very_long_lines_are_quick() -> None:
    for text in ("x" * 20_000, "@" * 20_000, "#a " * 7_000, " " * 20_000, "note " * 4_000):
        assert parse(text).line == text
        assert len(parse(text).words) <= len(text)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("* @SW1 said the #workload was high", "said the workload was high"),
        ("* We heard @SW1 say so #workload #staffing ^then", "We heard SW1 say so"),
        ("* @SW1's view was not sought", "SW1's view was not sought"),
        ("* first line\nsecond #theme", "first line\nsecond"),
    ],
)
def test_annotations_leave_the_wording_a_sentence(line: str, words: str) -> None:
    assert parse(line).words == words


def test_a_possessive_names_its_owner() -> None:
    assert parse("@SW1's view").who == "SW1"
