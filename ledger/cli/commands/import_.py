"""pledger import: the predictions of a file, read in batches, matched, recorded in one transaction."""

import contextlib
import itertools
import json
import tempfile
from array import array
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from typing import NamedTuple

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.commands.add import source_id
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import day_option
from ledger.cli.options import fiscal_option
from ledger.cli.options import output_options
from ledger.domain import actions
from ledger.domain import hearing
from ledger.domain import resolution
from ledger.domain.claim import is_uid
from ledger.domain.claim import normalised
from ledger.domain.claim import statement_key
from ledger.domain.event import BATCH
from ledger.domain.event import Event
from ledger.domain.event import Row
from ledger.domain.window import PastTimeError
from ledger.errors import LedgerError
from ledger.errors import NotFoundError
from ledger.errors import RefusedError
from ledger.errors import StorageError
from ledger.errors import UnreadableError
from ledger.exchange import matching
from ledger.exchange.draft import Person
from ledger.exchange.draft import Problem
from ledger.exchange.draft import Row as FileRow
from ledger.reports import imports

# Notices of one file that are said one by one; the rest is counted.
SAID = 20
# And of those that a file brings with it: which row is quoted where.
OF_A_SHEET = 60
# What is said of a row that is past, where nothing says on which day it was said.
NO_DAY = "Nothing says when it was said, so today is taken; give --said DATE."


@command_(
    "import",
    help="Record the predictions of FILEs (CSV, TSV, JSONL, notes in Markdown). Importing a file again "
    "records only what changed in it.",
)
@click.argument("files", nargs=-1, required=True)
@click.option("-s", "--speaker", metavar="NAME", help="Who said it, where a row does not say.")
@day_option("--said", help="When it was said, where a row does not say.")
@day_option("--judged", help="When outcomes were judged, where a row does not say.")
@click.option("--source", metavar="TITLE", help="Where all this can be read.")
@click.option("--frame", type=click.Choice(["complete", "selected"]), help="What the source holds.")
@fiscal_option
@click.option(
    "--again",
    is_flag=True,
    help="Record what is new where a prediction of the source was redacted.",
)
@click.option("--dry-run", is_flag=True, help="Record nothing, only say what would be.")
@click.option("--strict", is_flag=True, help="Record nothing of a file with a refused row.")
@output_options
@pass_app
def command(
    app: App,
    files: tuple[str, ...],
    speaker: str | None,
    said: str | None,
    judged: str | None,
    source: str | None,
    frame: str | None,
    fiscal_start: int | None,
    again: bool,
    dry_run: bool,
    strict: bool,
) -> int:
    """Import files."""
    from ledger.exchange import formats

    options = Options(
        clean(speaker, "--speaker"),
        said,
        judged,
        clean(source, "--source"),
        frame,
        strict,
        fiscal_start,
        again,
    )
    if frame is not None and source is None:
        raise UnreadableError("--frame speaks of a source: name it with --source TITLE.")
    results = []
    head = ""
    with contextlib.suppress(DryRun), app.writing() as transaction:
        with transaction.filling():
            for file in files:
                with formats.open_file(file, app.today_date) as sheet:
                    importer = Importer(app, transaction, file, sheet, options)
                    results.append(importer.run())
        head = transaction.prev
        if dry_run:
            raise DryRun
    app.show(imports.imported(results, dry_run=dry_run))
    for result in results:
        for problem in result["problems"]:
            app.notice(imports.sentence(result["file"], problem))
    if dry_run:
        app.notice("Nothing was recorded: this was a dry run.")
    else:
        app.say(f"head {head}")
    return 1 if any(result["refused"] for result in results) else 0


class DryRun(Exception):
    """Leaves the transaction without committing it."""


class Options(NamedTuple):
    """What stands in for what a row does not say."""

    speaker: str | None
    said: str | None
    judged: str | None
    source: str | None
    frame: str | None
    strict: bool
    fiscal_start: int | None
    # Whether a row may be what was redacted.
    again: bool = False


class Lines:
    """On which line of this file each claim was met, as each source has it; twelve bytes a claim."""

    def __init__(self, size: int) -> None:
        self.numbers = array("q", bytes(8 * (size + 1)))
        self.sources = array("i", bytes(4 * (size + 1)))
        self.more: dict[tuple[int, int], int] = {}

    def get(self, claim: int, source: int) -> int | None:
        """The line that was this claim from this source, None where there was none."""
        if claim < len(self.numbers) and self.numbers[claim] and self.sources[claim] == source:
            return self.numbers[claim]
        return self.more.get((claim, source))

    def put(self, claim: int, source: int, line: int) -> None:
        """Remember that a line was this claim."""
        if claim >= len(self.numbers):
            more = claim + BATCH - len(self.numbers)
            self.numbers.frombytes(bytes(8 * more))
            self.sources.frombytes(bytes(4 * more))
        if self.numbers[claim] and self.sources[claim] != source:
            self.more[claim, source] = line
        else:
            self.numbers[claim], self.sources[claim] = line, source


class Waiting:
    """Rows that wait for the end of the file, on disk: a file in which all changed is still not in memory."""

    def __init__(self) -> None:
        with _room():
            self.file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - ends with us

    def put(self, row: "Parsed") -> None:
        """Keep a row's line and draft; raises StorageError where there is no room."""
        with _room():
            self.file.write(json.dumps([row.line, row.draft]) + "\n")

    def batches(self) -> Iterator[list[tuple[int, Row]]]:
        """The rows, a thousand at a time, in the order in which they came; raises StorageError."""
        with _room():
            self.file.seek(0)
        while lines := list(itertools.islice(self.file, BATCH)):
            yield [tuple(json.loads(line)) for line in lines]


@contextlib.contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StorageError(
            f"{tempfile.gettempdir()} cannot hold the rows that wait for the end of the file "
            f"({reason}); free some space there, or set TMPDIR, and repeat the command."
        ) from None


class Parsed(NamedTuple):
    """A row that can be read: its draft, and what it says of a claim."""

    line: int
    draft: Row
    fields: Row
    speaker: int
    name: str
    source: int
    reading: str | None
    notices: list[str]
    heard: tuple[str, ...]
    told: list[str]

    def origin(self) -> Row:
        """Where the row stands, and which fields words said that no cell says."""
        return {"line": self.line, "heard": list(self.heard)} if self.told else {"line": self.line}


class Importer:
    """Reads one file into one transaction."""

    def __init__(
        self,
        app: App,
        transaction: Any,
        file: str,
        sheet: Any,
        options: Options,
        *,
        whole: bool = True,
    ) -> None:
        self.app = app
        self.tx = transaction
        self.file = file
        # Whether the sheet is all of the file, so that what it lacks is gone.
        self.whole = whole
        self.sheet = sheet
        self.options = options
        if sheet.format == "md":
            sheet.title = options.source
            sheet.speaker, sheet.said = options.speaker, options.said
        self.lines = Lines(transaction.next_id("claim"))
        self.next_id = self.first_id = transaction.next_id("claim")
        self.first_entry = transaction.seq + 1
        self.speakers: dict[str | None, tuple[int, str]] = {}
        self.sources: dict[str | None, int] = {}
        self.met_before: set[int] = set()
        # The last day on which a prediction of a source was redacted.
        self.redacted: dict[int, str] = {}
        for redaction in transaction.redactions():
            for source in redaction.get("sources", ()):
                day = redaction["at"][:10]
                self.redacted[source] = max(day, self.redacted.get(source, day))
        self.new: list[tuple[Parsed, Row]] = []
        self.new_by_key: dict[tuple[int, str], list[Row]] = {}
        self.new_by_id: dict[Any, Row] = {}
        self.waiting = Waiting()
        self.changed: dict[tuple[int, int], Row] = {}
        self.following: list[Parsed] = []
        self.notices: list[str] = []
        self.hushed = 0
        self.readings: dict[str, str] = {}
        self.unsaid = 0
        self.undated_verdicts = 0
        # Whether the file held people or sources, if no predictions.
        self.described = False
        self.counts = dict.fromkeys(("read", "added", "unchanged", "changed", "refused"), 0)
        self.problems: list[Problem] = []
        self.last_imported = lru_cache(maxsize=8)(self._payload)

    def run(self) -> Row:
        """Read the file; gives what became of its rows. Raises UnreadableError for the whole file."""
        state = self.tx.savepoint()
        self._say_columns()
        with self._progress() as moved:
            for batch in self._batches():
                self._take(batch)
                moved(self.sheet.position())
        self._finish()
        # What a file says of itself may be known only when all of it was read.
        self.hushed += max(0, len(self.sheet.notices) - OF_A_SHEET)
        self.notices[:0] = self.sheet.notices[:OF_A_SHEET]
        if self.sheet.unknown:
            # Known only now: each line of JSONL may bring a key of its own.
            names = ", ".join(f'"{name}"' for name in self.sheet.unknown)
            self.notices.insert(0, f"{self.file}: not understood and left out: {names}.")
        if self.counts["refused"] and self.counts["refused"] == self.counts["read"]:
            first = self.problems[0]
            raise UnreadableError(
                f"nothing in {self.file} can be recorded: "
                f"{imports.sentence(self.file, first._asdict())}"
            )
        if not self.counts["read"] and not self.described:
            why = (
                f": {self.sheet.nothing_read()}"
                if self.sheet.format == "md"
                else "; nothing was recorded"
            )
            raise UnreadableError(f"{self.file} holds no predictions{why}.")
        if self.sheet.format == "md" and not self.counts["read"]:
            self.notices.append(f"{self.file} holds no predictions: {self.sheet.nothing_read()}.")
        if self.options.strict and self.counts["refused"]:
            self.tx.back_to(state)
            self.notices.append(
                f"{self.file}: nothing recorded, since {self.counts['refused']} of its rows "
                "cannot be (--strict)."
            )
            self.counts |= {"added": 0, "changed": 0, "unchanged": 0}
        elif self.whole:
            self._tell_missing()
        if self.undated_verdicts:
            self.notices.append(
                f"{self.file}: {self.undated_verdicts} outcomes without the day on which they were "
                "judged; it stays unknown (--judged DATE fills it)."
            )
        self.app.notice(*self.readings.values())
        if self.unsaid:
            self.app.notice(
                f"{self.file}: {self.unsaid} more times were read as pledger when shows."
            )
        self.app.notice(*self.notices)
        if self.hushed:
            self.app.notice(f"{self.file}: {self.hushed} more notices of this kind.")
        return {
            "file": self.file,
            "format": self.sheet.format,
            **self.counts,
            "problems": [problem._asdict() for problem in self.problems],
        }

    # Reading

    def _say_columns(self) -> None:
        if "speaker" not in self.sheet.columns and self.options.speaker is None:
            who = self.app.recorder(self.tx)
            if self.sheet.format in ("csv", "tsv"):
                self.notices.append(
                    f"{self.file} names no speaker: every row is taken to be said by {who}."
                )

    @contextlib.contextmanager
    def _progress(self) -> Iterator[Any]:
        import sys

        if not sys.stderr.isatty() or not self.sheet.size:
            yield lambda position: None
            return
        with click.progressbar(
            length=max(self.sheet.size, 1), label=f"Reading {Path(self.file).name}", file=sys.stderr
        ) as bar:
            yield lambda position: bar.update(position - bar.pos)

    def _batches(self) -> Iterator[list[Any]]:
        batch = []
        for record in self.sheet:
            batch.append(record)
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _take(self, batch: list[Any]) -> None:
        """Decide and record a thousand rows."""
        parsed = []
        for record in batch:
            if isinstance(record, FileRow):
                self.counts["read"] += 1
                row = self._parse(record.line, record.draft)
                if row is not None:
                    parsed.append(row)
            elif isinstance(record, Problem):
                self.counts["read"] += 1
                self._refuse(record)
            elif isinstance(record, Person):
                self.described = True
                self._meet(record)
            else:
                self.described = True
                self._describe(record)
        self._match(parsed, final=False)
        self._flush()
        self._forget_batch()

    def _forget_batch(self) -> None:
        """What this batch added or changed is found in the ledger from now on."""
        self.new_by_key.clear()
        self.new_by_id.clear()
        self.changed.clear()

    def _parse(self, line: int, draft: Row, said_on: str | None = None) -> Parsed | None:
        said_on = said_on or self.options.said or self.app.today
        try:
            if self.sheet.format == "md" and line in self.sheet.lacking:
                # Notes are somebody else's words of another day: never taken to be mine, or today's.
                raise UnreadableError(self.sheet.lacking[line])
            filled, heard, told = hearing.fill(draft, said_on)
            fields, reading, notices = actions.drafted(
                filled,
                said_on=said_on,
                today=self.app.today,
                name=f"line {line}",
                judged=self.options.judged,
                fiscal_start=self.options.fiscal_start,
            )
            name = draft.get("speaker") or self.options.speaker
            known = self.speakers.get(name)
            if known is None:
                number = self.app.speaker(self.tx, name)
                known = (number, self.tx.person_by_id(number).name)
                self.speakers[name] = known
            source = self._source(draft)
            fields["speaker"] = known[0]
        except StorageError:
            raise
        except LedgerError as error:
            if not (draft.get("said_on") or self.options.said) and said_on == self.app.today:
                # Past by today, perhaps, but not on the day on which it was recorded.
                day = self._first_day_recorded(draft)
                if day is not None:
                    return self._parse(line, draft, day)
            problem = str(error)
            if isinstance(error, PastTimeError) and not (draft.get("said_on") or self.options.said):
                problem = f"{problem.removesuffix(' Check --said.')} {NO_DAY}"
            self._refuse(Problem(line, None, None, problem))
            return None
        return Parsed(line, draft, fields, *known, source, reading, notices, heard, told)

    def _first_day_recorded(self, draft: Row) -> str | None:
        """The first day with which the statement of a row that names none was imported before."""
        name = draft.get("speaker") or self.options.speaker or self.app.recorder(self.tx)
        person = self.tx.person_named(name)
        title = draft.get("source") or self.options.source or Path(self.file).name
        source = self.tx.source_titled(title)
        statement = draft.get("statement")
        if person is None or source is None or not statement:
            return None
        days = [
            row["said_on"]
            for row in self.tx.known_by_key([statement_key(statement)])
            if row["speaker_id"] == person.id
            and normalised(row["statement"]) == normalised(statement)
            and source.id in row["origins"]
            and row["said_on"] < self.app.today
        ]
        return min(days, default=None)

    def _source(self, draft: Row) -> int:
        """The source of a row: its own cell, else --source, else the file stands in for it."""
        title = draft.get("source") or self.options.source
        number = self.sources.get(title)
        if number is None:
            known = self.tx.source_titled(title or Path(self.file).name)
            number = source_id(
                self.tx,
                title or Path(self.file).name,
                given=title is not None,
                frame=self.options.frame if title == self.options.source else None,
            )
            if known is not None:
                self.met_before.add(number)
            self.sources[title] = number
        return number

    def _meet(self, record: Any) -> None:
        # A first name in another talk may be another's: only whole spellings tell who it is.
        met = {
            person.id: person
            for spelling in record.whole()
            if (person := self.tx.person_named(spelling)) is not None
        }
        known = self.tx.person_named(record.name) or (
            next(iter(met.values())) if len(met) == 1 else None
        )
        for spelling in record.aliases:
            other = self.tx.person_named(spelling)
            if other is not None and (known is None or other.id != known.id):
                self._notice(
                    f'{self.file}:{record.line} "{spelling}" is another person\'s name here; if {record.name} '
                    f'and {other.name} are one: pledger people "{record.name}" --merge "{other.name}"'
                )
        if known is None:
            aliases = [name for name in record.aliases if self.tx.person_named(name) is None]
            number = self.tx.next_id("person")
            self.tx.append(
                actions.name_person(number, record.name, aliases=aliases, role=record.role)
            )
            return
        was = known.fields()
        spellings = (record.name, *record.aliases)
        free = [name for name in spellings if self.tx.person_named(name) is None]
        now = was | {
            "aliases": actions.spellings(known.name, [*known.aliases, *free]),
            "role": record.role or known.role,
        }
        if now != was:
            self.tx.append(actions.change_person(known.id, was, now))

    def _describe(self, record: Any) -> None:
        known = self.tx.source_titled(record.title)
        was = None if known is None else known.fields()
        now = {
            "title": record.title,
            "url": record.url or (was and was["url"]),
            "frame": record.frame or (was and was["frame"]),
            "given": True,
        }
        if was and was["url"] not in (None, now["url"]):
            self._notice(
                f'{self.file}: "{record.title}" was at {was["url"]} and is now at {now["url"]}; if it is '
                "another source, name it with --source TITLE."
            )
        if now != was:
            number = self.tx.next_id("source") if known is None else known.id
            self.tx.append(actions.describe_source(number, now, was))

    # Deciding

    def _match(self, rows: list[Parsed], *, final: bool) -> None:
        if not rows:
            return
        by_key = self._under_keys(rows)
        by_id = self._under_ids(rows)
        for row in rows:
            key = (row.speaker, normalised(row.fields["statement"]))
            identity = self._identity(row, by_id) if by_id or self.new_by_id else []
            if not identity and key not in by_key and key not in self.new_by_key:
                self._add(row, key)
                continue
            candidates = identity or [
                *(
                    self._known(found, row.source)
                    for found in by_key.get(key, ())
                    if not self._is_another(row, found, by_id)
                ),
                *(
                    self._just_added(new, row.source)
                    for new in self.new_by_key.get(key, ())
                    if not self._is_another(row, new, by_id)
                ),
            ]
            if row.draft.get("follows"):
                followed = self._find(row, row.draft["follows"])
                row.fields["follows"] = followed and followed["id"]
            decision = matching.match(
                row.fields,
                candidates,
                by_id=bool(identity),
                states_day=bool(row.draft.get("said_on") or self.options.said),
                columns=self._columns(row),
                heard=row.heard,
                final=final,
            )
            self._act(row, decision, key)

    def _is_another(self, row: Parsed, claim: Row, by_id: dict[Any, Row]) -> bool:
        """Whether another row of this file is that claim: two uids are two claims, however alike they are."""
        uid, known = row.draft.get("uid"), claim.get("uid")
        if uid is None or known is None or known == uid:
            return False
        return (
            known in by_id
            or claim["id"] >= self.first_id
            or self.lines.get(claim["id"], row.source) is not None
        )

    def _columns(self, row: Parsed) -> set[str]:
        """The columns that tell whether a row changed; lines of notes move whenever one is added above."""
        return set(row.draft) - ({"place"} if self.sheet.format == "md" else set())

    def _under_keys(self, rows: list[Parsed]) -> dict[tuple[int, str], list[Row]]:
        """What the ledger knows under the speakers and statements of some rows."""
        keys = sorted({statement_key(row.fields["statement"]) for row in rows})
        found: dict[tuple[int, str], list[Row]] = {}
        for row in self.tx.known_by_key(keys):
            key = (row["speaker_id"], normalised(row["statement"]))
            found.setdefault(key, []).append(row)
        return found

    def _under_ids(self, rows: list[Parsed]) -> dict[Any, Row]:
        """What the ledger knows under the native ids and uids of some rows."""
        natives = {row.draft["native_id"] for row in rows if row.draft.get("native_id")}
        uids = {row.draft["uid"] for row in rows if row.draft.get("uid")}
        found: dict[Any, Row] = {
            (row["source"], row["native"]): row
            for row in (self.tx.known_by_native(sorted(natives)) if natives else ())
        }
        for row in self.tx.known_by_uid(sorted(uids)) if uids else ():
            found[row["uid"]] = row
        return found

    def _identity(self, row: Parsed, by_id: dict[Any, Row]) -> list[matching.Known]:
        native, uid = row.draft.get("native_id"), row.draft.get("uid")
        key = (row.source, native) if native is not None else uid
        if key in self.new_by_id:
            return [self._just_added(self.new_by_id[key], row.source)]
        found = by_id.get(key)
        return [] if found is None else [self._known(found, row.source)]

    def _known(self, found: Row, source: int) -> matching.Known:
        origin = found["origins"].get(source)
        last = self.changed.get((found["id"], source))
        if last is None and origin is not None:
            last = self._last(*origin)
        window = found if last is None else last
        return matching.Known(
            found["id"],
            found["said_on"],
            window.get("earliest"),
            window.get("latest"),
            window.get("window"),
            last,
            self.lines.get(found["id"], source),
        )

    def _just_added(self, fields: Row, source: int) -> matching.Known:
        get = fields.get
        last = self.changed.get((fields["id"], source))
        if last is None and fields["origin"]["source"] == source:
            last = fields
        return matching.Known(
            fields["id"],
            fields["said_on"],
            get("earliest"),
            get("latest"),
            get("window"),
            last,
            self.lines.get(fields["id"], source),
        )

    def _payload(self, entry: int) -> list[Row | None]:
        from ledger.store.journal import all_rows_of

        return all_rows_of(self.tx.entry(entry).payload)

    def _last(self, entry: int, row: int) -> Row:
        """A claim's fields as they were last imported."""
        recorded = self.last_imported(entry)[row]
        assert recorded is not None  # a redacted claim has no origin left
        if "id" in recorded:
            return recorded
        imported: Row = recorded["origin"]["row"]
        return imported

    def _act(self, row: Parsed, decision: matching.Match, key: tuple[int, str]) -> None:
        known = decision.known
        match decision.what:
            case "new":
                self._add(row, key)
            case "wait":
                self.waiting.put(row)
            case "same":
                assert known is not None
                self.lines.put(known.id, row.source, row.line)
                self.counts["unchanged"] += 1
            case "repeated":
                assert known is not None
                self.counts["unchanged"] += 1
                self._notice(f"{self.file}:{row.line} repeats line {known.line}.")
            case "clash":
                assert known is not None
                self._refuse(
                    Problem(
                        row.line,
                        None,
                        None,
                        f"lines {known.line} and {row.line} are one prediction with one window "
                        "and differ otherwise; keep one of them",
                    )
                )
            case "changed":
                assert known is not None
                self._flush()
                self._change(row, known)
            case "elsewhere":
                assert known is not None
                self._flush()
                self._say_elsewhere(row, known)

    # Recording

    def _may_be_redacted(self, row: Parsed) -> str | None:
        """Why a row that is new here may be what somebody wanted forgotten, or None.

        Nothing is left by which it could be known; only what was said after the redaction is surely another.
        """
        if self.options.again:
            return None
        on = self.redacted.get(row.source)
        states_day = row.draft.get("said_on") or self.options.said
        if on is None or (states_day and row.fields["said_on"] > on):
            return None
        return (
            f"it is new here, and a prediction of this source was redacted on {on}; if this is it, take it "
            "out of the file, and if not, record it with --again."
        )

    def _add(self, row: Parsed, key: tuple[int, str]) -> None:
        problem = self._may_be_redacted(row)
        if problem is not None:
            self._refuse(Problem(row.line, None, None, problem))
            return
        follows = row.draft.get("follows")
        if follows is not None:
            self._flush()
            if not self._follow(row, follows):
                return
        origin: Row = {"source": row.source, **row.origin()}
        if row.draft.get("native_id"):
            origin["native"] = row.draft["native_id"]
        fields = row.fields
        fields["id"] = self.next_id
        fields["origin"] = origin
        if row.draft.get("uid") is not None:
            fields["uid"] = row.draft["uid"]
        if row.draft.get("source") or self.options.source:
            fields["source"] = row.source
        self.next_id += 1
        self.lines.put(fields["id"], row.source, row.line)
        self.new.append((row, fields))
        self.new_by_key.setdefault(key, []).append(fields)
        if row.draft.get("native_id") is not None:
            self.new_by_id[row.source, row.draft["native_id"]] = fields
        elif row.draft.get("uid") is not None:
            self.new_by_id[row.draft["uid"]] = fields
        self.counts["added"] += 1
        if row.reading is not None:
            self._tell_reading(row, row.reading)
        if row.notices or row.told or "words" in fields or "outcome" in fields:
            for notice in self._worth_saying(row):
                self._notice(f"{self.file}:{row.line} {notice}")

    def _follow(self, row: Parsed, follows: str) -> bool:
        """Find what a row follows; rows that name a later one wait for the end of the file."""
        followed = self._find(row, follows)
        if followed is None:
            self.following.append(row)
            return False
        try:
            actions.check_follows(
                {"id": None, "speaker": row.name, "said_on": row.fields["said_on"]},
                followed,
                self.tx.follower(followed["id"]),
                self.tx.chain(followed["id"]),
            )
        except StorageError:
            raise
        except LedgerError as error:
            self._refuse(Problem(row.line, "follows", follows, str(error)))
            return False
        row.fields["follows"] = followed["id"]
        return True

    def _find(self, row: Parsed, text: str) -> Row | None:
        """The claim that a row's `follows` names: a statement of the same speaker, an id or a uid."""
        said_on = row.fields["said_on"]
        # A promise may be renewed in the same words, on a later day; a row never follows itself.
        own = normalised(text) == normalised(row.fields["statement"])
        before = [
            known
            for known in self.tx.known(row.speaker, text)
            if known["said_on"] < said_on or (known["said_on"] == said_on and not own)
        ]
        if before:
            latest: Row = max(before, key=lambda known: (known["said_on"], -known["id"]))
            return latest
        if not is_uid(text) and not (text.isascii() and text.isdigit()):
            return None
        try:
            claim: Row = self.tx.claim(text)
        except (NotFoundError, RefusedError):
            return None
        return None if claim["removed"] else claim

    def _flush(self) -> None:
        """Record the new claims that were gathered."""
        if not self.new:
            return
        stated = [row.draft.get("uid") for row, _ in self.new]
        free = set(filter(None, stated)) - self.tx.uids_given([uid for uid in stated if uid])
        uids = actions.give_uids(
            [(row.name, fields) for row, fields in self.new], self.tx.uids_given, keep=free
        )
        for (row, fields), new in zip(self.new, uids, strict=True):
            stated_uid = row.draft.get("uid")
            fields["uid"] = stated_uid if stated_uid in free else new
            free.discard(stated_uid)
        self.tx.append(Event("claims.recorded", [fields for _, fields in self.new]))
        self.new.clear()

    def _change(self, row: Parsed, known: matching.Known) -> None:
        """Record the cells of a known row that changed."""
        assert known.last is not None
        if not (row.draft.get("said_on") or self.options.said):
            again = self._parse(row.line, row.draft, said_on=known.said_on)
            if again is None:
                return
            row = again
        names = matching.changed(row.fields, known.last, self._columns(row), row.heard)
        claim = self.tx.claim(str(known.id))
        line_origin = {
            "source": row.source,
            "native": row.draft.get("native_id"),
            "row": {**row.fields, "origin": row.origin()},
            "was": self.tx.origin_of(known.id, row.source),
        }
        try:
            events, notices = self._events(row, claim, names)
        except StorageError:
            raise
        except LedgerError as error:
            self._refuse(Problem(row.line, None, None, str(error)))
            return
        if not events:
            events = [Event("claim.edited", [{"uid": claim["uid"], "set": {}, "was": {}}])]
        events[0].rows[0]["origin"] = line_origin
        for event in events:
            self.tx.append(event)
        self.lines.put(known.id, row.source, row.line)
        self.changed[known.id, row.source] = row.fields
        self.counts["changed"] += 1
        for notice in notices:
            self._notice(f"{self.file}:{row.line} {notice}")

    def _events(self, row: Parsed, claim: Row, names: set[str]) -> tuple[list[Event], list[str]]:
        """What the changed fields of a row make of a claim."""
        fields = {
            name: matching.value(row.fields, name)
            for name in names
            if name not in resolution.FIELDS and name != "evidence"
        }
        if fields.get("criteria", "") is None:
            del fields["criteria"]
        retracted_on = fields.pop("retracted_on", None)
        if fields.get("follows") is not None:
            followed = self.tx.claim(str(fields["follows"]))
            actions.check_follows(
                {**claim, "speaker": row.name, "said_on": row.fields["said_on"]},
                followed,
                self.tx.follower(followed["id"]),
                self.tx.chain(followed["id"]),
            )
        events, notices = actions.edit(claim, fields, day=self.app.utc_day, today=self.app.today)
        if retracted_on is not None:
            events.append(actions.retract(claim, on=retracted_on, today=self.app.today))
        if names & set(resolution.FIELDS):
            verdict = {name: row.fields.get(name) for name in resolution.FIELDS}
            if verdict["outcome"] is None:
                if claim["outcome"] is not None:
                    events.append(actions.reopen(claim))
            elif any(claim[name] != verdict[name] for name in resolution.FIELDS):
                if claim["outcome"] not in (None, verdict["outcome"]):
                    notices.append(
                        f"changes the outcome of prediction {claim['id']} from {claim['outcome']} to "
                        f"{verdict['outcome']}"
                    )
                events.append(actions.change("claim.judged", claim, verdict))
        if "evidence" in names:
            known = {item["url"] for item in claim["evidence"]}
            n = self.tx.next_n("evidence", claim["id"])
            for item in row.fields.get("evidence") or ():
                if item["url"] not in known:
                    events.append(actions.add_evidence(claim["uid"], n, item))
                    n += 1
        return events, notices

    def _say_elsewhere(self, row: Parsed, known: matching.Known) -> None:
        """The same claim in another source: one more place where it can be read."""
        claim = self.tx.claim(str(known.id))
        saying = {
            name: row.fields[name]
            for name in ("url", "place", "quote", "quote_kind", "lang")
            if row.fields.get(name)
        }
        if row.draft.get("source") or self.options.source:
            saying["source"] = row.source
        event = Event(
            "saying.added",
            [
                {
                    "uid": claim["uid"],
                    "n": self.tx.next_n("saying", known.id),
                    "saying": saying,
                    "origin": {
                        "source": row.source,
                        "native": row.draft.get("native_id"),
                        "row": {**row.fields, "origin": row.origin()},
                        "was": None,
                    },
                }
            ],
        )
        self.tx.append(event)
        verdict = {name: row.fields.get(name) for name in resolution.FIELDS}
        if verdict["outcome"] is not None and claim["outcome"] is None:
            self.tx.append(actions.change("claim.judged", claim, verdict))
        elif verdict["outcome"] not in (None, claim["outcome"]):
            self._notice(
                f"{self.file}:{row.line} says {verdict['outcome']} of prediction {claim['id']}, which "
                f"was judged {claim['outcome']}; nothing was changed."
            )
        self.lines.put(known.id, row.source, row.line)
        self.changed[known.id, row.source] = row.fields
        self.counts["changed"] += 1

    def _finish(self) -> None:
        """Take the rows that had to wait for the end of the file."""
        for batch in self.waiting.batches():
            rows = [self._parse(line, draft) for line, draft in batch]
            self._match([row for row in rows if row is not None], final=True)
            self._flush()
            self._forget_batch()
        while self.following:
            followers, self.following = self.following, []
            before = len(followers)
            self._match(followers, final=True)
            self._flush()
            self._forget_batch()
            if len(self.following) == before:
                for row in self.following:
                    follows = row.draft["follows"]
                    self._refuse(
                        Problem(
                            row.line,
                            "follows",
                            follows,
                            f'there is no prediction "{follows}" of {row.name}, said by '
                            f"{row.fields['said_on']}, to follow",
                        )
                    )
                break

    # Saying

    def _worth_saying(self, row: Parsed) -> list[str]:
        """What a person should hear of a row: words without a number, an outcome without a day."""
        said = list(row.notices)
        words = row.fields.get("words")
        if row.told:
            said.append(f"{'; '.join(row.told)}.")
        elif row.fields.get("kind") == "goal" and row.draft.get("kind") is None:
            said.append(f'"{words}" makes it a goal: it stands aside from every rate.')
        elif words is not None and row.fields.get("p") is None:
            said.append(f'"{words}" is kept as words: it is not on the scale.')
        if row.fields.get("outcome") is not None and row.fields.get("judged_on") is None:
            self.undated_verdicts += 1
        return said

    def _tell_reading(self, row: Parsed, sentence: str) -> None:
        """Tell how a time was read, each reading once."""
        if sentence in self.readings:
            return
        if len(self.readings) < SAID:
            self.readings[sentence] = f"{self.file}:{row.line} {sentence}."
        else:
            self.unsaid += 1

    def _notice(self, sentence: str) -> None:
        if len(self.notices) < SAID:
            self.notices.append(sentence)
        else:
            self.hushed += 1

    def _refuse(self, problem: Problem) -> None:
        self.counts["refused"] += 1
        self.problems.append(problem)

    def _tell_missing(self) -> None:
        """Name the claims of these sources that the file held once and no longer holds."""
        if self.counts["refused"]:
            return  # a refused row may be one of them
        missing: list[int] = []
        count = 0
        for source in sorted(self.met_before):
            for claim in self.tx.claims_of_source(source, self.first_entry):
                if self.lines.get(claim, source) is None:
                    count += 1
                    if len(missing) < 5:
                        missing.append(claim)
        for row in self.tx.claims_by_id(missing):
            self.notices.append(
                f"{self.file} no longer holds {row['id']}: {row['statement']} (it stays recorded)."
            )
        if count > len(missing):
            self.notices.append(
                f"{self.file} no longer holds {count - len(missing)} more; they stay recorded."
            )
