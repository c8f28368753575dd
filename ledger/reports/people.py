"""Everybody the ledger knows, as a report."""

from collections.abc import Sequence
from typing import Any

from ledger.reports.report import Column
from ledger.reports.report import Report


def listed(rows: Sequence[dict[str, Any]]) -> Report:
    """The report of `people`: name, aliases, role, me, and how many predictions."""
    return Report(
        "People",
        (
            Column("name", "name"),
            Column("aliases", "also called", flow=True),
            Column("role", "role"),
            Column("predictions", "predictions", right=True),
            Column("me", "me"),
        ),
        rows,
        cells=[{"aliases": ", ".join(row["aliases"])} for row in rows],
        empty="Nobody yet.",
        hint='Two spellings of one person: pledger people "NAME" --merge "OTHER"' if rows else None,
    )
