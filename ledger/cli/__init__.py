"""Words in, words out: click, the clock, errors to exit codes."""
