"""A person at a terminal, who reads what is asked before they type."""

import contextlib
import os
import select
import shlex
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import Pledger

fcntl = pytest.importorskip("fcntl")
pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

# How long an answer may take on a busy machine, in seconds.
PATIENCE = 20


class Terminal:
    """One command line at a terminal of its own."""

    def __init__(
        self, here: Pledger, line: str, env: dict[str, str] | None = None, *, deaf: bool = False
    ) -> None:
        """Start the command; a deaf one outlives its terminal."""

        def at_home() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # Ctrl-C and hanging up reach it
            # A job in the background of a shell is born deaf to Ctrl-C.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            if deaf:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)

        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ledger", *shlex.split(line)],
            cwd=here.cwd,
            env=here.environment() | {"TERM": "dumb"} | (env or {}),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=at_home,
        )
        os.close(theirs)
        self.shown = ""
        self._read = 0

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait(PATIENCE)
        with contextlib.suppress(OSError):
            os.close(self._ours)

    def reads(self, text: str) -> str:
        """Read on until a text is shown; gives what was shown since the last reading."""
        while text not in self.shown[self._read :]:
            assert self._more(), f"{text!r} is not in:\n{self.shown[self._read :]}"
        end = self.shown.index(text, self._read) + len(text)
        since, self._read = self.shown[self._read : end], end
        return since

    def types(self, keys: str) -> None:
        """Type as soon as the terminal is set for it: what comes before that is lost.

        A question that is answered with a plain line never sets it.
        """
        for _ in range(PATIENCE * 15):
            if not self._is_cooked():
                break
            time.sleep(0.005)
        os.write(self._ours, keys.encode())
        if keys == "\x03":
            # Between showing a prompt and waiting for a line, Python hears a signal and goes on to wait.
            for _ in range(PATIENCE * 2):
                if self._process.poll() is not None or select.select([self._ours], [], [], 0.5)[0]:
                    break
                os.write(self._ours, keys.encode())

    def answers(self, keys: str) -> None:
        """Type where it asks, whatever it asks: something was shown, and it waits."""
        for _ in range(PATIENCE * 10):
            if select.select([self._ours], [], [], 0.1)[0]:
                assert self._more(), f"nothing is asked in:\n{self.shown[self._read :]}"
            elif len(self.shown) > self._read and not self._is_cooked():
                break
        self._read = len(self.shown)
        self.types(keys)

    def hangs_up(self) -> int:
        """Close the terminal; gives the exit code."""
        os.close(self._ours)
        return self._process.wait(PATIENCE)

    def ends(self) -> int:
        """Read all that is still shown; gives the exit code."""
        while self._more():
            pass
        return self._process.wait(PATIENCE)

    @property
    def seen(self) -> str:
        """What stands on the screen: a character that was written over is gone."""
        lines = []
        for line in self.shown.split("\n"):
            cells: list[str] = []
            at = 0
            for character in line:
                if character in "\b\r":
                    at = 0 if character == "\r" else max(at - 1, 0)
                    continue
                cells[at : at + 1] = [character]
                at += 1
            lines.append("".join(cells).rstrip())
        return "\n".join(lines)

    def _is_cooked(self) -> bool:
        return bool(termios.tcgetattr(self._ours)[3] & termios.ICANON)

    def _more(self) -> bool:
        if not select.select([self._ours], [], [], PATIENCE)[0]:
            return False
        try:
            more = os.read(self._ours, 65536)
        except OSError:  # it is done
            return False
        self.shown += more.decode().replace("\r\n", "\n")
        return bool(more)


def asked(here: Pledger, line: str, *dialogue: tuple[str, str], **env: str) -> tuple[int, str]:
    """Run a command at a terminal: of each pair the first is read, the second is typed.

    Gives the exit code and all that was shown.
    """
    with Terminal(here, line, env) as terminal:
        for question, keys in dialogue:
            terminal.reads(question)
            terminal.types(keys)
        return terminal.ends(), terminal.shown
