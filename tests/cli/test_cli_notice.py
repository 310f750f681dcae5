"""An escalation goes to an agency, by command."""

from __future__ import annotations

from pathlib import Path


def test_a_notice_is_written_and_kept(run, read, refused, case: Path, tmp_path: Path) -> None:
    run("capture", case, "! Callum is alone at night", "--entry", "1")
    words = ("notice", case, "E1", "--to-agency", "HV", "--to", tmp_path / "out")
    assert "needs a reason" in refused(*words, "--named")
    done = run(*words)
    assert len(done.stdout.splitlines()) == 2 and "still lacks: what is unsafe" in done.stderr
    named = read(*words, "--named", "--reason", "alone tonight", "--recipient", "Duty nurse")
    assert "what is unsafe now" in named["lacks"] and named["held_back"] == []
    text = Path(named["written"][1]).read_text(encoding="utf-8")
    assert "Callum is alone" in text and "Duty nurse" in text
    sent = read("prepare", "sent", "show", case)
    assert [one["fields"]["recipient"] for one in sent] == ["Safeguarding lead", "Duty nurse"]
    assert "There is no agency 'Navy'" in refused(
        "notice", case, "E1", "--to-agency", "Navy", "--to", tmp_path
    )
