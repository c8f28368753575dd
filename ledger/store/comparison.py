"""Chances that several people gave the same claims: paired and counted where they lie."""

from collections.abc import Sequence
from typing import Any

from ledger.scoring.intervals import Alike
from ledger.scoring.tally import Both
from ledger.store.engine import Run
from ledger.store.tally import counted

# What came true or not by its day: the claims that a Brier score counts.
_SETTLED = """
settled as (
  select d.id, d.speaker, d.p, d.p_low, d.p_high, d.basis, d.said_on, d.source, d.cluster,
    c.key as statement, case when c.earliest > c.said_on then c.earliest else '' end as earliest,
    d.latest, d.happened_on,
    case when d.outcome = 'yes' then 1 else 0 end as came
  from counted d join claim c on c.id = d.id
  where d.kind = 'forecast' and d.latest < :today and d.retracted_on is null
    and d.outcome in ('yes', 'late', 'missed', 'no')
    and (d.speaker in ({people}) or d.id in (select claim from forecast where person in ({people})))
)"""
# Every chance that one of them gave: with a claim of their own, or to somebody else's before it was over.
_GAVE = """
gave as (
  select id, statement, earliest, latest, came, source, said_on, cluster,
    speaker as person, p, p_low, p_high, basis, said_on as given_on, 0 as n
  from settled where p is not null and speaker in ({people})
  union all
  select s.id, s.statement, s.earliest, s.latest, s.came, s.source, s.said_on, s.cluster,
    f.person, f.p, f.p_low, f.p_high, f.basis, f.said_on, f.n
  from settled s join forecast f on f.claim = s.id
  where f.person in ({people}) and f.person <> s.speaker and f.said_on <= s.latest
    and (s.happened_on is null or f.said_on < s.happened_on)
)"""
# The first of each person to each question. A question is a statement and its window, whoever said it; one
# that begins when it was said has no beginning of its own.
_FIRST = """
one as (
  select g.*, case when basis = 'words' then p_low else p end as low,
    case when basis = 'words' then p_high else p end as high
  from (
    select gave.*, row_number() over (
      partition by statement, earliest, latest, person order by given_on, id, n) as turn
    from gave
  ) g where turn = 1
),
question as (
  select statement, earliest, latest, count(*) as people,
    case when min(came) = max(came) then 1 else 0 end as agreed,
    case when min(id) = max(id) then 0 else 1 end as worded
  from one group by statement, earliest, latest
)"""
_AWAY = "cast(case when {x}.came = 1 then 1000000000000 - {x}.p else {x}.p end as double precision) / 1e12"
_SAME = "{x}.statement = {y}.statement and {x}.earliest = {y}.earliest and {x}.latest = {y}.latest"
_PAIRS = f"""
pair as (
  select a.person as one, b.person as other, a.came, q.people,
    a.p as p, a.low as p_low, a.high as p_high, b.p as q, b.low as q_low, b.high as q_high,
    ({_AWAY.format(x="a")}) as away, ({_AWAY.format(x="b")}) as other_away,
    coalesce(a.cluster, b.cluster) as cluster,
    case when a.cluster is null and b.cluster is null then coalesce(a.source, b.source) end as talk,
    case when a.cluster is not null or b.cluster is not null then null
      when a.source is not null then a.said_on when b.source is not null then b.said_on end as talk_on
  from one a join one b on {_SAME.format(x="a", y="b")} and a.person < b.person
  join question q on {_SAME.format(x="q", y="a")} and q.agreed = 1
)"""

_CELLS = """
select one, other, p, p_low, p_high, q, q_low, q_high, count(*), cast(sum(came) as bigint)
from pair where people >= :people
group by one, other, p, p_low, p_high, q, q_low, q_high"""
_BUNDLES = """
select one, other, size, count(*), sum(total), sum(squares), sum(total * total / size) from (
  select one, other, count(*) as size, sum(half) as total, sum(half * half) as squares from (
    select one, other, cluster, talk, talk_on,
      (other_away * other_away - away * away + 1) / 2 as half
    from pair where people >= :people and (cluster is not null or talk is not null)
  ) h group by one, other, cluster, talk, talk_on
) b group by one, other, size"""
_ALONE = """
select person, p, count(*), cast(sum(came) as bigint) from one group by person, p"""
_ALONE_BUNDLES = f"""
select person, size, count(*), sum(total), sum(squares), sum(total * total / size) from (
  select person, count(*) as size, sum(away * away) as total,
    sum(away * away * away * away) as squares
  from (
    select person, cluster, case when cluster is null then source end as talk,
      case when cluster is null and source is not null then said_on end as talk_on,
      ({_AWAY.format(x="one")}) as away
    from one where cluster is not null or source is not null
  ) h group by person, cluster, talk, talk_on
) b group by person, size"""
_QUESTIONS = """
select agreed, worded, count(*) from question where people >= :people group by agreed, worded"""


class Comparison:
    """The questions of `compare`, as of a day, about people by id."""

    def __init__(self, run: Run, people: Sequence[int], *, today: str) -> None:
        self._run = run
        self._people = people
        self._today = today
        named = ", ".join(map(str, people))
        asked = [part.strip().format(people=named) for part in (_SETTLED, _GAVE)]
        self._with = "with recursive " + ", ".join(
            [counted(), *asked, _FIRST.strip(), _PAIRS.strip()]
        )

    def _ask(self, sql: str, **more: Any) -> list[tuple[Any, ...]]:
        return self._run(self._with + sql, {"today": self._today, **more})

    def pairs(self, by: int) -> dict[tuple[int, int], tuple[list[Both], list[Alike]]]:
        """Every two of them, the smaller id first, on questions to which `by` of them or more gave a chance.

        What they said, and the clusters of it: of the first one's gain, half of it and one half.
        """
        found: dict[tuple[int, int], tuple[list[Both], list[Alike]]] = {}
        for one, other, *row in self._ask(_CELLS, people=by):
            found.setdefault((one, other), ([], []))[0].append(Both._make(row))
        for one, other, *row in self._ask(_BUNDLES, people=by):
            found[one, other][1].append(Alike._make(row))
        return found

    def questions(self, by: int) -> tuple[int, int]:
        """How many questions to which `by` of them or more gave a chance were put together, and left out.

        Together: claims of several people in the same words and for the same window. Left out: one of these
        was judged yes and another one no.
        """
        together = left_out = 0
        for agreed, worded, n in self._ask(_QUESTIONS, people=by):
            if not agreed:
                left_out += n
            elif worded:
                together += n
        return together, left_out

    def alone(self) -> dict[int, tuple[list[tuple[int, int, int]], list[Alike]]]:
        """Of each, the tally of all to which they gave a chance, and the clusters of its losses."""
        found: dict[int, tuple[list[tuple[int, int, int]], list[Alike]]] = {
            person: ([], []) for person in self._people
        }
        for person, *row in self._ask(_ALONE):
            found[person][0].append((row[0], row[1], row[2]))
        for person, *row in self._ask(_ALONE_BUNDLES):
            found[person][1].append(Alike._make(row))
        return found
