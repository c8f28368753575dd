"""How long due promises were waited for: counted per promised time and what became of them, a chain once."""

from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from ledger.scoring.tally import Key
from ledger.store.engine import Run
from ledger.store.tally import BY
from ledger.store.tally import counted
from ledger.store.tally import day_number

# When somebody was last seen to look: at a claim, or at any link of its chain. Cast, or SQLite would look
# through all of it for each claim: an expression is no number to it that can be indexed.
_LOOKS = """
looks as (
  select cast(coalesce(head, seen.claim) as bigint) as claim, max(day) as day
  from (
    select claim, read_on as day from evidence where read_on is not null
    union all select id, looked_on from claim where looked_on is not null
    union all select id, judged_on from claim where outcome = 'missed' and judged_on is not null
  ) as seen
  left join (select id as linked, head from link where links > 1) as l on linked = seen.claim
  group by coalesce(head, seen.claim)
)"""

# Every due, affirmed forecast, or the last promise of a chain in place of its first.
_PROMISES = f"""
promised as (
  select {{id}} as id, d.source, d.cluster, {{key}} as key, {{said}} as said_on, {{due}} as latest,
    d.outcome, d.happened_on, d.retracted_on, d.edited_late, looks.day as looked
  from counted d {{join}} {{last}} left join looks on looks.claim = d.id
  where d.kind = 'forecast' and {{due}} < :today and d.stance = 'affirm' {{only}}
),
promise as (
  select id, source, cluster, key, said_on, edited_late,
    {day_number("latest")} - {day_number("said_on")} as promised,
    case when retracted_on is not null then 'never'
      when outcome in ('partial', 'ambiguous', 'void') then outcome
      when outcome in ('yes', 'late') and happened_on is not null then 'kept'
      when outcome in ('yes', 'late') then 'day_unknown'
      when outcome = 'no' then 'never'
      when looked >= said_on then 'waiting'
      when outcome = 'missed' then 'unseen'
      else 'unlooked' end as fate,
    {day_number("happened_on")} - {day_number("said_on")} as kept_after,
    {day_number("looked")} - {day_number("said_on")} as seen_after,
    {day_number("cast(:today as text)")} - {day_number("said_on")} as today_after
  from promised
)"""
_LAST = """
left join (select head, id, said_on, latest from link where links > 1 and pos = last_pos) as last
on last.head = d.id"""

_TAKEN = (
    "case fate when 'kept' then kept_after when 'waiting' then seen_after"
    " when 'unseen' then today_after end"
)
_ON_CURVE = "promised >= 1 and fate in ('kept', 'never', 'waiting', 'unseen')"

_COUNTS = f"""
select key, promised, fate, {_TAKEN} as taken, count(*), cast(sum(edited_late) as bigint) from promise
group by key, promised, fate, taken"""

_EACH = f"""
select id, promised, fate, {_TAKEN} as taken from promise order by said_on, id limit :limit"""

_FRAMES = f"""
select s.frame, count(*)
from promise p left join source s on s.id = p.source where {_ON_CURVE} group by s.frame"""

# Which of those on the curve stand or fall together, and how many of each were kept by the day.
_CLUSTERS = f"""
select key, size, hits, count(*) from (
  select key, bundle, count(*) as size, cast(sum(hit) as bigint) as hits from (
    select key,
      case when cluster is not null then 'c:' || cluster
        when source is not null then 's:' || cast(source as text) || ':' || said_on
        else 'i:' || cast(id as text) end as bundle,
      case when fate = 'kept' and kept_after <= promised then 1 else 0 end as hit
    from promise where {_ON_CURVE}
  ) as one group by key, bundle
) as bundles group by key, size, hits"""

# Due, affirmed forecasts that were removed from the record.
_REMOVED = """
select {key}, count(*) from claim d {join}
where d.removed = 1 and d.kind = 'forecast' and d.stance = 'affirm' and d.latest < :today {only}
group by {key}"""


class Promised(NamedTuple):
    """So many due promises of one length with one fate, `taken` days after they were made.

    `key` is what they are grouped by. `fate` is kept, never (it can no longer come, or was taken back),
    waiting (last seen waiting), unseen (missed, and nobody is known to have looked after its day: `taken` is
    today's), unlooked (nobody judged it or looked), partial, ambiguous, void or day_unknown. Lengths are in
    days. `edited` of them were edited after their day.
    """

    key: Key
    promised: int
    fate: str
    taken: int | None
    n: int
    edited: int


class Promises:
    """The questions of `slip`, as of a day.

    `by` is a name of `tally.BY`, `only` are conditions as `tally.limits` gives them; `latest` takes the last
    promise of a chain, not the first.
    """

    def __init__(
        self,
        run: Run,
        *,
        today: str,
        by: str = "speaker",
        latest: bool = False,
        only: Sequence[str] = (),
    ) -> None:
        self._run = run
        self._today = today
        key, join = BY[by]
        self._params = {
            "key": key,
            "join": join,
            "last": _LAST if latest else "",
            "id": "coalesce(last.id, d.id)" if latest else "d.id",
            "said": "coalesce(last.said_on, d.said_on)" if latest else "d.said_on",
            "due": "coalesce(last.latest, d.latest)" if latest else "d.latest",
            "only": "".join(f" and {condition}" for condition in only),
        }

    def _ask(self, sql: str, **more: Any) -> list[tuple[Any, ...]]:
        """Run a question over the promises, with their keys."""
        return self._run(self._with(self._params) + sql, {"today": self._today, **more})

    def _ask_whole(self, sql: str, **more: Any) -> list[tuple[Any, ...]]:
        """Run a question over the promises, each once and without a key."""
        params = self._params | {"key": "cast(null as bigint)", "join": ""}
        return self._run(self._with(params) + sql, {"today": self._today, **more})

    @staticmethod
    def _with(params: dict[str, str]) -> str:
        return f"with recursive {counted()}, {_LOOKS.strip()}, {_PROMISES.strip().format(**params)}"

    def counts(self) -> Iterator[Promised]:
        """The promises of each group; what has no key (no tag, no source) is left out."""
        for row in self._ask(_COUNTS):
            if row[0] is not None:
                yield Promised._make(row)

    def whole(self) -> Iterator[Promised]:
        """All of the promises, each once."""
        yield from map(Promised._make, self._ask_whole(_COUNTS))

    def clusters(self) -> dict[Key, list[tuple[int, int, int]]]:
        """(size, kept by the day, how many) of what stands or falls together, by key; None for all."""
        found: dict[Key, list[tuple[int, int, int]]] = {}
        sql = _CLUSTERS
        for key, *cluster in self._ask(sql):
            if key is not None:
                found.setdefault(key, []).append((cluster[0], cluster[1], cluster[2]))
        found[None] = [(row[1], row[2], row[3]) for row in self._ask_whole(sql)]
        return found

    def each(self, limit: int) -> list[tuple[int, int, str, int | None]]:
        """The promises one by one, the oldest first: id, days promised, fate, days taken."""
        rows = self._ask_whole(_EACH, limit=limit)
        return [(row[0], row[1], row[2], row[3]) for row in rows]

    def removed(self) -> dict[Key, int]:
        """How many due ones were removed from the record, by key; None for all, each once."""
        found: dict[Key, int] = {}
        whole = self._params | {"key": "cast(null as bigint)", "join": ""}
        for params in (self._params, whole):
            sql = _REMOVED.format(**{name: params[name] for name in ("key", "join", "only")})
            found |= {row[0]: row[1] for row in self._run(sql, {"today": self._today})}
        return found

    def frames(self) -> dict[str | None, int]:
        """How many are from sources that hold all that was said, or picked some; None: nobody said."""
        return {row[0]: row[1] for row in self._ask_whole(_FRAMES)}
