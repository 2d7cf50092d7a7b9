"""Units of work: one at a time, whole or not at all, told of after they are safe."""

from __future__ import annotations

import subprocess
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import Fault
from prevent_desk.store.engine import create_store
from prevent_desk.store.errors import DiskFull, NotSaved
from prevent_desk.store.session import Change, Store
from prevent_desk.store.settings import Settings
from prevent_desk.store.unit import unit_of
from tests.store.conftest import KEY, VAULT_ID, again, fill
from tests.store.shelf import Book, Note, Shelf, put_up, rows


def test_what_a_unit_writes_is_there_for_the_next(store: Store) -> None:
    with store.writing("a shelf") as session:
        session.add(Shelf(name="Plans"))
    with store.reading() as session:
        assert session.scalars(select(Shelf.name)).all() == ["Plans"]


def test_a_unit_that_raises_leaves_nothing(store: Store) -> None:
    fill(store, 2)
    before, generation = rows(store), store.generation
    with pytest.raises(LookupError), store.writing("half") as session:  # noqa: PT012
        session.add(Shelf(name="half"))
        session.flush()
        raise LookupError
    assert rows(store) == before
    assert (store.generation, store.undo_label()) == (generation, "a shelf of books")


def test_what_is_read_once_is_read_anew_after_a_write_and_within_one(store: Store) -> None:
    asked: list[int] = []

    def names(session: Session) -> list[str]:
        asked.append(1)
        return list(session.scalars(select(Shelf.name)))

    def known() -> list[str]:
        with store.reading() as session:
            return unit_of(session).once("names", names)

    assert (known(), known(), len(asked)) == ([], [], 1)
    with store.writing("a shelf") as session:
        session.add(Shelf(name="Plans"))
        session.flush()
        assert unit_of(session).once("names", names) == ["Plans"]
    assert known() == ["Plans"]
    store.undo()
    assert known() == []
    assert len(asked) == 4
    store.close()
    assert not store.known


def test_what_is_read_of_some_tables_outlives_what_is_written_to_others(store: Store) -> None:
    asked: list[int] = []

    def names(session: Session) -> list[str]:
        asked.append(1)
        return list(session.scalars(select(Shelf.name)))

    def known() -> list[str]:
        with store.reading() as session:
            return unit_of(session).once("names", names, of=frozenset({"t_shelf"}))

    with store.writing("a shelf") as session:
        session.add(Shelf(name="Plans"))
    assert known() == ["Plans"]
    with store.writing("a book") as session:
        session.add(Book(shelf_id=1, place=0, title="Maps", notes=[]))
    Settings(store).put("window", 1)
    store.note("looked at")
    store.undo()
    assert (known(), len(asked)) == (["Plans"], 1), "nothing of it was written"
    store.redo()
    with store.writing("another name") as session:
        session.scalars(select(Shelf)).one().name = "Papers"
    assert known() == ["Papers"]
    store.undo()
    assert known() == ["Plans"]
    with store.writing(None) as session:
        session.execute(update(Shelf).values(name="Maps"))
    assert known() == ["Maps"]
    with store.writing(None) as session:
        session.execute(text("UPDATE t_shelf SET name = 'Deeds'"))
    assert known() == ["Deeds"]
    with store.writing(None) as session:
        unit_of(session).raw.execute("UPDATE t_shelf SET name = 'Rolls'")
    assert known() == ["Rolls"], "a write that nobody can place does away with all"


def test_what_a_failed_unit_read_is_not_kept(store: Store) -> None:
    def names(session: Session) -> list[str]:
        return list(session.scalars(select(Shelf.name)))

    with pytest.raises(LookupError), store.writing("half") as session:  # noqa: PT012
        session.add(Shelf(name="half"))
        unit_of(session).once("names", names)
        raise LookupError
    with store.reading() as session:
        assert unit_of(session).once("names", names) == []


def test_a_unit_inside_a_unit_is_a_fault_that_names_both(store: Store) -> None:
    with (
        pytest.raises(Fault, match=r"test_a_unit_inside_.*inside progress of O2-01"),
        store.writing("progress of O2-01"),
        store.reading(),
    ):
        pass
    with store.reading():
        pass


def test_threads_wait_for_one_another(store: Store) -> None:
    faults: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(15):
                with store.writing(f"{name} {number}") as session:
                    session.add(Shelf(name=f"{name} {number}"))
                with store.reading() as session:
                    session.scalars(select(Shelf)).all()
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            faults.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(rows(store)["t_shelf"]) == 45


def test_nothing_can_be_written_while_reading(store: Store) -> None:
    fill(store, 1)
    before = rows(store)
    with pytest.raises(Fault), store.reading() as session:
        session.add(Shelf(name="no"))
    with pytest.raises(Fault), store.reading() as session:
        session.get_one(Book, 1).title = "no"
    with pytest.raises(Fault), store.reading() as session:
        session.execute(update(Book).values(title="no"))
    assert rows(store) == before


@pytest.mark.parametrize(
    "statement",
    [
        update(Book).values(title="no"),
        delete(Note),
        insert(Shelf).values(name="no"),
    ],
)
def test_a_labelled_change_goes_through_objects(store: Store, statement: object) -> None:
    fill(store, 1)
    with pytest.raises(Fault), store.writing("bulk") as session:
        session.execute(statement)  # type: ignore[call-overload]


def test_rows_written_past_the_objects_are_noticed(store: Store) -> None:
    fill(store, 2)
    before = rows(store)
    with (  # noqa: PT012 - the unit is refused at its end
        pytest.raises(Fault, match="undo does not know"),
        store.writing("past") as session,
    ):
        session.get_one(Book, 1).title = "known"
        session.connection().exec_driver_sql("UPDATE t_book SET price = 1")
    assert rows(store) == before


def test_only_the_store_commits(store: Store) -> None:
    with pytest.raises(Fault), store.writing("mine") as session:
        session.commit()
    with pytest.raises(Fault), store.writing("mine") as session:
        session.begin_nested()


def test_a_change_is_told_after_it_is_safe_and_with_the_store_free(store: Store) -> None:
    told: list[tuple[Change, int]] = []

    def listen(change: Change) -> None:
        with store.reading() as session:
            told.append((change, len(session.scalars(select(Shelf)).all())))

    store.on_change.append(listen)
    with store.writing("a shelf") as session:
        session.add(Shelf(name="Plans", books=[Book(place=0, title="One")]))
    with store.writing(None) as session:
        session.add(Shelf(name="quiet"))
    ((change, shelves),) = told
    assert shelves == 1
    assert (change.label, change.kind, change.by) == ("a shelf", "do", "coordinator")
    assert change.touched == {("t_shelf", 1), ("t_book", 1)}
    assert store.last_change == change


def test_a_change_of_nothing_is_no_change(store: Store) -> None:
    fill(store, 1)
    generation, change = store.generation, store.last_change
    with store.writing("the same title") as session:
        book = session.get_one(Book, 1)
        book.title = str(book.title)
    assert (store.generation, store.last_change) == (generation, change)
    assert store.undo_label() == "a shelf of books"


def test_the_generation_rises_with_every_unit_that_wrote(
    store: Store, path: Path, clock: SetClock
) -> None:
    first = store.generation
    clock.move(timedelta(minutes=5))
    fill(store, 1)
    with store.writing(None) as session:
        session.add(Shelf(name="quiet"))
    with store.reading():
        pass
    assert store.generation == first + 2
    assert store.saved_at == clock.now()
    store.close()
    opened = again(path, clock)
    assert (opened.generation, opened.saved_at) == (first + 2, clock.now())
    opened.close()


def test_a_number_is_not_given_twice_in_a_sitting(store: Store) -> None:
    fill(store, 3)
    store.undo()
    with store.writing("another") as session:
        session.add(shelf := Shelf(name="another"))
    assert shelf.id == 2


def test_closing_inside_a_unit_is_a_fault_and_closing_twice_is_none(store: Store) -> None:
    with pytest.raises(Fault), store.writing("x"):
        store.close()
    store.close()
    store.close()
    with pytest.raises(Fault, match="after the store was closed"), store.reading():
        pass


def test_dates_enums_bytes_and_nothing_come_back_as_they_were(store: Store) -> None:
    with store.writing("one of each") as session:
        session.add(Shelf(name="Ω", books=[Book(place=0, title="", due=date(2025, 2, 28))]))
    before = rows(store)
    with store.writing("all of it") as session:
        book = session.get_one(Book, 1)
        book.due, book.cover, book.price, book.title = None, b"\x00\xff", 0.1, "“ł\x00”"
    after = rows(store)
    store.undo()
    assert rows(store) == before
    store.redo()
    assert rows(store) == after


def test_a_full_disk_says_so_and_keeps_what_was_saved(store: Store) -> None:
    fill(store, 5)
    before, generation = rows(store), store.generation
    with store.exclusively("limit") as raw:
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(DiskFull, match=r"Not saved since \d\d:\d\d: the disk is full"):
        fill(store, 200)
    assert (rows(store), store.generation) == (before, generation)
    with store.writing("small") as session:
        session.get_one(Book, 1).title = "still writes"
    assert store.undo_label() == "small"


def test_a_really_full_disk_keeps_what_was_saved(tmp_path: Path, clock: SetClock) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(small)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("may not mount a small disk here")
    try:
        store = create_store(small / "vault.pdv", KEY, VAULT_ID, clock, "coordinator")
        put_up(store)
        saved = 0
        with pytest.raises((DiskFull, NotSaved)):  # noqa: PT012
            while saved < 500:
                fill(store, 20)
                saved += 1
        assert len(rows(store)["t_shelf"]) == saved > 0
        store.close()
        opened = again(small / "vault.pdv", clock)
        assert len(rows(opened)["t_shelf"]) == saved
        opened.close()
    finally:
        subprocess.run(["umount", str(small)], check=True)
