"""In which encoding a file is: UTF-8, UTF-16 with its mark, or GB18030."""

import codecs
from pathlib import Path

from ledger.errors import UnreadableError

PIECE = 1 << 20


def encoding_of(path: str) -> str:
    """The encoding of a text file, found by decoding all of it piece by piece.

    Raises UnreadableError that names the place where it is no text.
    """
    try:
        with Path(path).open("rb") as file:
            mark = file.read(4)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableError(f"{path} cannot be read: {reason}.") from None
    if mark.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _check(path, "utf-16")
        return "utf-16"
    problem = _problem(path, "utf-8")
    if problem is None:
        return "utf-8-sig"
    if _problem(path, "gb18030") is None:
        return "gb18030"
    line, byte = problem
    raise UnreadableError(
        f"{path}:{line} is not text in UTF-8, UTF-16 or GB18030 (byte {byte}); save it as UTF-8."
    )


def _check(path: str, encoding: str) -> None:
    problem = _problem(path, encoding)
    if problem is not None:
        raise UnreadableError(
            f"{path}:{problem[0]} is not {encoding.upper()} though it says so; save it as UTF-8."
        )


def _problem(path: str, encoding: str) -> tuple[int, int] | None:
    """The line and byte where a file cannot be decoded, or None. NUL characters are no text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, start = 1, 0
    with Path(path).open("rb") as file:
        while True:
            piece = file.read(PIECE)
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                return line + error.object[: error.start].count(b"\n"), start + error.start
            if "\0" in text:
                before = text[: text.index("\0")]
                raise UnreadableError(
                    f"{path}:{line + before.count(chr(10))} holds a NUL character, so it is not a "
                    "text file; export it as CSV or JSONL."
                )
            if not piece:
                return None
            line += text.count("\n")
            start += len(piece)
