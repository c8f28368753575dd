"""The deadline grammar: right, or refused."""

import contextlib
import csv
from datetime import date
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import assume
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.dates import MONTHS
from ledger.domain.dates import WEEKDAYS
from ledger.domain.deadline import LONGEST
from ledger.domain.deadline import on_event
from ledger.domain.deadline import read
from ledger.domain.numerals import chinese_digits
from ledger.domain.numerals import english_digits
from ledger.domain.numerals import normalise
from ledger.domain.window import later
from ledger.errors import UnreadableError

SAID = date(2026, 2, 11)  # a Wednesday

with (Path(__file__).parents[1] / "data" / "phrases.csv").open(
    encoding="utf-8", newline=""
) as lines:
    PHRASES = list(csv.DictReader(lines))

DATED = [row["phrase"] for row in PHRASES if row["expected_latest"]]

# Years with a turn of every kind: leap days, ends of months, ends of years.
DAYS = st.dates(date(2026, 1, 1), date(2037, 12, 31)) | st.sampled_from(
    [date(2028, 2, 29), date(2026, 12, 31), date(2027, 1, 1), date(2026, 10, 31), date(2027, 1, 31)]
)
EVERGREEN = [phrase for phrase in DATED if not any(c in normalise(phrase) for c in ("202", "203"))]
EVERGREEN = [
    p for p in EVERGREEN if "3q26" not in p.lower() and "二〇" not in p and "二零" not in p
]


def window(phrase, said=SAID):
    """The window of a phrase as (earliest, latest)."""
    reading = read(phrase, said)
    assert reading.kind == "dated"
    return reading.earliest, reading.latest


def problem(phrase, said=SAID, **options):
    """The sentence with which a phrase is refused."""
    with pytest.raises(UnreadableError) as refused:
        read(phrase, said, **options)
    return str(refused.value)


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row["phrase"])
def test_the_collected_phrases(row):
    """Every collected phrase has exactly its window, or its kind, or is refused."""
    said = date.fromisoformat(row["spoken_on"])
    if row["precision"] == "error":
        problem(row["phrase"], said)
        return
    reading = read(row["phrase"], said)
    assert (reading.earliest.isoformat() if reading.earliest else "") == row["expected_earliest"]
    assert (reading.latest.isoformat() if reading.latest else "") == row["expected_latest"]
    if reading.kind == "dated":
        assert reading.precision == row["precision"]
    else:
        assert reading.kind == row["precision"]


@pytest.mark.parametrize(
    ("phrase", "said", "earliest", "latest"),
    [
        ("in 2013", "2011-04-05", "2013-01-01", "2013-12-31"),
        ("in approximately two years", "2015-12-21", "2017-12-21", "2017-12-21"),
        ("in about one to two months", "2019-09-28", "2019-10-28", "2019-11-28"),
        ("by September 29 1990", "1980-09-29", "1980-09-29", "1990-09-29"),
        ("November 6 2012", "2012-11-06", "2012-11-06", "2012-11-06"),
        ("in Q3", "2018-04-13", "2018-07-01", "2018-09-30"),
        ("two years from now", "2004-01-23", "2006-01-23", "2006-01-23"),
        ("before the end of the decade", "1961-05-25", "1961-05-25", "1969-12-31"),
        ("by Sunday", "1969-01-09", "1969-01-09", "1969-01-12"),
        ("by the end of Q1 2018", "2017-11-01", "2017-11-01", "2018-03-31"),
        ("2026-02", "2026-01-03", "2026-02-01", "2026-02-28"),
        ("by the end of October", "2020-09-13", "2020-09-13", "2020-10-31"),
    ],
)
def test_phrases_of_well_known_predictions(phrase, said, earliest, latest):
    """Phrases people have used in public, each from the day it was said."""
    assert window(phrase, date.fromisoformat(said)) == (
        date.fromisoformat(earliest),
        date.fromisoformat(latest),
    )


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest"),
    [
        ("by next Friday", SAID, date(2026, 2, 20)),
        ("in the second half of next year", date(2027, 7, 1), date(2027, 12, 31)),
        ("<2 years", SAID, date(2028, 2, 11)),
        ("≤3个月", SAID, date(2026, 5, 11)),
        ("今年年内", SAID, date(2026, 12, 31)),
        ("by Labor Day", SAID, date(2026, 9, 7)),
        ("before Memorial Day", SAID, date(2026, 5, 24)),
        ("by Veterans Day", SAID, date(2026, 11, 11)),
        ("same time next year", date(2027, 2, 11), date(2027, 2, 11)),
        ("the third", date(2026, 3, 3), date(2026, 3, 3)),
        ("before the summer", SAID, date(2026, 5, 31)),
        ("no later than end of Q1 2027", SAID, date(2027, 3, 31)),
        ("by mid-2027", SAID, date(2027, 8, 31)),
        ("within the next couple of years", SAID, date(2028, 2, 11)),
        ("by the middle of next month", SAID, date(2026, 3, 20)),
        ("1H27", date(2027, 1, 1), date(2027, 6, 30)),
        ("明年第一季度末之前", SAID, date(2027, 3, 31)),
        ("in six months to a year", date(2026, 8, 11), date(2027, 2, 11)),
        ("in a year or two", date(2027, 2, 11), date(2028, 2, 11)),
        ("Q4 2026/Q1 2027", date(2026, 10, 1), date(2027, 3, 31)),
        ("between November 2026 and February 2027", date(2026, 11, 1), date(2027, 2, 28)),
        ("November to February 2027", date(2026, 11, 1), date(2027, 2, 28)),
        ("June 1-15", date(2026, 6, 1), date(2026, 6, 15)),
        ("6月1日至15日", date(2026, 6, 1), date(2026, 6, 15)),
        ("2027-2028", date(2027, 1, 1), date(2028, 12, 31)),
        ("winter 2026-2027", date(2026, 12, 1), date(2027, 2, 28)),
        ("2026-06-01/2026-06-30", date(2026, 6, 1), date(2026, 6, 30)),
        ("in ~2 years", date(2028, 2, 11), date(2028, 2, 11)),
        ("最迟三个月后", SAID, date(2026, 5, 11)),
        ("三四季度", date(2026, 7, 1), date(2026, 12, 31)),
        ("周一至周三", date(2026, 2, 16), date(2026, 2, 18)),
        ("一季度", SAID, date(2026, 3, 31)),
        ("winter 2026", date(2026, 12, 1), date(2027, 2, 28)),
        ("一个半月后", date(2026, 3, 11) + timedelta(days=15), date(2026, 3, 26)),
        ("before the year is out", SAID, date(2026, 12, 31)),
        ("last day of March", date(2026, 3, 31), date(2026, 3, 31)),
        ("by Monday morning", SAID, date(2026, 2, 16)),
        ("before Easter 2027", SAID, date(2027, 3, 27)),
        ("by Thanksgiving", SAID, date(2026, 11, 26)),
        ("by this time next year", SAID, date(2027, 2, 11)),
        ("未来三年左右", SAID, date(2029, 2, 11)),
        ("22世纪", date(2100, 1, 1), date(2199, 12, 31)),
        ("two hundred years from now", date(2226, 2, 11), date(2226, 2, 11)),
    ],
)
def test_further_phrases(phrase, earliest, latest):
    """Members of the families that the collected phrases do not show."""
    assert window(phrase) == (earliest, latest)


@pytest.mark.parametrize(
    "phrase",
    [
        "within a few months",
        "in the next several years",
        "months away",
        "one day",
        "when it's ready",
        "未来趋势",
        "十几年内",
        "几十年后",
        "两个多月内",
        "过两天",
        "数周内",
    ],
)
def test_words_without_a_number_get_no_default(phrase):
    """Few, several, 几, 数, 多 are never numbers: no date, and the sentence says so."""
    reading = read(phrase, SAID)
    assert (reading.kind, reading.earliest, reading.latest) == ("vague", None, None)
    assert reading.reading == f'"{phrase}" names no date, so this claim can never become overdue.'


@pytest.mark.parametrize(
    "phrase",
    [
        "after the IPO",
        "by the 2028 election",
        "before he leaves office",
        "两会期间",
        "2028年大选前",
        "上市前",
    ],
)
def test_an_event_gets_no_date(phrase):
    """What hangs on an event has no window until somebody gives the event's day."""
    reading = read(phrase, SAID)
    assert (reading.kind, reading.earliest, reading.latest) == ("event", None, None)


@pytest.mark.parametrize(
    ("phrase", "earliest"),
    [
        ("not before 2028", date(2028, 1, 1)),
        ("not until 2030", date(2030, 1, 1)),
        ("after the end of 2027", date(2028, 1, 1)),
        ("at least five years away", date(2031, 2, 11)),
        ("2028 at the earliest", date(2028, 1, 1)),
        ("2028年起", date(2028, 1, 1)),
        ("至少五年后", date(2031, 2, 11)),
        ("最早2028年", date(2028, 1, 1)),
    ],
)
def test_an_open_window_has_no_last_day(phrase, earliest):
    """After, not before, at the earliest: a first day and no deadline."""
    reading = read(phrase, SAID)
    assert (reading.kind, reading.earliest, reading.latest) == ("open", earliest, None)


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("Q5 2026", 'no such quarter: "Q5 2026" (quarters are 1-4).'),
        ("in 2h", '"2h" can be 2 hours or a half of the year. Write 2 hours, or H2.'),
        ("H3 2026", 'no such half: "H3 2026" (halves are 1-2).'),
        ("February 30, 2026", "no such day: 2026-02-30."),
        ("2026年13月", "no such month: 2026年13月."),
        ("3/7/2026", '"3/7/2026" can be 7 March or 3 July. Write 2026-03-07 or 2026-07-03.'),
        ("by 3/7/2026", '"3/7/2026" can be 7 March or 3 July. Write 2026-03-07 or 2026-07-03.'),
        (
            "by the end of 2025",
            'the window of "by the end of 2025" ends 2025-12-31, before it was said (2026-02-11). '
            "Check --said.",
        ),
        (
            "FY2027",
            '"FY2027" needs the company\'s year start: --fiscal-start 10 (or write the dates).',
        ),
        (
            "2027财年",
            '"2027财年" needs the company\'s year start: --fiscal-start 10 (or write the dates).',
        ),
        (
            "purple monkey dishwasher",
            'cannot read the time phrase "purple monkey dishwasher". Try: by 2026-12-31, Q3 2026, within '
            "6 months, 2026年底, 三个月内; or --vague if the speaker named no time.",
        ),
        ("in 99999 years", "the calendar ends with the year 9999; that day lies beyond it."),
        ("99999年后", "the calendar ends with the year 9999; that day lies beyond it."),
        ("新年前", '"新年前" can be 1 January or the Lunar New Year. Write 元旦 or 春节.'),
    ],
)
def test_what_is_refused_says_why(phrase, sentence):
    """Each refusal is one sentence that names the phrase and the way on."""
    assert problem(phrase) == sentence


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        " ",
        "3/7",
        "Dec-26",
        "2027-28",
        "in -2 years",
        "in 2026 years",
        "Q4-Q1",
        "November to February",
        "Q3 2026-2027",
        "beginning 2027",
        "next March 3",
        "in the new year",
        "26年后",
        "三月内",
        "10日前",
        "三个月前",
        "two years ago",
        "within the year",
        "in the next quarter",
        "30年",
        "十五五初期",
        "by 2027 or by 2030",
        "2027 and 2030",
        "after two years",
        "during Christmas",
        "by mid-century",
        "1 half year",
        "Tuesday, June 29, 2026",
        "春节前x",
        "x" * (LONGEST + 1),
    ],
)
def test_what_could_be_two_things_is_refused(phrase):
    """Where nobody could be sure, there is an error and never a date."""
    problem(phrase)


def test_lunar_new_year_is_never_guessed():
    """春节 comes from a table; outside it there is an error."""
    assert window("春节前", date(2027, 3, 1)) == (date(2027, 3, 1), date(2028, 1, 25))
    assert "2041" in problem("春节前", date(2040, 3, 1))


@pytest.mark.parametrize(
    ("phrase", "others"),
    [
        ("by 2030", [date(2029, 12, 31)]),
        ("2030年前", [date(2030, 12, 31)]),
        ("9月1日前", [date(2026, 9, 1)]),
        ("by the end of the decade", [date(2030, 12, 31)]),
        ("next Friday", [date(2026, 2, 13)]),
        ("next summer", [date(2026, 8, 31)]),
        ("by mid-2027", [date(2027, 6, 30), date(2027, 4, 30)]),
    ],
)
def test_other_readings_are_shown(phrase, others):
    """A phrase that careful people read in two ways shows the last day of the other one."""
    assert [other.latest for other in read(phrase, SAID).alternatives] == others


def test_a_fiscal_year_is_named_for_the_year_it_ends_in():
    """With the company's first month given, its year and quarters are computed."""
    year = read("FY2027", SAID, fiscal_start=10)
    assert (year.earliest, year.latest) == (date(2026, 10, 1), date(2027, 9, 30))
    quarter = read("by Q2 FY27", SAID, fiscal_start=2)
    assert (quarter.earliest, quarter.latest) == (SAID, date(2026, 7, 31))
    calendar = read("2027财年第一季度", SAID, fiscal_start=1)
    assert (calendar.earliest, calendar.latest) == (date(2027, 1, 1), date(2027, 3, 31))


def test_hedges_are_dropped_and_told():
    """About, sometime, 大约, 左右 do not change the window and set `approx`."""
    for plain, hedged in [
        ("in two years", "in about two years"),
        ("in 2027", "sometime in 2027"),
        ("by 2030", "probably by around 2030"),
        ("三年后", "大约三年后"),
        ("三年后", "三年左右后"),
    ]:
        first, second = read(plain, SAID), read(hedged, SAID)
        assert (first.earliest, first.latest, first.approx) == (
            second.earliest,
            second.latest,
            False,
        )
        assert second.approx


def test_the_reading_is_one_plain_sentence():
    """What the window is, in words a person can check."""
    assert read("by 2030", SAID).reading == "by 2030 is read as: at the latest on 2030-12-31"
    assert read("Q3 2026", SAID).reading == "Q3 2026 is read as: from 2026-07-01 to 2026-09-30"
    assert read("2026-06-30", SAID).reading == "2026-06-30 is read as: on 2026-06-30"
    assert (
        read("after 2027", SAID).reading
        == "after 2027 is read as: not before 2028-01-01, with no last day"
    )


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("by the end of next year", "明年年底前"),
        ("within half a year", "半年内"),
        ("Q3 2026", "2026年三季度"),
        ("in two weeks", "两周后"),
        ("by 2030", "到2030年"),
        ("before 2030", "2030年前"),
        ("next Friday", "下周五"),
        ("second half of next year", "明年下半年"),
        ("early 2027", "2027年初"),
        ("within the next three to five years", "未来三到五年内"),
        ("later this year", "今年晚些时候"),
        ("this summer", "今年夏天"),
        ("mid-March", "3月中旬"),
        ("by the end of the month", "月底前"),
        ("soon", "很快"),
        ("after 2027", "2027年以后"),
    ],
)
@given(said=st.dates(date(2026, 1, 1), date(2026, 5, 31)))
@example(said=date(2026, 2, 28))
def test_both_languages_agree(english, chinese, said):
    """The same time said in English and in Chinese is the same window."""
    first, second = read(english, said), read(chinese, said)
    assert (first.kind, first.earliest, first.latest) == (
        second.kind,
        second.earliest,
        second.latest,
    )


@given(phrase=st.sampled_from(EVERGREEN), said=DAYS)
def test_a_window_lies_ahead_and_in_order(phrase, said):
    """Of every dated phrase, on any day: said <= earliest <= latest."""
    try:
        reading = read(phrase, said)
    except UnreadableError as refused:
        # "This summer" is over in October; nothing else may be refused.
        assert "before it was said" in str(refused) or "Lunar New Year" in str(refused)
        return
    assert reading.kind == "dated"
    assert reading.earliest is not None
    assert reading.latest is not None
    assert said <= reading.earliest <= reading.latest
    for other in reading.alternatives:
        assert said <= other.latest
        assert other.earliest <= other.latest


UNITS = st.sampled_from(
    [("day", "天"), ("week", "周"), ("month", "个月"), ("year", "年"), ("quarter", "个季度")]
)
NUMBERS = st.integers(1, 19)


@given(number=NUMBERS, unit=UNITS, said=DAYS)
def test_within_holds_in(number, unit, said):
    """The point "in N" lies in the window "within N", and is its last day."""
    assume(not (unit[0] == "year" and number > 9))  # 12年 can be a year
    for point, around in [
        (f"in {number} {unit[0]}s", f"within {number} {unit[0]}s"),
        (f"{number}{unit[1]}后", f"{number}{unit[1]}内"),
    ]:
        at, window_of = read(point, said), read(around, said)
        assert at.earliest == at.latest == window_of.latest
        assert window_of.earliest == said


@given(number=NUMBERS, more=NUMBERS, unit=UNITS, said=DAYS)
def test_more_time_is_never_less(number, more, unit, said):
    """A larger number never ends earlier."""
    narrow = read(f"within {number} {unit[0]}s", said)
    wide = read(f"within {number + more} {unit[0]}s", said)
    assert narrow.latest is not None
    assert wide.latest is not None
    assert narrow.latest < wide.latest


@given(low=NUMBERS, more=NUMBERS, unit=UNITS, said=DAYS)
def test_a_range_reaches_from_its_first_to_its_last(low, more, unit, said):
    """In N-M is from in N to in M, whatever joins the two numbers."""
    assume(low + more < 20)
    first, last = f"in {low} {unit[0]}s", f"in {low + more} {unit[0]}s"
    expected = (read(first, said).latest, read(last, said).latest)
    for joint in ("-", "–", " to ", "～", " - "):
        reading = read(f"in {low}{joint}{low + more} {unit[0]}s", said)
        assert (reading.earliest, reading.latest) == expected


WIDE = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"}
)


@given(st.sampled_from(PHRASES))
def test_full_width_is_the_same(row):
    """Full-width letters, digits and spaces read as their narrow forms do."""
    said = date.fromisoformat(row["spoken_on"])
    phrase = row["phrase"]
    try:
        narrow = read(phrase, said)
    except UnreadableError:
        problem(phrase.translate(WIDE), said)
        return
    wide = read(phrase.translate(WIDE), said)
    assert (wide.kind, wide.earliest, wide.latest) == (narrow.kind, narrow.earliest, narrow.latest)


@given(
    st.text(max_size=40) | st.sampled_from(PHRASES).map(lambda row: row["phrase"].translate(WIDE))
)
def test_normalising_twice_changes_nothing(text):
    """The normal form is a fixed point."""
    once = normalise(text)
    assert normalise(once) == once


def test_numbers_in_words():
    """Numbers in words become digits where they are surely numbers."""
    assert english_digits("twenty-five to thirty years") == "25 to 30 years"
    assert english_digits("twenty-first century") == "21st century"
    assert chinese_digits("十八个月") == "18个月"
    assert chinese_digits("二零二六年") == "2026年"
    assert chinese_digits("一百零五天") == "105天"
    assert chinese_digits("三五年") == "3-5年"
    assert chinese_digits("一百五十天") == "150天"
    for unsure in ("十五五", "十四五", "三两年", "一百五天", "几十年"):
        assert chinese_digits(unsure) == unsure


ALPHABET = "abcdefghijklmnopqrstuvwxyz"


KNOWN = set(MONTHS) | set(WEEKDAYS)
KNOWN |= {"today", "tonight", "tomorrow", "spring", "summer", "autumn", "fall", "winter", "weekend"}
KNOWN |= {
    "year",
    "quarter",
    "month",
    "week",
    "decade",
    "century",
    "christmas",
    "halloween",
    "easter",
}


@given(st.lists(st.text(ALPHABET, min_size=3, max_size=9), min_size=1, max_size=6))
def test_random_words_never_give_a_date(words):
    """Words that hold no number and no name of a period are never a window."""
    assume(not KNOWN & set(words))
    try:
        reading = read(" ".join(words), SAID)
    except UnreadableError:
        return
    assert reading.kind in ("vague", "event")


@given(st.text(max_size=60))
@example("2027 " * 12)
@example("mid mid mid mid mid mid mid mid mid mid mid mid mid 2027")
@example("before the before the before the before the before the 2027")
@example("in the in the in the in the in the in the in the in the year")
@example("年底年底年底年底年底年底年底年底年底年底年底年底年底前")
@example("1-2-3-4-5-6-7-8-9-10-11-12 to 13 to 14 to 15 years")
@example("０" * 60)
def test_any_text_is_a_reading_or_one_clean_error(text):
    """No text brings another exception than UnreadableError, and its sentence is one line."""
    try:
        reading = read(text, SAID)
    except UnreadableError as refused:
        assert "\n" not in str(refused)
    else:
        assert reading.latest is None or SAID <= (reading.earliest or SAID) <= reading.latest


def test_months_are_clamped():
    """A month after 31 January is 28 February."""
    assert later(date(2026, 1, 31), months=1) == date(2026, 2, 28)
    assert window("in one month", date(2026, 1, 31)) == (date(2026, 2, 28), date(2026, 2, 28))
    assert window("in a year", date(2028, 2, 29)) == (date(2029, 2, 28), date(2029, 2, 28))


@pytest.mark.parametrize(
    ("phrase", "latest"),
    [
        ("by 2026年底", date(2026, 12, 31)),
        ("before 2027年", date(2026, 12, 31)),
        ("within 三个月", date(2026, 5, 11)),
        ("Q3 2026年", date(2026, 9, 30)),
        ("by Q3 2026年", date(2026, 9, 30)),
        ("by the end of 2026年", date(2026, 12, 31)),
        ("2027-2028年", date(2028, 12, 31)),
    ],
)
def test_mixed_language(phrase, latest):
    """English words around a Chinese time are read with it."""
    assert read(phrase, date(2026, 2, 11)).latest == latest


@pytest.mark.parametrize("phrase", ["2026到", "到2026至", "-2026年", "2026/", "和明年"])
def test_half_a_range_is_no_time(phrase):
    """A range that lacks its start or its end is refused or read as what is left, never a crash."""
    with contextlib.suppress(UnreadableError):
        read(phrase, date(2026, 2, 11))


@pytest.mark.parametrize(
    ("phrase", "kind", "earliest", "latest"),
    [
        ("before the Olympics", "dated", date(2026, 2, 11), date(2028, 7, 13)),
        ("just before the Olympics", "dated", date(2026, 2, 11), date(2028, 7, 13)),
        ("by the next election", "dated", date(2026, 2, 11), date(2028, 7, 14)),
        ("at WWDC", "dated", date(2028, 7, 14), date(2028, 7, 14)),
        ("after the IPO", "open", date(2028, 7, 15), None),
        ("上市前", "dated", date(2026, 2, 11), date(2028, 7, 13)),
        ("两会期间", "dated", date(2028, 7, 14), date(2028, 7, 14)),
        ("上市后", "open", date(2028, 7, 15), None),
    ],
)
def test_the_day_of_an_event(phrase, kind, earliest, latest):
    """Before an event is up to the day before it, by it up to it, after it from the next day on."""
    found = on_event(phrase, date(2026, 2, 11), date(2028, 7, 14))
    assert (found.kind, found.earliest, found.latest) == (kind, earliest, latest)
    assert "2028-07-14" in found.reading


def test_an_event_date_needs_an_event():
    """A phrase that names a day needs none; an event that is past is refused."""
    for phrase, day in (
        ("by Friday", date(2026, 6, 8)),
        ("before the Olympics", date(2026, 2, 11)),
    ):
        with pytest.raises(UnreadableError):
            on_event(phrase, date(2026, 2, 11), day)


@pytest.mark.parametrize(
    ("phrase", "obvious"),
    [
        ("by the end of 2026", True),
        ("2026-06-30", True),
        ("2026年底", True),
        ("2026年11月底前", True),
        ("by 2030", False),  # or before it starts
        ("in 2-3 months", False),
        ("next Friday", False),
        ("around 2027", False),
        ("summer 2026", False),  # of the north
        ("soon", False),
        ("after 2027", False),
        ("before the Olympics", False),
    ],
)
def test_what_need_not_be_told(phrase: str, obvious: bool) -> None:
    """A reading is obvious where the words hold the year of their last day and mean one thing."""
    assert read(phrase, date(2026, 2, 11)).is_obvious is obvious


def test_the_sentence_names_other_readings() -> None:
    """What could have been meant instead stands beside how it was read."""
    assert read("by 2030", date(2026, 2, 11)).sentence == (
        "by 2030 is read as: at the latest on 2030-12-31; or before it starts: 2026-02-11 to 2029-12-31"
    )


@pytest.mark.parametrize(
    ("phrase", "horizon"),
    [
        ("soon", "near"),
        ("近期", "near"),
        ("in the not too distant future", "near"),
        ("in the coming weeks", "near"),
        ("in the coming months", "months"),
        ("未来几个月", "months"),
        ("in a few years", "years"),
        ("几年内", "years"),
        ("long term", "far"),
        ("远期", "far"),
        ("eventually", "none"),
        ("sooner or later", "none"),
        ("未来", "none"),
        ("by 2030", None),
    ],
)
def test_how_far_off_vague_words_sound(phrase: str, horizon: str | None) -> None:
    """Words that name no day have a coarse horizon, which is no deadline; a dated phrase has none."""
    assert read(phrase, date(2026, 2, 11)).horizon == horizon


@pytest.mark.parametrize(
    ("phrase", "earliest"),
    [
        (">2 years", date(2028, 2, 11)),
        ("＞2年", date(2028, 2, 11)),
        ("≥ 3 months", date(2026, 5, 11)),
        ("5+ years", date(2031, 2, 11)),
        ("in 5+ years", date(2031, 2, 11)),
        ("10+ years from now", date(2036, 2, 11)),
    ],
)
def test_signs_of_more(phrase: str, earliest: date) -> None:
    """What is longer than a length of time has no last day."""
    reading = read(phrase, date(2026, 2, 11))
    assert (reading.kind, reading.earliest, reading.latest) == ("open", earliest, None)
