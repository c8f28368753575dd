"""The bytes that the journal is hashed from, and the rows it keeps."""

import json
from typing import Any
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import event

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_canonical_is_the_standard_librarys_json(value: Any) -> None:
    """Canonical JSON has sorted keys, no blanks and characters as they are: these bytes never change."""
    text = event.canonical(value)

    assert text == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert json.loads(text) == value
    assert event.canonical(json.loads(text)) == text


EXACT = {
    "keys are sorted by code point": (
        {"b": 1, "a": 2, "B": 3, "é": 4},
        '{"B":3,"a":2,"b":1,"é":4}',
    ),
    "characters as they are": ("年底 🚀 é", '"年底 🚀 é"'),
    "no normalisation": (["e\u0301", "é"], '["e\u0301","é"]'),
    "control characters are escaped": ("\n\t\x1f", '"\\n\\t\\u001f"'),
    "separators of lines are not": ("\u2028\u007f", '"\u2028\u007f"'),
    "nothing but null, true and false": ([None, True, False], "[null,true,false]"),
    "large integers whole": (10**12 * 10**12, "1" + "0" * 24),
    "empty": ([{}, [], ""], '[{},[],""]'),
}


@pytest.mark.parametrize("name", EXACT)
def test_canonical(name: str) -> None:
    """The bytes are fixed from the first entry on."""
    value, text = EXACT[name]

    assert event.canonical(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_no_number_that_json_lacks(value: float) -> None:
    """What JSON has no text for is never written."""
    with pytest.raises(ValueError):
        event.canonical([value])


def test_rows_of_this_version_are_todays() -> None:
    """Rows of today's version are read as they are."""
    rows = [{"id": 1}]

    assert event.lifted("claims.recorded", event.VERSION, rows) == rows


def test_a_newer_version_is_not_guessed_at() -> None:
    """Rows that a newer program wrote are refused, with the kind and the version."""
    with pytest.raises(ValueError, match=r"claim\.edited version 2 is newer"):
        event.lifted("claim.edited", event.VERSION + 1, [])


def test_kinds_are_named_alike() -> None:
    """A kind says what, and what happened to it."""
    kinds = get_args(event.Kind)

    assert len(set(kinds)) == len(kinds)
    assert all(kind.count(".") == 1 and kind == kind.lower() for kind in kinds)
