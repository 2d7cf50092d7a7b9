"""How people are kept: each referral's person as told, and what links persons to one another."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prevent_desk.store.base import Base, Entry


class PersonTable(Base):
    """A person as one referral told of them; never overwritten by another referral.

    Attributes:
        head_id: The smallest id among the persons joined to this one by links of kind "same", its
            own where there are none; kept by the people service, the links are the truth.
        label: What to call somebody without a name: "Name not known (family of four)"; or empty.
        given, family: As told; a name in one piece stands in `family`.
        aliases: Other names, nicknames and spellings, one a line.
        born, born_year, is_approximate: A day, or a year alone; about, when approximate.
        born_told: The birth as it was told: "about 17".
        address: Of now, without town and postcode; `earlier` holds others, one a line.
        phones, emails, online: One a line.
    """

    __tablename__ = "person"
    __table_args__ = ({"info": {"words": "people"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    head_id: Mapped[int] = mapped_column(index=True)
    label: Mapped[str]
    given: Mapped[str]
    family: Mapped[str]
    aliases: Mapped[str]
    born: Mapped[date | None]
    born_year: Mapped[int | None]
    is_approximate: Mapped[bool]
    born_told: Mapped[str]
    gender: Mapped[str]
    ethnicity: Mapped[str]
    health: Mapped[str]
    address: Mapped[str]
    town: Mapped[str]
    postcode: Mapped[str]
    earlier: Mapped[str]
    home_area: Mapped[str]
    phones: Mapped[str]
    emails: Mapped[str]
    online: Mapped[str]
    language: Mapped[str]
    nationality: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]

    def search_entry(self) -> Entry | None:
        """Find a person by every name and way to reach them."""
        name = f"{self.given} {self.family}".strip() or self.label or "Name not known"
        told = (self.aliases, self.address, self.town, self.postcode, self.earlier)
        reached = (self.phones, self.emails, self.online, self.note)
        return Entry("person", self.id, name, "\n".join(part for part in (*told, *reached) if part))


class PersonLinkTable(Base):
    """What was decided about two persons: the same, not the same, or related.

    Attributes:
        kind: "same", "not_same" or "relative".
        relation: For relatives, a code of the vocabulary "relation", of `b` to `a`.
        reasons: What spoke for and against when it was decided, a line each.
        ended: When it was taken back, UTC; None while it holds. A row is never taken away, so that
            what was once believed of two persons can always be told.
        ended_by, ended_reason: By whom, and why where a reason was given.
    """

    __tablename__ = "person_link"
    __table_args__ = ({"info": {"words": "links between people"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    a_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    b_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    relation: Mapped[str]
    reason: Mapped[str]
    reasons: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    ended: Mapped[datetime | None]
    ended_by: Mapped[str]
    ended_reason: Mapped[str]
