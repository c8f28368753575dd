"""Options that mean the same everywhere, and the kinds of words they take."""

from collections.abc import Callable
from datetime import date
from typing import Any
from typing import TypeVar

import click

from ledger.cli.app import App
from ledger.errors import UnreadableError

F = TypeVar("F", bound=Callable[..., Any])


def _was_typed(ctx: click.Context, param: click.Parameter) -> bool:
    source = ctx.get_parameter_source(param.name or "")
    return source is click.core.ParameterSource.COMMANDLINE


def _set(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        app = ctx.find_object(App)
        if value is None or value is False or app is None:
            return
        if value == "" and name == "db":
            # An empty variable of a script; going on would record into whatever ledger is near.
            raise UnreadableError("--db is empty; name a ledger, or leave it out.")
        # What was typed wins over the environment, wherever on the line it stands.
        if getattr(app, name) and not _was_typed(ctx, param):
            return
        setattr(app, name, value)

    return callback


def _set_today(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    app = ctx.find_object(App)
    if value == "" and _was_typed(ctx, param):
        raise UnreadableError("--today is empty; give a date, or leave it out.")
    if value and app is not None and (app.moved is None or _was_typed(ctx, param)):
        app.move_today(value)


def _common() -> list[click.Option]:
    return [
        click.Option(
            ["--db"],
            metavar="PATH|URL",
            help="The ledger to use.",
            expose_value=False,
            is_eager=True,
            callback=_set("db"),
        ),
        click.Option(
            ["--as", "as_name"],
            metavar="NAME",
            envvar="PLEDGER_AS",
            help="Who is recording.",
            expose_value=False,
            is_eager=True,
            callback=_set("as_name"),
        ),
        click.Option(
            ["--today"],
            metavar="DATE",
            envvar="PLEDGER_TODAY",
            help="Take this day for today.",
            expose_value=False,
            is_eager=True,
            callback=_set_today,
        ),
    ]


class Command(click.Command):
    """A command that also takes the options which stand before it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _common()

    def invoke(self, ctx: click.Context) -> Any:
        """Run it, once all of the line is read and it is known which day is today."""
        ctx.obj.tell_clock()
        return super().invoke(ctx)


def common_options(function: F) -> F:
    """The options of every command, before its name: --db, --as, --today."""
    params = getattr(function, "__click_params__", [])
    function.__click_params__ = [*params, *reversed(_common())]  # type: ignore[attr-defined]
    return function


def command(name: str, **kwargs: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command of the program."""
    return click.command(name, cls=Command, **kwargs)


def output_options(function: F) -> F:
    """-f, -o and --wide: kept on the App, so that no command has an `if` on a format."""
    function = click.option(
        "--wide", is_flag=True, help="Show more columns.", expose_value=False, callback=_set("wide")
    )(function)
    function = click.option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write to a file; its suffix chooses the format.",
        expose_value=False,
        callback=_set("output"),
    )(function)
    return click.option(
        "-f",
        "--format",
        type=click.Choice(["table", "json", "jsonl", "csv", "md"]),
        help="How to print it.",
        expose_value=False,
        callback=_set("format"),
    )(function)


class Day(click.ParamType):  # type: ignore[type-arg]
    """A DATE, in the ways that cannot be taken for another; becomes ISO text."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the words; raises UnreadableError."""
        if isinstance(value, date):
            return value.isoformat()
        from ledger.domain.dates import read_date

        app = ctx.find_object(App) if ctx is not None else None
        assert app is not None
        return read_date(value, app.today_date).isoformat()


class DayOrUnknown(Day):
    """A DATE, or "unknown"."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the words; raises UnreadableError."""
        if isinstance(value, str) and value.strip().lower() in ("unknown", "未知"):
            return "unknown"
        return super().convert(value, param, ctx)


DAY = Day()


def day_option(*names: str, help: str, **kwargs: Any) -> Callable[[F], F]:
    """An option that takes a DATE."""
    return click.option(*names, type=DAY, metavar="DATE", help=help, **kwargs)


class Count(click.ParamType):  # type: ignore[type-arg]
    """A whole number from 1 on, of nine digits at most."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the digits."""
        text = str(value).strip()
        if not text.isdecimal() or len(text) > 9 or int(text) == 0:
            self.fail(f'"{text}" is no whole number from 1 to 999999999', param, ctx)
        return int(text)


def limit_option(page: int) -> Callable[[F], F]:
    """--limit, of a list whose tables stop after a page."""
    return click.option("--limit", type=Count(), metavar="N", help=f"At most N (tables: {page}).")


def fiscal_option(function: F) -> F:
    """The month with which a company's year starts, for "FY2027"."""
    return click.option(
        "--fiscal-start",
        type=click.IntRange(1, 12),
        metavar="MM",
        help="Month in which the fiscal year starts.",
    )(function)


def claim_options(function: F) -> F:
    """What `add` and `edit` say of a claim."""
    for option in reversed(
        (
            click.option("-s", "--speaker", metavar="NAME", help="Who said it (else you did)."),
            day_option("--said", help="When it was said."),
            click.option(
                "--due", metavar="PHRASE", help='The deadline in any words: "by year end".'
            ),
            day_option("--from", "from_", help="First day of the window, set by hand."),
            day_option("--to", help="Last day of the window, set by hand."),
            day_option("--event-date", help="The day of the event that --due names."),
            click.option("--vague", is_flag=True, help="The speaker named no time."),
            fiscal_option,
            click.option("-p", "--chance", metavar="CHANCE", help="70%, 0.7, 3:1, or words."),
            click.option(
                "--stance",
                type=click.Choice(["affirm", "deny", "none"]),
                help="What the speaker says of it; none: only that it may come.",
            ),
            click.option("--deny", is_flag=True, help="Short for --stance deny."),
            click.option(
                "--kind",
                type=click.Choice(["forecast", "goal", "conditional"]),
                help="Goals and conditionals stand aside from every rate.",
            ),
            click.option(
                "-t", "--tag", "tags", multiple=True, metavar="TAG", help="May be repeated."
            ),
            click.option("--source", metavar="TITLE", help="Where it can be read."),
            click.option("--url", metavar="URL", help="A link to it."),
            click.option("--quote", metavar="TEXT", help="The speaker's own words."),
            click.option(
                "--quote-kind",
                type=click.Choice(["verbatim", "translated", "paraphrase"]),
                help="How the quote stands to what was said.",
            ),
            click.option("--lang", metavar="CODE", help="Language of the quote."),
            click.option("--place", metavar="PLACE", help='"line 44" or "12:30".'),
            click.option("--criteria", metavar="TEXT", help="What will count as true."),
            click.option("--cluster", metavar="NAME", help="Claims that stand or fall together."),
            click.option(
                "--follows", metavar="ID", help="The earlier promise that this one renews."
            ),
            click.option("--note", metavar="TEXT", help="Anything else."),
            day_option("--review-on", help="When to be reminded of it: pledger shows it then."),
        )
    ):
        function = option(function)
    return function


def counting_options(unhedged: str) -> Callable[[F], F]:
    """Which predictions and chances count, for `counting.read`; `unhedged` says what silence has else."""
    from ledger.domain import scales

    options = (
        click.option("--each", is_flag=True, help="Count every renewal of a promise by itself."),
        click.option(
            "--prospective",
            is_flag=True,
            help="Only what was on record before its day and its outcome.",
        ),
        click.option(
            "--complete",
            is_flag=True,
            help="Only sources that hold all that a speaker predicted.",
        ),
        click.option(
            "--include-ahead",
            is_flag=True,
            help="Count what was judged ahead of its day too: flatters.",
        ),
        click.option(
            "--basis",
            type=click.Choice(["stated", "words", "none"]),
            help="Only predictions whose chance was a number, words, or not said.",
        ),
        click.option(
            "--forecast",
            type=click.Choice(["first", "last", "time"]),
            default="first",
            show_default=True,
            help="Which chance of a speaker counts: the first, the last before it was over, or all "
            "by the time that each stood.",
        ),
        click.option(
            "--scale",
            type=click.Choice(scales.NAMES, case_sensitive=False),
            help="Read words of chance on another scale than the ledger's.",
        ),
        click.option(
            "--unhedged",
            metavar="CHANCE",
            help=f"Give this chance to what was said without any; else it has {unhedged}.",
        ),
    )

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def editor_option(function: F) -> F:
    """-e, for a command that takes a form too."""
    return click.option(
        "-e", "--editor", is_flag=True, help="Write it in your editor: $VISUAL, $EDITOR."
    )(function)


def clean(text: str | None, what: str) -> str | None:
    """A text option: line breaks become spaces; raises UnreadableError where nothing is left."""
    if text is None:
        return None
    from ledger.domain.claim import seen

    cleaned = seen(text.replace("\r\n", " ").replace("\n", " ").replace("\r", " "))
    if not cleaned:
        raise UnreadableError(f"{what} is empty; write something, or leave it out.")
    return cleaned
