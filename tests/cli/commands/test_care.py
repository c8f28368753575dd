"""Making, copying and trying out a ledger."""

import sqlite3

import pytest

from tests.conftest import Pledger
from tests.store.ledgers import attacked


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A ledger of two claims, one of them private."""
    pledger("init --me Ann")
    pledger(
        "add 'It comes' -s Bo --said 2026-01-01 --due 'by March' -p 70% -t a --evidence x.org/1"
    )
    pledger("add 'My secret' --said 2026-01-01 --due 'by March' --private")
    return pledger


def test_a_backup_is_the_ledger(here: Pledger) -> None:
    """The copy holds the same claims and head, verifies, and replaces nothing without --force."""
    head = here("verify -f json").json[0]["head"]
    assert head in here("backup copy.sqlite").out
    assert here(f"verify --db copy.sqlite --head {head}").code == 0
    assert here("list --db copy.sqlite -f json").json == here("list -f json").json
    assert here("backup copy.sqlite").code == 4
    assert here("backup copy.sqlite --force").code == 0
    assert here("backup nowhere/copy.sqlite").code == 5
    # A writer's last command would be lost.
    assert here("backup predictions.sqlite --force").code == 4
    assert sorted(made.name for made in here.cwd.iterdir()) == ["copy.sqlite", "predictions.sqlite"]
    assert here("verify").code == 0


def test_a_backup_over_a_link_to_nowhere(here: Pledger) -> None:
    """--force replaces a link that points to nothing, as it does a file."""
    (here.cwd / "dangling").symlink_to("nowhere")

    assert here("backup dangling").code == 4
    assert here("backup dangling --force").code == 0
    assert here("--db dangling verify").code == 0


def test_exports_leave_private_claims_out(here: Pledger) -> None:
    """Every export but the journal leaves them out and says how many; --private brings them."""
    for name in ("csv", "tsv", "jsonl"):
        answer = here(f"export -f {name}")
        assert "secret" not in answer.out
        assert "1 private" in answer.err
        assert "secret" in here(f"export -f {name} --private").out
    journal = here("export -f journal")
    assert "secret" in journal.out
    assert "private" in journal.err


def test_an_export_comes_back(here: Pledger) -> None:
    """CSV and TSV into an empty ledger give the same claims."""
    for name in ("csv", "tsv"):
        here(f"export --private -o all.{name}")
        here(f"init --db {name}.sqlite --me Ann")
        assert here(f"import all.{name} --db {name}.sqlite").code == 0
        again = here(f"list --db {name}.sqlite -f json").json
        for claim, other in zip(here("list -f json").json, again, strict=True):
            for key in claim:
                if key != "prospective":
                    assert claim[key] == other[key], key


def test_a_file_is_written_whole_or_not(here: Pledger) -> None:
    """-o into a missing folder is exit 5; an existing file is only replaced by a whole one."""
    assert here("export -o nowhere/x.csv").code == 5
    (here.cwd / "x.csv").write_text("old")
    assert here("export -o x.csv").code == 0
    assert (here.cwd / "x.csv").read_text().startswith("statement,")


def test_the_demo_is_our_own_ledger(pledger: Pledger) -> None:
    """`demo` fills a folder of its own, touches nothing here and says what to try."""
    answer = pledger("demo")
    assert answer.code == 0
    assert "pledger overdue" in answer.out or "overdue" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80
    assert len(answer.out.splitlines()) <= 24
    assert not list(pledger.cwd.iterdir())
    (made,) = pledger.tmp.rglob("predictions.sqlite")
    connection = sqlite3.connect(made)
    assert connection.execute("select count(*) from claim").fetchone()[0] > 60
    connection.close()
    assert pledger(f"verify --db {made}").code == 0


def test_a_default_ledger(pledger: Pledger) -> None:
    """`init --default` makes one in the data folder, found from everywhere; a second is refused."""
    assert pledger("init --default").code == 0
    assert not list(pledger.cwd.iterdir())
    assert pledger("add 'It comes' --due 'by 2030'").code == 0
    assert len(pledger("list -f json").json) == 1
    assert pledger("init --default").code == 4


def test_the_card_tells_all(here: Pledger) -> None:
    """`show` has history, sayings and forecasts in JSON, and its chain on the card."""
    here("add 'It comes' -s Bo --said 2026-04-01 --due 'by July' --follows 1")
    here("resolve 1 missed --evidence https://example.org/no --note 'not seen'")
    (claim,) = here("show 1 -f json").json
    assert [row["what"] for row in claim["history"]]
    assert claim["forecasts"][0]["who"] == "Bo"
    assert claim["sayings"] == []
    card = here("show 1").out
    for words in ("It comes", "Bo", "missed", "https://example.org/no", "not seen", "2026-07-31"):
        assert words in card


def test_the_day(here: Pledger) -> None:
    """`pledger` alone shows what is overdue, what falls due, and what to type next."""
    here("add 'It rains' -s Bo --due 2026-12-01")
    page = here("").out
    assert "It comes" in page
    assert "It rains" in page
    assert "pledger resolve 1" in page


def test_reminders(here: Pledger) -> None:
    """--review-on shows a claim on the day's page when its day comes, until moved, cleared or judged."""
    here("add 'Robots help at home' -s Bo --said 2026-02-11 --due soon --review-on 2026-12-01")
    assert "To look at again" not in here("").out
    page = here("", today="2026-12-01").out
    assert "To look at again" in page
    assert "Robots help at home" in page.partition("To look at again")[2]
    assert "2026-12-01" in here("show 3").out
    (row,) = [row for row in here("score -f json").json if row["group"] == "Bo"]
    assert row["no_deadline"] == 1
    assert here("edit 3 --review-on 2027-01-01", today="2026-12-01").code == 0
    assert "To look at again" not in here("", today="2026-12-02").out
    assert here("edit 3 --clear review_on", today="2026-12-01").code == 0
    assert here("list -f json").json[2]["review_on"] is None
    assert here("add x --review-on 2026-11-23").code == 4
    here("edit 3 --review-on 2026-12-05")
    here("resolve 3 yes --on unknown", today="2026-12-06")
    assert "To look at again" not in here("", today="2026-12-06").out
    assert here("verify").code == 0
    assert here("rebuild").code == 0


def test_no_ledger_yet(pledger: Pledger) -> None:
    """`pledger` alone in an empty folder says how to begin, and makes nothing."""
    answer = pledger("")

    assert answer.code == 3
    assert "pledger demo" in answer.out
    assert "pledger init" in answer.out
    assert list(pledger.cwd.iterdir()) == []


def test_verify_quick(here: Pledger) -> None:
    """--quick checks the journal's chain and not the tables, and says so."""
    with sqlite3.connect(here.cwd / "predictions.sqlite") as ledger:
        ledger.execute("update claim set statement = 'It stays' where id = 1")
    ledger.close()

    assert here("verify").code == 1
    quick = here("verify --quick")
    assert quick.code == 0
    assert "tables not compared" in quick.out
    with sqlite3.connect(here.cwd / "predictions.sqlite") as ledger:
        ledger.execute("drop trigger journal_empty")
        ledger.execute("update journal set recorder = 'Eve' where seq = 2")
    ledger.close()
    assert here("verify --quick").code == 1


def test_rebuild_repairs_the_tables_and_nothing_else(here: Pledger) -> None:
    """Tables are made anew from the journal; of a journal that does not hold nothing is made."""
    path = here.cwd / "predictions.sqlite"
    with sqlite3.connect(path) as ledger:
        ledger.execute("update claim set statement = 'It stays' where id = 1")
    ledger.close()
    assert here("rebuild").code == 0
    assert here("verify").code == 0
    with sqlite3.connect(path) as ledger:
        ledger.execute("drop trigger journal_empty")
        ledger.execute("update journal set recorder = 'Eve' where seq = 3")
    ledger.close()
    before = here("list -f json").json
    refused = here("rebuild")
    assert refused.code in (1, 5)
    assert refused.refusal
    assert here("list -f json").json == before


@pytest.mark.parametrize("keep", [0, 10, 200])
def test_a_journal_cut_short_makes_no_ledger(keep: int, here: Pledger) -> None:
    """A text that is no journal, or ends inside an entry, is refused; no file is left behind."""
    here("export -f journal -o j.txt")
    (here.cwd / "cut.txt").write_bytes((here.cwd / "j.txt").read_bytes()[:keep])

    refused = here("--db new.sqlite init --from cut.txt")

    assert refused.code == 2
    assert "cut.txt" in refused.refusal
    assert not (here.cwd / "new.sqlite").exists()


@pytest.mark.parametrize(
    ("attack", "way"),
    [
        ("update claim set note = 'x'", "pledger rebuild"),
        ("drop index claim_open", "init --from"),
        ("update journal set at = at || '0' where seq = 2", "restore a backup"),
        ("pragma user_version = 1", "pledger upgrade"),
    ],
)
def test_damage_names_the_way_out(attack: str, way: str, here: Pledger) -> None:
    """Whoever watches is told what to do about what was found; following it gives a whole ledger."""
    attacked(str(here.cwd / "predictions.sqlite"), attack)
    found = here("verify", env={"PLEDGER_HINTS": "1"})

    assert found.code == 1
    assert way in found.out
    here("rebuild")
    here("upgrade")
    here("export -f journal -o j.journal")
    made = here("--db new.sqlite init --from j.journal")
    assert (made.code == 0) == (way != "restore a backup")
    assert made.code or here("--db new.sqlite verify").code == 0
    if way in ("pledger rebuild", "pledger upgrade"):
        assert here("verify").code == 0


@pytest.mark.parametrize("line", ["history", "score"])
def test_damage_is_no_bug(line: str, here: Pledger) -> None:
    """What cannot be read in a ledger that was tampered with is told as damage, with the place: 5, not 70."""
    here("resolve 1 no")
    attacked(
        str(here.cwd / "predictions.sqlite"),
        "update journal set payload = '[]' || substr(payload, 3) where kind = 'claim.judged'",
        "update claim set outcome = 'perhaps' where id = 1",
    )
    answer = here(line, env={"PLEDGER_DEBUG": ""})

    assert answer.code == 5, answer.err
    assert "is damaged (entry" in answer.refusal
    assert "pledger verify" in answer.refusal
