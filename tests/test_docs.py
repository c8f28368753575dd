"""The manual is true: what its pages type is run, and what they show is what comes."""

import html
import re
import runpy
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Pledger

ROOT = Path(__file__).parent.parent
COMMANDS = ROOT / "docs" / "commands"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADER = re.compile(r"^<!-- (ledger|today): (\S+) -->$", re.MULTILINE)
HEREDOC = re.compile(r"<<-?\s*(['\"]?)(\w+)\1")
# What is typed at a terminal where a command asks: keys, and longer words that end with Enter.
TYPED = re.compile(r"(.*\S) +# typed: (.+)")
VOLATILE = re.compile(r"\b[0-9a-f]{64}\b|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def pages() -> list[Path]:
    """Every page of the manual, and the README once it names a ledger to play with."""
    found = sorted(path for path in COMMANDS.glob("*.md") if path.stem != "README")
    readme = ROOT / "README.md"
    if readme.exists() and HEADER.search(readme.read_text("utf-8")):
        found.append(readme)
    return found


@dataclass(frozen=True)
class Step:
    """One command of a page and the lines shown under it."""

    typed: str
    shown: str

    @property
    def command(self) -> str:
        """What is typed, without the prompts."""
        first, *more = self.typed.split("\n")
        typed = (line.removeprefix(">").removeprefix(" ") for line in more)
        return "\n".join([first.removeprefix("$ "), *typed])

    @property
    def text(self) -> str:
        """The step as a page writes it."""
        return self.typed + "\n" + self.shown


def steps(block: str) -> Iterator[Step]:
    """Cut a console block at its `$ ` lines; here-documents and lines ending in a backslash go on."""
    lines = iter(block.splitlines())
    typed: list[str] = []
    shown: list[str] = []
    for line in lines:
        if not line.startswith("$ "):
            assert typed, f"a console block starts with a `$ ` line, not with {line!r}"
            shown.append(line)
            continue
        if typed:
            yield _step(typed, shown)
        typed, shown = [line], []
        while typed[-1].endswith("\\"):
            typed.append(next(lines))
        if until := HEREDOC.search(line):
            while typed[-1].removeprefix("> ") != until[2]:
                typed.append(next(lines))
    if typed:
        yield _step(typed, shown)


def _step(typed: list[str], shown: list[str]) -> Step:
    return Step("\n".join(typed), "".join(f"{line}\n" for line in shown))


def matches(shown: str, came: str) -> bool:
    """Say if a page shows what came; `…` stands for any run of text, alone in a line for any lines."""
    if shown.count("…") == 0:
        return _trimmed(shown) == _trimmed(came)
    parts = []
    for line in _trimmed(shown).split("\n"):
        if line.strip() == "…":
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append(r"[^\n]*".join(re.escape(piece) for piece in line.split("…")) + r"\n")
    return re.fullmatch("".join(parts), _trimmed(came) + "\n") is not None


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n"))


def rewritten(shown: str, came: str) -> str:
    """What a page should show: what came, with `…` where the page had it, or where it changes each time."""
    if matches(shown, came):
        return shown
    masked = [line for line in shown.splitlines() if "…" in line]
    lines = []
    for line in _trimmed(came).splitlines():
        kept = next((mask for mask in masked if matches(mask, line)), None)
        lines.append(VOLATILE.sub("…", line) if kept is None else kept)
    return "".join(f"{line}\n" for line in lines)


def needs_shell(command: str) -> bool:
    """Say if a command line is more than a plain call of `pledger`."""
    if not command.startswith("pledger") or any(sign in command for sign in "$`\n"):
        return True
    words = shlex.shlex(command, posix=False, punctuation_chars=True)
    words.commenters = ""
    words.whitespace_split = True
    return any(set(word) <= set("();<>|&") for word in words)


class Session:
    """A page's own folder, in which its commands run one after another."""

    def __init__(self, pledger: Pledger, headers: dict[str, str]) -> None:
        self.pledger = pledger
        self.today = headers.get("today")
        self.code = 0
        match headers.get("ledger"):
            case "ours":
                shutil.copy(ROOT / "predictions.sqlite", pledger.cwd)
                (pledger.cwd / "examples").mkdir()
                shutil.copy(ROOT / "examples" / "xai-all-hands.md", pledger.cwd / "examples")
            case "empty":
                assert pledger("init", today=self.today).code == 0

    def run(self, command: str) -> str:
        """Run a command as the page types it and give all that it prints.

        That the page's calendar stands still is the page's business: the notice of it is left out.
        """
        came = self._run(command.replace("\\\n", " "))
        if self.today and "--today" not in command and "PLEDGER_TODAY" not in command:
            came = came.replace(f"today is taken to be {self.today}\n", "")
        return came

    def _run(self, command: str) -> str:
        if typed := TYPED.fullmatch(command):
            return self._ask(typed[1].removeprefix("pledger"), shlex.split(typed[2]))
        if needs_shell(command):
            done = subprocess.run(
                ["bash", "-c", f"(exit {self.code})\n{command}"],
                cwd=self.pledger.cwd,
                env=self.pledger.environment(self.today),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
            self.code = done.returncode
            return done.stdout.decode()
        answer = self.pledger(command.removeprefix("pledger"), today=self.today)
        self.code = answer.code
        return answer.both

    def _ask(self, line: str, typed: list[str]) -> str:
        from tests.terminal import Terminal

        clock = {} if self.today is None else {"PLEDGER_TODAY": self.today}
        with Terminal(self.pledger, line, clock) as terminal:
            for word in typed:
                # A line that is begun there is written anew.
                line = f"\x15{word}\r" if word != "Enter" else "\r"
                terminal.answers(word if len(word) == 1 else line)
            self.code = terminal.ends()
            return terminal.seen


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_page(page: Path, pledger: Pledger, request: pytest.FixtureRequest) -> None:
    """Each command of a page answers what the page shows; `--update-docs` writes it there."""
    text = page.read_text("utf-8")
    session = Session(pledger, dict(HEADER.findall(text)))
    wrong = []

    def rerun(block: re.Match[str]) -> str:
        written = []
        for step in steps(block[1]):
            came = session.run(step.command)
            if not matches(step.shown, came):
                wrong.append((step, came))
            written.append(replace(step, shown=rewritten(step.shown, came)).text)
        return "```console\n" + "".join(written) + "```"

    update = BLOCK.sub(rerun, text)
    if request.config.getoption("--update-docs"):
        page.write_text(update, "utf-8")
        return
    for step, came in wrong:
        assert _trimmed(step.shown) == _trimmed(came), f"{page.name}: {step.typed}"
    assert not wrong


def test_every_command_has_a_page() -> None:
    """Every command has a page, and every page a command."""
    from ledger.cli.main import COMMANDS as known

    assert set(known) == {page.stem for page in COMMANDS.glob("*.md") if page.stem != "README"}


def test_page_of_a_command_types_it() -> None:
    """A page types the command that it is about, in a block that is run."""
    silent = [
        page.name
        for page in pages()
        if page.parent == COMMANDS
        and not any(
            f"pledger {page.stem}" in block for block in BLOCK.findall(page.read_text("utf-8"))
        )
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("shown", "came", "same"),
    [
        ("head 3\n", "head 3\n", True),
        ("head 3\n\n", "head 3  \n", True),
        ("head 3\n", "head 4\n", False),
        ("head … of 2\n", "head abc of 2\n", True),
        ("head … of 2\n", "head abc\nof 2\n", False),
        ("a\n…\nz\n", "a\nb\nc\nz\n", True),
        ("a\n…\nz\n", "a\nb\nc\n", False),
        ("", "something\n", False),
        ("something\n", "", False),
    ],
)
def test_ellipsis(shown: str, came: str, same: bool) -> None:
    """`…` stands for any run of text within a line, and alone in a line for any lines."""
    assert same == matches(shown, came)


def test_update_keeps_the_ellipsis() -> None:
    """An update keeps the `…` of a line that still fits, and hides a hash that it writes anew."""
    shown = "3 claims\nmade … ago\n"
    came = f"4 claims\nmade 2 s ago\nhead {'a' * 64}\n"

    assert rewritten(shown, came) == "4 claims\nmade … ago\nhead …\n"


def test_steps_of_a_block() -> None:
    """A here-document and a continued line belong to the command; the rest is its answer."""
    block = "$ cat > a.csv <<'E'\nstatement\nE\n$ pledger add \\\n> it\ndone\n"

    assert [(step.command, step.shown) for step in steps(block)] == [
        ("cat > a.csv <<'E'\nstatement\nE", ""),
        ("pledger add \\\nit", "done\n"),
    ]
    assert block == "".join(step.text for step in steps(block))


@pytest.mark.parametrize(
    ("command", "shell"),
    [
        ("pledger list", False),
        ("pledger add 'a > b' --chance 70%", False),
        ('pledger add "A & B" --due "by 2030"', False),
        ("pledger list | head", True),
        ("pledger list > a.txt", True),
        ("echo $?", True),
        ("cat a.txt", True),
    ],
)
def test_plain_calls_run_in_process(command: str, shell: bool) -> None:
    """Only a line that needs a shell gets one: it costs half a second."""
    assert shell == needs_shell(command)


@pytest.mark.parametrize("name", ["time-phrases.md", "probability-words.md"])
def test_pages_are_what_the_tables_say(name: str) -> None:
    """The pages of the two grammars are written from their tables: `make docs`."""
    made = runpy.run_path(str(ROOT / "docs" / "tables.py"))
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == made["page"](name)


def test_the_picture_of_the_curve_is_true(tmp_path: Path) -> None:
    """The picture in the page of the curve says what our own ledger gives: `make docs`."""
    made = runpy.run_path(str(ROOT / "docs" / "picture.py"))
    made["curve"](tmp_path / "slip.svg")

    def texts(path: Path) -> list[str]:
        # Where things stand is matplotlib's own, and may change with it.
        return re.findall(r">([^<>]+)</text>", path.read_text("utf-8"))

    assert texts(ROOT / "docs" / "slip.svg") == texts(tmp_path / "slip.svg")


def test_the_picture_shows_what_the_readme_says() -> None:
    """The picture of a terminal holds the lines of the README that it is drawn from: `make docs`."""
    made = runpy.run_path(str(ROOT / "docs" / "picture.py"))
    svg = (ROOT / "docs" / "terminal.svg").read_text("utf-8")
    text = html.unescape(re.sub(r"</text>", "\n", re.sub(r"<(?!/text)[^>]*>", "", svg)))
    drawn = {"".join(line.split()) for line in text.splitlines()}

    for line in made["shown"]():
        assert "".join(line.split()) in drawn
