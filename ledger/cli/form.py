"""A prediction as a form in the user's own editor: our own columns, one a line, read as a row of a file is."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any
from typing import NamedTuple

import click

from ledger.cli import asking
from ledger.cli.app import App
from ledger.domain import actions
from ledger.errors import LedgerError
from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from ledger.exchange import columns

# A group of fields with the comment that stands above it.
FORM = (
    ("What will come true.", ("statement",)),
    ("Who said it (empty: you), and on which day.", ("speaker", "said_on")),
    (
        "By when: the speaker's own words, or the days themselves, which win over the words.",
        ("deadline_phrase", "earliest", "latest"),
    ),
    (
        "How sure: 70%, 3:1, or words. stance: affirm, deny, none. kind: forecast, goal, conditional.",
        ("credence", "stance", "kind"),
    ),
    (
        "In which words (verbatim, translated, paraphrase) and language.",
        ("quote", "quote_kind", "lang"),
    ),
    ('Where it can be read: title, link, and "line 44" or "12:30".', ("source", "url", "place")),
    (
        "What will count as true, and what bears on it: links, with blanks between.",
        ("criteria", "evidence"),
    ),
    (
        "Tags with blanks between; predictions that stand or fall together; the id it renews.",
        ("tags", "cluster", "follows"),
    ),
    (
        "Anything else; when to be reminded; yes keeps it out of public exports.",
        ("note", "review_on", "private"),
    ),
)
FIELDS = tuple(name for _, names in FORM for name in names)
HEAD = (
    "One field a line; a line that starts with a blank goes on with the one before.\n"
    "What is empty is unknown. Close it unchanged, and nothing is recorded."
)
WINDOW = frozenset(("deadline_phrase", "earliest", "latest"))
CHANCE = frozenset(("credence", "stance", "kind"))
MARK = "#! "
_AGAIN = {"\r": "yes", "y": "yes", "n": "no"}


class Problem(NamedTuple):
    """What cannot be recorded of a form, and the line that says it; None for the form as a whole."""

    line: int | None
    problem: str

    def __str__(self) -> str:
        return self.problem if self.line is None else f"line {self.line}: {self.problem}"


class FormError(LedgerError):
    """A form that cannot be read or recorded, with all that is wrong."""

    def __init__(self, problems: list[Problem], exit_code: int, more: str = "") -> None:
        told = "; ".join(str(problem).rstrip(".") for problem in problems)
        super().__init__(f"{told}; {more}." if more else f"{told}.")
        self.problems = problems
        self.exit_code = exit_code


class Filled(NamedTuple):
    """A form that was read: what its fields hold, None where they are empty, and on which line they stand."""

    values: dict[str, Any]
    lines: dict[str, int]

    @contextlib.contextmanager
    def saying(self, *names: str) -> Iterator[None]:
        """Name the line of the first of these fields that is filled in, where they are refused."""
        try:
            yield
        except (UnreadableError, RefusedError) as error:
            line = next((self.lines[name] for name in names if self.values.get(name)), None)
            raise FormError([Problem(line, str(error))], error.exit_code) from None

    def check(self, names: Iterable[str], today: str, fiscal_start: int | None) -> None:
        """Read what some fields say of time, chance and reminder; raises FormError with the line."""
        said_on = self.values.get("said_on") or today
        with self.saying("said_on"):
            if said_on > today:
                raise RefusedError(f"it cannot be said on {said_on}: that day is still to come.")
        fields = {name: self.values.get(name) for name in names}
        days = sorted(
            ("latest", "earliest", "deadline_phrase"), key=lambda name: name not in fields
        )
        if "earliest" in fields or "latest" in fields:
            fields |= {name: self.values.get(name) for name in WINDOW}
        if not WINDOW.isdisjoint(fields):
            with self.saying(*days):
                actions.window_of(fields, said_on, fiscal_start=fiscal_start)
        if "stance" in fields:
            fields["credence"] = self.values.get("credence")
        if not CHANCE.isdisjoint(fields):
            with self.saying(*sorted(("credence", "stance"), key=lambda name: name not in names)):
                actions.credence_of(fields)
        if "review_on" in names and self.values.get("review_on"):
            with self.saying("review_on"):
                actions.check_review(self.values["review_on"], today, "it")


def blank(values: Mapping[str, str], without: Iterable[str] = ()) -> str:
    """The form with some fields filled in, and without others."""
    parts = ["".join(f"# {line}\n" for line in HEAD.split("\n"))]
    for comment, names in FORM:
        shown = [name for name in names if name not in without]
        if shown:
            rows = [f"{name}: {values.get(name, '')}".rstrip() + "\n" for name in shown]
            parts.append(f"# {comment}\n{''.join(rows)}")
    return "\n".join(parts)


def read(text: str, app: App) -> Filled:
    """Read a form; raises FormError with every line that cannot be read."""
    cells: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    name = None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#") or not line.strip():
            continue
        if line[0].isspace() and name is not None:
            cells[name].append(line)
            continue
        head, colon, cell = line.partition(":")
        name = columns.meaning(head) if head.strip() not in FIELDS else head.strip()
        if not colon or name not in FIELDS:
            problems.append(Problem(number, f'"{columns.short(line)}" is no field of the form.'))
            name = None
        elif name in cells:
            problems.append(Problem(number, f"{name} stands on line {lines[name]} already."))
            name = None
        else:
            cells[name], lines[name] = [cell], number
    readers = columns.readers(app.today_date)
    readers["review_on"] = readers["said_on"]
    values: dict[str, Any] = {}
    for name, parts in cells.items():
        try:
            value = columns.plain(" ".join(part.strip() for part in parts))
            reader = readers.get(name)
            values[name] = (value if reader is None else reader(value)) if value else None
        except UnreadableError as error:
            problems.append(Problem(lines[name], f"{name}: {error}"))
    if problems:
        raise FormError(sorted(problems, key=lambda problem: problem.line or 0), 2)
    return Filled(values, lines)


def fill_in(app: App, form: str, record: Callable[[Filled], None]) -> bool:
    """Have a form filled in and recorded, as often as it is refused and somebody wants to mend it.

    Gives False where it was closed unchanged or empty. Raises FormError where nobody mends it: what was
    written is kept in a file then.
    """
    text = form
    problems: list[Problem] = []
    code = 0
    while True:
        edited = _edited(text)
        if _said(edited) in ([], _said(form)):
            return False
        if not problems or _said(edited) != _said(text):
            try:
                record(read(edited, app))
            except LedgerError as error:
                problems = getattr(error, "problems", [Problem(None, str(error))])
                code = error.exit_code
            else:
                return True
            if app.interactive and _is_to_be_mended(app, problems):
                text = _marked(edited, problems)
                continue
        raise FormError(problems, code, _kept(edited))


def _is_to_be_mended(app: App, problems: list[Problem]) -> bool:
    """Whether somebody wants to open the form again, once they read what is wrong."""
    app.tell(*map(str, problems))
    try:
        return asking.key("Open it again? Enter: yes, n: no ", _AGAIN) == "yes"
    except (KeyboardInterrupt, EOFError):
        return False


def _edited(text: str) -> str:
    """What an editor makes of a text; raises UnreadableError where there is none, or it fails."""
    try:
        edited = click.edit(text.encode(), extension=".txt", require_save=False)
    except (click.ClickException, ValueError) as error:
        reason = str(error.message if isinstance(error, click.ClickException) else error)
        raise UnreadableError(
            f"the editor failed ({reason}); name another one in EDITOR. Nothing was recorded."
        ) from None
    assert edited is not None
    try:
        return edited.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UnreadableError(f"it is not saved in UTF-8; {_kept(edited)}.") from None


def _said(text: str) -> list[str]:
    """The lines that say something."""
    return [line.rstrip() for line in text.split("\n") if line.strip() and not line.startswith("#")]


def _marked(text: str, problems: list[Problem]) -> str:
    """The form with what is wrong above each line; what was marked before is gone."""
    above: dict[int, list[str]] = {}
    for problem in problems:
        above.setdefault(problem.line or 1, []).append(f"{MARK}{problem.problem}")
    marked = []
    for number, line in enumerate(text.split("\n"), 1):
        marked += above.get(number, [])
        if not line.startswith(MARK):
            marked.append(line)
    return "\n".join(marked)


def _kept(written: str | bytes) -> str:
    """Keep what was written in a file, and say where."""
    with contextlib.suppress(OSError):
        handle, path = tempfile.mkstemp(prefix="pledger-", suffix=".txt")
        with os.fdopen(handle, "wb") as file:
            file.write(written.encode() if isinstance(written, str) else written)
        return f"what you wrote is kept in {path}"
    return "what you wrote could not be kept"
