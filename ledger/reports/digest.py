"""What changed in a ledger since a day."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from ledger.reports import claims
from ledger.reports.report import Column
from ledger.reports.report import Report

Row = dict[str, Any]


def changed(
    *,
    overdue: Sequence[Row],
    due: Sequence[Row],
    judged: Sequence[Row],
    renewed: Sequence[tuple[Row, Row]],
    moved: Sequence[tuple[Row, str | None]],
    remind: Sequence[Row],
    recorded: tuple[int, int],
    since: str,
    today: str,
) -> Report:
    """The report of `digest`: a row for each change, by what changed.

    `renewed` pairs a promise with the one it renews, `moved` a claim with the last day it had before; the rest
    are claims as the store gives them. `recorded` says how many are new, and how many of them had an outcome.
    """
    rows: list[Row] = []
    cells: list[dict[str, str]] = []

    def add(change: str, row: Mapping[str, Any], now: str, was: str | None = None) -> None:
        shown = claims.claim(row, today)
        rows.append({"change": change, **shown, "was": was})
        cells.append({"change": _CALLED[change], "now": now})

    for row in overdue:
        add("overdue", row, f"was due {row['latest']}")
    for row in due:
        add("due", row, f"due {row['latest']}")
    for row in judged:
        add("judged", row, claims.outcome_text(claims.claim(row, today)))
    for row, was in moved:
        add("moved", row, f"{row['latest'] or 'no date'}, was {was or 'no date'}", was)
    for row, first in renewed:
        day = first["latest"]
        add("renewed", row, f"{row['latest'] or 'no date'}, was {day or 'no date'}", day)
    for row in remind:
        add("remind", row, f"reminder of {row['review_on']}")
    new, judged_at_once = recorded
    notes = []
    if new:
        came = f", {judged_at_once} of them with their outcome" if judged_at_once else ""
        notes.append(
            f"{new} {'prediction was' if new == 1 else 'predictions were'} recorded{came}."
        )
    columns = (
        Column("change", "what"),
        Column("id", "id", right=True),
        Column("statement", "prediction", flow=True),
        Column("speaker", "speaker"),
        Column("now", "now"),
    )
    return Report(
        f"Changed since {since}",
        columns,
        rows,
        cells=_once(cells),
        empty="Nothing." if not new else "Nothing that was known before.",
        notes=notes,
        hint="Judge what is overdue: pledger review",
    )


_CALLED = {
    "overdue": "overdue",
    "due": "falls due",
    "judged": "judged",
    "moved": "date edited",
    "renewed": "promised anew",
    "remind": "look again",
}


def _once(cells: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """What changed, said once for the rows that follow each other."""
    before = ""
    shown = []
    for cell in cells:
        shown.append({**cell, "change": "" if cell["change"] == before else cell["change"]})
        before = cell["change"]
    return shown
