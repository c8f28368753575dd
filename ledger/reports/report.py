"""A report: what every reading command answers with, before it becomes characters."""

from collections.abc import Sequence
from typing import Any
from typing import NamedTuple


class Column(NamedTuple):
    """One column of the table a person sees.

    `key` names the value in a row; `heading` stands over it; `wide` columns are shown with `--wide`
    only; `flow` marks the column whose text is wrapped to what the terminal leaves; `right` aligns
    numbers; `drawn` says that each character has its place, blanks too.
    """

    key: str
    heading: str
    wide: bool = False
    flow: bool = False
    right: bool = False
    drawn: bool = False


class Report(NamedTuple):
    """Rows with a title and the columns that a table shows of them.

    `rows` are mappings of JSON values: machine formats print all their keys in order; a table prints
    `columns`. `cells` may hold, per row, the text a table shows instead of the raw value (same keys).
    `empty` is what a table says when there is nothing; `notes` stand under a table; `hint` is the next
    useful step, shown only when a person is watching. `card`, where given, is what a table shows instead of
    columns: labels and texts, one below the other; an empty label continues, an empty pair is a blank line.
    `shown`, where given, are the numbers of the rows that a table shows; `drawn` are the labels of a card
    whose text is a drawing.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[dict[str, Any]]
    cells: Sequence[dict[str, str]] | None = None
    keys: Sequence[str] | None = None
    empty: str = "Nothing here."
    notes: Sequence[str] = ()
    hint: str | None = None
    card: Sequence[tuple[str, str]] | None = None
    shown: Sequence[int] | None = None
    drawn: Sequence[str] = ()
