"""How long an import takes: beside a bare executemany into the same table, and beside sqlite-utils."""

import sqlite3
import sys
from pathlib import Path

from measure import compared
from measure import table


def bare(ledger: str, target: str) -> None:
    """Insert the claims of a ledger into an empty `claim` table with the same indexes, and nothing else."""
    source = sqlite3.connect(ledger)
    schema = source.execute(
        "select sql from sqlite_master where tbl_name = 'claim' and sql is not null order by type desc"
    ).fetchall()
    Path(target).unlink(missing_ok=True)
    copy = sqlite3.connect(target, isolation_level=None)
    for (sql,) in schema:
        copy.execute(sql)
    copy.execute("pragma cache_size = -65536")
    copy.execute("begin")
    rows = source.execute("select * from claim order by id")
    marks = ", ".join("?" * len(rows.description))
    while some := rows.fetchmany(1000):
        copy.executemany(f"insert into claim values ({marks})", some)
    copy.execute("commit")


def measure(
    python: str, folder: Path, csv: str, ledger: str, rounds: int, env: dict[str, str]
) -> str:
    """Compare an import of a CSV with its peers; gives Markdown. `ledger` holds the same rows."""
    pledger = str(Path(python).with_name("pledger"))
    utils = str(Path(python).with_name("sqlite-utils"))
    commands = {
        "bare executemany": [python, __file__, ledger, str(folder / "bare.sqlite")],
        "sqlite-utils insert --csv": [
            utils,
            "insert",
            str(folder / "u.sqlite"),
            "claims",
            csv,
            "--csv",
        ],
        "pledger import": [pledger, "--db", str(folder / "p.sqlite"), "import", csv],
    }

    def before(name: str) -> None:
        (folder / "u.sqlite").unlink(missing_ok=True)
        if name == "pledger import":
            (folder / "p.sqlite").unlink(missing_ok=True)
            import subprocess

            subprocess.run(
                [pledger, "--db", str(folder / "p.sqlite"), "init"],
                check=True,
                stdout=subprocess.DEVNULL,
                env=env,
            )

    results = compared(
        commands, base="bare executemany", rounds=rounds, cwd=str(folder), env=env, before=before
    )
    ours, utils_cost = results["pledger import"], results["sqlite-utils insert --csv"]
    lines = [
        "| goal | ratio | measured | at most |",
        "|---|---|---:|---:|",
        f"| I1 | import / bare executemany | {ours[0]:.2f} | 2.50 (10^6) |",
        f"| I2 | import / sqlite-utils | {ours[1].seconds / utils_cost[1].seconds:.2f} | 0.80 |",
        f"| I3 | peak memory | {ours[1].megabytes:.0f} MB | 200 MB |",
    ]
    return table(results, "bare executemany") + "\n\n" + "\n".join(lines)


if __name__ == "__main__":
    bare(*sys.argv[1:])
