"""A prediction written as a form in an editor: `add -e` and `edit ID -e`."""

import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Answer
from tests.conftest import Pledger
from tests.terminal import asked

# An editor that fills in fields, the next of the lines in a file each time that it is opened.
EDITOR = """\
#!{python}
import pathlib, sys
turns, form = pathlib.Path("turns"), pathlib.Path(sys.argv[-1])
now, _, later = turns.read_text(encoding="utf-8").partition("\\n")
turns.write_text(later, encoding="utf-8")
text = form.read_text(encoding="utf-8")
with open("seen", "a", encoding="utf-8") as seen:
    seen.write(text)
for change in filter(None, now.split("|")):
    name, _, value = change.partition("=")
    lines = text.split("\\n")
    at = [n for n, line in enumerate(lines) if line.startswith(name + ":")]
    if at:
        lines[at[0]] = f"{{name}}: {{value}}"
    else:
        lines.append(value)
    text = "\\n".join(lines)
form.write_text(text, encoding="utf-8")
"""


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """Ann's ledger of one claim, and an editor."""
    pledger("init --me Ann")
    pledger(
        "add 'It comes' -s Bo --said 2026-01-05 --due 'by March 2026' -p 70% -t a --note 'seen'"
    )
    script = pledger.cwd / "editor"
    script.write_text(EDITOR.format(python=sys.executable), "utf-8")
    script.chmod(stat.S_IRWXU)
    return pledger


def edited(here: Pledger, line: str, *turns: str) -> Answer:
    """Run a command whose editor makes these changes, one turn each: "name=value|name=value"."""
    (here.cwd / "turns").write_text("\n".join(turns), "utf-8")
    return here(line, env={"EDITOR": "./editor"})


def claim(here: Pledger, number: int) -> dict[str, Any]:
    """A claim as `show` gives it."""
    (shown,) = here(f"show {number} -f json").json
    return dict(shown)


def kept(here: Pledger) -> list[Path]:
    """The files in which refused forms are kept."""
    return list(here.tmp.glob("pledger-*.txt"))


def test_add(here: Pledger) -> None:
    """Every field of the form is recorded, read as a file's row is; Chinese words too."""
    answer = edited(
        here,
        "add -e",
        "statement=新桥通车|speaker=市长|said_on=2026年2月11日|deadline_phrase=2-3个月内|credence=八成"
        "|quote=2-3个月内通车|quote_kind=verbatim|lang=zh|source=市政会|url=https://x.org/s|place=12:30"
        "|criteria=对行人开放|evidence=https://x.org/1 https://x.org/2|tags=#a b|cluster=桥|follows="
        "|note=记|review_on=2026-12-01|private=yes",
    )

    assert answer.code == 0, answer.err
    shown = claim(here, 2)
    assert shown["statement"] == "新桥通车"
    assert (shown["speaker"], shown["said_on"]) == ("市长", "2026-02-11")
    assert (shown["earliest"], shown["latest"]) == ("2026-02-11", "2026-05-11")
    assert (shown["credence"], shown["stance"]) == (0.8, "affirm")
    assert (shown["quote"], shown["quote_kind"], shown["lang"]) == (
        "2-3个月内通车",
        "verbatim",
        "zh",
    )
    assert (shown["source"], shown["url"], shown["place"]) == ("市政会", "https://x.org/s", "12:30")
    assert [item["url"] for item in shown["evidence"]] == ["https://x.org/1", "https://x.org/2"]
    assert (shown["tags"], shown["cluster"], shown["criteria"]) == (["a", "b"], "桥", "对行人开放")
    assert (shown["note"], shown["review_on"], shown["private"]) == ("记", "2026-12-01", True)
    assert here("verify").code == 0


def test_options_stand_in_the_form(here: Pledger) -> None:
    """What the command line says is filled in; --fiscal-start still counts; a quote is heard."""
    answer = edited(
        here,
        "add -e 'It ships' -s Bo --due FY2027 --fiscal-start 10 -t x",
        "quote=it will probably ship",
    )

    assert answer.code == 0, answer.err
    seen = (here.cwd / "seen").read_text("utf-8")
    for line in ("statement: It ships", "speaker: Bo", "deadline_phrase: FY2027", "tags: x"):
        assert line in seen
    assert claim(here, 2)["latest"] == "2027-09-30"
    assert claim(here, 2)["credence_words"] == "probably"


@pytest.mark.parametrize("line", ["add -e", "edit 1 -e", "add -e 'It ships' -s Bo"])
def test_unchanged(line: str, here: Pledger) -> None:
    """A form that is closed as it was records nothing, and says so."""
    head = here("verify -f json").json[0]["head"]
    answer = edited(here, line, "")

    assert answer.code == 0
    assert "Nothing was recorded" in answer.out
    assert here("verify -f json").json[0]["head"] == head


@pytest.mark.parametrize(
    ("line", "change", "code", "words"),
    [
        ("add -e", "statement=x|said_on=3/4/2026", 2, "line 9: said_on:"),
        ("add -e", "statement=x|said_on=2026-12-01", 4, "line 9: it cannot be said on 2026-12-01"),
        ("add -e", "statement=x|deadline_phrase=never ever", 2, "line 12:"),
        ("add -e", "statement=x|latest=2026-01-01", 2, "line 14: the window ends"),
        ("add -e", "statement=x|credence=140%", 2, "line 17:"),
        ("add -e", "statement=x|kind=maybe", 2, "line 19: kind:"),
        ("add -e", "statement=x|review_on=2026-01-01", 4, "line 42:"),
        ("add -e", "speaker=Bo", 2, "no statement"),
        ("add -e", "x=nonsense: 3", 2, "is no field of the form"),
        ("add -e", "statement=x|follows=99", 3, "no prediction 99"),
        (
            "add -e",
            "statement=It comes|speaker=Bo|said_on=2026-01-05|latest=2026-03-31",
            4,
            "known already",
        ),
        ("edit 1 -e", "statement=", 2, "line 5: statement cannot be empty"),
        ("edit 1 -e", "deadline_phrase=", 2, "line 12: empty the words and both days"),
        ("edit 1 -e", "earliest=2026-04-01", 2, "line 13: the window starts"),
        ("edit 1 -e", "stance=deny", 4, "line 18: a chance of 70% affirms"),
    ],
)
def test_refused(line: str, change: str, code: int, words: str, here: Pledger) -> None:
    """What cannot be recorded is refused with its line and the reason, and kept in a file; nothing changes."""
    head = here("verify -f json").json[0]["head"]
    answer = edited(here, line, change)

    assert answer.code == code, answer.err
    assert words in answer.refusal
    (file,) = kept(here)
    assert str(file) in answer.refusal
    assert change.split("|")[0].partition("=")[2] in file.read_text("utf-8")
    assert here("verify -f json").json[0]["head"] == head


def test_it_is_opened_again(here: Pledger) -> None:
    """At a terminal a refused form is opened again, with the reason above its line, until it is right."""
    turns = ("statement=x|said_on=3/4/2026", "said_on=2026-03-04|credence=140%", "credence=40%")
    (here.cwd / "turns").write_text("\n".join(turns))
    again = ("n: no ", "\r"), ("n: no ", "y")
    code, text = asked(here, "add -e", *again, EDITOR="./editor")

    assert code == 0, text
    assert "line 9: said_on" in text
    seen = (here.cwd / "seen").read_text("utf-8")
    assert '#! said_on: "3/4/2026"' in seen
    assert seen.count("#! ") == 2
    assert claim(here, 2)["said_on"] == "2026-03-04"
    assert kept(here) == []


@pytest.mark.parametrize("key", ["n", "\x03"])
def test_it_is_given_up(key: str, here: Pledger) -> None:
    """Whoever does not mend it finds in a file what they wrote."""
    (here.cwd / "turns").write_text("statement=x|said_on=3/4/2026")
    code, text = asked(here, "add -e", ("n: no ", key), EDITOR="./editor")

    assert code == 2, text
    (file,) = kept(here)
    assert "said_on: 3/4/2026" in file.read_text()
    assert len(here("list -f json").json) == 1


def test_edit(here: Pledger) -> None:
    """Only what the form changes is edited: words of the time are read anew, an empty field is emptied."""
    answer = edited(
        here,
        "edit 1 -e",
        "statement=It came|deadline_phrase=by June 2026|note=|tags=b c|credence=20%",
    )

    assert answer.code == 0, answer.err
    shown = claim(here, 1)
    assert (shown["statement"], shown["deadline_phrase"]) == ("It came", "by June 2026")
    assert (shown["earliest"], shown["latest"]) == ("2026-01-05", "2026-06-30")
    assert (shown["note"], shown["tags"]) == (None, ["b", "c"])
    assert (shown["credence"], shown["stance"]) == (0.2, "deny")
    assert (shown["speaker"], shown["said_on"]) == ("Bo", "2026-01-05")
    (row,) = [row for row in here("history 1 -f json").json if row["kind"] == "claim.edited"]
    assert "speaker" not in row["what"]
    assert here("verify").code == 0


def test_edit_of_days_and_of_none(here: Pledger) -> None:
    """Days by hand keep the words; emptying words and days together leaves no date."""
    assert edited(here, "edit 1 -e", "latest=2026-04-15").code == 0
    assert claim(here, 1)["deadline_phrase"] == "by March 2026"
    assert claim(here, 1)["latest"] == "2026-04-15"
    assert edited(here, "edit 1 -e", "deadline_phrase=|earliest=|latest=").code == 0
    assert claim(here, 1)["window"] is None
    assert claim(here, 1)["latest"] is None


def test_the_form_knows_no_other_options(here: Pledger) -> None:
    """`edit ID -e` says all in its form; with other options it is refused before the editor opens."""
    assert edited(here, "edit 1 -e --note x", "").code == 2
    assert not (here.cwd / "seen").exists()
    assert edited(here, "edit 9 -e", "").code == 3


@pytest.mark.parametrize(
    "editor", ["false", "nonesuch --wait", "vi 'x", "sh -c 'printf \"\\377\" > $0'"]
)
def test_an_editor_that_fails(editor: str, here: Pledger) -> None:
    """An editor that is not there, fails, or saves no text is one sentence; nothing is recorded."""
    answer = here("add -e", env={"VISUAL": editor})

    assert answer.code == 2
    assert answer.refusal
    assert len(here("list -f json").json) == 1
