"""pledger when: how a time phrase is read."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import DAY
from ledger.cli.options import command as command_
from ledger.cli.options import day_option
from ledger.cli.options import fiscal_option
from ledger.cli.options import output_options
from ledger.errors import UnreadableError
from ledger.reports import windows


@command_(
    "when",
    help="Explain how a time phrase is read. With - for PHRASE, lines PHRASE<tab>DATE are read "
    "from standard input.",
)
@click.argument("phrase", nargs=-1, required=True)
@day_option("--said", help="The day it was said (else today).")
@day_option("--event-date", help="The day of the event that it names.")
@fiscal_option
@click.option(
    "-s", "--speaker", metavar="NAME", help="Add what such a deadline has meant from them."
)
@output_options
@pass_app
def command(
    app: App,
    phrase: tuple[str, ...],
    said: str | None,
    event_date: str | None,
    fiscal_start: int | None,
    speaker: str | None,
) -> int:
    """Read a phrase."""
    said_on = said or app.today
    if phrase == ("-",):
        rows = []
        for line in sys.stdin.read().splitlines():
            if not line.strip():
                continue
            words, tab, day = line.partition("\t")
            try:
                on = DAY.convert(day.strip(), None, click.get_current_context()) if tab else said_on
            except UnreadableError as error:
                rows.append(_unread(words, said_on, str(error)))
                continue
            rows.append(read(words, on, fiscal_start))
        if speaker is not None:
            _add_record(app, speaker, rows)
        app.show(windows.read_phrases(rows))
        return 0
    row = read(" ".join(phrase), said_on, fiscal_start, event_date)
    if row["kind"] != "error":
        if speaker is not None:
            _add_record(app, speaker, [row])
        app.show(windows.read_phrase(row))
        return 0
    if app.machine:
        app.show(windows.read_phrase(row))
    raise UnreadableError(row["problem"])


def _add_record(app: App, speaker: str, rows: Sequence[dict[str, Any]]) -> None:
    """Add what each of these windows has meant from a speaker: sentences, and their figures."""
    from ledger.render.formats import percent
    from ledger.reports import slip
    from ledger.store.promises import Promises
    from ledger.store.tally import limits

    with app.store().snapshot() as questions:
        person = questions.person(speaker)
        promises = Promises(questions.run, today=app.today, only=limits([person.id]))
        record = slip.together(promises.whole(), promises.clusters(), person.name)
        frames = promises.frames()
    for row in rows:
        if row["kind"] != "error":
            row["record"], row["record_figures"] = slip.translated(
                record,
                said_on=date.fromisoformat(row["said_on"]),
                latest=None if row["latest"] is None else date.fromisoformat(row["latest"]),
                frames=frames,
                percent=percent,
            )


def read(
    phrase: str, said_on: str, fiscal_start: int | None, event_date: str | None = None
) -> dict[str, Any]:
    """A phrase as the contract shows it."""
    from ledger.domain import clause
    from ledger.domain import deadline

    said, found = date.fromisoformat(said_on), None
    try:
        if event_date is None:
            reading = deadline.read(phrase, said, fiscal_start=fiscal_start)
        else:
            reading = deadline.on_event(phrase, said, date.fromisoformat(event_date))
    except deadline.UnknownTimeError as error:
        # No time as a whole: a sentence may hold one.
        try:
            found = clause.find(phrase, said, fiscal_start=fiscal_start)
        except UnreadableError as doubt:
            return _unread(phrase, said_on, str(doubt))
        if found is None:
            return _unread(phrase, said_on, str(error))
        reading = found.reading
    except UnreadableError as error:
        return _unread(phrase, said_on, str(error))
    return {
        "phrase": phrase,
        "said_on": said_on,
        "kind": reading.kind,
        "earliest": _iso(reading.earliest),
        "latest": _iso(reading.latest),
        "precision": reading.precision,
        "rule": reading.rule,
        "reading": f"found in the sentence: {reading.reading}" if found else reading.reading,
        "found": reading.phrase if found else None,
        "horizon": reading.horizon,
        "alternatives": [
            {
                "reading": other.reading,
                "earliest": _iso(other.earliest),
                "latest": _iso(other.latest),
            }
            for other in reading.alternatives
        ],
        "problem": None,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _unread(phrase: str, said_on: str, problem: str) -> dict[str, Any]:
    names = ("earliest", "latest", "precision", "rule", "reading", "found", "horizon")
    return {
        "phrase": phrase,
        "said_on": said_on,
        "kind": "error",
        **dict.fromkeys(names),
        "alternatives": [],
        "problem": problem,
    }
