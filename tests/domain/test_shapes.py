"""What the fields of an event may hold."""

from typing import Any

import pytest

from ledger.domain.event import Row
from ledger.domain.shapes import misshapen

CLAIM: Row = {
    "id": 1,
    "uid": "abcdefghij",
    "speaker": 1,
    "statement": "It rains",
    "said_on": "2026-01-05",
    "latest": "2026-06-30",
    "p": 7 * 10**11,
    "stance": None,
    "tags": ["a"],
    "private": True,
    "origin": {"source": 1},
}


def test_a_claim_as_the_program_writes_it() -> None:
    """What is null may be, and fields that nobody knows yet are none of our business."""
    assert misshapen("claims.recorded", CLAIM | {"mood": 5}) is None
    assert misshapen("person.named", {"person": 1}) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", 0),
        ("id", "1"),
        ("id", True),
        ("id", 2**63),
        ("statement", 5),
        ("said_on", "2026-1-5"),
        ("said_on", "20260105"),
        ("latest", "2026-02-30"),
        ("p", -1),
        ("p", 10**12 + 1),
        ("stance", "perhaps"),
        ("stance", ["deny"]),
        ("tags", "a"),
        ("tags", [1]),
        ("private", 1),
        ("outcome", "right"),
    ],
)
def test_what_a_field_cannot_hold(name: str, value: Any) -> None:
    """A value that no command records is named, in a claim and in both sides of a change."""
    problem = misshapen("claims.recorded", CLAIM | {name: value})
    assert problem is not None
    assert problem.startswith(f"{name} cannot be ")
    now = {"uid": "abcdefghij", "set": {name: value}, "was": {name: None}}
    assert misshapen("claim.edited", now) is not None
    was = {"uid": "abcdefghij", "set": {name: CLAIM.get(name)}, "was": {name: value}}
    assert misshapen("claim.edited", was) is not None


@pytest.mark.parametrize("name", ["id", "uid", "speaker", "statement", "said_on"])
def test_what_a_claim_cannot_be_without(name: str) -> None:
    """Without these there is no claim, recorded or edited."""
    left = {key: value for key, value in CLAIM.items() if key != name}
    assert misshapen("claims.recorded", left) == f"it has no {name}"
    emptied = {"uid": "a", "set": {name: None}, "was": {name: CLAIM[name]}}
    assert misshapen("claim.edited", emptied) == f"{name} cannot be empty"


@pytest.mark.parametrize("was", [None, {}, {"note": None, "lang": None}, "note"])
def test_a_change_says_what_was(was: Any) -> None:
    """Both sides of a change name the same fields."""
    change = {"uid": "a", "set": {"note": "x"}, "was": was}
    assert misshapen("claim.edited", change) is not None
    assert misshapen("claim.edited", change | {"was": {"note": None}}) is None
