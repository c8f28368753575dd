"""The prescribed scales: what writers of some houses are told to mean by a word, in per cent.

SOURCES says where each stands. Where a scale gives a range only, its middle is the point.
"""

from typing import NamedTuple

from ledger.domain import phrases


class Meaning(NamedTuple):
    """What a word means on a scale, in per cent."""

    low: float
    point: float
    high: float


def _ranges(*rows: tuple[str, float, float]) -> dict[str, Meaning]:
    return {
        word: Meaning(low, (low + high) / 2, high)
        for words, low, high in rows
        for word in words.split("|")
    }


def _around(*rows: tuple[str, float, float]) -> dict[str, Meaning]:
    return {
        word: Meaning(point - give, point, point + give)
        for words, point, give in rows
        for word in words.split("|")
    }


# Where each scale is written down.
SOURCES = {
    "kent": 'Sherman Kent, "Words of Estimative Probability", Studies in Intelligence, 1964 (CIA)',
    "icd-203": "Intelligence Community Directive 203, Analytic Standards, 2015 (US)",
    "phia": "the probability yardstick of the Professional Head of Intelligence Assessment (UK)",
    "nato": "Allied Joint Publication 2.1, intelligence procedures (NATO)",
    "ipcc": "the IPCC guidance note on the treatment of uncertainties, AR5, 2010 (the same in AR6)",
}
PRESCRIBED: dict[str, dict[str, Meaning]] = {
    "kent": _around(
        ("certain|certainly", 100, 0),
        ("almost certain|almost certainly", 93, 6),
        ("probable|probably", 75, 12),
        ("about even|chances are about even|chances about even", 50, 10),
        ("probably not", 30, 10),
        ("almost certainly not", 7, 5),
        ("impossible", 0, 0),
    ),
    "icd-203": _ranges(
        ("almost no chance|remote|remote chance", 1, 5),
        ("very unlikely|highly improbable", 5, 20),
        ("unlikely|improbable", 20, 45),
        ("roughly even|roughly even chance|roughly even odds|about even|even chance|even odds", 45, 55),
        ("likely|probable|probably", 55, 80),
        ("very likely|highly probable", 80, 95),
        ("almost certain|almost certainly|nearly certain", 95, 99),
    ),
    "phia": _ranges(
        ("remote chance", 0, 5),
        ("highly unlikely", 10, 20),
        ("unlikely", 25, 35),
        ("realistic possibility", 40, 50),
        ("likely|probable|probably", 55, 75),
        ("highly likely", 80, 90),
        ("almost certain|almost certainly", 95, 100),
    ),
    "nato": _ranges(
        ("highly unlikely", 0, 10),
        ("unlikely", 10, 40),
        ("even chance|about even", 40, 60),
        ("likely", 60, 90),
        ("highly likely", 90, 100),
    ),
    "ipcc": _ranges(
        ("exceptionally unlikely", 0, 1),
        ("extremely unlikely", 0, 5),
        ("very unlikely", 0, 10),
        ("unlikely", 0, 33),
        ("about as likely as not|as likely as not", 33, 66),
        ("more likely than not", 50, 100),
        ("likely", 66, 100),
        ("very likely", 90, 100),
        ("extremely likely", 95, 100),
        ("virtually certain", 99, 100),
    ),
}  # fmt: skip
NAMES = (phrases.NAME, *PRESCRIBED)


def meaning(row: phrases.Phrase, spelling: str, scale: str) -> Meaning | None:
    """What a spelling of ours, in lower case, means on a scale of NAMES; None where it has no such word.

    A listed spelling means what its row's first one does; "exceptionally unlikely" is no listed one.
    """
    if scale == phrases.NAME:
        return Meaning(row.low, row.point, row.high)
    table = PRESCRIBED[scale]
    listed = table.get(row.phrase) if spelling in phrases.spellings() else None
    return table.get(spelling) or listed


def version(name: str) -> int:
    """A scale's version: the prescribed ones do not change."""
    return phrases.VERSION if name == phrases.NAME else 1
