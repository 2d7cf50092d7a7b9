"""The log of product copies: what is listed, filtered, added up and taken out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, not_, or_, select
from sqlalchemy.orm import Session, selectinload

from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.service.resolved import Known
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_date
from prevent_desk.logbook.model.counted import Count
from prevent_desk.logbook.model.days import DayEntry
from prevent_desk.logbook.model.query import Query
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
from prevent_desk.training.model.copies import (
    COPY,
    SOON_DAYS,
    STATE_WORDS,
    TRIAL_WORDS,
    Line,
    LineKind,
    Loan,
    ProductCopy,
    State,
    Trial,
    chase,
    totals_words,
)
from prevent_desk.training.tables import CopyTable, LoanLineTable, LoanTable

KEY = "training/copies"
_CHASE, _SILENT = "chase", "silent"


class CopyLog(TableLog[ProductCopy]):
    """Product copies as a log, filed under the day each last went out; satisfies `LogSource`.

    In its calendar stand the days that trials are to be reviewed on.
    """

    key, title, noun = KEY, "Product copies", COPY
    day_title = "Lent"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._clock = clock
        super().__init__(store)

    def listed(self) -> Listed:
        """Return what the log is made of."""
        return Listed(
            CopyTable,
            CopyTable.last_lent,
            CopyTable.at,
            searched=(CopyTable.kind, CopyTable.version, CopyTable.note,
                      CopyTable.end_reason),
            child_searched=(
                (LoanTable.holder, LoanTable.copy_id), (LoanTable.trainer, LoanTable.copy_id),
                (LoanTable.note, LoanTable.copy_id),
            ),
            filters=(
                FilterWhere("state", "Where", _states, _in_state),
                FilterWhere("trial", "Trial", _trials, self._on_trial),
                FilterWhere("ask", "To ask", _asks, self._to_ask),
                FilterOn(
                    "holder", "Holder", LoanTable.organisation_id, self._holders,
                    child_of=LoanTable.copy_id,
                ),
                FilterOn("kind", "Kind", CopyTable.kind, self._kinds),
                FilterOn("version", "Version", CopyTable.version, self._versions),
            ),
            orders=(OrderBy("number", "Number", CopyTable.number),),
            loads=(selectinload(CopyTable.loans).selectinload(LoanTable.lines),),
        )  # fmt: skip

    def record(self, row: CopyTable) -> ProductCopy:
        """Return a row as a record; several at once are read by `records`."""
        with self._store.reading() as session:
            return self.records(session, [row])[0]

    def records(self, session: Session, rows: Sequence[CopyTable]) -> list[ProductCopy]:
        """Return rows as records, with the names of everybody as they are now."""
        known = resolved.read(session)
        return [_copy(row, known) for row in rows]

    def matching(self, word: str) -> Sequence[Condition]:
        """Find copies by their number, and by whom they are or were with."""
        held = select(LoanTable.copy_id).where(
            or_(
                LoanTable.organisation_id.in_(resolved.organisations_called(word)),
                LoanTable.contact_id.in_(resolved.people_called(word)),
                LoanTable.trainer_id.in_(resolved.people_called(word)),
            )
        )
        found: list[Condition] = [CopyTable.id.in_(held)]
        if word.isdecimal():
            found.append(CopyTable.number == int(word))
        return found

    def sheet(self) -> Sequence[SheetColumn[ProductCopy]]:
        """Return the columns of its workbook."""
        column = SheetColumn[ProductCopy]
        today = self._clock.today()
        return [
            column("Number", 9, lambda one: str(one.number)),
            column("Kind", 16, lambda one: one.kind),
            column("Version", 9, lambda one: one.version),
            column("Where", 14, lambda one: one.state_words),
            column("Holder", 32, lambda one: one.newest.holder_words if one.newest else ""),
            column("Contact", 22, lambda one: one.newest.contact if one.newest else ""),
            column("Trained to use it", 22, lambda one: one.newest.trainer if one.newest else ""),
            column("Lent", 16, lambda one: _day(one.newest.out if one.newest else None)),
            column("Back", 16, lambda one: _day(one.newest.back if one.newest else None)),
            column("Times lent", 10, lambda one: str(len(one.loans))),
            column("People reached", 16, lambda one: _reached(one)),
            column("Trial review", 16, lambda one: _day(one.newest.review if one.newest else None)),
            column("Trial", 18,
                   lambda one: TRIAL_WORDS[one.newest.trial(today)] if one.newest else ""),
            column("To ask", 36, lambda one: _ask(one, today)),
            column("Note", 36, lambda one: one.note),
        ]  # fmt: skip

    def entry(self, record: ProductCopy) -> DayEntry:
        """Return a copy on the day its trial is to be reviewed, else on the day it went out."""
        loan = record.newest
        today = self._clock.today()
        day = (loan.review or loan.out) if loan else record.ended or today
        who = loan.holder_words if loan else record.state_words
        trial = loan.trial(today) if loan else Trial.NONE
        tone = {Trial.DUE: "red", Trial.SOON: "amber", Trial.REVIEWED: "green"}.get(trial, "blue")
        what = "review" if loan and loan.review else "lent"
        return DayEntry(record.id, day, day, f"{record.called} {what}: {who}", "package", tone)

    def days(self, query: Query, first: date, last: date) -> list[DayEntry]:
        """Return trials to be reviewed from one day to another, by day."""
        asked = Query(words=query.words, chosen=query.chosen, ids=query.ids)
        entries = [self.entry(one) for one in self.everything(asked) if one.newest is not None]
        shown = [one for one in entries if first <= one.first <= last]
        return sorted(shown, key=lambda one: (one.first, one.id))

    def totals(self, query: Query) -> str:
        """Return what copies come to: how many are where, and whom they reached."""
        return totals_words(self.everything(query))

    # Filters

    def _on_trial(self, code: str) -> Condition:
        today = self._clock.today()
        soon = date.fromordinal(today.toordinal() + SOON_DAYS)
        running = (LoanTable.reviewed.is_(None), LoanTable.review.is_not(None))
        if code == Trial.REVIEWED:
            return exists().where(
                LoanTable.copy_id == CopyTable.id, LoanTable.reviewed.is_not(None)
            )
        span = {
            Trial.DUE: (LoanTable.review <= today,),
            Trial.SOON: (LoanTable.review > today, LoanTable.review <= soon),
            Trial.RUNNING: (LoanTable.review > soon,),
        }.get(Trial(code), (LoanTable.review.is_(None),))
        return _lent(*running, *span)

    def _to_ask(self, code: str) -> Condition:
        """Return who is to be asked; the rule itself is `model.copies.chase`."""
        if code == _SILENT:
            told = exists().where(
                LoanLineTable.loan_id == LoanTable.id,
                LoanLineTable.kind == LineKind.REACHED.value,
            )
            return _lent(not_(told))
        today = self._clock.today()
        query = (
            select(CopyTable)
            .where(_lent())
            .options(selectinload(CopyTable.loans).selectinload(LoanTable.lines))
        )
        with self._store.reading() as session:
            copies = self.records(session, session.scalars(query).all())
        asked = [one.id for one in copies if one.loan and chase(one.loan, today)]
        return CopyTable.id.in_(asked)

    def _holders(self) -> Options:
        query = select(LoanTable.organisation_id).distinct()
        with self._store.reading() as session:
            ids = [one for one in session.scalars(query) if one is not None]
            known = resolved.read(session)
        named = [(str(one), known.organisations[one].called) for one in ids
                 if one in known.organisations]  # fmt: skip
        return sorted(named, key=lambda one: one[1].casefold())

    def _kinds(self) -> Options:
        return self._used(CopyTable.kind)

    def _versions(self) -> Options:
        return self._used(CopyTable.version)

    def _used(self, column: Any) -> Options:  # noqa: ANN401 - a column of texts
        with self._store.reading() as session:
            found = sorted(session.scalars(select(column).distinct()))
        return [(one, one or "Not noted") for one in found]


def _states() -> Options:
    return [(one.value, words) for one, words in STATE_WORDS.items()]


def _trials() -> Options:
    shown = (Trial.DUE, Trial.SOON, Trial.RUNNING, Trial.REVIEWED)
    return [(one.value, TRIAL_WORDS[one]) for one in shown]


def _asks() -> Options:
    return [(_CHASE, "Holder is to be asked"), (_SILENT, "Nobody reported as reached")]


def _in_state(code: str) -> Condition:
    if code == State.ENDED:
        return and_(CopyTable.ended.is_not(None))
    if code == State.HERE:
        return and_(CopyTable.ended.is_(None), not_(_lent()))
    if code == State.RECALLED:
        return _lent(LoanTable.recalled.is_not(None))
    return _lent(LoanTable.recalled.is_(None))


def _lent(*conditions: Condition) -> Condition:
    """Return that a copy is out now, on a loan that meets conditions."""
    out = exists().where(LoanTable.copy_id == CopyTable.id, LoanTable.back.is_(None), *conditions)
    return and_(CopyTable.ended.is_(None), out)


def _copy(row: CopyTable, known: Known) -> ProductCopy:
    loans = [loan_of(one, row, known) for one in row.loans]
    newest_first = sorted(loans, key=lambda one: (one.back is None, one.out, one.id), reverse=True)
    return ProductCopy(
        row.id, row.number, row.kind, row.version, row.note, row.ended, row.end_reason,
        tuple(newest_first), row.at,
    )  # fmt: skip


def loan_of(row: LoanTable, copy: CopyTable, known: Known) -> Loan:
    """Return a loan as a record."""
    organisation = known.organisations.get(row.organisation_id or 0)
    contact = known.contacts.get(row.contact_id or 0)
    trainer = known.contacts.get(row.trainer_id or 0)
    email = (contact.emails[0] if contact and contact.emails else "") or (
        organisation.email if organisation else ""
    )
    lines = [
        Line(one.id, LineKind(one.kind), one.on, one.words,
             Count.of(one.reached, one.reached_how), one.at)
        for one in row.lines
    ]  # fmt: skip
    return Loan(
        row.id, copy.id, copy.number, row.out, row.version, row.organisation_id,
        organisation.called if organisation else "", row.contact_id,
        contact.name if contact else "", email, row.holder, row.trainer_id,
        trainer.name if trainer else row.trainer, row.review, row.reviewed, row.form,
        row.form_version, row.answers, row.recalled, row.back, row.back_note, row.note,
        tuple(sorted(lines, key=lambda one: (one.on, one.id))), copy.ended is not None,
        row.at,
    )  # fmt: skip


def _day(day: date | None) -> str:
    return say_date(day) if day else ""


def _reached(one: ProductCopy) -> str:
    return one.reached.words() if one.reached.records else ""


def _ask(one: ProductCopy, today: date) -> str:
    found = chase(one.loan, today) if one.loan else None
    return found.words if found else ""
