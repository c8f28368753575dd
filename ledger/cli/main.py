"""The program: which commands there are, and how errors become sentences and exit codes."""

import contextlib
import gc
import importlib
import os
import sys
from typing import NamedTuple

import click

from ledger import __version__
from ledger.cli.app import App
from ledger.cli.app import say
from ledger.cli.options import common_options
from ledger.errors import LedgerError


class Listed(NamedTuple):
    """A command as `--help` lists it; its module is imported when it is asked for."""

    module: str
    help: str
    group: str


COMMANDS = {
    "add": Listed("add", "Record a prediction.", "Every day"),
    "list": Listed("list_", "List predictions, with filters.", "Every day"),
    "show": Listed("show", "Show all that is known of a prediction.", "Every day"),
    "due": Listed("due", "List what falls due soon.", "Every day"),
    "overdue": Listed("overdue", "List what is past its day and not judged.", "Every day"),
    "review": Listed("review", "Judge what is overdue, with one key each.", "Judging"),
    "forecast": Listed("forecast", "Record how likely somebody called it.", "Every day"),
    "resolve": Listed("resolve", "Judge predictions: yes, late, missed, no ...", "Judging"),
    "criteria": Listed("criteria", "Say what will count as true.", "Judging"),
    "snooze": Listed("snooze", "Look again later: nothing to judge yet.", "Judging"),
    "evidence": Listed("evidence", "Add what bears on a prediction.", "Judging"),
    "reopen": Listed("reopen", "Take a verdict back.", "Judging"),
    "edit": Listed("edit", "Mend what was recorded wrong.", "Judging"),
    "retract": Listed("retract", "Record that the speaker took it back.", "Judging"),
    "remove": Listed("remove", "Take out what was recorded in error.", "Judging"),
    "redact": Listed("redact", "Forget a prediction for good.", "Judging"),
    "undo": Listed("undo", "Take back your last command.", "Judging"),
    "score": Listed("score", "Show how often each speaker was right.", "Asking"),
    "calibration": Listed("calibration", "Show how well chances fit what came.", "Asking"),
    "compare": Listed("compare", "Hold people against each other.", "Asking"),
    "slip": Listed("slip", "Show how late predictions come true.", "Asking"),
    "history": Listed("history", "List what was recorded, newest first.", "Asking"),
    "when": Listed("when", "Explain how a time phrase is read.", "Asking"),
    "chance": Listed("chance", "Explain how sure a sentence sounds.", "Asking"),
    "import": Listed("import_", "Record the predictions of a file.", "In and out"),
    "scan": Listed("scan", "Offer what else in notes looks like a prediction.", "In and out"),
    "inbox": Listed("inbox", "Record the lines of a text file.", "In and out"),
    "export": Listed("export", "Write predictions, or the journal, as a file.", "In and out"),
    "digest": Listed("digest", "Show what changed lately.", "In and out"),
    "init": Listed("init", "Make a new ledger.", "Care"),
    "demo": Listed("demo", "Try it out on a ledger that is already filled.", "Care"),
    "people": Listed("people", "List people; rename, alias or merge them.", "Care"),
    "sources": Listed("sources", "List sources; say what they hold.", "Care"),
    "verify": Listed("verify", "Check that nothing recorded was changed.", "Care"),
    "check": Listed("check", "Check a receipt, and what changed since.", "Care"),
    "backup": Listed("backup", "Copy the ledger, whole, while it is in use.", "Care"),
    "rebuild": Listed("rebuild", "Build the tables from the journal again.", "Care"),
    "upgrade": Listed("upgrade", "Bring an older ledger up to date.", "Care"),
}

DEBUG = "PLEDGER_DEBUG"


class Program(click.Group):
    """The commands, loaded on demand and listed by what they are for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the list."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"ledger.cli.commands.{COMMANDS[cmd_name].module}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where the one that was typed does not exist."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else "see: pledger --help"
            raise click.UsageError(f'there is no command "{args[0]}"; {hint}', ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by group, without importing one."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for name, listed in COMMANDS.items():
            groups.setdefault(listed.group, []).append((name, listed.help))
        for group, rows in groups.items():
            with formatter.section(group):
                formatter.write_dl(rows, col_max=12)


@click.group(
    cls=Program,
    name="pledger",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(
    __version__, "-V", "--version", prog_name="pledger", message="%(prog)s %(version)s"
)
@common_options
@click.pass_context
def program(ctx: click.Context) -> None:
    """The prediction ledger: who said what would happen by when, what became of it, and how
    good they are.

    Alone, it shows the day: what is overdue and what falls due.
    """
    if ctx.invoked_subcommand is None:
        from ledger.cli.commands.day import show_day

        ctx.obj.tell_clock()
        show_day(ctx.obj)


def main(argv: list[str] | None = None) -> int:
    """Run a command line; gives the exit code of the contract, whatever happens."""
    # Nothing here lives long enough for the collector to pay; it costs a quarter of a start.
    gc.disable()
    args = sys.argv[1:] if argv is None else argv
    app = App()
    _open_streams()
    try:
        code = _run(app, args)
    finally:
        app.close()
    if argv is None:
        gc.freeze()
    else:
        gc.enable()
    return code


def _open_streams() -> None:
    """Open what whoever started us has closed: nothing is read, and what is written is lost."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _run(app: App, args: list[str]) -> int:
    try:
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot show a character must not lose the whole answer.
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="backslashreplace")
        for arg in args:
            if not arg.isascii() and not _is_text(arg):
                return _fail(f"the argument {arg!r} is not text; write it in UTF-8.", 2)
        result = program.main(args=list(args), prog_name="pledger", standalone_mode=False, obj=app)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except LedgerError as error:
        return _fail(str(error), error.exit_code)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.UsageError as error:
        return _fail(_usage(error), 2)
    except click.ClickException as error:
        return _fail(error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        return _fail(f"interrupted; {_what_stands(app)}.", 130)
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has seen enough; click makes an exit with 1 of that.
        _drop_output()
        return 0
    except OSError as error:
        if error.filename is not None:
            return _bug(app, error)
        _drop_output()
        reason = (error.strerror or str(error)).lower()
        return _fail(f"the output cannot be written: {reason}; {_what_stands(app)}.", 5)
    except Exception as error:
        return _bug(app, error)


def _bug(app: App, error: Exception) -> int:
    if os.environ.get(DEBUG):
        raise error
    damage = _damage(app)
    if damage is not None:
        return _fail(f"{damage}; {_what_stands(app)}. See all of it with: pledger verify", 5)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return _fail(
        f"this is a bug of ours ({what}); {_what_stands(app)}. "
        f"{DEBUG}=1 in front of the command shows where.",
        70,
    )


def _damage(app: App) -> str | None:
    """What is wrong with the ledger in use, where something is: no command can foresee all of that."""
    if not app.uses_a_ledger:
        return None
    # Whatever goes wrong now is no news.
    with contextlib.suppress(Exception):
        from ledger.store.store import Store
        from ledger.store.verify import verify

        store = Store(app.target(), check=False)
        try:
            problems = verify(store).problems
        finally:
            store.close()
        if problems:
            seq, table, row, problem = problems[0]
            place = [f"entry {seq}" if seq is not None else None, table, row]
            return f"{store.name} is damaged ({', '.join(filter(None, place))}: {problem})"
    return None


def _drop_output() -> None:
    """Let the stream complain no more, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _what_stands(app: App) -> str:
    return "what was said was recorded before" if app.recorded else "nothing was recorded"


def _is_text(arg: str) -> bool:
    try:
        arg.encode()
    except UnicodeEncodeError:
        return False
    return True


def _usage(error: click.UsageError) -> str:
    message = error.format_message()
    message = message[:1].lower() + message[1:]
    if error.ctx is not None and "pledger" not in message and "did you mean" not in message.lower():
        path = error.ctx.command_path
        message = f"{message.rstrip('.')}; see: {path} --help"
    return message


def _fail(message: str, code: int) -> int:
    with contextlib.suppress(OSError):
        say([f"pledger: {message}"], err=True)
    return code
