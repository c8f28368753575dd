"""A claim as the store gives it, for the tests of what reads one."""

from typing import Any

# Everything that is not said of a claim.
_NOTHING = (
    "outcome happened_on judged_on judged_by judged_note retracted_on p p_low p_high words criteria "
    "criteria_on quote quote_kind lang source source_id source_url url place cluster follows note review_on "
    "looked_on"
)


def stored(**fields: Any) -> dict[str, Any]:
    """A claim of Ada's, said on the 1st of March for April and May, recorded the day after."""
    return {
        **dict.fromkeys(_NOTHING.split()),
        "id": 7,
        "uid": "abcdefghij",
        "statement": "it comes out",
        "speaker": "Ada",
        "speaker_id": 1,
        "kind": "forecast",
        "said_on": "2026-03-01",
        "deadline_phrase": "in April or May",
        "window": "dated",
        "earliest": "2026-04-01",
        "latest": "2026-05-31",
        "stance": "affirm",
        "basis": "none",
        "private": 0,
        "removed": 0,
        "tags": [],
        "evidence": [],
        "set_on": "2026-03-02",
        "with_outcome": 0,
        "edited_late": 0,
        "entry": 3,
        **fields,
    }
