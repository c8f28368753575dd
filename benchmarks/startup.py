"""How long a person waits: start-up beside a bare Python, click and sqlite-utils."""

from pathlib import Path

from measure import compared
from measure import table


def measure(python: str, folder: Path, ledgers: dict[str, str], env: dict[str, str]) -> str:
    """Compare the commands a person types many times a day; gives Markdown."""
    pledger = str(Path(python).with_name("pledger"))
    utils = str(Path(python).with_name("sqlite-utils"))
    small, large = ledgers["10^3"], ledgers.get("10^6", ledgers["10^5"])
    overdue = (
        "select id, statement, latest from claim where outcome is null and latest < '2026-11-23'"
    )
    overdue += " order by latest limit 20"
    commands = {
        "python -c pass": [python, "-c", "pass"],
        "import click": [python, "-c", "import click"],
        "import click, sqlite3, json": [python, "-c", "import click, sqlite3, json"],
        "import click, sqlite3, tabulate": [python, "-c", "import click, sqlite3, tabulate"],
        "sqlite-utils --help": [utils, "--help"],
        "sqlite-utils query (JSON)": [utils, small, overdue],
        "sqlite-utils query (table)": [utils, small, overdue, "--table"],
        "pledger --help": [pledger, "--help"],
        "pledger --version": [pledger, "--version"],
        "overdue, JSON": [pledger, "--db", small, "overdue", "--limit", "20", "-f", "json"],
        "overdue, table": [pledger, "--db", small, "overdue", "--limit", "20"],
        "overdue, table, largest ledger": [pledger, "--db", large, "overdue", "--limit", "20"],
        "add": [pledger, "--db", small, "add", "It rains", "--due", "2027-01-01", "--again"],
    }
    results = compared(commands, base="python -c pass", rounds=15, cwd=str(folder), env=env)

    def ratio(name: str, base: str) -> str:
        return f"{results[name][1].seconds / results[base][1].seconds:.2f}"

    goals = [
        ("S1", "--help / import click", ratio("pledger --help", "import click"), "1.25"),
        ("S1", "--version / import click", ratio("pledger --version", "import click"), "1.25"),
        ("S1", "--help / sqlite-utils", ratio("pledger --help", "sqlite-utils --help"), "0.40"),
        (
            "S2",
            "overdue JSON / imports",
            ratio("overdue, JSON", "import click, sqlite3, json"),
            "1.30",
        ),
        (
            "S2",
            "overdue table / imports",
            ratio("overdue, table", "import click, sqlite3, tabulate"),
            "1.30",
        ),
        (
            "S2",
            "overdue JSON / sqlite-utils",
            ratio("overdue, JSON", "sqlite-utils query (JSON)"),
            "0.45",
        ),
        (
            "S2",
            "overdue table / sqlite-utils",
            ratio("overdue, table", "sqlite-utils query (table)"),
            "0.75",
        ),
        (
            "S3",
            "largest ledger / 10^3",
            ratio("overdue, table, largest ledger", "overdue, table"),
            "1.10",
        ),
        ("S4", "add / python -c pass", ratio("add", "python -c pass"), "20.00"),
    ]
    lines = ["| goal | ratio | measured | at most |", "|---|---|---:|---:|"]
    lines += [f"| {goal} | {what} | {value} | {limit} |" for goal, what, value, limit in goals]
    return table(results, "python -c pass") + "\n\n" + "\n".join(lines)
