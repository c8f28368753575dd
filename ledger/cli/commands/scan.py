"""pledger scan: what else in notes or a text looks like a prediction, to take or to skip."""

import contextlib
import json
import shlex
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

import click

from ledger.cli import asking
from ledger.cli.app import App
from ledger.cli.app import cache_folder
from ledger.cli.app import pass_app
from ledger.cli.commands.add import source_id
from ledger.cli.commands.import_ import Importer
from ledger.cli.commands.import_ import Options
from ledger.cli.commands.undo import take_back
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import day_option
from ledger.cli.options import fiscal_option
from ledger.cli.options import output_options
from ledger.domain import actions
from ledger.domain import hearing
from ledger.domain.event import Event
from ledger.domain.event import Row
from ledger.errors import LedgerError
from ledger.errors import NotFoundError
from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from ledger.render.formats import wrapped
from ledger.reports import candidates as reports

if TYPE_CHECKING:
    from ledger.exchange.scanning import Candidate
    from ledger.exchange.scanning import Document


@command_(
    "scan",
    help="Offer what else in FILE, notes in Markdown or a plain text, looks like a prediction. At a "
    "terminal one key takes, edits or skips each; else they are listed. Nothing is recorded unasked.",
)
@click.argument("file")
@click.option("--accept", metavar="NUMBERS", help="Record these of the list: 3,5,8-10.")
@click.option("--skip", metavar="NUMBERS", help="Never offer these again.")
@click.option("-s", "--speaker", metavar="NAME", help="Who said it, where FILE does not say.")
@day_option("--said", help="When it was said, where FILE does not say.")
@click.option("--source", metavar="TITLE", help="Where it can be read, where FILE does not say.")
@click.option(
    "--quote-kind",
    type=click.Choice(["verbatim", "translated", "paraphrase"]),
    help="What the quotes are, where FILE does not show it.",
)
@fiscal_option
@click.option("--all", "everything", is_flag=True, help="List what was taken or skipped, too.")
@output_options
@pass_app
def command(
    app: App,
    file: str,
    accept: str | None,
    skip: str | None,
    speaker: str | None,
    said: str | None,
    source: str | None,
    quote_kind: str | None,
    fiscal_start: int | None,
    everything: bool,
) -> None:
    """Offer what looks like a prediction."""
    from ledger.exchange.scanning import open_document

    wanted = Answers(_numbers(accept, "--accept"), _numbers(skip, "--skip"))
    app.format_name()
    store = app.store()
    title = clean(source, "--source")
    document = open_document(
        file, app.today_date, said=said, source=title, fiscal_start=fiscal_start
    )
    options = Options(
        clean(speaker, "--speaker"), said, None, title, None, False, fiscal_start, again=True
    )
    scan = Scan(app, file, document, options, quote_kind)
    app.notice(*document.notices)
    if wanted.accept or wanted.skip:
        scan.answer(wanted)
        return
    rows = scan.rows(store, everything=everything)
    if not remember(file, [one.key for one in document.candidates]):
        app.notice(
            f"this list could not be remembered in {cache_folder()}: should {file} change before "
            "--accept, its numbers cannot be checked."
        )
    if app.interactive and not app.reporting and rows and not everything:
        walk = Walk(scan, rows)
        walk.tell(f"{_count(rows)} in {file}; each answer is recorded at once.")
        try:
            walk.through()
        except EOFError:
            click.echo()
        finally:
            walk.sum_up()
        return
    app.show(scan.listed(store, rows))


class Answers(NamedTuple):
    """The numbers that --accept and --skip name."""

    accept: list[int]
    skip: list[int]


def _numbers(text: str | None, option: str) -> list[int]:
    """Numbers like 3,5,8-10, each once; raises UnreadableError."""
    if text is None:
        return []
    numbers: dict[int, None] = {}
    for part in text.replace("，", ",").replace(" ", ",").split(","):
        if not part:
            continue
        first, dash, last = part.partition("-")
        ends = (first, last if dash else first)
        if not all(end.isascii() and end.isdigit() and len(end) < 6 for end in ends):
            raise UnreadableError(f'{option} "{text}" is no list of numbers; write 3,5,8-10.')
        span = range(int(ends[0]), int(ends[1]) + 1)
        if not span or not span[0]:
            raise UnreadableError(f'{option} "{text}": "{part}" is no number of the list.')
        numbers |= dict.fromkeys(span)
    if not numbers:
        raise UnreadableError(f"{option} is empty; write the numbers of the list: 3,5,8-10.")
    return list(numbers)


# The list that was shown last


def _memory(file: str) -> Path:
    """Where the last list of a file is remembered."""
    name = sha256(str(Path(file).resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return cache_folder() / "scan" / name


def remember(file: str, keys: Sequence[str]) -> bool:
    """Keep what the numbers of a list meant; False where there is no place for it."""
    path = _memory(file)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(list(keys)), encoding="utf-8")
    except OSError:
        return False
    return True


def remembered(file: str) -> list[str] | None:
    """What the numbers of the last list of a file meant; None where none was shown here."""
    try:
        found = json.loads(_memory(file).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, list) else None


class Scan:
    """The candidates of a document, and what the ledger knows of them."""

    def __init__(
        self, app: App, file: str, document: "Document", options: Options, quote_kind: str | None
    ) -> None:
        self.app = app
        self.file = file
        self.options = options
        self.document = document._replace(
            candidates=[_with(one, options, quote_kind) for one in document.candidates]
        )
        self.title = document.title or Path(file).name

    # What there is

    def rows(self, questions: Any, *, everything: bool = False) -> list[Row]:
        """The candidates that were neither taken nor skipped, as rows of a report; or all of them."""
        status = self.status(questions)
        rows = []
        for one in self.document.candidates:
            state, claim, firmer = status[one.key]
            if state == "offered" or everything:
                rows.append(self.row(one, state, claim, firmer))
        return rows

    def status(self, questions: Any) -> dict[str, tuple[str, int | None, str | None]]:
        """Of each candidate by its key: offered, taken, skipped or held, the claim, and why it is firmer."""
        from ledger.exchange.held import Holdings
        from ledger.exchange.held import firmer
        from ledger.exchange.held import held

        source = questions.source_titled(self.title)
        if source is None:
            return {one.key: ("offered", None, one.firmer) for one in self.document.candidates}
        taken, skipped = questions.taken(source.id), questions.skipped(source.id)
        of_sentences = set(taken.values())
        holdings = Holdings(
            [
                held(f"prediction {row['id']}", row, row["id"])
                for row in questions.claims({"source_id": source.id})
                if row["id"] not in of_sentences
            ]
        )
        found: dict[str, tuple[str, int | None, str | None]] = {}
        for one in self.document.candidates:
            native = one.draft["native_id"]
            if native in taken:
                found[one.key] = ("taken", taken[native], None)
            elif one.key in skipped:
                found[one.key] = ("skipped", None, None)
            else:
                same = holdings.said_by(one.draft, one.latest, one.heading)
                told = one.firmer if same is None else firmer(one.draft, one.latest, same)
                if same is not None and told is None:
                    found[one.key] = ("held", same.claim, None)
                else:
                    found[one.key] = ("offered", None, told)
        return found

    def row(self, one: "Candidate", state: str, claim: int | None, firmer: str | None) -> Row:
        """A candidate as a row of a report, read as it would be recorded."""
        fields, problem = self.read(one.draft)
        told = one.told if one.draft["speaker"] != self.options.speaker else None
        found = one._asdict() | {"firmer": firmer, "problem": one.problem or problem, "told": told}
        return reports.row(found, fields, state, claim)

    def read(self, draft: Row) -> tuple[Row, str | None]:
        """The fields that would be recorded of a draft, and why they cannot be."""
        filled, _, _ = hearing.fill(draft, draft["said_on"])
        try:
            fields, _, _ = actions.drafted(
                filled,
                said_on=draft["said_on"],
                today=self.app.today,
                name="it",
                fiscal_start=self.options.fiscal_start,
            )
        except LedgerError as error:
            return draft, str(error)
        return fields | {"speaker": draft["speaker"], "source": draft["source"]}, None

    def listed(self, questions: Any, rows: Sequence[Row]) -> Any:
        """The report of all that is offered."""
        found = self.document
        notes = []
        if found.covered:
            lines = _lines(found.covered)
            notes.append(f"Said in its tables already, and not offered: {lines}.")
        if found.repeated:
            notes.append(f"Said again further down: {_lines(found.repeated)}.")
        count = {"taken": 0, "skipped": 0, "held": 0}
        for state, _, _ in self.status(questions).values():
            if state in count:
                count[state] += 1
        before = [f"{number} {state}" for state, number in count.items() if number]
        if before:
            notes.append(f"Not offered again: {', '.join(before)} (--all lists them).")
        some = ",".join(str(row["number"]) for row in rows[:2])
        hint = (
            f"Take some: pledger scan {shlex.quote(self.file)} --accept {some}   Never offer: --skip"
            if some
            else None
        )
        days = found.days
        said = (
            f", said {days[0]}" if len(days) == 1 else f", said on {len(days)} days" if days else ""
        )
        title = f"Looks like a prediction in {self.file}{said}"
        return reports.listed(rows, title=title, notes=notes, hint=hint)

    # Answers

    def answer(self, wanted: Answers) -> None:
        """Record what --accept names and never offer what --skip names, both or nothing."""
        both = set(wanted.accept) & set(wanted.skip)
        if both:
            raise UnreadableError(f"{min(both)} stands in --accept and in --skip; decide for one.")
        self._check_list([*wanted.accept, *wanted.skip])
        with self.app.writing() as transaction:
            status = self.status(transaction)
            taken = [self._free(number, status) for number in wanted.accept]
            skipped = [self._free(number, status, skip=True) for number in wanted.skip]
            added = self.take(transaction, [(one.line, one.draft) for one in taken], taken)
            self.skip(transaction, skipped)
        remember(self.file, [one.key for one in self.document.candidates])
        after = self.app.store()
        if self.app.reporting:
            numbers = {*wanted.accept, *wanted.skip}
            rows = [row for row in self.rows(after, everything=True) if row["number"] in numbers]
            self.app.show(reports.listed(rows, title="Answered", notes=(), hint=None))
            return
        if added:
            from ledger.reports import claims

            rows = after.claims_by_id(added)
            self.app.show(claims.listed(rows, today=self.app.today, title="Recorded", empty=""))
        if skipped:
            lines = _lines([one.line for one in skipped])
            self.app.say(f"Never offered again: {lines}. Take that back with: pledger undo")

    def _check_list(self, numbers: Sequence[int]) -> None:
        """See that numbers mean what they meant in the list; raises NotFoundError or RefusedError."""
        keys = [one.key for one in self.document.candidates]
        shown = remembered(self.file)
        for number in numbers:
            before = shown[number - 1] if shown is not None and number <= len(shown) else None
            now = keys[number - 1] if number <= len(keys) else None
            if shown is not None and before is not None and before != now:
                raise RefusedError(
                    f"{self.file} changed since it was listed: {number} is another sentence now; list "
                    f"it again with: pledger scan {shlex.quote(self.file)} -f table"
                )
            if now is None:
                raise NotFoundError(
                    f"{self.file} has no candidate {number}, only 1 to {len(keys)}."
                    if keys
                    else f"nothing in {self.file} looks like a prediction."
                )
            if shown is not None and before is None:
                raise RefusedError(
                    f"{self.file} changed since it was listed: it had no candidate {number}; list it "
                    f"again with: pledger scan {shlex.quote(self.file)} -f table"
                )

    def _free(
        self,
        number: int,
        status: dict[str, tuple[str, int | None, str | None]],
        *,
        skip: bool = False,
    ) -> "Candidate":
        """The candidate with a number, where it may be answered; raises RefusedError."""
        one = self.document.candidates[number - 1]
        state, claim, _ = status[one.key]
        if state == "skipped" and skip:
            raise RefusedError(f"{number} is not offered any more: it was skipped already.")
        if state in ("taken", "held"):
            raise RefusedError(
                f"{number} (line {one.line}) is in the ledger already: pledger show {claim}"
            )
        return one

    def take(
        self, transaction: Any, rows: Sequence[tuple[int, Row]], named: Sequence["Candidate"] = ()
    ) -> list[int]:
        """Record drafts as an import does, all or none; gives the ids of the new claims."""
        from ledger.exchange.scanning import Sheet

        if not rows:
            return []
        for one in named:
            if one.problem is not None:
                raise UnreadableError(
                    f"the time of {one.number} (line {one.line}) cannot be told: {one.problem} At a "
                    "terminal it can be edited; or record it with pledger add."
                )
        for at, (line, draft) in enumerate(rows):
            which = f"{named[at].number} (line {line})" if named else f"line {line}"
            if draft["speaker"] is None:
                raise UnreadableError(
                    f"{self.file} names nobody who said {which}; give --speaker NAME."
                )
            _, problem = self.read(draft)
            if problem is not None:
                raise UnreadableError(f"{which}: {problem}" if named else problem)
        first = transaction.next_id("claim")
        sheet = Sheet(self.document, rows)
        result = Importer(self.app, transaction, self.file, sheet, self.options, whole=False).run()
        for problem in result["problems"]:
            raise UnreadableError(
                f"line {problem['line']} cannot be recorded: {problem['problem']}"
            )
        return list(range(first, int(transaction.next_id("claim"))))

    def skip(self, transaction: Any, skipped: Sequence["Candidate"]) -> None:
        """Record that nobody wants to see these again."""
        if not skipped:
            return
        number = source_id(transaction, self.title, given=self.document.title is not None)
        transaction.append(
            Event(
                "candidate.skipped",
                [{"source": number, "key": one.key, "line": one.line} for one in skipped],
            )
        )


def _with(one: "Candidate", options: Options, quote_kind: str | None) -> "Candidate":
    """A candidate with what the command line says where the document does not."""
    draft = dict(one.draft)
    draft["speaker"] = draft["speaker"] or options.speaker
    if quote_kind is not None and draft["quote_kind"] != "paraphrase":
        draft["quote_kind"] = quote_kind
    return one._replace(draft=draft)


def _lines(numbers: Sequence[int]) -> str:
    unique = list(dict.fromkeys(numbers))
    named = ", ".join(map(str, unique[:12]))
    return f"line{'s' if len(unique) > 1 else ''} {named}{' ...' if len(unique) > 12 else ''}"


def _count(rows: Sequence[Row]) -> str:
    if len(rows) == 1:
        return "One sentence looks like a prediction"
    return f"{len(rows)} sentences look like predictions"


class Walk:
    """One candidate after another at a terminal: one key each, every answer recorded at once."""

    KEYS = {
        "t": "take",
        "e": "edit",
        "s": "skip for good",
        "l": "later",
        "b": "back",
        "q": "quit",
    }
    FIELDS = (
        ("statement", "Prediction"),
        ("speaker", "Who said it"),
        ("deadline_phrase", "By when"),
        ("credence", "Chance, if not as heard"),
        ("kind", "Kind, if not as heard (forecast, goal, conditional)"),
    )

    def __init__(self, scan: Scan, rows: Sequence[Row]) -> None:
        self.scan = scan
        self.app = scan.app
        self.rows = rows
        by_number = {one.number: one for one in scan.document.candidates}
        self.offered = [by_number[row["number"]] for row in rows]
        # Each answer with the command that recorded it, None where nothing was.
        self.answers: list[tuple[str, int | None]] = []

    def tell(self, *sentences: str) -> None:
        """Say something in lines that fit the terminal; a no-break space is none to break at."""
        for sentence in sentences:
            lines = wrapped(sentence, self.app.width)
            self.app.say(*(line.replace("\xa0", " ") for line in lines))

    def through(self) -> None:
        """Ask for one after another; raises EOFError and KeyboardInterrupt where it is stopped."""
        while len(self.answers) < len(self.offered):
            at = len(self.answers)
            row = self.rows[at]
            click.echo()
            place = (
                f"{at + 1} of {len(self.offered)}: line {row['line']}, {reports.speaker_text(row)}"
            )
            self.app.show(reports.one(row, place=place))
            click.echo()
            self.tell(
                "  ".join(f"{key} {word}".replace(" ", "\xa0") for key, word in self.KEYS.items())
            )
            if not self._answer(self.offered[at]):
                return

    def _answer(self, one: "Candidate") -> bool:
        """Take keys until one answers, or goes back; False to stop."""
        draft, edited = one.draft, False
        while True:
            word = asking.key(f"{one.number}> ", self.KEYS)
            self.app.read_clock()
            try:
                match word:
                    case "quit":
                        return False
                    case "back":
                        if self._back():
                            return True
                    case "later":
                        self.answers.append((word, None))
                        return True
                    case "skip for good":
                        self.answers.append((word, self._skip(one)))
                        return True
                    case _:
                        if word == "edit" or (one.problem is not None and not edited):
                            if word == "take":
                                self.tell(f"Its time cannot be told: {one.problem}")
                            draft, edited = self._edited(draft), True
                        if draft["speaker"] is None:
                            draft = {**draft, "speaker": self._line("Who said it (Enter: not now)")}
                        if draft["speaker"] is not None:
                            self.answers.append(("take", self._take(one, draft, edited=edited)))
                            return True
            except (NotFoundError, RefusedError, UnreadableError) as error:
                self.tell(f"Not recorded: {error}")

    def _take(self, one: "Candidate", draft: Row, *, edited: bool) -> int:
        """Record a candidate; gives the number of the command."""
        with self.app.writing() as transaction:
            named = () if edited else (one,)
            added = self.scan.take(transaction, [(one.line, draft)], named)
            command = int(transaction.command)
        if added:
            self.tell(f"Recorded {added[0]}.")
        else:
            self.tell("It was known already; this is one more place where it can be read.")
        return command

    def _skip(self, one: "Candidate") -> int:
        """Record that a candidate is not wanted; gives the number of the command."""
        with self.app.writing() as transaction:
            self.scan.skip(transaction, [one])
            return int(transaction.command)

    def _back(self) -> bool:
        """Take the last answer back, to ask for it again; False where there is none."""
        if not self.answers:
            self.tell("This is the first one.")
            return False
        _, command = self.answers[-1]
        if command is not None:
            with self.app.writing() as transaction:
                take_back(transaction, command)
            self.tell("Took the last answer back.")
        self.answers.pop()
        return True

    def _edited(self, draft: Row) -> Row:
        """A draft with what somebody writes anew; what cannot be read is asked for again."""
        from ledger.exchange import columns

        edited = dict(draft)
        read = columns.readers(self.app.today_date)
        for name, label in self.FIELDS:
            while True:
                text = self._line(label, edited.get(name) or "")
                try:
                    edited[name] = read[name](text) if text and name in read else text
                    break
                except UnreadableError as error:
                    self.tell(f"{error}")
        return edited

    def _line(self, label: str, begun: str = "") -> str | None:
        """A line that somebody types, None where it is empty."""
        return " ".join(asking.line(f"{label}: ", begun).split()) or None

    def sum_up(self) -> None:
        """Say what was answered, and what is left."""
        count = Counter(word for word, _ in self.answers)
        taken, skipped = count["take"], count["skip for good"]
        left = len(self.offered) - taken - skipped
        with contextlib.suppress(OSError):  # the terminal may be gone
            click.echo()
            self.tell(f"{taken} recorded, {skipped} skipped, {left} left.")
            if left:
                self.tell(f"Go on any time:  pledger scan {shlex.quote(self.scan.file)}")
