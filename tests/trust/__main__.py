"""``python -m tests.trust NAME [--rounds N]``: one proof at length; exit code 1 where it fails."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

PROOFS = {
    "crash": 500,
    "power": 60,
    "app": 40,
    "damage": 600,
    "faults": 300,
    "race": 90,
    "two_seats": 500,
}
"""The proofs, and how many rounds are the long run."""


def main() -> int:
    """Run one proof, and print what it found."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust", description=__doc__)
    parser.add_argument("proof", choices=list(PROOFS))
    parser.add_argument("--rounds", type=int, help="kills, cuts, places … (default: the long run)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work; kept afterwards")
    given = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parent.parent / "support"))
    proof = import_module(f"tests.trust.{given.proof}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="workshop-tui-trust-") as scratch:
        folder = given.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = proof.run(given.rounds or PROOFS[given.proof], folder, given.seed)
    for sentence in found.lost[:20]:
        print("LOST ", sentence)
    print(f"{given.proof}: {found.text()}; {time.monotonic() - began:.0f} s, seed {given.seed}")
    return 1 if found.lost else 0


if __name__ == "__main__":
    sys.exit(main())
