"""One file per command; loaded when the command is asked for."""
