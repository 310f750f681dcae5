"""Short versions of the long proofs; each runs in a process of its own, which forks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="signals and forks of POSIX"),
    pytest.mark.slow,
]
ROOT = Path(__file__).resolve().parent.parent.parent


def prove(name: str, rounds: int, *more: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.trust", name, "--rounds", str(rounds), *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if "This needs strace" in ran.stderr:
        pytest.skip("no strace, or no leave to use it")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_nothing_acknowledged_is_lost_to_kills() -> None:
    assert ", 0 lost" in prove("crash", 16)


def test_nothing_acknowledged_is_lost_to_a_power_cut() -> None:
    assert ", 0 lost" in prove("power", 3)


def test_nothing_shown_as_captured_is_lost_when_the_app_is_killed() -> None:
    assert "; 0 lost" in prove("app", 5)


def test_a_damaged_file_is_told_never_written_to_and_restored() -> None:
    assert "; 0 wrong" in prove("damage", 60)


def test_writes_that_fail_lose_nothing_and_are_told() -> None:
    assert ", 0 lost or told wrongly" in prove("faults", 8)


def test_races_to_open_and_to_bring_up_to_date_are_won_by_all() -> None:
    assert ", 0 lost or refused" in prove("race", 8)
