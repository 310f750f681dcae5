"""Where the files are that ship with workshop-tui: the demo case and the practice pack."""

from __future__ import annotations

from pathlib import Path

from workshop_tui.practice.problems import Problem

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder(name: str) -> Path:
    """A folder of shipped data ("demo", "pack"), in an installed wheel or in a checkout.

    Raises:
        Problem: If the installation is incomplete.
    """
    for base in (_PACKAGE / "data", _PACKAGE.parent.parent / "data"):
        if (base / name).is_dir():
            return base / name
    raise Problem(f"The folder data/{name} is missing: please install workshop-tui again.")
