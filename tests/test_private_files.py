"""Files are their owner's alone, and no word of a review lies in a temporary folder."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes and open flags of POSIX")

NAME = "Zanzibarella Kettledrum"

_WORK = """
import json, os, sys
from pathlib import Path
folder, data = map(Path, sys.argv[1:])
opened, kept = [], []
def watch(event, args):
    if event in ("tempfile.mkstemp", "tempfile.mkdtemp"):
        opened.append(f"{event} {args[0]}")
    elif event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
        if isinstance(args[0], str | os.PathLike):
            opened.append(os.path.abspath(os.fspath(args[0])))
sys.addaudithook(watch)
os.umask(0o022)  # as it usually is: nothing here may count on a better one

from workshop_tui.practice.roles import Role
from workshop_tui.privacy.view import Tier
from workshop_tui.review import chronology, exporting, keeping, making
from workshop_tui.review.forgetting import build
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile

WORDS, NAME = "quiet otters count stones", "Zanzibarella Kettledrum"
path = folder / "case.review"
making.create(path, WORDS, reference="LR-1", title="T")
seat = Seat.open(path, WORDS, Role.CHAIR, "Alex")
seat.join().result()
for file in sorted(data.iterdir()):
    if file.suffix in (".docx", ".xlsx", ".xls", ".ods", ".csv"):
        reading = chronology.read(file)
        seat.chronology.accept(reading, file.read_bytes(), file.stem).result()
sent = folder / "sent.csv"
sent.write_text(f"Date,Event\\n12/03/2024,{NAME} was seen\\n25/03/2024,{NAME} again\\n")
seat.chronology.accept(chronology.read(sent), sent.read_bytes(), "Sent").result()
sent.unlink()
seat.people.register("child", NAME, "Child A").result()
first = seat.read.order()[0]
for number in range(300):
    seat.captures.add(f"* {NAME} said {number} " + "and so on " * 50, entry_id=first).result()
seat.keep_draft("line", f"{NAME} half typed")
seat.renew(first).result()
seat.read.search("Zanzibarella", seat.read.view(Tier.NAMES))
kept += [(p.name, p.stat().st_mode & 0o777) for p in folder.iterdir()]
seat.snapshot(folder / "copy.review")
exporting.export(seat, folder / "out", None, Tier.PANEL)
for capture in seat.read.captures()[:1]:
    seat.captures.strike(capture.id, "a reason").result()
seat.close()
file = keeping.change_passphrase(ReviewFile.existing(path, WORDS), "other words").file
keeping.write_sheet(file, folder / "sheet.txt")
build(file, folder / "learning.review", "third words")
kept += [(str(p.relative_to(folder)), p.stat().st_mode & 0o777) for p in folder.rglob("*")]
print(json.dumps({"opened": opened, "kept": kept}))
"""


def test_a_review_worked_on_from_end_to_end_leaves_nothing_behind(tmp_path: Path) -> None:
    from workshop_tui.store.resources import data_folder

    work, temporary, home = (tmp_path / name for name in ("work", "temporary", "home"))
    for folder in (work, temporary, home):
        folder.mkdir(mode=0o700)
    environment = os.environ | {
        **dict.fromkeys(("TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR"), str(temporary)),
        **dict.fromkeys(("HOME", "XDG_CONFIG_HOME"), str(home)),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", _WORK, str(work), str(data_folder("demo"))],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [path for path in found["opened"] if not path.startswith((str(work), "/dev/"))] == []
    assert list(temporary.iterdir()) == []
    modes = {name: mode for name, mode in found["kept"] if name != "out"}
    assert modes == dict.fromkeys(modes, 0o600)
    assert {"case.review", "case.review-wal", "case.review-shm", "copy.review"} <= set(modes)
    assert {"sheet.txt", "learning.review"} < set(modes)
    assert len([name for name in modes if name.startswith("out/")]) >= 2
    assert stat.S_IMODE((work / "out").stat().st_mode) == 0o700
    _nowhere(work, NAME, *NAME.split())


def _nowhere(folder: Path, *words: str) -> None:
    """None of the files holds these words, in any of the ways in which text is kept."""
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes().lower()
            for word in words:
                for code in ("utf-8", "utf-16-le"):
                    assert word.lower().encode(code) not in data, (path.name, word)


def test_the_words_are_found_where_they_are(tmp_path: Path) -> None:
    """The control: what the test before looks for is found where it stands."""
    (tmp_path / "plain.txt").write_text(f"… {NAME} …", encoding="utf-16-le")
    with pytest.raises(AssertionError):
        _nowhere(tmp_path, NAME)


def test_whoever_makes_a_file_without_a_thought_makes_it_private(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from workshop_tui import cli\n"
        "sys.argv = ['workshop-tui', '--version']\n"
        "cli.main()\n"
        "Path(sys.argv.pop() + '.txt').write_text('x')\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True, capture_output=True)
    assert stat.S_IMODE((tmp_path / "--version.txt").stat().st_mode) == 0o600


def test_older_office_files_are_unlocked_in_memory() -> None:
    import io
    import tempfile

    from workshop_tui.intake.raw import UnreadableFile
    from workshop_tui.intake.readers import locked

    with pytest.raises(UnreadableFile):
        locked.unlock("a.xls", b"no such file", lambda _: "x")
    from msoffcrypto.format import doc97, ppt97, xls97

    for module in (doc97, ppt97, xls97):
        assert module.tempfile.TemporaryFile is io.BytesIO
    assert tempfile.TemporaryFile is not io.BytesIO


def test_a_library_that_insists_on_files_gets_a_folder_that_is_wiped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from workshop_tui.intake.readers import in_memory

    monkeypatch.setattr(in_memory, "_MEMORY", tmp_path / "no such place")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with in_memory.private_folder() as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "a.doc").write_bytes(NAME.encode())
        other = tmp_path / "second-name"
        os.link(folder / "a.doc", other)
    assert not folder.exists()
    assert other.read_bytes() == bytes(len(NAME))
