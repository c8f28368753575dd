"""pledger edit: mend what was recorded wrong."""

from typing import TYPE_CHECKING
from typing import Any

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.commands.add import drafted
from ledger.cli.commands.add import source_id
from ledger.cli.commands.add import tag_list
from ledger.cli.options import claim_options
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import editor_option
from ledger.cli.options import output_options
from ledger.domain import actions
from ledger.domain.event import Row
from ledger.errors import UnreadableError
from ledger.reports import claims

if TYPE_CHECKING:
    from ledger.cli.form import Filled

PLAIN = ("note", "quote", "lang", "url", "place", "cluster", "review_on")
CLEARABLE = (*PLAIN, "criteria", "tags", "follows", "chance", "due", "source", "quote_kind")


@command_(
    "edit",
    help="Mend what was recorded wrong. (A speaker who names a new date makes a new prediction: "
    "pledger add --follows ID.)",
)
@click.argument("ref", metavar="ID")
@click.option("--statement", metavar="TEXT", help="The statement as it should read.")
@claim_options
@click.option("--private/--public", default=None, help="In public exports or not.")
@click.option(
    "--clear",
    type=click.Choice(CLEARABLE),
    multiple=True,
    metavar="FIELD",
    help=f"Empty what was recorded: {', '.join(CLEARABLE)}.",
)
@editor_option
@output_options
@pass_app
def command(app: App, ref: str, statement: str | None, editor: bool, **options: Any) -> None:
    """Edit a claim."""
    if not editor:
        _record(app, ref, statement, options)
        return
    if statement is not None or any(value not in (None, False, ()) for value in options.values()):
        raise UnreadableError("with -e the form says what changes; leave the other options out.")
    from ledger.cli import form

    shown = form.blank(_values(app.store().claim(ref)), without=("evidence",))
    before = form.read(shown, app).values

    def record(filled: form.Filled) -> None:
        changed = {
            name: value for name, value in filled.values.items() if value != before.get(name)
        }
        filled.check(changed, app.today, None)
        _record(app, ref, *_changes(filled, changed, before, options))

    if not form.fill_in(app, shown, record):
        app.say("Nothing was recorded: the form is as it was.")


def _values(row: Row) -> dict[str, str]:
    """A claim in the columns of a form."""
    from ledger.cli.commands.export import written
    from ledger.exchange.columns import COLUMNS
    from ledger.exchange.csv_ import cell

    record = written(row, {})
    values = {name: cell(name, record) for name in COLUMNS}
    follows = "" if row["follows"] is None else str(row["follows"])
    return values | {"follows": follows, "review_on": row["review_on"] or ""}


# The option of each field of a form that goes by another name.
_OPTIONS = {
    "said_on": "said",
    "deadline_phrase": "due",
    "earliest": "from_",
    "latest": "to",
    "credence": "chance",
}
_DAYS = ("deadline_phrase", "earliest", "latest")
_NEEDED = ("statement", "speaker", "said_on", "stance", "kind")


def _changes(filled: "Filled", changed: Row, before: Row, options: Row) -> tuple[str | None, Row]:
    """The statement and the options that say what a form changed; raises FormError."""
    from ledger.cli.form import FormError
    from ledger.cli.form import Problem

    options = dict(options)
    clear: list[str] = []
    now = before | filled.values
    for name, value in changed.items():
        option = _OPTIONS.get(name, name)
        if name == "private":
            options["private"] = bool(value)
        elif value is not None:
            options[option] = tuple(value) if name == "tags" else value
        elif name in _NEEDED:
            raise FormError([Problem(filled.lines[name], f"{name} cannot be empty.")], 2)
        elif name not in _DAYS:
            clear.append(option)
        elif all(now[day] is None for day in _DAYS):
            clear.append("due")
        else:
            problem = "empty the words and both days together, or give other ones."
            raise FormError([Problem(filled.lines[name], problem)], 2)
    options["clear"] = tuple(dict.fromkeys(clear))
    return options.pop("statement", None), options


def _record(app: App, ref: str, statement: str | None, options: Row) -> None:
    """Record what the options change, and say so."""
    draft = drafted(statement or "unchanged", options)
    app.read_clock()
    with app.writing() as transaction:
        row = transaction.claim(ref)
        fields = _fields(app, transaction, row, draft, statement, options)
        if not fields:
            raise UnreadableError("say what to change; see: pledger edit --help")
        events, notices = actions.edit(row, fields, day=app.utc_day, today=app.today)
        for event in events:
            transaction.append(event)
    after = app.store().claim(str(row["id"]))
    if app.reporting:
        app.notice(*notices)
        app.show(claims.listed([after], today=app.today, title="Edited", empty=""))
        return
    if not events:
        app.say(f"Nothing to change: {actions.called(after)} says that already.")
        return
    app.say(f"Edited {after['id']}: {after['statement']}")
    shown = claims.claim(after, app.today)
    app.say(f"{shown['speaker']}, said {shown['said_on']}, {claims.by_text(shown)}")
    app.notice(*notices)


def _fields(
    app: App, transaction: Any, row: Row, draft: Row, statement: str | None, options: Row
) -> Row:
    """The fields of an event that the options set."""
    fields: Row = {}
    clear = options["clear"]
    if statement is not None:
        fields["statement"] = draft["statement"]
    if draft["said_on"] is not None:
        fields["said_on"] = draft["said_on"]
    fields |= _window(row, draft, str(fields.get("said_on") or row["said_on"]), options)
    if draft["credence"] is not None or "chance" in clear:
        read = actions.credence_of(draft)
        # A new chance brings its stance; the kind changes only where it says "goal".
        kind = read.pop("kind")
        fields |= read
        if kind != "forecast":
            fields["kind"] = kind
    elif draft["stance"] is not None:
        from ledger.domain import credence

        stance = actions.STANCES[draft["stance"]]
        stated = credence.Credence(
            row["p"], row["p_low"], row["p_high"], row["basis"], row["words"], row["stance"], False
        )
        credence.check_stance(stance, stated)
        fields["stance"] = stance
    if draft["kind"] is not None:
        fields["kind"] = draft["kind"]
    for name in (*PLAIN, "criteria", "quote_kind"):
        if draft[name] is not None:
            fields[name] = draft[name]
        elif name in clear and name != "criteria":
            fields[name] = None
    if "criteria" in clear:
        raise UnreadableError("criteria are written anew, never emptied: --criteria TEXT")
    if options["tags"] or "tags" in clear:
        fields["tags"] = tag_list(options["tags"])
    if options["private"] is not None:
        fields["private"] = options["private"]
    if options["speaker"] is not None:
        fields["speaker"] = app.speaker(transaction, clean(options["speaker"], "--speaker"))
    if options["source"] is not None:
        fields["source"] = source_id(transaction, str(clean(options["source"], "--source")))
    elif "source" in clear:
        fields["source"] = None
    if options["follows"] is not None:
        followed = transaction.claim(options["follows"])
        speaker = row["speaker"]
        if "speaker" in fields:
            speaker = transaction.person_by_id(fields["speaker"]).name
        said_on = fields.get("said_on", row["said_on"])
        actions.check_follows(
            {"id": row["id"], "speaker": speaker, "said_on": said_on},
            followed,
            transaction.follower(followed["id"]),
            transaction.chain(followed["id"]),
        )
        fields["follows"] = followed["id"]
    elif "follows" in clear:
        fields["follows"] = None
    return fields


def _window(row: Row, draft: Row, said_on: str, options: Row) -> Row:
    """The window that the options set, read anew where the day it was said moves."""
    names = ("deadline_phrase", "earliest", "latest", "window", "event_date")
    names_one = any(draft[name] for name in names)
    if "due" in options["clear"]:
        return dict.fromkeys(actions.WINDOW)
    if not names_one:
        if said_on == row["said_on"] or row["deadline_phrase"] is None:
            return {}
        if row["window"] != "dated":
            return {}
        try:
            was, _ = actions.window_of(
                {"deadline_phrase": row["deadline_phrase"]},
                row["said_on"],
                fiscal_start=options["fiscal_start"],
            )
        except UnreadableError:
            return {}  # read with more than its words: a fiscal year, the day of an event
        if any(was[name] != row[name] for name in actions.WINDOW):
            return {}  # it was set by hand
        draft = {"deadline_phrase": row["deadline_phrase"]}
    elif draft["deadline_phrase"] is None:
        # Days set by hand keep the speaker's words.
        draft = {**draft, "deadline_phrase": row["deadline_phrase"]}
        if draft["latest"] is not None and draft["earliest"] is None and row["earliest"]:
            draft["earliest"] = min(row["earliest"], draft["latest"])
        if draft["earliest"] is not None and draft["latest"] is None:
            draft["latest"] = row["latest"]
    window, _ = actions.window_of(draft, said_on, fiscal_start=options["fiscal_start"])
    return window
