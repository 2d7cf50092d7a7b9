"""Keep training, the logs of the community, and the register of documents."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
NEW = (
    "course",
    "product_copy",
    "staff_role",
    "department",
    "course_need",
    "learner",
    "product_loan",
    "trainer",
    "training_session",
    "completion",
    "product_loan_line",
    "session_facilitator",
    "session_feedback",
    "session_file",
    "session_person",
    "training_reminder",
    "engagement_series",
    "profile_campaign",
    "sighting_digest",
    "engagement_event",
    "profile_day",
    "profile_theme",
    "sighting",
    "engagement_file",
    "engagement_party",
    "profile_stakeholder",
    "sighting_photo",
    "venue_enquiry",
    "profile_comer",
    "profile_line",
    "venue_enquiry_file",
    "policy_document",
    "policy_version",
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


def real(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Double, nullable=True)


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
    _training()
    _community()
    _documents()


def _training() -> None:
    table(
        "course",
        *text("code"),
        nocase("title"),
        *text("short", "kind", "audience"),
        number("minutes", null=True),
        number("refresh_months", null=True),
        number("needs_id", null=True),
        *text("basis", "note"),
        number("place"),
        day("ended", null=True),
        moment("at"),
        parents={"needs_id": "course"},
        indexes=(
            "code",
            "title",
        ),
    )
    table(
        "product_copy",
        number("number"),
        *text("kind", "version", "note"),
        day("ended", null=True),
        *text("end_reason"),
        moment("at"),
        sa.UniqueConstraint("number", name="uq_product_copy_number"),
    )
    table(
        "staff_role",
        nocase("title"),
        *text("note"),
        day("ended", null=True),
        moment("at"),
        indexes=("title",),
    )
    table(
        "department",
        number("organisation_id", null=True),
        nocase("name"),
        number("heads", null=True),
        day("heads_on", null=True),
        *text("note"),
        day("ended", null=True),
        moment("at"),
        parents={"organisation_id": "organisation"},
        indexes=("name",),
    )
    table(
        "course_need",
        number("course_id"),
        number("role_id", null=True),
        number("department_id", null=True),
        *text("note"),
        moment("at"),
        parents={"course_id": "course", "role_id": "staff_role", "department_id": "department"},
    )
    table(
        "learner",
        nocase("staff_no"),
        number("organisation_id", null=True),
        nocase("name"),
        *text("given", "family", "email"),
        number("department_id", null=True),
        number("role_id", null=True),
        day("started", null=True),
        day("left", null=True),
        number("contact_id", null=True),
        number("merged_into_id", null=True),
        *text("note", "source"),
        day("listed", null=True),
        moment("at"),
        parents={
            "organisation_id": "organisation",
            "department_id": "department",
            "role_id": "staff_role",
            "contact_id": "contact",
            "merged_into_id": "learner",
        },
        indexes=(
            "staff_no",
            "name",
        ),
        unindexed=("department_id",),
    )
    op.create_index("ix_learner_department_id_role_id", "learner", ["department_id", "role_id"])
    table(
        "product_loan",
        number("copy_id"),
        number("organisation_id", null=True),
        number("contact_id", null=True),
        *text("holder"),
        number("trainer_id", null=True),
        *text("trainer", "version"),
        day("out"),
        day("review", null=True),
        day("reviewed", null=True),
        *text("form", "form_version"),
        json("answers"),
        day("recalled", null=True),
        day("back", null=True),
        *text("back_note", "note"),
        moment("at"),
        *text("by"),
        parents={
            "copy_id": "product_copy",
            "organisation_id": "organisation",
            "contact_id": "contact",
            "trainer_id": "contact",
        },
        indexes=("out",),
    )
    table(
        "trainer",
        number("contact_id", null=True),
        *text("told"),
        number("course_id", null=True),
        day("accredited", null=True),
        day("until", null=True),
        day("ended", null=True),
        *text("note"),
        moment("at"),
        parents={"contact_id": "contact", "course_id": "course"},
    )
    table(
        "training_session",
        *text("title"),
        number("course_id", null=True),
        day("first"),
        day("last"),
        *text("starts"),
        number("minutes", null=True),
        number("sessions", null=True),
        *text("sessions_how", "mode", "venue"),
        number("organisation_id", null=True),
        *text("told"),
        number("department_id", null=True),
        *text("audience"),
        number("invited", null=True),
        number("attended", null=True),
        *text("attended_how"),
        number("cost_pence", null=True),
        *text("materials", "note", "state", "cancelled"),
        moment("at"),
        *text("by"),
        parents={
            "course_id": "course",
            "organisation_id": "organisation",
            "department_id": "department",
        },
        indexes=(
            "state",
            "at",
        ),
    )
    op.create_index("ix_training_session_first_id", "training_session", ["first", "id"])
    table(
        "completion",
        number("learner_id"),
        number("course_id"),
        day("on"),
        *text("how"),
        number("session_id", null=True),
        day("until", null=True),
        *text("certificate"),
        number("file_id", null=True),
        *text("source", "note"),
        moment("at"),
        *text("by"),
        parents={
            "learner_id": "learner",
            "course_id": "course",
            "session_id": "training_session",
            "file_id": "kept_file",
        },
        indexes=("on",),
        unindexed=("course_id",),
    )
    op.create_index(
        "ix_completion_course_id_learner_id_on_until",
        "completion",
        ["course_id", "learner_id", "on", "until"],
    )
    table(
        "product_loan_line",
        number("loan_id"),
        *text("kind"),
        day("on"),
        number("reached", null=True),
        *text("reached_how", "words"),
        moment("at"),
        *text("by"),
        parents={"loan_id": "product_loan"},
    )
    table(
        "session_facilitator",
        number("session_id"),
        number("contact_id", null=True),
        *text("told"),
        parents={"session_id": "training_session", "contact_id": "contact"},
    )
    table(
        "session_feedback",
        number("session_id"),
        *text("form", "version"),
        json("answers"),
        *text("source"),
        moment("at"),
        *text("by"),
        parents={"session_id": "training_session"},
    )
    table(
        "session_file",
        number("session_id"),
        number("file_id"),
        *text("kind", "note"),
        parents={"session_id": "training_session", "file_id": "kept_file"},
    )
    table(
        "session_person",
        number("session_id"),
        number("learner_id"),
        *text("state"),
        parents={"session_id": "training_session", "learner_id": "learner"},
    )
    table(
        "training_reminder",
        number("course_id", null=True),
        number("learner_id"),
        day("on"),
        *text("how"),
        moment("at"),
        *text("by"),
        parents={"course_id": "course", "learner_id": "learner"},
    )


def _community() -> None:
    table(
        "engagement_series",
        *text("title", "every"),
        json("pattern"),
        day("ended", null=True),
        moment("at"),
    )
    table(
        "profile_campaign",
        *text("edition", "title", "stage", "form", "form_version"),
        day("sent", null=True),
        day("due", null=True),
        day("published", null=True),
        *text("kept_at", "note"),
        day("ended", null=True),
        moment("at"),
        *text("by"),
    )
    table(
        "sighting_digest",
        day("first"),
        day("last"),
        json("sightings"),
        json("receivers"),
        *text("words"),
        moment("at"),
        *text("by"),
    )
    table(
        "engagement_event",
        *text("kind", "title"),
        day("first"),
        day("last"),
        *text("starts"),
        number("minutes", null=True),
        number("times"),
        *text("times_how"),
        number("days"),
        *text("mode", "venue", "ward"),
        number("reach", null=True),
        *text("reach_how"),
        json("topics"),
        *text("summary", "note"),
        number("series_id", null=True),
        *text("state", "cancelled"),
        moment("at"),
        *text("by"),
        parents={"series_id": "engagement_series"},
        indexes=(
            "kind",
            "state",
            "at",
        ),
    )
    op.create_index("ix_engagement_event_first_id", "engagement_event", ["first", "id"])
    table(
        "profile_day",
        number("campaign_id"),
        *text("kind", "title"),
        day("on"),
        *text("starts", "venue", "note"),
        moment("at"),
        parents={"campaign_id": "profile_campaign"},
    )
    table(
        "profile_theme",
        number("campaign_id"),
        *text("title", "words"),
        json("stakeholders"),
        json("sightings"),
        number("plan_action_id", null=True),
        *text("plan_words"),
        moment("at"),
        *text("by"),
        parents={"campaign_id": "profile_campaign"},
    )
    table(
        "sighting",
        number("number"),
        *text("kind", "theme", "street", "ward", "place"),
        real("latitude"),
        real("longitude"),
        day("seen"),
        *text("seen_at"),
        number("items"),
        *text("words"),
        number("organisation_id", null=True),
        *text("finder", "reporter_email"),
        day("removed", null=True),
        *text("removed_at", "removed_by", "police"),
        day("police_on", null=True),
        *text("tension"),
        day("feedback_on", null=True),
        *text("feedback"),
        day("for_profile", null=True),
        *text("source", "source_key"),
        moment("at"),
        *text("by"),
        sa.UniqueConstraint("number", name="uq_sighting_number"),
        parents={"organisation_id": "organisation"},
        indexes=(
            "kind",
            "theme",
            "source_key",
            "at",
        ),
    )
    op.create_index("ix_sighting_seen_id", "sighting", ["seen", "id"])
    table(
        "engagement_file",
        number("event_id"),
        number("file_id"),
        *text("note"),
        parents={"event_id": "engagement_event", "file_id": "kept_file"},
    )
    table(
        "engagement_party",
        number("event_id"),
        number("organisation_id", null=True),
        number("contact_id", null=True),
        *text("told"),
        parents={
            "event_id": "engagement_event",
            "organisation_id": "organisation",
            "contact_id": "contact",
        },
    )
    table(
        "profile_stakeholder",
        number("campaign_id"),
        number("organisation_id", null=True),
        number("contact_id", null=True),
        *text("told", "mark"),
        day("sent", null=True),
        day("due", null=True),
        day("returned", null=True),
        *text("declined", "form", "form_version"),
        json("answers"),
        number("file_id", null=True),
        *text("source_key", "note"),
        moment("at"),
        parents={
            "campaign_id": "profile_campaign",
            "organisation_id": "organisation",
            "contact_id": "contact",
            "file_id": "kept_file",
        },
        indexes=("mark",),
    )
    table(
        "sighting_photo",
        number("sighting_id"),
        number("file_id"),
        *text("note"),
        parents={"sighting_id": "sighting", "file_id": "kept_file"},
    )
    table(
        "venue_enquiry",
        number("number"),
        *text("kind"),
        day("asked"),
        number("organisation_id", null=True),
        number("contact_id", null=True),
        *text("asker", "medium", "venue", "event"),
        day("event_on", null=True),
        *text("speakers", "concern", "advice"),
        day("advised", null=True),
        *text("decision"),
        day("decided", null=True),
        *text("decided_by", "reasons"),
        day("follow_on", null=True),
        day("followed", null=True),
        *text("follow_words", "note"),
        moment("at"),
        *text("by"),
        sa.UniqueConstraint("number", name="uq_venue_enquiry_number"),
        parents={"organisation_id": "organisation", "contact_id": "contact"},
        indexes=("at",),
    )
    op.create_index("ix_venue_enquiry_asked_id", "venue_enquiry", ["asked", "id"])
    table(
        "profile_comer",
        number("stakeholder_id"),
        number("day_id"),
        *text("state"),
        number("heads", null=True),
        parents={"stakeholder_id": "profile_stakeholder", "day_id": "profile_day"},
    )
    table(
        "profile_line",
        number("stakeholder_id"),
        *text("kind"),
        day("on"),
        *text("words"),
        moment("at"),
        *text("by"),
        parents={"stakeholder_id": "profile_stakeholder"},
    )
    table(
        "venue_enquiry_file",
        number("enquiry_id"),
        number("file_id"),
        *text("note"),
        parents={"enquiry_id": "venue_enquiry", "file_id": "kept_file"},
    )


def _documents() -> None:
    table(
        "policy_document",
        *text("kind"),
        nocase("title"),
        number("owner_id", null=True),
        *text("owner", "note"),
        day("agreed", null=True),
        day("review", null=True),
        day("ended", null=True),
        moment("at"),
        *text("by"),
        parents={"owner_id": "organisation"},
        indexes=(
            "kind",
            "title",
        ),
    )
    table(
        "policy_version",
        number("document_id"),
        *text("version", "state"),
        day("agreed", null=True),
        *text("agreed_by"),
        day("review", null=True),
        number("file_id", null=True),
        *text("changes"),
        moment("at"),
        *text("by"),
        parents={"document_id": "policy_document", "file_id": "kept_file"},
    )


def downgrade() -> None:
    for name in reversed(NEW):
        op.drop_table(name)
