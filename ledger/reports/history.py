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
# Rows of one kind that are told one by one.
NAMED = 3
# Fields that follow from others.
UNTOLD = ("set_on", "edited_late", "p_low", "p_high", "basis")


def what(
    kind: str, rows: Sequence[Row], entries: int, names: Mapping[str, str], gone: int = 0
) -> str:
    """What entries of one kind did, in words.

    `rows` are those of all `entries`, or of the first and the last where there are many; `names` maps the
    uids they speak of to how they are called; `gone` rows were redacted since.
    """
    if gone:
        some = "a prediction that has been" if gone == 1 else f"{gone} predictions that have been"
        did = "recorded" if kind == "claims.recorded" else "said something of"
        if not rows:
            return f"{did} {some} redacted since"
        rest = what(kind, rows, min(entries, len(rows)), names)
        return f"{rest}; and {did} {some} redacted since"
    if kind == "claims.recorded":
        if entries > 2 and len(rows) > 1:
            return f"recorded predictions {rows[0]['id']} to {rows[-1]['id']}"
        if len(rows) > 1:
            return f"recorded {len(rows)} predictions ({rows[0]['id']} to {rows[-1]['id']})"
    if kind == "candidate.skipped":
        return _skipped(rows, max(len(rows), entries), names)
    told = [_one(kind, row, names) for row in rows[:NAMED]]
    more = max(len(rows), entries) - len(told)
    return "; ".join(told) + (f"; and {more} more like it" if more > 0 else "")


def _one(kind: str, row: Row, names: Mapping[str, str]) -> str:
    match kind:
        case "ledger.created":
            return "made the ledger"
        case "person.named":
            return _named(row)
        case "person.merged":
            return f"merged {row['was']['name']} into another person"
        case "source.described":
            return f"described the source {row['set']['title']}"
        case "claims.recorded":
            return f"recorded {row['id']}: {row['statement']}"
        case "command.undone":
            return f"took back command {row['command']}"
        case "entry.redacted":
            return f"redacted prediction {row['id']}: {row['reason']}"
    claim = names.get(row.get("uid", ""), "a prediction")
    match kind:
        case "claim.judged":
            judged = row["set"]
            day = f" on {judged['happened_on']}" if judged.get("happened_on") else ""
            return f"judged {claim}: {judged.get('outcome')}{day}"
        case "claim.reopened":
            return f"reopened {claim}"
        case "claim.retracted":
            return f"recorded that {claim} was taken back on {row['set']['retracted_on']}"
        case "claim.removed":
            return f"removed {claim}" + (f": {row['why']}" if row.get("why") else "")
        case "claim.snoozed":
            until = row["set"]["review_on"]
            looked = f"looked at {claim}" + (f", to look again on {until}" if until else "")
            return looked + (f": {row['why']}" if row.get("why") else "")
        case "criteria.set":
            return f"set the criteria of {claim}: {row['set']['criteria'][0]}"
        case "forecast.given":
            given = row["forecast"]
            chance = given.get("words") or _value("p", given["p"])
            who = names.get(f"{row['uid']} {row['n']}", "somebody")
            return f"forecast of {claim} by {who} on {given['said_on']}: {chance}"
        case "evidence.added":
            saved = " (and saved a file)" if row["evidence"].get("saved") else ""
            return f"added evidence to {claim}: {row['evidence']['url']}{saved}"
        case "saying.added":
            source = names.get(f"source {row['saying'].get('source')}", "another source")
            return f"read {claim} in {source} too"
        case "claim.edited":
            return f"edited {claim}: {_changes(row)}" if row["set"] else f"imported {claim} again"
    return kind


def _skipped(rows: Sequence[Row], count: int, names: Mapping[str, str]) -> str:
    """Which sentences of a source were skipped; `names` maps "source 3" to its title."""
    lines = ", ".join(str(row["line"]) for row in rows[: 2 * NAMED])
    more = " ..." if count > 2 * NAMED else ""
    title = names.get(f"source {rows[0]['source']}", "a document")
    what = "a sentence" if count == 1 else f"{count} sentences"
    return f"skipped {what} of {title} (line{'s' if count > 1 else ''} {lines}{more})"


def _named(row: Row) -> str:
    now, was = row["set"], row["was"]
    if was is None:
        return f"met {now['name']}"
    if was["name"] != now["name"]:
        return f"renamed {was['name']} to {now['name']}"
    added = [name for name in now["aliases"] if name not in was["aliases"]]
    if added:
        return f"{now['name']} is also {', '.join(added)}"
    if now["me"] and not was["me"]:
        return f"{now['name']} is me"
    return f"described {now['name']}"


def _changes(row: Row) -> str:
    changes = [
        f"{'chance' if name == 'p' else name.replace('_', ' ')}"
        f" {_value(name, row['was'][name])} -> {_value(name, value)}"
        for name, value in row["set"].items()
        if name not in UNTOLD
    ]
    more = f" and {len(changes) - FIELDS} more" if len(changes) > FIELDS else ""
    return f"{', '.join(changes[:FIELDS])}{more}"


def _value(name: str, value: object) -> str:
    if value is None or value == []:
        return "none"
    if name == "p" and isinstance(value, int):
        return f"{value / 10**10:g}%"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value)


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
            {"what": f"{row['what']} (undone)" if row["undone"] else row["what"]} for row in shown
        ],
        empty="Nothing was recorded yet.",
        hint=hint,
    )
