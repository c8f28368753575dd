"""The formats a report can be printed in: one dict from name to function, no `if` anywhere else."""

import re
from collections.abc import Callable
from collections.abc import Sequence
from functools import cache
from math import floor
from typing import Any
from typing import NamedTuple

from ledger.reports.report import Column
from ledger.reports.report import Report


class Style(NamedTuple):
    """How wide a table may be, in characters, and whether it shows its wide columns."""

    width: int = 80
    wide: bool = False


# Two blanks between the columns of a table.
GAP = 2
# A flowing column is squeezed below the first only where the table fits by it, and never below the other.
NARROWEST = 16
LEAST = 10


def percent(rate: float) -> str:
    """A rate in whole per cent, rounded half up.

    >>> percent(0.125), percent(1.0), percent(0.145)
    ('13%', '100%', '15%')
    """
    # A little more than a half: 0.145 * 100 is 14.499999999999998.
    return f"{floor(rate * 100 + 0.5 + 1e-9)}%"


# What moves a cursor, turns the direction of a line, breaks it, cannot be seen, or is half a character.
_TRICKY = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_HALF = re.compile(r"[\ud800-\udfff]")


def escaped(text: str) -> str:
    """Text with control and bidirectional characters made visible, so that none can play tricks.

    >>> escaped("a" + chr(27) + "[31m")
    'a\\\\x1b[31m'
    """
    if text.isprintable() and text.isascii():
        return text
    return _TRICKY.sub(_visible, text)


def _visible(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def _printable(text: str) -> str:
    """Text of a machine format. The name of a file may hold half characters, which no encoding can write."""
    return _HALF.sub(_visible, text)


def _json(value: Any, **style: Any) -> str:
    """JSON whose text plays no tricks on a terminal: what would is written as JSON's own escape."""
    from json import dumps

    text = dumps(value, ensure_ascii=False, allow_nan=False, **style)
    return text if text.isascii() else _TRICKY.sub(lambda it: f"\\u{ord(it[0]):04x}", text)


def _text(value: Any) -> str:
    """A value as a cell shows it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, list):
        return " ".join(
            str(item.get("url", "")) if isinstance(item, dict) else str(item) for item in value
        )
    return str(value)


def _grid(report: Report, style: Style) -> tuple[list[Column], list[list[str]]]:
    columns = [column for column in report.columns if style.wide or not column.wide]
    rows = []
    for number in range(len(report.rows)) if report.shown is None else report.shown:
        row = report.rows[number]
        cells = report.cells[number] if report.cells else {}
        rows.append(
            [
                escaped(cells[column.key] if column.key in cells else _text(row.get(column.key)))
                for column in columns
            ]
        )
    return columns, rows


def width_of(text: str) -> int:
    """How many cells of a terminal a text takes: Chinese characters take two."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    found = wcswidth(text)
    return found if found >= 0 else len(text)


# Characters that take two cells, and a line may end before and behind each but for closing and opening
# marks, which stay with what they close and open.
_WIDE = "\u2e80-\U0010ffff"
_OPENING = "（「『【《〈〔［｛"
_CLOSING = "、。，．：；！？）」』】》〉〕］｝…”’,.:;!?)\u200d\ufe0f"


@cache
def _pieces() -> re.Pattern[str]:
    # Compiled for a table only: it takes as long as printing a page of JSON.
    return re.compile(
        rf"[^ /{_WIDE}]*[0-9] %[^ /{_WIDE}]*[ /]*"
        rf"|[^ /{_WIDE}]*[ /]+|[^ /{_WIDE}]+|[{_OPENING}]*[{_WIDE}][{re.escape(_CLOSING)}]*"
    )


def wrapped(text: str, width: int) -> list[str]:
    """Text in lines of at most `width` cells, broken at blanks, between Chinese characters, or anywhere.

    A figure keeps its per cent sign.

    >>> wrapped("Grok 5 比人类更聪明，也更快", 12)
    ['Grok 5 比人', '类更聪明，也', '更快']
    >>> wrapped("came (18 % of", 8)
    ['came', '(18 % of']
    """
    lines = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for piece in _pieces().findall(paragraph):
            if used + width_of(piece.rstrip()) > width:
                if line.strip():
                    lines.append(line.rstrip())
                line, used = "", 0
                word = piece.rstrip()
                *full, rest = _chopped(word, width)
                lines += full
                piece = rest + piece[len(word) :]
            line += piece
            used += width_of(piece)
        lines.append(line.rstrip())
    return lines


def _chopped(word: str, width: int) -> list[str]:
    """A word in parts that fit, the last of which may have room left."""
    if word.isascii():
        return [word[at : at + width] for at in range(0, len(word), width)]
    from wcwidth import wcwidth

    parts = []
    start, used = 0, 0
    for at, character in enumerate(word):
        cells = max(wcwidth(character), 0)
        if used + cells > width and at > start:
            parts.append(word[start:at])
            start, used = at, 0
        used += cells
    return [*parts, word[start:]]


def _fitted(columns: Sequence[Column], rows: list[list[str]], width: int) -> list[list[str]]:
    """Rows whose flowing columns are wrapped to what the others leave."""
    natural = [
        max(
            width_of(line)
            for cell in (column.heading, *(row[n] for row in rows))
            for line in cell.split("\n")
        )
        for n, column in enumerate(columns)
    ]
    room = width - GAP * (len(columns) - 1)
    widths = _widths(columns, natural, room)
    return [
        [
            "\n".join(wrapped(cell, widths[n])) if widths[n] < natural[n] else cell
            for n, cell in enumerate(row)
        ]
        for row in rows
    ]


def _widths(columns: Sequence[Column], natural: Sequence[int], room: int) -> list[int]:
    """How wide each column is drawn: if all do not fit, flowing ones share what the others leave.

    Where that is too little, the widest of the others flow too.
    """
    if sum(natural) <= room:
        return list(natural)
    widths = _squeezed(columns, natural, room, NARROWEST)
    if sum(widths) > room:
        least = _squeezed(columns, natural, room, LEAST)
        widths = least if sum(least) <= room else widths
    return widths


def _squeezed(
    columns: Sequence[Column], natural: Sequence[int], room: int, narrowest: int
) -> list[int]:
    """The widths of columns of which none that flows is narrower than that, or than its heading."""
    flowing = {n for n, column in enumerate(columns) if column.flow}
    while True:
        widths = list(natural)
        left = room - sum(length for n, length in enumerate(natural) if n not in flowing)
        for place, n in enumerate(sorted(flowing, key=natural.__getitem__)):
            least = max(narrowest, width_of(columns[n].heading))
            widths[n] = min(natural[n], max(left // (len(flowing) - place), least))
            left -= widths[n]
        others = [
            n
            for n, column in enumerate(columns)
            if n not in flowing and natural[n] > narrowest and not column.drawn
        ]
        if left >= 0 and flowing or not others:
            return widths
        flowing.add(max(others, key=natural.__getitem__))


def table(report: Report, style: Style) -> str:
    """The report as a person reads it on a terminal."""
    if report.card is not None:
        return _card(report, style)
    lines = wrapped(escaped(report.title), style.width)
    if report.rows and report.shown != []:
        import tabulate

        # Headings no wider than they are: the width of a table is ours to count.
        tabulate.MIN_PADDING = 0
        columns, rows = _grid(report, style)
        lines.append(
            tabulate.tabulate(
                _fitted(columns, rows, style.width),
                headers=[column.heading for column in columns],
                tablefmt="simple",
                disable_numparse=True,
                colalign=["right" if column.right else "left" for column in columns],
            )
        )
    else:
        lines += wrapped(escaped(report.empty), style.width)
    for note in report.notes:
        lines += wrapped(escaped(note), style.width)
    return "\n".join(line.rstrip() for line in "\n".join(lines).split("\n"))


def _card(report: Report, style: Style) -> str:
    """Labels and texts, one below the other."""
    lines = wrapped(escaped(report.title), style.width)
    cards = [(escaped(label), escaped(text)) for label, text in report.card or ()]
    label_width = min(max((width_of(label) for label, _ in cards), default=0), style.width // 2)
    for label, text in cards:
        parts = wrapped(text, max(style.width - label_width - GAP, NARROWEST))
        blank = " " * (label_width + GAP)
        first = label + " " * max(label_width + GAP - width_of(label), GAP)
        lines += [
            f"{blank if number else first}{part}".rstrip() for number, part in enumerate(parts)
        ]
    return "\n".join(lines)


def json(report: Report, style: Style) -> str:
    """An array of objects with all keys; `[]` when there is nothing."""
    return _json(list(report.rows), indent=1)


def jsonl(report: Report, style: Style) -> str:
    """One object a line."""
    return "".join(_json(row) + "\n" for row in report.rows)


def csv(report: Report, style: Style) -> str:
    """All keys as columns; lists joined by blanks, objects as JSON.

    Text that a spreadsheet would take for a formula stays as it was said: what is read back must be the same.
    """
    from csv import writer
    from json import dumps

    def cell(value: Any) -> Any:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, dict) or (
            isinstance(value, list) and any(isinstance(item, dict) for item in value)
        ):
            return dumps(value, ensure_ascii=False, allow_nan=False)
        return " ".join(map(str, value)) if isinstance(value, list) else value

    keys = list(report.keys or (report.rows[0] if report.rows else ()))
    if not keys:
        return ""
    lines = _Lines()
    # Ended by both, csv quotes a cell that holds either.
    out = writer(lines, lineterminator="\r\n")
    out.writerow(keys)
    out.writerows([cell(row.get(key)) for key in keys] for row in report.rows)
    return _printable("".join(lines))


class _Lines(list[str]):
    """Takes rows of CSV, and ends each with a line feed alone."""

    def write(self, row: str) -> None:
        """Take one row."""
        self.append(row.removesuffix("\r\n") + "\n")


# A bar inside a cell of a Markdown table, and a blank that stays where it is.
BAR, NO_BREAK = "\\|", "\xa0"
# What makes a list, a heading or a quotation of a line that begins with it.
_MARK = re.compile(r"^(?:[*+\-#>=~]|\d+(?=[.)] ))")


def _escape(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def md(report: Report, style: Style) -> str:
    """A Markdown table, or a list of labels and texts."""

    def plain(text: str) -> str:
        text = escaped(text).replace("\\", "\\\\").replace("|", "\\|")
        return re.sub("<(?=[A-Za-z/!?])", "&lt;", text).replace("\n", "<br>")

    def drawn(text: str, bar: str) -> str:
        # As code each character is as wide as another; blanks fall together there too, but for these.
        return f"`{escaped(text).replace('|', bar).replace(' ', NO_BREAK)}`"

    def cell(text: str, column: Column) -> str:
        return drawn(text, BAR) if column.drawn and text else plain(text)

    def heading(column: Column) -> str:
        # Only one that stands over a place of the drawing is part of it.
        text = column.heading
        return cell(text, column) if text.startswith(" ") else plain(text)

    lines = [f"## {plain(report.title)}", ""]
    if report.card is not None and not any(label for label, _ in report.card):
        # Texts without labels are paragraphs, each line of one below the other.
        texts = "  \n".join(plain(text) for _, text in report.card)
        return "\n".join(lines) + "\n" + texts.replace("  \n  \n", "\n\n")
    if report.card is not None:
        lines += [
            f"- **{plain(label)}** {drawn(text, '|') if label in report.drawn else plain(text)}"
            if label
            else f"  <br>{plain(text)}"
            for label, text in report.card
            if text
        ]
        return "\n".join(lines)
    columns, rows = _grid(report, style)
    if rows:
        lines.append("| " + " | ".join(map(heading, columns)) + " |")
        lines.append("|" + "|".join("---:" if column.right else "---" for column in columns) + "|")
        lines += ["| " + " | ".join(map(cell, row, columns)) + " |" for row in rows]
    else:
        lines.append(plain(report.empty))
    lines += [f"\n{_MARK.sub(_escape, plain(note))}" for note in report.notes]
    return "\n".join(lines)


FORMATS: dict[str, Callable[[Report, Style], str]] = {
    "table": table,
    "json": json,
    "jsonl": jsonl,
    "csv": csv,
    "md": md,
}
