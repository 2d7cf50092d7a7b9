"""Keep delivery plans: objectives, activities, actions, criteria, updates, steps of progress."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def child(name: str, parent: str, key: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column(key, sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint([key], [f"{parent}.id"], name=f"fk_{name}_{key}_{parent}"),
    )
    # The first columns of a wider index serve as well.
    wider = ["position", "progress"] if name == "plan_action" else []
    op.create_index("_".join(("ix", name, key, *wider)), name, [key, *wider])


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer, nullable=False),
        *text("title", "years", "version", "label"),
        *(
            sa.Column(name, sa.JSON, nullable=False)
            for name in ("preamble", "strategic_objectives", "legend")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
    )
    child(
        "plan_objective",
        "plan",
        "plan_id",
        sa.Column("position", sa.Double, nullable=False),
        *text("number", "title", "heading", "text", "introduction"),
    )
    child(
        "plan_activity",
        "plan_objective",
        "objective_id",
        sa.Column("position", sa.Double, nullable=False),
        *text("number", "heading"),
    )
    child(
        "plan_action",
        "plan_activity",
        "activity_id",
        sa.Column("position", sa.Double, nullable=False),
        *text("ref", "title", "text", "leads", "timescale"),
        sa.Column("start", sa.Date),
        sa.Column("due", sa.Date),
        *text("resources"),
        sa.Column("progress", sa.String),
        sa.Column("was", sa.String),
        *text("reason", "criteria_text", "comments_text"),
    )
    child(
        "plan_criterion",
        "plan_action",
        "action_id",
        sa.Column("position", sa.Integer, nullable=False),
        *text("text"),
        sa.Column("unit", sa.String),
        *text("target", "actual"),
    )
    child(
        "plan_update",
        "plan_action",
        "action_id",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("on", sa.Date),
        *text("by", "text"),
    )
    child(
        "plan_progress",
        "plan_action",
        "action_id",
        sa.Column("at", sa.DateTime, nullable=False),
        *text("by"),
        sa.Column("before", sa.String),
        sa.Column("after", sa.String),
        *text("reason"),
    )


def downgrade() -> None:
    for table in ("progress", "update", "criterion", "action", "activity", "objective"):
        op.drop_table(f"plan_{table}")
    op.drop_table("plan")
