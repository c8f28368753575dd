"""Undo takes back one's own last command, all of it, and leaves what it was before."""

import sqlite3
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.conftest import Pledger

TABLES = (
    "person",
    "alias",
    "source",
    "claim",
    "tag",
    "saying",
    "forecast",
    "evidence",
    "criteria",
    "origin",
    "candidate",
    "change",
)


def tables(pledger: Pledger) -> dict[str, list[Any]]:
    """Every row of the projection; `spent` keeps what was given out, undone or not."""
    connection = sqlite3.connect(pledger.cwd / "predictions.sqlite")
    found = {name: sorted(connection.execute(f"select * from {name}"), key=repr) for name in TABLES}
    connection.close()
    return found


COMMANDS = (
    "add 'Thing {n}' -s Ann --said 2026-01-0{d} --due 'by June' -t x --source Talk --quote q",
    "add 'Thing {n}' -s 'Ann Lee' --said 2026-02-0{d} --follows {c}",
    "resolve {c} no --evidence https://example.org/{n}",
    "resolve {c} yes --on 2026-03-0{d}",
    "reopen {c}",
    "edit {c} --due 'by July' -p 7{d}% -t y --criteria seen --quote other",
    "edit {c} -s Bob --clear tags",
    "forecast {c} {d}0% -s Ann --on 2026-02-1{d}",
    "forecast {c} likely -s 'A{n}' --on 2026-02-2{d}",
    "retract {c}",
    "remove {c}",
    "people Ann --alias A{n}",
    "people 'Ann Lee' --merge Ann",
    "people Ann --rename Anna{n}",
    "import rows.csv --source S{d}",
    "scan notes.md --source S{d} --accept {c} --skip {n}",
    "scan notes.md --skip {c}",
)


@given(
    st.lists(st.tuples(st.sampled_from(COMMANDS), st.integers(1, 5), st.integers(1, 9)), max_size=9)
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_as_many_undos_give_what_was_before(
    pledger: Pledger, steps: list[tuple[str, int, int]]
) -> None:
    """Any commands of one person and as many undos give the tables of before; no id is given twice."""
    database = pledger.cwd / "predictions.sqlite"
    database.unlink(missing_ok=True)
    (pledger.cwd / "rows.csv").write_text("statement,note\nIt rains,a\nIt snows,b\n")
    towns = ("Ashford", "Bolton", "Crewe", "Derby", "Exeter", "Fleet", "Grays", "Hull", "Ilford")
    lines = "".join(f"- {town} will open in 2027\n" for town in towns)
    (pledger.cwd / "notes.md").write_text(f"Date: 2026-01-05\nAuthor: Ann\n\n{lines}")
    pledger("init --me Nora")
    pledger("add First -s Ann --said 2026-01-01 --due 'by May'")
    before = tables(pledger)
    given: list[int] = [row["id"] for row in pledger("list -f json").json]
    done = 0
    for n, (command, c, d) in enumerate(steps):
        head = pledger("history -f json --limit 1").json[0]["command"]
        answer = pledger(command.format(n=n, c=c, d=d))
        assert answer.code in (0, 2, 3, 4), (command, answer.err)
        done += pledger("history -f json --limit 1").json[0]["command"] > head
        new = [row["id"] for row in pledger("list -f json").json if row["id"] not in given]
        given += new
    for _ in range(done):
        assert pledger("undo").code == 0

    assert tables(pledger) == before
    assert pledger("verify -f json").json[0]["ok"]
    pledger("rebuild")
    assert tables(pledger) == before
    assert pledger("add New -f json").json[0]["id"] > max(given)


@pytest.fixture
def team(pledger: Pledger) -> Pledger:
    """A ledger of two people."""
    pledger("init --me Nora")
    pledger("add 'It rains' -s Ann --said 2026-01-01 --due 'by May'")
    return pledger


def test_one_undoes_ones_own(team: Pledger) -> None:
    """Somebody else's later command is not taken back; mine is, though theirs came after."""
    team("add Mine")
    team("--as Bob add Theirs")
    assert team("undo").code == 0

    assert [row["statement"] for row in team("list -f json").json] == ["It rains", "Theirs"]


def test_a_later_command_stands_in_the_way(team: Pledger) -> None:
    """What somebody else touched since is not taken back: it is named, exit code 4."""
    team("add Mine --said 2026-01-01 --due 'by May'")
    team("--as Bob resolve 2 no")
    answer = team("undo")

    assert answer.code == 4
    assert "Bob" in answer.err
    assert len(team("list -f json").json) == 2


def test_undo_skips_undos(team: Pledger) -> None:
    """Undo after undo takes back the command before; there is no redo, and the ledger's making stays."""
    team("resolve 1 no")
    assert [team("undo").code for _ in range(3)] == [0, 0, 4]
    assert team("list -f json").json == []


def test_people_in_use_stay(team: Pledger) -> None:
    """A person and a source that another command has used since stay when their maker is undone."""
    team("add Mine -s Carl --source Talk")
    team("--as Bob add Theirs -s Carl --source Talk")
    assert team("undo").code == 0

    assert "Carl" in {row["name"] for row in team("people -f json").json}
    assert team("list --source Talk -f json").json[0]["statement"] == "Theirs"
    assert team("verify -f json").json[0]["ok"]


def test_an_import_goes_whole(team: Pledger) -> None:
    """One undo takes back an import of several entries."""
    (team.cwd / "many.csv").write_text("statement\n" + "".join(f"Thing {n}\n" for n in range(2500)))
    team("import many.csv")
    assert len(team("list -f json").json) == 2501
    team("undo")

    assert len(team("list -f json").json) == 1
    assert team("verify -f json").json[0]["ok"]
