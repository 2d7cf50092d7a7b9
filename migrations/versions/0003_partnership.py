"""Keep versions, hints set aside, the criteria library, evidence, and partners' workbooks."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NEW = (
    "plan_version",
    "plan_hint_aside",
    "plan_library",
    "kept_file",
    "plan_evidence",
    "plan_evidence_link",
    "plan_agency",
    "plan_send",
    "plan_chase",
    "plan_return",
)


def text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime, nullable=False)


def content(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def table(name: str, *columns: SchemaItem, parents: dict[str, str] | None = None) -> None:
    op.create_table(
        name,
        number("id"),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(
            sa.ForeignKeyConstraint([key], [f"{parent}.id"], name=f"fk_{name}_{key}_{parent}")
            for key, parent in (parents or {}).items()
        ),
    )
    for key in parents or {}:
        op.create_index(f"ix_{name}_{key}", name, [key])


def upgrade() -> None:
    table(
        "plan_version",
        number("plan_id"),
        *text("stamp"),
        sa.Column("on", sa.Date, nullable=False),
        *text("agreed_by", "note"),
        moment("at"),
        sa.Column("standing", sa.JSON, nullable=False),
        content("content"),
        parents={"plan_id": "plan"},
    )
    table(
        "plan_hint_aside",
        number("plan_id"),
        *text("key", "about", "reason", "by"),
        moment("at"),
        parents={"plan_id": "plan"},
    )
    _library()
    _partners()
    op.add_column("plan_action", sa.Column("lineage", sa.String, nullable=False, server_default=""))
    op.execute("UPDATE plan_action SET lineage = lower(hex(randomblob(8)))")
    with op.batch_alter_table("plan_action") as batch:
        batch.alter_column("lineage", server_default=None)
    with op.batch_alter_table("plan_criterion") as batch:
        batch.add_column(sa.Column("library_id", sa.Integer))
        batch.create_foreign_key(
            "fk_plan_criterion_library_id_plan_library", "plan_library", ["library_id"], ["id"]
        )
    op.create_index("ix_plan_criterion_library_id", "plan_criterion", ["library_id"])


def _library() -> None:
    table(
        "plan_library",
        sa.Column("position", sa.Double, nullable=False),
        *text("text"),
        sa.Column("unit", sa.String),
    )
    table(
        "kept_file",
        *text("name"),
        number("size"),
        *text("sha256"),
        moment("at"),
        *text("words"),
        content("content"),
    )
    op.create_index("ix_kept_file_sha256", "kept_file", ["sha256"])
    table(
        "plan_evidence",
        *text("title", "note"),
        sa.Column("on", sa.Date),
        sa.Column("number", sa.Integer),
        *text("record"),
        sa.Column("file_id", sa.Integer),
        parents={"file_id": "kept_file"},
    )
    table(
        "plan_evidence_link",
        number("evidence_id"),
        number("action_id"),
        sa.Column("criterion_id", sa.Integer),
        parents={"evidence_id": "plan_evidence"},
    )
    op.create_index("ix_plan_evidence_link_action_id", "plan_evidence_link", ["action_id"])


def _partners() -> None:
    table(
        "plan_agency",
        *text("agency", "contact", "email", "note"),
        sa.UniqueConstraint("agency", name="uq_plan_agency_agency"),
    )
    table(
        "plan_send",
        number("plan_id"),
        *text("pack", "agency", "contact", "email", "stamp", "file_name"),
        sa.Column("sent", sa.Date, nullable=False),
        sa.Column("due", sa.Date),
        moment("at"),
        sa.Column("is_encrypted", sa.Boolean, nullable=False),
        content("baseline"),
        sa.UniqueConstraint("pack", name="uq_plan_send_pack"),
        parents={"plan_id": "plan"},
    )
    table(
        "plan_chase",
        number("send_id"),
        sa.Column("on", sa.Date, nullable=False),
        *text("note"),
        parents={"send_id": "plan_send"},
    )
    table(
        "plan_return",
        number("send_id"),
        *text("file_name", "sha256"),
        moment("at"),
        content("content"),
        sa.Column("decisions", sa.JSON, nullable=False),
        sa.Column("applied", sa.DateTime),
        parents={"send_id": "plan_send"},
    )


def downgrade() -> None:
    op.drop_index("ix_plan_criterion_library_id", "plan_criterion")
    with op.batch_alter_table("plan_criterion") as batch:
        batch.drop_constraint("fk_plan_criterion_library_id_plan_library", type_="foreignkey")
        batch.drop_column("library_id")
    with op.batch_alter_table("plan_action") as batch:
        batch.drop_column("lineage")
    for name in reversed(NEW):
        op.drop_table(name)
