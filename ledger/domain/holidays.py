"""Holidays with a day: fixed ones, Thanksgiving, Easter, and those of the Chinese calendar from a table."""

from collections.abc import Callable
from datetime import date
from datetime import timedelta

from ledger.domain.cycles import DAY
from ledger.errors import UnreadableError

# Month and day of the Lunar New Year, the Dragon Boat Festival and the Mid-Autumn Festival; checked against
# the packages zhdate and lunardate.
_LUNAR_DAYS = {
    2010: ((2, 14), (6, 16), (9, 22)), 2011: ((2, 3), (6, 6), (9, 12)), 2012: ((1, 23), (6, 23), (9, 30)),
    2013: ((2, 10), (6, 12), (9, 19)), 2014: ((1, 31), (6, 2), (9, 8)), 2015: ((2, 19), (6, 20), (9, 27)),
    2016: ((2, 8), (6, 9), (9, 15)), 2017: ((1, 28), (5, 30), (10, 4)), 2018: ((2, 16), (6, 18), (9, 24)),
    2019: ((2, 5), (6, 7), (9, 13)), 2020: ((1, 25), (6, 25), (10, 1)), 2021: ((2, 12), (6, 14), (9, 21)),
    2022: ((2, 1), (6, 3), (9, 10)), 2023: ((1, 22), (6, 22), (9, 29)), 2024: ((2, 10), (6, 10), (9, 17)),
    2025: ((1, 29), (5, 31), (10, 6)), 2026: ((2, 17), (6, 19), (9, 25)), 2027: ((2, 6), (6, 9), (9, 15)),
    2028: ((1, 26), (5, 28), (10, 3)), 2029: ((2, 13), (6, 16), (9, 22)), 2030: ((2, 3), (6, 5), (9, 12)),
    2031: ((1, 23), (6, 24), (10, 1)), 2032: ((2, 11), (6, 12), (9, 19)), 2033: ((1, 31), (6, 1), (9, 8)),
    2034: ((2, 19), (6, 20), (9, 27)), 2035: ((2, 8), (6, 10), (9, 16)), 2036: ((1, 28), (5, 30), (10, 4)),
    2037: ((2, 15), (6, 18), (9, 24)), 2038: ((2, 4), (6, 7), (9, 13)), 2039: ((1, 24), (5, 27), (10, 2)),
    2040: ((2, 12), (6, 14), (9, 20)),
}  # fmt: skip
_FESTIVALS = ("Lunar New Year", "Dragon Boat Festival", "Mid-Autumn Festival")


def _thursday(year: int) -> date:
    """Thanksgiving in the United States: the fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def _monday(month: int, number: int) -> Callable[[int], date]:
    """A Monday of a month: the first is 1, the last is -1."""

    def of(year: int) -> date:
        first = date(year, month, 1)
        monday = first + timedelta(days=-first.weekday() % 7)
        if number > 0:
            return monday + timedelta(weeks=number - 1)
        fifth = monday + timedelta(weeks=4)
        return fifth if fifth.month == month else fifth - timedelta(weeks=1)

    return of


def _easter(year: int) -> date:
    """Easter Sunday of the western churches."""
    from dateutil.easter import easter

    return easter(year)


def _lunar(days: int, festival: int = 0) -> Callable[[int], date]:
    def of(year: int) -> date:
        if year not in _LUNAR_DAYS:
            raise UnreadableError(
                f"the day of the {_FESTIVALS[festival]} {year} is not in the table "
                f"({min(_LUNAR_DAYS)}-{max(_LUNAR_DAYS)}). Write the date."
            )
        return date(year, *_LUNAR_DAYS[year][festival]) + timedelta(days=days)

    return of


HOLIDAYS: dict[str, tuple[int, int] | Callable[[int], date]] = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year": (1, 1), "new years": (1, 1), "new year day": (1, 1), "new years day": (1, 1),
    "new year eve": (12, 31), "new years eve": (12, 31), "valentine day": (2, 14),
    "valentines day": (2, 14), "valentine": (2, 14), "halloween": (10, 31),
    "easter": _easter, "easter sun": _easter, "easter sunday": _easter,
    "thanksgiving": _thursday, "thanksgiving day": _thursday,
    "black friday": lambda year: _thursday(year) + DAY,
    "black fri": lambda year: _thursday(year) + DAY,
    "labor day": _monday(9, 1), "memorial day": _monday(5, -1), "presidents day": _monday(2, 3),
    "independence day": (7, 4), "veterans day": (11, 11), "st patricks day": (3, 17),
    "lunar new year": _lunar(0), "chinese new year": _lunar(0), "lunar new year eve": _lunar(-1),
    "chinese new year eve": _lunar(-1), "singles day": (11, 11), "single day": (11, 11),
    "圣诞": (12, 25), "圣诞节": (12, 25), "平安夜": (12, 24), "元旦": (1, 1), "元旦节": (1, 1),
    "国庆": (10, 1), "国庆节": (10, 1), "五一": (5, 1), "五一节": (5, 1), "劳动节": (5, 1),
    "五一劳动节": (5, 1), "儿童节": (6, 1), "六一": (6, 1), "六一儿童节": (6, 1), "七一": (7, 1),
    "八一": (8, 1), "建军节": (8, 1), "教师节": (9, 10), "妇女节": (3, 8), "情人节": (2, 14),
    "万圣节": (10, 31), "双11": (11, 11), "双12": (12, 12), "跨年夜": (12, 31),
    "春节": _lunar(0), "农历新年": _lunar(0), "大年初1": _lunar(0), "除夕": _lunar(-1),
    "元宵节": _lunar(14), "元宵": _lunar(14), "端午": _lunar(0, 1), "端午节": _lunar(0, 1),
    "中秋": _lunar(0, 2), "中秋节": _lunar(0, 2), "dragon boat festival": _lunar(0, 1),
    "mid autumn festival": _lunar(0, 2),
}  # fmt: skip


LUNAR = frozenset(
    name
    for name, day in HOLIDAYS.items()
    if callable(day) and day.__qualname__.startswith("_lunar")
)
