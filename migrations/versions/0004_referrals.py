"""Keep people, referrals, checks, assessments, consent, support and reviews."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NEW = (
    "person",
    "person_link",
    "episode",
    "episode_person",
    "referrer",
    "episode_move",
    "episode_entry",
    "episode_file",
    "episode_clock_stop",
    "episode_check",
    "episode_check_chase",
    "episode_assessment",
    "episode_assessment_addendum",
    "episode_factor_response",
    "episode_consent",
    "support_plan",
    "support_item",
    "support_session",
    "episode_review",
    "episode_no_support",
    "episode_closing",
)


WAITING = (
    "(instr(details, 'waiting') > 0 OR instr(details, 'again_on') > 0 "
    "OR instr(details, 'ask_again') > 0)"
)


def text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


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
    _people()
    _episodes()
    _assessing()
    _supporting()


def _people() -> None:
    table(
        "person",
        number("head_id"),
        *text("label", "given", "family", "aliases"),
        day("born", null=True),
        number("born_year", null=True),
        flag("is_approximate"),
        *text(
            "born_told",
            "gender",
            "ethnicity",
            "health",
            "address",
            "town",
            "postcode",
            "earlier",
            "home_area",
            "phones",
            "emails",
            "online",
            "language",
            "nationality",
            "note",
        ),
        moment("at"),
        indexes=("head_id",),
    )
    table(
        "person_link",
        number("a_id"),
        number("b_id"),
        *text("kind", "relation", "reason", "reasons", "by"),
        moment("at"),
        moment("ended", null=True),
        *text("ended_by", "ended_reason"),
        parents={"a_id": "person", "b_id": "person"},
    )


def _episodes() -> None:
    table(
        "episode",
        *text("ref"),
        sa.Column("names", sa.String(collation="NOCASE"), nullable=False),
        *text("state"),
        day("state_on"),
        moment("received"),
        moment("recorded"),
        *text("by", "medium", "sector", "source", "danger"),
        moment("danger_at", null=True),
        *text("handed_over", "city_link", "home_area", "responsible_area", "concern"),
        day("noticed", null=True),
        *text("outcome", "form", "form_version"),
        json("answers"),
        *text("pattern", "pcmt", "police_ref"),
        sa.UniqueConstraint("ref", name="uq_episode_ref"),
        indexes=("state",),
    )
    op.create_index(
        "ix_episode_list",
        "episode",
        ["received", "state", "sector", "concern", "home_area", "city_link"],
    )
    op.create_index("ix_episode_names", "episode", ["names", "state"])
    table(
        "episode_person",
        number("episode_id"),
        number("person_id"),
        *text("role", "note"),
        parents={"episode_id": "episode", "person_id": "person"},
    )
    table(
        "referrer",
        number("episode_id"),
        flag("is_anonymous"),
        *text("name", "organisation", "role", "phone", "email"),
        json("answers"),
        *text("safe_way", "promised", "wants_feedback"),
        day("told_on", null=True),
        *text("told"),
        sa.UniqueConstraint("episode_id", name="uq_referrer_episode_id"),
        parents={"episode_id": "episode"},
        unindexed=("episode_id",),
    )
    untold = sa.text("(told_on IS NULL AND wants_feedback <> 'no')")
    op.create_index("ix_referrer_untold", "referrer", ["episode_id"], sqlite_where=untold)
    table(
        "episode_move",
        number("episode_id"),
        *text("was", "now"),
        moment("on"),
        moment("at"),
        *text("by", "reason"),
        json("details"),
        *text("exception"),
        parents={"episode_id": "episode"},
    )
    op.create_index(
        "ix_episode_move_waiting", "episode_move", ["episode_id"], sqlite_where=sa.text(WAITING)
    )
    op.create_index("ix_episode_move_now", "episode_move", ["now", "episode_id"])
    table(
        "episode_entry",
        number("episode_id"),
        *text("kind"),
        moment("on"),
        moment("at"),
        *text("by", "with_whom", "title", "body"),
        flag("is_referrers"),
        number("adds_to", null=True),
        parents={"episode_id": "episode"},
    )
    table(
        "episode_file",
        number("episode_id"),
        number("file_id"),
        *text("kind", "title", "note"),
        moment("on"),
        moment("at"),
        *text("by"),
        flag("is_referrers"),
        parents={"episode_id": "episode", "file_id": "kept_file"},
    )
    table(
        "episode_clock_stop",
        number("episode_id"),
        *text("clock"),
        day("since"),
        day("until", null=True),
        *text("reason", "by"),
        parents={"episode_id": "episode"},
    )


def _assessing() -> None:
    table(
        "episode_check",
        number("episode_id"),
        *text("agency"),
        day("asked_on"),
        *text("asked"),
        day("due", null=True),
        *text("known"),
        day("replied_on", null=True),
        *text("replied_by", "words", "withdrawn"),
        day("withdrawn_on", null=True),
        parents={"episode_id": "episode"},
    )
    table(
        "episode_check_chase",
        number("check_id"),
        day("on"),
        *text("how", "note"),
        parents={"check_id": "episode_check"},
    )
    table(
        "episode_assessment",
        number("episode_id"),
        *text("form", "form_version", "stage"),
        day("on"),
        *text("author"),
        json("answers"),
        json("carried"),
        moment("made"),
        moment("finished", null=True),
        parents={"episode_id": "episode"},
    )
    table(
        "episode_assessment_addendum",
        number("episode_id"),
        number("assessment_id"),
        moment("at"),
        *text("by", "words"),
        parents={"episode_id": "episode", "assessment_id": "episode_assessment"},
    )
    table(
        "episode_factor_response",
        number("episode_id"),
        *text("factor", "item", "reason"),
        moment("at"),
        *text("by"),
        parents={"episode_id": "episode"},
    )


def _supporting() -> None:
    table(
        "episode_consent",
        number("episode_id"),
        number("person_id"),
        *text("sought_by"),
        day("asked_on", null=True),
        *text("method", "given_by", "giver", "relationship_told", "capacity"),
        *text("scope", "sharing", "outcome"),
        day("on", null=True),
        *text("reason", "child_view", "safeguarding"),
        day("care_told", null=True),
        *text("what_next"),
        day("next_attempt", null=True),
        number("file_id", null=True),
        number("corrects", null=True),
        moment("at"),
        *text("by"),
        parents={"episode_id": "episode", "person_id": "person", "file_id": "kept_file"},
    )
    table(
        "support_plan",
        number("episode_id"),
        number("number"),
        *text("consent_how", "nature", "persons", "how_when"),
        day("approved_on", null=True),
        *text("approved_by", "note"),
        moment("at"),
        *text("by"),
        parents={"episode_id": "episode"},
    )
    table(
        "support_item",
        number("plan_id"),
        *text("lineage"),
        number("position"),
        *text("kind", "need", "factors", "goal", "sign", "provider", "contact"),
        day("starts", null=True),
        day("ends", null=True),
        number("planned", null=True),
        number("cost_pence", null=True),
        parents={"plan_id": "support_plan"},
        indexes=("lineage",),
    )
    table(
        "support_session",
        number("episode_id"),
        *text("item"),
        day("on"),
        *text("outcome", "provider", "words"),
        day("written_up", null=True),
        number("corrects", null=True),
        moment("at"),
        *text("by"),
        parents={"episode_id": "episode"},
    )
    table(
        "episode_review",
        number("episode_id"),
        *text("kind"),
        day("due", null=True),
        day("held", null=True),
        day("written_up", null=True),
        *text("present", "words", "result"),
        number("corrects", null=True),
        moment("at"),
        *text("by"),
        parents={"episode_id": "episode"},
    )
    table(
        "episode_no_support",
        number("episode_id"),
        *text("answer", "referred_to", "outcome"),
        day("on"),
        moment("at"),
        *text("by"),
        parents={"episode_id": "episode"},
    )
    table(
        "episode_closing",
        number("episode_id"),
        *text("exit_reason", "reasons", "onward", "not_told", "retention"),
        sa.Column("exceptions", sa.JSON, nullable=False),
        moment("at"),
        *text("by"),
        sa.UniqueConstraint("episode_id", name="uq_episode_closing_episode_id"),
        parents={"episode_id": "episode"},
        unindexed=("episode_id",),
    )


def downgrade() -> None:
    for name in reversed(NEW):
        op.drop_table(name)
