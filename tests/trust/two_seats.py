"""Two seats editing, undoing and promoting against a model, at length (``test_two_seats``)."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Found:
    examples: int
    lost: list[str] = field(default_factory=list)

    def text(self) -> str:
        return f"{self.examples} histories of up to 25 deeds, {len(self.lost)} against the model"


def run(rounds: int, folder: Path, seed: int = 1) -> Found:
    """Try so many histories."""
    del folder
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--hypothesis-seed", str(seed)]
    ran = subprocess.run(
        [*command, "tests/review/test_two_seats.py"],
        cwd=ROOT,
        env=os.environ | {"TRUST_EXAMPLES": str(rounds)},
        capture_output=True,
        text=True,
        check=False,
    )
    return Found(rounds, [] if ran.returncode == 0 else [ran.stdout[-6000:]])
