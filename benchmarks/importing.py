"""A whole import, file to durable rows, over what the bare libraries and the bare engine take.

The floor is, in the same run and interleaved, each in a process of its own: a library's read of
all values (python-calamine for .xlsx; for .docx lxml's parse and the text of every cell, which is
a good deal less than python-docx's own tables cost; ``csv.reader``), openpyxl's read of all number
formats (.xlsx), and one ``executemany`` of the very same rows with one full-text build, in one
transaction through the same engine. Loading modules is in neither figure. The ratio is that of
the middle round, for both sides of a round meet the machine in the same mood; processor time, in
which waiting for the disk and for other programs is not counted, is told beside it.
"""

from __future__ import annotations

import gc
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.report import Row

_Round = dict[str, dict[str, float]]
"""The figures of both sides, "ours" and "bare"."""

_MEGABYTES = 400
_WIDTH = '<w:tcPr><w:tcW w:w="1200" w:type="dxa"/></w:tcPr>'  # in every cell that Word writes
_HEADINGS = (
    *("Date", "Time", "Source of information", "What happened"),
    *("Child seen", "Response or decision", "Outcome", "Comment"),
)
_WORDS = (
    *("home", "visit", "mother", "tired", "school", "absence", "referral", "meeting", "call"),
    *("letter", "plan", "baby", "weight", "clinic", "strategy", "discussion", "police", "attended"),
    *("neighbours", "reported", "shouting", "health", "visitor", "saw", "both", "children"),
    *("upstairs", "asleep", "appointment", "missed", "again", "rang", "back", "nobody", "answered"),
    *("social", "worker", "agreed", "follow", "before", "friday", "nursery", "said", "settled"),
    *("well", "uncle", "collected", "bruise", "explained"),
)


def measure(folder: Path) -> list[Row]:
    """Four files; for the largest one the memory as well."""
    rows = []
    for count, kind, rounds in (
        (10_000, "xlsx", 3),
        (10_000, "docx", 5),
        (10_000, "csv", 7),
        (100_000, "xlsx", 3),
    ):
        path = folder / f"{count}.{kind}"
        _child("make", path, count)
        _child("import", path, folder / f"{count}-{kind}.review")  # the floor's rows come from it
        found = [_interleaved(folder, path, number) for number in range(rounds)]
        found.sort(key=lambda one: _ratio(one, "seconds"))
        value, floor = (found[rounds // 2][name]["seconds"] for name in ("ours", "bare"))
        name = f"import, {count:,} rows of {kind}"
        rows.append(Row(name, value, floor, 3.0, f"{_AGAINST[kind]}; {_spread(found)}"))
        if count > 10_000:
            most = max(one["ours"]["megabytes"] for one in found)
            rows.append(Row(f"{name}, memory", most, None, _MEGABYTES, "peak of the process", "MB"))
    return rows


def _ratio(one: _Round, figure: str) -> float:
    return one["ours"][figure] / one["bare"][figure]


def _spread(found: Sequence[_Round]) -> str:
    """How far the rounds, sorted, lie apart, and the same ratio in processor time."""
    least, most = _ratio(found[0], "seconds"), _ratio(found[-1], "seconds")
    processor = median(_ratio(one, "processor") for one in found)
    return f"rounds {least:.2f} to {most:.2f}; processor time {processor:.2f} ×"


_AGAINST = {
    "xlsx": "calamine + openpyxl's formats + executemany and full text",
    "docx": "lxml + executemany and full text",
    "csv": "csv.reader + executemany and full text",
}


def _interleaved(folder: Path, path: Path, number: int) -> _Round:
    before = folder / f"{path.stem}-{path.suffix[1:]}.review"
    ours, bare = (folder / f"{path.name}-{what}-{number}.review" for what in ("ours", "bare"))
    try:
        return {"ours": _child("import", path, ours), "bare": _child("bare", path, bare, before)}
    finally:
        for review in (ours, bare):
            review.unlink(missing_ok=True)


def _child(*words: object) -> dict[str, float]:
    out = subprocess.run(
        [sys.executable, "-m", "benchmarks.importing", *map(str, words)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return dict(json.loads(out.stdout))


# What the children do.


def _make(path: Path, count: int) -> None:
    {"xlsx": _make_xlsx, "docx": _make_docx, "csv": _make_csv}[path.suffix[1:]](path, count)


def _lines(count: int) -> Iterator[list[str]]:
    """Rows with texts of their own, a few on every day, as agencies send them."""
    import datetime as dt

    chance = random.Random(7)
    for number in range(count):
        day = dt.date(2012, 1, 3) + dt.timedelta(number * 4000 // count)
        texts = [" ".join(chance.choices(_WORDS, k=k)) for k in (28, 3, 12, 6, 5)]
        clock = f"{chance.randrange(8, 20):02}:{chance.randrange(0, 60, 5):02}"
        source = f"{chance.choice(('HV', 'SW', 'GP', 'Police'))} record p.{number % 400}"
        yield [day.strftime("%d/%m/%Y"), clock, source, f"{number}. {texts[0]}", *texts[1:]]


def _make_xlsx(path: Path, count: int) -> None:
    import datetime as dt

    import xlsxwriter

    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("Chronology")
        date = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, _HEADINGS)
        for number, line in enumerate(_lines(count), start=1):
            day = dt.datetime.strptime(line[0], "%d/%m/%Y")
            sheet.write_datetime(number, 0, day, date)
            sheet.write_row(number, 1, line[1:])


def _make_docx(path: Path, count: int) -> None:
    """The table's XML by hand: python-docx takes minutes to add ten thousand rows."""
    import docx
    from docx.oxml.parser import parse_xml

    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    before, after = f"<w:tc>{_WIDTH}<w:p><w:r><w:t>", "</w:t></w:r></w:p></w:tc>"
    rows = "".join(
        f"<w:tr>{''.join(before + text + after for text in line)}</w:tr>"
        for line in (list(_HEADINGS), *_lines(count))
    )
    document = docx.Document()
    body = document.element.body
    body.insert(0, parse_xml(f'<w:tbl xmlns:w="{namespace}">{rows}</w:tbl>'))
    document.save(str(path))


def _make_csv(path: Path, count: int) -> None:
    import csv

    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(_HEADINGS)
        writer.writerows(_lines(count))


def _import(path: Path, review: Path) -> dict[str, float]:
    from workshop_tui.intake.reading import read_chronology
    from workshop_tui.practice.roles import Role
    from workshop_tui.review import making
    from workshop_tui.review.seat import Seat

    making.create(review, None, reference="B-1", title="Bench", name="Bench")
    seat = Seat.open(review, None, Role.COMMAND_LINE, "Bench")
    small = review.with_suffix(path.suffix)
    _make(small, 3)
    for file, agency in ((small, "First"), (path, "Health")):  # the first only loads the modules
        with _timed() as figures:
            reading = read_chronology(file)
            seat.chronology.accept(reading, file.read_bytes(), agency).result()
    small.unlink()
    seat.close()
    return figures | {"megabytes": _peak()}


def _bare(path: Path, review: Path, before: Path) -> dict[str, float]:
    from workshop_tui.practice.records import Entry
    from workshop_tui.review import making
    from workshop_tui.store.connection import ReviewFile, write
    from workshop_tui.store.rows import columns

    making.create(review, None, reference="B-1", title="Bench", name="Bench")
    names = ", ".join(f'"{name}"' for name in columns(Entry))
    known = ReviewFile.existing(before, None).connect()
    same = known.execute(f"select {names} from entry").fetchall()
    floor = ReviewFile.existing(review, None).connect()
    for table in ("agency", "source_file"):  # what the rows point at
        for row in known.execute(f"select * from {table}"):
            floor.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)
    known.close()
    floor.execute("drop trigger entry_ai")
    marks = ", ".join("?" * len(columns(Entry)))
    read = {"xlsx": _read_xlsx, "docx": _read_docx, "csv": _read_csv}[path.suffix[1:]]
    read(path.parent / "warm", warm=True)
    with _timed() as figures:
        read(path)
        with write(floor):
            floor.executemany(f"insert into entry({names}) values ({marks})", same)
            floor.execute("insert into entry_fts(entry_fts) values ('rebuild')")
    floor.close()
    return figures | {"megabytes": _peak()}


def _read_xlsx(path: Path, *, warm: bool = False) -> None:
    import openpyxl
    import python_calamine

    if warm:
        return
    python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    workbook = openpyxl.load_workbook(path, read_only=True)
    for row in workbook.worksheets[0].iter_rows():
        for cell in row:
            cell.number_format  # noqa: B018 - reading it is what is timed


def _read_docx(path: Path, *, warm: bool = False) -> None:
    import zipfile

    from lxml import etree

    if warm:
        return
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"), etree.XMLParser(huge_tree=True))
    for row in root.iter(f"{name}tr"):
        for cell in row.iter(f"{name}tc"):
            "".join(text.text or "" for text in cell.iter(f"{name}t"))


def _read_csv(path: Path, *, warm: bool = False) -> None:
    import csv

    if not warm:
        with path.open(newline="", encoding="utf-8") as stream:
            list(csv.reader(stream))


@contextmanager
def _timed() -> Iterator[dict[str, float]]:
    """Time what happens inside; what was written or thrown away before is settled first."""
    figures: dict[str, float] = {}
    gc.collect()
    if hasattr(os, "sync"):
        os.sync()  # else the first commit waits for everything that was written before it
    wall, processor = time.perf_counter(), time.process_time()
    yield figures
    figures["seconds"] = time.perf_counter() - wall
    figures["processor"] = time.process_time() - processor


def _peak() -> float:
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1_000_000 if sys.platform == "darwin" else 1000)


def _main(what: str, *words: str) -> None:
    figures: dict[str, Any] = {}
    paths = [Path(word) for word in words]
    if what == "make":
        _make(paths[0], int(words[1]))
    else:
        figures = _import(*paths) if what == "import" else _bare(*paths)
    print(json.dumps(figures))


if __name__ == "__main__":
    _main(*sys.argv[1:])
