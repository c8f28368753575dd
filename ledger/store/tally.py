"""The counts that a score is made of: one GROUP BY over the claims that count.

A chain of re-promises counts once, as its first link with what became of the whole; `counted` is that
view of the claims, everything after it only sorts and counts.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from ledger.store.engine import Run

# The columns of a claim that a count looks at; the covering index holds them all.
_COLUMNS = (
    "id",
    "speaker",
    "kind",
    "latest",
    "outcome",
    "stance",
    "p",
    "happened_on",
    "judged_on",
    "retracted_on",
    "said_on",
    "source",
    "cluster",
    "set_on",
    "with_outcome",
    "edited_late",
)
_OWN = ", ".join(f"c.{name}" for name in _COLUMNS)
# What a forecast's number was read from: words of the scale, '' where nothing was said, null for the rest.
_SAID = (
    "case when c.basis = 'words' then c.words when c.basis = 'none' and c.words is null then '' end"
)

# Each claim by itself.
_EACH = f"counted as (select {_OWN}, {{said}} as said from claim c where c.removed = 0)"

# `member`: every claim of a path of `follows`, with its place on the path. `able`: those that can be a
# link. `link`: those of the first one's speaker and stance. `chain`: what became of the links together.
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
  from member m join claim c on c.id = m.id
  where c.removed = 0 and c.kind = 'forecast' and c.latest is not null
    and coalesce(c.outcome, '') <> 'void'
  window path as (partition by m.root order by m.pos, c.id)
),
link as (
  select able.*,
    count(*) over (partition by head) as links,
    max(pos) over (partition by head) as last_pos
  from able where speaker = head_speaker and coalesce(stance, '') = head_stance
)
"""
# Braces are doubled where a later format fills them.
_CHAINS = f"""
{_LINKS.strip()},
chain as (
  select head,
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
  select h.head,
    case when c.outcome in ('yes', 'late', 'partial', 'ambiguous') then c.outcome
      when h.delivered is not null then
        case when h.delivered <= c.latest then 'yes' else 'late' end
      when h.has_no = 1 then 'no'
      when h.has_missed = 1 and c.latest < :today then 'missed' end as outcome,
    case when c.outcome in ('yes', 'late', 'partial', 'ambiguous') then c.happened_on
      else h.delivered end as happened_on,
    h.last_retracted, h.edited_late
  from chain h join claim c on c.id = h.head
),
counted as (
  select {_OWN}, {{said}} as said from claim c
  where c.removed = 0 and c.id not in (select id from link where links > 1)
  union all
  select c.id, c.speaker, c.kind, c.latest, b.outcome, c.stance, c.p, b.happened_on, c.judged_on,
    case when b.outcome is null then b.last_retracted end, c.said_on, c.source, c.cluster,
    c.set_on, c.with_outcome, b.edited_late, {{said}} as said
  from became b join claim c on c.id = b.head
)
"""

_PLACED = """
placed as (
  select counted.*,
    case when kind <> 'forecast' then 'aside'
      when latest is null then 'no_deadline'
      when latest < :today then 'due'
      when outcome is not null or retracted_on is not null then 'ahead'
      else 'open' end as place,
    case when retracted_on is not null and latest is not null then 'retracted'
      else coalesce(outcome, 'unjudged') end as verdict
  from counted {speakers}
)
"""

_TALLY = """
select {group} place, verdict, stance, p,
  case when verdict = 'yes' and happened_on is null
    and (judged_on is null or judged_on > latest) then 1 else 0 end as day_unknown,
  case when latest is not null and with_outcome = 0 and set_on < latest
    and (happened_on is null or set_on < happened_on) then 1 else 0 end as prospective,
  edited_late, said, count(*)
from placed
group by {group} place, verdict, stance, p, day_unknown, prospective, edited_late, said
"""

# Who was right of those that are decided, by what stands or falls together.
_CLUSTERS = """
select {group} size, hits, count(*) from (
  select {group} bundle, count(*) as size, cast(sum(hit) as bigint) as hits from (
    select {group}
      case when d.cluster is not null then 'c:' || d.cluster
        {chains}
        when d.source is not null then 's:' || cast(d.source as text) || ':' || d.said_on
        else 'i:' || cast(d.id as text) end as bundle,
      case when stance = 'affirm' and verdict = 'yes' then 1
        when stance = 'deny' and verdict in ('late', 'missed', 'no') then 1 else 0 end as hit
    from placed d {links}
    where place = 'due' and stance is not null
      and verdict in ('yes', 'late', 'missed', 'no', 'retracted')
  ) as judged group by {group} bundle
) as bundles group by {group} size, hits
"""

_LINKED = """
left join (select id as linked, head as chain_head from link where links > 1) as l on linked = d.id
"""

_SOURCES = """
select {group} count(distinct d.source),
  count(distinct case when s.frame = 'complete' then d.source end)
from placed d join source s on s.id = d.source
where d.place = 'due' {grouping}
"""


def counted() -> str:
    """The tables `counted`, what counts with a chain once, and `link`, the links of chains; for a `with`."""
    return _CHAINS.strip().format(said="null")


class Count(NamedTuple):
    """So many claims that are alike in all that a score looks at.

    `said` are the words of the scale that p was read from, "" where nothing was said of the chance; None for
    all the rest, and for all where the tally was not asked for the words.
    """

    speaker: int | None
    place: str
    verdict: str
    stance: str | None
    p: int | None
    day_unknown: bool
    prospective: bool
    edited_late: bool
    said: str | None
    n: int


class Bundles(NamedTuple):
    """So many clusters of `size` decided claims with `right` right ones each."""

    speaker: int | None
    size: int
    right: int
    n: int


class Tally:
    """The questions of `score`, as of a day.

    `each` counts every link of a chain by itself; `words` asks for the words behind each p too, which the
    covering index does not hold.
    """

    def __init__(
        self,
        run: Run,
        *,
        today: str,
        each: bool = False,
        words: bool = False,
        speakers: Sequence[int] | None = None,
    ) -> None:
        self.run = run
        self.today = today
        self.each = each
        self.said = _SAID if words else "null"
        self.only = "" if speakers is None else f"speaker in ({', '.join(map(str, speakers))})"

    def _with(self, sql: str, counted: str = "") -> str:
        counted = counted or (_EACH if self.each else _CHAINS)
        placed = _PLACED.format(speakers=f"where {self.only}" if self.only else "")
        return f"with recursive {counted.strip().format(said=self.said)}, {placed.strip()} {sql}"

    def _and(self) -> str:
        return f" and {self.only}" if self.only else ""

    def counts(self) -> Iterator[Count]:
        """Every claim that is not removed, in one place; a chain once."""
        sql = self._with(_TALLY.format(group="speaker,"))
        for speaker, place, verdict, stance, p, *flags, said, n in self.run(
            sql, {"today": self.today}
        ):
            unknown, prospective, late = map(bool, flags)
            yield Count(speaker, place, verdict, stance, p, unknown, prospective, late, said, n)

    def bundles(self, *, by_speaker: bool) -> list[Bundles]:
        """The clusters of decided claims, per speaker or over all."""
        chains = links = ""
        counted = _CHAINS
        if self.each:
            # Each link counts, but the links of one promise stand or fall together.
            counted = f"{_LINKS.strip()}, {_EACH}"
            links = _LINKED
            chains = "when chain_head is not null then 'f:' || cast(chain_head as text)"
        group = "speaker," if by_speaker else ""
        select = _CLUSTERS.format(group=group, chains=chains, links=links)
        rows = self.run(self._with(select, counted), {"today": self.today})
        if by_speaker:
            return [Bundles(*row) for row in rows]
        return [Bundles(None, *row) for row in rows]

    def sources(self) -> dict[int | None, tuple[int, int]]:
        """Distinct sources and complete ones of what is due, per speaker; None for all."""
        found: dict[int | None, tuple[int, int]] = {}
        for group, grouping in (("speaker,", "group by speaker"), ("", "")):
            sql = self._with(_SOURCES.format(group=group, grouping=grouping))
            for row in self.run(sql, {"today": self.today}):
                found[row[0] if group else None] = (row[-2], row[-1])
        return found

    def repromises(self) -> dict[int, int]:
        """How many links of chains were left out, per speaker."""
        if self.each:
            return {}
        sql = f"with recursive {_CHAINS.strip().format(said='null')} select speaker, count(*) from link"
        sql += f" where links > 1 and id <> head{self._and()} group by speaker"
        return {row[0]: row[1] for row in self.run(sql, {"today": self.today})}

    def removed_due(self) -> dict[int, int]:
        """How many that were due have been removed, per speaker."""
        sql = (
            "select speaker, count(*) from claim where removed = 1 and latest < :today"
            f" and kind = 'forecast'{self._and()} group by speaker"
        )
        return {row[0]: row[1] for row in self.run(sql, {"today": self.today})}
