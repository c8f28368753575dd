"""The questions that `add` asks where it is told nothing: each answer is read at once, and can be changed."""

from collections.abc import Callable
from datetime import date
from typing import Any
from typing import NamedTuple

import click

from ledger.cli import asking
from ledger.cli.app import App
from ledger.cli.options import DAY
from ledger.cli.options import clean
from ledger.domain import actions
from ledger.domain.credence import percent
from ledger.domain.event import Row
from ledger.errors import LedgerError
from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from ledger.exchange.columns import is_link
from ledger.reports import claims
from ledger.reports.report import Report

Options = dict[str, Any]
BACK = "<"


class Question(NamedTuple):
    """One question: what it asks, the options it fills, and what an empty answer says.

    `read` puts an answer into the options and tells how it was read; it raises what refuses the answer.
    """

    label: str
    asks: str
    fills: tuple[str, ...]
    empty: str
    read: Callable[[App, Options, str], str]


def _what(app: App, options: Options, typed: str) -> str:
    options["statement"] = clean(typed, "the prediction")
    return ""


def _who(app: App, options: Options, typed: str) -> str:
    options["speaker"] = name = " ".join(typed.split())
    store = app.store()
    found = store.person_named(name)
    if found is not None:
        return "" if found.name == name else f"that is {found.name}"
    try:
        near = f"{store.person(name).name} is known"
    except LedgerError as error:
        near = str(error).partition("; did you mean ")[2].rstrip("?")
        near = (
            f"{near.replace(' or ', ' and ')} {'are' if ' or ' in near else 'is'} known"
            if near
            else ""
        )
    return "new here" + (f"; {near}, {BACK} goes back" if near else "")


def _said(app: App, options: Options, typed: str) -> str:
    day = DAY.convert(typed, None, click.get_current_context())
    if day > app.today:
        raise RefusedError(f"it cannot be said on {day}: that day is still to come.")
    options["said"] = day
    return f"{day}, a {date.fromisoformat(day):%A}"


def _due(app: App, options: Options, typed: str) -> str:
    phrase = clean(typed, "the time")
    said_on = options["said"] or app.today
    window, sentence = actions.window_of(
        {"deadline_phrase": phrase}, said_on, fiscal_start=options["fiscal_start"]
    )
    options["due"] = phrase
    if sentence is not None:
        return sentence.removeprefix(f"{phrase} is read as: ")
    if window["latest"] is None:
        return claims.deadline_text(window)
    return f"{window['earliest']} to {window['latest']}"


def _sure(app: App, options: Options, typed: str) -> str:
    text = clean(typed, "the chance")
    read = actions.credence_of({"credence": text})
    options["chance"] = text
    if read["p"] is None:
        return "kept as words: not on the scale, so there is no number"
    low, high = percent(read["p_low"]), percent(read["p_high"])
    return percent(read["p"]) + (f", {low} to {high}" if low != high else "")


def _source(app: App, options: Options, typed: str) -> str:
    text = str(clean(typed, "the source"))
    name = "url" if is_link(text) and " " not in text else "source"
    options |= {"source": None, "url": None, name: text}
    if name == "url":
        return "a link"
    return "known" if app.store().source_titled(text) else "new here"


def _quote(app: App, options: Options, typed: str) -> str:
    options["quote"] = clean(typed, "the quote")
    return ""


QUESTIONS = (
    Question("what", "What will come true?", ("statement",), "", _what),
    Question("who", "Who said it?", ("speaker",), "you", _who),
    Question("said", "When was it said?", ("said",), "today", _said),
    Question(
        "by when", "By when, in their words?", ("due", "from_", "to", "vague"), "unknown", _due
    ),
    Question("sure", "How sure were they?", ("chance", "stance", "deny"), "unknown", _sure),
    Question("source", "Where can it be read?", ("source", "url"), "unknown", _source),
    Question("quote", "In which words?", ("quote",), "unknown", _quote),
)
LABELS = tuple(question.label for question in QUESTIONS)


class Interview:
    """The answers so far, as the options of `add`; those that were given on the line are not asked."""

    def __init__(self, app: App, options: Options) -> None:
        self.app = app
        self.options: Options = {"statement": None, **options}
        self.typed: dict[str, str] = {}
        # What the sentence itself says of a question: shown there, and taken where the answer is empty.
        self.hints: dict[str, str] = {}

    def ask(self, hints: Callable[[Options], dict[str, str]]) -> None:
        """Ask all questions in turn; raises KeyboardInterrupt or EOFError where it is stopped."""
        self.app.tell(f"Empty answers are unknown; {BACK} goes back, Ctrl-C records nothing.", "")
        open_ = [
            question
            for question in QUESTIONS
            if not any(self.options.get(name) for name in question.fills)
        ]
        number = 0
        while number < len(open_):
            if open_[number].label in ("by when", "sure"):
                self.hints = hints(self.options)
            number = max(number + (1 if self.ask_one(open_[number]) else -1), 0)

    def ask_one(self, question: Question) -> bool:
        """Ask one question until its answer can be read; False to go back."""
        begun = self.typed.get(question.label, "")
        hint = self.hints.get(question.label)
        empty = f"in the sentence: {hint}" if hint else question.empty
        prompt = f"{question.asks} (Enter: {empty}) " if empty else f"{question.asks} "
        while True:
            typed = asking.line(prompt, begun)
            if typed == BACK:
                return False
            if not typed and not question.empty:
                self.app.tell("Write what will come true; Ctrl-C records nothing.")
                continue
            self.options |= dict.fromkeys(question.fills)
            self.typed[question.label] = typed
            if not typed:
                return True
            try:
                reading = question.read(self.app, self.options, typed)
            except (UnreadableError, RefusedError) as error:
                self.app.tell(f"  {error}")
                begun = typed
                continue
            if reading:
                self.app.tell(f"  {reading}")
            return True

    def show(self, fields: Row | None, notes: list[str]) -> None:
        """Show all answers as they would be recorded; `fields` is None where they cannot be."""
        options = self.options
        said = options["said"] or self.app.today
        texts = {
            "what": options["statement"],
            "who": self._who(),
            "said": f"{said}, a {date.fromisoformat(said):%A}",
            "by when": options["due"] or options["to"] or "unknown",
            "sure": options["chance"] or options["stance"] or "unknown",
            "source": options["source"] or options["url"] or "unknown",
            "quote": options["quote"] or "unknown",
        }
        if fields is not None:
            known = {"latest": None, "earliest": None, "window": None, **fields}
            by = claims.deadline_text(known)
            phrase = fields.get("deadline_phrase")
            texts["what"] = fields["statement"]
            texts["by when"] = f'{by} ("{phrase}")' if phrase else by
            chance = {
                "credence": claims.number(fields.get("p")),
                "credence_words": fields.get("words"),
            }
            texts["sure"] = claims.chance_text(chance) or texts["sure"]
        lines = [(f"{n} {label}", texts[label]) for n, label in enumerate(LABELS, 1)]
        click.echo()
        self.app.show(Report("To be recorded", (), (), card=lines))
        self.app.tell(*notes)

    def _who(self) -> str:
        name = self.options["speaker"]
        if not name:
            return "you"
        found = self.app.store().person_named(name)
        return f"{name}, new here" if found is None else found.name

    def choose(self, *, ready: bool, as_typed: bool) -> str:
        """What to do with the answers: "record it", "as typed", or the number of a question to ask again.

        Raises click.Abort where nothing is to be recorded.
        """
        keys = {str(n): label for n, label in enumerate(LABELS, 1)}
        says = [f"1-{len(LABELS)}: change a line", "n: record nothing"]
        if as_typed:
            keys["t"] = "as typed"
            says.insert(0, "t: the sentence as typed")
        if ready:
            keys |= {"\r": "record it", "y": "record it"}
            says.insert(0, "Enter: record it")
        self.app.tell("  ".join(text.replace(" ", "\xa0") for text in says))
        word = asking.key("> ", {**keys, "n": "nothing"})
        if word == "nothing":
            raise click.Abort
        return word
