"""Writes the pages that are tables: time-phrases.md and probability-words.md. `make docs` runs it."""

# ruff: noqa: E501 - a sentence of a page reads best in one piece

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ledger.domain import clause
from ledger.domain import deadline
from ledger.domain import phrases
from ledger.domain.scales import PRESCRIBED
from ledger.domain.scales import SOURCES
from ledger.errors import UnreadableError

HERE = Path(__file__).parent
SAID = date(2026, 2, 11)
# One row per family of phrases: what it is called, and phrases of it in both languages.
FAMILIES = (
    ("day", ("2026-06-30", "June 30", "tomorrow", "by 5 pm on Friday"), ("6月30日", "后天", "6月30日24时前")),
    ("weekday", ("by Friday", "next Friday"), ("周五", "下周五")),
    ("amount, point", ("in two weeks", "in half a year", "a year and a half from now", "a week from Friday"), ("两周后", "一年半后")),
    ("amount, range", ("in 2-3 months", "one or two weeks"), ("2-3个月后", "两三年后")),
    ("within", ("within 6 weeks", "over the next 12 months"), ("三个月内", "未来12个月")),
    ("year", ("2028", "next year"), ("2028年", "明年")),
    ("half", ("H2 2026", "first half of 2027"), ("下半年", "明年上半年")),
    ("quarter", ("Q3 2026", "next quarter", "the first three quarters of 2027"), ("三季度", "下季度", "明年前三季度")),
    ("month", ("March", "next month"), ("3月", "下个月")),
    ("week", ("this week", "the week after next"), ("本周", "下下周")),
    ("season", ("this summer", "winter 2026"), ("今年夏天", "明年春季")),
    ("decade, century", ("the 2030s", "end of the decade"), ("2030年代", "本世纪末")),
    ("five-year plan", (), ("“十五五”期间", "“十五五”末")),
    ("third", ("early 2027", "mid-March"), ("2027年初", "3月上旬")),
    ("end of", ("end of 2026", "by the end of next month"), ("2026年底", "月底")),
    ("rest of, later", ("later this year", "rest of the month"), ("今年晚些时候",)),
    ("running", ("this quarter",), ("年内", "本月内")),
    ("by", ("by 2030", "no later than March"), ("到2030年", "不晚于6月底")),
    ("before", ("before 2027", "before the end of 2027"), ("2030年前", "9月1日前")),
    ("from-to", ("between March and May 2026", "Q2-Q3 2026"), ("2026年4月到6月",)),
    ("holiday", ("by Christmas", "before New Year"), ("春节前", "中秋节前", "双十一")),
    ("open", ("after 2027", "at least five years away"), ("2027年以后", "至少五年后")),
    ("event", ("before the next election",), ("下届大选前",)),
    ("vague", ("soon", "in the coming months"), ("近期", "未来")),
)  # fmt: skip

# Phrases that are refused, each for another reason.
REFUSED = (
    "3/7/2026", "in 2026, or in 2027", "FY2027", "November to February", "in the next quarter", "2027-28", "三月内",
    "26年后", "新年前", "Q5 2026", "February 30, 2026", "by the end of 2025", "early next week",
)  # fmt: skip

VAGUE = (
    "soon",
    "短期内",
    "in the coming months",
    "几年内",
    "medium term",
    "远期",
    "eventually",
    "未来",
)


def _line(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


SENTENCES = (
    "We expect to ship it by the end of the year, maybe sooner.",
    "China will overtake the U.S. by 2035, he told the FT on Tuesday.",
    "Half the fleet will be electric by 2030, up from 10 percent in 2024.",
    "Q3 results beat expectations.",
    "We should have news at WWDC.",
    "明年中国出口将增长5%。",
    "王先生周三表示，年内不会加息。",
    "第三季度业绩将超预期。",
)


def _refusal(phrase: str) -> str:
    """The sentence with which a phrase is refused; SystemExit where it is read after all."""
    try:
        reading = deadline.read(phrase, SAID)
    except UnreadableError as refused:
        return str(refused).split("; or --vague")[0]
    raise SystemExit(f"{reading.reading}: the page of time phrases says that it is refused")


def time_phrases() -> Iterator[str]:
    """The page of the deadline grammar."""
    yield "# Time phrases"
    yield ""
    yield (
        f"How phrases are read that were said on {SAID}, a Wednesday. A window has its first and its last day in it; a "
        "claim is overdue on the day after the last. What is not surely understood is refused, never guessed; "
        "[pledger when](commands/when.md) explains any phrase."
    )
    yield ""
    yield _line("family", "phrase", "from", "to", "also read as, up to")
    yield "|---|---|---|---|---|"
    for family, english, chinese in FAMILIES:
        for phrase in (*english, *chinese):
            reading = deadline.read(phrase, SAID)
            others = "; ".join(f"{one.reading}, {one.latest}" for one in reading.alternatives)
            first = str(reading.earliest or "no date")
            yield _line(family, phrase, first, str(reading.latest or ""), others)
    yield ""
    yield (
        "Months are calendar months, the day clamped (31 January and a month is 28 February); weeks run from Monday to "
        "Sunday; seasons are the northern ones; hours are rounded up to days. A period that has begun is cut at the day "
        "it was said; without a year the next one is meant whose end is not past. Early, mid and late are thirds, and "
        "the end of a year is its last month; other readings stand beside."
    )
    yield ""
    yield (
        "Words without a day make no deadline, so what was said with them is never overdue. `pledger when -f json` tells "
        "how far off they sound, and no more: "
        + ", ".join(f"{phrase} ({deadline.read(phrase, SAID).horizon})" for phrase in VAGUE)
        + "."
    )
    yield ""
    yield "## What is refused"
    yield ""
    yield (
        "Where careful people could read two different days, or the words are more than the grammar knows, there is an error and "
        "never a date. `--from` and `--to` set any window by hand, and the words are kept with it."
    )
    yield ""
    yield _line("phrase", "answer")
    yield "|---|---|"
    for phrase in REFUSED:
        yield _line(phrase, _refusal(phrase))
    yield ""
    yield "## In a sentence"
    yield ""
    yield (
        "A sentence may hold one deadline. A time counts only where it stands like one: behind a preposition, as *next year* or "
        "*tomorrow*, or at the end of a clause. Passed over are figures and names (*Vision 2030*, *Q3 results*), what was said or done "
        "at a time (*he told the FT on Tuesday*, 他周三表示), what a time is compared with (*up from 10 percent in 2024*) and what comes "
        "again and again (*every March*). In Chinese a time is cut where no ordinary word runs over the cut: 明年中国 is next year and "
        "China. Two different deadlines are refused with both."
    )
    yield ""
    yield _line("sentence", "found", "from", "to")
    yield "|---|---|---|---|"
    for sentence in SENTENCES:
        found = clause.find(sentence, SAID)
        if found is None:
            yield _line(sentence, "nothing", "", "")
        else:
            reading = found.reading
            yield _line(
                sentence,
                reading.phrase,
                str(reading.earliest or "no date"),
                str(reading.latest or ""),
            )


def probability_words() -> Iterator[str]:
    """The page of the scales."""
    yield "# Probability words"
    yield ""
    yield (
        f"The scale `{phrases.NAME}`, version {phrases.VERSION}, in per cent: the mean of what readers hear, and what one "
        "reader in ten stays below and above. `basis` tells how far to trust a row: a survey, an official range (the "
        "point in it is ours), an analogy to the nearest English phrase that was surveyed, or a judgement."
    )
    yield ""
    yield _line("words", "low", "point", "high", "stance", "basis", "source")
    yield "|---|---:|---:|---:|---|---|---|"
    for row in phrases.SCALE:
        words = ", ".join((row.phrase, *filter(None, row.variants.split("|"))))
        figures = (str(row.low), str(row.point), str(row.high))
        yield _line(words, *figures, row.stance or "neither", row.basis, row.source)
    yield ""
    yield (
        "A survey's figures are the mean of all who answered and the tenth and ninetieth in a hundred: CAPphrase 2026 (some "
        "5,150 readers), Mauboussin 2018 (some 1,860), Fagen-Ulmschneider (some 122), zonination 2015 (46), and, as a check, "
        "the medians of Mosteller and Youtz 1990. For Chinese no survey was found; what is official comes from the guide to "
        "the accounting standard on contingencies (CAS 13), and the ranges are a little wider."
    )
    yield ""
    yield "Readings of these words are flagged as disputed:"
    yield ""
    for phrase, why in phrases.DISPUTED.items():
        yield f"- *{phrase}*: {why}"
    yield ""
    yield (
        "Spellings that vary inside are heard too: an adverb in *I still think*, degrees such as *nearly impossible* and "
        "*exceedingly likely*, 可能性并不大, 很高的概率."
    )
    yield ""
    yield (
        "Words of intention give no number and make a claim a goal: "
        + ", ".join(sorted(phrases.GOALS))
        + "."
    )
    yield ""
    yield (
        "Words that no scale holds (*I guarantee*, *I'd be shocked if*, *there's a risk that*, *little doubt*, 不好说, 敢打赌) "
        "are kept as they are, with the stance they have and without a number; so is a word of the scale behind a negation "
        "that no scale covers (*not very likely*). A figure is a chance only in words of chance: *inflation falls to 2 %* "
        "states none. Only what a sentence says itself is heard: in *although a recession is unlikely, growth will slow* "
        "nothing is. [pledger chance](commands/chance.md) explains any sentence."
    )
    for name, table in PRESCRIBED.items():
        yield ""
        yield f"## {name}"
        yield ""
        yield f"From {SOURCES[name]}. Where it gives a range only, the middle is the point."
        yield ""
        yield _line("words", "low", "point", "high")
        yield "|---|---:|---:|---:|"
        for word, meaning in table.items():
            yield _line(word, f"{meaning.low:g}", f"{meaning.point:g}", f"{meaning.high:g}")


PAGES = {"time-phrases.md": time_phrases, "probability-words.md": probability_words}


def page(name: str) -> str:
    """A page as its tables make it."""
    return "\n".join(PAGES[name]()) + "\n"


if __name__ == "__main__":
    for name in PAGES:
        (HERE / name).write_text(page(name), encoding="utf-8")
