"""How organisations and the people in them are kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from prevent_desk.store.base import Base, Entry


class OrganisationTable(Base):
    """An agency, school, business or other body one works with.

    Attributes:
        short: As room lists and tables call it: "Children's Social Care"; or empty.
        sector: A code of the vocabulary "agency_group".
        agency: A code of the vocabulary "agency", which checks and panels name; or empty.
        statute: "council" or "police" where the law wants it on the panel (s.37); or empty.
        is_on_panel: It is asked to the Channel panel as a rule.
        areas: Home areas it speaks for, codes of the vocabulary "home_area".
        domains: Of its own mail addresses, in lower case: "barts.example".
        ended: The day it ceased to be; None while it is.
        merged_into_id: The organisation this one turned out to be; taken away again to unmerge.
            Nothing that belongs to this row is moved.
    """

    __tablename__ = "organisation"
    __table_args__ = ({"info": {"words": "organisations"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(collation="NOCASE"), index=True)
    short: Mapped[str]
    sector: Mapped[str]
    agency: Mapped[str]
    statute: Mapped[str]
    is_on_panel: Mapped[bool]
    areas: Mapped[list[str]] = mapped_column(JSON)
    domains: Mapped[list[str]] = mapped_column(JSON)
    address: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    website: Mapped[str]
    note: Mapped[str]
    ended: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    at: Mapped[datetime]

    def search_entry(self) -> Entry | None:
        """Find an organisation by its names and how it is reached."""
        told = (self.short, self.address, self.phone, self.email, self.website, self.note)
        return Entry("organisation", self.id, self.name, "\n".join(part for part in told if part))


class ContactTable(Base):
    """A person one works with: never a person of a referral.

    Attributes:
        name: As they are called: "DS R. Cole".
        given, family: For sorting and letters; may be empty.
        initials: As notes name the speaker: "RC"; empty: made from the name.
        role: What they do there: "Designated safeguarding lead".
        emails, phones: The first is the one to use; plain texts.
        topics: What they are asked about or written to for: "schools", "venue hire".
        left: The day they left the organisation; None while there.
        merged_into_id: The contact this one turned out to be; taken away again to unmerge.
        source: Where the row came from, in words: "typed", "staff list.xlsx".
    """

    __tablename__ = "contact"
    __table_args__ = ({"info": {"words": "contacts"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(collation="NOCASE"), index=True)
    given: Mapped[str]
    family: Mapped[str]
    initials: Mapped[str]
    role: Mapped[str]
    department: Mapped[str]
    emails: Mapped[list[str]] = mapped_column(JSON)
    phones: Mapped[list[str]] = mapped_column(JSON)
    address: Mapped[str]
    topics: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str]
    left: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    source: Mapped[str]
    at: Mapped[datetime]

    def search_entry(self) -> Entry | None:
        """Find a contact by name, role and ways to reach them."""
        told = (self.role, self.department, *self.emails, *self.phones, *self.topics, self.note)
        return Entry("contact", self.id, self.name, "\n".join(part for part in told if part))


class AbsenceTable(Base):
    """Days a contact is away, both ends included, and who covers meanwhile.

    Attributes:
        cover_id: Who stands in; None: the seat's deputy, if there is one.
    """

    __tablename__ = "contact_absence"
    __table_args__ = ({"info": {"words": "absences"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    first: Mapped[date]
    last: Mapped[date | None]
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    note: Mapped[str]
