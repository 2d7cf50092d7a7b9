"""Rows of CTLP campaigns as records, with the names stakeholders go by today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from prevent_desk.community.model.profile import (
    Campaign,
    Coming,
    Day,
    Line,
    LineKind,
    Stakeholder,
    Theme,
)
from prevent_desk.community.service.names import Names
from prevent_desk.community.tables import (
    CampaignDayTable,
    CampaignTable,
    DayComerTable,
    StakeholderTable,
    ThemeTable,
)
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import Tally
from prevent_desk.store.attachments import FileTable
from prevent_desk.store.keys import filled

_AT_ONCE = 500


def campaign(row: CampaignTable) -> Campaign:
    """Return a campaign."""
    return Campaign(
        row.id, row.edition, row.title, row.stage, (row.form, row.form_version), row.sent, row.due,
        row.published, row.kept_at, row.note, row.ended, row.at,
    )  # fmt: skip


def days(session: Session, campaign_id: int) -> list[Day]:
    """Return a campaign's days, first the earliest, with how many came."""
    came = {
        day: (stakeholders, Tally(heads or 0, 0, stakeholders - known, stakeholders))
        for day, stakeholders, heads, known in session.execute(
            select(
                DayComerTable.day_id,
                func.count(),
                func.sum(DayComerTable.heads),
                func.count(DayComerTable.heads),
            )
            .where(DayComerTable.state == Coming.ATTENDED.value)
            .group_by(DayComerTable.day_id)
        )
    }
    query = select(CampaignDayTable).where(CampaignDayTable.campaign_id == campaign_id)
    return [
        Day(
            row.id, row.campaign_id, row.kind, row.title, row.on, row.starts, row.venue, row.note,
            *came.get(row.id, (0, Tally())),
        )
        for row in session.scalars(query.order_by(CampaignDayTable.on, CampaignDayTable.id))
    ]  # fmt: skip


def stakeholders(
    session: Session, rows: Sequence[StakeholderTable], names: Names
) -> list[Stakeholder]:
    """Return stakeholders by name."""
    found = in_order(session, rows, names)
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def in_order(session: Session, rows: Sequence[StakeholderTable], names: Names) -> list[Stakeholder]:
    """Return stakeholders in the order of their rows."""
    files = _file_names(session, [row.file_id for row in rows if row.file_id is not None])
    return [_stakeholder(row, session, names, files) for row in rows]


def called(session: Session, organisations: Sequence[int], names: Names) -> dict[int, str]:
    """Return what organisations are called, for putting them in order."""
    known = names.known(session).organisations
    return {key: known[key].called.casefold() if key in known else "" for key in organisations}


def rows_of(session: Session, campaign_id: int) -> list[StakeholderTable]:
    """Return the rows of a campaign's stakeholders, with lines and days."""
    query = (
        select(StakeholderTable)
        .where(StakeholderTable.campaign_id == campaign_id)
        .options(selectinload(StakeholderTable.lines), selectinload(StakeholderTable.days))
    )
    return list(session.scalars(query))


def themes(session: Session, campaign_id: int) -> list[Theme]:
    """Return the themes drawn from a campaign, in the order they were."""
    query = select(ThemeTable).where(ThemeTable.campaign_id == campaign_id).order_by(ThemeTable.id)
    return [theme(row) for row in session.scalars(query)]


def theme(row: ThemeTable) -> Theme:
    """Return a theme."""
    return Theme(
        row.id, row.campaign_id, row.title, row.words, tuple(row.stakeholders),
        tuple(row.sightings), row.plan_action_id, row.plan_words,
    )  # fmt: skip


def campaign_row(session: Session, campaign_id: int) -> CampaignTable:
    """Return a campaign's row, or refuse."""
    row = session.get(CampaignTable, campaign_id)
    if row is None:
        raise gone("campaign")
    return row


def stakeholder_row(session: Session, stakeholder_id: int) -> StakeholderTable:
    """Return a stakeholder's row, or refuse."""
    row = session.get(StakeholderTable, stakeholder_id)
    if row is None:
        raise gone("stakeholder")
    return row


def stakeholder_rows(session: Session, keys: Sequence[int]) -> list[StakeholderTable]:
    """Return the rows of stakeholders in the order of their keys, or refuse.

    With what became of each and its campaign, read for all of them at once.
    """
    table = StakeholderTable
    query = select(table).options(selectinload(table.lines), selectinload(table.campaign))
    found: dict[int, StakeholderTable] = {}
    for at in range(0, len(keys), _AT_ONCE):
        rows = session.scalars(query.where(table.id.in_(filled(keys[at : at + _AT_ONCE]))))
        found |= {row.id: row for row in rows}
    if missing := set(keys) - found.keys():
        raise gone("stakeholder" if len(missing) == 1 else "stakeholders")
    return [found[key] for key in keys]


def day_row(session: Session, day_id: int) -> CampaignDayTable:
    """Return a day's row, or refuse."""
    row = session.get(CampaignDayTable, day_id)
    if row is None:
        raise gone("day")
    return row


def theme_row(session: Session, theme_id: int) -> ThemeTable:
    """Return a theme's row, or refuse."""
    row = session.get(ThemeTable, theme_id)
    if row is None:
        raise gone("theme")
    return row


def gone(what: str) -> Refused:
    """Return the refusal of something that is no longer there."""
    one = not what.endswith("s")
    told = f"That {what} is" if one else f"Some of those {what} are"
    return Refused(f"{told} no longer there.", next_step="Undo may bring it back.")


def _stakeholder(
    row: StakeholderTable, session: Session, names: Names, files: Mapping[int, str]
) -> Stakeholder:
    known = names.known(session)
    place = known.organisations.get(row.organisation_id or 0)
    person = known.contacts.get(row.contact_id or 0)
    left = person.name if person is not None and person.left is not None else ""
    person = None if left else person
    lines = tuple(
        Line(line.id, LineKind(line.kind), line.on, line.words, line.by) for line in row.lines
    )
    return Stakeholder(
        row.id, row.campaign_id, place.called if place is not None else row.told,
        place.id if place is not None else None, row.contact_id,
        person.name if person is not None else "", person.email if person is not None else "",
        row.mark, row.sent, row.due, row.returned, row.declined, (row.form, row.form_version),
        dict(row.answers), row.file_id, files.get(row.file_id or 0, ""), row.note, lines,
        {one.day_id: (Coming(one.state), one.heads) for one in row.days}, left,
    )  # fmt: skip


def _file_names(session: Session, keys: Sequence[int]) -> dict[int, str]:
    if not keys:
        return {}
    query = select(FileTable.id, FileTable.name).where(FileTable.id.in_(keys))
    return dict(session.execute(query).all())
