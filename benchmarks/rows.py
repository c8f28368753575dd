"""Rows to measure with: real enough to cost what real ones do, the same on each run."""

import csv
import random
from pathlib import Path

HEADER = ("statement", "speaker", "said_on", "deadline_phrase", "credence", "tags")
PHRASES = ("by year end", "in 2-3 months", "Q3 2027", "2026年底", "within six months", "next year")
CHANCES = ("70%", "0.9", "55%", "likely", "", "20%")


def write(path: Path, count: int) -> None:
    """A CSV of `count` predictions by 200 speakers, a fifth of them in Chinese."""
    dice = random.Random(count)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(count):
            statement = (
                f"Product {number} ships to {dice.randrange(10**6)} customers in one quarter"
                if number % 5
                else f"第{number}号产品在一个季度内交付{dice.randrange(10**6)}位客户"
            )
            writer.writerow(
                (
                    statement,
                    f"Speaker {dice.randrange(200)}",
                    f"20{dice.randrange(24, 27)}-{dice.randrange(1, 11):02}-{dice.randrange(1, 29):02}",
                    dice.choice(PHRASES),
                    dice.choice(CHANCES),
                    "work" if number % 3 else "",
                )
            )


def write_judged(path: Path, count: int) -> None:
    """A CSV of `count` predictions by 1,000 speakers in whole percentages, most of the due ones judged."""
    dice = random.Random(count)
    header = "statement,speaker,said_on,latest,credence,outcome,happened_on,judged_on"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        for number in range(count):
            year = dice.randrange(2015, 2026)
            said = f"{year}-{dice.randrange(1, 12):02}-{dice.randrange(1, 29):02}"
            latest = f"{year + dice.randrange(0, 3)}-12-{dice.randrange(10, 32)}"
            outcome = ""
            if latest < "2026-11-01":
                outcome = dice.choice(("yes", "yes", "no", "missed", ""))
            chance = f"{dice.randrange(0, 101)}%"
            writer.writerow(
                (
                    f"Claim {number}",
                    f"Speaker {dice.randrange(1000)}",
                    said,
                    latest,
                    chance if dice.random() < 0.7 else "",
                    outcome,
                    latest if outcome == "yes" else "",
                    "2026-11-20" if outcome else "",
                )
            )
