"""How CTLP campaigns are kept: who was asked, what came back, who came on which day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.base import Base, Entry


class CampaignTable(Base):
    """The consultation for one edition of the local profile.

    Of the profile itself only edition, date, where it is kept and titles of risks are held: its
    content is the police's.

    Attributes:
        edition: "2019/20".
        stage: A code of the vocabulary "profile_stage": "commission", "production", "gateway",
            "briefing", "delivery".
        form, form_version: The questionnaire that is sent.
        sent, due: Days; None where not yet.
        kept_at: Where the profile itself is kept, in words; never in this desk.
    """

    __tablename__ = "profile_campaign"
    __table_args__ = ({"info": {"words": "CTLP campaigns"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition: Mapped[str]
    title: Mapped[str]
    stage: Mapped[str]
    form: Mapped[str]
    form_version: Mapped[str]
    sent: Mapped[date | None]
    due: Mapped[date | None]
    published: Mapped[date | None]
    kept_at: Mapped[str]
    note: Mapped[str]
    ended: Mapped[date | None]
    at: Mapped[datetime]
    by: Mapped[str]
    # Only read: a day and a theme come by the key of their campaign.
    days: Mapped[list[CampaignDayTable]] = relationship(
        viewonly=True, order_by="CampaignDayTable.id"
    )
    themes: Mapped[list[ThemeTable]] = relationship(viewonly=True, order_by="ThemeTable.id")

    def search_entry(self) -> Entry | None:
        """Find a campaign by its edition, and by its days and themes."""
        told = [part for day in self.days for part in (day.title, day.venue, day.note)]
        told += [part for theme in self.themes for part in (theme.title, theme.words)]
        text = "\n".join(part for part in (self.title, self.note, *told) if part)
        return Entry("profile_campaign", self.id, f"CTLP {self.edition}", text)


class CampaignDayTable(Base):
    """A day of a campaign: awareness, feedback, the MPS day.

    Attributes:
        kind: A code of the vocabulary "profile_day".
    """

    search_owner: ClassVar[str] = "campaign_id"
    __tablename__ = "profile_day"
    __table_args__ = ({"info": {"words": "CTLP days"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("profile_campaign.id"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    on: Mapped[date]
    starts: Mapped[str]
    venue: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]


class StakeholderTable(Base):
    """An organisation that is asked.

    Attributes:
        contact_id: Who is asked there; None: nobody is known yet.
        sent, returned: Days; None where not yet.
        declined: Why nothing will come; or empty.
        answers: As `core.questionnaire` holds them, under the campaign's form and version.
        file_id: The file that came back, in the vault.
        source_key: What its returns are known by when one comes twice, the newest first with a
            space between them (`store.attachments.fingerprint`); or empty.
    """

    __tablename__ = "profile_stakeholder"
    __table_args__ = ({"info": {"words": "CTLP stakeholders"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("profile_campaign.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    told: Mapped[str]
    mark: Mapped[str] = mapped_column(index=True)
    sent: Mapped[date | None]
    due: Mapped[date | None]
    returned: Mapped[date | None]
    declined: Mapped[str]
    form: Mapped[str]
    form_version: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kept_file.id"), index=True)
    source_key: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]
    campaign: Mapped[CampaignTable] = relationship()
    lines: Mapped[list[StakeholderLineTable]] = relationship(
        cascade="all, delete-orphan", order_by="StakeholderLineTable.id"
    )
    days: Mapped[list[DayComerTable]] = relationship(
        cascade="all, delete-orphan", order_by="DayComerTable.id"
    )


class StakeholderLineTable(Base):
    """What became of asking: "sent", "reminded", "called", "returned", "note"."""

    __tablename__ = "profile_line"
    __table_args__ = ({"info": {"words": "lines of CTLP returns"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("profile_stakeholder.id"), index=True)
    kind: Mapped[str]
    on: Mapped[date]
    words: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class DayComerTable(Base):
    """A stakeholder and a day: "invited", "attended" or "apology"; how many came."""

    __tablename__ = "profile_comer"
    __table_args__ = ({"info": {"words": "people at CTLP days"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("profile_stakeholder.id"), index=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("profile_day.id"), index=True)
    state: Mapped[str]
    heads: Mapped[int | None]


class ThemeTable(Base):
    """A theme drawn from the answers; a title of a risk, never the profile's own words.

    Attributes:
        stakeholders: Keys of those whose answers speak of it.
        sightings: Keys of sightings taken to it.
        plan_words: Where in the plan it went: "O1-03, planned 2026/27"; or empty.
    """

    search_owner: ClassVar[str] = "campaign_id"
    __tablename__ = "profile_theme"
    __table_args__ = ({"info": {"words": "CTLP themes"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("profile_campaign.id"), index=True)
    title: Mapped[str]
    words: Mapped[str]
    stakeholders: Mapped[list[int]] = mapped_column(JSON)
    sightings: Mapped[list[int]] = mapped_column(JSON)
    plan_action_id: Mapped[int | None]
    plan_words: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
