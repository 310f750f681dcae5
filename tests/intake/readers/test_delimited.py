from __future__ import annotations

from pathlib import Path

import pytest

from workshop_tui.intake.raw import RawDocument, UnreadableFile
from workshop_tui.intake.readers import read_document

from .builders import numbers, table_of, texts


def read(tmp_path: Path, content: str | bytes, name: str = "a.csv") -> RawDocument:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path)


TEXT = "Date,Event\n12/03/2019,“Mum” paid £20 – café\n"


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_every_encoding_that_offices_use(tmp_path: Path, encoding: str, label: str) -> None:
    document = read(tmp_path, TEXT.encode(encoding))
    assert texts(table_of(document)) == [["Date", "Event"], ["12/03/2019", "“Mum” paid £20 – café"]]
    assert document.notes[0] == f"Read as {label}."


@pytest.mark.parametrize("prose", ["£20", "Zoë’s nurse", "naïve – no", "“Seen alone”", "½ hour…"])
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_short_files_of_old_encodings(tmp_path: Path, prose: str, encoding: str) -> None:
    try:
        data = f"Date,Event\n12/03/2019,{prose}\n".encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("not in this encoding")
    assert texts(table_of(read(tmp_path, data)))[1][1] == prose


def test_a_utf8_file_with_stray_bytes_keeps_both(tmp_path: Path) -> None:
    data = "Date,Event\n1,“one” ‘two’ – three\n2,".encode() + b"paid \xa320\n"
    assert texts(table_of(read(tmp_path, data)))[1:] == [
        ["1", "“one” ‘two’ – three"],
        ["2", "paid £20"],
    ]


def test_a_file_that_begins_with_an_old_letter(tmp_path: Path) -> None:
    assert texts(table_of(read(tmp_path, b"\xa320,paid\n\xa330,paid\n")))[0] == ["£20", "paid"]


def test_no_byte_is_lost_where_windows_has_no_letter(tmp_path: Path) -> None:
    table = table_of(read(tmp_path, b"Date,Event\n1,\x93quoted\x94 \x81 \xa320 \x96 end\n"))
    assert texts(table)[1][1] == "“quoted” \x81 £20 – end"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_row_numbers(tmp_path: Path, end: str) -> None:
    lines = ["Date,Event", "", '12/03/2019,"two', 'lines"', "13/03/2019,x"]
    table = table_of(read(tmp_path, end.join(lines) + end))
    assert numbers(table) == [1, 3, 5]
    assert texts(table)[1][1] == f"two{end}lines"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    lines = [
        ["Date", "Agency", "Event"],
        ["12/03/2019", "Health", "Visit"],
        ["13/03/2019", "GP", "x"],
    ]
    content = "\n".join(delimiter.join(line) for line in lines)
    assert texts(table_of(read(tmp_path, content))) == lines


def test_commas_in_prose_do_not_win(tmp_path: Path) -> None:
    rows = [
        f"{day:02d}.03.2019;Health;Seen, weighed, and talked to, at home" for day in range(1, 9)
    ]
    table = table_of(read(tmp_path, "Date;Agency;Event\n" + "\n".join(rows)))
    assert {len(row.cells) for row in table.rows} == {3}


def test_title_rows_stay_and_do_not_decide(tmp_path: Path) -> None:
    table = table_of(read(tmp_path, "Chronology of Child A\n\nDate,Event,By\n1,a,x\n2,b,y\n"))
    assert texts(table)[0] == ["Chronology of Child A"]
    assert numbers(table) == [1, 3, 4, 5]


def test_a_sep_line_decides(tmp_path: Path) -> None:
    document = read(tmp_path, "sep=;\r\nDate;Event\r\n1;a, b, c\r\n")
    assert texts(table_of(document)) == [["Date", "Event"], ["1", "a, b, c"]]
    assert numbers(table_of(document)) == [2, 3]
    assert "Line 1 only names the delimiter; it was left out." in document.notes


def test_an_unclosed_quotation_mark_does_not_swallow_rows(tmp_path: Path) -> None:
    rows = ['1,"Mum said', "2,next", "3,last"]
    table = table_of(read(tmp_path, "Date,Event\n" + "\n".join(rows)))
    assert texts(table)[1:] == [["1", '"Mum said'], ["2", "next"], ["3", "last"]]
    assert table.notes == ("Quotation marks are not balanced, so they were kept as ordinary text.",)


def test_quotation_marks_inside_text(tmp_path: Path) -> None:
    table = table_of(read(tmp_path, 'Date,Event\n1,"She said ""no"""\n2,5\' 2" tall\n'))
    assert texts(table)[1:] == [["1", 'She said "no"'], ["2", "5' 2\" tall"]]
    assert table.notes == ()


def test_one_row_and_one_column(tmp_path: Path) -> None:
    assert texts(table_of(read(tmp_path, "12/03/2019,Home visit"))) == [
        ["12/03/2019", "Home visit"]
    ]
    assert texts(table_of(read(tmp_path, "Event\nVisit\n"))) == [["Event"], ["Visit"]]


def test_a_text_file_with_tabs_is_a_table(tmp_path: Path) -> None:
    table = table_of(read(tmp_path, "Date\tEvent\n1\ta, b\n2\tc\n", "a.txt"))
    assert texts(table)[1] == ["1", "a, b"]


def test_prose_is_lines(tmp_path: Path) -> None:
    prose = "12 March 2019\nHome visit, mother tired, baby asleep.\n\nReferred on, no answer.\n"
    table = table_of(read(tmp_path, prose, "a.txt"), "lines")
    assert numbers(table) == [1, 2, 4]
    assert texts(table)[1] == ["Home visit, mother tired, baby asleep."]


def test_the_extension_does_not_matter_to_text(tmp_path: Path) -> None:
    assert texts(table_of(read(tmp_path, "Date\tEvent\n1\ta\n", "report.xls"))) == [
        ["Date", "Event"], ["1", "a"],
    ]  # fmt: skip


def test_controls_and_zeros_are_kept(tmp_path: Path) -> None:
    table = table_of(
        read(tmp_path, "Date,Event\n1,bell \x07 and zero \x00 and form\x0cfeed\u2028x\n")
    )
    assert texts(table)[1][1] == "bell \x07 and zero \x00 and form\x0cfeed\u2028x"


def test_a_five_megabyte_cell(tmp_path: Path) -> None:
    table = table_of(read(tmp_path, "Date,Event\n1," + "x" * 5_000_000))
    assert len(texts(table)[1][1]) == 5_000_000


def test_a_million_blank_lines(tmp_path: Path) -> None:
    assert numbers(table_of(read(tmp_path, "\n" * 1_000_000 + "1,a\n"))) == [1_000_001]


def test_far_too_many_cells(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="spreads over"):
        read(tmp_path, "," * 6_000_000)


@pytest.mark.parametrize("content", [b" \n\r\n", b"\xef\xbb\xbf", b"\0" * 500, b"\xff\xfe"])
def test_nothing_but_white_space(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="empty"):
        read(tmp_path, content)


def test_binary_that_nobody_knows(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="not a kind of file"):
        read(tmp_path, bytes(range(256)) * 40)
