"""How good a forecaster was: pure arithmetic on a tally; knows no claim."""
