"""How distribution lists are kept: rules, hand picks, and what they were when last used."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.base import Base, Entry


class ListTable(Base):
    """A list that rebuilds itself: whoever meets one of its rules, and those picked by hand.

    Attributes:
        rules: Each with "seats", "sectors", "topics" (codes; an empty one allows any); a contact
            that meets all parts of one rule is on the list.
    """

    __tablename__ = "contact_list"
    __table_args__ = ({"info": {"words": "lists"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    purpose: Mapped[str]
    rules: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    at: Mapped[datetime]
    picks: Mapped[list[ListPickTable]] = relationship(
        cascade="all, delete-orphan", order_by="ListPickTable.id"
    )
    uses: Mapped[list[ListUseTable]] = relationship(
        cascade="all, delete-orphan", order_by="ListUseTable.id"
    )

    def search_entry(self) -> Entry | None:
        """Find a list by its name."""
        return Entry("contact_list", self.id, self.name, self.purpose)


class ListPickTable(Base):
    """A contact added to a list, or left out of it, by hand."""

    __tablename__ = "contact_list_pick"
    __table_args__ = (
        UniqueConstraint("list_id", "contact_id"),
        {"info": {"words": "hand picks"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("contact_list.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    is_in: Mapped[bool]
    reason: Mapped[str]


class ListUseTable(Base):
    """A list as it was when addresses were taken from it.

    Attributes:
        how: "copied", "draft", "merge" (a mail-merge sheet), "csv".
        members: Each with "contact", "name", "organisation", "email".
    """

    __tablename__ = "contact_list_use"
    __table_args__ = ({"info": {"words": "uses of lists"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("contact_list.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    how: Mapped[str]
    members: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
