"""The contract with users and scripts: exit codes, one sentence, and which ledger is meant."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A person in a folder with a ledger of their own."""
    assert pledger("init --me Nora").code == 0
    pledger("add 'It rains' -s Ann --said 2026-01-05 --due 'by June' -p 70%")
    return pledger


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("lst", 2, "did you mean list"),
        ("list --colour red", 2, "--colour"),
        ("show 99", 3, "no prediction 99"),
        ("show zzzz", 3, "no prediction zzzz"),
        ("list -s Bob", 3, "Bob"),
        ("score Bob", 3, "Bob"),
        ("add x --due 'purple monkey dishwasher'", 2, "cannot read the time phrase"),
        ("add x --due 'February 30, 2026'", 2, "no such day"),
        ("add x --due 'by the end of 2025'", 2, "before it was said"),
        ("add x --due 3/7/2026", 2, "2026-03-07"),
        ("add x --to 2026-02-30", 2, "2026-02-30"),
        ("add x --from 2026-12-31 --to 2026-12-01", 2, "check the dates"),
        ("add x -p 70", 2, "did you mean 70%"),
        ("add x -p 120%", 2, "120%"),
        ("add x -p 80% --deny", 4, "stance"),
        ("add x --said 2027-01-01", 4, "still to come"),
        ("add 'it  RAINS' -s Ann --said 2026-01-05 --due 'by June'", 4, "--again"),
        ("add x --follows 99", 3, "no prediction 99"),
        ("add x -s Bob --follows 1", 4, "same speaker"),
        ("resolve 1 yes", 2, "--on"),
        ("resolve 1 late", 2, "--on"),
        ("resolve 1 perhaps", 2, "perhaps"),
        ("resolve 1", 2, "pledger resolve 12 yes"),
        ("resolve 1 late --on 2026-06-30", 4, "not late"),
        ("resolve 1 yes --on 2027-01-01", 4, "still to come"),
        ("resolve 1 yes --on 2026-01-04", 4, "it was said on"),
        ("resolve 1 missed --on 2026-07-01", 2, "--on"),
        ("resolve 1 missed --judged 2026-06-30", 4, "the whole day"),
        ("reopen 1", 4, "no outcome"),
        ("edit 1", 2, "edit --help"),
        ("people Ann --merge Ann", 4, "one person"),
        ("verify --head abc", 2, "64 characters"),
        ("due --within soon", 2, "30d"),
        ("import nothing.csv", 2, "nothing.csv"),
        ("import .", 2, "cannot be read"),
        ("export -o x.doc", 2, "x.doc"),
        ("init", 4, "exists already"),
        ("backup predictions.sqlite", 4, "exists already"),
        ("--db . list", 5, "folder"),
        ("--db missing.sqlite list", 3, "init"),
        ("--db no/missing.sqlite init", 5, "no folder"),
        ("--today yesteryear list", 2, "yesteryear"),
        ("--today '' list", 2, "--today is empty"),
        ("--db '' add x", 2, "--db is empty"),
        ("list -f csv -o predictions.sqlite", 4, "is a database"),
        ("export -f journal -o other", 4, "is a database"),
        ("when 'by 2027' -f json -o link", 4, "is a database"),
        ("score --receipt loop", 5, "leads to itself"),
        ("list -f csv -o loop", 5, "leads to itself"),
        ("score --receipt predictions.sqlite-journal", 4, "a part of a database"),
        ("list -f csv -o wal", 4, "a part of a database"),
        ("overdue --limit 0", 2, "from 1 to"),
        ("list --limit 99999999999999999999", 2, "from 1 to"),
        (f"list {'%' * 50_000}", 2, "too long"),
        ("add x --follows ''", 3, "empty id"),
        ("people Ann --rename ''", 2, "--rename is empty"),
        ("add '\u200b\ufeff '", 2, "is empty"),
        ("--today 0001-01-01 when 'last week'", 2, "leave the calendar"),
        ("--today 9999-12-31 add x --due 'by Friday'", 2, "leave the calendar"),
        ("--today 0001-01-01 add x --said Friday", 2, "first year of the calendar"),
        ("add x --due 'before the launch' --event-date 0001-01-01", 2, "leave the calendar"),
        ("import 'a\npledger: b.csv'", 2, "a\\npledger: b.csv cannot be read"),
        (f"add x --said {'9' * 100_000}", 2, "9…"),
    ],
)
def test_refusals(line: str, code: int, words: str, here: Pledger) -> None:
    """What cannot be done is one sentence with the exit code of its kind, and changes nothing."""
    ledger = here.cwd / "predictions.sqlite"
    before = ledger.read_bytes()
    (here.cwd / "other").hardlink_to(ledger)
    (here.cwd / "link").symlink_to(ledger)
    (here.cwd / "loop").symlink_to("loop")
    (here.cwd / "wal").symlink_to("predictions.sqlite-wal")
    answer = here(line)

    assert answer.code == code, answer.err
    assert words in answer.err
    assert len(answer.err) < 5_000
    assert "Traceback" not in answer.err
    last = [text for text in answer.err.splitlines() if text.startswith("pledger: ")]
    assert len(last) == 1
    assert (here.cwd / "predictions.sqlite").read_bytes() == before


def test_no_ledger_anywhere(pledger: Pledger) -> None:
    """Without a ledger the sentence names `init` and `demo`, exit code 3, and nothing is made."""
    answer = pledger("list")

    assert answer.code == 3
    assert "pledger init" in answer.err
    assert "pledger demo" in answer.err
    assert list(pledger.cwd.iterdir()) == []


NOWHERE = """
import os, sys
from ledger.cli.main import main
main(["list"])
os.setgid(64321); os.setuid(64321)
os.environ.pop("HOME", None) if sys.argv[1] == "homeless" else None
sys.exit(main(["list"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="runs as another user")
@pytest.mark.parametrize("who", ["homeless", "locked out"])
def test_a_folder_that_may_not_be_looked_into(who: str, tmp_path: Path) -> None:
    """Where nobody may look, in a folder that one was put into, there is no ledger: 3, and no bug."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    here = tmp_path / "locked" / "here"
    here.mkdir(parents=True)
    if who == "locked out":
        here.parent.chmod(0o700)
    done = subprocess.run(
        [sys.executable, "-c", NOWHERE, who],
        cwd=here,
        capture_output=True,
        text=True,
        env={"HOME": str(tmp_path), "PATH": os.environ["PATH"]},
    )

    assert done.returncode == 3, done.stderr
    words = "home folder" if who == "homeless" else "no ledger here"
    assert words in done.stderr.splitlines()[-1]


def test_which_ledger(here: Pledger) -> None:
    """--db wins over PLEDGER_DB, that over the nearest file upwards, that over the default one."""
    deep = here.cwd / "a" / "b"
    deep.mkdir(parents=True)
    here("init --default --me Nora")
    for name in ("one", "two"):
        here(f"--db {name}.sqlite init")
        here(f"--db {name}.sqlite add {name}")

    def statements(line: str, **how: object) -> list[str]:
        return [row["statement"] for row in here(line, **how).json]  # type: ignore[arg-type]

    env = {"PLEDGER_DB": str(here.cwd / "one.sqlite")}
    two = here.cwd / "two.sqlite"

    assert statements(f"--db {two} list -f json", env=env) == ["two"]
    assert statements(f"list --db {two} -f json", env=env) == ["two"]
    assert statements("list -f json", env=env) == ["one"]
    assert statements("list -f json", cwd=deep) == ["It rains"]
    (here.cwd / "predictions.sqlite").unlink()
    assert statements("list -f json", cwd=deep) == []


def test_init_makes_the_ledger_that_the_environment_names(pledger: Pledger) -> None:
    """`init` makes what PLEDGER_DB names, as every other command reads it; --db and --default win."""
    env = {"PLEDGER_DB": str(pledger.cwd / "team.sqlite")}

    pledger("init --me Nora", env=env)
    pledger("--db mine.sqlite init", env=env)
    pledger("init --default", env=env)
    pledger("add 'It rains by 2027'", env=env)

    assert len(pledger("list -f json", env=env).json) == 1
    assert sorted(path.name for path in pledger.cwd.glob("*.sqlite")) == [
        "mine.sqlite",
        "team.sqlite",
    ]


def test_the_calendar_moves_with_a_notice(here: Pledger) -> None:
    """--today wins over PLEDGER_TODAY; both say so beside the output and move what is overdue."""
    moved = here("--today 2026-06-30 overdue -f json")

    assert moved.json == []
    assert "2026-06-30" in moved.err
    assert here("overdue --today 2026-06-30 -f json").err.splitlines() == [
        "today is taken to be 2026-06-30"
    ]
    assert len(here("overdue -f json", today="2026-07-01").json) == 1
    assert here("overdue --check", today="2026-07-01").code == 1
    assert here("overdue --check", today="2026-06-30").code == 0


def test_who_is_recording(here: Pledger) -> None:
    """--as speaks for somebody else; a claim without a speaker is theirs, or mine."""
    mine = here("add Mine -f json").json[0]
    theirs = here("--as Bob add Theirs -f json").json[0]
    recorders = [row["recorder"] for row in here("history -f json").json]

    assert (mine["speaker"], theirs["speaker"]) == ("Nora", "Bob")
    assert recorders[:2] == ["Bob", "Nora"]


def test_a_bug_is_70(here: Pledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw is a sentence too, with exit code 70."""
    import ledger.reports.claims

    monkeypatch.setattr(ledger.reports.claims, "listed", None)
    answer = here("list", env={"PLEDGER_DEBUG": ""})

    assert answer.code == 70
    assert "bug of ours" in answer.err


@pytest.mark.parametrize("line", ["list -f jsonl", "export -f jsonl", "export -f journal"])
def test_closed_output_is_no_error(line: str, here: Pledger) -> None:
    """`pledger list | head -1` ends quietly and well, however much was still to come."""
    (here.cwd / "many.csv").write_text("statement\n" + "".join(f"T {n}\n" for n in range(3000)))
    assert here("import many.csv").code == 0
    done = subprocess.run(
        [
            "bash",
            "-c",
            f"{sys.executable} -m ledger --db predictions.sqlite {line} | head -n 1;"
            " exit ${PIPESTATUS[0]}",
        ],
        cwd=here.cwd,
        capture_output=True,
        text=True,
    )

    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no device that is always full")
@pytest.mark.parametrize(
    ("redirection", "code", "said"),
    [
        ("> /dev/full", 5, "the output cannot be written: no space left on device"),
        (">&-", 0, ""),
        (">&- 2>&- <&-", 0, ""),
    ],
)
def test_output_that_goes_nowhere(redirection: str, code: int, said: str, here: Pledger) -> None:
    """A full device is a failed storage, a closed stream no failure; what was recorded stays, and is said."""
    for line in ("list", "--help", "add 'It snows' --to 2030-01-01"):
        done = subprocess.run(
            [
                "bash",
                "-c",
                f"{sys.executable} -m ledger --db predictions.sqlite {line} {redirection}",
            ],
            cwd=here.cwd,
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stderr
        assert done.stderr.removeprefix("pledger: ").startswith(said)
        assert ("recorded before" in done.stderr) == (bool(said) and line.startswith("add"))

    assert len(here("list snows -f json").json) == 1


@pytest.mark.parametrize("line", ["list", "overdue", "due", "people"])
def test_nothing_is_an_empty_list(line: str, pledger: Pledger) -> None:
    """Machine formats of nothing are `[]`; notices never mix in."""
    pledger("init")

    assert pledger(f"{line} -f json").json == []


def test_a_score_of_nothing_is_the_row_for_all(pledger: Pledger) -> None:
    """Where nobody said anything there is the row for all, of zeros and nulls."""
    pledger("init")
    (row,) = pledger("score -f json").json

    assert (row["group"], row["claims"], row["accuracy"]) == (None, 0, None)


def test_machine_formats(here: Pledger) -> None:
    """All formats hold the same claims; a suffix chooses the format of a file."""
    objects = here("list -f json").json
    assert here("list -f jsonl").jsonl == objects
    assert here("list -f csv").out.splitlines()[0].split(",") == list(objects[0])
    here("list -o claims.json")
    here("list -o claims.md")

    assert (here.cwd / "claims.json").read_text().lstrip().startswith("[")
    assert "| It rains |" in (here.cwd / "claims.md").read_text()


CLAIM_KEYS = [
    "id",
    "uid",
    "statement",
    "speaker",
    "kind",
    "said_on",
    "deadline_phrase",
    "window",
    "earliest",
    "latest",
    "status",
    "days_overdue",
    "outcome",
    "early",
    "happened_on",
    "judged_on",
    "judged_by",
    "evidence",
    "stance",
    "credence",
    "credence_low",
    "credence_high",
    "credence_basis",
    "credence_words",
    "criteria",
    "quote",
    "quote_kind",
    "lang",
    "source",
    "url",
    "place",
    "tags",
    "cluster",
    "follows",
    "private",
    "prospective",
    "note",
]
SCORE_KEYS = [
    "group",
    "claims",
    "aside",
    "due",
    "ahead",
    "open",
    "no_deadline",
    "repromises",
    "redacted",
    "removed_due",
    "edited_late",
    "judged",
    "unjudged",
    "yes",
    "late",
    "missed",
    "no",
    "partial",
    "ambiguous",
    "void",
    "retracted",
    "no_deadline_yes",
    "no_deadline_no",
    "right",
    "decided",
    "undecided",
    "neither",
    "day_unknown",
    "accuracy",
    "accuracy_low",
    "accuracy_high",
    "accuracy_worst",
    "accuracy_best",
    "forecasts",
    "brier",
    "brier_low",
    "brier_high",
    "log_score",
    "skill",
    "mcb",
    "mcb_expected",
    "dsc",
    "unc",
    "delivered",
    "slip_median",
    "slip_low",
    "slip_high",
    "prospective",
    "complete_sources",
    "sources",
    "selected",
    "selected_sources",
    "accuracy_n_eff",
    "included_ahead",
    "ahead_taken_back",
    "skill_half",
    "n_infinite",
    "log_score_low",
    "log_score_high",
    "skill_low",
    "skill_high",
    "brier_n_eff",
    "calibration_n_eff",
    "brier_scale_low",
    "brier_scale_high",
    "stated",
    "stated_right",
    "accuracy_expected",
    "even",
    "scale",
    "scale_version",
    "unhedged",
    "forecast",
]


def test_keys_of_a_claim(here: Pledger) -> None:
    """Every command that shows a claim shows all keys of the contract."""
    for line in (
        "list",
        "show 1",
        "overdue",
        "add Another --due 'in two weeks'",
        "due --within 8w",
        "resolve 1 no",
    ):
        rows = here(f"{line} -f json").json

        assert rows, line
        assert set(CLAIM_KEYS) <= set(rows[0]), line
    assert {"forecasts", "sayings", "history"} <= set(here("show 1 -f json").json[0])


def test_keys_of_a_score(here: Pledger) -> None:
    """`score` has one row per group and one for all, with the contract's keys."""
    rows = here("score -f json").json

    assert [row["group"] for row in rows] == ["Ann", None]
    assert list(rows[0]) == SCORE_KEYS


def test_when_reads_lines(here: Pledger) -> None:
    """`when -` gives one object a line, in order; one that cannot be read is an error and the run goes on."""
    answer = here("when - -f jsonl", stdin="2026年底\t2026-02-11\nQ5 2026\nsoon\n")

    assert [row["kind"] for row in answer.jsonl] == ["dated", "error", "vague"]
    assert answer.jsonl[0]["latest"] == "2026-12-31"
    assert answer.jsonl[1]["problem"]
    assert answer.code == 0


def test_help_loads_no_command(tmp_path: Path) -> None:
    """`--help` lists every command by group without importing one."""
    code = (
        "import sys\nfrom ledger.cli.main import COMMANDS, main\nmain(['--help'])\n"
        "assert not [name for name in sys.modules if name.startswith('ledger.cli.commands.')]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path
    )

    assert done.returncode == 0, done.stderr
    assert "Every day:" in done.stdout


def test_a_name_of_two_lines_is_one_name(here: Pledger) -> None:
    """Whoever records is one name in one line, however it was typed."""
    here(["--as", "Bo\n  Li", "add", "It snows"])

    assert [row["speaker"] for row in here("list snows -f json").json] == ["Bo Li"]


def test_nothing_that_is_quoted_reaches_the_terminal_raw(pledger: Pledger) -> None:
    """Statements, names and files that a sentence quotes are shown with control characters visible."""
    odd = "o\x1b[2Jdd.csv"
    (pledger.cwd / odd).write_text("Weather\nfine\n")
    pledger("init")
    said = "it\x1b[31m comes \u202eout"
    lines = [
        ["add", said, "--speaker", "A\x1b[2Jda", "--due", "by 2027"],
        ["resolve", "1", "yes"],
        ["import", odd],
        ["show", "\x1b[2J"],
        ["overdue", "--today", "2027-01-01\x1b[2J"],
    ]
    for line in lines:
        answer = pledger(line)
        assert "\\x1b[" in answer.both
        assert "\x1b" not in answer.both
        assert "\u202e" not in answer.both


def test_a_prediction_without_an_outcome(pledger: Pledger) -> None:
    """Whoever types the number alone is told that the outcome goes behind it, and which there are."""
    pledger("init --me Nora")

    answer = pledger("resolve 12")
    assert answer.code == 2
    assert "late, missed, no, partial, ambiguous or void): pledger resolve 12 yes" in answer.err


def test_a_day_to_come_was_not_due(pledger: Pledger) -> None:
    """Of a prediction whose day is ahead it is not said that it was due."""
    pledger("init --me Nora")
    pledger('add "It opens" --said 2026-01-01 --to 2030-12-31')

    answer = pledger("resolve 1 late")
    assert (answer.code, "is due on 2030-12-31: say when" in answer.err) == (2, True)
