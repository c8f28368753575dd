"""What can go wrong, each with its exit code; the message is the one sentence a person reads."""


class LedgerError(Exception):
    """A problem a person can be told about: one sentence that names the thing and the next step."""

    exit_code = 70


class UnreadableError(LedgerError):
    """Words, an option or a file that cannot be read."""

    exit_code = 2


class NotFoundError(LedgerError):
    """No such ledger, claim or person."""

    exit_code = 3


class RefusedError(LedgerError):
    """A rule forbids it: already judged, happened in the future, happened before it was said."""

    exit_code = 4


class StorageError(LedgerError):
    """The storage failed: not a ledger, locked, full, read-only, damaged, newer, unreachable."""

    exit_code = 5


class DamagedError(StorageError):
    """SQLite itself finds the file damaged."""


class NotTextError(DamagedError):
    """A text in the ledger is not UTF-8."""


class UnfitError(StorageError):
    """The tables do not take a value: a key that is there already, or nothing that a column can hold."""
