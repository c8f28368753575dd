"""Where a ledger can be made: a file, and a schema of its own on a PostgreSQL server where one is named."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The name of a ledger that does not exist yet, on either engine."""
    if request.param == "sqlite":
        yield str(tmp_path / "l.sqlite")
        return
    server = os.environ.get("PLEDGER_TEST_POSTGRES")
    if server is None:
        pytest.skip("no server: make test-postgres")
    import psycopg

    schema = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create schema {schema}")
        yield f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{schema}"
        connection.execute(f"drop schema {schema} cascade")
