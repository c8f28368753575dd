"""One scoreboard: what it was asked for, and its rows, of the ledger as it is or as it stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from ledger.cli import counting
from ledger.domain import credence
from ledger.domain import scales
from ledger.reports import compare
from ledger.reports import score
from ledger.reports import slip
from ledger.reports.counted import Counted
from ledger.reports.shared import Shared
from ledger.scoring.tally import Sums

if TYPE_CHECKING:
    from ledger.store.comparison import Common
    from ledger.store.queries import Person
    from ledger.store.queries import Questions
    from ledger.store.tally import Tally


@dataclass(frozen=True, slots=True)
class Board:
    """What a scoreboard was asked for.

    No `speakers` are all of them; `versus` is whom they are held against. `common` counts only questions that
    all of the speakers answered, with their places.
    """

    how: counting.Counting
    today: str
    by: str = "speaker"
    sort: str = "due"
    resample: bool = False
    speakers: "Sequence[Person]" = ()
    versus: "Person | None" = None
    common: bool = False

    def tally(self, questions: "Questions", *, by: str | None = None, **other: Any) -> "Tally":
        """The tally that its figures are of; in other groups, or with `other` ways of counting."""
        if self.common:
            return self._common(questions)
        how = replace(self.how, **other)
        return how.tally(
            questions,
            today=self.today,
            by=by or self.by,
            versus=None if self.versus is None else self.versus.id,
            speakers=self._asked(),
        )

    def figures(
        self, questions: "Questions", *, explain: bool = False, slips: bool
    ) -> tuple[list[score.Row], Counted]:
        """Its rows, and what they count; `explain` adds them in words, `slips` how late promises were kept."""
        shared = self._common(questions) if self.common else None
        tally = shared or self.tally(questions)
        counted = self.how.counted(
            tally,
            by=self.by,
            sort=self.sort,
            versus=None if self.versus is None else self.versus.name,
        )
        if self.versus is not None:
            counted = replace(counted, own_words=tally.own_words())
        groups, whole = tally.sums(clusters=explain)
        if self.by == "speaker":
            # Who was asked for is answered, with nothing if need be.
            groups |= {person.id: Sums() for person in self.speakers if person.id not in groups}
        if shared is not None:
            counted = replace(counted, common=self._held(shared))
        records = None
        if (
            slips
            and not (self.how.each or self.common)
            and (self.resample or len(groups) <= score.GROUPS)
        ):
            records = self._slips(questions)
        scale = self.how.scale or scales.NAMES[0]
        rows = score.rows(
            groups,
            whole,
            names=self.names(questions),
            sort=self.sort,
            slips=records,
            resample=self.resample,
            stands_on={
                "scale": scale,
                "scale_version": scales.version(scale),
                "unhedged": None if self.how.plain is None else self.how.plain / credence.ONE,
                "forecast": self.how.forecast,
            },
            explained=counted if explain else None,
            versus=counted.versus,
        )
        if counted.common is not None:
            rows = [counted.common.row(row) for row in rows]
        return rows, counted

    def _common(self, questions: "Questions") -> "Common":
        people = [person.id for person in self.speakers]
        return self.how.common(questions, people, today=self.today)

    def _held(self, shared: "Common") -> Shared:
        """What the speakers have in common, and their places on it."""
        names = {person.id: person.name for person in self.speakers}
        together, left_out = shared.questions(len(names))
        too_many = len(names) > score.GROUPS and not self.resample
        standing = None if too_many else shared.standing()
        places = {} if standing is None else compare.places(list(names), standing.pairs)
        many = shared.many()
        return Shared(
            list(names.values()),
            many,
            {names[person]: place for person, place in places.items()},
            None if standing is None else standing.of,
            0 if standing is None else standing.n,
            together,
            left_out,
            too_many,
            []
            if many or len(names) < 3
            else [(names[one], names[other], n) for (one, other), n in shared.of_two().items()],
        )

    def names(self, questions: "Questions") -> dict[Any, str] | None:
        """What its rows are called, by key; None where a key is its own name."""
        names = counting.group_names(questions, self.by)
        if names is not None and self.by == "speaker":
            # Who was asked for may be gone since: then by the name that was asked for.
            return {person.id: person.name for person in self.speakers} | names
        return names

    def _asked(self) -> list[int] | None:
        return [person.id for person in self.speakers] or None

    def _slips(self, questions: "Questions") -> dict[Any, slip.Record]:
        """How late promises were kept, by group, and under None of all."""
        from ledger.store.promises import Promises
        from ledger.store.tally import limits

        how = self.how
        only = limits(
            self._asked(), prospective=how.prospective, complete=how.complete, basis=how.basis
        )
        promises = Promises(questions.run, today=self.today, by=self.by, only=only)
        clusters = promises.clusters()
        found = slip.records(promises.counts(), clusters)
        return found | {None: slip.together(promises.whole(), clusters, None)}
