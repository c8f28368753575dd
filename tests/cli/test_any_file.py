"""Whatever stands in a file: one clear sentence or a whole record, and a second time adds nothing."""

import csv
import io
import json

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ledger.exchange.columns import NAMES
from tests.conftest import Pledger

HEADS = [*NAMES, "Prediction", "Probability", "Who", "预测", "提出者", "forecast %", "", "weather"]
CELLS = [
    *(
        "",
        "It rains",
        "it  RAINS",
        "下雨",
        "A",
        "B",
        "Ann",
        "=1+1",
        "x" * 300,
        "a\nb",
        "a\tb",
        '"q"',
    ),
    *(
        "2026-01-01",
        "2026-02-30",
        "9999-12-31",
        "0001-01-01",
        "3/7/2026",
        "2027",
        "by 2027",
        "soon",
    ),
    *(
        "明年上半年",
        "2-3个月内",
        "近期",
        "0.7",
        "70%",
        "1.5",
        "-1",
        "nan",
        "likely",
        "可能",
        "goal",
    ),
    *(
        "yes",
        "no",
        "late",
        "missed",
        "partial",
        "void",
        "true",
        "unknown",
        "affirm",
        "deny",
        "none",
    ),
    *("open", "vague", "event", "dated", "conditional", "verbatim", "http://a.b/c", "#t", "1", "2"),
    *("\x00", "\x1b[31m", "\u202e", "😀", "１２", "abcdefghij"),
]
ENCODINGS = ["utf-8", "utf-8", "utf-8-sig", "utf-16", "gb18030"]


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file's name and bytes: a table of odd cells, some rows twice, perhaps cut off somewhere."""
    heads = ["statement", *draw(st.lists(st.sampled_from(HEADS), max_size=7, unique=True))]
    row = st.lists(st.sampled_from(CELLS), min_size=len(heads) - 1, max_size=len(heads) + 1)
    rows = draw(st.lists(row, min_size=1, max_size=6))
    rows += draw(st.lists(st.sampled_from(rows), max_size=2))
    form = draw(st.sampled_from([",", ";", "\t", "jsonl"]))
    if form == "jsonl":
        name = "f.jsonl"
        text = "\n".join(json.dumps(dict(zip(heads, cells, strict=False))) for cells in rows)
    else:
        name = "f.tsv" if form == "\t" else "f.csv"
        written = io.StringIO()
        csv.writer(written, delimiter=form).writerows([heads, *rows])
        text = written.getvalue()
    data = text.encode(draw(st.sampled_from(ENCODINGS)))
    return name, data[: draw(st.none() | st.integers(0, len(data)))]


PARTS = [
    *(
        "# Talk\n",
        "\nDate: 2026-03-03\n\n",
        "date: 3/7/2026\n",
        "---\n",
        "> ",
        "- ",
        "1. ",
        "| ",
        " |",
    ),
    *(
        "|---|---|\n",
        "\n",
        "\n\n",
        "```\n",
        "    ",
        "**Ann**: ",
        "Ann: ",
        "马骏：",
        "Q: ",
        "“",
        "”",
        '"',
    ),
    *(
        "「",
        "——",
        ". ",
        "。",
        "；",
        ", ",
        "，",
        "《",
        "》",
        "if",
        "will",
        "said Ann",
        "he said",
        "going to",
    ),
    *(
        "We will open in May",
        "it may fall by 2027",
        "a 30% chance that",
        "two to three",
        "in Q3 2026",
        "soon",
    ),
    *(
        "我们将在明年推出",
        "有望",
        "可能",
        "2月份",
        "年底前",
        "会",
        "几个月内",
        "李安表示",
        "8号线",
        "FY2029",
    ),
    *("Prediction", "Who", "When", "预测", "提出者", "姓名", "角色", "1-2个月内"),
    *("\x1b[31m", "\u202e", "😀", "１２", "\ufeff", "İ", "ﬁ", "\u3000"),
]


@given(
    parts=st.lists(st.sampled_from(PARTS), max_size=30),
    encoding=st.sampled_from(ENCODINGS),
    cut=st.none() | st.integers(0, 200),
    name=st.sampled_from(["n.md", "n.txt"]),
    said=st.sampled_from(["", "--said 2026-02-11"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_notes(
    pledger: Pledger, parts: list[str], encoding: str, cut: int | None, name: str, said: str
) -> None:
    """A scan of any notes ends with a code of the contract; what it offers can be taken, once."""
    (pledger.cwd / "predictions.sqlite").unlink(missing_ok=True)
    pledger("init --me Nora")
    (pledger.cwd / name).write_bytes("".join(parts).encode(encoding)[:cut])
    listed = pledger(f"scan {name} {said} -f json")
    assert listed.code in (0, 2, 4), listed.err
    for row in listed.json if listed.code == 0 else ():
        taken = pledger(f"scan {name} {said} -s Bo --accept {row['number']}")
        assert taken.code == (0 if row["problem"] is None else 2), taken.err
        if taken.code == 0:
            assert pledger(f"scan {name} {said} -s Bo --accept {row['number']}").code == 4
    assert pledger("verify").code == 0


@given(batch=st.lists(files(), min_size=1, max_size=3))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_file(pledger: Pledger, batch: list[tuple[str, bytes]]) -> None:
    """An import ends with a code of the contract, recorded whole or not at all, and once."""
    (pledger.cwd / "predictions.sqlite").unlink(missing_ok=True)
    pledger("init --me Nora")
    for name, data in batch:
        (pledger.cwd / name).write_bytes(data)
        first = pledger(f"import {name} -f json")
        assert first.code in (0, 1, 2), first.err
        if first.code == 2:
            assert first.refusal
            continue
        (again,) = pledger(f"import {name} -f json").json
        assert (again["added"], again["changed"]) == (0, 0)
    assert pledger("verify").code == 0
