"""Importing twice adds nothing: which known claim a row of a file is."""

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

import pytest

from ledger.exchange import matching
from ledger.exchange.matching import Known
from ledger.exchange.matching import Match

COLUMNS = ("statement", "speaker", "said_on", "latest", "credence", "outcome", "note")


def row(**fields: Any) -> dict[str, Any]:
    """A row as it is read: said on the 1st of January, due on the 1st of May."""
    return {
        "statement": "it comes",
        "said_on": "2026-01-01",
        "window": "dated",
        "earliest": "2026-01-01",
        "latest": "2026-05-01",
        "p": 8 * 10**11,
        "basis": "stated",
    } | fields


def known(number: int, last: dict[str, Any] | None, **fields: Any) -> Known:
    """A claim as last imported, or (`last` None) as it came from elsewhere."""
    of = row(**fields) if last is None else last
    return Known(number, of["said_on"], of["earliest"], of["latest"], of["window"], last)


def match(
    fields: dict[str, Any],
    candidates: Sequence[Known],
    *,
    by_id: bool = False,
    states_day: bool = True,
    lines: Mapping[int, int] | None = None,
    columns: Sequence[str] = COLUMNS,
    final: bool = False,
) -> Match:
    """What a row is, of a file whose rows all state their day; `lines` had some claims already."""
    return matching.match(
        fields,
        [one._replace(line=(lines or {}).get(one.id)) for one in candidates],
        by_id=by_id,
        states_day=states_day,
        columns=columns,
        final=final,
    )


def imported(
    rows: Sequence[dict[str, Any]], claims: Sequence[Known], *, by_id: bool = False
) -> list[tuple[str, int | None]]:
    """What each row of a file is, and of which claim: rows that wait come last."""
    lines: dict[int, int] = {}
    fresh: list[Known] = []
    answers: dict[int, tuple[str, int | None]] = {}
    waiting = list(enumerate(rows, 2))
    for final in (False, True):
        now, waiting = waiting, []
        for line, fields in now:
            found = match(fields, [*claims, *fresh], by_id=by_id, lines=lines, final=final)
            if found.what == "wait":
                assert not final
                waiting.append((line, fields))
                continue
            number = None if found.known is None else found.known.id
            if found.what == "new":
                number = 100 + line
                fresh.append(known(number, fields))
            if found.what in ("repeated", "clash"):
                assert found.known is not None
                assert found.known.line == lines[number or 0]
            else:
                lines[number or 0] = line
            answers[line] = (found.what, number)
    return [answers[line] for line in sorted(answers)]


MAY, JUNE, JULY = (
    row(latest=f"2026-0{month}-01", p=p * 10**11) for month, p in ((5, 3), (6, 5), (7, 8))
)


def test_nothing_known_is_new() -> None:
    """A row of an unknown speaker or statement is a new claim."""
    assert match(row(), []).what == "new"


def test_twice_adds_nothing() -> None:
    """The same file a second time: every row is known and unchanged, in any order."""
    ladder = [MAY, JUNE, JULY]
    claims = [known(number, of) for number, of in enumerate(ladder, 1)]

    assert imported(ladder, []) == [("new", 102), ("new", 103), ("new", 104)]
    assert imported(ladder, claims) == [("same", 1), ("same", 2), ("same", 3)]
    assert imported(ladder[::-1], claims) == [("same", 3), ("same", 2), ("same", 1)]


def test_a_ladder_stays_a_ladder() -> None:
    """Known windows are matched over the whole file before any row is read as a moved one."""
    claims = [known(1, MAY), known(2, JUNE)]
    moved = row(latest="2026-08-01", p=3 * 10**11)

    assert imported([moved, JUNE], claims) == [("changed", 1), ("same", 2)]
    assert imported([JULY, MAY, JUNE], claims) == [("new", 102), ("same", 1), ("same", 2)]


def test_a_moved_window_waits_for_the_end() -> None:
    """A row whose window is not known waits, and is a change of a claim that no other row is."""
    claims = [known(1, MAY)]

    assert match(JUNE, claims).what == "wait"
    assert match(JUNE, claims, final=True) == Match("changed", claims[0])
    assert match(JUNE, claims, lines={1: 2}, final=True).what == "new"


def test_each_claim_is_one_row_at_most() -> None:
    """Two moved rows are two claims: the second known one, or a new one."""
    assert imported([JUNE, JULY], [known(1, MAY)]) == [("changed", 1), ("new", 103)]
    assert imported([JULY], [known(1, MAY), known(2, JUNE)]) == [("changed", 1)]


def test_alike_in_window_told_apart_by_other_cells() -> None:
    """Rows alike in window are the claims whose cells as last imported they have."""
    one, other = row(note="from the talk"), row(note="from the paper")
    claims = [known(1, one), known(2, other)]

    assert imported([other, one], claims) == [("same", 2), ("same", 1)]
    assert imported([other, row(note="new")], claims) == [("same", 2), ("changed", 1)]
    assert imported([row(note="new"), one], claims) == [("changed", 2), ("same", 1)]


def test_a_second_row_with_other_cells_is_refused() -> None:
    """A second row with the same key and window but other cells clashes with the first, named by line."""
    assert imported([row(), row(p=0)], []) == [("new", 102), ("clash", 102)]
    assert imported([row(), row(p=0)], [known(1, row())]) == [("same", 1), ("clash", 1)]


def test_the_unchanged_one_of_two_is_the_known_one() -> None:
    """What is unchanged is found before any row is read as a change, wherever it stands in the file."""
    assert imported([row(p=0), row()], [known(1, row())]) == [("clash", 1), ("same", 1)]
    assert imported([row(p=0), row()], [known(1, row())], by_id=True) == [
        ("clash", 1),
        ("same", 1),
    ]


def test_an_exact_repetition_is_unchanged() -> None:
    """The same row once more in one file is no claim of its own, and names the line it repeats."""
    assert imported([row(), row()], []) == [("new", 102), ("repeated", 102)]
    assert imported([row(), row()], [known(1, row())]) == [("same", 1), ("repeated", 1)]


def test_another_day_is_another_claim() -> None:
    """Said on another day it is another claim; a changed day without an id is a new one."""
    later = row(said_on="2026-02-01")

    assert match(later, [known(1, row())], final=True).what == "new"
    assert imported([later, row()], [known(1, row()), known(2, later)]) == [
        ("same", 2),
        ("same", 1),
    ]


def test_a_row_without_a_day_matches_any() -> None:
    """A row that states no day is the claim of this source, whatever day it was recorded with."""
    today = row(said_on="2026-11-23", earliest="2026-01-01")
    columns = ("statement", "speaker", "latest", "credence")
    claim = known(1, row())

    assert match(today, [claim], states_day=False, columns=columns) == Match("same", claim)
    assert match(today, [claim], states_day=True, columns=columns, final=True).what == "new"


def test_a_row_without_a_day_knows_its_words() -> None:
    """Words that count from the day it was said are the same words, though today reads them anew."""
    last = row(deadline_phrase="in four months")
    today = last | {"said_on": "2026-11-23", "earliest": "2026-11-23", "latest": "2027-03-23"}
    columns = ("statement", "speaker", "deadline_phrase", "credence")
    claim = known(1, last)

    assert match(today, [claim], states_day=False, columns=columns) == Match("same", claim)


def test_ids_win_over_words() -> None:
    """A row with a known id is that claim, whatever else of it changed."""
    claim = known(1, row())
    other = row(statement="it comes out", said_on="2026-02-01", latest="2026-12-01")

    assert match(row(), [claim], by_id=True) == Match("same", claim)
    assert match(other, [claim], by_id=True).what == "wait"
    assert match(other, [claim], by_id=True, final=True) == Match("changed", claim)
    assert match(row(), [claim], by_id=True, lines={1: 2}).what == "repeated"
    assert match(other, [claim], by_id=True, lines={1: 2}, final=True).what == "clash"


def test_the_same_claim_from_another_source() -> None:
    """A claim that another source recorded is read in one more place, if day and window are the same."""
    claim = known(1, None)

    assert match(row(), [claim]) == Match("elsewhere", claim)
    assert match(row(), [claim], by_id=True) == Match("elsewhere", claim)
    assert match(row(p=0, note="heard"), [claim]) == Match("elsewhere", claim)
    assert match(JUNE, [claim]).what == "new"
    assert match(row(said_on="2026-01-02"), [claim]).what == "new"


def test_its_own_source_wins() -> None:
    """A claim that this source recorded is looked at before one that another did."""
    ours, theirs = known(2, row()), known(1, None)

    assert match(row(), [theirs, ours]) == Match("same", ours)


CHANGES: dict[str, tuple[dict[str, Any], dict[str, Any], set[str]]] = {
    "nothing": ({}, {}, set()),
    "a chance": ({"p": 7 * 10**11}, {}, {"p"}),
    "an outcome": ({"outcome": "yes"}, {}, {"outcome"}),
    "an outcome emptied": ({}, {"outcome": "yes"}, {"outcome"}),
    "a window": ({"latest": "2026-06-01"}, {}, {"latest"}),
    "the usual is the same as nothing": (
        {"kind": "forecast", "stance": "affirm", "tags": [], "private": False},
        {},
        set(),
    ),
    "no stance is not the usual one": ({"stance": None}, {}, {"stance"}),
    "a column that the file has not": ({"cluster": "launch"}, {}, set()),
    "words read anew by a newer grammar": (
        {"deadline_phrase": "by May", "latest": "2026-05-31"},
        {"deadline_phrase": "by May", "latest": "2026-05-01"},
        set(),
    ),
    "words heard anew on a newer scale": (
        {"words": "likely", "p": 7 * 10**11, "p_low": 6 * 10**11, "basis": "words"},
        {"words": "likely", "p": 75 * 10**10, "p_low": 5 * 10**11, "basis": "words"},
        set(),
    ),
    "other words for the same days": (
        {"deadline_phrase": "by May 1"},
        {"deadline_phrase": "by the 1st of May"},
        {"deadline_phrase"},
    ),
    "the same words of another day": (
        {"deadline_phrase": "in four months", "said_on": "2026-02-01", "latest": "2026-06-01"},
        {"deadline_phrase": "in four months"},
        {"said_on", "latest"},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed(name: str) -> None:
    """A change is told against the row as last imported, in the columns that the file has."""
    now, before, names = CHANGES[name]
    columns = (*COLUMNS, "stance", "kind", "tags", "private", "deadline_phrase")

    assert matching.changed(row(**now), row(**before), columns) == names


def test_an_unchanged_cell_takes_nothing_back() -> None:
    """A later verdict is no difference: the cell says what it said when last imported."""
    claim = known(1, row())

    assert match(row(), [claim]) == Match("same", claim)
    assert matching.changed(row(), row(), COLUMNS) == set()


WINDOWS: dict[str, tuple[dict[str, Any], dict[str, Any], bool]] = {
    "the same days": ({}, {}, True),
    "another last day": ({"latest": "2026-06-01"}, {}, False),
    "another first day": ({"earliest": "2026-02-01"}, {}, False),
    "no day and none": (
        {"window": None, "earliest": None, "latest": None},
        {"window": None, "earliest": None, "latest": None},
        True,
    ),
    "vague, not none": (
        {"window": "vague", "earliest": None, "latest": None},
        {"window": None, "earliest": None, "latest": None},
        False,
    ),
    "the same words, read otherwise": (
        {"deadline_phrase": "by May", "latest": "2026-05-31"},
        {"deadline_phrase": "by May"},
        True,
    ),
    "the same words, set by hand since": (
        {"deadline_phrase": "soon", "window": "vague", "earliest": None, "latest": None},
        {"deadline_phrase": "soon"},
        False,
    ),
    "other words, the same days": (
        {"deadline_phrase": "by May"},
        {"deadline_phrase": "before June"},
        True,
    ),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_the_same_window(name: str) -> None:
    """Two rows name one window by the same words on the same day, or by the same days."""
    now, before, same = WINDOWS[name]

    assert matching.same_window(row(**now), row(**before)) is same
