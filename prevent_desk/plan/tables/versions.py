"""How a frozen version of a plan is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from prevent_desk.store.base import Base


class VersionTable(Base):
    """A plan as it stood when it was frozen; never changed afterwards.

    Attributes:
        stamp: As printed: "V1.6/5/15".
        agreed_by: Who agreed it: a board or a meeting, in the officer's words.
        at: When it was frozen (UTC).
        standing: Its key of progress, each stage with its count; last, without a stage, what was
            not set. For lists, which then need not open the content.
        content: The whole plan as compressed JSON (`plan.model.versions.kept`).
    """

    __tablename__ = "plan_version"
    __table_args__ = ({"info": {"words": "versions"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    stamp: Mapped[str]
    on: Mapped[date]
    agreed_by: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]
    standing: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
