"""Lifting a store to the schema of this version, after a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.errors import StoreError
from ministudio.store.backup import copy_to
from ministudio.store.schema import APPLICATION, MIGRATIONS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from ministudio.store.database import Database


def version_of(database: Database) -> int:
    """The schema version of a store; 0 for an empty file."""
    return int(database.read("PRAGMA user_version")[0][0])


def require_current(database: Database, migrations: Mapping[int, str] = MIGRATIONS) -> int:
    """The version, when this program can read it.

    Raises:
        StoreError: a newer Ministudio wrote it.
    """
    found, newest = version_of(database), max(migrations) + 1
    if found > newest:
        raise StoreError(
            f"the store {str(database.path)!r} has schema {found}; "
            f"this version of Ministudio knows up to {newest}.",
            hint="Update Ministudio: a newer version has used this project.",
        )
    return found


def migrate(database: Database, migrations: Mapping[int, str] = MIGRATIONS) -> None:
    """Bring the store to the newest schema.

    Raises:
        StoreError: a newer Ministudio wrote it, or it cannot be written.
    """
    found = require_current(database, migrations)
    newest = max(migrations) + 1
    if found == newest:
        return
    if found and database.path is not None:
        copy_to(database, database.path.with_name(f"state.v{found}.db"))
    with database.raw() as connection:
        _lift(connection, migrations, newest)


def _lift(connection: sqlite3.Connection, migrations: Mapping[int, str], newest: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been faster.
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        for version in range(found, newest):
            for statement in statements(migrations[version]):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version={newest}")
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def statements(script: str) -> list[str]:
    """A script's statements; `executescript` would commit before it begins."""
    import sqlite3

    found, statement = [], ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            found.append(statement)
            statement = ""
    return found
