"""Our own ledger, the files it was recorded from and its text agree."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Pledger

ROOT = Path(__file__).parent.parent
JOURNAL = ROOT / "examples" / "predictions.journal"

IMPORTS = (
    ["public-claims.csv", "--source", "Public claims, hand-picked", "--frame", "selected"],
    ["xai-all-hands.md"],
)


@pytest.fixture
def ours(pledger: Pledger) -> Pledger:
    """A person with a copy of our own ledger."""
    shutil.copy(ROOT / "predictions.sqlite", pledger.cwd)
    return pledger


def test_text_gives_the_ledger(ours: Pledger) -> None:
    """`init --from` the journal's text makes a ledger with the same head."""
    made = ours(["--db", "made.sqlite", "init", "--from", str(JOURNAL)])
    heads = [
        ours(f"--db {name} verify -f json").json for name in ("predictions.sqlite", "made.sqlite")
    ]

    assert made.code == 0, made.err
    assert heads[0][0]["ok"]
    assert heads[0] == heads[1]


def test_ledger_gives_the_text(ours: Pledger) -> None:
    """`export -f journal` writes the text that lies in `examples`, byte for byte."""
    assert ours("export -f journal").out.encode() == JOURNAL.read_bytes()


@pytest.mark.parametrize("line", IMPORTS, ids=lambda line: line[0])
def test_importing_again_changes_nothing(line: list[str], ours: Pledger) -> None:
    """Every row of `examples` is known and unchanged."""
    name, *options = line
    before = ours("verify -f json").json
    [told] = ours(["import", str(ROOT / "examples" / name), *options, "-f", "json"]).json

    assert told["read"] == told["unchanged"] > 0
    assert (told["added"], told["changed"], told["refused"]) == (0, 0, 0)
    assert ours("verify -f json").json == before


def test_what_is_overdue(ours: Pledger) -> None:
    """On 2026-11-23 Grok Code is 196 days overdue; a claim without a deadline never is."""
    overdue = {row["statement"]: row for row in ours("overdue -f json", today="2026-11-23").json}
    late = overdue["Grok Code reaches the state of the art among coding models"]

    assert late["latest"] == "2026-05-11"
    assert late["days_overdue"] == 196
    assert all(row["window"] == "dated" for row in overdue.values())


@pytest.mark.parametrize(
    ("line", "latest"),
    [
        (44, "2026-12-31"),
        (45, "2026-05-11"),
        (46, None),
        (47, "2026-12-31"),
        (48, None),
        (49, None),
        (50, None),
        (51, None),
        (52, None),
        (53, None),
        (54, "2026-04-11"),
        (55, None),
    ],
)
def test_windows_of_the_talk(line: int, latest: str | None, ours: Pledger) -> None:
    """The words for the time of the notes' twelve predictions mean these days, counted from 2026-02-11."""
    rows = [row for row in ours("list -f json").json[35:47] if f"Line {line}" in row["note"]]

    assert [row["latest"] for row in rows] == [latest]
    assert all(row["deadline_phrase"] for row in rows)


def test_what_scan_found_is_not_offered_again(ours: Pledger) -> None:
    """All that `scan` finds in the notes is in the ledger already."""
    assert ours(["scan", str(ROOT / "examples" / "xai-all-hands.md"), "-f", "json"]).json == []
