"""The tables as the journal's balance: each entry is applied once, or taken back by `undo`.

Rebuilding runs the same code over the whole journal, so that what was built step by step and what is
built anew cannot differ.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import assert_never
from typing import cast
from typing import get_args

from ledger.domain.claim import normalised
from ledger.domain.claim import statement_key
from ledger.domain.event import Kind
from ledger.domain.event import Row
from ledger.domain.event import lifted
from ledger.domain.shapes import misshapen
from ledger.errors import UnfitError
from ledger.store import tables
from ledger.store.codec import COLUMN
from ledger.store.codec import EVIDENCE
from ledger.store.codec import FLAGS
from ledger.store.codec import FORECAST
from ledger.store.codec import SAYING
from ledger.store.codec import SETTABLE
from ledger.store.codec import claim_row
from ledger.store.engine import Connection
from ledger.store.journal import DamageError
from ledger.store.journal import Entry
from ledger.store.journal import all_rows_of

# Gives the entries of a command one by one, newest first.
Entries = Callable[[int], Iterable[Entry]]


# Rows with their places in an entry.
Numbered = Sequence[tuple[int, Row]]


def _numbered(entry: Entry, rows: Sequence[Row | None]) -> Numbered:
    """The rows that are left of an entry, as today's program reads them, each with its place."""
    places = [number for number, row in enumerate(rows) if row is not None]
    whole = lifted(entry.kind, entry.version, [row for row in rows if row is not None])
    return list(zip(places, whole, strict=True))


# What is raised by rows of another shape than their kind has.
_MISFITS = (LookupError, ValueError, TypeError, AttributeError, OverflowError, RecursionError)
# The tables that hold rows of a claim beside its own.
_OF_A_CLAIM = ("saying", "forecast", "evidence", "tag", "criteria", "origin", "change")


class Projection:
    """Writes the tables on one connection, inside the caller's transaction."""

    def __init__(self, connection: Connection, entries_of: Entries) -> None:
        self.connection = connection
        self.run = connection.run
        self.entries_of = entries_of

    def apply(self, entry: Entry, rows: Sequence[Row | None]) -> None:
        """Bring the tables from before an entry to after it; emptied rows are None, and do nothing."""
        self._play(entry, _numbered(entry, rows), forward=True)

    def replay(self, entry: Entry, rows: Sequence[Row | None]) -> None:
        """Apply an entry that anybody may have written; raises DamageError where it does not fit."""
        if entry.kind not in get_args(Kind):
            raise DamageError(f'no entry is of the kind "{entry.kind}"')
        for number, row in enumerate(rows):
            problem = None if row is None else misshapen(entry.kind, row)
            if problem is not None:
                raise DamageError(problem, number)
        try:
            self.apply(entry, rows)
        except UnfitError as error:
            found = getattr(error.__cause__, "orig", error.__cause__)
            raise DamageError(f"it does not fit what stands before it ({found})") from None
        except _MISFITS as error:
            found = f"{type(error).__name__}: {error}"
            raise DamageError(f"it does not fit what stands before it ({found})") from None

    def _revert(self, entry: Entry, kept: Row) -> None:
        rows = _numbered(entry, all_rows_of(entry.payload))
        self._play(entry, rows[::-1], forward=False, kept=kept)

    def _play(
        self, entry: Entry, numbered: Numbered, *, forward: bool, kept: Row | None = None
    ) -> None:
        kind = cast(Kind, entry.kind)
        rows = [row for _, row in numbered]
        match kind:
            case "ledger.created":
                pass  # what it holds is read from the journal itself
            case "person.named":
                for row in rows:
                    if forward or row["person"] not in (kept or {}).get("people", ()):
                        self._person(row["person"], row["set"] if forward else row["was"])
            case "person.merged":
                for row in rows:
                    self._merge(row) if forward else self._unmerge(row)
            case "source.described":
                for row in rows:
                    if forward or row["source"] not in (kept or {}).get("sources", ()):
                        self._source(row["source"], row["set"] if forward else row["was"])
            case "claims.recorded":
                if forward:
                    self._record(entry, numbered)
                else:
                    self._unrecord(rows)
            case (
                "claim.edited"
                | "claim.judged"
                | "claim.reopened"
                | "claim.retracted"
                | "claim.removed"
                | "claim.snoozed"
                | "criteria.set"
            ):
                for number, row in numbered:
                    claim = self._id(row["uid"])
                    self._change(claim, row["set"] if forward else row["was"])
                    self._trace(claim, entry, number, row, forward)
            case "evidence.added":
                for number, row in numbered:
                    claim = self._id(row["uid"])
                    if forward:
                        self._evidence([(claim, row["n"], row["evidence"])])
                    else:
                        self.run(
                            "delete from evidence where claim = :claim and n = :n",
                            {"claim": claim, "n": row["n"]},
                        )
                    self._trace(claim, entry, number, row, forward)
            case "forecast.given":
                for number, row in numbered:
                    claim = self._id(row["uid"])
                    self._forecast(claim, entry, row) if forward else self._unforecast(claim, row)
                    self._trace(claim, entry, number, row, forward)
            case "saying.added":
                for number, row in numbered:
                    claim = self._id(row["uid"])
                    if forward:
                        self._sayings([(claim, row["n"], row["saying"])])
                    else:
                        self.run(
                            "delete from saying where claim = :claim and n = :n",
                            {"claim": claim, "n": row["n"]},
                        )
                    self._trace(claim, entry, number, row, forward)
            case "candidate.skipped":
                if forward:
                    self.connection.insert(
                        tables.candidate,
                        [(row["source"], row["key"], row["line"], entry.seq) for row in rows],
                    )
                else:
                    for row in rows:
                        self.run(
                            "delete from candidate where source = :source and key = :key",
                            {"source": row["source"], "key": row["key"]},
                        )
            case "command.undone":
                for row in rows:
                    for earlier in self.entries_of(row["command"]):
                        self._revert(earlier, row)
            case "entry.redacted":
                if not forward:
                    raise ValueError("what was redacted is never brought back")
                for row in rows:
                    self._redact(entry, row)
            case _:
                assert_never(kind)

    # Claims

    def _id(self, uid: str) -> int:
        found = self.run("select id from claim where uid = :uid", {"uid": uid})
        if not found:
            raise LookupError(f"no claim has the uid {uid}")
        return int(found[0][0])

    def _record(self, entry: Entry, numbered: Numbered) -> None:
        seq, at = entry.seq, entry.at
        rows = [row for _, row in numbered]
        self.connection.insert(tables.claim, [claim_row(row, seq, at) for row in rows])
        self._sayings((row["id"], 1, row) for row in rows)
        self._evidence(
            (row["id"], n, item)
            for row in rows
            if "evidence" in row
            for n, item in enumerate(row["evidence"], 1)
        )
        self.connection.insert(
            tables.tag,
            [
                (row["id"], n, tag)
                for row in rows
                if "tags" in row
                for n, tag in enumerate(row["tags"], 1)
            ],
        )
        self.connection.insert(
            tables.criteria,
            [(row["id"], row["criteria"], at[:10]) for row in rows if "criteria" in row],
        )
        self.connection.insert(
            tables.origin,
            [
                (row["id"], row["origin"]["source"], row["origin"].get("native"), seq, number)
                for number, row in numbered
                if "origin" in row
            ],
        )

    def _unrecord(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for table in _OF_A_CLAIM:
                self.run(f"delete from {table} where claim = :id", {"id": row["id"]})
            self.run("delete from claim where id = :id", {"id": row["id"]})
        self.connection.insert(tables.spent, [("claim", row["id"], row["uid"]) for row in rows])

    def _redact(self, entry: Entry, row: Row) -> None:
        """Forget a claim but for its number and a random uid; what followed it follows what it did."""
        here = {"id": row["id"]}
        for table in _OF_A_CLAIM:
            self.run(f"delete from {table} where claim = :id", here)
        self.run("delete from claim where id = :id", here)
        self.run(
            "update claim set follows = :follows where follows = :id",
            {**here, "follows": row.get("follows")},
        )
        self.run("delete from spent where what = 'claim' and id = :id", here)
        self.connection.insert(tables.spent, [("claim", row["id"], row["uid"])])
        if not row.get("undone"):
            self.connection.insert(tables.redacted, [(row["id"], entry.seq)])

    def _change(self, claim: int, fields: Mapping[str, Any]) -> None:
        """Set fields of a claim in an event's words: columns, saying, tags and criteria."""
        columns: dict[str, Any] = {}
        for name in fields:
            if name in SETTABLE:
                value = fields[name]
                columns[COLUMN.get(name, name)] = int(value) if name in FLAGS else value
        if "statement" in columns:
            columns["key"] = statement_key(columns["statement"])
        if columns:
            assignments = ", ".join(f"{name} = :{name}" for name in columns)
            self.run(f"update claim set {assignments} where id = :id", {**columns, "id": claim})
        if any(name in fields for name in SAYING):
            names = ", ".join(SAYING)
            found = self.run(
                f"select {names} from saying where claim = :claim and n = 1", {"claim": claim}
            )
            saying = dict(zip(SAYING, found[0], strict=True)) if found else {}
            saying.update({name: fields[name] for name in SAYING if name in fields})
            self.run("delete from saying where claim = :claim and n = 1", {"claim": claim})
            self._sayings([(claim, 1, saying)])
        if "tags" in fields:
            self.run("delete from tag where claim = :claim", {"claim": claim})
            self.connection.insert(
                tables.tag, [(claim, n, tag) for n, tag in enumerate(fields["tags"], 1)]
            )
        if "criteria" in fields:
            self.run("delete from criteria where claim = :claim", {"claim": claim})
            if fields["criteria"] is not None:
                text, written_on = fields["criteria"]
                self.connection.insert(tables.criteria, [(claim, text, written_on)])

    def _sayings(self, sayings: Iterable[tuple[int, int, Mapping[str, Any]]]) -> None:
        rows = []
        for claim, n, saying in sayings:
            values = tuple(map(saying.get, SAYING))
            if values != (None,) * len(SAYING):
                rows.append((claim, n, *values))
        self.connection.insert(tables.saying, rows)

    def _evidence(self, items: Iterable[tuple[int, int, Mapping[str, Any]]]) -> None:
        rows = [
            (claim, n, *map(item.get, EVIDENCE), 1 if item.get("saved") else None)
            for claim, n, item in items
        ]
        self.connection.insert(tables.evidence, rows)

    def _forecast(self, claim: int, entry: Entry, row: Row) -> None:
        """Take in a forecast; one with `set` is its speaker's own first, and is the claim's from now on."""
        first = None
        if not all(type(row["forecast"][name]) is int for name in ("p", "p_low", "p_high")):
            raise TypeError("a chance is no number")  # SQLite would take it
        if "set" in row:
            first = 1
            self.run("update forecast set first = null where claim = :claim", {"claim": claim})
            self._change(claim, row["set"])
        values = map(row["forecast"].get, FORECAST)
        self.connection.insert(
            tables.forecast, [(claim, row["n"], *values, first, entry.at[:10], entry.seq)]
        )

    def _unforecast(self, claim: int, row: Row) -> None:
        here = {"claim": claim, "n": row["n"]}
        self.run("delete from forecast where claim = :claim and n = :n", here)
        if "was" in row:
            self._change(claim, row["was"])
            if "before" in row:
                self.run(
                    "update forecast set first = 1 where claim = :claim and n = :n",
                    {"claim": claim, "n": row["before"]},
                )

    def _trace(self, claim: int, entry: Entry, number: int, row: Row, forward: bool) -> None:
        """Remember that an entry touched a claim, and which row holds it as last imported."""
        here = {"claim": claim, "entry": entry.seq}
        self.run("delete from change where claim = :claim and entry = :entry", here)
        if forward:
            self.connection.insert(tables.change, [(claim, entry.seq)])
        if "origin" not in row:
            return
        origin = row["origin"]
        key = {"claim": claim, "source": origin["source"]}
        was = origin["was"]
        if forward:
            was = [origin.get("native"), entry.seq, number]
        self.run("delete from origin where claim = :claim and source = :source", key)
        if was is not None:
            self.connection.insert(tables.origin, [(claim, origin["source"], *was)])

    # People and sources

    def _person(self, person: int, fields: Mapping[str, Any] | None) -> None:
        here = {"id": person}
        self.run("delete from person where id = :id", here)
        self.run("delete from alias where person = :id", here)
        if fields is None:
            self.connection.insert(tables.spent, [("person", person, None)])
            return
        self.connection.insert(
            tables.person, [(person, fields["name"], fields["role"], int(fields["me"]))]
        )
        self.connection.insert(
            tables.alias,
            [(normalised(name), name, person) for name in (fields["name"], *fields["aliases"])],
        )

    def _merge(self, row: Row) -> None:
        ids = {"person": row["person"], "into": row["into"]}
        self.run("update claim set speaker = :into where speaker = :person", ids)
        self.run("update forecast set person = :into where person = :person", ids)
        self.run("delete from person where id = :person", {"person": row["person"]})
        self.run("update alias set person = :into where person = :person", ids)
        if row["was"]["me"]:
            self.run("update person set me = 1 where id = :into", {"into": row["into"]})
        self.connection.insert(tables.spent, [("person", row["person"], None)])

    def _unmerge(self, row: Row) -> None:
        was = row["was"]
        self.run(
            "delete from spent where what = 'person' and id = :person", {"person": row["person"]}
        )
        for name in (was["name"], *was["aliases"]):
            self.run("delete from alias where key = :key", {"key": normalised(name)})
        if was["me"]:
            self.run("update person set me = 0 where id = :into", {"into": row["into"]})
        self._person(row["person"], was)
        for first, last in row["claims"]:
            self.run(
                "update claim set speaker = :person where id between :first and :last"
                " and speaker = :into",
                {"person": row["person"], "into": row["into"], "first": first, "last": last},
            )

        for claim, n in row.get("forecasts", ()):
            self.run(
                "update forecast set person = :person where claim = :claim and n = :n",
                {"person": row["person"], "claim": claim, "n": n},
            )

    def _source(self, source: int, fields: Mapping[str, Any] | None) -> None:
        self.run("delete from source where id = :id", {"id": source})
        if fields is None:
            self.connection.insert(tables.spent, [("source", source, None)])
            return
        self.connection.insert(
            tables.source,
            [(source, fields["title"], fields["url"], fields["frame"], int(fields["given"]))],
        )
