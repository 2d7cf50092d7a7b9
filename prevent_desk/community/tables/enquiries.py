"""How venue and speaker enquiries are kept: who asked, what was advised, what was decided."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.attachments import FileTable
from prevent_desk.store.base import Base, Entry


class EnquiryTable(Base):
    """Somebody asks whether to let a venue, or to have a speaker.

    Attributes:
        number: As it is called: "Enquiry 7"; never used twice.
        kind: "venue", "speaker" or "both".
        asker: As typed, where the organisation is no contact's or more was said.
        medium: A code of the vocabulary "medium".
        event_on: The day of the event; None where not told.
        speakers: As told.
        decision: A code of the vocabulary "enquiry_decision"; empty while open.
        decided_by: Who decided, in words: the venue's manager decides, this desk advises.
        follow_on: When to ask how it went; `followed`: the day it was; None where not.
    """

    __tablename__ = "venue_enquiry"
    __table_args__ = (
        UniqueConstraint("number"),
        Index("ix_venue_enquiry_asked_id", "asked", "id"),
        {"info": {"words": "venue and speaker enquiries"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    kind: Mapped[str]
    asked: Mapped[date]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    asker: Mapped[str]
    medium: Mapped[str]
    venue: Mapped[str]
    event: Mapped[str]
    event_on: Mapped[date | None]
    speakers: Mapped[str]
    concern: Mapped[str]
    advice: Mapped[str]
    advised: Mapped[date | None]
    decision: Mapped[str]
    decided: Mapped[date | None]
    decided_by: Mapped[str]
    reasons: Mapped[str]
    follow_on: Mapped[date | None]
    followed: Mapped[date | None]
    follow_words: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str]
    files: Mapped[list[EnquiryFileTable]] = relationship(
        cascade="all, delete-orphan", order_by="EnquiryFileTable.id"
    )

    def search_entry(self) -> Entry | None:
        """Find an enquiry by event, venue and who asked."""
        told = (
            self.venue, self.asker, self.speakers, self.concern, self.advice, self.reasons,
            self.follow_words, self.note,
        )  # fmt: skip
        title = f"Enquiry {self.number}: {self.event or self.venue}"
        return Entry("venue_enquiry", self.id, title, "\n".join(part for part in told if part))


class EnquiryFileTable(Base):
    """A file of an enquiry: the booking form, a flyer."""

    __tablename__ = "venue_enquiry_file"
    __table_args__ = ({"info": {"words": "files of enquiries"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("venue_enquiry.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("kept_file.id"), index=True)
    note: Mapped[str]
    file: Mapped[FileTable] = relationship()
