"""How a plan is kept.

The grid needs one flat select, so an action keeps two texts that are made from its children: its
criteria, one a line, and its comments as printed. The service renews them with every change of a
child; nothing else writes them.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.base import Base, Entry

if TYPE_CHECKING:
    from prevent_desk.plan.tables.partners import SendTable
    from prevent_desk.plan.tables.versions import VersionTable


def new_lineage() -> str:
    """Return 16 hex digits by which an action is known in every version and every year."""
    return secrets.token_hex(8)


class PlanTable(Base):
    """A plan of one or more years, with its own key of progress."""

    __tablename__ = "plan"
    __table_args__ = ({"info": {"words": "plans"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    years: Mapped[str]
    version: Mapped[str]
    label: Mapped[str]
    preamble: Mapped[list[str]] = mapped_column(JSON)
    strategic_objectives: Mapped[list[str]] = mapped_column(JSON)
    legend: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    objectives: Mapped[list[ObjectiveTable]] = relationship(
        cascade="all, delete-orphan", order_by="ObjectiveTable.position"
    )
    versions: Mapped[list[VersionTable]] = relationship(
        "VersionTable", cascade="all, delete-orphan", order_by="VersionTable.id"
    )
    sends: Mapped[list[SendTable]] = relationship(
        "SendTable", cascade="all, delete-orphan", order_by="SendTable.id"
    )

    def search_entry(self) -> Entry | None:
        """Find a plan by its title, years, version and preamble."""
        text = " ".join((self.years, self.version, self.label, *self.preamble))
        return Entry("plan", self.id, self.title, text)


class ObjectiveTable(Base):
    """A strategic objective. Positions are numbers between which another always fits."""

    __tablename__ = "plan_objective"
    __table_args__ = ({"info": {"words": "objectives"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[float]
    number: Mapped[str]
    title: Mapped[str]
    heading: Mapped[str]
    text: Mapped[str]
    introduction: Mapped[str]
    activities: Mapped[list[ActivityTable]] = relationship(
        cascade="all, delete-orphan", order_by="ActivityTable.position"
    )

    def search_entry(self) -> Entry | None:
        """Find an objective by its heading and text."""
        return Entry("objective", self.id, self.heading or self.title, self.text)


class ActivityTable(Base):
    """A heading inside an objective; without words it holds the rows directly under it."""

    __tablename__ = "plan_activity"

    id: Mapped[int] = mapped_column(primary_key=True)
    objective_id: Mapped[int] = mapped_column(ForeignKey("plan_objective.id"), index=True)
    position: Mapped[float]
    number: Mapped[str]
    heading: Mapped[str]
    actions: Mapped[list[ActionTable]] = relationship(
        cascade="all, delete-orphan", order_by="ActionTable.position"
    )


class ActionTable(Base):
    """One row of the plan.

    Attributes:
        lineage: Stays with the action through versions and into the plans of later years.
    """

    __tablename__ = "plan_action"
    # What a plan's first picture needs stands in one index, away from the long texts.
    __table_args__ = (
        Index(
            "ix_plan_action_activity_id_position_progress", "activity_id", "position", "progress"
        ),
        {"info": {"words": "actions"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("plan_activity.id"))
    position: Mapped[float]
    ref: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    leads: Mapped[str]
    timescale: Mapped[str]
    start: Mapped[date | None]
    due: Mapped[date | None]
    resources: Mapped[str]
    progress: Mapped[str | None]
    was: Mapped[str | None]
    reason: Mapped[str]
    criteria_text: Mapped[str]
    comments_text: Mapped[str]
    lineage: Mapped[str] = mapped_column(default=new_lineage)
    criteria: Mapped[list[CriterionTable]] = relationship(
        cascade="all, delete-orphan", order_by="CriterionTable.position"
    )
    updates: Mapped[list[UpdateTable]] = relationship(
        cascade="all, delete-orphan", order_by="UpdateTable.position"
    )
    history: Mapped[list[ProgressTable]] = relationship(
        cascade="all, delete-orphan", order_by="ProgressTable.id"
    )

    def search_entry(self) -> Entry | None:
        """Find an action by any word that stands in its row."""
        texts = (
            self.text,
            self.leads,
            self.criteria_text,
            self.timescale,
            self.resources,
            self.comments_text,
        )
        return Entry("action", self.id, f"{self.ref} {self.title}".strip(), "\n".join(texts))


class CriterionTable(Base):
    """One success criterion; a measure where `unit` is not null.

    Attributes:
        library_id: The entry of the criteria library whose words these are, if they are.
    """

    __tablename__ = "plan_criterion"
    __table_args__ = ({"info": {"words": "success criteria"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("plan_action.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    unit: Mapped[str | None]
    target: Mapped[str]
    actual: Mapped[str]
    library_id: Mapped[int | None] = mapped_column(ForeignKey("plan_library.id"), index=True)


class UpdateTable(Base):
    """One entry of the comments column."""

    __tablename__ = "plan_update"
    __table_args__ = ({"info": {"words": "updates"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("plan_action.id"), index=True)
    position: Mapped[int]
    on: Mapped[date | None]
    by: Mapped[str]
    text: Mapped[str]


class ProgressTable(Base):
    """One step in the declared progress of an action; `at` is UTC."""

    __tablename__ = "plan_progress"
    __table_args__ = ({"info": {"words": "changes of progress"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("plan_action.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    reason: Mapped[str]
