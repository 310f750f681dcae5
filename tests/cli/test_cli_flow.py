"""From a finding to a closed action with audit evidence and an annual report section: commands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result


def test_from_a_finding_to_a_closed_action_and_the_annual_report(
    run: Callable[..., Result],
    read: Callable[..., Any],
    refused: Callable[..., str],
    case: Path,
    tmp_path: Path,
) -> None:
    # The event: a finding, and the action that answers it.
    run("capture", case, "* Nobody asked who lives in the household")
    run("capture", case, "> One question about the household at each visit")
    run("link", case, "A1", "F1")
    run("set", case, "A1", "owner", "Health visiting lead")

    # Drafts go out for comment; what comes back has a reply, and F1 is read back anew.
    run("export", case, "--to", tmp_path / "drafts", "--only", "comments", "--circulation", "room")
    run(
        *("follow", "comment", "add", case, "--outcome", "F1", "--participant", "HV1"),
        *("--text", "We did ask, at birth visits", "--received", "20 March 2026"),
    )
    (comment,) = read("follow", "comment", "show", case)
    run("follow", "comment", "change", case, comment["uid"], "--reply", "Reworded with you")
    run("set", case, "F1", "text", "After the birth visit nobody asked who lives there")
    told = read("wordings", case, "F1")
    assert [one["text"] for one in told] == [
        "Nobody asked who lives in the household",
        "After the birth visit nobody asked who lives there",
    ]

    run("read-back", case, "F1")

    # A recommendation from the finding, decided by the boards; the plan and who owns it.
    run(
        *("follow", "recommendation", "add", case, "--number", "1", "--outcomes", "F1"),
        *("--text", "Each agency asks at each contact who lives in the household"),
    )
    run(
        *("follow", "consideration", "add", case, "--recommendation", "1"),
        *("--body", "Case review sub-group", "--sent", "1 April 2026"),
        *("--considered", "20 April 2026", "--decision", "accepted"),
    )
    run("follow", "plan", "change", case, "--plan-owner", "Early help sub-group")
    run("action", "plan", case, "A1", "--due", "30 June 2099", "--agency", "HV")
    run(
        *("follow", "action-milestone", "add", case, "--outcome", "A1"),
        *("--title", "The visit's form is changed", "--due", "1 June 2099"),
    )

    # Being done is not enough: an audit has to show that practice has changed.
    why = refused("action", "close", case, "A1", "All forms are changed")
    assert "No audit and no reading" in why
    run(
        *("follow", "audit", "add", case, "--title", "Dip sample of 20 visits"),
        *("--kind", "multi-agency", "--held", "1 May 2026", "--auditor", "Quality sub-group"),
        *("--rating", "Good", "--evidence", "18 of 20 records name the household"),
        *("--difference", "Two unknown adults were found", "--outcomes", "A1"),
    )
    run("action", "close", case, "A1", "18 of 20 records name the household")
    (action,) = read("action", "show", case)
    assert action["brag"] == "blue"

    # The annual report: published only once somebody has signed it off; its section says it all.
    run(
        *("follow", "publication", "add", case, "--kind", "annual report"),
        *("--title", "Annual report 2026", "--place", "Partnership website"),
    )
    (item,) = read("follow", "publication", "show", case)
    early = ("follow", "publication", "change", case, item["uid"], "--published", "1 July 2026")
    assert "sign" in refused(*early).casefold()
    signed = ("--signed-by", "Independent scrutineer", "--signed", "30 June 2026")
    run("follow", "publication", "change", case, item["uid"], *signed)
    run(*early)
    whole = json.loads(
        run(
            *("export", case, "--to", tmp_path / "out", "--only", "annual-report.md"),
            *("--circulation", "public", "--json"),
        ).stdout
    )
    (path,) = map(Path, whole["written"])
    said = path.read_text(encoding="utf-8")
    assert "DRAFT" in path.name and "After the birth visit nobody asked who lives there" in said
    assert "Each agency asks at each contact" in said
    number = path.name.split("-v")[1].split("-")[0]
    run("version", "agree", case, number, "--by", "The board")
    final = json.loads(
        run(
            *("export", case, "--to", tmp_path / "out", "--only", "annual-report"),
            *("--circulation", "public", "--json"),
        ).stdout
    )
    assert sorted(Path(one).name for one in final["written"]) == [
        f"annual-report-v{number}.docx",
        f"annual-report-v{number}.md",
    ]
