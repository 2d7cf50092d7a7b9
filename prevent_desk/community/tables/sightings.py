"""How sightings are kept: what was seen where. No person record is ever made of one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.attachments import FileTable
from prevent_desk.store.base import Base, Entry


class SightingTable(Base):
    """A sticker, graffiti, a leaflet, something online, a comment, a tension.

    Attributes:
        number: As it is called: "Sighting 14"; never used twice.
        kind, theme: Codes of the vocabularies "sighting_kind" and "sighting_theme".
        street, ward: The place; `place`: what was said of it besides.
        latitude, longitude: WGS 84, degrees; None where not known.
        seen: The day; `seen_at`: the time of day, "07:50", or empty.
        items: How many: two stickers are one sighting.
        organisation_id: The partner that found it; `finder`: as typed ("Fire-safety visitor").
        removed: The day it was taken away; `removed_at`: time of day; `removed_by`: who did it.
        police: Passed to police as intelligence: "yes", "no" or "to_do"; `police_on`: the day.
        tension: What it may mean for the community, for the monthly summary.
        feedback_on: The day whoever reported it was told what became of it; `feedback`: what.
        for_profile: Taken to the local profile (CTLP): the day; None where not.
        source: "typed", "pdf", "workbook" or "mail"; `source_key`: what tells a report from itself
            when it comes twice; or empty.
    """

    __tablename__ = "sighting"
    __table_args__ = (
        UniqueConstraint("number"),
        Index("ix_sighting_seen_id", "seen", "id"),
        {"info": {"words": "sightings"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(index=True)
    theme: Mapped[str] = mapped_column(index=True)
    street: Mapped[str]
    ward: Mapped[str]
    place: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    seen: Mapped[date]
    seen_at: Mapped[str]
    items: Mapped[int]
    words: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    finder: Mapped[str]
    reporter_email: Mapped[str]
    removed: Mapped[date | None]
    removed_at: Mapped[str]
    removed_by: Mapped[str]
    police: Mapped[str]
    police_on: Mapped[date | None]
    tension: Mapped[str]
    feedback_on: Mapped[date | None]
    feedback: Mapped[str]
    for_profile: Mapped[date | None]
    source: Mapped[str]
    source_key: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str]
    photos: Mapped[list[SightingPhotoTable]] = relationship(
        cascade="all, delete-orphan", order_by="SightingPhotoTable.id"
    )

    def search_entry(self) -> Entry | None:
        """Find a sighting by its place and what was seen."""
        told = (self.street, self.ward, self.place, self.words, self.finder, self.tension)
        where = self.street or self.ward or self.place or "no place told"
        title = f"Sighting {self.number}: {where}, {self.seen:%d %b %Y}"
        return Entry("sighting", self.id, title, "\n".join(part for part in told if part))


class SightingPhotoTable(Base):
    """A photo of a sighting, written anew without its metadata."""

    __tablename__ = "sighting_photo"
    __table_args__ = ({"info": {"words": "photos of sightings"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    sighting_id: Mapped[int] = mapped_column(ForeignKey("sighting.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("kept_file.id"), index=True)
    note: Mapped[str]
    file: Mapped[FileTable] = relationship()


class DigestTable(Base):
    """A monthly digest as it went to partners.

    Attributes:
        sightings: Keys of those it told of; `receivers`: names and addresses it was drafted for.
    """

    __tablename__ = "sighting_digest"
    __table_args__ = ({"info": {"words": "digests"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[date]
    last: Mapped[date]
    sightings: Mapped[list[int]] = mapped_column(JSON)
    receivers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    words: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
