"""One file per step; its docstring is the changelog line."""
