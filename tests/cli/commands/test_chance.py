"""`pledger chance` explains how sure a sentence sounds."""

from ledger.domain import phrases
from ledger.reports import chances
from tests.conftest import Pledger


def test_keys(pledger: Pledger) -> None:
    """One object with the contract's keys; no ledger is needed."""
    (row,) = pledger("chance 'It will almost certainly not ship' -f json").json
    expected = {
        "text": "It will almost certainly not ship",
        "basis": "words",
        "words": "almost certainly",
        "p": 0.07,
        "low": 0.01,
        "high": 0.1,
        "stance": "deny",
        "scale": "pooled",
        "flags": ["negated"],
    }
    assert {key: row[key] for key in expected} == expected


def test_lines(pledger: Pledger) -> None:
    """Lines from standard input give one object each, in order; a bad one is named and the run goes on."""
    answer = pledger("chance - -f jsonl", stdin="It may rain\na 130% chance\n\n很可能\n")
    assert answer.code == 0
    assert [row["basis"] for row in answer.jsonl] == ["words", "none", "words"]
    assert "130%" in answer.jsonl[1]["problem"]
    assert [row["stance"] for row in answer.jsonl] == [None, None, "affirm"]


def test_the_reading_is_true_of_the_word(pledger: Pledger) -> None:
    """Of a denied event the sentence tells what the word says, and what that makes of the event."""
    card = pledger("chance 'It will almost certainly not ship'").out
    assert "heard as 93%, 90% to 99%" in card
    assert "of the event, 7%" in card


def test_refusals(pledger: Pledger) -> None:
    """An unknown scale and a chance above one are exit 2."""
    for line in ("chance likely --scale mine", "chance 'a 120% chance'", "chance ''"):
        answer = pledger(line)
        assert answer.code == 2
        assert answer.refusal


def test_another_scale(pledger: Pledger) -> None:
    """--scale asks by a built-in one."""
    (row,) = pledger("chance likely --scale ICD-203 -f json").json
    assert (row["p"], row["low"], row["high"], row["scale"]) == (0.675, 0.55, 0.8, "icd-203")


def test_where_every_figure_of_the_scale_comes_from_is_said(pledger: Pledger) -> None:
    """Every row of our own scale says in words where its figures come from, in place of a word of ours."""
    assert {row.basis for row in phrases.SCALE} <= set(chances._BASES)
    out = " ".join(pledger("chance 'It is unlikely to ship'").out.split())

    assert "(scale pooled, version 1, from surveys of readers)" in out
    assert "counts as saying that it does not happen" in out
