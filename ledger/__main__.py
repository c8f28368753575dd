"""`python -m ledger` is `pledger`."""

import sys

from ledger.cli.start import main

if __name__ == "__main__":
    sys.exit(main())
