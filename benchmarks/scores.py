"""The scoreboard of everybody beside DuckDB, which answers the same from a table of its own.

python benchmarks/scores.py PYTHON [ROWS]     PYTHON has pledger and duckdb installed

DuckDB counts every claim by where it falls, and computes accuracy, Brier and logarithmic scores and skill per
speaker; it also hands out the tally of each speaker, from which the parts of a score are made, and makes
nothing of it. `score` makes intervals, parts and a table on top. Nothing is drawn: there are more than 50
speakers.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import rows
from measure import compared
from measure import table

COLUMNS = (
    "id, speaker, kind, outcome, stance, p, basis, latest, happened_on, judged_on, retracted_on, removed,"
    " said_on, source, cluster, set_on, with_outcome, edited_late"
)
# Run in the environment that has duckdb.
FILL = """
import csv, sqlite3, sys
import duckdb
ledger, native, columns, text = sys.argv[1:]
names = columns.split(", ")
with open(text, "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(names)
    writer.writerows(sqlite3.connect(ledger).execute(f"select {columns} from claim"))
numbers = ("id", "speaker", "p", "removed", "source", "with_outcome", "edited_late")
types = {name: "BIGINT" if name in numbers else "VARCHAR" for name in names}
made = f"create table claim as select * from read_csv('{text}', types={types})"
duckdb.connect(native).execute(made)
"""
COUNTED = """
with placed as (
  select *, case when kind <> 'forecast' then 'aside' when latest is null then 'no_deadline'
      when latest < '2026-11-23' then 'due'
      when outcome is not null or retracted_on is not null then 'ahead' else 'open' end as place,
    case when retracted_on is not null and latest is not null then 'retracted'
      else coalesce(outcome, 'unjudged') end as verdict
  from claim where removed = 0
),
counted as (
  select speaker, count(*) as claims, count(*) filter (place = 'aside') as aside,
    count(*) filter (place = 'due') as due, count(*) filter (place = 'ahead') as ahead,
    count(*) filter (place = 'open') as open, count(*) filter (place = 'no_deadline') as no_deadline,
    count(*) filter (place = 'due' and verdict = 'yes') as yes,
    count(*) filter (place = 'due' and verdict = 'late') as late,
    count(*) filter (place = 'due' and verdict = 'missed') as missed,
    count(*) filter (place = 'due' and verdict = 'no') as no,
    count(*) filter (place = 'due' and verdict = 'partial') as partial,
    count(*) filter (place = 'due' and verdict = 'ambiguous') as ambiguous,
    count(*) filter (place = 'due' and verdict = 'void') as void,
    count(*) filter (place = 'due' and verdict = 'retracted') as retracted,
    count(*) filter (place = 'due' and verdict = 'unjudged') as unjudged,
    count(*) filter (place = 'due' and verdict <> 'void' and stance is null) as neither,
    count(*) filter (place = 'due' and stance is not null
      and verdict in ('retracted', 'yes', 'late', 'missed', 'no')) as decided,
    count(*) filter (place = 'due' and (stance = 'affirm' and verdict = 'yes'
      or stance = 'deny' and verdict in ('late', 'missed', 'no'))) as hits,
    count(*) filter (place = 'due' and with_outcome = 0 and set_on < latest
      and (happened_on is null or set_on < happened_on)) as prospective,
    sum(edited_late) as edited_late
  from placed group by speaker
),
tally as (
  select speaker, p / 1e12 as p, count(*) as n, count(*) filter (verdict = 'yes') as k
  from placed where place = 'due' and p is not null and verdict in ('yes', 'late', 'missed', 'no')
  group by speaker, p
),
scored as (
  select speaker, sum(n) as forecasts, sum(k * (1 - p) ** 2 + (n - k) * p ** 2) / sum(n) as brier,
    -sum(k * ln(greatest(p, 0.001)) + (n - k) * ln(greatest(1 - p, 0.001))) / sum(n) as log_score,
    1 - sum(k * (1 - p) ** 2 + (n - k) * p ** 2) / sum(n)
      / nullif(sum(k) * (sum(n) - sum(k)) / nullif((sum(n) - 1) ** 2, 0), 0) as skill
  from tally group by speaker
)
select *, hits / nullif(decided, 0) from counted left join scored using (speaker)
"""
TALLY = """
select speaker, p, count(*), count(*) filter (outcome = 'yes') from claim
where removed = 0 and kind = 'forecast' and latest < '2026-11-23' and retracted_on is null
  and p is not null and outcome in ('yes', 'late', 'missed', 'no') group by speaker, p
"""
ASK = """
import sys
import duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
for question in sys.argv[2:]:
    connection.execute(question).fetchall()
"""


def measure(python: str, folder: Path, count: int, env: dict[str, str], rounds: int = 9) -> str:
    """Compare; gives Markdown."""
    text, ledger = folder / "judged.csv", str(folder / "judged.sqlite")
    native = str(folder / "judged.duckdb")
    rows.write_judged(text, count)
    pledger = [str(Path(python).with_name("pledger")), "--db", ledger]
    for step in ("init",), ("import", str(text)):
        subprocess.run(
            [*pledger, *step],
            check=True,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    fill = [python, "-c", FILL, ledger, native, COLUMNS, str(folder / "claim.csv")]
    subprocess.run(fill, check=True, env=env)
    base = "DuckDB, its own table"
    commands = {
        base: [python, "-c", ASK, native, COUNTED, TALLY],
        "score, table": [*pledger, "score"],
        "score, JSON": [*pledger, "score", "-f", "json"],
    }
    found = compared(commands, base=base, rounds=rounds, cwd=str(folder), env=env)
    lines = [
        "| goal | ratio | measured | at most |",
        "|---|---|---:|---:|",
        f"| T1 | score of all speakers / DuckDB, {count:,} claims | {found['score, table'][0]:.2f} | 1.5 |",
    ]
    return f"{table(found, base)}\n\n" + "\n".join(lines)


def main() -> None:
    """Measure in an environment that is there."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10**6
    with tempfile.TemporaryDirectory() as name:
        env = {
            "PATH": os.defpath,
            "HOME": name,
            "LANG": "C.UTF-8",
            "PLEDGER_TODAY": "2026-11-23",
        }
        print(measure(sys.argv[1], Path(name), count, env))


if __name__ == "__main__":
    main()
