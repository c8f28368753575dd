"""pledger export: claims, or the journal, as a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.domain.event import Row
from ledger.errors import UnreadableError
from ledger.reports import claims

FORMATS = ("csv", "tsv", "jsonl", "journal")
PAGE = 1000


@command_(
    "export",
    help="Write predictions as CSV, TSV or JSONL that pledger import reads back, or the whole "
    "journal that pledger init --from makes a ledger of.",
)
@click.option("-f", "--format", "format_", type=click.Choice(FORMATS), help="csv unless -o says.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file; its suffix chooses.")
@click.option("-s", "--speaker", metavar="NAME", help="Only this speaker's.")
@click.option("--private", is_flag=True, help="Private ones too.")
@pass_app
def command(
    app: App, format_: str | None, output: str | None, speaker: str | None, private: bool
) -> None:
    """Write a file."""
    if format_ is None:
        format_ = "csv"
        if output is not None and output != "-":
            format_ = Path(output).suffix.lstrip(".").lower()
            if format_ not in FORMATS:
                raise UnreadableError(
                    f"no format goes by the name of {output}; give one with -f: "
                    f"{', '.join(FORMATS)}"
                )
    app.output = output
    store = app.store()
    only = None if speaker is None else store.person(speaker).id
    with store.snapshot() as questions:
        if format_ == "journal":
            from ledger.store.journal import as_line

            if only is not None:
                raise UnreadableError("the journal is written whole; leave --speaker out.")
            app.write_lines(as_line(entry) for entry in questions.entries())
            if questions.saved_files():
                app.notice("The journal names saved files and does not hold them; they stay here.")
            hidden = questions.count_private(None)
            if hidden:
                app.notice(
                    f"The journal holds {hidden} private "
                    f"{'prediction' if hidden == 1 else 'predictions'} too."
                )
            return
        from ledger.exchange.formats import WRITERS

        rows = _rows(questions, only, private)
        records = _records(questions, only, private, rows) if format_ == "jsonl" else rows
        app.write_lines(WRITERS[format_](records))
        given = questions.count_forecasts(only, private=private)
        if given:
            app.notice(
                f"{given} {'forecast' if given == 1 else 'forecasts'} beside the predictions' own "
                f"{'is' if given == 1 else 'are'} not in this file; the journal holds them "
                "(-f journal)."
            )
        hidden = 0 if private else questions.count_private(only)
        if hidden:
            app.notice(
                f"{hidden} private {'prediction was' if hidden == 1 else 'predictions were'} left "
                "out; --private takes them in."
            )


def _rows(questions: Any, speaker: int | None, private: bool) -> Iterator[Row]:
    """Claims in the order of their ids, as the writers take them."""
    after = 0
    filters: Row = {} if speaker is None else {"speaker_id": speaker}
    if not private:
        filters["no_private"] = True
    while page := questions.claims({**filters, "after": after}, limit=PAGE):
        followed = {row["follows"] for row in page if row["follows"] is not None}
        uids = {
            row["id"]: row["uid"]
            for row in questions.claims_by_id(sorted(followed))
            if not row["removed"] and (private or not row["private"])
        }
        for row in page:
            yield written(row, uids)
        after = page[-1]["id"]


def written(row: Row, uids: dict[int, str]) -> Row:
    """A claim as a file states it."""
    shown = claims.claim(row, "9999-12-31")
    shown["credence_text"] = row["words"]
    if row["words"] is None and row["p"] is not None:
        from ledger.domain.credence import as_text

        shown["credence_text"] = as_text(row["p"])
    shown["url"] = row["url"]
    shown["follows"] = uids.get(row["follows"])
    return shown


def _records(
    questions: Any, speaker: int | None, private: bool, rows: Iterator[Row]
) -> Iterator[Row]:
    """People, sources, then claims, each with its type."""
    hidden_people, hidden_sources = (set(), set()) if private else questions.only_private()
    for person in questions.people():
        if person.id not in hidden_people and speaker in (None, person.id):
            yield {
                "type": "person",
                "name": person.name,
                "aliases": list(person.aliases),
                "role": person.role,
            }
    used = None if speaker is None else questions.sources_of(speaker)
    for source in questions.sources():
        if source.given and source.id not in hidden_sources and (used is None or source.id in used):
            yield {
                "type": "source",
                "title": source.title,
                "url": source.url,
                "frame": source.frame,
            }
    for row in rows:
        yield {"type": "claim", **row}
