"""What a command line stands on: the clock, the ledger, who is speaking, and where output goes."""

import contextlib
import os
import stat
import sys
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import IO
from typing import TYPE_CHECKING
from typing import Any

import click

from ledger.errors import NotFoundError
from ledger.errors import RefusedError
from ledger.errors import StorageError
from ledger.errors import UnreadableError

if TYPE_CHECKING:
    from ledger.reports.report import Report
    from ledger.store.queries import Person
    from ledger.store.store import Store
    from ledger.store.store import Transaction

LEDGER_NAME = "predictions.sqlite"


class App:
    """One run of the program. The clock is read here alone; below, every function takes the day."""

    def __init__(self) -> None:
        self.moved: str | None = None
        self.db: str | None = None
        self.as_name: str | None = None
        self.format: str | None = None
        self.output: str | None = None
        self.wide = False
        self.read_clock()
        self._open: Store | None = None
        # Whether this run has recorded what it was asked to.
        self.recorded = False

    # The clock

    def read_clock(self) -> None:
        """Read it once more: who answers questions may record over an hour, and past midnight."""
        self.now = datetime.now(UTC)
        if self.moved is None:
            self._today = date.today()
            self.today = self._today.isoformat()

    @property
    def at(self) -> str:
        """The journal's time: UTC, to the second."""
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def utc_day(self) -> str:
        """The UTC day of this run's entries."""
        return self.at[:10]

    def began(self, day: date) -> str:
        """The moment at which a day began where we are, as the journal writes it."""
        if not 1971 <= day.year <= 9998:
            return f"{day.isoformat()}T00:00:00Z"  # no clock of a machine goes there
        began = datetime(day.year, day.month, day.day).astimezone(UTC)
        return began.strftime("%Y-%m-%dT%H:%M:%SZ")

    def day_of(self, at: str) -> date:
        """The day that it was where we are at a moment of the journal; raises ValueError."""
        return datetime.fromisoformat(at).astimezone().date()

    @property
    def today_date(self) -> date:
        """Today, or the day it was moved to."""
        return self._today

    def move_today(self, text: str) -> None:
        """Set the calendar by --today or PLEDGER_TODAY; raises UnreadableError."""
        from ledger.domain.dates import read_date

        self._today = read_date(text, self._today)
        self.today = self._today.isoformat()
        self.moved = self.today

    def tell_clock(self) -> None:
        """Say which day is taken for today, where it was moved."""
        if self.moved is not None:
            self.notice(f"today is taken to be {self.moved}")

    # The ledger

    def named(self) -> str | None:
        """The ledger that --db names, else PLEDGER_DB; None where neither does."""
        return self.db or os.environ.get("PLEDGER_DB") or None

    def target(self) -> str:
        """Which ledger is meant; raises NotFoundError where there is none to be found."""
        named = self.named()
        if named is not None:
            return named
        try:
            here = Path.cwd()
        except FileNotFoundError:
            raise NotFoundError("the current folder is gone; go to another one.") from None
        for folder in (here, *here.parents):
            found = folder / LEDGER_NAME
            if _is_there(found):
                return os.path.relpath(found) if folder == here else str(found)
        default = default_path()
        if _is_there(default):
            return str(default)
        raise NotFoundError(
            f"no ledger here: there is no {LEDGER_NAME} in this folder or above it. "
            "Make one with: pledger init; or look around first with: pledger demo"
        )

    def store(self) -> "Store":
        """The ledger, opened for reading."""
        from ledger.store.store import Store

        if self._open is None:
            self._open = Store(self.target())
        return self._open

    @property
    def uses_a_ledger(self) -> bool:
        """Whether this run has opened one."""
        return self._open is not None

    def close(self) -> None:
        """Let go of the ledger."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def files_folder(self) -> str | None:
        """The folder of saved files beside the ledger, by its name; None on a server."""
        return self.store().files_folder

    def recorder(self, questions: Any) -> str:
        """Who is recording: --as, else the ledger's own person, else "me"; never the login name."""
        if self.as_name is not None:
            name = " ".join(self.as_name.split())
            if not name:
                raise UnreadableError("--as is empty; say who is recording.")
            known = questions.person_named(name)
            return known.name if known is not None else name
        me: Person | None = questions.me()
        if me is not None:
            return me.name
        if not self.store().is_sqlite:
            raise RefusedError(
                "a shared ledger has to know who is recording: give --as NAME, or set PLEDGER_AS"
            )
        return "me"

    @contextlib.contextmanager
    def writing(self) -> Iterator["Transaction"]:
        """A transaction in the name of whoever is recording; the place of the output is looked at first."""
        self.format_name()
        self._check_output()
        store = self.store()
        with store.writing(self.recorder(store), self.at) as transaction:
            yield transaction
        self.recorded = True

    def speaker(self, transaction: "Transaction", name: str | None) -> int:
        """The id of a speaker by whole name or alias, made known where new; None means me."""
        from ledger.domain import actions

        if name is None and self.as_name is None:
            me = transaction.me()
            if me is not None:
                return me.id
        wanted = " ".join((name or self.as_name or "me").split())
        found = transaction.person_named(wanted)
        if found is not None:
            return found.id
        number = transaction.next_id("person")
        is_me = name is None and self.as_name is None
        transaction.append(actions.name_person(number, wanted, me=is_me))
        return number

    # Words out

    @property
    def interactive(self) -> bool:
        """Whether a person is there to answer."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    @property
    def width(self) -> int:
        """How many characters a line may have."""
        import shutil

        return max(shutil.get_terminal_size().columns, 40) if sys.stdout.isatty() else 80

    @property
    def machine(self) -> bool:
        """Whether standard output is for a program and must hold the data alone."""
        return self.format_name() not in ("table", "md")

    def notice(self, *sentences: str) -> None:
        """Say something beside the output."""
        say(sentences, err=True)

    def say(self, *sentences: str) -> None:
        """Say what was done: on standard output for a person, beside it for a program."""
        say(sentences, err=self.machine)

    def tell(self, *sentences: str) -> None:
        """Say something in lines that fit the terminal; a no-break space is none to break at."""
        from ledger.render.formats import wrapped

        for sentence in sentences:
            self.say(*(line.replace("\xa0", " ") for line in wrapped(sentence, self.width)))

    def format_name(self) -> str:
        """The format by -f, else by the suffix of -o, else a table; raises UnreadableError."""
        if self.format:
            return self.format
        if self.output and self.output != "-":
            suffix = Path(self.output).suffix.lstrip(".").lower()
            suffix = {"txt": "table", "markdown": "md", "ndjson": "jsonl"}.get(suffix, suffix)
            from ledger.render.formats import FORMATS

            if suffix in FORMATS:
                return suffix
            raise UnreadableError(
                f"no format goes by the name of {self.output}; give one with -f: "
                f"{', '.join(FORMATS)}"
            )
        return "table"

    def show(self, report: "Report", *more: "Report") -> None:
        """Print a report in the format that was asked for, to the file that was asked for.

        `more` are tables below it, which only a person is shown.
        """
        from ledger.render.formats import FORMATS
        from ledger.render.formats import Style

        name = self.format_name()
        style = Style(width=self.width, wide=self.wide)
        shown = (report,) if self.machine else (report, *more)
        text = "\n\n".join(FORMATS[name](one, style) for one in shown)
        self.write(text if text.endswith("\n") or not text else text + "\n")
        watching = sys.stdout.isatty() or os.environ.get("PLEDGER_HINTS") == "1"
        if name == "table" and report.hint and watching and not self._file():
            click.echo()
            say([report.hint], err=False)

    @property
    def reporting(self) -> bool:
        """Whether a report was asked for, by a format or a file, where a sentence is said else."""
        return self.format is not None or self._file() is not None

    def _file(self) -> str | None:
        return None if self.output in (None, "-") else self.output

    def _check_output(self) -> None:
        """See that the file of -o can be written; raises StorageError."""
        path = self._file()
        if path is not None:
            self._check_writable(path)

    def _check_writable(self, path: str) -> None:
        try:
            real = Path(os.path.realpath(path))
            if real.is_symlink():
                raise StorageError(f"{path} cannot be written: its link leads to itself.")
            folder = real.parent
            if _is_database(path) or _is_beside_database(real):
                # The ledger itself, for one: a report in its place would be all that is left.
                what = "a database" if _is_database(path) else "a part of a database"
                raise RefusedError(f"{path} is {what}; name another file for the output.")
            if Path(path).is_dir():
                raise StorageError(f"{path} is a folder; name a file in it.")
            if not folder.is_dir():
                raise StorageError(f"{path} cannot be written: there is no folder {folder}.")
            if not os.access(folder, os.W_OK):
                raise StorageError(f"{path} cannot be written: permission denied.")
        except OSError as error:
            raise StorageError(f"{path} cannot be written: {_reason(error)}.") from None

    def write(self, text: str) -> None:
        """Print text, or put it into the file of -o."""
        self.write_lines([text])

    def write_lines(self, lines: Iterable[str]) -> None:
        """Print lines as they come, or put them into the file of -o, whole or not at all."""
        path = self._file()
        if path is None:
            for line in lines:
                click.echo(line, nl=False)
            return
        self._put(path, lambda file: file.writelines(line.encode() for line in lines))

    def check_beside(self, path: str, option: str) -> None:
        """See that the file of an option can be written beside the output, before anything is.

        Raises UnreadableError where it is the output itself, StorageError where it cannot be written.
        """
        if path == "-":
            raise UnreadableError(f"{option} takes a file: standard output is for the report.")
        if not path:
            raise UnreadableError(f"{option} is empty; name a file, or leave it out.")
        output = self._file()
        if output is not None and os.path.realpath(output) == os.path.realpath(path):
            raise UnreadableError(
                f"{option} and -o name the same file; name another for one of them."
            )
        self._check_output()
        self._check_writable(path)

    def save(self, path: str, pieces: Iterable[str]) -> None:
        """Put text into a file beside the output, whole or not at all."""
        self._put(path, lambda file: file.writelines(piece.encode() for piece in pieces))

    def draw(self, path: str, picture: bytes, *, whole: bool) -> None:
        """Put a picture into a file; `whole` says whether every character of it could be drawn."""
        self._put(path, lambda file: file.writelines([picture]))
        self.say(f"Drawn: {path}")
        if not whole:
            self.notice(
                f"{path} shows boxes for characters that no font here has; an .svg leaves them to its reader."
            )

    def _put(self, path: str, write: Callable[[IO[bytes]], None]) -> None:
        """Write a file whole or not at all; a link stays a link, and a mode a mode."""
        self._check_writable(path)
        try:
            real = Path(path).resolve()
            if real.exists() and not real.is_file():
                with real.open("wb") as file:
                    write(file)  # a pipe, a device
                return
            mode = stat.S_IMODE(real.stat().st_mode) if real.exists() else None
            making = real.with_name(f".{os.getpid()}.new")
            try:
                with making.open("wb") as file:
                    write(file)
                if mode is not None:
                    making.chmod(mode)
                making.replace(real)
            finally:
                with contextlib.suppress(OSError):
                    making.unlink()
        except OSError as error:
            raise StorageError(f"{path} cannot be written: {_reason(error)}.") from None


def _is_there(path: Path) -> bool:
    """Whether there is such a file, as far as its folder lets us look: pathlib raises where it does not."""
    return os.path.exists(path)  # noqa: PTH110


def _is_database(path: str) -> bool:
    """Whether a file that can be read is a SQLite database."""
    if not os.path.isfile(path):  # noqa: PTH113 - pathlib raises for a name that is too long
        return False
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def _is_beside_database(path: Path) -> bool:
    """Whether a file is one in which SQLite keeps what is not in its database yet."""
    return any(
        path.name.endswith(end) and _is_database(str(path)[: -len(end)])
        for end in ("-journal", "-wal", "-shm")
    )


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


# What a sentence quotes can be as long as a file.
_LONGEST = 4000


def say(sentences: Iterable[str], *, err: bool) -> None:
    """Print sentences, a line each, with what they quote made visible.

    No statement or file name moves the cursor, looks like another sentence, or fills the screen.
    """
    for sentence in sentences:
        if len(sentence) > _LONGEST:
            sentence = f"{sentence[: _LONGEST - 500]} … {sentence[-500:]}"
        sentence = sentence.replace("\n", "\\n")
        if not (sentence.isascii() and sentence.isprintable()):
            from ledger.render.formats import escaped

            sentence = escaped(sentence)
        click.echo(sentence, err=err)


def default_path() -> Path:
    """The user's own default ledger, in the platform's data folder; raises NotFoundError."""
    if sys.platform == "darwin":
        folder = _home() / "Library" / "Application Support"
    elif os.name == "nt":
        folder = Path(os.environ.get("LOCALAPPDATA") or _home() / "AppData" / "Local")
    else:
        data = os.environ.get("XDG_DATA_HOME") or ""
        folder = Path(data) if data.startswith("/") else _home() / ".local" / "share"
    return folder / "prediction-ledger" / LEDGER_NAME


def cache_folder() -> Path:
    """The user's folder for what can be made again, in the platform's place; raises NotFoundError."""
    if sys.platform == "darwin":
        folder = _home() / "Library" / "Caches"
    elif os.name == "nt":
        folder = Path(os.environ.get("LOCALAPPDATA") or _home() / "AppData" / "Local")
    else:
        cache = os.environ.get("XDG_CACHE_HOME") or ""
        folder = Path(cache) if cache.startswith("/") else _home() / ".cache"
    return folder / "prediction-ledger"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        raise NotFoundError(
            "you have no home folder; set HOME, or name the ledger with --db."
        ) from None


def pass_app(function: Callable[..., Any]) -> Callable[..., Any]:
    """Hand a command the App as its first argument."""
    return click.make_pass_decorator(App)(function)
