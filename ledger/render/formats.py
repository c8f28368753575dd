"""The formats a report can be printed in: one dict from name to function, no `if` anywhere else."""

from collections.abc import Callable
from collections.abc import Sequence
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
# A flowing column is never squeezed below this.
NARROWEST = 16


def percent(rate: float) -> str:
    """A rate in whole per cent, rounded half up.

    >>> percent(0.125), percent(1.0)
    ('13%', '100%')
    """
    return f"{int(rate * 100 + 0.5 + 1e-9)}%"


def escaped(text: str) -> str:
    """Text with control and bidirectional characters made visible, so that none can play tricks.

    >>> escaped("a" + chr(27) + "[31m")
    'a\\\\x1b[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    number = ord(character)
    if number < 0x20 and character != "\n" or 0x7F <= number < 0xA0:
        return f"\\x{number:02x}"
    if number in (0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF) or (
        0x202A <= number <= 0x202E or 0x2066 <= number <= 0x2069
    ):
        return f"\\u{number:04x}"
    return character


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


def wrapped(text: str, width: int) -> list[str]:
    """Text in lines of at most `width` cells, broken at blanks, between Chinese characters, or anywhere."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if width_of(line + piece.rstrip()) <= width:
                line += piece
                continue
            if line.strip():
                lines.append(line.rstrip())
            line = piece
            while width_of(line.rstrip()) > width:
                cut = len(line)
                while width_of(line[:cut]) > width:
                    cut -= 1
                lines.append(line[: max(cut, 1)])
                line = line[max(cut, 1) :]
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    """A paragraph cut where a line may end: after blanks, and around wide characters."""
    pieces: list[str] = []
    for character in text:
        wide = ord(character) >= 0x2E80
        if (
            pieces
            and not wide
            and not (pieces[-1][-1] in " /" and character not in " /")
            and ord(pieces[-1][-1]) < 0x2E80
        ):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _fitted(columns: Sequence[Column], rows: list[list[str]], width: int) -> list[list[str]]:
    """Rows whose flowing columns are wrapped to what the others leave."""
    natural = [
        max(
            [
                width_of(column.heading),
                *(width_of(line) for row in rows for line in row[n].split("\n")),
            ]
        )
        for n, column in enumerate(columns)
    ]
    flowing = [n for n, column in enumerate(columns) if column.flow]
    spare = width - GAP * (len(columns) - 1) - sum(natural)
    if spare >= 0 or not columns:
        return rows
    if not flowing:
        flowing = [natural.index(max(natural))]
    while spare < 0:
        widest = max(flowing, key=lambda n: natural[n])
        if natural[widest] <= NARROWEST:
            others = [n for n in range(len(columns)) if n not in flowing and natural[n] > NARROWEST]
            if not others:
                break
            flowing.append(max(others, key=lambda n: natural[n]))
            continue
        natural[widest] -= 1
        spare += 1
    return [
        [
            "\n".join(wrapped(cell, natural[n])) if n in flowing else cell
            for n, cell in enumerate(row)
        ]
        for row in rows
    ]


def table(report: Report, style: Style) -> str:
    """The report as a person reads it on a terminal."""
    if report.card is not None:
        return _card(report, style)
    lines = [report.title]
    if report.rows:
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
        lines.append(report.empty)
    for note in report.notes:
        lines += wrapped(escaped(note), style.width)
    return "\n".join(line.rstrip() for line in "\n".join(lines).split("\n"))


def _card(report: Report, style: Style) -> str:
    """Labels and texts, one below the other."""
    lines = [report.title]
    cards = report.card or ()
    label_width = min(max((width_of(label) for label, _ in cards), default=0), style.width // 2)
    for label, text in cards:
        parts = wrapped(escaped(text), max(style.width - label_width - GAP, NARROWEST))
        blank = " " * (label_width + GAP)
        first = escaped(label) + " " * max(label_width + GAP - width_of(label), GAP)
        lines += [
            f"{blank if number else first}{part}".rstrip() for number, part in enumerate(parts)
        ]
    return "\n".join(lines)


def json(report: Report, style: Style) -> str:
    """An array of objects with all keys; `[]` when there is nothing."""
    from json import dumps

    return dumps(list(report.rows), ensure_ascii=False, indent=1, allow_nan=False)


def jsonl(report: Report, style: Style) -> str:
    """One object a line."""
    from json import dumps

    return "".join(dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in report.rows)


def csv(report: Report, style: Style) -> str:
    """All keys as columns; lists joined by blanks, objects as JSON."""
    import csv as writer
    import io
    from json import dumps

    def cell(value: Any) -> Any:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, dict) or (
            isinstance(value, list) and any(isinstance(item, dict) for item in value)
        ):
            return dumps(value, ensure_ascii=False)
        return " ".join(map(str, value)) if isinstance(value, list) else value

    keys = list(report.keys or (report.rows[0] if report.rows else ()))
    if not keys:
        return ""
    text = io.StringIO()
    out = writer.writer(text, lineterminator="\n")
    out.writerow(keys)
    out.writerows([cell(row.get(key)) for key in keys] for row in report.rows)
    return text.getvalue()


def md(report: Report, style: Style) -> str:
    """A Markdown table, or a list of labels and texts."""

    def plain(text: str) -> str:
        return escaped(text).replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>")

    lines = [f"## {plain(report.title)}", ""]
    if report.card is not None:
        lines += [f"- **{plain(label)}** {plain(text)}" for label, text in report.card if text]
        return "\n".join(lines)
    columns, rows = _grid(report, style)
    if report.rows:
        lines.append("| " + " | ".join(plain(column.heading) for column in columns) + " |")
        lines.append("|" + "|".join("---:" if column.right else "---" for column in columns) + "|")
        lines += ["| " + " | ".join(map(plain, row)) + " |" for row in rows]
    else:
        lines.append(plain(report.empty))
    lines += [f"\n{plain(note)}" for note in report.notes]
    return "\n".join(lines)


FORMATS: dict[str, Callable[[Report, Style], str]] = {
    "table": table,
    "json": json,
    "jsonl": jsonl,
    "csv": csv,
    "md": md,
}
