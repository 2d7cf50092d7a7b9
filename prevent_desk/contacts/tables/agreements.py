"""How information-sharing agreements and who signed them are kept."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.base import Base, Entry


class AgreementTable(Base):
    """An agreement between organisations to share information.

    Attributes:
        version: As printed on it: "2.1"; or empty.
        review: The day it has to be looked at again; None where none was set.
        file_id: The signed paper inside the vault.
    """

    __tablename__ = "agreement"
    __table_args__ = ({"info": {"words": "agreements"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    version: Mapped[str]
    purpose: Mapped[str]
    begun: Mapped[date | None]
    review: Mapped[date | None]
    ended: Mapped[date | None]
    note: Mapped[str]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kept_file.id"), index=True)
    parties: Mapped[list[AgreementPartyTable]] = relationship(
        cascade="all, delete-orphan", order_by="AgreementPartyTable.id"
    )

    def search_entry(self) -> Entry | None:
        """Find an agreement by its title and notes."""
        told = (self.version, self.purpose, self.note)
        return Entry("agreement", self.id, self.title, "\n".join(part for part in told if part))


class AgreementPartyTable(Base):
    """An organisation that is to sign, and who signed for it.

    Attributes:
        signed: The day; None while it is asked for.
        signatory: Their name as signed, kept though the contact may change.
    """

    __tablename__ = "agreement_party"
    __table_args__ = ({"info": {"words": "signatories"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    signatory: Mapped[str]
    signed: Mapped[date | None]
    note: Mapped[str]
