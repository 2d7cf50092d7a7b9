"""Which revisions of the tables there are, and the schema that a new vault starts from.

A new vault is made from `migrations/schema.sql`, the dump of the newest revision, so that neither
making nor opening a desk waits for alembic (0.4 s). A test holds the dump to the migrations.
"""

from __future__ import annotations

import re
from pathlib import Path

from prevent_desk import paths
from prevent_desk.core.errors import Fault
from prevent_desk.store.raw import RawConnection

_FILE = re.compile(r"(\d{4})_\w+\.py")
_STAMP = re.compile(r"-- revision (\d{4})\n")


def revisions(folder: Path | None = None) -> tuple[str, ...]:
    """Return the revisions this program knows, oldest first, from the names of their files."""
    versions = (folder or paths.migrations()) / "versions"
    found = sorted(match[1] for file in versions.iterdir() if (match := _FILE.fullmatch(file.name)))
    if not found:
        raise Fault("The program's database migrations are missing.")
    return tuple(found)


def shipped_schema(folder: Path | None = None) -> tuple[str, str]:
    """Return the revision of `schema.sql`, and its statements."""
    text = ((folder or paths.migrations()) / "schema.sql").read_text(encoding="utf-8")
    stamp = _STAMP.search(text)
    if stamp is None:
        raise Fault("migrations/schema.sql does not say which revision it is.")
    return stamp[1], text


def dump(raw: RawConnection, revision: str) -> str:
    """Return the schema of an open database as the text of `schema.sql`, in a stable order."""
    rows = raw.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL "
        "ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END, name"
    ).fetchall()
    virtual = [name for _, name, _, sql in rows if sql.startswith("CREATE VIRTUAL")]
    statements = [
        _tidy(sql)
        for _, name, _, sql in rows
        # SQLite makes its own tables, and a full-text table's shadows, by itself.
        if not name.startswith("sqlite_") and not any(name.startswith(f"{v}_") for v in virtual)
    ]
    lead = (
        "-- Written by `python -m tests.migrations.dump` from the migrations; "
        f"never by hand.\n-- revision {revision}\n\n"
    )
    return lead + "\n\n".join(f"{sql};" for sql in statements) + "\n"


def _tidy(sql: str) -> str:
    return "\n".join(line.rstrip() for line in sql.replace("\t", "  ").strip().splitlines())
