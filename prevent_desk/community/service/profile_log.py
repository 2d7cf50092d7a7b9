"""The stakeholders of one CTLP campaign, as a list and a workbook read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, not_, or_, select
from sqlalchemy.orm import Session, selectinload

from prevent_desk.community.model.profile import (
    STANDINGS,
    Coming,
    LineKind,
    Progress,
    Stakeholder,
    Standing,
    people_of,
)
from prevent_desk.community.service import profile_reading as reading
from prevent_desk.community.service.names import Names
from prevent_desk.community.tables import (
    CampaignTable,
    DayComerTable,
    StakeholderLineTable,
    StakeholderTable,
)
from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.tables import ContactTable
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.logbook.model.nouns import PEOPLE, Noun
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.model.sheet import SheetColumn
from prevent_desk.logbook.service.table_log import (
    Condition,
    FilterWhere,
    Listed,
    Options,
    OrderBy,
    TableLog,
)
from prevent_desk.store.session import Store

EVERY = -1
"""Stands for all campaigns where a number stands for one: a figure's records may be of several."""

STAKEHOLDERS = Noun("stakeholder", "stakeholders")
DAYS = Noun("day", "days")
CAME, APOLOGY, NEITHER, CHASED, UNCHASED = "came", "apology", "neither", "chased", "unchased"
_DAYS = ((CAME, "Came to a day"), (APOLOGY, "Sent apologies"), (NEITHER, "Came to none"))
_CHASES = ((CHASED, "Reminded or called"), (UNCHASED, "Never reminded"))


class StakeholderLog(TableLog[Stakeholder]):
    """Lists who is asked in the campaign that is chosen, or in all of them.

    Attributes:
        campaign_id: Which; 0 while there is none, `EVERY` for those of all campaigns together.
    """

    key, title, noun = "community/profile", "CTLP stakeholders", STAKEHOLDERS
    has_days = False
    day_title = "Due"

    def __init__(self, store: Store, clock: Clock, names: Names) -> None:
        self._clock, self._names = clock, names
        self.campaign_id = 0
        super().__init__(store)

    def choose(self, campaign_id: int) -> None:
        """List another campaign."""
        self.campaign_id = campaign_id
        self._known = None

    def listed(self) -> Listed:
        """Return what the log is made of."""
        table = StakeholderTable
        chosen: ColumnElement[int] = bindparam("campaign", callable_=lambda: self.campaign_id)
        return Listed(
            table, table.due, table.at,
            searched=(table.told, table.note, table.declined),
            child_searched=((StakeholderLineTable.words, StakeholderLineTable.stakeholder_id),),
            filters=(
                FilterWhere("standing", "Standing", _standings, self._stands),
                FilterWhere("days", "Days", lambda: _DAYS, _came),
                FilterWhere("chased", "Reminded", lambda: _CHASES, _chased),
            ),
            orders=(
                OrderBy("standing", "Standing", self._worst_first()),
                OrderBy("sent", "Sent", table.sent),
                OrderBy("returned", "Returned", table.returned),
            ),
            loads=(selectinload(table.lines), selectinload(table.days)),
            always=or_(table.campaign_id == chosen, chosen == EVERY),
        )  # fmt: skip

    def records(self, session: Session, rows: Sequence[StakeholderTable]) -> list[Stakeholder]:
        """Return rows as records, with the names they go by today."""
        return reading.in_order(session, rows, self._names)

    def matching(self, word: str) -> Sequence[Condition]:
        """Find a stakeholder by the names of organisation and contact today."""
        table = StakeholderTable
        return (
            table.organisation_id.in_(resolved.organisations_called(word)),
            table.contact_id.in_(resolved.people_called(word)),
        )

    def sheet(self) -> Sequence[SheetColumn[Stakeholder]]:
        """Return the columns of its workbook."""
        with self._store.reading() as session:
            query = select(CampaignTable.id, CampaignTable.edition)
            editions = dict(session.execute(query).all())
        return (
            SheetColumn("Stakeholder", 34, lambda one: one.name),
            SheetColumn("Edition", 10, lambda one: editions.get(one.campaign_id, "")),
            SheetColumn("Contact", 24, lambda one: one.contact),
            SheetColumn("E-mail", 30, lambda one: one.email),
            SheetColumn("Sent", 13, lambda one: _day(one.sent)),
            SheetColumn("Due", 13, lambda one: _day(one.due)),
            SheetColumn("Returned", 13, lambda one: _day(one.returned)),
            SheetColumn("Standing", 18, lambda one: STANDINGS[one.standing(self._clock.today())]),
            SheetColumn("Last reminded", 13, lambda one: _day(one.chased)),
            SheetColumn("Days", 22, came_words),
            SheetColumn("Why not", 30, lambda one: one.declined),
        )

    def progress(self, campaign_id: int) -> Progress:
        """Return how a campaign goes today, or `EVERY`, counted by SQL; see `model.profile`."""
        table = StakeholderTable
        stands = {code: self._stands(code.value) for code in Standing}
        open_ = and_(table.returned.is_(None), table.declined == "")
        query = select(
            func.count(),
            func.count().filter(table.sent.is_not(None)),
            func.count().filter(stands[Standing.RETURNED]),
            func.count().filter(stands[Standing.LATE]),
            func.count().filter(stands[Standing.DECLINED]),
            func.count().filter(and_(open_, _nobody())),
            func.count().filter(_came(CAME)),
            func.count().filter(stands[Standing.WAITING]),
        )
        if campaign_id != EVERY:
            query = query.where(table.campaign_id == campaign_id)
        with self._store.reading() as session:
            return Progress(*session.execute(query).one())

    def totals(self, query: Query) -> str:
        """Return how the campaign goes, whatever is filtered."""
        found = self.progress(self.campaign_id)
        return found.words if found.asked else ""

    # Inside

    def _stands(self, code: str) -> Condition:
        table, today = StakeholderTable, self._clock.today()
        open_ = and_(table.returned.is_(None), table.declined == "")
        late = and_(table.due.is_not(None), table.due < today)
        unsent = and_(open_, table.sent.is_(None))
        found: dict[str, Condition] = {
            Standing.NO_CONTACT: and_(unsent, _nobody()),
            Standing.NOT_SENT: and_(unsent, not_(_nobody())),
            Standing.LATE: and_(open_, table.sent.is_not(None), late),
            Standing.WAITING: and_(
                open_, table.sent.is_not(None), or_(table.due.is_(None), table.due >= today)
            ),
            Standing.RETURNED: table.returned.is_not(None),
            Standing.DECLINED: and_(table.returned.is_(None), table.declined != ""),
        }
        return found[code]

    def _worst_first(self) -> object:
        table = StakeholderTable
        today = bindparam("today", callable_=self._clock.today, type_=table.due.type)
        return case(
            (table.returned.is_not(None), 4),
            (table.declined != "", 5),
            (and_(table.sent.is_not(None), table.due < today), 0),
            (table.sent.is_not(None), 2),
            (_nobody(), 1),
            else_=3,
        )


def _nobody() -> Condition:
    """Return the condition that nobody is known to ask: no contact, or one who left."""
    table, person = StakeholderTable, ContactTable
    gone = select(person.id).where(person.left.is_not(None), person.merged_into_id.is_(None))
    ends = gone.cte("gone", recursive=True)
    # Who was merged into somebody who left is gone with them, however often that happened.
    ends = ends.union(select(person.id).where(person.merged_into_id == ends.c.id))
    return or_(table.contact_id.is_(None), table.contact_id.in_(select(ends.c.id)))


def came_words(one: Stakeholder) -> str:
    """Return to how many days somebody came: "Came to 2 (5 people)", "Came", "Apologies"."""
    came = [heads for state, heads in one.days.values() if state is Coming.ATTENDED]
    if came:
        tally = people_of(came)
        people = f" ({tally.words(PEOPLE, DAYS)})" if tally.total else ""
        return f"Came to {len(came)}{people}" if len(came) > 1 else f"Came{people}"
    if any(state is Coming.APOLOGY for state, _heads in one.days.values()):
        return "Apologies"
    return ""


def _day(on: date | None) -> str:
    return say_short(on) if on is not None else ""


def _standings() -> Options:
    return [(code.value, words) for code, words in STANDINGS.items()]


def _came(code: str) -> Condition:
    def with_state(state: Coming) -> Condition:
        return exists(
            select(DayComerTable.id).where(
                DayComerTable.stakeholder_id == StakeholderTable.id,
                DayComerTable.state == state.value,
            )
        )

    if code == CAME:
        return with_state(Coming.ATTENDED)
    return with_state(Coming.APOLOGY) if code == APOLOGY else ~with_state(Coming.ATTENDED)


def _chased(code: str) -> Condition:
    kinds = (LineKind.REMINDED.value, LineKind.CALLED.value)
    found = exists(
        select(StakeholderLineTable.id).where(
            StakeholderLineTable.stakeholder_id == StakeholderTable.id,
            StakeholderLineTable.kind.in_(kinds),
        )
    )
    return found if code == CHASED else ~found
