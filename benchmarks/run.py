"""All benchmarks, on the wheel of what is committed, in an environment of its own.

python benchmarks/run.py            10^5 rows, a few minutes
python benchmarks/run.py --million  10^6 rows as well
"""

import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import imports
import rows
import scores
import startup

ROOT = Path(__file__).parent.parent


def environment(folder: Path) -> str:
    """A Python with the wheel and its peers, their modules compiled."""
    tree = folder / "tree"
    tree.mkdir()
    archive = subprocess.run(
        ["git", "-C", str(ROOT), "archive", "HEAD"], check=True, stdout=subprocess.PIPE
    ).stdout
    subprocess.run(["tar", "-x", "-C", str(tree)], input=archive, check=True)
    venv.create(folder / "venv", with_pip=True)
    python = str(folder / "venv" / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, str(tree), "duckdb", "sqlite-utils"], check=True)
    subprocess.run([python, "-m", "compileall", "-q", str(folder / "venv" / "lib")], check=False)
    return python


def main() -> None:
    """Measure and print Markdown."""
    million = "--million" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = environment(folder)
        env = {
            "PATH": os.defpath,
            "HOME": name,
            "LANG": "C.UTF-8",
            "PLEDGER_TODAY": "2026-11-23",
        }
        ledgers = {}
        sizes = {"10^3": 10**3, "10^5": 10**5} | ({"10^6": 10**6} if million else {})
        for label, count in sizes.items():
            csv, ledger = folder / f"{count}.csv", str(folder / f"{count}.sqlite")
            rows.write(csv, count)
            pledger = [str(Path(python).with_name("pledger")), "--db", ledger]
            subprocess.run([*pledger, "init"], check=True, stdout=subprocess.DEVNULL, env=env)
            subprocess.run(
                [*pledger, "import", str(csv)],
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=env,
            )
            ledgers[label] = ledger
        print("# Results\n")
        print(
            f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; wheel with compiled "
            "modules, files in the page cache.\n"
        )
        print("## Start-up\n")
        print(startup.measure(python, folder, ledgers, env))
        for label, count in sizes.items():
            if count < 10**5:
                continue
            print(f"\n## Import of {label} rows\n")
            csv = str(folder / f"{count}.csv")
            rounds = 5 if count < 10**6 else 3
            print(imports.measure(python, folder, csv, ledgers[label], rounds, env))
        print("\n## Scores\n")
        print(scores.measure(python, folder, 10**6 if million else 10**5, env))


if __name__ == "__main__":
    main()
