"""How hints that were set aside are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prevent_desk.store.base import Base


class AsideTable(Base):
    """A hint that was set aside, with the reason.

    Attributes:
        key: What the hint speaks of: its kind and the record, as `plan.model.health` writes it.
            No foreign key: when the action goes and comes back by Undo, so does this.
        about: The words it was set aside for; when they change, the hint is shown again.
        at: When (UTC).
    """

    __tablename__ = "plan_hint_aside"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    key: Mapped[str]
    about: Mapped[str]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
