"""Venue and speaker enquiries as a list, a calendar and a workbook read them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from prevent_desk.community.model.enquiries import ENQUIRIES, About, Enquiry, Stage
from prevent_desk.community.model.events import KeptFile
from prevent_desk.community.service.names import Names
from prevent_desk.community.tables import EnquiryFileTable, EnquiryTable
from prevent_desk.contacts.service import resolved
from prevent_desk.core.dates import say_short
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.logbook.model.days import DayEntry
from prevent_desk.logbook.model.query import NONE, Query
from prevent_desk.logbook.model.sheet import SheetColumn
from prevent_desk.logbook.service.table_log import (
    Condition,
    FilterOn,
    FilterWhere,
    Listed,
    Options,
    OrderBy,
    TableLog,
)
from prevent_desk.store.session import Store

_TONES = {
    Stage.ADVICE: "red",
    Stage.DECISION: "amber",
    Stage.FOLLOW: "blue",
    Stage.CLOSED: "grey",
}


class EnquiryLog(TableLog[Enquiry]):
    """Every enquiry, by the day it was asked; in the calendar by the day of its event."""

    key, title, noun, day_title = "community/enquiries", "Enquiries", ENQUIRIES, "Asked"

    def __init__(self, store: Store, names: Names, terms: Callable[[], Vocabularies]) -> None:
        self._names, self._terms = names, terms
        super().__init__(store)

    def listed(self) -> Listed:
        """Return what the log is made of."""
        table = EnquiryTable
        return Listed(
            table, table.asked, table.at,
            searched=(table.asker, table.venue, table.event, table.speakers, table.concern,
                      table.advice, table.reasons, table.note),
            filters=(
                FilterWhere("stage", "Stage", _stages, _at_stage),
                FilterOn("kind", "About", table.kind,
                         lambda: [(one.value, one.words) for one in About]),
                FilterOn("decision", "Decision", table.decision, self._decisions),
                FilterOn("medium", "How it arrived", table.medium, self._media),
            ),
            orders=(
                OrderBy("event", "Day of the event", table.event_on),
                OrderBy("number", "Number", table.number),
                OrderBy("venue", "Venue", func.lower(table.venue)),
            ),
            loads=(selectinload(table.files).joinedload(EnquiryFileTable.file),),
        )  # fmt: skip

    def records(self, session: Session, rows: Sequence[EnquiryTable]) -> list[Enquiry]:
        """Return rows as records, with the names those who asked go by today."""
        terms = self._terms()
        media, decisions = terms["medium"], terms["enquiry_decision"]
        return [
            Enquiry(
                row.id, row.number, About(row.kind), row.asked,
                self._names.party(session, row.organisation_id, row.contact_id, row.asker),
                row.medium, media.label(row.medium) if row.medium else "", row.venue, row.event,
                row.event_on, row.speakers, row.concern, row.advice, row.advised, row.decision,
                decisions.label(row.decision) if row.decision else "", row.decided,
                row.decided_by, row.reasons, row.follow_on, row.followed, row.follow_words,
                row.note,
                tuple(
                    KeptFile(one.file_id, one.file.name, one.file.size, one.note, one.id)
                    for one in row.files
                ),
                row.at, row.by,
            )
            for row in rows
        ]  # fmt: skip

    def matching(self, word: str) -> Sequence[Condition]:
        """Find an enquiry by the names those who asked go by."""
        table = EnquiryTable
        found: list[Condition] = [
            table.organisation_id.in_(resolved.organisations_called(word)),
            table.contact_id.in_(resolved.people_called(word)),
        ]
        if word.isdigit():
            found.append(table.number == int(word[:9]))
        return found

    def sheet(self) -> Sequence[SheetColumn[Enquiry]]:
        """Return the columns of its workbook."""
        return (
            SheetColumn("Number", 10, lambda one: str(one.number)),
            SheetColumn("Asked", 12, lambda one: f"{one.asked:%d/%m/%Y}"),
            SheetColumn("Who asked", 28, lambda one: one.asker.words),
            SheetColumn("How", 14, lambda one: one.medium_words),
            SheetColumn("About", 16, lambda one: one.about.words),
            SheetColumn("Venue", 28, lambda one: one.venue),
            SheetColumn("Event", 28, lambda one: one.event),
            SheetColumn("Day of event", 14, lambda one: f"{one.event_on:%d/%m/%Y}" if one.event_on
                        else ""),
            SheetColumn("Speakers", 28, lambda one: one.speakers),
            SheetColumn("Concern", 36, lambda one: one.concern),
            SheetColumn("Advice", 44, lambda one: one.advice),
            SheetColumn("Advised", 12, lambda one: f"{one.advised:%d/%m/%Y}" if one.advised
                        else ""),
            SheetColumn("Decision", 18, lambda one: one.decision_words),
            SheetColumn("Decided", 12, lambda one: f"{one.decided:%d/%m/%Y}" if one.decided
                        else ""),
            SheetColumn("Decided by", 22, lambda one: one.decided_by),
            SheetColumn("Reasons", 36, lambda one: one.reasons),
            SheetColumn("How it went", 36, lambda one: one.follow_words),
            SheetColumn("Recorded", 12, lambda one: f"{one.recorded_on:%d/%m/%Y}"),
        )  # fmt: skip

    def entry(self, record: Enquiry) -> DayEntry:
        """Return an enquiry as the calendar shows it, on the day it was asked."""
        return DayEntry(
            record.id, record.asked, record.asked, f"{record.number} {record.title}",
            record.about.icon, _TONES[record.stage],
        )  # fmt: skip

    def totals(self, query: Query) -> str:
        """Return how far the enquiries came: "3 want advice · 1 to follow up by 4 Jun 2019"."""
        table = EnquiryTable
        columns = [func.count().filter(_at_stage(stage.value)) for stage in Stage]
        soonest = func.min(table.follow_on).filter(_at_stage(Stage.FOLLOW.value))
        inside = self._where(select(table.id), query)
        statement = select(*columns, soonest).where(table.id.in_(inside))
        with self._store.reading() as session:
            advice, decision, follow, closed, soon = tuple(session.execute(statement).one())
        parts = [
            f"{advice:,} want{'s' if advice == 1 else ''} advice" if advice else "",
            f"{decision:,} wait{'s' if decision == 1 else ''} for a decision" if decision else "",
            f"{follow:,} to follow up" + (f", the first on {say_short(soon)}" if soon else "")
            if follow
            else "",
            f"{closed:,} closed" if closed else "",
        ]
        return " · ".join(part for part in parts if part)

    def _decisions(self) -> Options:
        terms = self._terms()["enquiry_decision"].terms
        return [*((term.code, term.label) for term in terms), (NONE, "None yet")]

    def _media(self) -> Options:
        return [(term.code, term.label) for term in self._terms()["medium"].terms]


def _stages() -> Options:
    return [(stage.value, stage.words) for stage in Stage]


def _at_stage(code: str) -> Condition:
    table = EnquiryTable
    open_, decided = table.decision == "", table.decision != ""
    to_follow = and_(table.follow_on.is_not(None), table.followed.is_(None))
    return {
        Stage.ADVICE.value: and_(open_, table.advised.is_(None)),
        Stage.DECISION.value: and_(open_, table.advised.is_not(None)),
        Stage.FOLLOW.value: and_(decided, to_follow),
        Stage.CLOSED.value: and_(
            decided, or_(table.follow_on.is_(None), table.followed.is_not(None))
        ),
    }.get(code, table.id < 0)
