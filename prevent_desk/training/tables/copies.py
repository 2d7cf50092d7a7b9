"""How numbered copies of the business product are kept, who holds them, and what came of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from prevent_desk.store.base import Base, Entry


class LoanLineTable(Base):
    """One thing that became of a loan.

    Attributes:
        kind: "reached", "reviewed", "chased", "recalled", "back", "note".
        reached: People reached, as the holder reported; `reached_how`: "counted", "estimated".
    """

    __tablename__ = "product_loan_line"
    __table_args__ = ({"info": {"words": "lines of copies"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    loan_id: Mapped[int] = mapped_column(ForeignKey("product_loan.id"), index=True)
    kind: Mapped[str]
    on: Mapped[date]
    reached: Mapped[int | None]
    reached_how: Mapped[str]
    words: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class LoanTable(Base):
    """That a copy went out to somebody.

    Attributes:
        holder: As typed, where the organisation is no contact's or more was said.
        trainer_id, trainer: Who was trained to use it there.
        review: The day its trial is to be reviewed: six months after it went out, as a rule.
        reviewed: The day it was; `answers`: the review, under `form` and `version`.
        recalled: The day it was asked back; `back`: the day it came.
    """

    __tablename__ = "product_loan"
    __table_args__ = ({"info": {"words": "copies lent"}},)
    search_owner = "copy_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    copy_id: Mapped[int] = mapped_column(ForeignKey("product_copy.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    holder: Mapped[str]
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    trainer: Mapped[str]
    version: Mapped[str]
    out: Mapped[date] = mapped_column(index=True)
    review: Mapped[date | None]
    reviewed: Mapped[date | None]
    form: Mapped[str]
    form_version: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    recalled: Mapped[date | None]
    back: Mapped[date | None]
    back_note: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    lines: Mapped[list[LoanLineTable]] = relationship(
        cascade="all, delete-orphan", order_by="LoanLineTable.id"
    )


class CopyTable(Base):
    """A numbered copy: a USB kit with films and handbook.

    Attributes:
        number: As printed on it; each once.
        version: Of films and handbook: "1.2".
        ended: The day it was lost, destroyed or withdrawn; `end_reason`: which, in words.
        last_lent: Worked out: the day it went out last.
    """

    __tablename__ = "product_copy"
    __table_args__ = (UniqueConstraint("number"), {"info": {"words": "product copies"}})

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    kind: Mapped[str]
    version: Mapped[str]
    note: Mapped[str]
    ended: Mapped[date | None]
    end_reason: Mapped[str]
    at: Mapped[datetime]
    loans: Mapped[list[LoanTable]] = relationship(
        cascade="all, delete-orphan", order_by="LoanTable.id"
    )
    last_lent: Mapped[date | None] = column_property(
        select(func.max(LoanTable.out))
        .where(LoanTable.copy_id == id)
        .correlate_except(LoanTable)
        .scalar_subquery()
    )

    def search_entry(self) -> Entry | None:
        """Find a copy by its number, by who holds or held it, by who was trained."""
        told = [self.note]
        for loan in self.loans:
            told += [loan.holder, loan.trainer, loan.note]
        return Entry("product_copy", self.id, f"Copy {self.number}", "\n".join(filter(None, told)))
