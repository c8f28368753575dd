"""What our own ledger is recorded from; its journal travels in the package for `pledger demo`."""
