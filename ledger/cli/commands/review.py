"""pledger review: judge one claim after the other, with one key each."""

import contextlib
import shlex
from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

import click

from ledger.cli import asking
from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.commands.due import last_day
from ledger.cli.commands.evidence import doubts
from ledger.cli.commands.resolve import asked_day
from ledger.cli.commands.resolve import counts
from ledger.cli.commands.resolve import judge
from ledger.cli.commands.resolve import verdict
from ledger.cli.commands.snooze import USUAL
from ledger.cli.commands.snooze import DayOrTime
from ledger.cli.commands.undo import take_back
from ledger.cli.options import command as command_
from ledger.domain import actions
from ledger.domain import resolution
from ledger.domain.claim import status
from ledger.domain.event import Row
from ledger.domain.outcomes import OUTCOMES
from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from ledger.reports import claims
from ledger.reports.report import Report


class Key(NamedTuple):
    """What a key does: its short name under each claim, and what it means in the help."""

    word: str
    means: str


YES = {"y": Key("yes", "it happened; of what is overdue the day is asked for")}
MISSED = {"m": Key("missed", "it had not happened by its day, and still may")}
NO = {"n": Key("no", "it did not happen, and no longer can")}
LATE = {"l": Key("late", "it happened after its day: on which day?")}
TOLD = {
    "p": Key("partial", "it happened in part"),
    "a": Key("ambiguous", "it cannot be told"),
    "v": Key("void", "its premise fell away"),
}
STILL = {"m": Key("still missing", "you looked, and it has not come yet: that is recorded")}
AROUND = {
    "z": Key("snooze", "nothing to judge yet: look again later"),
    "s": Key("skip", "go on to the next one; nothing is recorded"),
    "e": Key("evidence", "add a link, recorded at once, and go on judging this one"),
    "w": Key("why", "write a note that goes into your next answer to this one"),
    "u": Key("undo", "take back the last answer, and answer that one again"),
    "q": Key("quit", "stop here; what you answered is kept"),
    "?": Key("help", "this list"),
}
OVERDUE = YES | MISSED | NO | LATE | TOLD
COMING = YES | NO | TOLD
WATCHED = LATE | STILL | NO
UNITS = "a date, 2w, 3m or none"


class Answer(NamedTuple):
    """What was answered to the claim at a place; `command` is None where nothing was recorded."""

    place: int
    word: str
    command: int | None


@command_(
    "review",
    help="Judge what is overdue, one prediction after the other, with one key each. Each answer is "
    "recorded at once: stop whenever you like.",
)
@click.option("--missed", is_flag=True, help="Walk through what was missed and may still come.")
@click.option(
    "--due", "within", metavar="TIME", help="Walk through what falls due: 30d, 6w, 3m, 1y."
)
@click.option("-s", "--speaker", metavar="NAME", help="Only this speaker's.")
@click.option("-t", "--tag", metavar="TAG", help="Only those with this tag.")
@click.option("--all", "snoozed", is_flag=True, help="Those that are snoozed, too.")
@pass_app
def command(
    app: App,
    missed: bool,
    within: str | None,
    speaker: str | None,
    tag: str | None,
    snoozed: bool,
) -> None:
    """Walk through claims."""
    if missed and within is not None:
        raise UnreadableError("--missed and --due name different lists; give one of them.")
    if not app.interactive:
        raise UnreadableError(
            "review asks at a terminal, one prediction after the other; without one, list them with "
            "pledger overdue and judge them with pledger resolve ID OUTCOME."
        )
    store = app.store()
    filters: Row = {}
    if speaker is not None:
        filters["speaker_id"] = store.person(speaker).id
    if tag is not None:
        filters["tag"] = tag.lstrip("#")
    wanted, sort, keys, once = "overdue", "due", OVERDUE, "once_overdue"
    empty = "Nothing is overdue."
    if within is not None:
        wanted, keys, once = "open", COMING, "once_due"
        filters["due_to"] = last_day(within, app.today_date, "--due").isoformat()
        empty = f"Nothing falls due by {filters['due_to']}."
    elif missed:
        filters["outcome"] = "missed"
        wanted, sort, keys, once = "resolved", "looked", WATCHED, "may_come"
        empty = "Nothing was missed that may still come."
    if speaker is not None or tag is not None:
        empty = f"{empty[:-1]}, with these filters."
    # A promise that was made again is asked about once, as the lists show it.
    filters[once] = True
    ids = store.claim_ids(filters, status=wanted, today=app.today, sort=sort)
    count = len(ids)
    if not snoozed:
        filters["awake"] = app.today
        ids = store.claim_ids(filters, status=wanted, today=app.today, sort=sort)
    walk = Walk(app, ids, wanted, keys, _again(missed, within, speaker, tag))
    if count > len(ids):
        which = f"{count - len(ids)} {'is' if count - len(ids) == 1 else 'are'}"
        app.tell(f"{which} snoozed until another day; --all walks through all of them.")
    if not ids:
        app.tell(empty if count == 0 else "There is nothing else.")
        app.tell("How are they doing:  pledger score")
        return
    try:
        walk.through()
    except EOFError:
        click.echo()
    finally:
        walk.sum_up()


def _again(missed: bool, within: str | None, speaker: str | None, tag: str | None) -> str:
    """The command line of this walk."""
    words = ["pledger", "review", *["--missed"] * missed]
    for option, value in (("--due", within), ("-s", speaker), ("-t", tag)):
        words += [option, value] if value is not None else []
    return shlex.join(words)


class Walk:
    """One person's walk through some claims: where it stands, and what was answered."""

    def __init__(
        self, app: App, ids: Sequence[int], wanted: str, keys: Mapping[str, Key], again: str
    ) -> None:
        self.app = app
        self.again = again
        self.settled = 0
        self.ids = ids
        self.wanted = wanted
        self.verdicts = keys
        self.keys = {**keys, **AROUND}
        self.answers: list[Answer] = []
        self.place = 0
        self.why: str | None = None

    def through(self) -> None:
        """Ask for one claim after the other; raises EOFError and KeyboardInterrupt where it is stopped."""
        while self.place < len(self.ids):
            row = self.app.store().claim(str(self.ids[self.place]))
            self.why = None
            click.echo()
            if self._is_settled(row):
                self._pass_by()
                continue
            self._show(row)
            place = self.place
            while place == self.place:
                if not self._answer(row):
                    return
                row = self.app.store().claim(str(row["id"]))
                if place == self.place and self._is_settled(row):
                    self._pass_by()

    def _pass_by(self) -> None:
        self.settled += 1
        self.place += 1

    def _is_settled(self, row: Row) -> bool:
        """Whether a claim is no longer what this walk looks for; says what became of it meanwhile."""
        stands = status(
            latest=row["latest"],
            outcome=row["outcome"],
            retracted_on=row["retracted_on"],
            today=self.app.today,
        )
        if row["removed"]:
            self.app.tell(f"{actions.called(row)} was removed meanwhile.")
        elif self.wanted == "resolved" and row["outcome"] == "missed":
            return False
        elif row["outcome"] is not None:
            by = f" by {row['judged_by']}" if row["judged_by"] else ""
            self.app.tell(f"{actions.called(row)} was judged meanwhile{by}: {row['outcome']}.")
        elif self.wanted == "resolved" or stands not in ("open", "overdue"):
            self.app.tell(f"{actions.called(row)} is {stands} by now.")
        else:
            return False
        return True

    def _show(self, row: Row) -> None:
        store = self.app.store()
        self.app.show(
            claims.to_judge(
                row,
                today=self.app.today,
                title=f"{self.place + 1} of {len(self.ids)}: prediction {row['id']}",
                sayings=store.sayings(row["id"]),
                chain=store.claims_by_id(store.chain(row["id"])),
                folder=self.app.files_folder(),
            )
        )
        click.echo()
        for keys in (self.verdicts, AROUND):
            menu = (f"{key} {does.word}".replace(" ", "\xa0") for key, does in keys.items())
            self.app.tell("  ".join(menu))

    def _answer(self, row: Row) -> bool:
        """Take one key and do what it says; False to stop. Moves on where the claim is answered."""
        choices = {key: does.word for key, does in self.keys.items()}
        word = asking.key(f"{row['id']}> ", choices)
        self.app.read_clock()
        try:
            match word:
                case "quit":
                    return False
                case "help":
                    lines = [(f"{key} {does.word}", does.means) for key, does in self.keys.items()]
                    self.app.show(Report("Keys", (), (), card=lines))
                case "skip":
                    self._go_on("skipped", None)
                case "undo":
                    self._undo()
                case "why":
                    self.why = asking.line("Why (it goes into your next answer): ") or None
                case "evidence":
                    self._evidence(row)
                case "snooze":
                    self._snooze(row)
                case "still missing":
                    ahead = row["review_on"] if (row["review_on"] or "") > self.app.today else None
                    self._look(row, "still missing", ahead)
                case _:
                    self._judge(row, word)
        except (RefusedError, UnreadableError) as error:
            self.app.tell(str(error))
        return True

    def _go_on(self, word: str, command: int | None) -> None:
        if command is None:
            self._drop_note()
        self.why = None
        self.answers.append(Answer(self.place, word, command))
        self.place += 1

    def _drop_note(self) -> None:
        if self.why is not None:
            self.app.tell(f"The note is not kept, for want of an answer: {self.why}")

    def _judge(self, row: Row, outcome: str) -> None:
        happened_on = None
        if resolution.needs_day(row, outcome, self.app.today):
            day = asked_day(self.app, "On which day?")
            if day is None:
                return
            happened_on = None if day == "unknown" else day
        elif outcome == "yes":
            happened_on = self.app.today
        self.app.read_clock()
        with self.app.writing() as transaction:
            row = transaction.claim(str(row["id"]))
            if self.wanted == "resolved" and row["outcome"] == "missed" and outcome == "no":
                # What was missed and no longer can come: the verdict is taken back and given anew.
                transaction.append(actions.reopen(row))
                row = transaction.claim(str(row["id"]))
            notices = judge(self.app, transaction, row, outcome, happened_on, self.why)
        row = self.app.store().claim(str(row["id"]))
        self.app.tell(f"{verdict(row, self.app.today)}.", *notices, *counts(row, self.app.today))
        self._go_on(str(row["outcome"]), transaction.command)

    def _snooze(self, row: Row) -> None:
        while True:
            typed = asking.line(f"Until when? ({UNITS}; Enter: {USUAL}) ") or USUAL
            try:
                until = DayOrTime().convert(typed, None, click.get_current_context())
                break
            except UnreadableError as error:
                self.app.tell(str(error))
        self._look(row, "snoozed", None if until == "none" else until)

    def _look(self, row: Row, word: str, until: str | None) -> None:
        with self.app.writing() as transaction:
            event = actions.snooze(
                transaction.claim(str(row["id"])),
                until=until,
                looked_on=self.app.today,
                note=self.why,
                today=self.app.today,
            )
            transaction.append(event)
        self.app.tell(f"Looked at {row['id']}" + (f", to look again on {until}." if until else "."))
        self._go_on(word, transaction.command)

    def _evidence(self, row: Row) -> None:
        typed = asking.line("Link, then a note (Enter: none): ")
        if not typed:
            return
        url, _, note = typed.partition(" ")
        item = {"url": url, "read_on": self.app.today, "note": note.strip() or None}
        with self.app.writing() as transaction:
            row = transaction.claim(str(row["id"]))
            first = transaction.next_n("evidence", row["id"])
            for event in actions.evidence(row, [item], first=first, today=self.app.today):
                transaction.append(event)
        self.app.tell(f"Added to {row['id']}, read today: {url}", *doubts((url,)))
        self.answers.append(Answer(self.place, "evidence", transaction.command))

    def _undo(self) -> None:
        """Go back to what was answered last, and take that back where it was recorded."""
        if not self.answers:
            self.app.tell(
                "Nothing was answered yet; older commands are taken back with: pledger undo"
            )
            return
        last = self.answers[-1]
        if last.command is not None:
            with self.app.writing() as transaction:
                take_back(transaction, last.command)
        self.answers.pop()
        self.app.tell(f"Took back: {self.ids[last.place]} {last.word}.")
        self.place = last.place

    def sum_up(self) -> None:
        """Say what was answered, and the next useful step."""
        answered = Counter(
            answer.word for answer in self.answers if answer.word not in ("skipped", "evidence")
        )
        count = answered.total()
        words = ", ".join(f"{number} {word}" for word, number in answered.most_common())
        left = len(self.ids) - count - self.settled
        with contextlib.suppress(OSError):  # the terminal may be gone
            click.echo()
            self.app.tell(
                f"{count} of {len(self.ids)} answered" + (f": {words}." if words else ".")
            )
            self._drop_note()
            if left:
                self.app.tell(f"{left} left:  {self.again}")
            if answered.keys() & set(OUTCOMES):
                self.app.tell("How are they doing:  pledger score")
