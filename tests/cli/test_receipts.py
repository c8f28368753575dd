"""A receipt adds up: its lines, one by one, are the figures of the scoreboard that it was written with."""

import itertools
import json
import random
import sqlite3
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ledger.cli import receipts
from ledger.cli.board import Board
from ledger.cli.counting import Counting
from ledger.domain.event import canonical
from ledger.reports import receipt
from ledger.reports import recheck
from ledger.reports import score
from ledger.reports.counted import HEADINGS
from ledger.store.queries import Questions
from tests.conftest import Pledger
from tests.store.test_tally import MARKET
from tests.store.test_tally import TAGS
from tests.store.test_tally import TODAY
from tests.store.test_tally import Said
from tests.store.test_tally import fill
from tests.store.test_tally import gave
from tests.store.test_tally import ledger
from tests.store.test_tally import many
from tests.store.test_tally import memory  # noqa: F401 - a fixture
from tests.store.test_tally import tell

EVERYTHING = Counting(
    each=False,
    prospective=False,
    complete=False,
    ahead=False,
    basis=None,
    forecast="first",
    scale=None,
    plain=None,
)
COUNTINGS = {
    "chains once": EVERYTHING,
    "each": replace(EVERYTHING, each=True),
    "ahead": replace(EVERYTHING, ahead=True),
    "in time": replace(EVERYTHING, prospective=True),
    "in time, each, ahead": replace(EVERYTHING, prospective=True, each=True, ahead=True),
    "whole sources": replace(EVERYTHING, complete=True),
    "numbers": replace(EVERYTHING, basis="stated", complete=True),
    "words": replace(EVERYTHING, basis="words"),
    "silence": replace(EVERYTHING, basis="none", prospective=True),
    "silence with a number": replace(EVERYTHING, plain=98 * 10**10),
    "the last chance": replace(EVERYTHING, forecast="last"),
    "chances by time": replace(EVERYTHING, forecast="time", each=True),
}


@pytest.fixture(autouse=True)
def nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long is left out."""
    monkeypatch.setattr(score, "GROUPS", -1)


def filled(connection: sqlite3.Connection, claims: list[Said]) -> Questions:
    """A ledger of these claims, some with tags, chances of others and words."""
    questions = Questions()
    questions.run = fill(connection, claims)
    tell(connection, gave(claims, random.Random(7)))
    connection.execute("update claim set words = 'likely' where basis = 'words'")
    connection.execute("update claim set private = 1 where id % 7 = 3")
    connection.execute("delete from person")
    people = {claim.speaker for claim in claims} | {
        f[0] for f in questions.run("select person from forecast", {})
    }
    connection.executemany(
        "insert into person (id, name, me) values (?, ?, 0)", [(n, f"P{n}") for n in people]
    )
    connection.execute("delete from tag")
    connection.executemany(
        "insert into tag (claim, n, tag) values (?, ?, ?)",
        [(c.id, n, tag) for c in claims for n, tag in enumerate(TAGS.get(c.id % 5, ()), 1)],
    )
    return questions


def written(questions: Questions, board: Board) -> receipts.Document:
    """The receipt of a scoreboard."""
    rows, _ = board.figures(questions, slips=False)
    return receipts.document(board, questions, rows, at=None)


def adds_up(made: receipts.Document) -> None:
    """See that every row is the sum of its lines, and that no line has two places."""
    for row in made["figures"]:
        found = receipt.added_up(made["claims"], row["group"])
        want: dict[str, Any] = {name: row[name] for name in found}
        for name in ("brier", "accuracy"):
            want[name] = None if want[name] is None else pytest.approx(want[name])
        assert found == want, row["group"]
    assert list(recheck.unsummed(made)) == []
    assert all(line["reason"] and line["place"] for line in made["claims"])
    ids = [line["id"] for line in made["claims"]]
    assert ids == sorted(set(ids))


def test_what_a_line_says_of_one_half_and_of_what_was_taken_back(pledger: Pledger) -> None:
    """One half calls nothing possible, and what the speaker took back nobody judged."""
    pledger("init --me Nora")
    pledger("add half --said 2020-01-01 --to 2020-12-31 -p 50%")
    pledger("add may --said 2020-01-01 --to 2020-12-31 -p may")
    pledger("add back --said 2020-01-01 --to 2999-12-31")
    pledger("retract 3 --on 2020-02-02")
    pledger("resolve 1 2 no --on 2020-12-31")
    assert pledger("score --include-ahead --receipt r.json").code == 0
    lines = json.loads((pledger.cwd / "r.json").read_text("utf-8"))["claims"]
    half, may, back = (line["reason"] for line in lines)

    assert half.endswith("; given one half: neither right nor wrong")
    assert may.endswith("; only called possible: neither right nor wrong")
    assert back.endswith("; taken back ahead of its last day (--include-ahead)")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_lines_add_up_to_the_figures(
    data: st.DataObject,
    memory: sqlite3.Connection,  # noqa: F811
) -> None:
    """Whatever is recorded and whatever is counted, the lines of a receipt are its figures."""
    claims = ledger(lambda some: data.draw(st.sampled_from(some)))
    questions = filled(memory, claims)
    how = data.draw(st.sampled_from(sorted(COUNTINGS)))
    made = written(questions, Board(COUNTINGS[how], TODAY))
    adds_up(made)
    assert len(made["claims"]) == len(claims)


@pytest.mark.parametrize("name", COUNTINGS)
@pytest.mark.parametrize("by", HEADINGS)
def test_rows_of_all_kinds_add_up(name: str, by: str, memory: sqlite3.Connection) -> None:  # noqa: F811
    """Rows by tag, source, year ... are the sums of the lines that name them; so are those of some people."""
    questions = filled(memory, many(11, 25))
    made = written(questions, Board(COUNTINGS[name], TODAY, by=by))
    adds_up(made)
    places = {line["place"] for line in made["claims"]}
    assert {"due", "ahead" if not COUNTINGS[name].ahead else "due"} <= places
    assert "removed" in places
    some = questions.people()[::3]
    theirs = written(questions, Board(COUNTINGS[name], TODAY, by=by, speakers=some))
    adds_up(theirs)
    names = {person.name for person in some}
    mine = [line for line in made["claims"] if line["speaker"] in names]
    assert [line["id"] for line in theirs["claims"]] == [line["id"] for line in mine]


def test_every_place_is_met(memory: sqlite3.Connection) -> None:  # noqa: F811
    """The generated ledgers hold every place, and every way of counting."""
    questions = filled(memory, many(11, 40))
    lines = [
        line
        for name in ("chains once", "in time")
        for line in written(questions, Board(COUNTINGS[name], TODAY))["claims"]
    ]
    assert {line["place"] for line in lines} == {
        *receipt.PLACES, "repromise", "removed", "removed_due", "left_out",
    }  # fmt: skip
    assert {line["counted"] for line in lines} == {
        "right", "not right", "undecided", "neither", "void", None,
    }  # fmt: skip


def test_a_loss_is_that_of_its_chances(memory: sqlite3.Connection) -> None:  # noqa: F811
    """By hand: (p - y)², or the same of each chance times its share of the time."""
    questions = filled(memory, many(11, 40))
    met = 0
    for name in ("chains once", "the last chance", "chances by time"):
        for line in written(questions, Board(COUNTINGS[name], TODAY))["claims"]:
            if line["loss"] is None:
                assert line["y"] is None
                continue
            met += 1
            assert line["y"] == (line["outcome"] == "yes")
            chances = line["chances"]
            if name != "chances by time":
                assert chances == []
                chances = [{"p": line["p"], "share": 1}]
            by_hand = sum(chance["share"] * (chance["p"] - line["y"]) ** 2 for chance in chances)
            assert line["loss"] == pytest.approx(by_hand)
    assert met > 50


def test_held_against_somebody(memory: sqlite3.Connection) -> None:  # noqa: F811
    """The chances of both stand in the lines that are compared, and make the two Brier scores."""
    questions = filled(memory, many(11, 80))
    (market,) = [person for person in questions.people() if person.id == MARKET]
    made = written(questions, Board(EVERYTHING, TODAY, versus=market))
    (row,) = [row for row in made["figures"] if row["group"] is None]
    both = [line for line in made["claims"] if line.get("versus_p") is not None]
    assert len(both) == row["versus_forecasts"] > 5
    theirs = [(line["versus_p"] - line["y"]) ** 2 for line in both]
    assert row["versus_other"] == pytest.approx(sum(theirs) / len(both))
    assert row["versus_brier"] == pytest.approx(sum(line["loss"] for line in both) / len(both))


def test_what_stands_together_is_named(memory: sqlite3.Connection) -> None:  # noqa: F811
    """The due ones that stand or fall together name the first of them; sizes are those of the interval."""
    questions = filled(memory, many(11, 40))
    made = written(questions, Board(replace(EVERYTHING, each=True), TODAY))
    (whole,) = [row for row in made["figures"] if row["group"] is None]
    due = [line for line in made["claims"] if line["counted"] in ("right", "not right")]
    due += [line for line in made["claims"] if line["counted"] == "undecided"]
    sizes: dict[Any, int] = {}
    alone = itertools.count(-1, -1)
    for line in due:
        key = line["stands_with"] or next(alone)
        sizes[key] = sizes.get(key, 0) + 1
    # n_eff = n / (1 + (Σm²/n - 1)ρ): at ρ = 1 it is n²/Σm², the fewest it can be.
    n = len(due)
    fewest = n * n / sum(m * m for m in sizes.values())
    assert fewest <= whole["accuracy_n_eff"] < n


def test_private_ones_have_no_words(memory: sqlite3.Connection) -> None:  # noqa: F811
    """A private prediction is listed with its dates and how it counted, and without any words."""
    made = written(filled(memory, many(11, 10)), Board(EVERYTHING, TODAY))
    hidden = [line for line in made["claims"] if line["private"]]
    assert len(hidden) == made["private"] > 3
    for line in hidden:
        assert [line[name] for name in ("statement", "words", "source", "cluster")] == [None] * 4
        assert line["evidence"] == []
    assert any(line["statement"] for line in made["claims"])


def test_the_digest_is_of_all_else(memory: sqlite3.Connection) -> None:  # noqa: F811
    """The digest holds every other value, whatever the file's blanks are: that of its canonical JSON."""
    made = written(filled(memory, many(11, 2)), Board(EVERYTHING, TODAY))
    text = "".join(receipts.text(made))
    found = json.loads(text)
    assert found.pop("digest") == sha256(canonical(made).encode()).hexdigest()
    assert found == made
    assert receipts.digest({**made, "digest": "0"}) == receipts.digest(made)
    assert receipts.digest({**made, "today": "2026-03-16"}) != receipts.digest(made)
    empty = {"claims": [], "figures": [1], "at": None}
    assert receipts.digest(empty) == sha256(canonical(empty).encode()).hexdigest()
