"""Rows of CTLP campaigns as records, with the names stakeholders go by today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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
    StakeholderLineTable,
    StakeholderTable,
    ThemeTable,
)
from prevent_desk.contacts.service import resolved
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
    known = names.known(session)
    files = _file_names(session, [row.file_id for row in rows if row.file_id is not None])
    return [
        _stakeholder(
            row, known, files,
            tuple(Line(one.id, LineKind(one.kind), one.on, one.words, one.by) for one in row.lines),
            {one.day_id: (Coming(one.state), one.heads) for one in row.days},
        )
        for row in rows
    ]  # fmt: skip


def everybody(session: Session, campaign_id: int, names: Names) -> list[Stakeholder]:
    """Return the stakeholders of a campaign by name.

    By columns and not by mapped rows, which for thousands of them take five times as long.
    """
    table, line, comer, file = StakeholderTable, StakeholderLineTable, DayComerTable, FileTable
    known = names.known(session)
    asked = table.campaign_id == campaign_id
    lines: dict[int, list[Line]] = {}
    told = select(line.stakeholder_id, line.id, line.kind, line.on, line.words, line.by)
    told = told.join(table, table.id == line.stakeholder_id).where(asked).order_by(line.id)
    for key, line_id, kind, on, words, by in session.execute(told):
        lines.setdefault(key, []).append(Line(line_id, LineKind(kind), on, words, by))
    came: dict[int, dict[int, tuple[Coming, int | None]]] = {}
    days = select(comer.stakeholder_id, comer.day_id, comer.state, comer.heads)
    days = days.join(table, table.id == comer.stakeholder_id).where(asked).order_by(comer.id)
    for key, day_id, state, heads in session.execute(days):
        came.setdefault(key, {})[day_id] = Coming(state), heads
    named = select(file.id, file.name).join(table, table.file_id == file.id).where(asked)
    files = {key: name for key, name in session.execute(named)}  # noqa: C416 - rows, not pairs
    found = [
        _stakeholder(row, known, files, tuple(lines.get(row.id, ())), came.get(row.id, {}))
        for row in session.execute(select(*table.__table__.columns).where(asked))
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


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
    row: Any,  # noqa: ANN401 - a mapped row, or the same columns read without one
    known: resolved.Known,
    files: Mapping[int, str],
    lines: tuple[Line, ...],
    days: Mapping[int, tuple[Coming, int | None]],
) -> Stakeholder:
    place = known.organisations.get(row.organisation_id or 0)
    person = known.contacts.get(row.contact_id or 0)
    left = person.name if person is not None and person.left is not None else ""
    person = None if left else person
    return Stakeholder(
        row.id, row.campaign_id, place.called if place is not None else row.told,
        place.id if place is not None else None, row.contact_id,
        person.name if person is not None else "", person.email if person is not None else "",
        row.mark, row.sent, row.due, row.returned, row.declined, (row.form, row.form_version),
        dict(row.answers), row.file_id, files.get(row.file_id or 0, ""), row.note, lines, days,
        left,
    )  # fmt: skip


def _file_names(session: Session, keys: Sequence[int]) -> dict[int, str]:
    if not keys:
        return {}
    query = select(FileTable.id, FileTable.name).where(FileTable.id.in_(keys))
    return dict(session.execute(query).all())
