"""The store's own tables; written by this room only, and never through mapped classes.

Moments are ISO 8601 text in UTC with microseconds, so that they sort and read the same everywhere.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from prevent_desk.store.base import Base

DESK = Table(
    "desk",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("vault_id", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("written_at", Text, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
"""Which desk this file is; its generation rises with every write session."""

CHANGE = Table(
    "change",
    Base.metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("group_token", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("row_steps", LargeBinary, nullable=False),
    CheckConstraint("kind IN ('do', 'undo', 'redo')", name="kind"),
    CheckConstraint("state IN ('done', 'undone', 'past')", name="state"),
    # Nothing to write for an ordinary change: nearly always it is empty.
    Index("ix_change_undone", "seq", sqlite_where=text("state = 'undone'")),
)
"""What a person did, with every row before and after; `past` can no longer be undone or redone."""

AUDIT = Table(
    "audit",
    Base.metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("object_type", Text, nullable=False),
    Column("object_id", Text, nullable=False),
    Column("detail_digest", LargeBinary, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""The chain. Triggers let in nothing but the next record; its words are in `audit_detail`."""

AUDIT_DETAIL = Table(
    "audit_detail",
    Base.metadata,
    Column("seq", Integer, primary_key=True),
    Column("detail", Text, nullable=False),
)
"""Apart from the chain, so that words can be erased and the chain still verifies."""

SEARCH_ENTRY = Table(
    "search_entry",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("object_id", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("source", "row_id"),
    # What a hit opens, without the page that holds its words.
    Index("ix_search_entry_object", "id", "kind", "object_id"),
)
"""What can be found of which row; triggers carry it into the full-text table `search_index`."""

DRAFT = Table(
    "draft",
    Base.metadata,
    Column("key", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("cursor", Integer, nullable=False),
    Column("at", Text, nullable=False),
)

SETTING = Table(
    "setting",
    Base.metadata,
    Column("name", Text, primary_key=True),
    Column("body", Text, nullable=False),
)
