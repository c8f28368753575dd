"""pledger add: record a prediction."""

from datetime import date
from typing import Any
from typing import NamedTuple

import click

from ledger.cli import asking
from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import claim_options
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import editor_option
from ledger.cli.options import output_options
from ledger.domain import actions
from ledger.domain.event import Event
from ledger.domain.event import Row
from ledger.errors import RefusedError
from ledger.errors import UnreadableError


class Words(NamedTuple):
    """What the words of a sentence gave: what was taken out of it, what was heard, and a figure that was left
    because it is not surely the chance."""

    took: list[str]
    heard: list[str]
    left: str | None

    def sentences(self, draft: Row) -> list[str]:
        """The same told."""
        told = []
        if self.took and draft["event_date"] is None:
            told.append(f"taken from the sentence: {'; '.join(self.took)}.")
        if self.heard:
            told.append(f"{'; '.join(self.heard)}.")
        if self.left:
            told.append(
                f'"{self.left}" stays in the sentence; if it is the chance, give it with -p.'
            )
        return told


SILENT = Words([], [], None)
_LISTS = ("tags", "evidence", "private")
_SO = {"\r": "yes", "y": "yes", "t": "as typed", "n": "no"}


@command_(
    "add",
    help="Record a prediction: what will come true, who said it, and by when. Without STATEMENT it asks.",
)
@click.argument("statement", nargs=-1)
@claim_options
@click.option("--evidence", multiple=True, metavar="URL", help="A link that bears on it.")
@click.option("--private", is_flag=True, help="Keep it out of every public export.")
@click.option("--again", is_flag=True, help="Record it though it is known already.")
@editor_option
@output_options
@pass_app
def command(app: App, statement: tuple[str, ...], editor: bool, **options: Any) -> None:
    """Record a prediction."""
    if editor:
        _form(app, " ".join(statement), options)
        return
    if not statement:
        _interview(app, options)
        return
    draft = drafted(" ".join(statement), options)
    typed = dict(draft)
    words = _take(draft, options, app.today)
    if (words.took or words.heard) and app.interactive:
        app.say(draft["statement"], *words.took, *words.heard)
        word = asking.key("Record it so? Enter: yes, t: as typed, n: no ", _SO)
        if word == "no":
            raise click.Abort
        if word == "as typed":
            draft, words = typed, SILENT
    _record(app, draft, options, words)


def _interview(app: App, options: dict[str, Any]) -> None:
    """Ask for a prediction, show how it was read, and record it when that is right."""
    if not app.interactive:
        raise UnreadableError(
            'say what will come true: pledger add "It rains" --due tomorrow; at a terminal, pledger '
            "add asks for it."
        )
    from ledger.cli.interview import LABELS
    from ledger.cli.interview import QUESTIONS
    from ledger.cli.interview import Interview

    def hints(options: dict[str, Any]) -> dict[str, str]:
        """What the sentence says of time and chance, where it can be read."""
        try:
            draft = drafted(options["statement"], options)
            _take(draft, options, app.today)
        except UnreadableError as error:
            return {"by when": str(error)}
        found = {"by when": draft["deadline_phrase"], "sure": draft["credence"]}
        return {label: text for label, text in found.items() if text}

    interview = Interview(app, options)
    interview.ask(hints)
    as_typed = False
    while True:
        options = interview.options
        fields: Row | None = None
        words = SILENT
        try:
            draft = drafted(options["statement"], options)
            if not as_typed:
                words = _take(draft, options, app.today)
            fields, _, _ = _fields(draft, options, app.today)
            interview.show(fields, words.sentences(draft))
        except (UnreadableError, RefusedError) as error:
            interview.show(None, [str(error)])
        word = interview.choose(ready=fields is not None, as_typed=bool(words.took))
        if word == "as typed":
            as_typed = True
        elif word in LABELS:
            as_typed = as_typed and word != "what"
            interview.ask_one(QUESTIONS[LABELS.index(word)])
        else:
            try:
                _record(app, draft, options, SILENT)
            except (UnreadableError, RefusedError) as error:
                app.tell("", str(error))
                continue
            return


def _form(app: App, statement: str, options: dict[str, Any]) -> None:
    """Have a form filled in and record what it says."""
    from ledger.cli import form
    from ledger.domain import hearing

    known = {
        "statement": statement,
        "speaker": options["speaker"],
        "said_on": options["said"] or app.today,
        "deadline_phrase": options["due"],
        "earliest": options["from_"],
        "latest": options["to"],
        "credence": options["chance"],
        "stance": "deny" if options["deny"] else options["stance"],
        "tags": " ".join(options["tags"]),
        "evidence": " ".join(options["evidence"]),
        "private": "yes" if options["private"] else None,
        **{name: options[name] for name in form.FIELDS if name in options and name not in _LISTS},
    }

    def record(filled: form.Filled) -> None:
        filled.check(form.FIELDS, app.today, options["fiscal_start"])
        draft = {**dict.fromkeys(form.FIELDS), "event_date": options["event_date"], **filled.values}
        draft |= {"tags": draft["tags"] or [], "evidence": draft["evidence"] or []}
        said_on = draft["said_on"] or app.today
        draft, _, heard = hearing.fill(draft, said_on)
        named = {name: draft.pop(name) for name in ("speaker", "source", "follows")}
        due = draft["deadline_phrase"]
        words = Words([], heard, None)
        _record(app, draft, {**options, **named, "said": said_on, "due": due}, words)

    if not form.fill_in(
        app, form.blank({name: text for name, text in known.items() if text}), record
    ):
        app.say("Nothing was recorded: the form is as it was.")


def _fields(draft: Row, options: dict[str, Any], today: str) -> tuple[Row, str | None, list[str]]:
    return actions.drafted(
        draft,
        said_on=options["said"] or today,
        today=today,
        name="the prediction",
        fiscal_start=options["fiscal_start"],
    )


def _record(app: App, draft: Row, options: dict[str, Any], words: Words) -> None:
    """Record a draft and say how it was read; `words` tell what its words gave."""
    app.read_clock()
    with app.writing() as transaction:
        fields, reading, notices = _fields(draft, options, app.today)
        speaker = app.speaker(transaction, clean(options["speaker"], "--speaker"))
        name = transaction.person_by_id(speaker).name
        if not options["again"]:
            _refuse_known(transaction.known(speaker, fields["statement"]), fields)
        if options["follows"] is not None:
            followed = transaction.claim(options["follows"])
            actions.check_follows(
                {"id": None, "speaker": name, "said_on": fields["said_on"]},
                followed,
                transaction.follower(followed["id"]),
                transaction.chain(followed["id"]),
            )
            fields["follows"] = followed["id"]
        source = clean(options["source"], "--source")
        if source is not None:
            fields["source"] = source_id(transaction, source)
        number = transaction.next_id("claim")
        (uid,) = actions.give_uids([(name, fields)], transaction.uids_given)
        row = {**fields, "id": number, "uid": uid, "speaker": speaker}
        transaction.append(Event("claims.recorded", [row]))
    from ledger.reports import claims

    row = app.store().claim(str(number))
    if reading is not None and (options["due"] or not words.took):
        notices.insert(0, f"{reading}.")
    notices += words.sentences(draft)
    if app.reporting:
        app.notice(*notices)
        app.show(claims.listed([row], today=app.today, title="Recorded", empty=""))
        return
    shown = claims.claim(row, app.today)
    app.say(f"Recorded {number}: {shown['statement']}")
    by = claims.by_text(shown)
    chance = claims.chance_text(shown)
    app.say(f"{shown['speaker']}, said {shown['said_on']}, {by}{', ' + chance if chance else ''}")
    app.notice(*notices)
    for warning in warnings(shown):
        app.notice(warning)


def _take(draft: Row, options: dict[str, Any], today: str) -> Words:
    """Take date, chance and tags out of the sentence where no option gives them, and hear its words.

    Fills the draft. Raises UnreadableError.
    """
    from ledger.domain import hearing
    from ledger.domain import oneline

    said_on = options["said"] or today
    given = options["due"] or options["from_"] or options["to"] or options["vague"]
    taken = oneline.take(
        draft["statement"],
        date.fromisoformat(said_on),
        time=not given,
        sure=not (draft["credence"] or draft["stance"]),
        fiscal_start=options["fiscal_start"],
    )
    if not taken.statement:
        return SILENT
    draft["statement"] = taken.statement
    if not given:
        draft["deadline_phrase"] = taken.deadline_phrase
    draft["credence"] = draft["credence"] or taken.credence
    draft["tags"] = list(dict.fromkeys([*draft["tags"], *taken.tags]))
    filled, _, heard = hearing.fill(draft, said_on)
    draft |= filled
    return Words(taken.notes, heard, taken.left if draft["credence"] is None else None)


def drafted(statement: str, options: dict[str, Any]) -> Row:
    """The options as a draft, the same as a row of a file is."""
    if options["deny"] and options["stance"] not in (None, "deny"):
        raise UnreadableError("--deny and --stance contradict each other; give one of them.")
    draft: Row = {
        "statement": clean(statement, "the prediction"),
        "said_on": options["said"],
        "deadline_phrase": clean(options["due"], "--due"),
        "earliest": options["from_"],
        "latest": options["to"],
        "event_date": options["event_date"],
        "window": "vague" if options["vague"] else None,
        "credence": clean(options["chance"], "--chance"),
        "stance": "deny" if options["deny"] else options["stance"],
        "kind": options["kind"],
        "private": options.get("private"),
        "review_on": options["review_on"],
        "tags": tag_list(options["tags"]),
    }
    if options["vague"] and (options["from_"] or options["to"]):
        raise UnreadableError("--vague says that there is no day, --from and --to name one.")
    for name in ("criteria", "note", "quote", "lang", "url", "place", "cluster"):
        draft[name] = clean(options[name], f"--{name}")
    draft["quote_kind"] = options["quote_kind"]
    draft["evidence"] = [{"url": clean(url, "--evidence")} for url in options.get("evidence", ())]
    return draft


def tag_list(tags: tuple[str, ...]) -> list[str]:
    """Tags as they are kept: without #, each once."""
    from ledger.exchange import columns

    return columns.tags(word for tag in tags for word in tag.split())


def source_id(transaction: Any, title: str, *, given: bool = True, frame: str | None = None) -> int:
    """The id of a source by its title, made known where new."""
    known = transaction.source_titled(title)
    if known is not None:
        now = known.fields() | {
            "given": known.given or given,
            "frame": frame or known.frame,
        }
        if now != known.fields():
            transaction.append(actions.describe_source(known.id, now, known.fields()))
        return int(known.id)
    number = int(transaction.next_id("source"))
    now = {"title": title, "url": None, "frame": frame, "given": given}
    transaction.append(actions.describe_source(number, now, None))
    return number


def _refuse_known(known: list[Row], fields: Row) -> None:
    for row in known:
        same_window = all(row[name] == fields.get(name) for name in ("earliest", "latest"))
        if row["said_on"] == fields["said_on"] and same_window:
            raise RefusedError(
                f"that is known already: {actions.called(row)}; record it once more with --again."
            )


def warnings(shown: Row) -> list[str]:
    """What a person should hear of a claim as it was just recorded."""
    found = []
    if shown["latest"] is None and shown["window"] not in ("open", "event"):
        edit = f"pledger edit {shown['id']}"
        if shown["deadline_phrase"] is None:
            found.append(
                f"It names no date, so it can never become overdue; {edit} --due gives it one."
            )
        elif shown["review_on"] is None:
            found.append(
                f"Set --review-on DATE for a reminder, or give a window with --from/--to: {edit}"
            )
    if shown["status"] == "overdue":
        found.append(f"Its day has passed; judge it with: pledger resolve {shown['id']}")
    if shown["credence_words"] is not None and shown["credence"] is None:
        found.append(
            f'"{shown["credence_words"]}" is kept as words: it is not on the scale, so there is '
            "no number."
        )
    if shown["kind"] != "forecast":
        found.append(
            f"It is a {shown['kind']}: aside from every rate until pledger edit {shown['id']} "
            "--kind forecast"
        )
    return found
