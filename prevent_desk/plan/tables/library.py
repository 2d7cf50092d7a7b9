"""How the criteria library and evidence are stored."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.base import Base, Entry


class LibraryTable(Base):
    """A success criterion kept once; criteria of actions point to it and have its words."""

    __tablename__ = "plan_library"
    __table_args__ = ({"info": {"words": "criteria in the library"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[float]
    text: Mapped[str]
    unit: Mapped[str | None]

    def search_entry(self) -> Entry | None:
        """Find a criterion by its words."""
        return Entry("library", self.id, self.text, "")


class EvidenceTable(Base):
    """What shows that something was done: a file, a record of the desk, or a note.

    Attributes:
        number: What it counts towards measures (people trained, meetings held), or null.
        record: A record of the desk as "kind:id", or empty.
    """

    __tablename__ = "plan_evidence"
    __table_args__ = ({"info": {"words": "pieces of evidence"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    note: Mapped[str]
    on: Mapped[date | None]
    number: Mapped[int | None]
    record: Mapped[str]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kept_file.id"), index=True)
    links: Mapped[list[EvidenceLinkTable]] = relationship(
        cascade="all, delete-orphan", order_by="EvidenceLinkTable.id"
    )

    def search_entry(self) -> Entry | None:
        """Find evidence by its title and note."""
        return Entry("evidence", self.id, self.title, self.note)


class EvidenceLinkTable(Base):
    """Evidence serving one action, or one of its criteria.

    Action and criterion are no foreign keys: a link whose action is gone is passed over, and
    serves again when Undo brings the action back.
    """

    __tablename__ = "plan_evidence_link"
    __table_args__ = (Index("ix_plan_evidence_link_action_id", "action_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("plan_evidence.id"), index=True)
    action_id: Mapped[int]
    criterion_id: Mapped[int | None]
