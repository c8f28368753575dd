"""What is said of people on the questions that all of them answered: places, and where there are none."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ledger.reports.explain import ENOUGH

Row = dict[str, Any]

# So many names stand in a sentence.
NAMED = 4
# Figures that are no sum: one question to several people is one piece of evidence, and not several.
_NO_SUM = (
    "accuracy_low",
    "accuracy_high",
    "accuracy_n_eff",
    "brier_low",
    "brier_high",
    "brier_n_eff",
    "log_score_low",
    "log_score_high",
    "skill_low",
    "skill_high",
    "calibration_n_eff",
    "mcb_expected",
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What people share, and the places that `n` questions leave them.

    `of` says by what: "brier" or "accuracy". `places` are by name, empty where none can be told. `together`
    and `left_out` count questions in the same words; `of_two` how many two of them share, where not all share
    any. `too_many` says that places were left out for the time they take.
    """

    names: Sequence[str]
    questions: int
    places: Mapping[str, tuple[int, int]]
    of: str | None
    n: int
    together: int
    left_out: int
    too_many: bool = False
    of_two: Sequence[tuple[str, str, int]] = ()

    def row(self, row: Row) -> Row:
        """A row of `score` with the place of its person; that for all has what can be added up."""
        name = row["group"]
        place = self.places.get(name, (None, None))
        made = row | ({} if name is not None else dict.fromkeys(_NO_SUM))
        made |= {
            "rank_low": place[0],
            "rank_high": place[1],
            "rank_of": self.of if place[0] is not None else None,
            "rank_on": self.n,
            "same_words": self.together,
            "judged_differently": self.left_out,
        }
        if name is None and "explained" in made:
            why = "the same questions, answered by several people: nothing that adds up"
            made["undefined"] = made["undefined"] | dict.fromkeys(_NO_SUM, why)
            made["explained"] = self.what()
        if name is not None and "undefined" in made and place[0] is None:
            why = "no common question that is due can be told of all"
            if self.too_many:
                why = "left out where there are many people; --resample computes it"
            ranks = ("rank_low", "rank_high", "rank_of")
            made["undefined"] = made["undefined"] | dict.fromkeys(ranks, why)
        return made

    def title(self, today: str) -> str:
        """What stands over the table."""
        return f"Questions common to {self.who()}, due before {today}"

    def who(self) -> str:
        """Whose they are."""
        return listed(self.names) if len(self.names) <= NAMED else f"{len(self.names)} people"

    def what(self) -> str:
        """Which questions they are."""
        every = "both" if len(self.names) == 2 else "all of them"
        n = "the one question" if self.questions == 1 else f"the {self.questions} questions"
        return (
            f"Here counts only what is common: {n} on which {every} took a side or gave a chance, one "
            "prediction or several in the same words for the same days."
        )

    def nothing(self, due: int) -> list[str]:
        """What is said where nothing common is due; none where something is."""
        every = "both" if len(self.names) == 2 else "all of them"
        if not self.questions:
            told = [
                f"No question is common to {self.who()}: there is no prediction, and there are none in the "
                f"same words for the same days, on which {every} took a side or gave a chance. They answered "
                "different questions, so nothing here says who is better.",
                *with_most(self.of_two),
            ]
            return told + self.same_words() + ["Side by side: pledger compare."]
        if not due:
            are = "1 question is" if self.questions == 1 else f"{self.questions} questions are"
            it = "it is not" if self.questions == 1 else "none of them is"
            return [f"{are} common to {self.who()}, and {it} due yet.", *self.same_words()]
        return []

    def ranked(self) -> list[str]:
        """What the places are by, and how much they can carry."""
        if self.too_many:
            return [
                "No place is told of so many people, as that takes its time; --resample does it."
            ]
        if not self.places:
            return ["No place is told: nothing that is due can be told of all of them."]
        many = "on the 1 question" if self.n == 1 else f"on the {self.n} questions"
        if self.of == "brier":
            by = f"by the Brier score {many} that can be told (lower is better)"
        else:
            by = (
                f"by how often each was right {many} that can be told of all (not by chances: not everybody "
                "gave each of them one)"
            )
        told = [f"rank: the places that are possible {by}, with 95% for all of them at once."]
        if self.n < ENOUGH:
            is_ = "1 is" if self.n == 1 else f"{self.n} are"
            told.append(f"{is_} few: what cannot be told here may still be so.")
        if self.of == "brier":
            told.append("Who gave a chance later may have known more.")
        return told

    def same_words(self) -> list[str]:
        """The sentences on questions that are several predictions."""
        told = []
        if self.together:
            is_ = "1 of these is" if self.together == 1 else f"{self.together} of these are"
            told.append(f"{is_} separate predictions in the same words, for the same days.")
        if self.left_out:
            was = "was" if self.left_out == 1 else "were"
            told.append(
                f"{self.left_out} in the same words {was} judged yes of one and not of another, and left out."
            )
        return told


def with_most(of_two: Sequence[tuple[str, str, int]]) -> list[str]:
    """The sentences that name those two of several people who share most, where not all share anything.

    >>> with_most([("Ann", "Bo", 2), ("Ann", "Cy", 3)])
    ['Ann and Cy have 3 in common, Ann and Bo 2: take these alone.']
    """
    most = sorted(of_two, key=lambda pair: -pair[2])[:NAMED]
    if not most:
        return []
    told = ", ".join(
        f"{one} and {other} {n}" if number else f"{one} and {other} have {n} in common"
        for number, (one, other, n) in enumerate(most)
    )
    return [f"{told}: take these alone."]


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed(["Ann", "Bo", "Cy"]), listed(["Ann"])
    ('Ann, Bo and Cy', 'Ann')
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
