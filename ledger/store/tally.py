"""The counts that a score is made of: one GROUP BY over the claims that count.

A chain of re-promises counts once, as its first link with what became of the whole. The claims that are no
links and the chains are two parts of one question: the first is read off the covering index in its order, so
that nothing is sorted; there are few of the second.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from ledger.scoring.tally import ONE
from ledger.scoring.tally import Bundle
from ledger.scoring.tally import Cluster
from ledger.scoring.tally import Count
from ledger.scoring.tally import Framed
from ledger.scoring.tally import Key
from ledger.scoring.tally import Said
from ledger.scoring.tally import Sums
from ledger.store.engine import Run

# The columns of a claim that a count looks at; the covering index holds them all.
_COLUMNS = (
    "id",
    "speaker",
    "kind",
    "stance",
    "basis",
    "latest",
    "judged_on",
    "said_on",
    "source",
    "cluster",
    "set_on",
    "with_outcome",
)
_OWN = ", ".join(f"c.{name}" for name in _COLUMNS)

# `member`: every claim of a path of `follows`, with its place on the path. `able`: those that can be a
# link. `link`: those of the first one's speaker and stance. `chain`: what became of the links together.
# The cross join makes SQLite start from the few members.
_LINKS = """
member(root, id, pos) as (
  select f.id, f.id, 0 from claim f
  where f.follows is null and f.id in (select follows from claim where follows is not null)
  union all
  select m.root, c.id, m.pos + 1 from member m join claim c on c.follows = m.id
),
able as (
  select m.root, m.pos, c.*,
    first_value(c.id) over path as head,
    first_value(c.latest) over path as head_latest,
    first_value(c.speaker) over path as head_speaker,
    first_value(coalesce(c.stance, '')) over path as head_stance
  from member m cross join claim c
  where c.id = m.id and c.removed = 0 and c.kind = 'forecast' and c.latest is not null
    and coalesce(c.outcome, '') <> 'void'
  window path as (partition by m.root order by m.pos, c.id)
),
link as (
  select able.*,
    count(*) over (partition by head) as links,
    max(pos) over (partition by head) as last_pos
  from able where speaker = head_speaker and coalesce(stance, '') = head_stance
),
chain as (
  select head, count(*) as links,
    min(case when outcome in ('yes', 'late') then happened_on end) as delivered,
    max(case when outcome = 'no' then 1 else 0 end) as has_no,
    max(case when outcome = 'missed' and latest >= head_latest then 1
      when id <> head and outcome = 'yes' and happened_on is null and said_on > head_latest then 1
      else 0 end) as has_missed,
    max(case when pos = last_pos then retracted_on end) as last_retracted,
    max(edited_late) as edited_late
  from link where links > 1 group by head
),
became as (
  select h.head, h.links,
    case when c.outcome in ('yes', 'late', 'partial', 'ambiguous') then c.outcome
      when h.delivered is not null then
        case when h.delivered <= c.latest then 'yes' else 'late' end
      when h.has_no = 1 then 'no'
      when h.has_missed = 1 and c.latest < :today then 'missed' end as outcome,
    case when c.outcome in ('yes', 'late', 'partial', 'ambiguous') then c.happened_on
      else h.delivered end as happened_on,
    h.last_retracted, h.edited_late
  from chain h join claim c on c.id = h.head
)"""

# What counts, in its two parts. A link of a chain that counts each by itself still stands or falls with it.
_SINGLE = f"""
select {_OWN}, {{chance}}, c.outcome, c.happened_on, c.retracted_on, c.edited_late,
  0 as renewals, null as chained
from claim c {{reading}}
where c.removed = 0 and c.id not in (select id from link where links > 1)"""
_CHAINED = f"""
select {_OWN}, {{chance}}, b.outcome, b.happened_on,
  case when b.outcome is null then b.last_retracted end as retracted_on, b.edited_late,
  b.links - 1 as renewals, null as chained
from became b join claim c on c.id = b.head {{reading}}"""
_EACH = f"""
select {_OWN}, {{chance}}, c.outcome, c.happened_on, c.retracted_on, c.edited_late,
  0 as renewals, l.head as chained
from link l join claim c on c.id = l.id {{reading}}
where l.links > 1"""
_REMOVED = f"""
select {_OWN}, {{chance}}, c.outcome, c.happened_on, c.retracted_on, c.edited_late,
  0 as renewals, null as chained
from claim c {{reading}}
where c.removed = 1 and c.kind = 'forecast' and c.latest < :today"""

# The chance that counts: as it is recorded, or read anew.
_RECORDED = "c.p, c.p_low, c.p_high"


def counted() -> str:
    """The tables `counted`, what counts with a chain once, and `link`, the links of chains; for a `with`."""
    parts = f"{_SINGLE} union all {_CHAINED}".format(chance=_RECORDED, reading="")
    return f"{_LINKS.strip()}, counted as ({parts})"


_READ = """
case when c.basis = 'words' then {p}
  when c.basis <> 'none' or c.words is not null then c.p
  when c.stance = 'affirm' then {unhedged} when c.stance = 'deny' then {denied} end as p,
case when c.basis = 'words' then {low} end as p_low,
case when c.basis = 'words' then {high} end as p_high"""
_READING = "left join reading r on r.words = c.words"

# Of a claim d, whose kind is forecast. Judged ahead of its day it counts where that is wished.
_AHEAD = "d.latest >= :today and (d.outcome is not null or d.retracted_on is not null)"
_DUE = {
    False: "d.latest < :today",
    True: f"(d.latest < :today or {_AHEAD})",
}
_JUDGED = "d.retracted_on is null and d.outcome in ('yes', 'late', 'missed', 'no')"
_PROSPECTIVE = (
    "d.with_outcome = 0 and d.set_on < d.latest"
    " and (d.happened_on is null or d.set_on < d.happened_on)"
)
# A yes that may have come after its day, for all one knows.
_UNKNOWN = (
    "d.outcome = 'yes' and d.retracted_on is null and d.happened_on is null and d.latest < :today"
    " and (d.judged_on is null or d.judged_on > d.latest)"
)
_COMPLETE = "d.source in (select id from source where frame = 'complete')"

_COUNTS = """
select {key} d.kind, d.outcome, d.stance, count(*),
  count(case when d.latest is null then 1 end),
  count(case when {due} then 1 end),
  count(case when {due} and d.retracted_on is not null then 1 end),
  count(case when {ahead} then 1 end),
  count(case when {due} and {prospective} then 1 end),
  count(case when {unknown} then 1 end),
  cast(sum(d.edited_late) as bigint), cast(sum(d.renewals) as bigint)
from ({parts}) d {join} {where}
group by {key} d.kind, d.outcome, d.stance"""

_SAID = """
select {key} d.p, coalesce(d.p_low, d.p), coalesce(d.p_high, d.p), d.basis, count(*),
  count(case when d.outcome = 'yes' then 1 end)
from ({parts}) d {join}
{also} d.kind = 'forecast' and d.p is not null and {due} and {judged}
group by {key} d.p, d.p_low, d.p_high, d.basis"""

_UNREAD = """
select count(*) from ({parts}) d {join}
{also} d.kind = 'forecast' and d.basis = 'words' and d.p is null and {due} and {judged}"""

_GONE = """
select {key} count(*) from ({parts}) d {join} {where} {grouping}"""

# What stands or falls together: a named cluster, else the links of a chain, else what was said in one source
# on one day. All else stands alone, and is what these leave of the counts.
_BUNDLES = f"""
, bundle as (
  select {{key_name}} e.cluster, e.chained, e.talk, e.talk_on,
    count(case when {{decided}} then 1 end) as decided,
    count(case when {{right}} then 1 end) as hits,
    count(case when {{undecided}} then 1 end) as undecided,
    count(case when e.unknown = 1 and e.stance = 'affirm' then 1 end) as maybe_right,
    count(case when e.unknown = 1 and e.stance = 'deny' then 1 end) as maybe_wrong,
    count(e.distance) as forecasts,
    sum(e.distance * e.distance) as losses,
    sum(e.distance * e.distance * e.distance * e.distance) as squares
  from (
    select {{key_as}} d.cluster, d.stance, d.outcome, d.retracted_on,
      case when d.cluster is null then d.chained end as chained,
      case when d.cluster is null and d.chained is null then d.source end as talk,
      case when d.cluster is null and d.chained is null then d.said_on end as talk_on,
      case when {_UNKNOWN} then 1 else 0 end as unknown,
      case when {_JUDGED} then cast(
        case when d.outcome = 'yes' then 1000000000000 - d.p else d.p end as double precision
      ) / 1e12 end as distance
    from ({{parts}}) d {{join}}
    {{also}} d.kind = 'forecast' and {{due}}
      and (d.cluster is not null or d.chained is not null or d.source is not null)
  ) e
  group by {{key_name}} e.cluster, e.chained, e.talk, e.talk_on
)"""
_ALIKE = """
select {key_name} decided, hits, undecided, maybe_right, maybe_wrong, forecasts, count(*),
  coalesce(sum(losses), 0), coalesce(sum(squares), 0),
  coalesce(sum(losses * losses / nullif(forecasts, 0)), 0)
from bundle group by {key_name} decided, hits, undecided, maybe_right, maybe_wrong, forecasts"""
_CLUSTERS = """
select {key_name} cluster, chained, talk, talk_on, decided, undecided
from bundle where decided + undecided > 1"""
_DECIDED = (
    "e.stance is not null and (e.retracted_on is not null"
    " or e.outcome in ('yes', 'late', 'missed', 'no'))"
)
_RIGHT = (
    "e.retracted_on is null and (e.stance = 'affirm' and e.outcome = 'yes'"
    " or e.stance = 'deny' and e.outcome in ('late', 'missed', 'no'))"
)
_UNDECIDED = (
    "e.stance is not null and e.retracted_on is null"
    " and (e.outcome is null or e.outcome in ('partial', 'ambiguous'))"
)

_FRAMED = """
select {key} s.frame, count(distinct d.source), count(*)
from ({parts}) d join source s on s.id = d.source {join}
{also} d.kind = 'forecast' and {due}
group by {key} s.frame"""


def day_number(column: str) -> str:
    """The number of a day, as both engines can count: years from March on, 153 days in five months."""
    year, month, day = (
        f"cast(substr({column}, {at}, {length}) as integer)"
        for at, length in ((1, 4), (6, 2), (9, 2))
    )
    march = f"({year} - case when {month} < 3 then 1 else 0 end)"
    return (
        f"(365 * {march} + {march} / 4 - {march} / 100 + {march} / 400"
        f" + (153 * (({month} + 9) % 12) + 2) / 5 + {day})"
    )


# How long before its last day a claim was made: up to so many days are one group.
HORIZONS = (7, 31, 92, 366, 1096)
_HORIZON = (
    "case "
    + " ".join(
        f"when {day_number('d.latest')} - {day_number('d.said_on')} <= {days} then {number}"
        for number, days in enumerate(HORIZONS)
    )
    + f" when d.latest is not null then {len(HORIZONS)} end"
)
# What a group can be: an expression over a claim d, and what has to be joined for it.
BY = {
    "speaker": ("d.speaker", ""),
    "tag": ("t.tag", "join tag t on t.claim = d.id"),
    "source": ("d.source", ""),
    "said-year": ("substr(d.said_on, 1, 4)", ""),
    "due-year": ("substr(d.latest, 1, 4)", ""),
    "horizon": (_HORIZON, ""),
    "basis": ("d.basis", ""),
}


def limits(
    speakers: Sequence[int] | None,
    *,
    prospective: bool = False,
    complete: bool = False,
    basis: str | None = None,
) -> list[str]:
    """What leaves claims d out, as conditions; `basis` is one of the ledger's own words."""
    only = []
    if speakers is not None:
        only.append(f"d.speaker in ({', '.join(map(str, speakers))})")
    if prospective:
        only.append(f"d.latest is not null and {_PROSPECTIVE}")
    if complete:
        only.append(_COMPLETE)
    if basis is not None:
        only.append(f"d.basis = '{basis}'")
    return only


class Reading(NamedTuple):
    """How chances are read anew, in 10⁻¹²: words that are known as (low, p, high), and silence as `unhedged`.

    None leaves the words as recorded, and silence without a number.
    """

    words: Mapping[str, tuple[int, int, int]] | None = None
    unhedged: int | None = None


class Tally:
    """The questions of `score`, as of a day.

    `by` is a name of BY. `each` counts every link of a chain by itself; `ahead` counts what was judged ahead
    of its day as due; `reading` reads the chances anew. The rest leaves claims out: of other speakers, not
    recorded in time (`prospective`), of sources that are not complete, whose chance has another `basis`.
    """

    def __init__(
        self,
        run: Run,
        *,
        today: str,
        by: str = "speaker",
        each: bool = False,
        ahead: bool = False,
        reading: Reading | None = None,
        speakers: Sequence[int] | None = None,
        prospective: bool = False,
        complete: bool = False,
        basis: str | None = None,
    ) -> None:
        self._run = run
        self._by = by
        self._params: dict[str, Any] = {"today": today}
        self._parts = [_SINGLE, _EACH if each else _CHAINED]
        self._each = each
        self._due = _DUE[ahead]
        self._chance, self._reading = _RECORDED, ""
        self._with = f"with recursive {_LINKS.strip()}"
        if reading is not None:
            self._read(reading)
        self._only = limits(speakers, prospective=prospective, complete=complete, basis=basis)

    def _read(self, reading: Reading) -> None:
        p, low, high = "c.p", "c.p_low", "c.p_high"
        if reading.words is not None:
            p, low, high = "r.p", "r.low", "r.high"
            known = ["select cast(null as text), " + ", ".join(["cast(null as bigint)"] * 3)]
            for number, (words, meaning) in enumerate(reading.words.items()):
                self._params[f"w{number}"] = words
                known.append(f"select :w{number}, {', '.join(map(str, meaning))}")
            self._with += f", reading(words, low, p, high) as ({' union all '.join(known)})"
            self._reading = _READING
        unhedged = reading.unhedged
        self._chance = _READ.format(
            p=p,
            low=low,
            high=high,
            unhedged="null" if unhedged is None else unhedged,
            denied="null" if unhedged is None else ONE - unhedged,
        )

    def sums(self, *, clusters: bool = False) -> tuple[dict[Key, Sums], Sums]:
        """All that is counted, of each group and of everything.

        Claims without a key (no source, no tag) are in the second alone; one with two tags is in both of
        their groups, and once in the second. `clusters` asks for those of two claims or more by name.
        """
        groups: dict[Key, Sums] = {}
        whole = Sums()

        def of(key: Key) -> Sums:
            found = groups.get(key)
            if found is None:
                found = groups[key] = Sums()
            return found

        # Where each claim has one key at most, everything is what the groups hold.
        apart = self._by == "tag"
        for part in self._parts:
            for count in map(Count._make, self._ask(_COUNTS, part)):
                of(count.key).counts.append(count)
            for said in map(Said._make, self._ask(_SAID, part)):
                of(said.key).said.append(said)
            if apart:
                whole.counts += map(Count._make, self._ask(_COUNTS, part, keyed=False))
                whole.said += map(Said._make, self._ask(_SAID, part, keyed=False))
        if self._bundled():
            both = " union all ".join(self._parts)
            for bundle in map(Bundle._make, self._ask(_BUNDLES + _ALIKE, both)):
                of(bundle.key).bundles.append(bundle)
            whole.bundles += map(Bundle._make, self._ask(_BUNDLES + _ALIKE, both, keyed=False))
            for framed in map(Framed._make, self._ask(_FRAMED, both)):
                of(framed.key).framed.append(framed)
            whole.framed += map(Framed._make, self._ask(_FRAMED, both, keyed=False))
            if clusters:
                for cluster in map(Cluster._make, self._ask(_BUNDLES + _CLUSTERS, both)):
                    of(cluster.key).clusters.append(cluster)
                named = self._ask(_BUNDLES + _CLUSTERS, both, keyed=False)
                whole.clusters += map(Cluster._make, named)
        for key, removed in self._ask(_GONE, _REMOVED):
            of(key).removed_due = removed
        if apart:
            whole.removed_due = sum(row[1] for row in self._ask(_GONE, _REMOVED, keyed=False))
        else:
            for group in groups.values():
                whole.counts += group.counts
                whole.said += group.said
                whole.removed_due += group.removed_due
        groups.pop(None, None)
        return groups, whole

    def words(self) -> list[str]:
        """The words of chance that claims were recorded with."""
        sql = (
            "select distinct words from claim where basis = 'words' and removed = 0 order by words"
        )
        return [row[0] for row in self._run(sql, {})]

    def unread(self) -> int:
        """How many due and judged claims hold words that the reading gives no number for."""
        return sum(row[1] for part in self._parts for row in self._ask(_UNREAD, part, keyed=False))

    def _bundled(self) -> bool:
        """Whether any claim has a cluster, a source or a chain that it stands or falls with."""
        sql = "select 1 from claim where removed = 0 and (cluster is not null or source is not null) limit 1"
        return self._each or bool(self._run(sql, {}))

    def _ask(self, sql: str, parts: str, *, keyed: bool = True) -> list[tuple[Any, ...]]:
        """Run a question over the claims of some parts, by group or (`keyed` false) with None for its key."""
        expression, join = BY[self._by] if keyed else ("", "")
        only = " and ".join(self._only)
        text = sql.format(
            parts=parts.format(chance=self._chance, reading=self._reading),
            key=f"{expression}," if keyed else "",
            key_as=f"{expression} as key," if keyed else "",
            key_name="key," if keyed else "",
            join=join,
            where=f"where {only}" if only else "",
            also=f"where {only} and" if only else "where",
            grouping=f"group by {expression}" if keyed else "",
            due=self._due,
            ahead=_AHEAD,
            decided=_DECIDED,
            right=_RIGHT,
            undecided=_UNDECIDED,
            judged=_JUDGED,
            prospective=_PROSPECTIVE,
            unknown=_UNKNOWN,
        )
        rows = self._run(f"{self._with}{text}", self._params)
        return rows if keyed else [(None, *row) for row in rows]
