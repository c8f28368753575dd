"""Questions answered: rows from the store shaped into reports."""
