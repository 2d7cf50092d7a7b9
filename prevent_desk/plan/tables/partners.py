"""How workbooks sent to partners, and what came back, are kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.base import Base


class AgencyTable(Base):
    """Whom to write to at an agency that leads actions.

    Attributes:
        agency: As the plan's lead column names it.
    """

    __tablename__ = "plan_agency"
    __table_args__ = ({"info": {"words": "agencies"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency: Mapped[str] = mapped_column(unique=True)
    contact: Mapped[str]
    email: Mapped[str]
    note: Mapped[str]


class SendTable(Base):
    """A workbook sent to one agency: the register's line, and what was in it.

    Attributes:
        pack: The pack's id as printed in the workbook; never used twice.
        stamp: The plan's version stamp when it was sent.
        baseline: What was sent, as compressed JSON; what returns are compared with.
    """

    __tablename__ = "plan_send"
    __table_args__ = ({"info": {"words": "workbooks sent"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    pack: Mapped[str] = mapped_column(unique=True)
    agency: Mapped[str]
    contact: Mapped[str]
    email: Mapped[str]
    stamp: Mapped[str]
    file_name: Mapped[str]
    sent: Mapped[date]
    due: Mapped[date | None]
    at: Mapped[datetime]
    is_encrypted: Mapped[bool]
    baseline: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    chases: Mapped[list[ChaseTable]] = relationship(
        cascade="all, delete-orphan", order_by="ChaseTable.id"
    )
    returns: Mapped[list[ReturnTable]] = relationship(
        cascade="all, delete-orphan", order_by="ReturnTable.id"
    )


class ChaseTable(Base):
    """One reminder to an agency that has not answered."""

    __tablename__ = "plan_chase"

    id: Mapped[int] = mapped_column(primary_key=True)
    send_id: Mapped[int] = mapped_column(ForeignKey("plan_send.id"), index=True)
    on: Mapped[date]
    note: Mapped[str]


class ReturnTable(Base):
    """A file that came back.

    Attributes:
        sha256: Of the file's bytes: the same file dropped twice is known.
        content: What was read in it, as compressed JSON.
        decisions: What she decided so far, by the place of each difference; kept while she works.
        applied: When it was applied (UTC), or null.
    """

    __tablename__ = "plan_return"
    __table_args__ = ({"info": {"words": "returns"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    send_id: Mapped[int] = mapped_column(ForeignKey("plan_send.id"), index=True)
    file_name: Mapped[str]
    sha256: Mapped[str]
    at: Mapped[datetime]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    decisions: Mapped[dict[str, Any]] = mapped_column(JSON)
    applied: Mapped[datetime | None]
