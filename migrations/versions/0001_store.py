"""Give the vault its identity, its history of changes, its audit chain, its index and drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

AUDIT_TRIGGERS = (
    """
CREATE TRIGGER audit_next_only BEFORE INSERT ON audit
WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  OR new.prev IS NOT coalesce((SELECT seal FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32))
BEGIN
  SELECT RAISE(ABORT, 'audit: not the next record');
END""",
    """
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit: records are never changed');
END""",
    """
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit: records are never deleted');
END""",
)


def upgrade() -> None:
    op.create_table(
        "desk",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("vault_id", sa.Text, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("written_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk"),
        sa.CheckConstraint("id = 1", name="ck_desk_one_row"),
    )
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("group_token", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("row_steps", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_change"),
        sa.CheckConstraint("kind IN ('do', 'undo', 'redo')", name="ck_change_kind"),
        sa.CheckConstraint("state IN ('done', 'undone', 'past')", name="ck_change_state"),
    )
    op.create_index("ix_change_undone", "change", ["seq"], sqlite_where=sa.text("state = 'undone'"))
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("object_type", sa.Text, nullable=False),
        sa.Column("object_id", sa.Text, nullable=False),
        sa.Column("detail_digest", sa.LargeBinary, nullable=False),
        sa.Column("prev", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
        sqlite_strict=True,
    )
    op.create_table(
        "audit_detail",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_detail"),
    )
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("row_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("object_id", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_entry"),
        sa.UniqueConstraint("source", "row_id", name="uq_search_entry_source_row_id"),
    )
    op.create_index("ix_search_entry_object", "search_entry", ["id", "kind", "object_id"])
    op.create_table(
        "draft",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("cursor", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_draft"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='search_entry', "
        "content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
    )
    for trigger in AUDIT_TRIGGERS:
        op.execute(trigger.strip())


def downgrade() -> None:
    op.execute("DROP TABLE search_index")
    for table in ("setting", "draft", "search_entry", "audit_detail", "audit", "change", "desk"):
        op.drop_table(table)
