"""The prediction ledger: who predicted what by when, what became of it, and how good they are."""

__version__ = "0.1.0"
