"""How long due promises were waited for: counted per promised time and what became of them, a chain once."""

from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from ledger.store.engine import Run
from ledger.store.tally import counted

# When somebody was last seen to look: at a claim, or at any link of its chain.
_LOOKS = """
looks as (
  select coalesce(head, seen.claim) as claim, max(day) as day
  from (
    select claim, read_on as day from evidence where read_on is not null
    union all select id, looked_on from claim where looked_on is not null
    union all select id, judged_on from claim where outcome = 'missed' and judged_on is not null
  ) as seen
  left join (select id as linked, head from link where links > 1) as l on linked = seen.claim
  group by coalesce(head, seen.claim)
)
"""

# The last promise of a chain instead of the first.
_LAST = """
last as (
  select head, said_on, latest from link where links > 1 and pos = last_pos
)
"""

_PROMISES = """
promise as (
  select c.id, c.speaker, c.source, c.cluster, c.said_on,
    {days_promised} as promised,
    case when c.retracted_on is not null then 'never'
      when c.outcome in ('partial', 'ambiguous', 'void') then c.outcome
      when c.outcome in ('yes', 'late') and c.happened_on is not null then 'kept'
      when c.outcome in ('yes', 'late') then 'day_unknown'
      when c.outcome = 'no' then 'never'
      when looks.day >= {said} then 'waiting'
      when c.outcome = 'missed' then 'unseen'
      else 'unlooked' end as fate,
    {days_kept} as kept_after, {days_seen} as seen_after, {days_today} as today_after
  from counted c {last} left join looks on looks.claim = c.id
  where c.kind = 'forecast' and {due} < :today and c.stance = 'affirm' {only}
)
"""

_TAKEN = (
    "case fate when 'kept' then kept_after when 'waiting' then seen_after"
    " when 'unseen' then today_after end"
)

_COUNTS = f"""
select {{group}} promised, fate, {_TAKEN} as taken, count(*) from promise
group by {{group}} promised, fate, taken
"""

_EACH = f"""
select id, promised, fate, {_TAKEN} as taken from promise order by said_on, id
"""

_FRAMES = """
select s.frame, count(distinct coalesce(p.source, 0)) from promise p left join source s on s.id = p.source
where promised >= 1 and fate in ('kept', 'never', 'waiting', 'unseen') group by s.frame
"""

# Which of those on the curve stand or fall together, and how many of each were kept by the day.
_CLUSTERS = """
select {group} size, hits, count(*) from (
  select {group} bundle, count(*) as size, cast(sum(hit) as bigint) as hits from (
    select {group}
      case when cluster is not null then 'c:' || cluster
        when source is not null then 's:' || cast(source as text) || ':' || said_on
        else 'i:' || cast(id as text) end as bundle,
      case when fate = 'kept' and kept_after <= promised then 1 else 0 end as hit
    from promise where promised >= 1 and fate in ('kept', 'never', 'waiting', 'unseen')
  ) as promised group by {group} bundle
) as bundles group by {group} size, hits
"""


class Promised(NamedTuple):
    """So many due promises of one length with one fate, `taken` days after they were made.

    `fate` is kept, never (it can no longer come), waiting (last seen waiting), unseen (missed, and nobody is
    known to have looked after its day: `taken` is today's), unlooked (nobody judged it or looked), partial,
    ambiguous, void or day_unknown. Lengths are in days.
    """

    speaker: int | None
    promised: int
    fate: str
    taken: int | None
    n: int


class Promises:
    """The questions of `slip`, as of a day, of everybody, of `speakers`, or of all `others` than these.

    `latest` takes the last promise of a chain, not the first.
    """

    def __init__(
        self,
        run: Run,
        *,
        today: str,
        is_sqlite: bool,
        latest: bool = False,
        speakers: Sequence[int] | None = None,
        others: bool = False,
    ) -> None:
        self.run = run
        self.today = today

        def days(since: str, until: str) -> str:
            if is_sqlite:
                return f"cast(julianday({until}) - julianday({since}) as integer)"
            return f"(cast({until} as date) - cast({since} as date))"

        said, due = ("coalesce(last.said_on, c.said_on)", "coalesce(last.latest, c.latest)")
        if not latest:
            said, due = "c.said_on", "c.latest"
        only = ""
        if speakers is not None:
            not_ = "not " if others else ""
            only = f"and c.speaker {not_}in ({', '.join(map(str, speakers))})"
        promises = _PROMISES.format(
            said=said,
            due=due,
            days_promised=days(said, due),
            days_kept=days(said, "c.happened_on"),
            days_seen=days(said, "looks.day"),
            days_today=days(said, ":today"),
            last="left join last on last.head = c.id" if latest else "",
            only=only,
        )
        self._with = f"with recursive {counted()}, {_LOOKS.strip()}, {_LAST.strip()}, {promises}"

    def counts(self) -> Iterator[Promised]:
        """Every due, affirmed forecast, in one row."""
        sql = self._with + _COUNTS.format(group="speaker,")
        for speaker, promised, fate, taken, n in self.run(sql, {"today": self.today}):
            yield Promised(speaker, promised, fate, taken, n)

    def each(self, limit: int) -> list[tuple[int, int, str, int | None]]:
        """The promises one by one, the oldest first: id, days promised, fate, days taken."""
        rows = self.run(f"{self._with}{_EACH} limit :limit", {"today": self.today, "limit": limit})
        return [(row[0], row[1], row[2], row[3]) for row in rows]

    def frames(self) -> dict[str | None, int]:
        """How many sources of these hold all that was promised, or picked some; None: nobody said."""
        return dict(self.run(self._with + _FRAMES, {"today": self.today}))

    def clusters(self) -> dict[int | None, list[tuple[int, int, int]]]:
        """(size, kept by the day, how many) of what stands or falls together, per speaker; None for all."""
        found: dict[int | None, list[tuple[int, int, int]]] = {}
        for group in ("speaker,", ""):
            sql = self._with + _CLUSTERS.format(group=group)
            for row in self.run(sql, {"today": self.today}):
                found.setdefault(row[0] if group else None, []).append(tuple(row[-3:]))
        return found
