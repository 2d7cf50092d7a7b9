"""A small feature of the tests' own: shelves of books with notes, every kind of column in use."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import CheckConstraint, Enum, ForeignKey, MetaData, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.base import NAMES, Base, Entry
from prevent_desk.store.session import Store


class ShelfBase(Base):
    """Keeps the tests' tables out of the product's metadata."""

    __abstract__ = True
    metadata = MetaData(naming_convention=NAMES)


class State(enum.Enum):
    NEW = "new"
    READ = "read"


class Shelf(ShelfBase):
    __tablename__ = "t_shelf"
    __table_args__ = ({"info": {"words": "shelves"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list[Book]] = relationship(
        back_populates="shelf", cascade="all, delete-orphan", order_by="Book.place"
    )


class Book(ShelfBase):
    __tablename__ = "t_book"
    __table_args__ = (UniqueConstraint("shelf_id", "place"), CheckConstraint("place >= 0", "place"))

    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_id: Mapped[int] = mapped_column(ForeignKey("t_shelf.id"))
    place: Mapped[int]
    title: Mapped[str]
    due: Mapped[date | None]
    state: Mapped[State] = mapped_column(Enum(State), default=State.NEW)
    cover: Mapped[bytes | None]
    price: Mapped[float | None]
    shelf: Mapped[Shelf] = relationship(back_populates="books")
    notes: Mapped[list[Note]] = relationship(
        cascade="all, delete-orphan", order_by="Note.id", lazy="selectin"
    )

    def search_entry(self) -> Entry | None:
        if self.state is State.READ:
            return None
        return Entry("book", self.id, self.title, " ".join(note.text for note in self.notes))


class Note(ShelfBase):
    __tablename__ = "t_note"
    search_owner = "book_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("t_book.id"))
    text: Mapped[str]


def put_up(store: Store) -> None:
    """Make the tables in a store."""
    with store.writing(None) as session:
        ShelfBase.metadata.create_all(session.connection())


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the shelf, the index and what hangs on it, as SQLite holds it."""
    with store.exclusively("look") as raw:
        return {
            table: raw.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in ("t_shelf", "t_book", "t_note")
        } | {
            "search": raw.execute(
                "SELECT source, row_id, kind, object_id, title, body FROM search_entry "
                "ORDER BY 1, 2"
            ).fetchall()
        }
