"""Keep contacts and their seats, what is owed, and panels with their notes and minutes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NEW = (
    "contact_list",
    "contact_round",
    "organisation",
    "agreement",
    "contact",
    "contact_list_use",
    "seat",
    "agreement_party",
    "contact_absence",
    "contact_list_pick",
    "seat_holding",
    "contact_round_line",
    "owed",
    "owed_file",
    "owed_line",
    "panel_series",
    "panel_meeting",
    "panel_item",
    "panel_minutes",
    "panel_minutes_text",
    "panel_addendum",
    "panel_invite",
    "panel_private_note",
    "panel_span",
    "panel_declaration",
    "panel_line",
    "panel_presence",
    "panel_decision",
    "panel_line_version",
)


def text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def nocase(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(collation="NOCASE"), nullable=False)


def number(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=null)


def moment(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime, nullable=null)


def day(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date, nullable=null)


def flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


def json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=False)


def table(
    name: str,
    *columns: SchemaItem,
    parents: dict[str, str] | None = None,
    indexes: tuple[str, ...] = (),
    unindexed: tuple[str, ...] = (),
) -> None:
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
    for key in (*(key for key in parents or {} if key not in unindexed), *indexes):
        op.create_index(f"ix_{name}_{key}", name, [key])


def upgrade() -> None:
    _contacts()
    _actions()
    _panels()


def _contacts() -> None:
    table(
        "contact_list",
        *text("name", "purpose"),
        json("rules"),
        moment("at"),
    )
    table(
        "contact_round",
        *text("title"),
        day("begun"),
        day("due"),
        day("ended", null=True),
        moment("at"),
    )
    table(
        "organisation",
        nocase("name"),
        *text("short", "sector", "agency", "statute"),
        flag("is_on_panel"),
        json("areas"),
        json("domains"),
        *text("address", "phone", "email", "website", "note"),
        day("ended", null=True),
        number("merged_into_id", null=True),
        moment("at"),
        parents={"merged_into_id": "organisation"},
        indexes=("name",),
    )
    table(
        "agreement",
        *text("title", "version", "purpose"),
        day("begun", null=True),
        day("review", null=True),
        day("ended", null=True),
        *text("note"),
        number("file_id", null=True),
        parents={"file_id": "kept_file"},
    )
    table(
        "contact",
        number("organisation_id", null=True),
        nocase("name"),
        *text("given", "family", "initials", "role", "department"),
        json("emails"),
        json("phones"),
        *text("address"),
        json("topics"),
        *text("note"),
        day("left", null=True),
        number("merged_into_id", null=True),
        *text("source"),
        moment("at"),
        parents={"organisation_id": "organisation", "merged_into_id": "contact"},
        indexes=("name",),
    )
    table(
        "contact_list_use",
        number("list_id"),
        moment("at"),
        *text("by", "how"),
        json("members"),
        parents={"list_id": "contact_list"},
    )
    table(
        "seat",
        number("organisation_id"),
        *text("kind"),
        day("opened"),
        day("closed", null=True),
        *text("note"),
        sa.UniqueConstraint("organisation_id", "kind", name="uq_seat_organisation_id_kind"),
        parents={"organisation_id": "organisation"},
    )
    table(
        "agreement_party",
        number("agreement_id"),
        number("organisation_id"),
        number("contact_id", null=True),
        *text("signatory"),
        day("signed", null=True),
        *text("note"),
        parents={
            "agreement_id": "agreement",
            "organisation_id": "organisation",
            "contact_id": "contact",
        },
    )
    table(
        "contact_absence",
        number("contact_id"),
        day("first"),
        day("last", null=True),
        number("cover_id", null=True),
        *text("note"),
        parents={"contact_id": "contact", "cover_id": "contact"},
    )
    table(
        "contact_list_pick",
        number("list_id"),
        number("contact_id"),
        flag("is_in"),
        *text("reason"),
        sa.UniqueConstraint(
            "list_id", "contact_id", name="uq_contact_list_pick_list_id_contact_id"
        ),
        parents={"list_id": "contact_list", "contact_id": "contact"},
    )
    table(
        "seat_holding",
        number("seat_id"),
        number("contact_id"),
        day("since"),
        day("until", null=True),
        day("verified", null=True),
        *text("verified_how", "left_reason", "handover"),
        parents={"seat_id": "seat", "contact_id": "contact"},
    )
    table(
        "contact_round_line",
        number("round_id"),
        number("seat_id"),
        number("holding_id", null=True),
        day("asked", null=True),
        json("reminded"),
        *text("answer"),
        day("answered", null=True),
        *text("words"),
        parents={"round_id": "contact_round", "seat_id": "seat", "holding_id": "seat_holding"},
    )


def _actions() -> None:
    table(
        "owed",
        number("number"),
        *text("words", "shared_words"),
        number("owner_id", null=True),
        *text("seat"),
        number("contact_id", null=True),
        *text("owner_told"),
        day("due", null=True),
        *text("due_told"),
        day("made"),
        moment("at"),
        *text("by", "source"),
        number("source_id", null=True),
        *text("source_words", "case_ref", "state"),
        day("closed", null=True),
        *text("outcome"),
        sa.UniqueConstraint("number", name="uq_owed_number"),
        parents={"owner_id": "organisation", "contact_id": "contact"},
        indexes=(
            "case_ref",
            "state",
        ),
    )
    table(
        "owed_file",
        number("owed_id"),
        number("file_id"),
        *text("note"),
        parents={"owed_id": "owed", "file_id": "kept_file"},
    )
    table(
        "owed_line",
        number("owed_id"),
        *text("kind"),
        day("on"),
        moment("at"),
        *text("by", "was", "now", "words"),
        parents={"owed_id": "owed"},
    )


def _panels() -> None:
    table(
        "panel_series",
        *text("name"),
        json("rule"),
        *text("starts"),
        number("minutes"),
        *text("mode", "venue", "link"),
        json("members"),
        *text("note"),
        flag("ended"),
    )
    table(
        "panel_meeting",
        number("series_id", null=True),
        *text("title"),
        moment("starts"),
        moment("ends"),
        *text("mode", "venue", "link", "marking", "chair", "note_taker", "state"),
        moment("called", null=True),
        moment("began", null=True),
        moment("finished", null=True),
        moment("read_out", null=True),
        *text("cancelled", "left_open"),
        json("rule"),
        json("place"),
        moment("next_on", null=True),
        *text("uid"),
        number("sequence"),
        *text("note"),
        moment("at"),
        parents={"series_id": "panel_series"},
        indexes=(
            "starts",
            "state",
        ),
    )
    table(
        "panel_item",
        number("meeting_id"),
        number("place"),
        *text("kind", "title", "letter"),
        number("episode_id", null=True),
        *text("purpose", "state"),
        number("planned", null=True),
        *text("shared_words", "note"),
        parents={"meeting_id": "panel_meeting", "episode_id": "episode"},
    )
    table(
        "panel_minutes",
        number("meeting_id"),
        number("version"),
        day("approved"),
        *text("approved_by", "approved_how"),
        json("content"),
        *text("sha256"),
        number("pdf_id", null=True),
        number("word_id", null=True),
        moment("at"),
        *text("by"),
        parents={"meeting_id": "panel_meeting", "pdf_id": "kept_file", "word_id": "kept_file"},
    )
    table(
        "panel_minutes_text",
        number("meeting_id"),
        *text("key", "words"),
        moment("at"),
        *text("by"),
        parents={"meeting_id": "panel_meeting"},
    )
    table(
        "panel_addendum",
        number("minutes_id"),
        number("item_id", null=True),
        day("on"),
        *text("words", "approved_by", "sha256"),
        moment("at"),
        *text("by"),
        parents={"minutes_id": "panel_minutes", "item_id": "panel_item"},
    )
    table(
        "panel_invite",
        number("meeting_id"),
        number("organisation_id", null=True),
        number("contact_id", null=True),
        *text("agency", "name", "initials", "email", "role"),
        number("item_id", null=True),
        *text("stands_for"),
        moment("asked", null=True),
        *text("answer"),
        moment("answered", null=True),
        *text("words"),
        number("told", null=True),
        parents={
            "meeting_id": "panel_meeting",
            "organisation_id": "organisation",
            "contact_id": "contact",
            "item_id": "panel_item",
        },
    )
    table(
        "panel_private_note",
        number("meeting_id"),
        number("item_id", null=True),
        *text("words"),
        moment("at"),
        *text("by"),
        parents={"meeting_id": "panel_meeting", "item_id": "panel_item"},
    )
    table(
        "panel_span",
        number("meeting_id"),
        number("item_id"),
        moment("began"),
        moment("ended", null=True),
        parents={"meeting_id": "panel_meeting", "item_id": "panel_item"},
    )
    table(
        "panel_declaration",
        number("meeting_id"),
        number("invite_id"),
        number("item_id", null=True),
        *text("words"),
        flag("left_room"),
        parents={
            "meeting_id": "panel_meeting",
            "invite_id": "panel_invite",
            "item_id": "panel_item",
        },
    )
    table(
        "panel_line",
        number("meeting_id"),
        number("item_id"),
        *text("kind"),
        moment("said"),
        moment("at"),
        *text("by"),
        number("speaker_id", null=True),
        *text("speaker", "words"),
        number("owed_id", null=True),
        *text("struck"),
        parents={
            "meeting_id": "panel_meeting",
            "item_id": "panel_item",
            "speaker_id": "panel_invite",
            "owed_id": "owed",
        },
        unindexed=("item_id",),
    )
    op.create_index("ix_panel_line_item_order", "panel_line", ["item_id", "id"])
    table(
        "panel_presence",
        number("meeting_id"),
        number("invite_id"),
        moment("came"),
        moment("went", null=True),
        *text("why"),
        parents={"meeting_id": "panel_meeting", "invite_id": "panel_invite"},
    )
    table(
        "panel_decision",
        number("meeting_id"),
        number("item_id"),
        number("episode_id", null=True),
        *text("ref"),
        number("line_id", null=True),
        *text("code", "words", "rationale", "how"),
        number("votes_for", null=True),
        number("votes_against", null=True),
        *text(
            "needed",
            "risk",
            "change",
            "consent",
            "asker",
            "asked_how",
            "health_asked",
            "health_outcome",
            "plan_changes",
        ),
        day("next_review", null=True),
        *text("teller", "told_what", "pattern"),
        number("moved_id", null=True),
        number("review_id", null=True),
        moment("at"),
        *text("by"),
        sa.UniqueConstraint("item_id", name="uq_panel_decision_item_id"),
        parents={
            "meeting_id": "panel_meeting",
            "item_id": "panel_item",
            "episode_id": "episode",
            "line_id": "panel_line",
            "moved_id": "episode_move",
            "review_id": "episode_review",
        },
        unindexed=("item_id",),
    )
    table(
        "panel_line_version",
        number("line_id"),
        moment("at"),
        *text("by", "kind", "speaker", "words"),
        parents={"line_id": "panel_line"},
    )


def downgrade() -> None:
    for name in reversed(NEW):
        op.drop_table(name)
