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
