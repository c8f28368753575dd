"""One scoreboard: what it was asked for, and its rows, of the ledger as it is or as it stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from ledger.cli import counting
from ledger.domain import credence
from ledger.domain import scales
from ledger.reports import score
from ledger.reports import slip
from ledger.scoring.tally import Sums

if TYPE_CHECKING:
    from ledger.store.queries import Person
    from ledger.store.queries import Questions
    from ledger.store.tally import Tally


@dataclass(frozen=True, slots=True)
class Board:
    """What a scoreboard was asked for.

    No `speakers` are all of them; `versus` is whom they are held against.
    """

    how: counting.Counting
    today: str
    by: str = "speaker"
    sort: str = "due"
    resample: bool = False
    speakers: "Sequence[Person]" = ()
    versus: "Person | None" = None

    def tally(self, questions: "Questions") -> "Tally":
        """The tally that its figures are of."""
        return self.how.tally(
            questions,
            today=self.today,
            by=self.by,
            versus=None if self.versus is None else self.versus.id,
            speakers=self._asked(),
        )

    def figures(
        self, questions: "Questions", *, explain: bool = False, slips: bool
    ) -> tuple[list[score.Row], score.Counted]:
        """Its rows, and what they count; `explain` adds them in words, `slips` how late promises were kept."""
        tally = self.tally(questions)
        counted = self.how.counted(
            tally,
            by=self.by,
            sort=self.sort,
            versus=None if self.versus is None else self.versus.name,
        )
        groups, whole = tally.sums(clusters=explain)
        if self.by == "speaker":
            # Who was asked for is answered, with nothing if need be.
            groups |= {person.id: Sums() for person in self.speakers if person.id not in groups}
        records = None
        if slips and not self.how.each and (self.resample or len(groups) <= score.GROUPS):
            records = self._slips(questions)
        scale = self.how.scale or scales.NAMES[0]
        rows = score.rows(
            groups,
            whole,
            names=counting.group_names(questions, self.by),
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
        return rows, counted

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
