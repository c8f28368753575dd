"""What was recorded, told from the journal's entries."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from ledger.reports.report import Column
from ledger.reports.report import Report

Row = dict[str, Any]

# How many changed fields a line of history names.
FIELDS = 4


def what(kind: str, rows: Sequence[Row], names: Mapping[str, str]) -> str:
    """One entry in words; `names` maps the uids it speaks of to how they are called."""
    row = rows[0] if rows else {}
    match kind:
        case "ledger.created":
            return "made the ledger"
        case "person.named":
            new = row["set"]["name"]
            was = row["was"]
            if was is None:
                return f"met {new}"
            if was["name"] != new:
                return f"renamed {was['name']} to {new}"
            added = [name for name in row["set"]["aliases"] if name not in was["aliases"]]
            if added:
                return f"{new} is also {', '.join(added)}"
            if row["set"]["me"] and not was["me"]:
                return f"{new} is me"
            return f"described {new}"
        case "person.merged":
            return f"merged {row['was']['name']} into another person"
        case "source.described":
            return f"described the source {row['set']['title']}"
        case "claims.recorded":
            if len(rows) == 1:
                return f"recorded {row['id']}: {row['statement']}"
            return f"recorded {len(rows)} predictions ({row['id']} to {rows[-1]['id']})"
        case "command.undone":
            return f"took back command {row['command']}"
    claim = names.get(row.get("uid", ""), row.get("uid", "a prediction"))
    if kind == "claim.judged":
        judged = row["set"]
        day = f" on {judged['happened_on']}" if judged.get("happened_on") else ""
        return f"judged {claim}: {judged.get('outcome')}{day}"
    if kind == "claim.reopened":
        return f"reopened {claim}"
    if kind == "claim.retracted":
        return f"recorded that {claim} was taken back on {row['set']['retracted_on']}"
    if kind == "claim.removed":
        why = f": {row['why']}" if row.get("why") else ""
        return f"removed {claim}{why}"
    if kind == "criteria.set":
        return f"set the criteria of {claim}"
    if kind == "evidence.added":
        return f"added evidence to {claim}: {row['evidence']['url']}"
    if kind == "saying.added":
        return f"{claim} was read in another source"
    if kind == "claim.edited":
        changes = [
            f"{name} {_value(row['was'][name])} -> {_value(value)}"
            for name, value in row["set"].items()
            if name not in ("set_on", "edited_late")
        ]
        more = f" and {len(changes) - FIELDS} more" if len(changes) > FIELDS else ""
        return f"edited {claim}: {', '.join(changes[:FIELDS])}{more}"
    return f"{kind}, {len(rows)} rows"


def _value(value: object) -> str:
    return "none" if value is None else str(value)


def listed(rows: Iterable[Row], *, hint: str | None) -> Report:
    """The report of `history`: rows of seq, command, at, recorder, kind, what and undone."""
    shown = list(rows)
    return Report(
        "History",
        (
            Column("command", "command", right=True),
            Column("at", "when (UTC)"),
            Column("recorder", "who"),
            Column("what", "what", flow=True),
            Column("seq", "entry", wide=True, right=True),
            Column("kind", "kind", wide=True),
        ),
        shown,
        cells=[
            {"what": f"{row['what']} (taken back)" if row["undone"] else row["what"]}
            for row in shown
        ],
        empty="Nothing was recorded yet.",
        hint=hint,
    )
