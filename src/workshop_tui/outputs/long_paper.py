"""Long papers are laid out by a process of their own, which gives its memory back.

The typesetter keeps some hundred megabytes after a paper of many pages. What the paper says goes
through pipes: it stands in no file, no argument and no environment.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

from workshop_tui.practice.problems import Problem

_REFUSED = 3
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def laid_out(data: str) -> bytes | None:
    """The PDF's bytes; None where no such process can be had, and it is laid out here instead.

    Args:
        data: The paper as the page's look reads it.

    Raises:
        Problem: If it cannot be laid out.
    """
    with suppress(OSError):
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=data.encode("utf-8", "replace"),
            capture_output=True,
            check=False,
            creationflags=_NO_WINDOW,
        )
        if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
            return done.stdout
        if done.returncode == _REFUSED:
            raise Problem(done.stderr.decode("utf-8", "replace").strip())
    return None


def main() -> int:
    """Lay out what comes in; what comes out is the PDF, or why there is none."""
    from workshop_tui.outputs.paper_pdf import laid_out_here

    try:
        made = laid_out_here(sys.stdin.buffer.read().decode())
    except Problem as problem:
        sys.stderr.buffer.write(str(problem).encode())
        return _REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
