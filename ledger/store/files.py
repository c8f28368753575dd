"""Files saved as evidence: in a folder beside the ledger, each under the SHA-256 of what it holds.

The same content is there once, whoever saved it. A file stands under its name only when it is whole.
"""

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Sequence
from pathlib import Path

from ledger.errors import StorageError
from ledger.errors import UnreadableError

# A page, a scan, a recording of minutes. What is larger belongs into an archive, and its link here.
LARGEST = 100 * 2**20
_NAME = re.compile(r"[0-9a-f]{64}")
# A file that is being written; one that lies there afterwards was left by a program that died.
_MAKING = ".new"


def folder_of(target: str, *, follow: bool = True) -> Path:
    """The folder of a ledger's files: beside the file itself, wherever a link to it may lie.

    Without `follow` the path is where a ledger is going to stand, in the place of any link.
    """
    path = Path(target)
    path = path.resolve() if follow else path.parent.resolve() / path.name
    return path.with_name(f"{path.name}.files")


def read(path: str) -> bytes:
    """All that a file holds; raises UnreadableError for what is no plain file, empty, or too large."""
    try:
        # A pipe that nobody writes into would be waited for.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableError(f"{path} is no plain file; save what it gives as one.")
            content = file.read(LARGEST + 1)
    except OSError as error:
        if "://" in path:
            raise UnreadableError(
                f"{path} is a link and no file: save the page first, then name the file."
            ) from None
        raise UnreadableError(f"{path} cannot be read: {_reason(error)}.") from None
    if not content:
        raise UnreadableError(f"{path} is empty; it shows nothing.")
    if len(content) > LARGEST:
        raise UnreadableError(
            f"{path} is larger than {LARGEST >> 20} MB; put it into an archive, and its link here."
        )
    return content


def name_of(content: bytes) -> str:
    """The name of a content: its SHA-256."""
    return hashlib.sha256(content).hexdigest()


def keep(folder: Path, content: bytes) -> str:
    """Put a content into the folder, where it is not there already; gives its name.

    Raises StorageError, and leaves no part of a file. Whoever calls holds the ledger's lock.
    """
    name = name_of(content)
    if problem(folder, name) is None:
        return name
    making = folder / f"{_MAKING}-{os.getpid()}"
    try:
        try:
            folder.mkdir(exist_ok=True)
            # Nobody else is writing here: what lies half-written was left by a program that died.
            drop(folder.glob(f"{_MAKING}-*"))
            with making.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            making.replace(folder / name)
            _settle(folder)
        finally:
            with contextlib.suppress(OSError):
                making.unlink()
    except OSError as error:
        raise StorageError(f"{folder / name} cannot be written: {_reason(error)}.") from None
    return name


def _settle(folder: Path) -> None:
    """See that a new name outlasts a power cut, where the platform can say so of a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def problem(folder: Path, name: str) -> str | None:
    """What is wrong with a saved file, or None where it holds what its name says."""
    called = f"the saved file {folder.name}/{name}"
    if not _NAME.fullmatch(name):
        return f"{called} is not named by a hash"
    path = folder / name
    try:
        if path.exists() and not path.is_file():
            return f"{called} is no plain file"
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return f"{called} is missing"
    except OSError as error:
        return f"{called} cannot be read ({_reason(error)})"
    return None if found == name else f"{called} was changed"


def strays(folder: Path, named: Container[str]) -> list[Path]:
    """The files of ours in the folder that nothing names: left by a program that died before it was done."""
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [
        path
        for path in found
        if path.name.startswith(f"{_MAKING}-")
        or (_NAME.fullmatch(path.name) and path.name not in named)
    ]


def drop(paths: Iterable[Path]) -> list[str]:
    """Delete files; gives a sentence for each that cannot be deleted."""
    problems = []
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            problems.append(f"{path} cannot be deleted: {_reason(error)}; delete it by hand.")
    return problems


def copy(source: Path, folder: Path, names: Sequence[str]) -> list[str]:
    """Copy saved files into another ledger's folder; gives a sentence for each that is not whole here.

    Raises StorageError where the folder cannot be written.
    """
    problems = []
    for name in names:
        # Looked at first: a name that was put there by hand may lead anywhere.
        amiss = problem(source, name)
        if amiss is None:
            keep(folder, (source / name).read_bytes())
        else:
            problems.append(f"{amiss}; it is not copied.")
    return problems


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
