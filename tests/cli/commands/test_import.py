"""Files go in, and importing twice adds nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A person with an empty ledger."""
    pledger("init --me Nora")
    return pledger


def put(here: Pledger, text: str, name: str = "a.csv", encoding: str = "utf-8") -> None:
    """Write a file into the person's folder."""
    (here.cwd / name).write_bytes(text.encode(encoding))


def took(here: Pledger, options: str = "", name: str = "a.csv", code: int = 0) -> dict[str, Any]:
    """Import the file; gives what the command says of it."""
    answer = here(f"import {name} {options} -f json")
    assert answer.code == code, answer.err
    row: dict[str, Any] = answer.json[0]
    row["err"] = answer.err
    return row


def counts(row: dict[str, Any]) -> tuple[int, int, int, int]:
    """Added, unchanged, changed, refused."""
    return row["added"], row["unchanged"], row["changed"], row["refused"]


def claims(here: Pledger) -> list[dict[str, Any]]:
    """All claims."""
    rows: list[dict[str, Any]] = here("list -f json").json
    return rows


LADDER = "statement,said_on,deadline,result,note\nA,2026-01-01,2026-02-01,,x\nA,2026-01-01,2027-03-01,,y\n"


def test_a_spreadsheet_with_semicolons(here: Pledger) -> None:
    """A file headed Prediction, Probability, Deadline, Result goes in as it is."""
    put(
        here,
        "Prediction;Probability;Deadline;Result\nIt rains;70%;June 2026;yes\nIt snows;likely;;\n",
    )
    took(here, "--said 2026-01-05 --judged 2026-07-01")
    rain, snow = claims(here)

    assert (rain["credence"], rain["latest"], rain["outcome"]) == (0.7, "2026-06-30", "yes")
    assert (snow["credence_words"], snow["latest"], snow["speaker"]) == ("likely", None, "Nora")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str, here: Pledger) -> None:
    """UTF-8 with its mark, UTF-16 and GB18030 are read."""
    put(here, "预测,提出者,时间节点\n火箭将在明年发射到月球,马斯克,2026年底\n", encoding=encoding)
    took(here)

    assert claims(here)[0]["speaker"] == "马斯克"
    assert claims(here)[0]["latest"] == "2026-12-31"


def test_importing_twice_adds_nothing(here: Pledger) -> None:
    """The second import finds every row unchanged and writes no entry; a ladder stays a ladder."""
    put(here, LADDER)
    assert counts(took(here)) == (2, 0, 0, 0)
    head = here("verify -f json").json[0]["head"]

    assert counts(took(here)) == (0, 2, 0, 0)
    assert here("verify -f json").json[0]["head"] == head


def test_a_step_added_to_a_ladder(here: Pledger) -> None:
    """A new deadline under a known statement is a new claim, wherever it stands in the file."""
    put(here, LADDER)
    took(here)
    put(here, LADDER.replace("A,2026", "A,2026-01-01,2028-01-01,,z\nA,2026", 1))

    assert counts(took(here)) == (1, 2, 0, 0)


def test_a_changed_cell_is_an_edit(here: Pledger) -> None:
    """A changed cell edits the claim of its row, the deadline too, and no other."""
    put(here, LADDER)
    took(here)
    put(here, LADDER.replace("2027-03-01,,y", "2027-05-01,,y2"))

    assert counts(took(here)) == (0, 1, 1, 0)
    assert [(row["latest"], row["note"]) for row in claims(here)] == [
        ("2026-02-01", "x"),
        ("2027-05-01", "y2"),
    ]
    assert counts(took(here)) == (0, 2, 0, 0)


def test_an_unchanged_cell_takes_nothing_back(here: Pledger) -> None:
    """What was judged or mended since stands against a cell that did not change."""
    put(here, LADDER)
    took(here)
    here("resolve 1 no")
    here("edit 2 --note mended")
    took(here)
    put(here, LADDER.replace(",,x", ",,x2"))
    took(here)

    assert [(row["outcome"], row["note"]) for row in claims(here)] == [
        ("no", "x2"),
        (None, "mended"),
    ]


def test_a_verdict_arrives_and_goes(here: Pledger) -> None:
    """A result that is filled in judges the claim; one that is emptied reopens it."""
    put(here, LADDER)
    took(here)
    put(here, LADDER.replace("2026-02-01,,", "2026-02-01,no,"))
    assert counts(took(here, "--judged 2026-03-01")) == (0, 1, 1, 0)
    assert claims(here)[0]["outcome"] == "no"
    put(here, LADDER)
    took(here)

    assert claims(here)[0]["status"] == "overdue"


def test_a_repetition_is_told(here: Pledger) -> None:
    """A row that stands twice is unchanged, with both lines; with other cells it is refused, with both."""
    put(here, LADDER + "A,2026-01-01,2026-02-01,,x\nA,2026-01-01,2026-02-01,,other\n")
    row = took(here, code=1)

    assert counts(row) == (2, 1, 0, 1)
    assert "a.csv:4 repeats line 2" in row["err"]
    assert "2" in row["problems"][0]["problem"]
    assert "5" in row["problems"][0]["problem"]


def test_line_breaks_in_a_cell(here: Pledger) -> None:
    """Line breaks in a cell become blanks; lines are counted all the same."""
    put(here, 'statement,said_on\n"It\nrains",2026-01-01\nB,2026-02-30\n')
    row = took(here, code=1)

    assert claims(here)[0]["statement"] == "It rains"
    assert row["problems"][0]["line"] == 4


def test_a_row_without_a_day_matches_the_recorded_one(here: Pledger) -> None:
    """A row that does not say when it was said is known on whatever day it was imported before."""
    put(here, "statement,deadline\nA,in two weeks\n")
    took(here)
    again = here("import a.csv -f json", today="2026-11-30").json[0]

    assert counts(again) == (0, 1, 0, 0)


def test_a_row_whose_day_has_passed_is_still_known(here: Pledger) -> None:
    """A row that states no day was said when it was recorded: months later it is unchanged, not past."""
    put(here, "statement,deadline\nA,by Dec 31 2026\nB,2026-12-31\nC,by Friday\nC,by Sunday\n")
    took(here)

    later = here("import a.csv -f json", today="2027-06-01")

    assert (later.code, counts(later.json[0])) == (0, (0, 4, 0, 0))
    put(here, "statement,deadline\nA,by Dec 31 2026\nD,2026-12-31\n")
    later = here("import a.csv -f json", today="2027-06-01")
    assert counts(later.json[0]) == (0, 1, 0, 1)
    assert "before it was said" in later.json[0]["problems"][0]["problem"]


def test_own_ids(here: Pledger) -> None:
    """With an ID column the statement itself may change."""
    put(here, "ID,Prediction\nX-1,It rains\n")
    took(here)
    put(here, "ID,Prediction\nX-1,It pours\n")

    assert counts(took(here)) == (0, 0, 1, 0)
    assert [row["statement"] for row in claims(here)] == ["It pours"]


def test_another_source_is_another_saying(here: Pledger) -> None:
    """The same claim from another source counts once and can be read in two places."""
    put(here, LADDER)
    took(here, "--source One")
    took(here, "--source Two")
    sayings = here("show 1 -f json").json[0]["sayings"]

    assert len(claims(here)) == 2
    assert [saying["source"] for saying in sayings] == ["One", "Two"]


def test_what_the_file_no_longer_holds(here: Pledger) -> None:
    """Claims that a file held once are named when they are gone from it, and stay."""
    put(here, LADDER)
    took(here)
    put(here, "\n".join(LADDER.splitlines()[:2]) + "\n")
    row = took(here)

    assert "no longer holds 2" in row["err"]
    assert len(claims(here)) == 2


def test_fiscal_years(here: Pledger) -> None:
    """--fiscal-start reads the fiscal years of a whole file; without it they are refused."""
    put(here, "statement,deadline\nA,FY2027\nB,by the end of 2026\n")
    refused = took(here, code=1)
    assert "--fiscal-start" in refused["problems"][0]["problem"]

    assert counts(took(here, "--fiscal-start 10")) == (1, 1, 0, 0)
    assert claims(here)[1]["latest"] == "2027-09-30"
    (here.cwd / "i.txt").write_text("It ships by FY2027\n")
    here("inbox i.txt --fiscal-start 7")
    assert claims(here)[2]["latest"] == "2027-06-30"


def test_changed_evidence_and_chain(here: Pledger) -> None:
    """A link that is new is added to those known, a changed `follows` moves the chain; both can be undone."""
    head = "statement,said_on,latest,evidence,follows\nA,2025-01-01,2025-06-30,,\n"
    put(here, head + "B,2025-07-01,2025-12-31,x.org/1,\n")
    took(here)
    put(here, head + "B,2025-07-01,2025-12-31,x.org/1 x.org/2,A\n")

    assert counts(took(here)) == (0, 1, 1, 0)
    first, second = claims(here)
    assert [item["url"] for item in second["evidence"]] == ["x.org/1", "x.org/2"]
    assert second["follows"] == first["id"]
    assert here("undo").code == 0
    assert [item["url"] for item in claims(here)[1]["evidence"]] == ["x.org/1"]
    assert claims(here)[1]["follows"] is None


def test_a_chain_that_a_changed_cell_would_break(here: Pledger) -> None:
    """A changed `follows` is held to the rules of add: the row is refused with its reason."""
    rows = "statement,said_on,latest,follows\nA,2025-01-01,2025-06-30,\nB,2025-07-01,2025-12-31,A\n"
    put(here, rows + "C,2025-08-01,2026-12-31,\n")
    took(here)
    put(here, rows + "C,2025-08-01,2026-12-31,A\n")

    refused = took(here, code=1)

    assert counts(refused) == (0, 2, 0, 1)
    assert "is followed by prediction 2 already" in refused["problems"][0]["problem"]


def test_a_verdict_from_another_source(here: Pledger) -> None:
    """Another source's verdict judges a claim that is open; one that differs is told and changes nothing."""
    put(here, "statement,said_on,latest\nA,2025-01-01,2025-06-30\nB,2025-01-01,2025-06-30\n")
    took(here)
    rows = "statement,said_on,latest,outcome\nA,2025-01-01,2025-06-30,{}\n"
    put(here, rows.format("no"), "b.csv")
    put(here, rows.format("partial"), "c.csv")

    took(here, "--judged 2025-07-01", "b.csv")
    told = took(here, "--judged 2025-08-01", "c.csv")

    first, second = claims(here)
    assert (first["outcome"], first["judged_on"], second["outcome"]) == ("no", "2025-07-01", None)
    assert "says partial of prediction 1, which was judged no" in told["err"]


def test_how_times_were_read_is_told_once(here: Pledger) -> None:
    """A reading that the words do not show plainly is told where it first stands, and not again."""
    put(
        here,
        "statement,said_on,deadline\nA,2026-02-11,2-3个月内\nB,2026-02-11,2-3个月内\n"
        "C,2026-02-11,by the end of 2026\nD,2026-02-11,近期\n",
    )

    err = took(here)["err"]

    assert err.count("2-3个月内 is read as: at the latest on 2026-05-11.") == 1
    assert "a.csv:2 2-3个月内" in err
    assert "end of 2026" not in err
    assert 'a.csv:5 "近期" names no date' in err


QUOTED = "statement,said_on,deadline,quote,quote_kind\n"


def test_chances_are_heard_in_quote_and_statement(here: Pledger) -> None:
    """Where no chance cell speaks the quote does, else the statement; it says what was heard."""
    put(
        here,
        QUOTED + "Rates fall,2026-02-11,2026-12-31,Rates will probably fall.,\n"
        "Rates do not rise,2026-02-11,2026-12-31,有很高的概率加息,translated\n"
        "AI may pass the exam,2026-02-11,2026-12-31,,\n"
        "Inflation falls to 2%,2026-02-11,2026-12-31,,\n"
        "The firm plans to list,2026-02-11,2026-12-31,,\n"
        '"If it rains, it floods",2026-02-11,2026-12-31,,\n',
    )

    err = took(here)["err"]

    told = [
        (row["credence"], row["stance"], row["credence_words"], row["kind"]) for row in claims(here)
    ]
    assert told == [
        (0.7, "affirm", "probably", "forecast"),
        (0.2, "deny", "很高的概率 (of the opposite)", "forecast"),
        (0.42, None, "may", "forecast"),
        (None, "affirm", None, "forecast"),
        (None, "affirm", None, "goal"),
        (None, "affirm", None, "conditional"),
    ]
    assert '"probably" in the quote is heard as 70%, 55% to 85%' in err
    assert "a translated quote" in err
    assert "said of the opposite" in err
    assert "it is a conditional" in err
    assert counts(took(here)) == (0, 6, 0, 0)


def test_what_was_heard_comes_back_from_an_export(here: Pledger) -> None:
    """An export of heard chances makes the same claims, and the same bytes."""
    put(
        here,
        QUOTED + "X gets no share,2026-02-11,2026-12-31,There is no chance that it gets any.,\n"
        "Y wins,2026-02-11,2026-12-31,A 70% chance that he does not win.,\n",
    )
    took(here)
    here("export -o first.jsonl")
    here("--db other.sqlite init --me Nora")
    here("--db other.sqlite import first.jsonl")
    here("--db other.sqlite export -o second.jsonl")

    assert [row["credence"] for row in claims(here)] == [pytest.approx(0.99), pytest.approx(0.3)]
    assert (here.cwd / "first.jsonl").read_bytes() == (here.cwd / "second.jsonl").read_bytes()


def test_a_changed_quote_is_heard_anew(here: Pledger) -> None:
    """A quote that changes changes what was heard in it; one that only another grammar hears does not."""
    row = "Rates fall,2026-02-11,2026-12-31,Rates will {} fall.,\n"
    put(here, QUOTED + row.format("probably"))
    took(here)
    put(here, QUOTED + row.format("certainly"))

    assert counts(took(here)) == (0, 0, 1, 0)
    (claim,) = claims(here)
    assert (claim["credence"], claim["quote"]) == (0.94, "Rates will certainly fall.")
    here("edit 1 -p 60%")
    assert counts(took(here)) == (0, 1, 0, 0)
    assert claims(here)[0]["credence"] == 0.6


def test_a_newer_grammar_changes_nothing(here: Pledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that are heard otherwise than when they were imported are no change of the file."""
    from ledger.domain import hearing

    put(here, "statement,said_on\nIt may rain,2026-02-11\nIt snows,2026-02-11\n")
    took(here)
    now = {"It may rain": "might", "It snows": "likely"}
    monkeypatch.setattr(
        hearing, "hear", lambda text, *_, **__: hearing.Heard(now[text], None, "goal", ["heard"])
    )

    assert counts(took(here)) == (0, 2, 0, 0)
    assert [row["credence"] for row in claims(here)] == [0.42, None]


def test_a_chance_cell_that_is_emptied(here: Pledger) -> None:
    """A chance that the file takes out is a change: then the words are heard."""
    put(here, "statement,said_on,chance\nIt may rain,2026-02-11,90%\n")
    took(here)
    put(here, "statement,said_on,chance\nIt may rain,2026-02-11,\n")

    assert counts(took(here)) == (0, 0, 1, 0)
    assert claims(here)[0]["credence"] == 0.42


def test_many_notices_are_counted(here: Pledger) -> None:
    """Of more notices than a person reads the first are said and the others counted."""
    put(here, "statement,chance\n" + "".join(f"T {n},for sure maybe {n} x\n" for n in range(50)))

    err = took(here)["err"].splitlines()

    told = [line for line in err if "is kept as words" in line]
    (rest,) = [line for line in err if "more notices of this kind" in line]
    assert len(told) < 25
    assert int(rest.split()[1]) + len(told) == 50


def test_a_repeated_row_that_follows_a_later_one_is_unchanged(here: Pledger) -> None:
    """An exact repetition is `unchanged` though its rows have to wait for the promise they renew."""
    (here.cwd / "f.csv").write_text(
        "statement,said_on,latest,follows\n"
        "B,2026-02-01,2026-09-01,A\nB,2026-02-01,2026-09-01,A\nA,2026-01-01,2026-03-01,\n"
    )

    answer = here("import f.csv -f json")

    assert (answer.code, answer.json[0]["added"], answer.json[0]["unchanged"]) == (0, 2, 1)
    assert "f.csv:3 repeats line 2." in answer.err


def test_one_file_may_read_a_claim_in_two_sources(here: Pledger) -> None:
    """Rows alike but for their source are one claim read in two places; a second time adds nothing."""
    (here.cwd / "two.csv").write_text(
        "statement,said_on,source,quote\n"
        "It flies,2026-01-01,Talk,we fly\nIt swims,2026-01-01,Talk,\n"
        "It flies,2026-01-01,Paper,we will fly\nIt flies,2026-01-01,Paper,we will fly\n"
    )

    first = here("import two.csv -f json")
    second = here("import two.csv -f json")
    (claim,) = here("list flies -f json").json

    assert [first.json[0][name] for name in ("added", "changed", "unchanged")] == [2, 1, 1]
    assert "two.csv:5 repeats line 4." in first.err
    assert [second.json[0][name] for name in ("added", "changed", "unchanged")] == [0, 0, 4]
    sayings = here(f"show {claim['id']} -f json").json[0]["sayings"]
    assert [saying["quote"] for saying in sayings] == ["we fly", "we will fly"]


def test_a_promise_renewed_in_the_same_words(here: Pledger) -> None:
    """`follows` names the earlier claim of the same words, never the row itself, each time it is read."""
    (here.cwd / "r.csv").write_text(
        "statement,said_on,latest,follows\nFSD,2020-01-01,2020-12-31,\n"
        "FSD,2021-01-01,2021-12-31,FSD\nFSD,2022-01-01,2022-12-31,fsd\n"
    )

    first = here("import r.csv -f json")
    second = here("import r.csv -f json")

    assert first.json[0]["added"] == 3
    assert second.json[0]["unchanged"] == 3
    one, two, three = here("list FSD -f json").json
    assert (two["follows"], three["follows"]) == (one["id"], two["id"])


def test_a_short_word_in_follows_is_no_uid(here: Pledger) -> None:
    """`follows` takes a whole uid, never the beginning of one: a word might begin like it."""
    here("add 'It rains'")
    uid = here("list -f json").json[0]["uid"]
    (here.cwd / "u.csv").write_text(f"statement,follows\nA,\nB,{uid[:4]}\n")

    (row,) = here("import u.csv -f json").json

    assert row["problems"][0]["column"] == "follows"


def test_follows_a_statement(here: Pledger) -> None:
    """`follows` names a statement, in a later row too; what is not there is refused."""
    put(
        here,
        "statement,said_on,deadline,follows\nB,2026-02-01,2026-09-01,A\nA,2026-01-01,2026-03-01,\n"
        "C,2026-03-01,2026-12-01,Z\n",
    )
    row = took(here, code=1)
    by_name = {claim["statement"]: claim for claim in claims(here)}

    assert by_name["B"]["follows"] == by_name["A"]["id"]
    assert row["problems"][0]["column"] == "follows"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ("A,2026-02-30,,,,", "said_on"),
        ("A,2026-01-01,by 2025,,,", None),
        ("A,2026-01-01,,120%,,", None),
        ("A,2026-01-01,,70,,", None),
        ("A,2026-01-01,2026-02-01,,yes,2027-01-01", None),
        ("A,2026-01-01,2026-02-01,,perhaps,", "outcome"),
        ("A,2026-01-01,2027-02-01,,missed,", None),
        ("A,2027-01-01,,,,", None),
        (",2026-01-01,,,,", "statement"),
    ],
)
def test_rows_that_cannot_be_read(cells: str, column: str | None, here: Pledger) -> None:
    """A bad row is refused with its line, the good ones go in; --strict takes none of them."""
    put(
        here,
        f"statement,said_on,deadline,credence,outcome,happened_on\nGood,2026-01-01,,,,\n{cells}\n",
    )
    before = here("verify -f json").json[0]["head"]
    strict = took(here, "--strict", code=1)
    assert here("verify -f json").json[0]["head"] == before
    assert strict["added"] == 0
    row = took(here, code=1)

    assert counts(row) == (1, 0, 0, 1)
    assert row["problems"][0]["line"] == 3
    assert "a.csv:3 refused: " in row["err"]
    if column:
        assert row["problems"][0]["column"] == column


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"colour,size\nred,4\n",
        b"statement,prediction\nA,B\n",
        b"statement\nA\0B\n",
        b"statement\n\xff\xfe\x00\n\x81",
        b'statement\n"never closed\n',
        b"statement,said_on\nA,2026-02-30\n",
    ],
)
def test_files_of_which_nothing_can_be_read(content: bytes, here: Pledger) -> None:
    """Such a file refuses the whole command, with exit code 2, and nothing is recorded."""
    (here.cwd / "a.csv").write_bytes(content)
    put(here, LADDER, "good.csv")
    before = (here.cwd / "predictions.sqlite").read_bytes()
    answer = here("import good.csv a.csv")

    assert answer.code == 2
    assert "a.csv" in answer.err
    assert (here.cwd / "predictions.sqlite").read_bytes() == before


def test_a_dry_run_records_nothing(here: Pledger) -> None:
    """--dry-run says what would be, and leaves the ledger as it was."""
    put(here, LADDER)
    before = (here.cwd / "predictions.sqlite").read_bytes()

    assert counts(took(here, "--dry-run")) == (2, 0, 0, 0)
    assert (here.cwd / "predictions.sqlite").read_bytes() == before


def test_export_and_import_again_give_the_same_bytes(here: Pledger) -> None:
    """JSONL into an empty ledger and out again is the same, byte for byte; private claims stay behind."""
    put(here, LADDER)
    took(here, "--source 'A talk' --frame complete")
    here(
        "add B -s 'Ann Lee' -p likely --due soon -t x --quote 'we will' --quote-kind verbatim --lang en"
    )
    here("add C -s 'Ann Lee' --follows 3 -p 'more than 60%' --deny --kind goal --criteria 'seen' ")
    here("add Secret --private -s Nobody")
    here("resolve 1 no --evidence https://example.org --read-on 2026-03-01 --note why")
    here("people 'Ann Lee' --alias Ann --role CEO")
    first = here("export -f jsonl")
    here("--db other.sqlite init")
    (here.cwd / "x.jsonl").write_text(first.out, "utf-8")
    assert here("--db other.sqlite import x.jsonl").code == 0
    second = here("--db other.sqlite export -f jsonl")

    assert second.out == first.out
    assert "Secret" not in first.out
    assert "Nobody" not in first.out
    assert "1 private" in first.err
    assert "Secret" in here("export -f jsonl --private").out


def test_the_journal_makes_the_same_ledger(here: Pledger) -> None:
    """`export -f journal` and `init --from` give the same head and claims; a damaged text makes nothing."""
    put(here, LADDER)
    took(here)
    here("resolve 1 no")
    here("undo")
    here("export -o l.journal")
    assert here("--db copy.sqlite init --from l.journal").code == 0
    text = (here.cwd / "l.journal").read_text("utf-8")
    (here.cwd / "bad.journal").write_text(text.replace('"A"', '"B"'), "utf-8")
    bad = here("--db bad.sqlite init --from bad.journal")

    assert here("--db copy.sqlite verify -f json").json == here("verify -f json").json
    assert here("--db copy.sqlite list -f json").json == claims(here)
    assert bad.code == 2
    assert not Path(here.cwd / "bad.sqlite").exists()


@pytest.mark.parametrize("between", [0, 1100])
def test_one_own_id_twice_in_a_file(between: int, here: Pledger) -> None:
    """Two rows with one ID are one prediction: alike the second is told, else refused, however far apart."""
    filling = "".join(f"F-{number},Filling {number}\n" for number in range(between))
    put(here, f"ID,Prediction\nX-1,It rains\n{filling}X-1,It pours\n")
    first = took(here, code=1)
    assert (first["added"], first["refused"]) == (1 + between, 1)
    put(here, f"ID,Prediction\nX-2,It snows\n{filling}X-2,It snows\n")
    assert took(here)["refused"] == 0


@pytest.mark.parametrize("uid", ["17", "1234567890", "%", "ABCDEFGHIJ", "abc"])
def test_a_uid_that_is_none(uid: str, here: Pledger) -> None:
    """A uid is ten letters and digits of base32, not digits alone; another is refused."""
    put(here, f"statement,uid\nIt rains,{uid}\nIt snows,\n")
    assert took(here, code=1)["refused"] == 1


def test_a_verdict_and_a_retraction(here: Pledger) -> None:
    """A file cannot take back what was judged, as no command can."""
    put(here, "statement,said_on,latest,retracted_on\nIt rains,2026-01-01,2026-03-01,\n")
    took(here)
    here("resolve 1 no")
    put(here, "statement,said_on,latest,retracted_on\nIt rains,2026-01-01,2026-03-01,2026-02-01\n")
    answer = here("import a.csv")
    assert answer.code == 2  # its only row
    assert "judged already" in answer.refusal


def test_what_becomes_late_is_told(here: Pledger) -> None:
    """A yes after the day is recorded as late and told, with a window by hand as with one in words."""
    put(
        here,
        "statement,said_on,deadline,latest,outcome,happened_on\n"
        "A,2026-01-01,by March,2026-03-31,yes,2026-05-01\nB,2026-01-01,by March,,yes,2026-05-01\n",
    )
    said = here("import a.csv").err
    assert said.count("recorded as late") == 2


NOTES = """# Town hall

| Item | Value |
|---|---|
| Meeting date | 2026-03-03 |
| Published | 2026-03-05 |

| Prediction | Who | When | Details |
|---|---|---|---|
| Trams will reach every district | Ann | by year end | may be delayed |
| Robot buses carry passengers | Musk | in 2-3 months | |

> **Ann**: "Trams may well reach every district by the end of the year. Fares will surely fall."

| Name | Role |
|---|---|
| Elon Musk | CEO |
| Ann Li | mayor |
"""


def test_notes(here: Pledger) -> None:
    """Notes give claims with speakers of the roster, windows from the day of the talk, and their quotes."""
    put(here, NOTES, "n.md")

    first = took(here, name="n.md")

    assert counts(first) == (2, 0, 0, 0)
    trams, buses = claims(here)
    assert (trams["speaker"], buses["speaker"]) == ("Ann Li", "Elon Musk")
    assert (trams["said_on"], trams["latest"]) == ("2026-03-03", "2026-12-31")
    assert (buses["latest"], buses["place"], buses["source"]) == (
        "2026-06-03",
        "line 11",
        "Town hall",
    )
    assert (trams["credence"], trams["stance"], trams["note"]) == (0.42, None, "may be delayed")
    assert trams["quote"].startswith("Trams may well")
    assert "n.md:10 is quoted in line 13." in first["err"]
    assert "the statement is firmer than that" in first["err"]


def test_notes_that_moved_or_changed(here: Pledger) -> None:
    """Read again nothing is added, though every line moved; a changed cell is an edit of its claim."""
    put(here, NOTES, "n.md")
    took(here, name="n.md")
    put(here, NOTES.replace("# Town hall\n", "# Town hall\n\nTaken by Eve.\n"), "n.md")
    assert counts(took(here, name="n.md")) == (0, 2, 0, 0)
    put(here, NOTES.replace("by year end", "by March 2027"), "n.md")

    assert counts(took(here, name="n.md")) == (0, 1, 1, 0)
    assert claims(here)[0]["latest"] == "2027-03-31"
    assert here("verify").code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| Prediction | Who | When |", "| Claim | Speaker | Deadline |"),
        ("| Ann |", "| Ann Li |"),
        ("> **Ann**", "Some words.\n\n> **Ann Li**"),
        ("Published", "Posted"),
    ],
)
def test_notes_that_say_the_same_otherwise(old: str, new: str, here: Pledger) -> None:
    """Other headers, another spelling of a speaker, words around it and another file name change nothing."""
    put(here, NOTES, "n.md")
    took(here, name="n.md")
    assert old in NOTES
    put(here, NOTES.replace(old, new), "renamed.md")

    assert counts(took(here, name="renamed.md")) == (0, 2, 0, 0)


def test_notes_with_another_deadline_or_quote(here: Pledger) -> None:
    """An edited cell or quote is an edit of the claim, and what the quote says is heard anew."""
    put(here, NOTES, "n.md")
    took(here, name="n.md")
    put(here, NOTES.replace("may well reach", "will probably reach"), "n.md")

    assert counts(took(here, name="n.md")) == (0, 1, 1, 0)
    assert (claims(here)[0]["credence_words"], claims(here)[0]["credence"]) == ("probably", 0.7)


def test_a_source_that_is_now_somewhere_else(here: Pledger) -> None:
    """Notes with the title of a source and another link are told: it may be another source."""
    link = "Link: https://a.org/1\n\n"
    put(here, NOTES.replace("| Item |", f"{link}| Item |", 1), "n.md")
    took(here, name="n.md")
    put(here, NOTES.replace("| Item |", f"{link.replace('1', '2')}| Item |", 1), "n.md")
    answer = took(here, name="n.md")

    assert counts(answer) == (0, 2, 0, 0)
    assert '"Town hall" was at https://a.org/1 and is now at https://a.org/2' in answer["err"]


def test_a_row_that_moves_to_the_judged_ones(here: Pledger) -> None:
    """A row with an ID that moves to the table of resolved ones is judged there, and keeps its deadline."""
    row = "| A-1 | It rains | 2026-01-03 | 2026-06 | Pending |\n"
    other = "| A-2 | It snows | 2026-01-03 | 2027 | Pending |\n"
    open_ = f"| ID | Prediction | Made | Resolves | Status |\n|--|--|--|--|--|\n{row}{other}"
    done = "\n| ID | Prediction | Made | Resolved | Outcome | Correct? |\n|--|--|--|--|--|--|\n{}\n"
    put(here, open_ + done.format("| *None yet* | | | | | |"), "t.md")
    took(here, "-s Ann", "t.md")
    judged = "| A-1 | It rains | 2026-01-03 | 2026-05-02 | 3 mm | ✅ |"
    put(here, open_.replace(row, "") + done.format(judged), "t.md")

    assert counts(took(here, "-s Ann", "t.md")) == (0, 1, 1, 0)
    assert counts(took(here, "-s Ann", "t.md")) == (0, 2, 0, 0)
    (rain,) = here("list --outcome yes -f json").json
    assert (rain["latest"], rain["judged_on"]) == ("2026-06-30", "2026-05-02")


def test_notes_are_nobodys_own_and_not_todays(here: Pledger) -> None:
    """Rows of notes without a speaker or a day are refused, not taken to be mine or said today."""
    table = "| Prediction | Deadline |\n|---|---|\n| It flies | by 2030 |\n"
    put(here, table, "n.md")

    refused = here("import n.md")
    assert refused.code == 2
    assert "--speaker" in refused.refusal
    refused = here("import n.md -s Ann")
    assert refused.code == 2
    assert "--said" in refused.refusal
    assert counts(took(here, "-s Ann --said 2026-01-05", "n.md")) == (1, 0, 0, 0)
    assert claims(here)[0]["speaker"] == "Ann"


def test_the_roster_meets_who_is_known(here: Pledger) -> None:
    """A person known by a whole name is the one that the roster describes, with a role and more aliases."""
    here("add 'It rains' -s 'Elon Musk' --due 2030")
    put(here, NOTES, "n.md")
    took(here, name="n.md")

    (person,) = [one for one in here("people -f json").json if one["name"] == "Elon Musk"]
    assert (person["role"], "Musk" in person["aliases"], person["predictions"]) == ("CEO", True, 2)


def test_a_part_of_a_name_merges_nobody(here: Pledger) -> None:
    """Who is known by a part of a name may be another: they stay two, and it says how to make them one."""
    here("add 'It rains' -s Musk --due 2030")
    put(here, NOTES, "n.md")
    err = took(here, name="n.md")["err"]

    people = {one["name"]: one for one in here("people -f json").json}
    assert people["Musk"]["role"] is None
    assert people["Elon Musk"]["role"] == "CEO"
    assert 'pledger people "Elon Musk" --merge "Musk"' in err
    assert here("people 'Elon Musk' --merge Musk").code == 0
    assert {row["speaker"] for row in claims(here)} == {"Elon Musk", "Ann Li"}


def test_a_document_without_predictions(here: Pledger) -> None:
    """A page that holds none is refused and leaves nothing; a roster alone makes people known, each time."""
    put(here, "# Manual\n\n| Option | Meaning |\n|---|---|\n| -f | format |\n", "m.md")
    head = here("verify -f json").json[0]["head"]

    refused = here("import m.md")
    assert refused.code == 2
    assert "holds no predictions" in refused.refusal
    assert here("verify -f json").json[0]["head"] == head
    put(here, "# People\n\n| Name | Role |\n|---|---|\n| Ann Li | mayor |\n", "r.md")
    assert counts(took(here, name="r.md")) == (0, 0, 0, 0)
    assert counts(took(here, name="r.md")) == (0, 0, 0, 0)
    assert "Ann Li" in here("people").out


def test_the_source_of_notes_may_be_named(here: Pledger) -> None:
    """--source is what the person calls it, whatever the document's own title is."""
    put(here, NOTES, "n.md")
    took(here, "--source 'The town hall' --frame complete", "n.md")

    assert {row["source"] for row in claims(here)} == {"The town hall"}
    assert [row["frame"] for row in here("sources -f json").json] == ["complete"]
    assert counts(took(here, "--source 'The town hall'", "n.md")) == (0, 2, 0, 0)


@pytest.mark.parametrize("cells", ["deadline_phrase\nA,by end of 2025", "latest\nA,2025-12-31"])
def test_a_row_that_is_past_by_today(cells: str, pledger: Pledger) -> None:
    """A sheet that nowhere says when things were said is told what to give; one that does, its own day."""
    pledger("init")
    (pledger.cwd / "s.csv").write_text(f"statement,{cells}\n")
    unsaid = pledger("import s.csv")
    said = pledger("import s.csv --said 2026-01-05")

    assert (unsaid.code, said.code) == (2, 2)
    assert "today is taken; give --said DATE" in unsaid.refusal
    assert "before it was said (2026-01-05)" in said.refusal
    assert "--said DATE" not in said.refusal
    assert pledger("import s.csv --said 2025-01-05").code == 0


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize("one_source", [True, False])
def test_claims_recorded_twice_on_purpose_stay_two(
    form: str, one_source: bool, pledger: Pledger
) -> None:
    """What --again recorded once more has a uid of its own: an export brings all of it into another ledger."""
    pledger("init")
    for number in range(4):
        source = "Talk" if one_source else f"Talk {number % 2}"
        pledger(
            f"add 'It rains' --said 2026-01-05 --to 2027-01-01 --again --source '{source}'"
            + (" --note twice" if number == 3 else "")
        )
    pledger(f"export -o all.{form}")
    pledger("init --db other.sqlite")
    taken = pledger(f"import all.{form} --db other.sqlite -f json")
    again = pledger(f"import all.{form} --db other.sqlite -f json")
    pledger(f"export -o again.{form} --db other.sqlite")

    assert (taken.json[0]["added"], taken.code) == (4, 0), taken.err
    assert (again.json[0]["unchanged"], again.code) == (4, 0), again.err
    assert (pledger.cwd / f"again.{form}").read_bytes() == (
        pledger.cwd / f"all.{form}"
    ).read_bytes()


def test_a_copy_of_a_claim_comes_before_it(pledger: Pledger) -> None:
    """A row whose uid is new is no claim that a later row names by its own."""
    pledger("init")
    row = {"statement": "It rains", "said_on": "2026-01-05", "latest": "2027-01-01"}
    first, second = (row | {"uid": uid} for uid in ("abcdefghij", "bcdefghijk"))
    for rows in ([first], [second, first]):
        (pledger.cwd / "f.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        done = pledger("import f.jsonl -f json")

    assert (done.json[0]["added"], done.json[0]["unchanged"]) == (1, 1), done.err
