"""What identifies a claim, and what its state is on a day."""

import base64
import hashlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.claim import is_prospective
from ledger.domain.claim import normalised
from ledger.domain.claim import statement_key
from ledger.domain.claim import status
from ledger.domain.claim import uid

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(speaker=TEXT, statement=TEXT, counter=st.integers(0, 10**6))
def test_uid_is_computed_from_what_was_said(speaker: str, statement: str, counter: int) -> None:
    """Ten characters of lower-case base32 of the SHA-256 of the canonical JSON of
    [speaker, said_on, statement after NFKC, casefold and collapsed spaces, counter]."""
    compared = " ".join(unicodedata.normalize("NFKC", statement).casefold().split())
    text = json.dumps(
        [speaker, "2026-02-11", compared, counter], ensure_ascii=False, separators=(",", ":")
    )
    digest = hashlib.sha256(text.encode("utf-8")).digest()

    assert (
        uid(speaker, "2026-02-11", statement, counter)
        == (base64.b32encode(digest).decode("ascii").lower()[:10])
    )


def test_uid_stays_what_it_is() -> None:
    """The uid of a claim is the same in every copy and every version."""
    assert uid("Elon Musk", "2026-02-11", "Grok Code is  out", 0) == "cc5lbqkzmf"


ALIKE = {
    "spaces": ("it  comes\tout ", "it comes out"),
    "line breaks": ("it comes\nout", "it comes out"),
    "case": ("It COMES Out", "it comes out"),
    "full width": ("ＡＧＩ　by 2029", "agi by 2029"),
    "no-break space": ("it\u00a0comes", "it comes"),
    "ligature": ("ﬁnal", "final"),
    "sharp s": ("STRASSE", "straße"),
    "accents put together": ("cafe\u0301", "café"),
}


@pytest.mark.parametrize("name", ALIKE)
def test_alike_as_compared(name: str) -> None:
    """Statements that differ in width, case or spaces are one statement."""
    one, other = ALIKE[name]

    assert normalised(one) == normalised(other)
    assert statement_key(one) == statement_key(other)
    assert uid("Ada", "2026-01-01", one, 0) == uid("Ada", "2026-01-01", other, 0)


DIFFERENT = (
    ("said by another", ("Bob", "2026-01-01", "it comes", 0)),
    ("on another day", ("Ada", "2026-01-02", "it comes", 0)),
    ("in other words", ("Ada", "2026-01-01", "it will come", 0)),
    ("once more", ("Ada", "2026-01-01", "it comes", 1)),
)


@pytest.mark.parametrize(("name", "other"), DIFFERENT)
def test_other_claims_have_other_uids(name: str, other: tuple[str, str, str, int]) -> None:
    """Speaker, day, statement and counter tell claims apart."""
    assert uid(*other) != uid("Ada", "2026-01-01", "it comes", 0)


@given(TEXT)
def test_keys_fit_into_the_table(statement: str) -> None:
    """A key is 63 bits, so that both engines hold it as an integer."""
    assert 0 <= statement_key(statement) < 2**63
    assert normalised(normalised(statement)) == normalised(statement)


STATES = {
    "before its day": ("2026-05-11", None, None, "2026-05-10", "open"),
    "on its day": ("2026-05-11", None, None, "2026-05-11", "open"),
    "the day after": ("2026-05-11", None, None, "2026-05-12", "overdue"),
    "no day": (None, None, None, "2126-01-01", "undated"),
    "judged": ("2026-05-11", "yes", None, "2026-05-12", "resolved"),
    "a missed one is resolved": ("2026-05-11", "missed", None, "2026-05-12", "resolved"),
    "judged without a day": (None, "no", None, "2026-05-12", "resolved"),
    "taken back": ("2026-05-11", None, "2026-04-01", "2026-05-12", "retracted"),
    "taken back without a day": (None, None, "2026-04-01", "2026-05-12", "retracted"),
    "taken back and judged": ("2026-05-11", "no", "2026-04-01", "2026-05-12", "resolved"),
}


@pytest.mark.parametrize("name", STATES)
def test_status(name: str) -> None:
    """Overdue is what is not judged when today is after its last day; without a day it never is."""
    latest, outcome, retracted_on, today, state = STATES[name]

    assert status(latest=latest, outcome=outcome, retracted_on=retracted_on, today=today) == state


HINDSIGHT = {
    "before its day": ("2026-05-10", "2026-05-11", None, False, True),
    "on its day": ("2026-05-11", "2026-05-11", None, False, False),
    "before it happened": ("2026-04-01", "2026-05-11", "2026-04-02", False, True),
    "on the day it happened": ("2026-04-02", "2026-05-11", "2026-04-02", False, False),
    "after it happened": ("2026-04-03", "2026-05-11", "2026-04-02", False, False),
    "with its outcome": ("2026-04-01", "2026-05-11", None, True, False),
    "without a day": ("2026-04-01", None, None, False, False),
    "without a day, before it happened": ("2026-04-01", None, "2026-06-01", False, False),
    "before its day, and late": ("2026-04-01", "2026-05-11", "2026-06-01", False, True),
}


@pytest.mark.parametrize("name", HINDSIGHT)
def test_prospective(name: str) -> None:
    """A claim was on record in time if set before its last day and before it happened, and not with its
    outcome; false without a day."""
    set_on, latest, happened_on, with_outcome, prospective = HINDSIGHT[name]

    assert prospective is is_prospective(
        set_on=set_on, latest=latest, happened_on=happened_on, with_outcome=with_outcome
    )
