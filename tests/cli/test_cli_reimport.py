"""Re-importing a corrected file from the command line."""

from __future__ import annotations

from pathlib import Path

HEAD = "Date,Agency contact,What happened"
FIRST = ("12/03/2024,HV,Home visit. Mother tired; baby asleep upstairs.",)
LAST = ("25/03/2024,HV,Did not attend clinic [bold].",)
PHONE = ("early March 2024,HV,Phone call from the nursery.",)


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return path


def test_a_corrected_file_is_shown_then_accepted(run, read, refused, case, tmp_path) -> None:
    visit = next(one["uid"] for one in read("entries", case) if "Home visit" in one["text"])
    run("capture", case, "said here", "--entry", visit)
    path = write(
        tmp_path / "hv record 2.csv",
        "12/03/2024,HV,Home visit. Mother tired; baby awake upstairs.",
        "early March 2024,HV,Phone call from Callum's nursery.",
        "18/04/2024,HV,New row [bold].",
    )
    before = read("history", case)
    (found,) = read("import", case, path, "--agency", "HV", "--preview")
    assert found["replaces"] == "hv record.csv"
    assert [one["text"] for one in found["added"]] == ["New row [bold]."]
    (altered,) = found["altered"]
    assert (altered["uid"], altered["changed"]) == (visit, ["text"])
    assert "awake" in altered["after"]["text"] and "asleep" in altered["before"]["text"]
    assert ["clinic" in one["text"] for one in found["gone"]] == [True]
    assert (found["unchanged"], found["returned"]) == (1, [])
    text = run("import", case, path, "--agency", "HV", "--preview").stdout
    assert "It corrects hv record.csv" in text and "altered" in text and "gone" in text
    assert read("history", case) == before

    said = run("import", case, path, "--agency", "HV", "--accept").stdout
    assert "Imported 1 entries" in said and "1 were corrected" in said
    assert [one["number"] for one in read("entries", case)] == [1, 2, 3]
    shown = read("entry", case, visit)
    assert "asleep" in shown["text"] and "awake" in shown["corrected"]["text"]
    assert shown["corrected"]["corrections"][0]["file"] == "hv record 2.csv"
    assert [one["text"] for one in shown["captures"]] == ["said here"]
    (gone,) = read("entries", case, "--excluded")
    assert gone["excluded"]["reason"] == "no longer in the agency's file"
    assert "already" in refused("import", case, path, "--agency", "HV", "--accept")
    assert [one["text"] for one in read("search", case, "awake")["entries"]] == [shown["text"]]
    assert read("check", case)["sound"]


def test_what_is_replaced_can_be_said(run, read, refused, case, tmp_path: Path) -> None:
    path = write(tmp_path / "more.csv", "12/05/2024,HV,One", "25/05/2024,HV,Two")
    (found,) = read("import", case, path, "--agency", "HV", "--preview")
    assert (found["replaces"], len(found["added"]), found["gone"]) == (None, 2, [])
    words = ("import", case, path, "--agency", "HV", "--replaces")
    assert len(read(*words, "hv record.csv", "--preview")[0]["gone"]) == 3
    assert "hv record.csv" in refused(*words, "other.csv", "--accept")
    run(*words, "new", "--accept")
    assert len(read("entries", case)) == 5


def test_columns_are_remembered_for_the_agency(run, read, tmp_path: Path) -> None:
    review = tmp_path / "new.review"
    run("new", review, "--reference", "LR-3", "--title", "T", "--plain")
    rows = ("12/03/2024,One,Jo", "25/03/2024,Two,Al")
    for name, more in (("a.csv", ("--map", "event=Wer", "--map", "source=Was")), ("b.csv", ())):
        path = tmp_path / name
        path.write_text("\n".join(("Wann,Was,Wer", *rows)), encoding="utf-8")
        if more:
            run("import", review, path, "--agency", "GP", "--map", "date=Wann", *more, "--accept")
        rows = ("12/05/2024,Three,Jo", "25/05/2024,Four,Al")
    (found,) = read("import", review, path, "--agency", "GP", "--preview")
    assert found["tables"][0]["columns"]["event"] == "Wer"
    assert [one["source"] for one in found["added"]] == ["Three", "Four"]
