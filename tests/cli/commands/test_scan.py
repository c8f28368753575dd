"""What is offered is taken or skipped as it was asked, and nothing else is recorded."""

import sqlite3
import time
from typing import Any

import pytest

from tests.conftest import Pledger
from tests.terminal import Terminal
from tests.terminal import asked

NOTES = """# Town hall

| Item | Value |
|------|-------|
| Meeting date | 2026-03-03 |
| Link | https://example.org/talk |

| Prediction | Who | When |
|------------|-----|------|
| Ferries carry a million people | Ann Li | this year |

> **Ann**: "The quay will open by the end of September. Fares will probably fall next year."

- The museum has a roof.
- Night boats are planned for next spring

> **Bo Fox**: "Every district will have a tram in 2028, or by the end of 2029."

| Name | Role |
|------|------|
| Ann Li (李安) | mayor |
"""
KEYS = (
    "number status claim line speaker speaker_by text statement kind said_on deadline_phrase window earliest "
    "latest stance credence credence_low credence_high credence_basis credence_words quote_kind lang source "
    "why firmer problem key"
)


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A person with a ledger and notes."""
    pledger("init --me Nora")
    (pledger.cwd / "notes.md").write_text(NOTES)
    return pledger


def offered(here: Pledger, options: str = "") -> list[Any]:
    """What a scan lists."""
    return list(here(f"scan notes.md -f json {options}").json)


def statements(here: Pledger) -> list[str]:
    """What the ledger holds."""
    return [row["statement"] for row in here("list -f json").json]


def commands(here: Pledger) -> int:
    """How many commands were recorded."""
    return len(here("history -f json").json)


def test_the_list(here: Pledger) -> None:
    """Each candidate with number, line, speaker, reading and reason, and the keys that scripts find."""
    before = commands(here)
    rows = offered(here)

    assert list(rows[0]) == KEYS.split()
    assert [(row["number"], row["line"], row["speaker"], row["latest"]) for row in rows] == [
        (1, 12, "Ann Li", "2026-09-30"),
        (2, 12, "Ann Li", "2027-12-31"),
        (3, 15, None, "2027-05-31"),
        (4, 17, "Bo Fox", None),
    ]
    assert rows[1]["credence"] == 0.7
    assert rows[1]["why"] == '"will" with "next year"'
    assert rows[3]["problem"].startswith("the sentence holds two times")
    assert rows[3]["window"] is None
    assert {row["status"] for row in rows} == {"offered"}
    assert commands(here) == before


@pytest.mark.parametrize("form", ["table", "md", "csv", "jsonl"])
def test_every_format(form: str, here: Pledger) -> None:
    """The list is there in every format, and empty where nothing is left."""
    assert "The quay will open" in here(f"scan notes.md -f {form}").out
    (here.cwd / "empty.md").write_text("Date: 2026-03-03\n\nIt rained.\n")
    empty = here(f"scan empty.md -f {form}")
    assert empty.code == 0
    assert {"csv": f"{','.join(KEYS.split())}\n", "jsonl": ""}.get(
        form, "nothing left"
    ) in empty.out
    assert here("scan empty.md -f json").json == []


def test_taken_as_an_import_records_it(here: Pledger) -> None:
    """Speaker by the roster, words, window and chance, quote and its kind, day, source and place."""
    here("scan notes.md")
    answer = here("scan notes.md --accept 2")

    assert answer.code == 0
    assert '"probably" in the quote is heard as 70%, 55% to 85%.' in answer.err
    (claim,) = here("list -f json").json
    wanted = {
        "statement": "Fares will probably fall next year",
        "speaker": "Ann Li",
        "said_on": "2026-03-03",
        "deadline_phrase": "next year",
        "earliest": "2027-01-01",
        "latest": "2027-12-31",
        "stance": "affirm",
        "credence": 0.7,
        "credence_words": "probably",
        "quote": "Fares will probably fall next year",
        "quote_kind": "verbatim",
        "lang": "en",
        "source": "Town hall",
        "url": "https://example.org/talk",
        "place": "line 12",
    }
    assert {name: claim[name] for name in wanted} == wanted
    (person,) = [row for row in here("people -f json").json if row["name"] == "Ann Li"]
    assert "李安" in person["aliases"]


def test_an_import_doubles_nothing(here: Pledger) -> None:
    """Before or after: the rows of the file are added once, and what was taken is not told as gone."""
    here("scan notes.md --accept 1,2")
    first = here("import notes.md -f json")
    again = here("import notes.md -f json")

    assert [first.json[0][name] for name in ("added", "unchanged", "changed")] == [1, 0, 0]
    assert [again.json[0][name] for name in ("added", "unchanged", "changed")] == [0, 1, 0]
    assert "no longer holds" not in first.err + again.err
    assert len(statements(here)) == 3
    assert [row["number"] for row in offered(here)] == [3, 4]
    assert here("verify").code == 0


def test_a_row_with_the_same_words(here: Pledger) -> None:
    """A sentence that is written into the table later is the claim that was taken from it."""
    here("scan notes.md --accept 1")
    row = "| The quay will open by the end of September | Ann Li | by the end of September |"
    text = NOTES.replace("this year |\n", f"this year |\n{row}\n")
    (here.cwd / "notes.md").write_text(text)
    here("import notes.md")

    assert len(statements(here)) == 2


def test_skipped_is_not_offered_again(here: Pledger) -> None:
    """Nor after an import, nor when the lines move; --all still lists it, and it may be taken after all."""
    here("scan notes.md --skip 1,3")
    here("import notes.md")
    (here.cwd / "notes.md").write_text(
        NOTES.replace("# Town hall\n", "# Town hall\n\nIt rained.\n")
    )

    assert [row["number"] for row in offered(here)] == [2, 4]
    assert [row["status"] for row in offered(here, "--all")] == [
        "skipped",
        "offered",
        "skipped",
        "offered",
    ]
    assert here("scan notes.md --skip 1").code == 4
    assert here("scan notes.md --accept 1").code == 0
    assert offered(here, "--all")[0]["status"] == "taken"
    assert here("verify").code == 0


def test_history_undo_and_rebuild_know_it(here: Pledger) -> None:
    """What was skipped is told with its source and lines, taken back by undo, and rebuilt from the journal."""
    here("scan notes.md --skip 1,3")
    told = here("history -f json --limit 1").json[0]["what"]
    assert "skipped 2 sentences of Town hall (lines 12, 15)" in told
    rows = sqlite3.connect(here.cwd / "predictions.sqlite").execute("select line from candidate")
    assert sorted(rows) == [(12,), (15,)]
    here("rebuild")
    assert here("verify").code == 0
    assert here("undo").code == 0

    assert len(offered(here)) == 4
    assert here("verify").code == 0


def test_a_source_that_others_use_stays(here: Pledger) -> None:
    """Undoing the command that met a source leaves it where somebody else skipped a sentence of it since."""
    here("--as Ann scan notes.md --skip 1")
    here("--as Bob scan notes.md --skip 2")
    assert here("--as Ann undo").code == 0

    assert [row["status"] for row in offered(here, "--all")][:2] == ["offered", "skipped"]
    assert here("verify").code == 0


def test_all_or_nothing(here: Pledger) -> None:
    """One number that cannot be taken takes none of them: without a speaker, or a time, or unknown."""
    here("scan notes.md")
    before = commands(here)

    for line, code, words in (
        ("--accept 1,3", 2, "names nobody who said 3 (line 15); give --speaker NAME"),
        ("--accept 1,4", 2, "the time of 4 (line 17) cannot be told"),
        ("--accept 1,9", 3, "has no candidate 9, only 1 to 4"),
        ("--accept 1 --skip 1", 2, "stands in --accept and in --skip"),
        ("--accept 0", 2, "is no number of the list"),
        ("--accept 3-1", 2, "is no number of the list"),
        ("--accept one", 2, "is no list of numbers"),
        ("--skip ,", 2, "is empty"),
    ):
        answer = here(f"scan notes.md {line}")
        assert (answer.code, words in answer.refusal) == (code, True), answer.err
    assert commands(here) == before
    assert here("scan notes.md --accept 1-3 --speaker Harbour").code == 0
    assert here("scan notes.md --accept 1").code == 4
    assert [row["speaker"] for row in here("list -f json").json] == ["Ann Li", "Ann Li", "Harbour"]


def test_a_changed_file_is_refused(here: Pledger) -> None:
    """A number means what it meant in the list that was shown; else nothing is taken or skipped."""
    here("scan notes.md")
    before = commands(here)
    changed = NOTES.replace("> **Ann**", '> **Ann**: "Trams will stop in May."\n\n> **Ann**')
    (here.cwd / "notes.md").write_text(changed)
    for line in ("--accept 1", "--skip 2", "--accept 5"):
        answer = here(f"scan notes.md {line}")
        assert answer.code == 4
        assert "changed since it was listed" in answer.refusal
    assert commands(here) == before

    here("scan notes.md")
    assert here("scan notes.md --accept 1").code == 0
    assert statements(here) == ["Trams will stop in May"]


def test_moved_lines_change_no_number(here: Pledger) -> None:
    """A paragraph above moves all lines and no sentence: the numbers hold, and the new line is recorded."""
    here("scan notes.md")
    (here.cwd / "notes.md").write_text(
        NOTES.replace("# Town hall\n", "# Town hall\n\nIt rained.\n")
    )
    assert here("scan notes.md --accept 1").code == 0

    assert here("list -f json").json[0]["place"] == "line 14"


def test_a_changed_ledger_moves_no_number(here: Pledger) -> None:
    """What was taken, skipped or imported since keeps its number: another is never taken for it."""
    here("scan notes.md")
    here("scan notes.md --accept 1")
    here("scan notes.md --skip 3")
    here("import notes.md")
    assert here("scan notes.md --accept 2").code == 0

    assert statements(here) == [
        "The quay will open by the end of September",
        "Ferries carry a million people",
        "Fares will probably fall next year",
    ]


def test_what_the_ledger_holds_is_not_offered(here: Pledger) -> None:
    """A claim of the same source in other words, recorded by hand, is known; a firmer sentence says so."""
    here(
        "add 'The quay opens' -s 'Ann Li' --said 2026-03-03 --due 'by the end of September'"
        " --source 'Town hall'"
    )
    here("add 'Fares may fall' -s 'Ann Li' --said 2026-03-03 --source 'Town hall'")
    rows = offered(here, "--all")

    assert (rows[0]["status"], rows[0]["claim"]) == ("held", 1)
    assert (rows[1]["status"], rows[1]["firmer"] is not None) == ("offered", True)
    assert here("scan notes.md --accept 1").code == 4


def test_where_nothing_can_be_remembered(here: Pledger) -> None:
    """Without a place for the list it says that numbers cannot be checked, and still takes them."""
    env = {"XDG_CACHE_HOME": "/dev/null/nowhere"}
    assert "could not be remembered" in here("scan notes.md", env=env).err
    assert here("scan notes.md --accept 1", env=env).code == 0


def test_options(here: Pledger) -> None:
    """Day, source and kind of the quotes, where the notes do not tell them."""
    (here.cwd / "bare.txt").write_text('Ann Li: The quay will open in May.\n\nAnn Li: "Yes."\n')
    assert here("scan bare.txt").code == 2
    here("scan bare.txt --said 2026-04-01 --source Radio --quote-kind translated --accept 1")

    (claim,) = here("list -f json").json
    assert (claim["said_on"], claim["source"]) == ("2026-04-01", "Radio")
    assert (claim["latest"], claim["quote_kind"]) == ("2026-05-31", "translated")


def test_answers_as_a_report(here: Pledger) -> None:
    """With -f the answer holds the rows that were decided, with the claim that each became."""
    here("scan notes.md")
    rows = here("scan notes.md --accept 1 --skip 3 -f json").json

    assert [(row["number"], row["status"], row["claim"]) for row in rows] == [
        (1, "taken", 1),
        (3, "skipped", None),
    ]


def test_a_reading_scan_writes_nothing(here: Pledger) -> None:
    """The ledger is the same byte for byte; without one it is told how to make one."""
    before = (here.cwd / "predictions.sqlite").read_bytes()
    here("scan notes.md")
    here("scan notes.md --all -f json")
    assert (here.cwd / "predictions.sqlite").read_bytes() == before

    (here.cwd / "predictions.sqlite").unlink()
    answer = here("scan notes.md")
    assert (answer.code, "pledger init" in answer.refusal) == (3, True)


# At a terminal


def test_one_key_each(here: Pledger) -> None:
    """t takes, s skips for good, l leaves it for later, q quits: what was answered is recorded."""
    code, shown = asked(
        here, "scan notes.md", ("1> ", "t"), ("2> ", "s"), ("3> ", "l"), ("4> ", "q")
    )

    assert code == 0, shown
    assert "1 of 4: line 12, Ann Li (quoted)" in shown
    assert "1 recorded, 1 skipped, 2 left." in shown
    assert statements(here) == ["The quay will open by the end of September"]
    assert [row["number"] for row in offered(here)] == [3, 4]


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0)])
def test_stopping_keeps_what_was_answered(key: str, code: int, here: Pledger) -> None:
    """Interrupted in the middle, each answer before is in the ledger already."""
    ended, shown = asked(here, "scan notes.md", ("1> ", "t"), ("2> ", "t"), ("3> ", key))

    assert ended == code, shown
    assert "2 recorded, 0 skipped, 2 left." in shown
    assert len(statements(here)) == 2
    assert here("verify").code == 0


def test_a_terminal_that_is_gone(here: Pledger) -> None:
    """Whoever closes the window has recorded what they answered."""
    with Terminal(here, "scan notes.md") as terminal:
        terminal.reads("1> ")
        terminal.types("t")
        terminal.reads("2> ")
        terminal.hangs_up()

    assert len(statements(here)) == 1
    assert here("verify").code == 0


def test_back_takes_the_last_answer_back(here: Pledger) -> None:
    """b asks once more for the one before, whatever was answered; at the first it says so."""
    dialogue = [("1> ", "b"), ("first one.", ""), ("1> ", "s"), ("2> ", "b"), ("1> ", "t")]
    dialogue += [("2> ", "b"), ("1> ", "l"), ("2> ", "q")]
    code, shown = asked(here, "scan notes.md", *dialogue)

    assert code == 0, shown
    assert shown.count("Took the last answer back.") == 2
    assert statements(here) == []
    assert len(offered(here)) == 4
    assert here("verify").code == 0


def test_edit(here: Pledger) -> None:
    """e asks for each part, which stands there to be changed; what cannot be read is asked for again."""
    wipe = "\x15"  # empties the line
    dialogue = [
        *(("1> ", "e"), ("Prediction: ", f"{wipe}The quay is open\r"), ("it: ", "\r")),
        *(("when: ", f"{wipe}purple monkey\r"), ("heard: ", "\r"), (": ", "\r")),
        *(("1> ", "e"), ("Prediction: ", "\r"), ("it: ", "\r"), ("when: ", f"{wipe}by May\r")),
        *(
            ("heard: ", "60%\r"),
            (": ", "a hope\r"),
            ("is none of", ""),
            (": ", "goal\r"),
        ),
        ("2> ", "q"),
    ]
    code, shown = asked(here, "scan notes.md", *dialogue)

    assert code == 0, shown
    assert "Not recorded: cannot read the time phrase" in shown
    (claim,) = here("list -f json").json
    wanted = {
        "statement": "The quay is open",
        "speaker": "Ann Li",
        "latest": "2026-05-31",
        "credence": 0.6,
        "kind": "goal",
        "quote": "The quay will open by the end of September",
    }
    assert {name: claim[name] for name in wanted} == wanted


def test_what_is_missing_is_asked(here: Pledger) -> None:
    """Taking asks who said it, where nobody is named, and for a time that cannot be told."""
    dialogue = [("1> ", "l"), ("2> ", "l"), ("3> ", "t"), ("now): ", "\r"), ("3> ", "t")]
    dialogue += [("now): ", "Bo Fox\r"), ("4> ", "t"), ("Prediction: ", "\r"), ("it: ", "\r")]
    dialogue += [("when: ", "in 2028\r"), ("heard: ", "\r"), (": ", "\r")]
    code, shown = asked(here, "scan notes.md", *dialogue)

    assert code == 0, shown
    assert [(row["speaker"], row["latest"]) for row in here("list -f json").json] == [
        ("Bo Fox", "2027-05-31"),
        ("Bo Fox", "2028-12-31"),
    ]


def test_a_list_at_a_terminal(here: Pledger) -> None:
    """-f table lists there too, and asks nothing."""
    code, shown = asked(here, "scan notes.md -f table")

    assert code == 0
    assert "Take some: pledger scan notes.md --accept 1,2" in shown


def test_a_large_text_is_quick(here: Pledger) -> None:
    """Time grows with the size of a text: a third of a megabyte takes seconds."""
    words = "It rained again, and the ferries were late. Tickets cost as much as before, he said, in March. "
    text = "Date: 2026-03-03\n\n" + "".join(
        f"Ann Li: {words * 3}Quay {number} was built.\n\n" for number in range(1000)
    )
    (here.cwd / "long.txt").write_text(text)
    started = time.monotonic()
    assert here("scan long.txt -f json").code == 0

    assert time.monotonic() - started < 20
