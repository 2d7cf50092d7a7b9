"""Finding by words: whatever is typed, the index holds what the rows hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_desk.core.errors import Fault
from prevent_desk.store import index, search
from prevent_desk.store.session import Store
from prevent_desk.store.unit import unit_of
from tests.store.conftest import fill
from tests.store.shelf import Book, Note, Shelf, State, rows
from tests.store.test_undo import index_is_whole, lasting  # noqa: F401 - a fixture


def found(store: Store, typed: str, **more: object) -> list[str]:
    with store.reading() as session:
        return [hit.title for hit in search.find(session, typed, **more)]  # type: ignore[arg-type]


@pytest.fixture
def shelf(store: Store) -> Store:
    with store.writing("books") as session:
        titles = ("Café culture", "O2-01 Safe places", "Safeguarding training", "Ideologies")
        books = [Book(place=place, title=title) for place, title in enumerate(titles)]
        books[3].notes = [Note(text="safe in every school")]
        session.add(Shelf(name="Plans", books=books))
    return store


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("cafe", ["Café culture"]),
        ("CAFÉ", ["Café culture"]),
        ("o2-01", ["O2-01 Safe places"]),
        ("o2", ["O2-01 Safe places"]),
        ("safeg train", ["Safeguarding training"]),
        ("train safeg", ["Safeguarding training"]),
        ("school", ["Ideologies"]),
        ("cafe training", []),
        ("", []),
        ("  ", []),
        ('"', []),
        ("* OR NOT", []),
    ],
)
def test_words_find_what_holds_them_all(shelf: Store, typed: str, titles: list[str]) -> None:
    assert found(shelf, typed) == titles


def test_a_title_weighs_more_than_a_text(shelf: Store) -> None:
    in_titles = ["Safeguarding training", "O2-01 Safe places"]
    assert found(shelf, "safe") == [*in_titles, "Ideologies"]
    assert found(shelf, "safe", limit=1) == in_titles[:1]
    assert found(shelf, "safe", kind="book") == found(shelf, "safe")
    assert found(shelf, "safe", kind="letter") == []


def test_a_hit_says_what_it_opens_and_the_words_around(shelf: Store) -> None:
    with shelf.reading() as session:
        (hit,) = search.find(session, "school")
    assert hit == search.Hit("book", 4, "Ideologies", "safe in every school")


@settings(max_examples=80, deadline=None, database=None)
@given(
    typed=st.text(max_size=40) | st.sampled_from(['"a', "NEAR(", "a:b", "^x*", "-", "a AND", "(]"])
)
def test_nothing_that_can_be_typed_breaks_the_search(lasting: Store, typed: str) -> None:  # noqa: F811
    found(lasting, typed)


def test_a_childs_words_follow_it(shelf: Store) -> None:
    with shelf.writing("a note by its key alone") as session:
        session.add(Note(book_id=1, text="quokka"))
    assert found(shelf, "quokka") == ["Café culture"]
    with shelf.writing("moved") as session:
        book = session.get_one(Book, 1)
        book.notes.remove(book.notes[0])
        session.flush()
        session.add(Note(book_id=2, text="quokka"))
    assert found(shelf, "quokka") == ["O2-01 Safe places"]
    with shelf.writing("reworded") as session:
        session.get_one(Book, 2).notes[0].text = "wombat"
    assert (found(shelf, "quokka"), found(shelf, "wombat")) == ([], ["O2-01 Safe places"])
    shelf.undo()
    shelf.undo()
    assert found(shelf, "quokka") == ["Café culture"]
    shelf.undo()
    assert found(shelf, "quokka") == []
    assert index_is_whole(shelf)


def test_a_child_added_beside_a_collection_already_read_is_found(shelf: Store) -> None:
    with shelf.writing("beside") as session:
        assert session.get_one(Book, 1).notes == []
        session.add(Note(book_id=1, text="quokka"))
    assert found(shelf, "quokka") == ["Café culture"]


def test_what_has_no_entry_any_more_is_not_found(shelf: Store) -> None:
    with shelf.writing("read") as session:
        session.get_one(Book, 1).state = State.READ
    assert found(shelf, "cafe") == []
    shelf.undo()
    assert found(shelf, "cafe") == ["Café culture"]


def test_quiet_writing_is_indexed_too(shelf: Store) -> None:
    with shelf.writing(None) as session:
        session.get_one(Book, 1).title = "Quietly renamed"
    assert found(shelf, "quietly") == ["Quietly renamed"]


def test_the_index_made_anew_is_the_same(store: Store) -> None:
    fill(store, 12)
    before = rows(store)["search"]
    with store.writing(None) as session:
        index.rebuild(unit_of(session))
    assert rows(store)["search"] == before
    assert len(found(store, "zanzibar", limit=50)) == 12
    assert index_is_whole(store)


def test_a_session_of_someone_elses_is_a_fault() -> None:
    from sqlalchemy.orm import Session

    with pytest.raises(Fault):
        search.find(Session(), "x")


def test_the_newest_hits_come_first_and_a_limit_cuts_the_oldest(store: Store) -> None:
    fill(store, 30)
    with store.reading() as session:
        cut = search.newest(session, "zanz", ("book",), 4)
        every = search.newest(session, "zanz", ("book",), 99)
    assert [key for _, key in every.objects] == list(range(30, 0, -1))
    assert (cut.objects, cut.is_all, every.is_all) == (every.objects[:4], False, True)


@pytest.mark.parametrize("wanted", [(30, 29), (30, 1), (2, 1), (17,), tuple(range(30, 0, -1))])
def test_few_are_looked_into_wherever_they_stand(store: Store, wanted: tuple[int, ...]) -> None:
    fill(store, 30)
    with store.reading() as session:
        places = search.places(session, {"t_book": wanted})
        found, is_all = search.among(session, "zanz", places)
        none = search.among(session, "no such word", places)
    assert [places[place] for place in found] == [("t_book", key) for key in wanted]
    assert is_all == (len(wanted) == 30)
    assert none == ([], True)


def test_where_nothing_is_looked_into_others_are_still_told_of(shelf: Store) -> None:
    with shelf.reading() as session:
        assert search.among(session, "safe", {}) == ([], False)
        assert search.among(session, "quokka", {}) == ([], True)
