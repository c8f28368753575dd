"""Which predictions and which chances count: the same words in `score`, `calibration` and `compare`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from ledger.domain import credence
from ledger.errors import UnreadableError
from ledger.reports.counted import HORIZONS
from ledger.reports.counted import Counted
from ledger.reports.counted import heard

if TYPE_CHECKING:
    from ledger.store.comparison import Common
    from ledger.store.comparison import Comparison
    from ledger.store.queries import Questions
    from ledger.store.tally import Reading
    from ledger.store.tally import Tally


@dataclass(frozen=True, slots=True)
class Counting:
    """What `options.counting_options` say, read; `plain` is the number that --unhedged gives, in 10⁻¹²."""

    each: bool
    prospective: bool
    complete: bool
    ahead: bool
    basis: str | None
    forecast: str
    scale: str | None
    plain: int | None

    def rules(self, questions: "Questions") -> dict[str, Any]:
        """The same for a tally."""
        return {
            "each": self.each,
            "prospective": self.prospective,
            "complete": self.complete,
            "ahead": self.ahead,
            "basis": self.basis,
            "forecast": self.forecast,
            "reading": self._reading(questions),
        }

    def tally(self, questions: "Questions", **rules: Any) -> "Tally":
        """The tally that counts so; `rules` are the rest of what it takes."""
        from ledger.store.tally import Tally

        return Tally(questions.run, **rules, **self.rules(questions))

    def comparison(
        self, questions: "Questions", people: Sequence[int], *, today: str
    ) -> "Comparison":
        """The questions of `compare`, which counts so."""
        from ledger.store.comparison import Comparison

        return Comparison(questions.run, people, today=today, **self.rules(questions))

    def common(self, questions: "Questions", people: Sequence[int], *, today: str) -> "Common":
        """The tally of `score --common`, which counts so."""
        from ledger.store.comparison import Common
        from ledger.store.tally import words

        return Common(
            questions.run,
            people,
            today=today,
            stances={text: credence.read_cell(text).stance for text in words(questions.run)},
            **self.rules(questions),
        )

    def _reading(self, questions: "Questions") -> "Reading | None":
        """How chances are read: words on the scale, if one is named, and what silence says."""
        from ledger.store.tally import Reading
        from ledger.store.tally import words

        if self.scale is None:
            return None if self.plain is None else Reading(None, self.plain)
        meanings = {text: credence.on_scale(text, self.scale) for text in words(questions.run)}
        known = {text: meaning for text, meaning in meanings.items() if meaning is not None}
        return Reading(known, self.plain)

    def counted(
        self,
        tally: "Tally",
        *,
        by: str = "speaker",
        sort: str = "due",
        versus: str | None = None,
    ) -> Counted:
        """What the sentences below a report say of it."""
        unread = tally.unread() if self.scale is not None else 0
        plain = None if self.plain is None else credence.percent(self.plain)
        return Counted(
            by=by,
            sort=sort,
            each=self.each,
            prospective=self.prospective,
            complete=self.complete,
            ahead=self.ahead,
            basis=self.basis,
            forecast=self.forecast,
            versus=versus,
            notes=heard(self.scale, unread, plain),
        )


def read(
    *,
    each: bool,
    prospective: bool,
    complete: bool,
    include_ahead: bool,
    basis: str | None,
    forecast: str,
    scale: str | None,
    unhedged: str | None,
) -> Counting:
    """What the options say; raises UnreadableError where they do not go together."""
    plain = None if unhedged is None else _chance(unhedged)
    if forecast != "first" and (scale is not None or plain is not None):
        raise UnreadableError(
            f"--scale and --unhedged read the first chance anew; leave out --forecast {forecast}."
        )
    return Counting(each, prospective, complete, include_ahead, basis, forecast, scale, plain)


def _chance(text: str) -> int:
    """The number that --unhedged gives."""
    said = credence.read_cell(text)
    if said.p is None or said.basis != "stated":
        raise UnreadableError(f'--unhedged takes a number, and "{text}" is none: 0.98, or 98%.')
    return said.p


def group_names(questions: "Questions", by: str) -> dict[Any, str] | None:
    """What groups are called, by key; None where a key is its own name."""
    if by == "speaker":
        return {person.id: person.name for person in questions.people()}
    if by == "source":
        return {source.id: source.title for source in questions.sources()}
    return dict(enumerate(HORIZONS)) if by == "horizon" else None
