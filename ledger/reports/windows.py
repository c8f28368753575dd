"""How time phrases were read, as a report."""

from collections.abc import Sequence
from typing import Any

from ledger.reports.report import Column
from ledger.reports.report import Report

_COLUMNS = (
    Column("phrase", "phrase", flow=True),
    Column("said_on", "said"),
    Column("kind", "kind"),
    Column("earliest", "from"),
    Column("latest", "to"),
    Column("reading", "reading", wide=True),
    Column("problem", "problem", wide=True),
)


def read_phrases(rows: Sequence[dict[str, Any]]) -> Report:
    """Many phrases, one row each."""
    columns = _COLUMNS
    if any(row["problem"] for row in rows):
        columns = (*_COLUMNS[:-1], Column("problem", "problem", flow=True))
    return Report("When", columns, rows, empty="No phrases.")


def _days(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def read_phrase(row: dict[str, Any]) -> Report:
    """One phrase, with its other readings."""
    card = [("phrase", f'"{row["phrase"]}", said on {row["said_on"]}')]
    if row["kind"] == "dated":
        card.append(("window", _days(row["earliest"], row["latest"])))
    elif row["kind"] == "open":
        card.append(("window", f"from {row['earliest']}; it has no last day"))
    else:
        card.append(("window", f"no date ({row['kind']})"))
    card.append(("reading", row["reading"] or ""))
    for number, other in enumerate(row["alternatives"]):
        days = _days(other["earliest"], other["latest"])
        card.append(("or" if number == 0 else "", f"{other['reading']} ({days})"))
    card += [("record" if n == 0 else "", said) for n, said in enumerate(row.get("record", ()))]
    return Report("When", _COLUMNS, [row], card=card)
