"""What a person at a terminal is asked: one key, or one line. Never inside a transaction."""

import contextlib
import unicodedata
from collections.abc import Mapping

import click

from ledger.errors import UnreadableError
from ledger.exchange.columns import plain


def key(prompt: str, choices: Mapping[str, str]) -> str:
    """The word of the key that was typed, out of `choices`; Enter is "\\r". Other keys are asked again.

    One key is read at a time and what was typed before the question is left out: nothing is answered that
    was not seen. Raises KeyboardInterrupt, or EOFError for Ctrl-D and where the terminal is gone.
    """
    while True:
        click.echo(prompt, nl=False)
        try:
            typed = click.getchar(echo=False)
        except KeyboardInterrupt:
            click.echo()
            raise
        except (EOFError, OSError, RuntimeError):
            raise EOFError from None
        if not typed:
            raise EOFError
        # An input method for Chinese may type keys at their full width.
        typed = unicodedata.normalize("NFKC", typed).lower().replace("\n", "\r")
        word = choices.get(typed)
        click.echo(word or "")
        if word is not None:
            return word
        keys = ", ".join("Enter" if name == "\r" else name for name in choices)
        click.echo(f"That is none of the keys here: {keys}")


def line(prompt: str, begun: str = "") -> str:
    """The line that was typed, without blanks around it; `begun` stands in it to be changed.

    Raises KeyboardInterrupt, or EOFError for Ctrl-D and where the terminal is gone.
    """
    with contextlib.suppress(ImportError):
        import readline

        # It knows how wide a Chinese character is; without it, one that is deleted leaves its half.
        readline.set_startup_hook(lambda: readline.insert_text(begun))
    while True:
        try:
            return plain(input(prompt))
        except (UnicodeDecodeError, UnreadableError):
            click.echo("That is not text in UTF-8; type it again.")
        except KeyboardInterrupt:
            click.echo()
            raise
        except OSError:
            raise EOFError from None
