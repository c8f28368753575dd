"""Claims as the contract shows them."""

from typing import Any

import pytest

from ledger.reports import claims
from ledger.store.queries import Moved
from tests.stored import stored as a_claim

TODAY = "2026-11-23"
# At least these keys, in any order; others may be added, none is ever taken away.
CONTRACT = """
id uid statement speaker kind said_on deadline_phrase window earliest latest status days_overdue outcome
early happened_on judged_on judged_by evidence stance credence credence_low credence_high credence_basis
credence_words criteria quote quote_kind lang source url place tags cluster follows private prospective note
"""
KEYS = CONTRACT.split()


def stored(**fields: Any) -> dict[str, Any]:
    """Grok Code, said in February for two to three months later."""
    grok = {
        "id": 4,
        "statement": "Grok Code reaches the state of the art among coding models",
        "speaker": "Elon Musk",
        "said_on": "2026-02-11",
        "deadline_phrase": "in 2-3 months",
        "earliest": "2026-04-11",
        "latest": "2026-05-11",
        "set_on": "2026-02-12",
    }
    return a_claim(**grok | fields)


def test_keys_of_the_contract() -> None:
    """A claim has every key of the contract, whatever is known of it."""
    assert set(KEYS) <= set(claims.claim(stored(), TODAY))


def test_what_is_recorded_is_shown_as_it_is() -> None:
    """What was recorded is shown under its own name, unchanged."""
    row = stored(note="a note", cluster="launch", follows=3, tags=["ai"], place="line 44")
    shown = claims.claim(row, TODAY)

    for name in KEYS:
        if name in row and name not in ("private",):
            assert shown[name] == row[name], name


DAYS = {
    "its last day": ("2026-05-11", "open", None),
    "the day after": ("2026-05-12", "overdue", 1),
    "half a year later": ("2026-11-23", "overdue", 196),
    "over a leap day": ("2028-05-11", "overdue", 731),
    "long before": ("2026-02-11", "open", None),
}


@pytest.mark.parametrize("name", DAYS)
def test_days_overdue(name: str) -> None:
    """Overdue is what is not judged when today is after its last day, and counted from that day."""
    today, status, days = DAYS[name]
    shown = claims.claim(stored(), today)

    assert (shown["status"], shown["days_overdue"]) == (status, days)


STATES: dict[str, tuple[dict[str, Any], str]] = {
    "missed": ({"outcome": "missed"}, "resolved"),
    "judged": ({"outcome": "yes"}, "resolved"),
    "taken back": ({"retracted_on": "2026-03-01"}, "retracted"),
    "undated": ({"window": None, "earliest": None, "latest": None}, "undated"),
    "open window": ({"window": "open", "latest": None}, "undated"),
    "vague": ({"window": "vague", "earliest": None, "latest": None}, "undated"),
}


@pytest.mark.parametrize("name", STATES)
def test_only_the_overdue_have_days(name: str) -> None:
    """What is judged, taken back or without a last day is never overdue."""
    fields, status = STATES[name]
    shown = claims.claim(stored(**fields), TODAY)

    assert (shown["status"], shown["days_overdue"]) == (status, None)


EARLY = {
    "before its window": ("yes", "2026-04-10", True),
    "on its first day": ("yes", "2026-04-11", False),
    "on an unknown day": ("yes", None, False),
    "late": ("late", "2026-06-01", False),
    "no": ("no", "2026-04-01", False),
    "not judged": (None, None, False),
}


@pytest.mark.parametrize("name", EARLY)
def test_early(name: str) -> None:
    """Early is a yes before the first day, and nothing else."""
    outcome, happened_on, early = EARLY[name]
    row = stored(outcome=outcome, happened_on=happened_on)

    assert claims.claim(row, TODAY)["early"] is early
    assert claims.claim({**row, "earliest": None}, TODAY)["early"] is False


CHANCES = (
    (None, None),
    (0, 0.0),
    (1, 1e-12),
    (6 * 10**11, 0.6),
    (909 * 10**9, 0.909),
    (10**12, 1.0),
)


@pytest.mark.parametrize(("p", "number"), CHANCES)
def test_credence(p: int | None, number: float | None) -> None:
    """A chance is a number from 0 to 1, exactly the one that was written."""
    row = stored(p=p, p_low=p, p_high=p, basis="stated", words="w")
    shown = claims.claim(row, TODAY)

    assert [shown[f"credence{end}"] for end in ("", "_low", "_high")] == [number] * 3
    assert (shown["credence_basis"], shown["credence_words"]) == ("stated", "w")


def test_flags_are_true_and_false() -> None:
    """Flags are booleans in every format, never 0 and 1."""
    for flag in (0, 1):
        shown = claims.claim(stored(private=flag, removed=flag, edited_late=flag), TODAY)
        assert [shown[name] for name in ("private", "removed", "edited_late")] == [bool(flag)] * 3
        assert isinstance(shown["private"], bool)


PROSPECTIVE: dict[str, tuple[dict[str, Any], bool]] = {
    "on record in time": ({}, True),
    "set on its last day": ({"set_on": "2026-05-11"}, False),
    "set after it happened": ({"outcome": "yes", "happened_on": "2026-02-12"}, False),
    "recorded with its outcome": ({"with_outcome": 1, "outcome": "no"}, False),
    "without a last day": ({"latest": None}, False),
}


@pytest.mark.parametrize("name", PROSPECTIVE)
def test_prospective(name: str) -> None:
    """Prospective is what was set before its last day and before it happened."""
    fields, prospective = PROSPECTIVE[name]

    assert claims.claim(stored(**fields), TODAY)["prospective"] is prospective


def test_link_of_the_claim_else_of_its_source() -> None:
    """The link is the claim's own, else the one of its source."""
    own = claims.claim(stored(url="https://a.example", source_url="https://b.example"), TODAY)
    source = claims.claim(stored(source_url="https://b.example"), TODAY)

    assert (own["url"], source["url"]) == ("https://a.example", "https://b.example")


def test_lists_are_rows_of_claims() -> None:
    """Every list has the same keys in the same order, and seven columns at most on screen."""
    rows = [stored(), stored(id=5, latest=None)]
    listed = claims.listed(rows, today=TODAY, title="Predictions", empty="None.")
    overdue = claims.overdue(rows[:1], today=TODAY, moved={}, notes=(), hint=None)
    due = claims.due(
        rows[:1],
        today="2026-05-01",
        within="within 30 days",
        moved={4: Moved(2, False)},
        notes=(),
        hint=None,
    )

    for report in (listed, overdue, due):
        keys = list(claims.claim(stored(), TODAY)) + (
            [] if report is listed else ["moved", "earlier_edited_late"]
        )
        assert all(list(row) == keys for row in report.rows)
        assert sum(not column.wide for column in report.columns) <= 7
    assert overdue.rows[0]["days_overdue"] == 196
    assert [cell["in"] for cell in due.cells or ()] == ["10"]


DEADLINES: dict[str, tuple[dict[str, Any], str]] = {
    "a day": ({}, "2026-05-11"),
    "open": ({"window": "open", "latest": None}, "from 2026-04-11"),
    "an event": ({"window": "event", "earliest": None, "latest": None}, "an event"),
    "vague": ({"window": "vague", "earliest": None, "latest": None}, "no date"),
}


@pytest.mark.parametrize("name", DEADLINES)
def test_deadline_in_a_table(name: str) -> None:
    """A table says by when, or why there is no day."""
    fields, text = DEADLINES[name]

    assert claims.deadline_text(stored(**fields)) == text


@pytest.mark.parametrize(
    ("quote_kind", "words", "flagged"),
    [
        ("translated", "可能会", True),
        ("translated", "可能会 (of the opposite)", True),
        ("verbatim", "可能会", False),
        ("translated", "likely", False),  # of the chance column
    ],
)
def test_words_of_a_translation_are_flagged(quote_kind: str, words: str, flagged: bool) -> None:
    """A chance that was heard in a translated quote says so: the speaker's own words were others."""
    row = stored(
        p=45 * 10**10,
        p_low=18 * 10**10,
        p_high=65 * 10**10,
        basis="words",
        words=words,
        quote="它可能会来",
        quote_kind=quote_kind,
    )
    report = claims.card(row, today=TODAY, sayings=[], history=[], chain=[row], hint=None)
    (chance,) = [text for name, text in report.card or () if name == "chance"]

    assert ("in a translation" in chance) is flagged


def test_the_card_has_everything() -> None:
    """`show` adds forecasts, sayings, chain and history; a chain of one is none."""
    row = stored(p=8 * 10**11, basis="stated")
    saying = dict.fromkeys(("source", "url", "place", "quote", "quote_kind", "lang"))
    for chain, links in (([row], 0), ([row, stored(id=5, follows=4)], 2)):
        report = claims.card(row, today=TODAY, sayings=[saying], history=[], chain=chain, hint=None)
        [whole] = report.rows
        assert set(KEYS) | {"forecasts", "sayings", "chain", "history"} <= set(whole)
        assert len(whole["chain"]) == links
    [forecast] = whole["forecasts"]
    assert (forecast["who"], forecast["on"], forecast["credence"]) == (
        "Elon Musk",
        "2026-02-11",
        0.8,
    )
    assert ("status", "overdue for 196 days") in (report.card or ())
