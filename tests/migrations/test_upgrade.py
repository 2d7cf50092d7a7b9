"""Opening an earlier desk: nothing is lost, and what breaks off half-way was never there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from prevent_desk import paths
from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import Refused
from prevent_desk.store import audit, backup, engine, schema
from prevent_desk.store.drafts import Drafts
from prevent_desk.store.engine import open_store
from prevent_desk.store.errors import NewerThanProgram, UpgradeFailed
from prevent_desk.store.session import Store
from prevent_desk.store.upgrade import migrate
from tests.migrations import old_desks
from tests.store.conftest import KEY, VAULT_ID, clock, fingerprints, path  # noqa: F401 - fixtures

OLDEST = schema.revisions()[0]


def open_now(path: Path, clock: SetClock, **more: object) -> Store:  # noqa: F811
    return open_store(path, KEY, VAULT_ID, clock, "coordinator", patience_s=0, **more)  # type: ignore[arg-type]


def content(store: Store) -> dict[str, list[dict[str, object]]]:
    with store.exclusively("look"):
        return old_desks.content(store.sa_engine)


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations that a test may add to; the program uses it."""
    folder = tmp_path / "migrations"
    shutil.copytree(paths.migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(paths, "migrations", lambda: folder)
    return folder / "versions"


def add(versions: Path, name: str, up: str) -> str:
    """Add a migration after the newest; return its number."""
    newest = schema.revisions()[-1]
    number = f"{int(newest) + 1:04}"
    body = "\n    ".join(up.strip().splitlines())
    (versions / f"{number}_{name}.py").write_text(
        f'"""Only for a test."""\nimport sqlalchemy as sa\nfrom alembic import op\n'
        f"revision = {number!r}\ndown_revision = {newest!r}\n\n\ndef upgrade():\n    {body}\n\n\n"
        "def downgrade():\n    pass\n"
    )
    return number


CHILDREN = """
op.execute("CREATE TABLE parent (id INTEGER CONSTRAINT pk_parent PRIMARY KEY, name TEXT)")
op.execute("CREATE TABLE child (id INTEGER CONSTRAINT pk_child PRIMARY KEY, parent_id INTEGER "
           "CONSTRAINT fk_child REFERENCES parent(id) ON DELETE CASCADE)")
op.execute("INSERT INTO parent VALUES (1, 'a'), (2, 'b')")
op.execute("INSERT INTO child VALUES (1, 1), (2, 1), (3, 2)")
"""
REMAKE_PARENT = """
with op.batch_alter_table("parent", recreate="always") as batch:
    batch.add_column(sa.Column("note", sa.Text, nullable=True))
"""


@pytest.mark.parametrize("revision", schema.revisions()[:-1])
def test_every_row_of_an_earlier_desk_is_there_after(
    path: Path,  # noqa: F811
    clock: SetClock,  # noqa: F811
    revision: str,
) -> None:
    old_desks.make(path, revision)
    before: dict[str, list[dict[str, object]]] = {}

    def look(store: Store) -> None:
        assert store.revision == revision
        Drafts(store).keep("typing", "half a word")
        store.note("last day of the old version", "desk", 1, why="test")
        before.update(content(store))

    store = open_now(path, clock, before_upgrade=look)
    after = content(store)
    for table, rows in before.items():
        if table in {"desk", "search_entry"}:
            continue
        for row in rows:
            assert any(holds(new, row) for new in after[table]), f"a row of {table} is gone"
    assert store.revision == schema.revisions()[-1]
    newest = audit.records(store)[0]
    assert (newest.action, newest.object_id) == (
        "desk brought up to this version",
        f"{revision} to {store.revision}",
    )
    assert audit.verify(store).problems == ()
    store.close()
    again = open_now(path, clock)
    assert content(again) == after
    again.close()


def holds(new: dict[str, object], old: dict[str, object]) -> bool:
    """Return whether a row has every value of an earlier one; columns that were dropped apart."""
    return all(new[column] == value for column, value in old.items() if column in new)


def test_a_verified_backup_can_be_taken_just_before(path: Path, clock: SetClock) -> None:  # noqa: F811
    old_desks.make(path, OLDEST)
    taken: list[backup.Taken] = []
    store = open_now(
        path,
        clock,
        before_upgrade=lambda old: taken.append(backup.take(old, path.with_name("before.pdvb"))),
    )
    store.close()
    if schema.revisions()[-1] == OLDEST:
        pytest.skip("there is only one revision yet")
    assert taken[0].facts.revision == OLDEST
    assert backup.verify(taken[0].path, KEY) == taken[0].facts


def test_what_the_backup_refuses_stops_the_upgrade(
    path: Path,  # noqa: F811
    clock: SetClock,  # noqa: F811
    versions: Path,
) -> None:
    old_desks.make(path, schema.revisions()[-1])
    add(versions, "more", "op.execute('CREATE TABLE more(id)')")
    before = fingerprints(path.parent)

    def refuse(_: Store) -> None:
        raise Refused("No room for a backup.")

    with pytest.raises(Refused, match="No room"):
        open_now(path, clock, before_upgrade=refuse)
    assert fingerprints(path.parent) == before


def test_remaking_a_table_keeps_its_children(
    path: Path,  # noqa: F811
    clock: SetClock,  # noqa: F811
    versions: Path,
) -> None:
    old_desks.make(path, schema.revisions()[-1])
    add(versions, "children", CHILDREN)
    open_now(path, clock).close()
    add(versions, "remake", REMAKE_PARENT)
    store = open_now(path, clock)
    after = content(store)
    assert [row["id"] for row in after["child"]] == [1, 2, 3]
    assert set(after["parent"][0]) == {"id", "name", "note"}
    with store.exclusively("look") as raw:
        assert raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
    store.close()


def test_with_foreign_keys_on_the_children_would_be_gone(
    path: Path,  # noqa: F811
    clock: SetClock,  # noqa: F811
    versions: Path,
) -> None:
    """The control: why the upgrade switches them off before it begins."""
    old_desks.make(path, schema.revisions()[-1])
    add(versions, "children", CHILDREN)
    open_now(path, clock).close()
    add(versions, "remake", REMAKE_PARENT)
    sa_engine = engine._engine(engine.connect(path, KEY, "rw"))
    with sa_engine.begin() as connection:
        migrate(connection)
    assert old_desks.content(sa_engine)["child"] == []
    sa_engine.dispose()


@pytest.mark.parametrize(
    ("name", "up"),
    [
        (
            "breaks",
            "op.execute('CREATE TABLE half(id)')\n"
            "with op.batch_alter_table('setting', recreate='always') as batch:\n"
            "    batch.add_column(sa.Column('note', sa.Text, nullable=True))\n"
            "op.execute('UPDATE draft SET body = upper(body)')\n"
            "raise ValueError('half-way')",
        ),
        ("loses", "op.execute('DELETE FROM draft')"),
        ("drops", "op.drop_table('draft')"),
        (
            "orphans",
            "op.execute('CREATE TABLE c (id INTEGER, p INTEGER REFERENCES desk(id))')\n"
            "op.execute('INSERT INTO c VALUES (1, 99)')",
        ),
        ("wrong", "op.execute('CREATE TABEL x(id)')"),
    ],
)
def test_an_upgrade_that_does_not_go_through_was_never_there(
    path: Path,  # noqa: F811
    clock: SetClock,  # noqa: F811
    versions: Path,
    name: str,
    up: str,
) -> None:
    newest = schema.revisions()[-1]
    old_desks.make(path, newest)
    store = open_now(path, clock)
    before = content(store)
    store.close()
    add(versions, name, up)
    for _ in range(2):
        with pytest.raises(UpgradeFailed) as caught:
            open_now(path, clock)
        assert "It is unchanged" in caught.value.sentence()
    (versions / f"{int(newest) + 1:04}_{name}.py").unlink()
    again = open_now(path, clock)
    assert content(again) == before
    assert again.revision == newest
    again.note("still writes")
    again.close()


def test_what_was_done_before_an_upgrade_is_past_undoing(
    path: Path,  # noqa: F811
    clock: SetClock,  # noqa: F811
    versions: Path,
) -> None:
    from tests.store.conftest import fill
    from tests.store.shelf import put_up

    old_desks.make(path, schema.revisions()[-1])
    store = open_now(path, clock)
    put_up(store)
    fill(store, 2)
    assert store.undo_label() == "a shelf of books"
    store.close()
    add(versions, "more", "op.execute('CREATE TABLE more(id)')")
    store = open_now(path, clock)
    assert store.undo_label() is None
    found = [row["source"] for row in content(store)["search_entry"]]
    assert found.count("t_book") == 2
    store.close()


def test_a_desk_of_a_newer_program_is_left_alone(
    path: Path,  # noqa: F811
    clock: SetClock,  # noqa: F811
    versions: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old_desks.make(path, schema.revisions()[-1])
    number = add(versions, "more", "op.execute('CREATE TABLE more(id)')")
    open_now(path, clock).close()
    (versions / f"{number}_more.py").unlink()
    before = fingerprints(path.parent)
    with pytest.raises(NewerThanProgram):
        open_now(path, clock)
    assert fingerprints(path.parent) == before


def test_a_new_desk_is_right_even_where_the_dump_lags_behind(
    path: Path,  # noqa: F811
    clock: SetClock,  # noqa: F811
    versions: Path,
) -> None:
    number = add(versions, "more", "op.execute('CREATE TABLE more(id)')")
    store = engine.create_store(path, KEY, VAULT_ID, clock, "coordinator")
    assert store.revision == number
    assert "more" in content(store)
    store.close()


def test_the_dump_can_be_written_by_its_command(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.migrations import dump\n"
        "Path(sys.argv[1]).write_text(dump.from_migrations(), encoding='utf-8')"
    )
    out = tmp_path / "schema.sql"
    subprocess.run([sys.executable, "-c", script, str(out)], check=True)
    assert out.read_text(encoding="utf-8").startswith("-- Written by")
