"""What is installed works outside the checkout: the demo's files and the pack ship in the wheel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling")
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "-q"]
    options = ["--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder)]
    subprocess.run([*build, *options, str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_demo_is_made_from_the_installed_files(installed: Path, tmp_path: Path) -> None:
    code = "import sys, workshop_tui; assert workshop_tui.__file__.startswith(sys.argv.pop(1))"
    code += "; from workshop_tui.cli import main; main()"
    made = subprocess.run(
        [sys.executable, "-c", code, str(installed), "demo", "--folder", ".", "--json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(made.stdout)
    assert told["entries"] >= 110
    assert Path(told["path"]).is_file()


def test_the_wheel_holds_styles_data_and_licence(installed: Path) -> None:
    package = installed / "workshop_tui"
    assert (package / "tui" / "app.tcss").is_file()
    assert (package / "data" / "pack" / "factors.toml").is_file()
    assert (package / "data" / "papers" / "paper.typ").is_file()
    assert (package / "data" / "fonts" / "OFL.txt").is_file()
    assert (package / "data" / "fonts" / "NotoSans-Regular.ttf").is_file()
    assert (package / "py.typed").is_file()
    assert list(installed.glob("*.dist-info/licenses/LICENSE"))
