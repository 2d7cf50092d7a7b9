"""What an open vault file says of itself: which desk, which revision, how many rows."""

from __future__ import annotations

from prevent_desk.store.raw import RawConnection


def identity_of(raw: RawConnection) -> tuple[str, str, int, str]:
    """Return vault id, revision of the tables, generation, and when it was written last."""
    vault_id, generation, written_at = raw.execute(
        "SELECT vault_id, generation, written_at FROM desk"
    ).fetchone()
    (revision,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(vault_id), str(revision), int(generation), str(written_at)


def table_names(raw: RawConnection) -> tuple[str, ...]:
    """Return the names of all tables but SQLite's own and the full-text index's."""
    rows = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return tuple(name for (name,) in rows if not name.startswith(("sqlite_", "search_index")))


def count_rows(raw: RawConnection) -> dict[str, int]:
    """Return how many rows each table has."""
    counts = {}
    for name in table_names(raw):
        quoted = name.replace('"', '""')
        (counts[name],) = raw.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608
    return counts
