"""How the register of documents is kept: each document, and its versions one after the other."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.attachments import FileTable
from prevent_desk.store.base import Base, Entry


class DocumentTable(Base):
    """A strategy, a policy, an equality assessment, terms of reference.

    Attributes:
        kind: A code of the vocabulary "document_kind".
        owner_id: The organisation whose it is; `owner`: as typed; both empty: this team's.
        agreed, review: Of the version in force, kept here too for lists to go by.
        ended: The day it was withdrawn.
    """

    __tablename__ = "policy_document"
    __table_args__ = ({"info": {"words": "documents"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(String(collation="NOCASE"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    owner: Mapped[str]
    note: Mapped[str]
    agreed: Mapped[date | None]
    review: Mapped[date | None]
    ended: Mapped[date | None]
    at: Mapped[datetime]
    by: Mapped[str]
    versions: Mapped[list[DocumentVersionTable]] = relationship(
        cascade="all, delete-orphan", order_by="DocumentVersionTable.id.desc()"
    )

    def search_entry(self) -> Entry | None:
        """Find a document by its title, and by what its versions are and who agreed them."""
        told = [
            part
            for one in self.versions
            for part in (one.version, one.agreed_by, one.changes, one.file.name if one.file else "")
        ]
        text = "\n".join(part for part in (self.owner, self.note, *told) if part)
        return Entry("policy_document", self.id, self.title, text)


class DocumentVersionTable(Base):
    """A version of a document.

    Attributes:
        state: "draft" or "agreed"; the newest agreed one is in force.
        agreed, agreed_by: The day, and where: "Safer City Partnership board".
        review: When it is to be looked at again; None where none was set.
        changes: What is new in it.
        at: When it was entered; of one that was a draft first, when it was said to be agreed.
    """

    search_owner: ClassVar[str] = "document_id"

    __tablename__ = "policy_version"
    __table_args__ = ({"info": {"words": "versions of documents"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("policy_document.id"), index=True)
    version: Mapped[str]
    state: Mapped[str]
    agreed: Mapped[date | None]
    agreed_by: Mapped[str]
    review: Mapped[date | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kept_file.id"), index=True)
    changes: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    file: Mapped[FileTable | None] = relationship()
