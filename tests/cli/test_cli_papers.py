"""The commands of the papers that go out before an event."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import icalendar
import pytest


def test_packs_and_what_went_out(run, read, demo: Path, tmp_path: Path) -> None:
    run("register", "confirm", demo)
    result = run("pack", demo, "--to", tmp_path / "out", "--for", "SW1", "--for", "rw1")
    lines = result.stdout.splitlines()
    assert [Path(line).suffix for line in lines] == [".docx", ".pdf"] * 2
    shown = numbered(read("papers", demo))
    assert [(one["what"], one["to"], one["copy"]) for one in shown] == [
        ("briefing pack", "SW1", 1),
        ("briefing pack", "SW1", 1),
        ("briefing pack", "RW1", 17),
        ("briefing pack", "RW1", 17),
    ]
    assert len(read("circulate", demo)) == 1
    assert "no. 17" in run("papers", demo).stdout
    run("came-back", demo, "pack", "17", "--on", "4 July 2025")
    back = [one["returned"] for one in numbered(read("papers", demo))]
    assert back == [None, None, *["2025-07-04"] * 2]
    run("came-back", demo, "pack", "17", "--not-yet")
    assert not any(one["returned"] for one in numbered(read("papers", demo)))


def numbered(shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Copies with a number; the demo has sent other things already."""
    return [one for one in shown if one["copy"]]


def test_a_pack_as_json(read, case: Path, tmp_path: Path) -> None:
    shown = read("pack", case, "--to", tmp_path / "out", "--formats", "docx")
    assert len(shown["written"]) == 2
    assert shown["held_back"] == []
    assert any("the agenda" in sentence for sentence in shown["said"])


def test_forms_that_return(run, read, case: Path, tmp_path: Path) -> None:
    (line,) = run("forms", case, "--to", tmp_path, "--for", "SW1").stdout.splitlines()
    assert line.endswith("LR-1 preparation form - SW1.docx")
    assert [one["what"] for one in read("papers", case)] == ["preparation form"]


def test_a_request_and_its_reminder(run, read, case: Path, tmp_path: Path) -> None:
    words = ("request", case, "--agency", "HV", "--to", tmp_path)
    result = run(*words, "--due", "14 March 2036")
    assert len(result.stdout.splitlines()) == 3
    assert "working days of notice" in result.stderr
    run(*words, "--reminder")
    run(*words, "--due", "14 March 2036", "--named", "--reason", "to find the records")
    shown = read("papers", case)
    assert [(one["what"], one["named"], one["reason"]) for one in shown] == [
        ("chronology request", False, ""),
        ("chronology reminder", False, ""),
        ("chronology request", True, "to find the records"),
    ]
    assert "with names" in run("papers", case).stdout


def test_an_invitation(run, case: Path, tmp_path: Path) -> None:
    run("prepare", "session", "change", case, "1", "--date", "3 July 2036", "--starts", "10:00")
    result = run("invite", case, "--to", tmp_path, "--session", "1")
    invitation = Path(result.stdout.splitlines()[0])
    (event,) = icalendar.Calendar.from_ical(invitation.read_bytes()).events
    assert event.start.isoformat() == "2036-07-03T10:00:00+01:00"
    assert "working days of notice" in result.stderr


def test_sheets(run, read, case: Path, tmp_path: Path) -> None:
    run("sheets", case, "--count", "2", "--to", tmp_path)
    run("came-back", case, "sheet", "1")
    assert [(one["number"], one["out"]) for one in read("sheets", case)] == [(1, False), (2, True)]
    assert run("sheets", case).stdout.splitlines()[1].endswith("not back yet")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("pack", "--for", "XX"), "Nobody taking part has the code 'XX': SW1, HV1."),
        (("pack", "--formats", "odt"), "There is no format 'odt'."),
        (("pack", "--session", "9"), "names no one session"),
        (("request", "--agency", "XX", "--due", "1/2/36"), "There is no agency 'XX'."),
        (("request", "--agency", "HV"), "Say by when"),
        (("request", "--agency", "HV", "--due", "soon"), "“--due”: 'soon' does not name one day."),
        (("request", "--agency", "HV", "--reminder"), "ask before reminding"),
        (("request", "--agency", "HV", "--due", "1/2/36", "--named"), "needs a reason"),
        (("invite",), "has no date"),
        (("sheets", "--count", "501"), "Between 1 and 500"),
        (("pack", "--allow", "HV1"), "needs a reason"),
    ],
)
def test_one_sentence_and_nothing_kept(
    refused, read, case: Path, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    name, *rest = words
    told = refused(name, case, "--to", tmp_path / "out", *rest)
    assert says in told
    assert read("papers", case) == []
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path != case]


def test_a_folder_that_is_a_file(refused, case: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert "is not a folder" in refused("pack", case, "--to", tmp_path / "file")


def test_sheets_want_both_or_neither(run, case: Path) -> None:
    assert "together, or neither" in run("sheets", case, "--count", "2", code=2).stderr
    assert json.loads(run("sheets", case, "--json").stdout) == []


def test_a_note_from_paper_with_its_real_time(run, read, case: Path, tmp_path: Path) -> None:
    run("prepare", "session", "change", case, "1", "--date", "12 March 2026")
    run("sheets", case, "--count", "2", "--to", tmp_path)
    told = run("capture", case, "--sheet", "2", "--at", "14:30", "--", "> a rota").stdout
    assert "on paper 12 March 2026 14:30 (sheet 2), entered " in told
    run("capture", case, "--at", "13 March 2026 9:15", "--", "at once")
    shown = read("captures", case)
    assert [(one["sheet"], one["at"][:16], one["entry"]) for one in shown] == [
        (2, "2026-03-12T14:30", None),
        (None, "2026-03-13T09:15", None),
    ]
    assert all(one["entered"] > one["at"] for one in shown)
    assert "(on paper 12 March 2026 14:30 (sheet 2), entered" in run("captures", case).stdout
    assert [one["out"] for one in read("sheets", case)] == [True, False]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--at", "soon"), "does not name one minute"),
        (("--at", "14:30"), "needs the day as well"),
        (("--at", "12 March 2099 14:30"), "has not come yet"),
        (("--sheet", "5"), "No capture sheet has the number 5"),
    ],
)
def test_a_note_from_nowhere_is_refused(
    refused, read, case: Path, words: tuple[str, ...], says: str
) -> None:
    assert says in refused("capture", case, *words, "--", "words")
    assert read("captures", case) == []


def test_packs_under_a_password(run, refused, demo: Path, tmp_path: Path) -> None:
    import io

    import msoffcrypto
    from pypdf import PdfReader

    words = tmp_path / "words.txt"
    words.write_text("quiet otters\n")
    out = tmp_path / "out"
    run("pack", demo, "--to", out, "--for", "SW1", "--document-passphrase-file", words)
    written = {path.suffix: path.read_bytes() for path in out.iterdir()}
    assert set(written) == {".docx", ".pdf"}
    word = msoffcrypto.OfficeFile(io.BytesIO(written[".docx"]))
    word.load_key(password="quiet otters", verify_password=True)
    assert not PdfReader(io.BytesIO(written[".pdf"])).decrypt("another")
    assert PdfReader(io.BytesIO(written[".pdf"]), password="quiet otters").pages
    words.write_text(" ")
    assert (
        "empty"
        in refused(
            *("pack", demo, "--to", tmp_path / "none", "--for", "SW1"),
            *("--document-passphrase-file", words),
        ).splitlines()[-1]
    )
    assert not (tmp_path / "none").exists()


def test_every_sending_command_can_be_looked_at_first(
    run, read, case: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    before = run("history", case).stdout
    for words in (
        ("pack", "--formats", "docx"),
        ("forms",),
        ("request", "--agency", "HV", "--due", "14 March 2036"),
        (
            "request",
            "--agency",
            "HV",
            "--due",
            "14 March 2036",
            "--named",
            "--reason",
            "to find it",
        ),
        ("sheets", "--count", "3", "--formats", "docx"),
    ):
        command, *options = words
        for to in ((), ("--to", out)):
            result = run(command, case, *options, *to, "--preview")
            assert "→" in result.stdout, words
            assert "nothing is written or kept" in result.stderr
    assert "WITH NAMES" in run("request", case, *words_named(), "--preview").stdout
    shown = read("pack", case, "--preview", "--formats", "docx")
    assert [one["circulation"] for one in shown["preview"]] == ["room", "room"]
    assert shown["written"] == []
    assert not out.exists()
    assert read("papers", case) == []
    assert run("history", case).stdout == before


def words_named() -> tuple[str, ...]:
    return ("--agency", "HV", "--due", "14 March 2036", "--named", "--reason", "to find it")


def test_without_a_folder_nothing_is_written(run, case: Path) -> None:
    for words in (("pack",), ("forms",), ("invite",)):
        result = run(words[0], case, code=2)
        assert "Missing option '--to'" in result.stderr
    assert "--count" in run("sheets", case, "--preview", code=2).stderr
