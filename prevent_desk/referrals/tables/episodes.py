"""How referrals are kept: the episode, who it is about, who told, its states and its entries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.referrals.tables.assessing import AssessmentTable, CheckTable
from prevent_desk.referrals.tables.people import PersonTable
from prevent_desk.referrals.tables.supporting import (
    ClosingTable,
    ConsentTable,
    NoSupportTable,
    ReviewTable,
    SessionTable,
    SupportPlanTable,
)
from prevent_desk.referrals.tables.wording import words_of
from prevent_desk.store.attachments import FileTable
from prevent_desk.store.base import Base, Entry

WAITING = (
    "(instr(details, 'waiting') > 0 OR instr(details, 'again_on') > 0 "
    "OR instr(details, 'ask_again') > 0)"
)
"""Steps that wait for an answer or a day, in the very words of their index."""
UNTOLD = "(told_on IS NULL AND wants_feedback <> 'no')"
"""Referrers who are still to be told, in the very words of their index."""


def _children(name: str) -> Any:  # noqa: ANN401 - as SQLAlchemy's own
    return relationship(name, cascade="all, delete-orphan", order_by=f"{name}.id")


class EpisodeTable(Base):
    """One referral, or one call for advice: from receipt to disposal.

    Attributes:
        ref: "PD-2026-014", given when it is recorded, never used twice.
        names: Of its subjects, as lists and titles show them; kept by whoever changes a subject.
        state: A name of `model.states.State`; the newest row of `moves`, kept here for lists.
        state_on: The day it came into that state.
        received: When the concern came in, local time.
        medium, sector, source: Codes of the vocabularies "medium", "sector", "sub_source".
        danger: The urgency question: "yes", "no", "not_known", or empty where it was not asked.
        danger_at: When it was answered, local time.
        handed_over: When and to whom an immediate danger was handed over, in words.
        city_link, home_area, responsible_area, concern: Codes of their vocabularies.
        noticed: The day the concern first came to light.
        outcome: A code of the vocabulary "outcome"; empty while open.
        form, form_version: The questionnaire its answers were given under.
        answers: Of all sections but those about the referrer, by question key.
        pattern: The comment on the pattern, asked for from the third referral of a person on.
        pcmt: Reference in the national case system.
        police_ref: Reference of the police.
    """

    __tablename__ = "episode"
    __table_args__ = (
        # Everything a list filters by, in its order: a page of 50,000 is found without their rows.
        Index(
            "ix_episode_list", "received", "state", "sector", "concern", "home_area", "city_link"
        ),
        Index("ix_episode_names", "names", "state"),
        {"info": {"words": "referrals"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    names: Mapped[str] = mapped_column(String(collation="NOCASE"))
    state: Mapped[str] = mapped_column(index=True)
    state_on: Mapped[date]
    received: Mapped[datetime]
    recorded: Mapped[datetime]
    by: Mapped[str]
    medium: Mapped[str]
    sector: Mapped[str]
    source: Mapped[str]
    danger: Mapped[str]
    danger_at: Mapped[datetime | None]
    handed_over: Mapped[str]
    city_link: Mapped[str]
    home_area: Mapped[str]
    responsible_area: Mapped[str]
    concern: Mapped[str]
    noticed: Mapped[date | None]
    outcome: Mapped[str]
    form: Mapped[str]
    form_version: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    pattern: Mapped[str]
    pcmt: Mapped[str]
    police_ref: Mapped[str]
    people: Mapped[list[EpisodePersonTable]] = _children("EpisodePersonTable")
    moves: Mapped[list[MoveTable]] = _children("MoveTable")
    entries: Mapped[list[EntryTable]] = _children("EntryTable")
    files: Mapped[list[EpisodeFileTable]] = _children("EpisodeFileTable")

    checks: Mapped[list[CheckTable]] = _children("CheckTable")
    assessments: Mapped[list[AssessmentTable]] = _children("AssessmentTable")
    consents: Mapped[list[ConsentTable]] = _children("ConsentTable")
    plans: Mapped[list[SupportPlanTable]] = _children("SupportPlanTable")
    sessions: Mapped[list[SessionTable]] = _children("SessionTable")
    reviews: Mapped[list[ReviewTable]] = _children("ReviewTable")
    no_support: Mapped[list[NoSupportTable]] = _children("NoSupportTable")
    closing: Mapped[list[ClosingTable]] = _children("ClosingTable")

    def search_entry(self) -> Entry | None:
        """Find a referral by everything told of it, the referrer apart, and its files' text."""
        kept = (one for one in self.files if not one.is_referrers)
        lines = (one for one in self.entries if not one.is_referrers)
        children: tuple[Any, ...] = (
            *lines, *self.moves, *kept, *self.checks, *self.assessments, *self.consents,
            *self.plans, *self.sessions, *self.reviews, *self.no_support, *self.closing,
        )  # fmt: skip
        told = [part for child in children for part in child.search_words()]
        words = (self.pcmt, self.police_ref, self.pattern, *words_of(self.answers), *told)
        title = f"{self.ref}, {self.names}"
        return Entry("referral", self.id, title, "\n".join(part for part in words if part))


class EpisodePersonTable(Base):
    """Who a referral is about, and who else belongs to it.

    Attributes:
        role: "subject", or a code of the vocabulary "relation" ("parent", "sibling", "associate").
    """

    __tablename__ = "episode_person"
    __table_args__ = ({"info": {"words": "people in referrals"}},)
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str]
    note: Mapped[str]
    person: Mapped[PersonTable] = relationship()


class ReferrerTable(Base):
    """Who told, kept apart from everything else; at most one for a referral.

    Attributes:
        is_anonymous: They asked not to be named: left out of every list, search and export.
        answers: Of the form's sections about the referrer, by question key.
        safe_way: How they may be reached without danger: "none", "text only after six".
        promised: What they were told would happen next.
        wants_feedback: "yes", "no" or empty.
        told_on, told: When they were told of the outcome, and what.
    """

    __tablename__ = "referrer"
    __table_args__ = (
        Index("ix_referrer_untold", "episode_id", sqlite_where=text(UNTOLD)),
        {"info": {"words": "referrers"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), unique=True)
    is_anonymous: Mapped[bool]
    name: Mapped[str]
    organisation: Mapped[str]
    role: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    safe_way: Mapped[str]
    promised: Mapped[str]
    wants_feedback: Mapped[str]
    told_on: Mapped[date | None]
    told: Mapped[str]


class MoveTable(Base):
    """A change of state, dated, with its reason and by whom; never edited.

    Attributes:
        was, now: Names of `model.states.State`; `was` is empty for the first.
        on: When it took effect, local time.
        at: When it was recorded, UTC.
        details: What the guard of that step asked for, by key ("agency", "reference", "votes").
        exception: Why a guard was passed over, where it allows that; stays visible.
    """

    __tablename__ = "episode_move"
    __table_args__ = (
        Index("ix_episode_move_waiting", "episode_id", sqlite_where=text(WAITING)),
        Index("ix_episode_move_now", "now", "episode_id"),
        {"info": {"words": "changes of state"}},
    )
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    was: Mapped[str]
    now: Mapped[str]
    on: Mapped[datetime]
    at: Mapped[datetime]
    by: Mapped[str]
    reason: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    exception: Mapped[str]

    def search_words(self) -> tuple[str, ...]:
        """Return what the episode is found by through this."""
        return (self.reason, self.exception, *words_of(self.details))


class EntryTable(Base):
    """A line of the chronology somebody wrote: a call, a mail, a note; corrected by an addendum.

    Attributes:
        kind: A name of `model.timeline.Kind`: "call", "mail", "note", "meeting", "working_note".
        on: When it happened, local time.
        with_whom: The other side of a call or mail, by agency or role.
        is_referrers: It tells who the referrer is: treated as the referrer's identity.
        adds_to: The entry this one corrects or adds to.
    """

    __tablename__ = "episode_entry"
    __table_args__ = ({"info": {"words": "entries"}},)
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    kind: Mapped[str]
    on: Mapped[datetime]
    at: Mapped[datetime]
    by: Mapped[str]
    with_whom: Mapped[str]
    title: Mapped[str]
    body: Mapped[str]
    is_referrers: Mapped[bool]
    adds_to: Mapped[int | None]

    def search_words(self) -> tuple[str, ...]:
        """Return what the episode is found by through this."""
        return (self.with_whom, self.title, self.body)


class EpisodeFileTable(Base):
    """A file kept with a referral.

    Attributes:
        kind: "form", "mail", "letter", "photo", "other".
        is_referrers: It shows who the referrer is: left out where anonymity was asked.
    """

    __tablename__ = "episode_file"
    __table_args__ = ({"info": {"words": "files of referrals"}},)
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("kept_file.id"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    note: Mapped[str]
    on: Mapped[datetime]
    at: Mapped[datetime]
    by: Mapped[str]
    is_referrers: Mapped[bool]
    file: Mapped[FileTable] = relationship()

    def search_words(self) -> tuple[str, ...]:
        """Return what the file can be found by."""
        return (self.title, self.note, self.file.words)


class ClockStopTable(Base):
    """A deadline stopped, and started again.

    Attributes:
        clock: The key of the deadline ("police_first_assessment").
        until: None while it stands still.
    """

    __tablename__ = "episode_clock_stop"
    __table_args__ = ({"info": {"words": "stopped clocks"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    clock: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[str]
    by: Mapped[str]
