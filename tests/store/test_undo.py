"""Undo and redo: any sequence of changes, taken back, is as if it had never been."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import Fault
from prevent_desk.store import audit, search, steps
from prevent_desk.store.engine import create_store
from prevent_desk.store.errors import CannotUndo
from prevent_desk.store.session import Store
from prevent_desk.store.unit import unit_of
from tests.store.conftest import KEY, VAULT_ID, again, fill
from tests.store.shelf import Book, Note, Shelf, State, put_up, rows

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12
) | st.sampled_from(["plan", "plan of plans", "überplan"])
NUMBERS = st.integers(0, 30)
ACTS = st.one_of(
    st.tuples(st.just("add"), NUMBERS, TEXTS),
    st.tuples(st.just("put"), NUMBERS, TEXTS),
    st.tuples(st.just("note"), NUMBERS, TEXTS),
    st.tuples(st.just("title"), NUMBERS, TEXTS),
    st.tuples(st.just("reword"), NUMBERS, TEXTS),
    st.tuples(st.just("state"), NUMBERS, st.sampled_from(list(State))),
    st.tuples(st.just("cover"), NUMBERS, st.binary(max_size=5) | st.none()),
    st.tuples(st.just("due"), NUMBERS, st.dates() | st.none()),
    st.tuples(st.just("price"), NUMBERS, st.floats(allow_nan=False) | st.none()),
    st.tuples(st.just("up"), NUMBERS, st.none()),
    st.tuples(st.just("over"), NUMBERS, NUMBERS),
    st.tuples(st.just("out"), NUMBERS, st.none()),
    st.tuples(st.just("shelf out"), NUMBERS, st.none()),
)


def put_in(session: Session, shelf: Shelf, count: int, title: str) -> None:
    """Put books on a shelf as an import does: rows together, without objects."""
    unit = unit_of(session)
    unit.flush()
    first = max((book.place for book in shelf.books), default=-1) + 1
    books = ({"place": first + more, "title": f"{title} {more}"} for more in range(count))
    unit.put(Book, [{"shelf_id": shelf.id, **book} for book in books])
    unit.expire(shelf, ["books"])


def act(session: Session, kind: str, number: int, value: object) -> None:
    """Do one thing that a service might do."""
    books = session.scalars(select(Book).order_by(Book.id)).all()
    shelves = session.scalars(select(Shelf).order_by(Shelf.id)).all()
    book = books[number % len(books)] if books else None
    if kind == "add" or book is None:
        shelf = shelves[number % len(shelves)] if shelves else Shelf(name=f"{value}")
        session.add(shelf)
        places = [other.place for other in shelf.books]
        shelf.books.append(Book(place=max(places, default=-1) + 1, title=f"{value}"))
    elif kind == "put":
        put_in(session, book.shelf, 1 + number % 3, f"{value}")
    elif kind == "note":
        book.notes.append(Note(text=f"{value}"))
    elif kind == "reword":
        for note in book.notes:
            note.text = f"{value}"
    elif kind in {"title", "state", "cover", "due", "price"}:
        setattr(book, kind, value)
    elif kind == "up":
        _swap(session, book)
    elif kind == "over":
        target = shelves[int(str(value)) % len(shelves)]
        book.place = max((other.place for other in target.books), default=-1) + 1
        book.shelf = target
    elif kind == "out":
        session.delete(book)
    else:
        session.delete(shelves[number % len(shelves)])
    session.flush()
    session.expire_all()


def _swap(session: Session, book: Book) -> None:
    """Change places with the book before it, by way of a free place: places are unique."""
    before = [other for other in book.shelf.books if other.place < book.place]
    if before:
        other = before[-1]
        mine, theirs = book.place, other.place
        free = max(one.place for one in book.shelf.books) + 1
        for moved, place in ((book, free), (other, mine), (book, theirs)):
            moved.place = place
            session.flush()


@contextmanager
def small_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        clock = SetClock(datetime(2026, 11, 22, tzinfo=UTC))
        store = create_store(Path(folder) / "v.pdv", KEY, VAULT_ID, clock, "coordinator")
        put_up(store)
        with store.writing(None) as session:
            for number in range(2):
                session.add(
                    Shelf(
                        name=f"S{number}",
                        books=[
                            Book(place=place, title=f"T{place}", notes=[Note(text="n")])
                            for place in range(2)
                        ],
                    )
                )
        try:
            yield store
        finally:
            store.close()


def index_is_whole(store: Store) -> bool:
    """Ask the full-text index whether it holds its entries' words and no others."""
    with store.exclusively("index") as raw:
        raw.execute("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")
    return True


@pytest.fixture(scope="module")
def lasting() -> Iterator[Store]:
    """One store for every example: each leaves it as it found it."""
    with small_store() as store:
        yield store


UNITS = st.lists(st.lists(ACTS, min_size=1, max_size=4), min_size=1, max_size=6)


def test_undoing_every_change_brings_back_the_beginning(lasting: Store, campaign: int) -> None:
    @settings(max_examples=25 * campaign, deadline=None, database=None)
    @given(units=UNITS)
    def any_sequence(units: list[list[tuple[str, int, object]]]) -> None:
        undo_and_redo_all(lasting, units)

    any_sequence()


def undo_and_redo_all(store: Store, units: list[list[tuple[str, int, object]]]) -> None:
    """Do it all, undo it all, redo it all, undo it all; compare every row at every step."""
    start = rows(store)
    states = [start]
    for number, acts in enumerate(units):
        change = store.last_change
        with store.writing(f"unit {number}") as session:
            for one in acts:
                act(session, *one)
        if store.last_change is not change:
            states.append(rows(store))
    for state in reversed(states[:-1]):
        store.undo()
        assert rows(store) == state
    for state in states[1:]:
        store.redo()
        assert rows(store) == state
    for _ in states[1:]:
        store.undo()
    assert rows(store) == start
    assert index_is_whole(store)


def test_an_undo_that_forgets_a_row_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: the test above must not pass whatever undo does."""
    whole = steps.Step.inverse

    def careless(step: steps.Step) -> steps.Step:
        inverse = whole(step)
        if step.op != "insert" or len(step.rows) < 2:
            return inverse
        return steps.Step(step.table, inverse.op, step.key, step.columns, inverse.rows[1:])

    with small_store() as store:
        start = rows(store)
        with store.writing("two notes") as session:
            session.get_one(Book, 1).notes += [Note(text="a"), Note(text="b")]
        monkeypatch.setattr(steps.Step, "inverse", careless)
        store.undo()
        assert rows(store) != start


def test_a_deleted_shelf_comes_back_whole_with_its_numbers(store: Store) -> None:
    fill(store, 4)
    before = rows(store)
    with store.writing("shelf out") as session:
        session.delete(session.get_one(Shelf, 1))
    assert rows(store) == {"t_shelf": [], "t_book": [], "t_note": [], "search": []}
    change = store.undo()
    assert rows(store) == before
    assert (change.kind, change.label) == ("undo", "shelf out")
    assert ("t_note", 12) in change.touched


def test_undo_survives_closing_and_opening(store: Store, path: Path, clock: SetClock) -> None:
    fill(store, 2)
    before = rows(store)
    with store.writing("a new title") as session:
        session.get_one(Book, 2).title = "New"
    after = rows(store)
    store.close()
    store = again(path, clock)
    assert store.undo_label() == "a new title"
    store.undo()
    assert rows(store) == before
    store.close()
    store = again(path, clock)
    assert (store.undo_label(), store.redo_label()) == ("a shelf of books", "a new title")
    store.redo()
    assert rows(store) == after
    store.close()


def test_consecutive_changes_of_a_group_undo_together(store: Store) -> None:
    fill(store, 2)
    before = rows(store)
    for text in ("B", "Bo", "Boo"):
        with store.writing("title of book 1", group="visit-1") as session:
            session.get_one(Book, 1).title = text
    after = rows(store)
    with store.writing("title of book 1", group="visit-2") as session:
        session.get_one(Book, 1).title = "Later"
    store.undo()
    assert rows(store) == after
    store.undo()
    assert rows(store) == before
    assert store.redo_label() == "title of book 1"
    store.redo()
    assert rows(store) == after


def test_nothing_to_undo_says_so(store: Store) -> None:
    assert (store.undo_label(), store.redo_label()) == (None, None)
    with pytest.raises(CannotUndo, match="nothing to be undone"):
        store.undo()
    with pytest.raises(CannotUndo, match="nothing to be redone"):
        store.redo()


def test_a_new_change_makes_what_was_undone_past_redoing(store: Store) -> None:
    fill(store, 2)
    with store.writing("first") as session:
        session.get_one(Book, 1).title = "First"
    store.undo()
    with store.writing("second") as session:
        session.get_one(Book, 1).title = "Second"
    assert (store.undo_label(), store.redo_label()) == ("second", None)


def test_undo_is_refused_where_a_row_changed_otherwise_since(store: Store) -> None:
    fill(store, 2)
    with store.writing("a new title") as session:
        session.get_one(Book, 1).title = "New"
    with store.writing(None) as session:
        session.get_one(Book, 1).title = "Quietly newer"
    before = rows(store)
    with pytest.raises(CannotUndo) as caught:
        store.undo()
    assert caught.value.sentence() == (
        "“a new title” cannot be undone. What it changed has been changed otherwise since. (PD-115)"
    )
    assert rows(store) == before
    assert store.undo_label() == "a new title"


def test_undo_leaves_other_columns_of_the_row_alone(store: Store) -> None:
    fill(store, 1)
    with store.writing("a new title") as session:
        session.get_one(Book, 1).title = "New"
    with store.writing(None) as session:
        session.get_one(Book, 1).due = date(2026, 1, 1)
    store.undo()
    with store.reading() as session:
        book = session.get_one(Book, 1)
        assert (book.title[:6], book.due) == ("Book 0", date(2026, 1, 1))


def test_undo_is_refused_where_something_hangs_on_it(store: Store) -> None:
    fill(store, 1)
    with store.writing(None) as session:
        session.add(Note(book_id=1, text="quietly added"))
    before = rows(store)
    with pytest.raises(CannotUndo, match="cannot be undone"):
        store.undo()
    assert rows(store) == before


def test_every_change_undo_and_redo_has_its_record(store: Store) -> None:
    fill(store, 1)
    store.undo()
    store.redo()
    found = [(one.action, one.label) for one in audit.records(store)]
    assert found == [
        ("redone", "a shelf of books"),
        ("undone", "a shelf of books"),
        ("changed", "a shelf of books"),
        ("desk made", ""),
    ]
    assert audit.verify(store).problems == ()


def test_rows_put_in_together_are_found_undone_and_done_again(store: Store) -> None:
    fill(store, 3)
    before = rows(store)
    with store.writing("import") as session:
        shelf = session.scalars(select(Shelf)).first()
        assert shelf is not None
        shelf.books.append(Book(place=99, title="Quokkas by hand"))
        put_in(session, shelf, 700, "Quokkas")
        assert len(session.scalars(select(Book).where(Book.title.like("Quokkas%"))).all()) == 701
    after = rows(store)
    with store.reading() as session:
        assert len(search.find(session, "quokkas", limit=1000)) == 701
    store.undo()
    assert rows(store) == before
    with store.reading() as session:
        assert search.find(session, "quokkas") == []
    store.redo()
    assert rows(store) == after
    with store.reading() as session:
        assert len(search.find(session, "quokkas", limit=1000)) == 701


def test_nothing_is_put_in_by_what_only_reads(store: Store) -> None:
    fill(store, 3)
    before = rows(store)
    with pytest.raises(Fault), store.reading() as session:
        unit_of(session).put(Shelf, [{"name": "Quokkas"}])
    assert rows(store) == before


def test_a_large_import_undoes_in_one(store: Store, campaign: int) -> None:
    fill(store, 300 * campaign)
    with store.exclusively("size") as raw:
        (kept,) = raw.execute("SELECT length(row_steps) FROM change").fetchone()
    assert kept < 300 * campaign * 60
    store.undo()
    assert rows(store)["t_book"] == []
    assert rows(store)["search"] == []
    assert index_is_whole(store)
