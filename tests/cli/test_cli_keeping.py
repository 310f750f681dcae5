"""The passphrase, the recovery sheet and the list of copies, from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from workshop_tui.cli.passphrase import VARIABLE
from workshop_tui.practice import recovery_code
from workshop_tui.practice.roles import Role
from workshop_tui.review.making import create
from workshop_tui.review.seat import Seat

OLD = "quiet otters count stones"
NEW = "a wholly other set of words"


@pytest.fixture(scope="session")
def made_secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "secret.review"
    create(path, OLD, reference="LR-9", title="T")
    return path


@pytest.fixture
def secret(made_secret: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, OLD)
    return Path(shutil.copy2(made_secret, tmp_path / "secret.review"))


@pytest.fixture
def new_file(tmp_path: Path) -> Path:
    file = tmp_path / "new.txt"
    file.write_text(NEW + "\n")
    return file


def test_the_passphrase_is_changed_and_the_new_sheet_printed(
    run, refused, monkeypatch, secret: Path, new_file: Path
) -> None:
    old_sheet = run("recovery-sheet", secret).stdout
    said = run("passphrase", secret, "--new-passphrase-file", new_file)
    assert "opens with the new passphrase only" in said.stdout
    assert "sheet of before is void" in said.stdout
    assert "Strong:" in said.stderr and "graphics cards" in said.stderr
    assert NEW not in said.output and OLD not in said.output
    new_sheet = said.stdout[said.stdout.index("RECOVERY SHEET") :]
    assert code_of(new_sheet) != code_of(old_sheet)
    assert "does not open" in refused("status", secret)
    monkeypatch.setenv(VARIABLE, code_of(new_sheet))
    result = run("status", secret)
    assert "opened with its recovery code" in result.stderr
    assert "workshop-tui passphrase secret.review" in result.stderr
    monkeypatch.setenv(VARIABLE, code_of(old_sheet))
    assert "void" in refused("status", secret)


def code_of(sheet: str) -> str:
    groups = [line.split() for line in sheet.splitlines()]
    code = " ".join(
        group for line in groups if [len(one) for one in line] == [5] * 7 for group in line
    )
    assert recovery_code.decode(code)
    return code


def test_the_sheet_goes_to_a_file_and_the_copies_are_told(
    run, read, secret: Path, new_file: Path, tmp_path: Path
) -> None:
    copies = [read("snapshot", secret, "--to", tmp_path / f"{n}.review")["path"] for n in "ab"]
    Path(copies[1]).unlink()
    sheet = tmp_path / "sheet.md"
    said = run("passphrase", secret, "--new-passphrase-file", new_file, "--sheet", sheet).stdout
    assert f"The copy {copies[0]} opens with the new one too." in said
    assert f"{copies[1]}: it is no longer there" in said
    assert "RECOVERY SHEET" not in said
    assert sheet.read_text().startswith("# Recovery sheet")
    found = json.loads(run("snapshots", secret, "--json", "--passphrase-file", new_file).stdout)
    assert [(one["path"], one["state"]) for one in found] == [
        (copies[0], "there"),
        (copies[1], "not there"),
    ]
    said = run("snapshots", secret, "--deleted", copies[1], "--passphrase-file", new_file).stdout
    assert copies[0] in said and copies[1] not in said


def test_json(read, secret: Path, new_file: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    found = read("passphrase", secret, "--new-passphrase-file", new_file, "--sheet", sheet)
    assert found == {"path": str(secret), "copies": [], "left": [], "sheet": str(sheet)}


def test_not_while_somebody_is_in_it_and_before_anything_is_asked(
    refused, secret: Path, new_file: Path
) -> None:
    seat = Seat.open(secret, OLD, Role.CHAIR, "Alex")
    seat.join().result()
    said = refused("passphrase", secret)
    assert "Alex (chair) is in secret.review" in said
    assert "Alex" in refused("passphrase", secret, "--new-passphrase-file", new_file)
    seat.close()


def test_nothing_is_changed_by_bad_input(
    refused, run, case: Path, secret: Path, new_file: Path, tmp_path: Path, monkeypatch
) -> None:
    before = secret.read_bytes()
    assert "cannot be read" in refused(
        "passphrase", secret, "--new-passphrase-file", tmp_path / "none"
    )
    new_file.write_text("   \n")
    assert "empty" in refused("passphrase", secret, "--new-passphrase-file", new_file)
    taken = tmp_path / "taken.txt"
    taken.write_text("taken")
    assert "exists already" in refused(
        "passphrase", secret, "--new-passphrase-file", new_file, "--sheet", taken
    )
    assert "no terminal" in refused("passphrase", secret)
    assert "not encrypted" in refused("passphrase", case)
    assert "not encrypted" in refused("recovery-sheet", case)
    monkeypatch.setenv(VARIABLE, "wrong")
    assert "without that sheet nobody can" in refused("passphrase", secret)
    assert secret.read_bytes() == before
    assert taken.read_text() == "taken"


def test_a_sheet_that_cannot_be_written_is_printed_all_the_same(
    run, secret: Path, new_file: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "nowhere" / "sheet.txt"
    said = run("passphrase", secret, "--new-passphrase-file", new_file, "--sheet", sheet)
    assert "cannot be written" in said.stderr
    assert "RECOVERY SHEET" in said.stdout


def test_the_sheet_in_a_file(run, refused, secret: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    said = run("recovery-sheet", secret, "--to", sheet)
    assert said.stdout.strip() == str(sheet)
    assert "delete this file" in said.stderr
    assert "exists already" in refused("recovery-sheet", secret, "--to", sheet)


def test_no_copy_is_known(run, read, secret: Path) -> None:
    assert run("snapshots", secret).stdout == "No copy is known.\n"
    assert read("snapshots", secret) == []


def test_a_copy_that_moved(run, read, refused, secret: Path, tmp_path: Path) -> None:
    copy = Path(read("snapshot", secret, "--to", tmp_path / "a.review")["path"])
    moved = copy.rename(tmp_path / "b.review")
    found = read("snapshots", secret, "--moved", copy, moved)
    assert [(one["path"], one["state"]) for one in found] == [(str(moved), "there")]
    assert "not on the list" in refused("snapshots", secret, "--deleted", copy)


def test_how_strong_a_new_reviews_passphrase_is(run, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("LR-5")
    path = tmp_path / "LR-5.review"
    said = run(*("new", path, "--reference", "LR-5", "--title", "T", "--passphrase-file", words))
    assert "Weak:" in said.stderr and "recovery-sheet LR-5.review" in said.stderr
    assert path.exists(), "a weak passphrase is its chooser's affair"


# -- strike ----------------------------------------------------------------------------------------


def test_strike(run, read, case: Path, tmp_path: Path) -> None:
    number = str(read("capture", case, ": words that must not stay")["id"])
    copy = read("snapshot", case, "--to", tmp_path / "copy.review")["path"]
    said = run("strike", case, number, "--reason", "somebody else's affair", "--yes").stdout
    assert "gone for good" in said and f"Gone from the copy {copy} too" in said
    assert "Documents exported before" in said
    shown = read("captures", case)[0]
    assert (shown["text"], shown["line"]) == ("[struck from the record]", "")
    assert shown["status"] == "struck"
    assert shown["struck"]["reason"] == "somebody else's affair"
    assert "must not stay" not in run("history", case, "--json").stdout
    assert "struck a capture from the record" in run("history", case).stdout
    run("check", case)
    again = read("strike", case, number, "--yes")
    assert (again["copies"], again["left"], again["clean"]) == ([copy], [], True)


def test_a_strike_is_refused_in_a_sentence(run, refused, read, case: Path) -> None:
    number = str(read("capture", case, "words that stay after all")["id"])
    assert "no terminal to confirm" in refused("strike", case, number, "--reason", "x")
    assert "Say why" in refused("strike", case, number, "--yes")
    assert "No capture" in refused("strike", case, "999", "--reason", "x", "--yes")
    run("prepare", "legal", "change", case, "--legal-hold", "The coroner asked")
    said = refused("strike", case, number, "--reason", "x", "--yes")
    assert "legal hold: The coroner asked" in said
    assert read("captures", case)[0]["text"] == "words that stay after all"


def test_lock_after(run, read, refused) -> None:
    assert "after 10 idle minutes" in run("lock-after").stdout
    assert "after 3 idle minutes" in run("lock-after", "3").stdout
    assert read("lock-after") == {"lock_minutes": 3}
    assert "never" in run("lock-after", "never").stdout
    assert read("lock-after") == {"lock_minutes": None}
    for wrong in ("soon", "-1", "1.5", "99999", "9" * 400):
        assert "minutes" in refused("lock-after", "--", wrong)


# -- forget ----------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))


def test_forget(run, read, case: Path, tmp_path: Path) -> None:
    run("capture", case, "* Callum Birtwistle was not asked")
    copy = read("snapshot", case, "--to", tmp_path / "copy.review")["path"]
    run("export", case, "--to", tmp_path / "out", "--only", "report.md")
    target = tmp_path / "learning.review"
    said = run("forget", case, "--to", target, "--yes", "LR-1").stdout
    assert f"Destroyed: {copy}" in said and f"Destroyed: {case}" in said
    assert "not reached: learning-review-report-v1-DRAFT.md" in said
    assert "solid-state" in said and "backup" in said
    assert not case.exists() and not Path(copy).exists()
    assert read("outcomes", target)[0]["text"] == "Child A was not asked"
    assert b"Birtwistle" not in target.read_bytes()
    run("check", target)


def test_forget_under_a_passphrase(
    read, secret: Path, new_file: Path, tmp_path: Path, run, monkeypatch
) -> None:
    target = tmp_path / "learning.review"
    found = read(
        *("forget", secret, "--to", target, "--new-passphrase-file", new_file, "--yes", "LR-9")
    )
    assert (found["path"], found["destroyed"], found["left"]) == (str(target), [str(secret)], [])
    run("check", target, "--passphrase-file", new_file)
    assert not secret.exists()


def test_forget_is_refused_in_a_sentence_and_leaves_everything(
    run, refused, case: Path, tmp_path: Path
) -> None:
    target = tmp_path / "learning.review"
    to = ("--to", target)
    assert "no terminal to confirm" in refused("forget", case, *to)
    assert "not the review's reference, LR-1" in refused("forget", case, *to, "--yes", "yes")
    assert "exists already" in refused("forget", case, "--to", case, "--yes", "LR-1")
    run("capture", case, "* Calum Birtwhistle was not asked")
    assert "still names somebody" in refused("forget", case, *to, "--yes", "LR-1")
    run("prepare", "legal", "change", case, "--legal-hold", "The coroner asked")
    assert "legal hold" in refused("forget", case, *to, "--yes", "LR-1")
    run("prepare", "legal", "change", case, "--legal-hold", "")
    seat = Seat.open(case, None, Role.CHAIR, "Alex")
    seat.join().result()
    assert "Alex (chair)" in refused("forget", case, *to, "--yes", "LR-1")
    seat.close()
    assert not target.exists()
    run("check", case)


def test_status_tells_until_when_it_is_kept(run, read, case: Path) -> None:
    assert read("status", case)["keeping"] == {"until": None, "due": False, "legal_hold": None}
    change = ("prepare", "legal", "change", case)
    run(*change, "--keep-until", "31 December 2099", "--legal-hold", "The coroner asked")
    said = run("status", case).stdout
    assert "looked at again on 31 December 2099" in said and "forget" not in said
    assert "nothing may be destroyed: The coroner asked" in said
    run(*change, "--keep-until", "1 January 2020")
    assert read("status", case)["keeping"]["due"]
    assert "workshop-tui forget" in run("status", case).stdout


# -- documents under a password --------------------------------------------------------------------


def test_documents_that_cannot_be_locked_are_not_written_unlocked(
    refused, case: Path, tmp_path: Path, new_file: Path
) -> None:
    out = tmp_path / "out"
    for only in (["--only", "report.md"], ["--only", "actions,data"]):
        said = refused(
            *("export", case, "--to", out, "--document-passphrase-file", new_file, *only)
        )
        assert "cannot be locked with a password" in said
    assert not out.exists() or list(out.iterdir()) == []


def test_documents_that_can_be_locked_are_looked_through_and_then_locked(
    run, case: Path, tmp_path: Path, new_file: Path
) -> None:
    import io

    import msoffcrypto

    out = tmp_path / "out"
    only = ("--only", "report.docx,report.pdf")
    locking = ("--document-passphrase-file", new_file, *only)
    said = run("export", case, "--to", out, *locking).stdout
    assert [Path(line).name for line in said.splitlines()] == [
        "learning-review-report-v1-DRAFT.docx",
        "learning-review-report-v1-DRAFT.pdf",
    ]
    locked = msoffcrypto.OfficeFile(
        io.BytesIO((out / "learning-review-report-v1-DRAFT.docx").read_bytes())
    )
    locked.load_key(password=NEW, verify_password=True)
