r"""All set-up and one job, on a machine with nothing but Python 3.11 or newer.

``python3 scripts/workshop.py demo``  the demo review: made, and opened where there is a terminal
``python3 scripts/workshop.py test``  the tests

On Windows: ``py scripts\workshop.py demo``. A virtual environment is made in the folder named by
``--venv`` (default: ``.venv`` beside this project) and used again the next time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CAPTURES = (
    ("2", ": @HV1 I was the only one on duty that week, so the visit slipped #workload ^then"),
    ("2", "+ The nursery wrote down what the child said, in her words"),
    ("17", "* Notices about incidents waited in a shared inbox that nobody owned #admin-support"),
    ("17", "! Notices still wait over the weekend: who reads them this Saturday?"),
    ("17", "> A named person reads the shared inbox each day, weekends included"),
)


def main() -> int:
    """Set up, then do what was asked."""
    if sys.version_info < (3, 11):  # noqa: UP036 - it is run before anything is installed
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("job", choices=["demo", "test"])
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed on to pytest")
    chosen = parser.parse_args()
    python = set_up(chosen.venv.resolve(), development=chosen.job == "test")
    if chosen.job == "test":
        return run(python, "-m", "pytest", "-n", "auto", *chosen.rest)
    return demo(python)


def set_up(folder: Path, *, development: bool) -> Path:
    """Make the environment and install into it what the lock file names, checked by hash."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print(f"Setting up in {folder} …", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=folder.exists())
    lock = ROOT / ("requirements-dev.lock" if development else "requirements.lock")
    pip = ("-m", "pip", "--disable-pip-version-check", "-q", "install")
    needed = run(python, *pip, "--require-hashes", "-r", str(lock))
    if needed:
        sys.exit("The libraries could not be installed. Is this computer allowed to fetch them?")
    editable = ("-e",) if development else ()
    if run(python, *pip, "--no-deps", "--no-build-isolation", *editable, str(ROOT)):
        sys.exit("workshop-tui could not be installed; the reason stands above.")
    return python


def demo(python: Path) -> int:
    """The main job on the demo case; without a terminal it is shown in words."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return run(python, "-m", "workshop_tui", "demo")
    folder = Path(tempfile.mkdtemp(prefix="workshop-tui-"))
    review = str(folder / "demo.review")
    steps = [
        ["demo", "--folder", str(folder), "--no-open"],
        *(["capture", review, "--entry", entry, "--", line] for entry, line in CAPTURES),
        ["go", review, "17"],
        ["outcomes", review],
        ["status", review],
        ["check", review],
        ["export", review, "--to", str(folder / "documents")],
    ]
    for step in steps:
        print(f"\n$ workshop-tui {' '.join(step)}", flush=True)
        code = run(python, "-m", "workshop_tui", *step)
        if code:
            return code
    print(f"\nThe review and its documents are in {folder}.")
    print("In a terminal this command opens the event screen instead.")
    return 0


def run(python: Path, *arguments: str) -> int:
    """Run this environment's Python; returns its exit code."""
    return subprocess.run([str(python), *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
