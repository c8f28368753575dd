"""What a report counts, and the sentences that say so: in `score`, `calibration` and `compare`."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.reports import explain
from ledger.reports.shared import Shared

# What a group is called, by what it is.
HEADINGS = {
    "speaker": "speaker",
    "tag": "tag",
    "source": "source",
    "said-year": "said in",
    "due-year": "due in",
    "horizon": "time given",
    "basis": "chance",
}
# What the groups of `--by horizon` are called, the shortest time first.
HORIZONS = (
    "up to a week",
    "up to a month",
    "up to a quarter",
    "up to a year",
    "up to three years",
    "longer",
)
# Names that stand below a table: of whom nothing is due yet, whose predictions count as fewer.
NAMED = 8
EACH = "Every renewal of a promise counts by itself (--each)."


@dataclass(frozen=True, slots=True)
class Counted:
    """What a scoreboard counts, if not everything by speaker.

    `common` is what people share whose common questions it is; `own_words` counts what whoever is held against
    predicted in the same words; `notes` tell how chances were read, `stood` of which day's journal it is.
    """

    by: str = "speaker"
    sort: str = "due"
    each: bool = False
    prospective: bool = False
    complete: bool = False
    ahead: bool = False
    basis: str | None = None
    forecast: str = "first"
    versus: str | None = None
    own_words: int = 0
    common: Shared | None = None
    notes: Sequence[str] = ()
    stood: Sequence[str] = ()

    @property
    def partly(self) -> bool:
        """Whether some of what is due may be left out."""
        return self.prospective or self.complete or self.basis is not None


def heard(scale: str | None, unread: int, unhedged: str | None) -> list[str]:
    """The sentences that say how words and silence were read, where that is not as recorded."""
    notes = []
    if scale is not None:
        notes.append(f"Words of chance are read on the scale {scale}.")
    if unread:
        notes.append(f"{unread} due hold words that it does not know, and give no number.")
    if unhedged is not None:
        notes.append(f"What was said without any word of chance counts as {unhedged} (--unhedged).")
    return notes


def as_it_stood(day: str, seq: int, head: str, *, begins: str, redacted: int) -> list[str]:
    """The sentences that say how the journal stood on a day: its last entry and head.

    `begins` is the day of its first entry; `redacted` claims were known then, and nothing of them is kept.
    """
    if not seq:
        return [f"On {day} nothing was recorded yet: the journal begins on {begins} (UTC)."]
    sentences = [f"As the journal stood on {day} (entry {seq}, head {head[:12]}…)."]
    if redacted == 1:
        sentences.append("1 prediction of then has been redacted since and cannot be counted.")
    elif redacted:
        sentences.append(
            f"{redacted} predictions of then have been redacted since and cannot be counted."
        )
    return sentences


def restrictions(counted: Counted) -> list[str]:
    """The sentences that say what was left out."""
    notes = []
    if counted.prospective:
        notes.append("Only what was recorded here before its day and its outcome (--prospective).")
    if counted.complete:
        notes.append("Only sources that hold all that a speaker predicted (--complete).")
    if counted.basis is not None:
        said = explain.BASES[counted.basis]
        notes.append(f"Only predictions whose chance was {said} (--basis {counted.basis}).")
    return [*notes, *chance_that_counts(counted)]


def chance_that_counts(counted: Counted) -> list[str]:
    """The sentence that says which chance of a speaker counts, if it is not the first."""
    notes = []
    if counted.forecast == "last" and counted.versus is None:
        notes.append("Of each speaker the last chance counts that was given before it was over.")
    if counted.forecast == "time":
        notes.append(
            "Each chance of a speaker counts for the share of the time until the last day in which it "
            "stood; what is over early scores nothing for the rest."
        )
    return notes


def flatters(n: int | None, taken_back: int = 0) -> str:
    """The sentence that says that what was over ahead of its day is in the count.

    `n` is how many, if that is known, and `taken_back` how many of them the speaker took back.
    """
    if n is None:
        what = "What was judged or taken back ahead of its day counts with the due"
    elif n == 1:
        what = f"1 was {explain.early(n, taken_back)} ahead of its day and is counted with the due"
    else:
        was = f"were {explain.early(n, taken_back)}"
        what = f"{n} {was} ahead of their day and are counted with the due"
    return f"{what} (--include-ahead). That flatters: what has come is known, what has not is still open."


def named(names: Sequence[str]) -> str:
    """The first few of many names."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"
