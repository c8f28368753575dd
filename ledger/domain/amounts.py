"""Lengths of time: "six weeks", "a year and a half", "2-3个月"."""
# ruff: noqa: E501 - a pattern reads best on one line

from datetime import date
from typing import NamedTuple

from ledger.domain.cycles import compiled
from ledger.domain.numerals import is_chinese
from ledger.domain.window import later


class Amount(NamedTuple):
    """Calendar months, then days."""

    months: int
    days: int
    unit: str

    def after(self, day: date) -> date:
        return later(day, months=self.months, days=self.days)


MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "hour": 1 / 24, "minute": 1 / 1440}
_UNIT_EN = "minute|hour|day|week|fortnight|month|quarter|year|decade|century"
_AMOUNT_EN = (
    rf"(?:(?P<n>\d{{1,9}}(?:\.\d{{1,2}})?)|an?)?(?P<half> ?(?:and a )?half(?: an?)?)? ?"
    rf"(?P<unit>{_UNIT_EN}|centurie)s?(?P<tail> and a half)?"
)
_AMOUNT_ZH = (
    r"(?:(?P<n>\d{1,9}(?:\.\d{1,2})?))?(?P<ge>个)?(?P<half>半)?个?"
    r"(?P<unit>年|月|周|星期|礼拜|天|季度|小时|钟头|分钟|世纪)(?P<tail>半)?"
)
_NAMES_ZH = {
    "年": "year", "月": "month", "周": "week", "星期": "week", "礼拜": "week", "天": "day",
    "季度": "quarter", "小时": "hour", "钟头": "hour", "分钟": "minute", "世纪": "century",
}  # fmt: skip
_FINENESS = ("day", "week", "month", "year")


def _amount_of(value: float, unit: str) -> Amount | None:
    """Some months and days; halves of months are 15 days, hours are rounded up to days; None for no time at all."""
    if value <= 0:
        return None
    if unit in MONTHS_IN:
        months = value * MONTHS_IN[unit]
        whole = int(months + 1e-9)
        rest = months - whole
        if abs(rest) < 1e-6:
            named = unit if unit in ("month", "year") else "month" if unit == "quarter" else "year"
            return Amount(whole, 0, named if named == "month" or whole % 12 == 0 else "month")
        return Amount(whole, 15, "day") if abs(rest - 0.5) < 1e-6 else None
    days = value * _DAYS_IN[unit]
    whole = int(days + 1e-9)
    if days - whole > 1e-6:
        whole += 1
    exact = abs(days - whole) < 1e-6 and unit in ("week", "fortnight")
    return Amount(0, whole, "week" if exact else "day")


def _amount(text: str) -> Amount | None:
    """One length of time: 6 weeks, a year and a half, 1年3个月."""
    chinese = is_chinese(text)
    found = compiled(_AMOUNT_ZH if chinese else _AMOUNT_EN).fullmatch(text)
    if found is None:
        return _compound(text)
    unit = _NAMES_ZH[found["unit"]] if chinese else found["unit"].replace("rie", "ry")
    named = unit in ("month", "quarter", "century")
    if chinese and named and "个" not in text and not (found["half"] and not found["n"]):
        return None  # 3月 is March, 三季度 the third quarter, 22世纪 a century
    if chinese and unit == "year" and len(found["n"] or "") == 4:
        return None  # 2027年 is a year
    if chinese and found["half"] and found["n"] and not found["ge"] and unit != "year":
        return None  # 3半年
    if found["n"] is None and not found["half"] and (chinese or text[:2] not in ("a ", "an")):
        return None
    if found["n"] and found["half"] and not (chinese or "and a" in found["half"]):
        return None
    if unit == "year" and found["n"] and 1900 <= float(found["n"]) < 2200:
        return None  # "2026 years" is somebody's slip
    value = float(found["n"]) if found["n"] else 0.0 if found["half"] else 1.0
    value += (0.5 if found["half"] else 0.0) + (0.5 if found["tail"] else 0.0)
    if found["half"] and found["tail"]:
        return None
    return _amount_of(value, unit)


def _compound(text: str) -> Amount | None:
    """A year and three months; 1年零3个月; a quarter century."""
    if text in ("a quarter century", "a quarter of a century", "quarter century"):
        return Amount(300, 0, "year")
    if found := compiled(r"(a|1|3) quarters? of a year").fullmatch(text):
        return Amount(9 if found[1] == "3" else 3, 0, "month")
    found = compiled(
        r"(\d{1,9}年)[零又]?(\d{1,9}个?月|半个月)"
        if is_chinese(text)
        else r"((?:an?|\d{1,9}) [a-z]+?s?)(?: and)? ((?:an?|\d{1,9}) [a-z]+)"
    ).fullmatch(text)
    if found is None:
        return None
    second = found[2] if "个" in found[2] else found[2].replace("月", "个月")
    first, last = _amount(found[1]), _amount(second)
    if first is None or last is None or _FINENESS.index(first.unit) <= _FINENESS.index(last.unit):
        return None
    return Amount(first.months + last.months, first.days + last.days, last.unit)


_RANGE_EN = rf"(?:between )?(\d{{1,9}}(?:\.\d)?)(?:-| to | or | and )(\d{{1,9}}(?:\.\d)?) ((?:{_UNIT_EN})s?)"
_OR_TWO = rf"an? ({_UNIT_EN}) or (\d{{1,2}})"
_RANGE_ZH = r"(\d{1,9}(?:\.\d)?)(?:-|到|至|或|、)(\d{1,9}(?:\.\d)?)(个?(?:年|月|周|星期|礼拜|天|季度|小时|世纪))"
_BETWEEN = r" to |-| or |到|至|或"


def amounts(text: str, *, a: bool = False) -> tuple[Amount, Amount] | None:
    """The shortest and the longest of "2-3 months", "a year or two", "six months to a year".

    With `a` the article may be missing: the "year" of "the next year".
    """
    if a and compiled(rf"(?:half )?(?:{_UNIT_EN})(?: or \d{{1,2}}| and a half)?").fullmatch(text):
        text = text if text.startswith("half") else f"a {text}"
    if one := _amount(text):
        return one, one
    if found := compiled(_RANGE_ZH if is_chinese(text) else _RANGE_EN).fullmatch(text):
        space = "" if is_chinese(text) else " "
        pair = (_amount(found[1] + space + found[3]), _amount(found[2] + space + found[3]))
    elif found := compiled(_OR_TWO).fullmatch(text):
        pair = (_amount(f"a {found[1]}"), _amount(f"{found[2]} {found[1]}s"))
    else:
        for cut in compiled(_BETWEEN).finditer(text):
            pair = (_amount(text[: cut.start()]), _amount(text[cut.end() :]))
            if all(pair):
                break
        else:
            return None
    low, high = pair
    if low is None or high is None:
        return None
    if (low.months * 30 + low.days) >= (high.months * 30 + high.days):
        return None
    finer = min(low.unit, high.unit, key=_FINENESS.index)
    return Amount(low.months, low.days, finer), Amount(high.months, high.days, finer)
