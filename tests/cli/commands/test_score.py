"""The scoreboard on the command line: its order, its renewals, its people."""

import pytest

from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """Ann with one right of one, Bo with five right of six, Cy with a promise renewed once."""
    pledger("init --me Me")
    rows = ["statement,speaker,said_on,latest,outcome,follows", "a,Ann,2020-01-01,2020-12-31,yes,"]
    rows += [f"b{n},Bo,2020-01-01,2020-12-31,{'yes' if n else 'no'}," for n in range(6)]
    rows += ["c1,Cy,2020-01-01,2020-12-31,missed,", "c2,Cy,2021-01-01,2021-12-31,missed,c1"]
    (pledger.cwd / "s.csv").write_text("\n".join(rows))
    pledger("init --me Nora")
    assert pledger("import s.csv --judged 2022-01-01").code == 0
    return pledger


def groups(here: Pledger, line: str) -> list[str | None]:
    """The rows of a scoreboard, by name."""
    return [row["group"] for row in here(f"{line} -f json").json]


def test_the_order(here: Pledger) -> None:
    """Rows stand by the number due; --sort lower by the lower limit, not by the raw share."""
    assert groups(here, "score") == ["Bo", "Ann", "Cy", None]
    rows = here("score --sort lower -f json").json
    assert [row["group"] for row in rows] == ["Bo", "Ann", "Cy", None]
    assert rows[1]["accuracy"] > rows[0]["accuracy"]
    assert rows[1]["accuracy_low"] < rows[0]["accuracy_low"]


def test_renewals(here: Pledger) -> None:
    """A promise and its renewal count once and it says so; --each counts both."""

    def cy(line: str) -> dict[str, int]:
        (row,) = [row for row in here(f"{line} -f json").json if row["group"] == "Cy"]
        return {name: row[name] for name in ("claims", "due", "missed", "repromises")}

    assert cy("score") == {"claims": 1, "due": 1, "missed": 1, "repromises": 1}
    assert cy("score --each") == {"claims": 2, "due": 2, "missed": 2, "repromises": 0}
    assert "each" in here("score --each").out.casefold()


def test_some_people_only(here: Pledger) -> None:
    """Named speakers, by any spelling, have the board to themselves; the row for all is about them."""
    rows = here("score bo ANN -f json").json

    assert [row["group"] for row in rows] == ["Bo", "Ann", None]
    assert rows[-1]["claims"] == 7
    assert here("score Nobody").code == 3
