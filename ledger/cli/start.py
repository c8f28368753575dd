"""The first lines of the program: Ctrl-C while the rest is being loaded is no traceback either."""

import sys


def main() -> int:
    """Load the program and run it; gives its exit code."""
    try:
        from ledger.cli.main import main as run
    except KeyboardInterrupt:
        print("pledger: interrupted; nothing was recorded.", file=sys.stderr)
        return 130
    return run()
