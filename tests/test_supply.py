"""What workshop-tui rests on: licences as NOTICE says, built from its own source, no network."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
FAMILIES = {
    "MIT": r"\bMIT\b",
    "BSD": r"\bBSD\b|\bBSD-",
    "Apache-2.0": r"Apache",
    "MPL-2.0": r"MPL|Mozilla",
    "LGPL": r"LGPL|Lesser General",
    "PSF": r"PSF|Python Software Foundation",
    "zlib": r"zlib|provided 'as-is', without any express or implied warranty",
    "ISC": r"\bISC\b",
    "public domain": r"[Pp]ublic [Dd]omain|Unlicense|CC0",
}
SHARED = {"docxtpl": "LGPL", "pikepdf": "MPL-2.0", "pathspec": "MPL-2.0"}
"""Libraries whose licence asks for their own changes; none is changed here."""


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[<>=!~; \[]", one, maxsplit=1)[0].lower() for one in requirements]


def locked(file: str = "requirements.lock") -> list[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return [line.split("==")[0] for line in lines if "==" in line and not line.startswith(" ")]


def families(name: str) -> set[str]:
    """The licences that a library's own metadata names."""
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not for this system")
    said = [found.get("License-Expression") or "", (found.get("License") or "")[:200]]
    said += [one for one in found.get_all("Classifier") or () if one.startswith("License")]
    text = " ".join(said)
    if not text.strip(" UNKOW"):
        files = metadata.files(name) or ()
        text = " ".join(one.read_text() for one in files if "LICENSE" in one.name.upper())
    return {family for family, words in FAMILIES.items() if re.search(words, text)}


def noticed() -> dict[str, str]:
    """By library: what NOTICE's table says of it."""
    table = re.findall(r"^  (\S.*?)(?: {2,}|\n)((?:.+\n)(?: {30,}.+\n)*)", NOTICE, re.M)
    return {
        name.strip().removesuffix(" (Windows only)"): licence
        for cell, licence in table
        for name in cell.split(",")
    }


@pytest.mark.parametrize("name", names(PROJECT["dependencies"]))
def test_notice_has_each_library_under_its_own_licence(name: str) -> None:
    assert name in noticed(), name
    assert any(re.search(FAMILIES[one], noticed()[name]) for one in families(name)), noticed()[name]


@pytest.mark.parametrize(
    "name", sorted({n for extra in PROJECT["optional-dependencies"].values() for n in names(extra)})
)
def test_notice_names_what_is_optional_or_for_development(name: str) -> None:
    plug_in = name.startswith(("pytest-", "types-"))
    assert re.search(rf"\b{re.escape(name)}\b", NOTICE) or plug_in, name


@pytest.mark.parametrize("name", locked())
def test_nothing_that_is_installed_is_under_another_kind_of_licence(name: str) -> None:
    found = families(name)
    assert found, f"{name} does not say under which licence it is"
    free = found - {"LGPL", "MPL-2.0"}
    assert free or SHARED.get(name) in found, (name, found)


def test_everything_is_locked_by_its_hash() -> None:
    for file in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert "://" not in text, "a lock file names no place that a library comes from"
        for one in re.split(r"\n(?=\S)", text.strip()):
            assert "--hash=sha256:" in one, one[:80]
    assert set(names(PROJECT["dependencies"])) <= set(locked())


# -- built from its own source ----------------------------------------------------------------


def test_the_source_archive_builds_the_same_wheel(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    build = [sys.executable, "-m", "hatchling", "build", "-d"]
    subprocess.run([*build, str(tmp_path / "dist")], cwd=ROOT, check=True, capture_output=True)
    (source,) = (tmp_path / "dist").glob("*.tar.gz")
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (unpacked,) = (tmp_path / "source").iterdir()
    again = tmp_path / "again"
    subprocess.run(
        [*build, str(again), "-t", "wheel"], cwd=unpacked, check=True, capture_output=True
    )
    (rebuilt,) = again.glob("*.whl")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(rebuilt) as other:
        assert {i.filename: i.CRC for i in one.infolist()} == {
            i.filename: i.CRC for i in other.infolist()
        }


def test_it_installs_into_an_empty_environment_and_runs(tmp_path: Path) -> None:
    """Its libraries come from this environment: nothing may be fetched in a test."""
    pytest.importorskip("hatchling")
    empty = tmp_path / "empty"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(empty)], check=True)
    folder = "Scripts" if os.name == "nt" else "bin"
    python = empty / folder / ("python.exe" if os.name == "nt" else "python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q"]
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    hatchling = _beside(empty)
    installed = subprocess.run(
        [*pip, *options, str(ROOT)],
        env=os.environ | {"PYTHONPATH": hatchling},
        capture_output=True,
        text=True,
        check=False,
    )
    assert installed.returncode == 0, installed.stderr
    command = empty / folder / "workshop-tui"
    said = subprocess.run(
        [str(command), "--version"],
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"PYTHONPATH": hatchling},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout.strip() == f"workshop-tui {PROJECT['version']}", said.stderr


def _beside(empty: Path) -> str:
    """A folder with this environment's libraries, but not with workshop-tui itself."""
    import sysconfig

    beside = empty / "libraries"
    beside.mkdir()
    for one in Path(sysconfig.get_path("purelib")).iterdir():
        if "workshop_tui" not in one.name and not one.name.endswith(".pth"):
            (beside / one.name).symlink_to(one)
    return str(beside)


# -- no network -------------------------------------------------------------------------------

_SESSION = """
import json, sys
from pathlib import Path
folder, data = map(Path, sys.argv[1:])
calls = []
REACHING = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind",
            "socket.sendto", "socket.sendmsg", "urllib.Request", "http.client.connect",
            "ftplib.connect", "smtplib.connect", "webbrowser.open")
def watch(event, args):
    if event in REACHING:
        calls.append(event)
        raise RuntimeError(f"{event} in a session that is to reach nowhere")
sys.addaudithook(watch)
if "control" in folder.name:
    import socket
    try:
        socket.create_connection(("localhost", 9))
    except RuntimeError:
        pass
from click.testing import CliRunner
from workshop_tui.cli.root import root
def run(*words, code=0):
    ran = CliRunner().invoke(root, [str(one) for one in words])
    assert ran.exit_code == code, (words, ran.output, ran.exception)
    return ran.output
run("--help")
case = Path(run("demo", "--no-open", "--folder", folder).strip())
run("capture", case, ": @HV1 I was the only one on duty #workload ^then", "--entry", "2")
run("capture", case, "* Nobody asked who lived there", "--entry", "2")
run("session", "begin", case, "1")
run("status", case); run("ready", case); run("search", case, "visit"); run("outcomes", case)
run("register", "suggest", case); run("gaps", case); run("same-events", case)
run("snapshot", case, "--to", folder / "copy.review")
run("restore", case)
run("export", case, "--to", folder / "out", code=0)
run("check", case)

import asyncio
from workshop_tui.practice.roles import Role
from workshop_tui.review import snapshots
from workshop_tui.review.seat import Seat
from workshop_tui.tui.app import WorkshopApp
async def room():
    seat = Seat.open(case, None, Role.CHAIR, "Alex")
    app = WorkshopApp(seat)
    async with app.run_test(size=(100, 30)) as pilot:
        for key in ("n", "n", "t", *"a line", "enter", *"1234523", "question_mark"):
            await pilot.press("space" if key == " " else key)
            await pilot.pause()
    snapshots.take(seat, during_event=False)
    seat.close()
asyncio.run(room())
print(json.dumps(calls))
"""


def session(folder: Path) -> list[str]:
    from workshop_tui.store.resources import data_folder

    folder.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", _SESSION, str(folder), str(data_folder("demo"))],
        env=os.environ | dict.fromkeys(("HOME", "XDG_CONFIG_HOME"), str(folder)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    calls: list[str] = json.loads(ran.stdout.splitlines()[-1])
    return calls


@pytest.mark.skipif(os.name == "nt", reason="asyncio itself uses sockets there")
def test_a_whole_session_reaches_for_no_network(tmp_path: Path) -> None:
    assert session(tmp_path / "work") == []


@pytest.mark.skipif(os.name == "nt", reason="asyncio itself uses sockets there")
def test_the_control_a_call_is_seen(tmp_path: Path) -> None:
    assert session(tmp_path / "control") != []
