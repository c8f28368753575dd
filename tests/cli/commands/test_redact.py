"""The right thing can be forgotten: nothing of it is left, and the journal still holds."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ledger.store import engine
from ledger.store import store
from tests.conftest import Pledger

# Every text that was ever recorded of the prediction that is to be forgotten holds one of these.
SECRET = b"zebra"
ROWS = "id,statement,speaker,said,deadline,note\n"
FIRST = "A-zebra,Zebra crossing opens,Mayor,2026-01-05,2026-06-30,zebranote\n"
OTHER = "A-2,It rains,Mayor,2026-01-05,2026-07-31,\n"
YES = "redact 1 --reason 'asked for' --yes"


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A ledger in which one prediction has something in every place, taken back and edited too."""
    pledger("init --me Ann")
    (pledger.cwd / "rows.csv").write_text(ROWS + FIRST + OTHER)
    (pledger.cwd / "page.txt").write_text("zebra page")
    pledger("import rows.csv --source Talk")
    pledger("edit 1 --statement 'The zebra crossing opens' --quote zebraquote --url zebra.org/said")
    pledger("edit 1 -t zebratag --cluster zebracluster --note zebraagain --place zebraplace")
    pledger("evidence 1 https://zebra.org --file page.txt --note zebrafile")
    pledger("forecast 1 60% -s Bo --on 2026-02-02 --note zebracrowd")
    pledger("criteria 1 'zebras cross'")
    pledger("resolve 1 no --note zebrano")
    pledger("undo")
    pledger("resolve 1 missed --note zebrawhy --evidence zebra.org/evidence")
    pledger("snooze 1 --note zebralook")
    pledger("add 'It opens a year later' -s Mayor --said 2026-02-05 --due 2027-06-30 --follows 1")
    return pledger


def left(here: Pledger, secret: bytes = SECRET) -> list[str]:
    """The files of the ledger in which something of it can still be found, whatever their bytes mean."""
    found = []
    for path in [here.cwd / "predictions.sqlite", *here.cwd.glob("predictions.sqlite[-.]*/*")]:
        if secret in path.read_bytes().lower():
            found.append(path.name)
    return found


def leave_a_copy(here: Pledger) -> None:
    """Leave an old copy in the free space of the file, where SQLite does not overwrite what goes."""
    ledger = sqlite3.connect(here.cwd / "predictions.sqlite", isolation_level=None)
    ledger.execute("pragma secure_delete = off")
    ledger.execute("create table t (a)")
    ledger.execute("insert into t values ('an old zebra')")
    ledger.execute("drop table t")
    ledger.close()
    assert "predictions.sqlite" in left(here, b"an old zebra")


def test_nothing_is_left_of_it(here: Pledger) -> None:
    """Not in the journal, the tables, the free space of the file or the saved files; its uid neither."""
    leave_a_copy(here)
    uid = here("show 1 -f json").json[0]["uid"].encode()
    assert left(here)
    assert left(here, uid)
    told = here(YES)

    assert told.code == 0, told.err
    assert left(here) == []
    assert left(here, uid) == []
    assert list((here.cwd / "predictions.sqlite.files").iterdir()) == []
    assert "1 saved file was deleted" in told.out
    assert "Backups" in told.err
    for line in (
        "history",
        "list",
        "list --outcome missed",
        "export",
        "export -f journal",
        "sources",
    ):
        assert b"zebra" not in here(line).out.lower().encode(), line
    assert here("show 1").code == 3
    assert "asked for" in here("show 1").refusal
    assert here("history 1").code == 3


def test_the_ledger_still_holds(here: Pledger) -> None:
    """`verify` holds and names the gap; rebuilding, a copy and a copy of its text have the same content."""
    here(YES)
    verified = here("verify -f json").json[0]
    entries = [row for row in here("history -f json").json if "redacted" in row["what"]]

    assert verified["ok"]
    [gap] = verified["redacted"]
    assert (gap["claim"], gap["seq"]) == (1, verified["entries"])
    assert "redacted prediction 1" in here("verify").out
    assert "redacted prediction 1: asked for" in entries[0]["what"]
    before = here("list -f json").json
    assert here("rebuild").code == 0
    here("export -f journal -o j.journal")
    assert here("--db text.sqlite init --from j.journal").code == 0
    assert here("backup copy.sqlite").code == 0
    for ledger in ("predictions", "text", "copy"):
        assert here(f"--db {ledger}.sqlite list -f json").json == before
        again = here(f"--db {ledger}.sqlite verify -f json").json[0]
        assert (again["ok"], again["head"]) == (True, verified["head"])


def test_what_renewed_it_stays(here: Pledger) -> None:
    """Links before and after it stay one chain; a number is never given out again."""
    here("add 'It opens at last' -s Mayor --said 2026-03-05 --due 2028-06-30 --follows 3")
    here("redact 3 --reason 'asked for' --yes")
    assert here("show 4 -f json").json[0]["follows"] == 1
    assert [link["id"] for link in here("show 1 -f json").json[0]["chain"]] == [1, 4]
    here(YES)
    assert here("show 4 -f json").json[0]["follows"] is None
    assert here("add 'It snows' -f json").json[0]["id"] == 5
    assert here("verify").code == 0


def test_scores_say_how_many(here: Pledger) -> None:
    """It is in no count but one, in the row for all: recorded = claims + repromises + redacted + removed."""
    here("add 'A typo' -s Mayor --said 2026-01-05 --due 2026-06-30")
    here("remove 4")
    for redacted in (0, 1, 2):
        *groups, whole = here("score -f json").json
        assert whole["group"] is None
        assert whole["redacted"] == redacted
        assert [row["redacted"] for row in groups] == [0] * len(groups)
        removed = 0 if redacted == 2 else 1
        assert whole["claims"] + whole["repromises"] + redacted + removed == 4
        here(f"redact {(1, 4, 2)[redacted]} --reason 'asked for' --yes")
    assert "redacted" in here("score").out
    assert here("score Mayor -f json").json[-1]["redacted"] == 0


def test_undone_recordings_of_the_same_words(here: Pledger) -> None:
    """What was recorded and taken back before is forgotten with it, and can be forgotten by its number."""
    here("add 'Zebras may fly' --said 2026-01-05")
    here("undo")
    here("add 'Zebras may fly' --said 2026-01-05")
    here("redact 5 --reason 'asked for' --yes")
    assert left(here, b"zebras may fly") == []
    here("add 'Zebras swim' --said 2026-01-05")
    here("undo")
    assert here("redact 6 --reason 'asked for' --yes").code == 0
    assert left(here, b"zebras swim") == []
    assert here("score -f json").json[-1]["redacted"] == 1
    assert here("verify").code == 0
    assert here("rebuild").code == 0
    assert here("add 'It snows' -f json").json[0]["id"] == 7


def test_the_same_words_elsewhere_are_told(here: Pledger) -> None:
    """Another prediction that says the same stays, and so does a saved file that it needs."""
    here("add 'The zebra crossing opens' -s Mayor --said 2026-04-05")
    here("evidence 4 --file page.txt")
    told = here(YES)

    assert "Claim 4 says the same" in told.err
    assert "deleted" not in told.out
    assert len(list((here.cwd / "predictions.sqlite.files").iterdir())) == 1
    assert here("verify").code == 0


def test_an_import_does_not_bring_it_back(here: Pledger) -> None:
    """Nothing is left to know it by: what is new of the same source is held back, unless said after."""
    here(YES)
    later = "A-9,It hails,Mayor,2999-01-05,2999-07-31,\n"
    (here.cwd / "rows.csv").write_text(ROWS + FIRST + OTHER + later)
    told = here("import rows.csv --source Talk -f json", today="2999-02-01")
    [result] = told.json

    assert told.code == 1
    assert (result["added"], result["unchanged"], result["refused"]) == (1, 1, 1)
    assert result["problems"][0]["line"] == 2
    assert "redacted" in result["problems"][0]["problem"]
    assert left(here) == []
    # Another source is another matter, and nobody is kept from recording it anew.
    assert here("import rows.csv --source Other -f json --dry-run").json[0]["added"] == 1
    assert here("import rows.csv --source Talk --again -f json").json[0]["added"] == 1
    assert here("verify").code == 0


def test_a_row_without_a_day_is_held_back(pledger: Pledger) -> None:
    """A row that does not say when it was said may be what was redacted, on whatever day it is read."""
    pledger("init --me Ann")
    (pledger.cwd / "inbox.txt").write_text("Zebras cross by Friday\nIt rains by Friday\n")
    pledger("inbox inbox.txt")
    pledger(YES)

    assert pledger("inbox inbox.txt -f json", today="2999-01-01").json[0]["refused"] == 1
    assert left(pledger) == []
    assert pledger("inbox inbox.txt --again -f json", today="2999-01-01").json


def test_undo_stops_at_it(here: Pledger) -> None:
    """A redaction is not undone, nor skipped over; somebody's older commands are, for the rest of them."""
    here("--as Eve resolve 2 no")
    here("--as Eve edit 1 --note zebraeve")
    here(YES)
    assert here("undo").code == 4
    assert "redacted" in here("undo").refusal
    # All of Eve's last command is empty.
    assert here("--as Eve undo").code == 4
    assert "redacted" in here("--as Eve undo").refusal
    # Of an import the rest goes.
    here("--as Cy import rows.csv --source Mine --again")
    assert here("list -f json").json[-1]["id"] == 4
    here("redact 4 --reason 'asked for' --yes")
    (here.cwd / "more.csv").write_text(ROWS + FIRST + "A-3,It hails,Mayor,2026-01-05,2026-07-31,\n")
    here("--as Cy import more.csv --source More")
    here("redact 5 --reason 'asked for' --yes")
    assert [row["id"] for row in here("list -f json").json] == [2, 3, 6]
    assert here("--as Cy undo").code == 0
    assert [row["id"] for row in here("list -f json").json] == [2, 3]
    assert left(here) == []
    assert here("verify").code == 0
    assert here("rebuild").code == 0
    assert here("history").code == 0


REFUSED = {
    "without --yes": ("redact 1 --reason 'asked for'", 2, "--yes"),
    "without a reason": ("redact 1 --yes", 2, "reason"),
    "an empty reason": ("redact 1 --yes --reason ' '", 2, "empty"),
    "a reason that repeats it": (
        "redact 1 --yes --reason 'nobody said: the ZEBRA crossing  opens!'",
        2,
        "repeats",
    ),
    "no such prediction": ("redact 9 --yes --reason 'asked for'", 3, "9"),
    "no such number": ("redact 99999999999999999999 --yes --reason 'asked for'", 3, "9999"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, here: Pledger) -> None:
    """Nothing is forgotten unless it was said plainly."""
    line, code, word = REFUSED[name]
    before = here("verify -f json").json
    refused = here(line)

    assert refused.code == code
    assert word in refused.refusal
    assert here("verify -f json").json == before


def test_twice(here: Pledger) -> None:
    """Redacting again records nothing, and clears what a killed command may have left."""
    here(YES)
    before = here("verify -f json").json
    folder = here.cwd / "predictions.sqlite.files"
    (folder / ("0" * 64)).write_text("zebra")
    leave_a_copy(here)
    again = here(YES)

    assert again.code == 0
    assert "already" in again.out
    assert left(here) == []
    assert here("verify -f json").json == before


def attacked(here: Pledger, *statements: str) -> None:
    """Change the file with the guard off."""
    ledger = sqlite3.connect(here.cwd / "predictions.sqlite", isolation_level=None)
    [(guard,)] = ledger.execute("select sql from sqlite_master where name = 'journal_empty'")
    ledger.execute("drop trigger journal_empty")
    for statement in statements:
        ledger.execute(statement)
    ledger.execute(guard)
    ledger.close()


def journal(here: Pledger) -> dict[int, tuple[Any, ...]]:
    """Every entry."""
    ledger = sqlite3.connect(here.cwd / "predictions.sqlite")
    found = {row[0]: row for row in ledger.execute("select * from journal order by seq")}
    ledger.close()
    return found


def test_a_row_emptied_by_hand_is_damage(here: Pledger) -> None:
    """The database lets rows be emptied; without an entry that says so `verify` and `init --from` do not."""
    before = journal(here)
    here("backup copy.sqlite")
    here(YES)
    emptied = {
        seq: row[6] for seq, row in journal(here).items() if seq in before and row != before[seq]
    }
    assert len(emptied) >= 8
    seq, payload = next(iter(emptied.items()))
    ledger = sqlite3.connect(here.cwd / "copy.sqlite", isolation_level=None)
    ledger.execute("update journal set payload = ? where seq = ?", (payload, seq))
    ledger.close()

    found = here("--db copy.sqlite verify -f json")
    assert found.code == 1
    assert (seq, "journal") in [(row["seq"], row["table"]) for row in found.json[0]["problems"]]
    here("--db copy.sqlite export -f journal -o j.journal")
    assert here("--db new.sqlite init --from j.journal").code == 2
    assert not (here.cwd / "new.sqlite").exists()


def test_a_row_that_stands_again_is_damage(here: Pledger) -> None:
    """An entry says that a row is empty: somebody who puts it back is found."""
    before = journal(here)
    here(YES)
    after = journal(here)
    seq = next(seq for seq in before if before[seq] != after[seq])
    text = before[seq][6].replace("'", "''")
    attacked(here, f"update journal set payload = '{text}' where seq = {seq}")
    found = here("verify -f json")

    assert found.code == 1
    assert any("is not" in row["problem"] for row in found.json[0]["problems"])


def redacting(here: Pledger, ref: int, **how: Any) -> "subprocess.Popen[bytes]":
    """Redact in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "ledger", "redact", str(ref), "--reason", "asked for", "--yes"],
        cwd=here.cwd,
        env=here.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        **how,
    )


def test_eight_at_once(here: Pledger) -> None:
    """Eight processes that redact the same and others at once leave a whole ledger and nothing of it."""
    for number in range(4, 7):
        here(f"add 'Zebra {number} runs' --said 2026-01-05")
    running = [redacting(here, ref) for ref in (1, 4, 5, 6, 1, 4, 5, 6)]
    ended = [(process.wait(), (process.stderr or sys.stdin.buffer).read()) for process in running]

    assert {code for code, _ in ended} <= {0, 3}, ended
    assert here("score -f json").json[-1]["redacted"] == 4
    assert left(here) == []
    assert here("verify").code == 0


@pytest.mark.parametrize("after", [0, 0.003, 0.01, 0.03])
def test_killed(after: float, here: Pledger) -> None:
    """Killed at any moment it is forgotten or it is not; said again, nothing is left."""
    with sqlite3.connect(here.cwd / "predictions.sqlite") as ledger:
        count = ledger.execute("select count(*) from journal").fetchone()[0]
    ledger.close()
    process = redacting(here, 1)
    hot = Path(here.cwd / "predictions.sqlite-journal")
    while not hot.exists() and process.poll() is None:
        time.sleep(0.0005)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    verified = here("verify -f json")

    assert verified.code == 0, verified.out
    gone = here("show 1").code == 3
    assert verified.json[0]["entries"] == count + gone
    assert len(verified.json[0]["redacted"]) == gone
    assert here(YES).code == 0
    assert left(here) == []
    assert here("verify").code == 0


def test_a_full_disk(here: Pledger) -> None:
    """Where there is no room, nothing is forgotten and nothing is lost; with room again, it works."""
    size = (here.cwd / "predictions.sqlite").stat().st_size

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 8, size // 8))

    process = redacting(here, 1, preexec_fn=limited)
    _, err = process.communicate()

    assert process.returncode == 5, err
    assert b"Traceback" not in err
    assert here("verify").code == 0
    assert here(YES).code == 0
    assert left(here) == []


def test_a_file_that_cannot_be_swept(here: Pledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody holds the file, it is redacted, and the sentence says what to do about old copies."""
    reader = sqlite3.connect(here.cwd / "predictions.sqlite", isolation_level=None)

    def held(target: str) -> None:
        reader.execute("begin")
        reader.execute("select * from claim").fetchone()
        engine.vacuum(target)

    monkeypatch.setattr(engine, "PATIENCE", 0.2)
    monkeypatch.setattr(store, "vacuum", held)
    told = here(YES)
    monkeypatch.undo()
    reader.close()

    assert told.code == 5
    assert "redact 1" in told.refusal
    assert here("show 1").code == 3
    assert here(YES).code == 0
    assert left(here) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="runs as another user")
def test_a_file_that_cannot_be_written(here: Pledger) -> None:
    """Without the right to write, nothing is forgotten: exit code 5 and a sentence."""
    from tests.store.ledgers import AS_NOBODY

    path = here.cwd / "predictions.sqlite"
    for folder in (here.cwd, *here.cwd.parents):
        if folder.stat().st_mode & 0o005 != 0o005 and folder != folder.parent:
            folder.chmod(folder.stat().st_mode | 0o055)
    path.chmod(0o444)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(path), "redact", "1", "--reason", "r", "--yes"],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 5, done.stderr
    assert "Traceback" not in done.stderr
    path.chmod(0o644)
    assert here("verify").code == 0
    assert here("show 1").code == 0
