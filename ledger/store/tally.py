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
from ledger.scoring.tally import Paired
from ledger.scoring.tally import Removed
from ledger.scoring.tally import Said
from ledger.scoring.tally import Shared
from ledger.scoring.tally import Sums
from ledger.scoring.tally import Timed
from ledger.scoring.tally import Weighed
from ledger.store.engine import Run

# The columns of a claim that a count looks at; the covering index holds them all.
_COLUMNS = (
    "id",
    "speaker",
    "kind",
    "stance",
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


class Part(NamedTuple):
    """A part of what counts: its claims c, and the row that holds what became of them."""

    sql: str
    became: str


# What counts, in its two parts. A link of a chain that counts each by itself still stands or falls with it.
_SINGLE = Part(
    f"""
select {_OWN}, {{chance}}, c.outcome, c.happened_on, c.retracted_on, c.edited_late,
  0 as renewals, null as chained
from claim c {{reading}}
where c.removed = 0 and c.id not in (select id from link where links > 1)""",
    "c",
)
_CHAINED = Part(
    f"""
select {_OWN}, {{chance}}, b.outcome, b.happened_on,
  case when b.outcome is null then b.last_retracted end as retracted_on, b.edited_late,
  b.links - 1 as renewals, null as chained
from became b join claim c on c.id = b.head {{reading}}""",
    "b",
)
_EACH = Part(
    f"""
select {_OWN}, {{chance}}, c.outcome, c.happened_on, c.retracted_on, c.edited_late,
  0 as renewals, l.head as chained
from link l join claim c on c.id = l.id {{reading}}
where l.links > 1""",
    "c",
)
_REMOVED = Part(
    f"""
select {_OWN}, {{chance}}, c.outcome, c.happened_on, c.retracted_on, c.edited_late,
  0 as renewals, null as chained
from claim c {{reading}}
where c.removed = 1 and c.kind = 'forecast' and c.latest < :today""",
    "c",
)

# The chance that counts: as it is recorded, or read anew.
_RECORDED = {"p": "c.p", "p_low": "c.p_low", "p_high": "c.p_high", "basis": "c.basis"}
_READ = {
    "p": """case when c.basis = 'words' then {p}
  when c.basis <> 'none' or c.words is not null then c.p
  when c.stance = 'affirm' then {unhedged} when c.stance = 'deny' then {denied} end""",
    "p_low": "case when c.basis = 'words' then {low} end",
    "p_high": "case when c.basis = 'words' then {high} end",
    "basis": "c.basis",
}
_READING = "left join reading r on r.words = c.words"
# The same of a chance that somebody gave later, or gave somebody else's claim.
_GIVEN_AS = {"p": "f.p", "p_low": "f.p_low", "p_high": "f.p_high"}
_GIVEN_READ = {
    name: f"case when f.basis = 'words' then {read} else f.{name} end"
    for name, read in (("p", "r.p"), ("p_low", "r.low"), ("p_high", "r.high"))
}


def _ended(c: str, became: str) -> str:
    """The day on which it was over: that on which it came, or could no longer come, else the last one."""
    return (
        f"case when {became}.outcome in ('yes', 'no') and {became}.happened_on < {c}.latest"
        f" then {became}.happened_on else {c}.latest end"
    )


def _in_time(f: str, c: str, became: str) -> str:
    """Whether a chance was on record before the last day and before it happened, as a claim has to be."""
    return (
        f"{f}.set_on < {c}.latest"
        f" and ({became}.happened_on is null or {f}.set_on < {became}.happened_on)"
    )


def _chance(of: Mapping[str, str]) -> str:
    """The columns of the chance that counts, each of which is an expression."""
    return ", ".join(f"{expression} as {name}" for name, expression in of.items())


def _last(became: str, first: Mapping[str, str], *, in_time: bool) -> str:
    """The columns of the speaker's last chance before it was over, else those of the first."""
    of = "from forecast f where f.claim = c.id and f.person = c.speaker and f.said_on < "
    of += _ended("c", became)
    of += f" and {_in_time('f', 'c', became)}" if in_time else ""
    of += " order by f.said_on desc, f.n desc limit 1"
    return _chance(
        {
            name: f"coalesce((select f.{_OF_FORECAST.get(name, name)} {of}), {expression})"
            for name, expression in first.items()
        }
    )


# The day on which a speaker first gave the claim a chance, or said it; and where a forecast has its day.
GIVEN_ON = (
    "coalesce((select f.said_on from forecast f where f.claim = c.id and f.first = 1), c.said_on)"
)
_OF_FORECAST = {"given_on": "said_on"}

# Chances that people gave somebody else's claims d before it was over, and not after its last day: of each
# person and claim the one that counts has turn 1.
_BEFORE = f"f.said_on < {_ended('d', 'd')}"
_TURN = {
    "first": "f.said_on, f.n",
    # Else the first, given on the last day itself.
    "last": f"case when {_BEFORE} then 0 else 1 end, case when {_BEFORE} then f.said_on end desc,"
    f" case when {_BEFORE} then f.n else - f.n end desc",
}
_THEIRS = """
select d.*, f.person, f.said_on as their_day, f.n, f.set_on as their_set_on, f.words as their_words,
  {given}, f.basis as their_basis,
  row_number() over (partition by d.id, f.person order by {turn}) as turn
from ({of}) d join forecast f on f.claim = d.id and f.person in ({people}) {given_reading}
where f.person <> d.speaker and (d.latest is null or f.said_on <= d.latest)
  and (d.happened_on is null or f.said_on < d.happened_on)"""


def counted() -> str:
    """The tables `counted`, what counts with a chain once, and `link`, the links of chains; for a `with`."""
    parts = f"{_SINGLE.sql} union all {_CHAINED.sql}".format(chance=_chance(_RECORDED), reading="")
    return f"{_LINKS.strip()}, counted as ({parts})"


# Of a claim d, whose kind is forecast. Judged ahead of its day it counts where that is wished.
_AHEAD = "d.latest >= :today and (d.outcome is not null or d.retracted_on is not null)"
_DUE = {
    False: "d.latest < :today",
    True: f"(d.latest < :today or {_AHEAD})",
}
JUDGED = "d.retracted_on is null and d.outcome in ('yes', 'late', 'missed', 'no')"
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
  count(case when {early} then 1 end),
  count(case when {due} and {prospective} then 1 end),
  count(case when {unknown} then 1 end),
  cast(sum(d.edited_late) as bigint), cast(sum(d.renewals) as bigint),
  count(d.cluster) + count(d.source),
  count(case when d.stance is null and d.p = 500000000000 and d.basis = 'stated' and {due} then 1 end)
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

# (p - y)²: floats, since the square of a whole number of 10⁻¹² is too large for one.
_AWAY = "cast(case when d.outcome = 'yes' then 1000000000000 - {p} else {p} end as double precision) / 1e12"
_SQUARE = f"({_AWAY} * {_AWAY})"
# y - p, for the claim d.
_GAP = (
    f"case when d.outcome = 'yes' then {_AWAY.format(p='d.p')} else - {_AWAY.format(p='d.p')} end"
)

# Beside a claim's own cluster, what it stands or falls with.
_STANDS = """case when d.cluster is null then d.chained end as chained,
      case when d.cluster is null and d.chained is null then d.source end as talk,
      case when d.cluster is null and d.chained is null then d.said_on end as talk_on"""
# What stands or falls together: a named cluster, else the links of a chain, else what was said in one source
# on one day. All else stands alone, and is what these leave of the counts.
_BUNDLES = f"""
{{timed}}, bundle as (
  select {{key_name}} e.cluster, e.chained, e.talk, e.talk_on,
    count(case when {{decided}} then 1 end) as decided,
    count(case when {{right}} then 1 end) as hits,
    count(case when {{undecided}} then 1 end) as undecided,
    count(case when e.unknown = 1 and e.stance = 'affirm' then 1 end) as maybe_right,
    count(case when e.unknown = 1 and e.stance = 'deny' then 1 end) as maybe_wrong,
    count(e.loss) as forecasts,
    sum(e.loss) as losses,
    sum(e.loss * e.loss) as squares,
    sum(e.gap) as gaps
  from (
    select {{key_as}} d.cluster, d.stance, d.outcome, d.retracted_on,
      {_STANDS},
      case when {_UNKNOWN} then 1 else 0 end as unknown,
      case when {JUDGED} then {{loss}} end as loss,
      case when {JUDGED} then {_GAP} end as gap
    from ({{parts}}) d {{join}} {{lost}}
    {{also}} d.kind = 'forecast' and {{due}}
      and (d.cluster is not null or d.chained is not null or d.source is not null)
  ) e
  group by {{key_name}} e.cluster, e.chained, e.talk, e.talk_on
)"""
_ALIKE = """
select {key_name} decided, hits, undecided, maybe_right, maybe_wrong, forecasts, count(*),
  coalesce(sum(losses), 0.0), coalesce(sum(squares), 0.0),
  coalesce(sum(losses * losses / nullif(forecasts, 0)), 0.0),
  coalesce(sum(gaps), 0.0), coalesce(sum(gaps * gaps / nullif(forecasts, 0)), 0.0)
from bundle group by {key_name} decided, hits, undecided, maybe_right, maybe_wrong, forecasts"""
_CLUSTERS = """
select {key_name} cluster, chained, talk, talk_on, decided, undecided
from bundle where decided + undecided > 1"""
# Forecasts that stand or fall together within a bin of a reliability table, and how many of them came true.
_SHARED = """
select {key_name} bin, size, hits, count(*) from (
  select {key_name} bin, count(*) as size, count(case when outcome = 'yes' then 1 end) as hits
  from (
    select {key_as} {bin} as bin, d.outcome, d.cluster,
      {stands}
    from ({parts}) d {join}
    {also} d.kind = 'forecast' and d.p is not null and {due} and {judged}
      and (d.cluster is not null or d.chained is not null or d.source is not null)
  ) e
  group by {key_name} bin, cluster, chained, talk, talk_on
) b group by {key_name} bin, size, hits"""
# The bin of a chance: closed on the right, the first on both sides; or each chance by itself.
_TENTHS = "case when d.p = 0 then 0 else (d.p + 99999999999) / 100000000000 - 1 end"
DECIDED = (
    "{d}.stance is not null and ({d}.retracted_on is not null"
    " or {d}.outcome in ('yes', 'late', 'missed', 'no'))"
)
RIGHT = (
    "{d}.retracted_on is null and ({d}.stance = 'affirm' and {d}.outcome = 'yes'"
    " or {d}.stance = 'deny' and {d}.outcome in ('late', 'missed', 'no'))"
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

# What counts, one by one: what became of it, and what it stands or falls with; and the groups that it is in.
_ONE_BY_ONE = """
select d.id, d.p, d.p_low, d.p_high, d.basis, d.happened_on, d.retracted_on, d.cluster, {stands}
from ({parts}) d {where}"""
_KEYS = """
select {key} d.id from ({parts}) d {join} {where} order by d.id"""
_RENEWALS = """
select l.head, l.id from link l where l.links > 1 and l.id <> l.head order by l.head, l.pos, l.id"""


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


# Chances of a claim's own speaker, each with the day from which it stands. Between two days the first of them
# counts, for the share that they are of the time from the first chance to the last day; nothing counts for the
# time after it was over. A chance of the last day itself has all of it.
_GIVEN = f"""
, given as (
  select c.id as claim, 0 as n, c.p, c.p_low, c.p_high, c.basis, c.set_on,
    {GIVEN_ON} as day
  from claim c where c.p is not null
  union all
  select f.claim, f.n, f.p, f.p_low, f.p_high, f.basis, f.set_on, f.said_on
  from forecast f join claim c on c.id = f.claim
  where f.person = c.speaker and f.first is null
)"""
_TIMED = f"""
, stretch as (
  select {{key_as}} d.id, d.outcome, d.latest, g.p, g.p_low, g.p_high, g.basis, g.day,
    lead(g.day) over (partition by {{key}} d.id order by g.day, g.n) as next_day,
    min(g.day) over (partition by {{key}} d.id) as first_day, {_ended("d", "d")} as ended
  from ({{parts}}) d join given g on g.claim = d.id {{join}}
  {{also}} d.kind = 'forecast' and {{due}} and {JUDGED}{{stood_in_time}}
),
weighed as (
  select s.*,
    cast(case when latest = first_day then case when next_day is null then 1.0 else 0.0 end
      when day >= ended then 0.0
      else ({day_number("case when next_day is null or next_day > ended then ended else next_day end")}
        - {day_number("day")}) * 1.0 / ({day_number("latest")} - {day_number("first_day")}) end
      as double precision) as weight,
    cast(case when outcome = 'yes' then 1000000000000 - p else p end as double precision) / 1e12
      as distance
  from stretch s
)"""
_TIMED_SAID = """
select {key_name} p, coalesce(p_low, p), coalesce(p_high, p), basis, sum(weight),
  sum(case when outcome = 'yes' then weight else 0.0 end)
from weighed where weight > 0 group by {key_name} p, p_low, p_high, basis"""
_TIMED_SUMS = """
select {key_name} count(*), sum(loss), sum(loss * loss), sum(weight), count(case when wrong = 1 then 1 end)
from (
  select {key_name} id, sum(weight) as weight, sum(weight * distance * distance) as loss,
    max(case when weight > 0 and distance = 1 then 1 else 0 end) as wrong
  from weighed group by {key_name} id
) t {grouping_name}"""
_TIMED_LOSS = """
, lost as (
  select id, sum(weight * distance * distance) as loss from weighed group by id
)"""

# Claims of a speaker to which somebody else gave a chance, too.
_PAIRED = """
select {key_name} p, their_p, count(*), count(case when outcome = 'yes' then 1 end) from (
  select {key_as} d.p, d.outcome, d.their_p
  from ({theirs}) d {join}
  {also} d.turn = 1 and d.kind = 'forecast' and d.p is not null and {their_chance} and {due} and {judged}
) t group by {key_name} p, their_p"""
_PAIRED_BUNDLES = f"""
, bundle as (
  select {{key_name}} e.cluster, e.chained, e.talk, e.talk_on, 0 as decided, 0 as hits, 0 as undecided,
    0 as maybe_right, 0 as maybe_wrong,
    count(e.gain) as forecasts, sum(e.gain) as losses, sum(e.gain * e.gain) as squares,
    cast(0.0 as double precision) as gaps
  from (
    select {{key_as}} d.cluster, {_STANDS},
      ({_SQUARE.format(p="d.their_p")} - {_SQUARE.format(p="d.p")} + 1) / 2 as gain
    from ({{theirs}}) d {{join}}
    {{also}} d.turn = 1 and d.kind = 'forecast' and d.p is not null and {{their_chance}}
      and {{due}} and {JUDGED} and (d.cluster is not null or d.chained is not null or d.source is not null)
  ) e
  group by {{key_name}} e.cluster, e.chained, e.talk, e.talk_on
)"""

# Claims to which somebody gave no chance, but made one of their own in the same words for the same last day.
_OWN_WORDS = """
select count(*) from ({parts}) d join claim c on c.id = d.id
{also} d.kind = 'forecast' and d.p is not null and {due} and {judged} and d.speaker <> :versus
  and not exists (select 1 from forecast f where f.claim = d.id and f.person = :versus)
  and exists (
    select 1 from claim o where o.key = c.key and o.speaker = :versus and o.latest = c.latest
      and o.removed = 0 and o.kind = 'forecast' and o.p is not null)"""


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
    "claim": ("d.id", ""),
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


def words(run: Run) -> list[str]:
    """The words in which chances were recorded."""
    sql = (
        "select words from claim where basis = 'words' and removed = 0 and words is not null union"
        " select words from forecast where basis = 'words' and words is not null order by words"
    )
    return [row[0] for row in run(sql, {})]


class Reading(NamedTuple):
    """How chances are read anew, in 10⁻¹²: words that are known as (low, p, high), and silence as `unhedged`.

    None leaves the words as recorded, and silence without a number.
    """

    words: Mapping[str, tuple[int, int, int]] | None = None
    unhedged: int | None = None


class One(NamedTuple):
    """The chance of one that counts, and what became of it and its renewals; and with what it stands or
    falls: a cluster by its name, the first link of its chain, or a source and day."""

    p: int | None
    p_low: int | None
    p_high: int | None
    basis: str
    happened_on: str | None
    retracted_on: str | None
    cluster: str | None
    chained: int | None
    talk: int | None
    talk_on: str | None


class Tally:
    """The questions of `score`, as of a day.

    `by` is a name of BY. `each` counts every link of a chain by itself; `ahead` counts what was judged ahead
    of its day as due; `reading` reads the chances anew. `forecast` says which chance of a speaker counts, the
    first, the last before it was over, or all of them by the time that each stood; `versus` is whose chances
    those of the speakers are held against. The rest leaves claims out: of other speakers, not
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
        forecast: str = "first",
        versus: int | None = None,
        speakers: Sequence[int] | None = None,
        prospective: bool = False,
        complete: bool = False,
        basis: str | None = None,
    ) -> None:
        self._run = run
        self._by = by
        self._params: dict[str, Any] = {"today": today}
        self._parts = [_SINGLE, _EACH if each else _CHAINED]
        self._forecast = forecast
        self._versus = versus
        self._each = each
        self._due = _DUE[ahead]
        # Counted though its day has not passed.
        self._early = _AHEAD if ahead else "1 = 0"
        self._prospective = prospective
        self._basis = basis
        self._first, self._reading = _RECORDED, ""
        self._given, self._given_reading = _GIVEN_AS, ""
        self._with = f"with recursive {_LINKS.strip()}"
        if reading is not None:
            self._read(reading)
        self._only = limits(speakers, prospective=prospective, complete=complete, basis=basis)
        if versus is not None:
            self._params["versus"] = versus

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
            self._given = _GIVEN_READ
            self._given_reading = "left join reading r on r.words = f.words"
        unhedged = reading.unhedged
        numbers = {
            "p": p,
            "low": low,
            "high": high,
            "unhedged": "null" if unhedged is None else unhedged,
            "denied": "null" if unhedged is None else ONE - unhedged,
        }
        self._first = {name: column.format(**numbers) for name, column in _READ.items()}

    def sums(self, *, clusters: bool = False) -> tuple[dict[Key, Sums], Sums]:
        """All that is counted, of each group and of everything.

        Claims without a key (no source, no tag) are in the second alone; one with two tags is in both of
        their groups, and once in the second. `clusters` asks for those of two claims or more by name. By
        "claim" each claim is a group, and nothing is told of what stands or falls together.
        """
        groups: dict[Key, Sums] = {}
        whole = Sums()

        def gather(name: str, kind: Any, sql: str, *parts: Part, adds_up: bool) -> None:
            rows = list(map(kind._make, self._ask(sql, *parts)))
            of: dict[Key, list[Any]] = {}
            for row in rows:
                if row[0] not in of:
                    of[row[0]] = getattr(groups.setdefault(row[0], Sums()), name)
                of[row[0]].append(row)
            if not adds_up:
                rows = list(map(kind._make, self._ask(sql, *parts, keyed=False)))
            getattr(whole, name).extend(rows)

        # Where each claim has one key at most, everything is what the groups hold.
        adds_up = self._by != "tag"
        for part in self._parts:
            gather("counts", Count, _COUNTS, part, adds_up=adds_up)
            if self._forecast != "time":
                gather("said", Said, _SAID, part, adds_up=adds_up)
        gather("removed", Removed, _GONE, _REMOVED, adds_up=adds_up)
        if self._forecast == "time":
            timed = _GIVEN + _TIMED
            gather("weighed", Weighed, timed + _TIMED_SAID, *self._parts, adds_up=adds_up)
            gather("timed", Timed, timed + _TIMED_SUMS, *self._parts, adds_up=adds_up)
            # The sums of nothing are a row, too.
            whole.timed = [sums for sums in whole.timed if sums.n]
        if self._versus is not None:
            gather("paired", Paired, _PAIRED, *self._parts, adds_up=adds_up)
        # What stands alone is what the counts leave; nothing stands together without a place or a chain.
        placed = self._each or any(count.placed for count in whole.counts)
        if placed and self._by != "claim":
            gather("bundles", Bundle, _BUNDLES + _ALIKE, *self._parts, adds_up=False)
            gather("framed", Framed, _FRAMED, *self._parts, adds_up=False)
            if clusters:
                gather("clusters", Cluster, _BUNDLES + _CLUSTERS, *self._parts, adds_up=False)
            if self._versus is not None:
                pairs = _PAIRED_BUNDLES + _ALIKE
                gather("paired_bundles", Bundle, pairs, *self._parts, adds_up=False)
        groups.pop(None, None)
        if not self._only:
            whole.redacted = int(self._run("select count(*) from redacted", {})[0][0])
        return groups, whole

    def shared(self, *, distinct: bool) -> tuple[dict[Key, Shared], Shared]:
        """The clusters of each bin of a reliability table, of each group and of everything.

        A bin is a tenth, from 0 to 9, or (`distinct`) a chance; its clusters are (size, came true, how many).
        """
        groups: dict[Key, Shared] = {}
        whole: Shared = {}
        if self._bundled():
            for keyed in (True, False):
                for key, bin_, *cluster in self._ask(
                    _SHARED, *self._parts, keyed=keyed, bin="d.p" if distinct else _TENTHS
                ):
                    found = groups.setdefault(key, {}) if keyed else whole
                    found.setdefault(bin_, []).append((cluster[0], cluster[1], cluster[2]))
        return groups, whole

    def one_by_one(self) -> dict[int, "One"]:
        """What is counted, by the id of its claim."""
        return {row[1]: One(*row[2:]) for row in self._ask(_ONE_BY_ONE, *self._parts, keyed=False)}

    def keys(self) -> dict[int, list[Key]]:
        """The groups that what is counted is in, and what was removed though it was due, by claim."""
        found: dict[int, list[Key]] = {}
        for key, claim in self._ask(_KEYS, *self._parts, _REMOVED):
            if key is not None:
                found.setdefault(claim, []).append(key)
        return found

    def renewals(self) -> dict[int, list[int]]:
        """The claims that are counted with another, by that one, in the order of renewing."""
        found: dict[int, list[int]] = {}
        if not self._each:
            for head, link in self._run(self._with + _RENEWALS, self._params):
                found.setdefault(head, []).append(link)
        return found

    def own_words(self) -> int:
        """How many claims whoever they are held against made in the same words, and gave no chance."""
        return int(self._ask(_OWN_WORDS, *self._parts, keyed=False)[0][1])

    def unread(self) -> int:
        """How many due and judged claims hold words that the reading gives no number for."""
        return int(self._ask(_UNREAD, *self._parts, keyed=False)[0][1])

    def _claims(self, parts: Sequence[Part], **more: str) -> str:
        """What counts, with the chance that counts; `more` are columns of the first one, by their names."""
        first = {**self._first, **more}
        return " union all ".join(
            part.sql.format(
                chance=_last(part.became, first, in_time=self._prospective)
                if self._forecast == "last"
                else _chance(first),
                reading=self._reading,
            )
            for part in parts
        )

    def _theirs(self, claims: str, people: str) -> str:
        """The chances that people gave claims of others: the one that counts of each has turn 1."""
        sql = _THEIRS.format(
            of=claims,
            people=people,
            given=_chance({f"their_{name}": column for name, column in self._given.items()}),
            given_reading=self._given_reading,
            turn=_TURN[self._forecast],
        )
        return f"{sql} and {_in_time('f', 'd', 'd')}" if self._prospective else sql

    def _their_chance(self, d: str) -> str:
        """The condition that a chance of somebody else's has a number, and the basis that was asked for."""
        number = f"{d}.their_p is not null"
        return number if self._basis is None else f"{number} and {d}.their_basis = '{self._basis}'"

    def _bundled(self) -> bool:
        """Whether any claim has a cluster, a source or a chain that it stands or falls with."""
        sql = "select 1 from claim where removed = 0 and (cluster is not null or source is not null) limit 1"
        return self._each or bool(self._run(sql, {}))

    def _ask(
        self, sql: str, *parts: Part, keyed: bool = True, **more: str
    ) -> list[tuple[Any, ...]]:
        """Run a question over the claims of some parts, by group or (`keyed` false) with None for its key."""
        expression, join = BY[self._by] if keyed else ("", "")
        only = " and ".join(self._only)
        claims = self._claims(parts)
        words = {
            **more,
            "parts": claims,
            "key": f"{expression}," if keyed else "",
            "key_as": f"{expression} as key," if keyed else "",
            "key_name": "key," if keyed else "",
            "grouping": f"group by {expression}" if keyed else "",
            "grouping_name": "group by key" if keyed else "",
            "join": join,
            "where": f"where {only}" if only else "",
            "also": f"where {only} and" if only else "where",
            "due": self._due,
            "early": self._early,
            "ahead": _AHEAD,
            "decided": DECIDED.format(d="e"),
            "right": RIGHT.format(d="e"),
            "undecided": _UNDECIDED,
            "judged": JUDGED,
            "stands": _STANDS,
            "prospective": _PROSPECTIVE,
            "unknown": _UNKNOWN,
            "theirs": "" if self._versus is None else self._theirs(claims, ":versus"),
            "their_chance": self._their_chance("d"),
            "stood_in_time": f" and (g.n = 0 or {_in_time('g', 'd', 'd')})"
            if self._prospective
            else "",
            "timed": (_GIVEN + _TIMED + _TIMED_LOSS) if self._forecast == "time" else "",
            "lost": "left join lost on lost.id = d.id" if self._forecast == "time" else "",
            "loss": "lost.loss" if self._forecast == "time" else _SQUARE.format(p="d.p"),
        }
        # What is filled in may hold such words itself.
        while "{" in sql:
            sql = sql.format(**words)
        rows = self._run(f"{self._with}{sql}", self._params)
        return rows if keyed else [(None, *row) for row in rows]
