"""Text files in UTF-8, UTF-16 with its mark, or GB18030, opened without being held in memory."""

import codecs
import contextlib
import io
import os
import stat
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO
from typing import NamedTuple
from typing import TextIO

from ledger.errors import UnreadableError

PIECE = 1 << 20


class TextFile(NamedTuple):
    """A text file opened for reading: its lines as they end, its size in bytes, and what to say of it."""

    path: str
    text: io.TextIOWrapper
    binary: BinaryIO
    size: int
    notices: Sequence[str]

    def position(self) -> int:
        """How many bytes were read."""
        return self.binary.tell()


@contextlib.contextmanager
def open_text(path: str) -> Iterator[TextFile]:
    """A text file, whatever its encoding; all of it is decoded once to find that out.

    Raises UnreadableError for what cannot be opened, and names the place where it is no text.
    """
    with contextlib.ExitStack() as stack:
        try:
            binary = stack.enter_context(Path(path).open("rb"))
            status = os.fstat(binary.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError(
                    f"{path} is no plain file; save what it gives as one, then import that."
                )
            encoding = _encoding(path, binary)
            binary.seek(0)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UnreadableError(f"{path} cannot be read: {reason}.") from None
        text = stack.enter_context(io.TextIOWrapper(binary, encoding=encoding, newline=""))
        notices = []
        if encoding == "gb18030":
            notices.append(f"{path} is not in UTF-8 and was read as GB18030, a Chinese encoding.")
        yield TextFile(path, text, binary, status.st_size, notices)


def lines(text: TextIO, longest: int) -> Iterator[tuple[int, str, bool]]:
    """The lines of a text with their numbers from 1; of one longer than `longest` the beginning, and True."""
    number = 0
    while line := text.readline(longest):
        number += 1
        too_long = len(line) == longest and not line.endswith("\n")
        yield number, line, too_long
        while too_long and (rest := text.readline(longest)) and not rest.endswith("\n"):
            pass


def _encoding(path: str, binary: BinaryIO) -> str:
    """The encoding that all of a file can be decoded with; raises UnreadableError where none can."""
    if binary.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        fault = _fault(path, binary, "utf-16")
        if fault is None:
            return "utf-16"
        raise UnreadableError(
            f"{path}:{fault[0]} is not UTF-16, though the file's first bytes say so; save it as UTF-8."
        )
    fault = _fault(path, binary, "utf-8")
    if fault is None:
        return "utf-8-sig"
    if _fault(path, binary, "gb18030") is None:
        return "gb18030"
    line, byte = fault
    raise UnreadableError(
        f"{path}:{line} is not text in UTF-8, UTF-16 or GB18030 (byte {byte}); save it as UTF-8."
    )


def _fault(path: str, binary: BinaryIO, encoding: str) -> tuple[int, int] | None:
    """The line and the byte where a file cannot be decoded, or None.

    Raises UnreadableError for NUL characters: no text has them.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    binary.seek(0)
    while True:
        # A character may begin in one piece and end in the next.
        start = binary.tell() - len(decoder.getstate()[0])
        piece = binary.read(PIECE)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            return line + error.object[: error.start].count(b"\n"), start + error.start
        if "\0" in text:
            line += text[: text.index("\0")].count("\n")
            raise UnreadableError(
                f"{path}:{line} holds a NUL character, so it is no text file; export it as CSV or "
                "JSONL."
            )
        if not piece:
            return None
        line += text.count("\n")
