"""Draws the pictures of the pages; `make docs` runs it, and the tests see to it that they are true.

terminal.svg is what the README shows: the block of commands behind `<!-- picture: terminal.svg -->`, as it
stands there. slip.svg is the curve of our own ledger.
"""

import re
from pathlib import Path

HERE = Path(__file__).parent
BLOCK = re.compile(
    r"<!-- picture: terminal\.svg -->\n+```console\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
WIDTH = 80


def shown() -> list[str]:
    """The lines of the block."""
    found = BLOCK.search((HERE.parent / "README.md").read_text("utf-8"))
    assert found is not None, "README.md has no block to draw"
    return found[1].splitlines()


def drawn() -> str:
    """The picture, as SVG."""
    import io

    from rich.console import Console
    from rich.terminal_theme import DIMMED_MONOKAI
    from rich.text import Text

    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False)
    for line in shown():
        console.print(Text(line, style="bold" if line.startswith("$ ") else ""))
    svg = console.export_svg(title="pledger", theme=DIMMED_MONOKAI, unique_id="pledger")
    # The reader's own fonts do; none is fetched.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono")


def curve(path: Path) -> None:
    """Draw Musk's curve beside the others' into a file."""
    import contextlib
    import io

    from ledger.cli.main import main

    ledger = HERE.parent / "predictions.sqlite"
    command = ["--db", str(ledger), "--today", "2026-11-23", "slip", "Musk", "--plot", str(path)]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = main(command)
    assert code == 0, code


if __name__ == "__main__":
    curve(HERE / "slip.svg")
    (HERE / "terminal.svg").write_text(drawn(), encoding="utf-8")
