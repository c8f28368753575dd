"""The migrations of a ledger, run by Alembic; shipped as ledger.migrations."""
