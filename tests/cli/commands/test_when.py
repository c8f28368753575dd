"""pledger when: phrases and sentences as people say them, and how they are shown."""

import csv
from pathlib import Path

import pytest

from ledger.cli.commands.when import read

with (Path(__file__).parents[2] / "data" / "time_phrases.csv").open(
    encoding="utf-8", newline=""
) as lines:
    ROWS = list(csv.DictReader(lines))


@pytest.mark.parametrize("said_on", sorted({row["said_on"] for row in ROWS}))
def test_phrases_and_sentences(said_on):
    """Each has its window or kind, or is refused; the windows were worked out by hand from the conventions."""
    different = []
    for row in ROWS:
        if row["said_on"] != said_on:
            continue
        got = read(row["phrase"], said_on, None)
        kind = "refused" if got["kind"] == "error" else got["kind"]
        days = (got["earliest"] or "", got["latest"] or "")
        if (kind, *days) != (row["kind"], row["earliest"], row["latest"]):
            different.append((row["phrase"], kind, *days))
    assert different == []
