"""pledger check: whether a receipt holds, and what changed since."""

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ledger import __version__
from ledger.cli import receipts
from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.domain.event import Row
from ledger.errors import NotFoundError
from ledger.reports import history
from ledger.reports import recheck

if TYPE_CHECKING:
    from ledger.store.journal import Entry
    from ledger.store.queries import Questions


@command_(
    "check",
    help="Compute a receipt of score again from the journal up to its head, and say what changed since.",
)
@click.argument("file", metavar="FILE")
@output_options
@pass_app
def command(app: App, file: str) -> int:
    """Check a receipt."""
    from ledger.store.past import replayed
    from ledger.store.past import touched_since

    made, edited = receipts.read(file)
    store = app.store()
    found: Row = {
        "file": file,
        "holds": False,
        "head": made["journal"]["head"],
        "entry": None,
        "recorded": None,
        "entries_since": None,
        "today": made["today"],
        "at": made["at"],
        "program": made["program"],
        "edited": edited,
        "redacted": [],
        "partly": [],
        "redacted_others": 0,
        "problems": [],
        "changes": [],
        "figures": [],
    }
    with store.snapshot() as journal:
        seq = _entry_with(journal, found["head"])
        if seq is None:
            found["problems"] = list(recheck.unsummed(made))
            return _show(app, made, found)
        last = journal.head()[0]
        found |= {"entry": seq, "entries_since": last - seq}
        with replayed(journal, store.name, seq) as past:
            found["recorded"] = past.last_at()
            redacted = {gap.claim for gap in past.redacted_since}
            listed = {line["id"] for line in made["claims"]}
            found["redacted"] = sorted(redacted & listed)
            if found["redacted"]:
                found["partly"] = sorted(past.torn & listed - redacted)
                found["redacted_others"] = len(redacted - listed)
            try:
                board = receipts.board_of(made, past)
            except NotFoundError as error:
                unknown = {
                    "where": "rules",
                    "field": "speakers",
                    "receipt": made["rules"]["speakers"],
                }
                found["problems"] = [{**unknown, "recomputed": f"{error} then"}]
                return _show(app, made, found)
            then = receipts.again(board, past, at=made["at"])
            found["problems"] = list(
                recheck.differences(
                    made,
                    then,
                    redacted=redacted,
                    torn=past.torn,
                    known=made["program"] == __version__,
                )
            )
            if made["at"] is not None:
                found["problems"] += _misdated(app, journal, made["at"], seq)
            now = then
            if last > seq:
                past.go_to(last)
                now = receipts.again(receipts.as_known_now(board, past), past, at=None)
        sound = not found["problems"] and not found["edited"]
        if sound and found["redacted"]:
            # What was redacted is known from the receipt alone, and so is what it made of the figures.
            then = made
        changes, figures = recheck.moved(then, now, redacted=redacted)
        entries = _Entries(journal, touched_since(journal, seq), then, now)
        found["changes"] = [{**change, "entries": entries.of(change)} for change in changes]
        found["figures"] = figures
    if sound:
        found["holds"] = None if found["redacted"] else True
    return _show(app, made, found)


def _entry_with(journal: "Questions", head: str) -> int | None:
    from ledger.store.journal import GENESIS

    if head == GENESIS:  # before the first entry: a receipt of nothing
        return 0
    rows = journal.run("select seq from journal where hash = :hash", {"hash": head})
    return int(rows[0][0]) if rows else None


def _misdated(app: App, journal: "Questions", at: str, seq: int) -> Iterator[Row]:
    """Where a receipt says that an entry was the last one of a day, and the journal says otherwise."""
    wrong = {"where": "receipt", "field": "at", "receipt": at}
    day = journal.entry(seq).at[:10] if seq else ""
    # More may have been recorded after it was written, on that same day and later.
    following = journal.run("select min(at) from journal where seq > :seq", {"seq": seq})[0][0]
    if day > at or (at > app.utc_day and at > app.today):
        yield {**wrong, "recomputed": day or None}
    elif following is not None and following[:10] < at:
        yield {**wrong, "recomputed": f"before {following[:10]}, when more was recorded"}


class _Entries:
    """The entries that changed predictions since a receipt, told like lines of history."""

    def __init__(
        self, journal: "Questions", touched: dict[str | int, list[int]], then: Row, now: Row
    ) -> None:
        self._journal = journal
        self._touched = touched
        self._lines = [{line["id"]: line for line in of["claims"]} for of in (then, now)]
        self._entry = functools.lru_cache(maxsize=64)(self._read)

    def of(self, change: Row) -> list[Row]:
        """Those that speak of a prediction; else of what it is counted with, or of people and sources."""
        number, touched = change["claim"], self._touched
        mine = [lines[number] for lines in self._lines if number in lines]
        seqs = {*touched.get(change["uid"], ()), *touched.get(number, ())}
        seqs = seqs or {seq for uid in self._around(mine) for seq in touched.get(uid, ())}
        seqs = seqs or set(touched.get("", ()))
        hidden = any(line["private"] for line in mine)
        return [self._told(seq, change["uid"], hidden=hidden) for seq in sorted(seqs)]

    def _around(self, mine: list[Row]) -> set[str]:
        """A promise is what became of its renewals, and a renewal lies where its promise does."""
        found = set()
        for lines in self._lines:
            for line in mine:
                first = lines.get(line["first"], {"uid": None, "renewals": []})
                links = [*line["renewals"], *first["renewals"]]
                found |= {first["uid"], *(lines[link]["uid"] for link in links if link in lines)}
        return found - {None}

    def _read(self, seq: int) -> tuple["Entry", list[Row]]:
        from ledger.store.journal import rows_of

        found = self._journal.entry(seq)
        return found, rows_of(found.payload)

    def _told(self, seq: int, uid: str, *, hidden: bool) -> Row:
        from ledger.cli.commands.history import names_in

        entry, rows = self._entry(seq)
        rows = [row for row in rows if row.get("uid") == uid] or rows
        if entry.kind == "claims.recorded":
            what = "recorded it"
        elif hidden and not entry.kind.startswith("person."):
            what = entry.kind.replace(".", " ")  # and none of its words
        else:
            names = names_in(self._journal, rows) | {uid: "it"}
            what = history.what(entry.kind, rows, 1, names, 0 if rows else 1)
        return {
            "entry": seq,
            "at": entry.at,
            "recorder": entry.recorder,
            "kind": entry.kind,
            "what": what,
        }


def _show(app: App, made: Row, found: Row) -> int:
    app.show(recheck.checked(found, summary=_summary(made, found)))
    return 0 if found["holds"] and not found["changes"] and not found["figures"] else 1


def _summary(made: Row, found: Row) -> dict[str, str]:
    """What a person is told first: which receipt it is, whether it holds, and whether anything changed."""
    speakers = made["rules"]["speakers"]
    whose = recheck.short(f" of {', '.join(speakers)}") if speakers else ""
    known = "" if made["at"] is None else f", as the journal stood on {made['at']}"
    summary = {
        "receipt": f"{found['file']}: the score{whose} as of {made['today']}{known}, by pledger "
        f"{recheck.short(made['program'])}",
    }
    if found["entry"] is None:
        summary["head"] = recheck.short(found["head"][:64])
        summary["holds"] = (
            "no: no entry of this ledger has that head. It is the receipt of another ledger, or the journal "
            "was cut or written anew; see: pledger verify"
        )
        return summary
    summary["head"] = found["head"]
    summary["entry"] = f"{found['entry']}, recorded {found['recorded']}"
    if not found["entry"]:
        summary["entry"] = "none: before the first"
    summary["holds"] = _holds(made, found)
    since, changes, figures = (
        found["entries_since"],
        len(found["changes"]),
        sum(map(len, recheck.told_figures(found).values())),
    )
    if not since:
        summary["since"] = "nothing was recorded since"
    else:
        entries = "1 entry" if since == 1 else f"{since} entries"
        what = "nothing of this changed"
        if changes or figures:
            what = (
                f"{changes} prediction{'' if changes == 1 else 's'} and "
                f"{figures} figure{'' if figures == 1 else 's'} changed"
            )
        summary["since"] = f"{entries}; {what}"
    return summary


def _holds(made: Row, found: Row) -> str:
    problems, count = len(found["problems"]), len(made["claims"])
    if found["problems"]:
        what = "1 value is" if problems == 1 else f"{problems} values are"
        said = f"no: {what} not what the journal gives"
        if found["edited"]:
            said += "; the file was edited after it was written"
        elif made["program"] != __version__:
            said += (
                f". Nothing in the file was edited since it was written: this is pledger {__version__}, and "
                "what counts, or how, may be another thing in it"
            )
        return said
    if found["edited"]:
        return (
            "no: the file was edited after it was written (its digest does not fit), though all that can "
            "be computed again is as the journal gives it"
        )
    if found["redacted"]:
        said = f"cannot be told: of what it lists, prediction {_some(found['redacted'])} was redacted since"
        if found["partly"]:
            said += f", and how prediction {_some(found['partly'])} counts hangs on that: the same promise"
        if found["redacted_others"]:
            said += (
                f"; of {found['redacted_others']} more that was redacted and is not listed nobody can "
                "tell whether it should be"
            )
        return (
            f"{said}. Its others are what the journal gives, and its counts, accuracy and Brier score the "
            "sums of its own lines; intervals and all other figures cannot be computed again"
        )
    return f"yes: every figure and each of its {count} predictions is what the journal gives"


def _some(numbers: list[int]) -> str:
    more = f" and {len(numbers) - recheck.SHOWN} more" if len(numbers) > recheck.SHOWN else ""
    return ", ".join(map(str, numbers[: recheck.SHOWN])) + more
