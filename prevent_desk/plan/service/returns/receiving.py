"""Whose return a file is: by its pack, by the marks of its rows, at last by their words.

Each way in which it is nobody's, or another's, is one sentence of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.matching import plain
from prevent_desk.plan.model.partners import sending
from prevent_desk.plan.model.partners.comparing_file import SaidFile
from prevent_desk.plan.model.partners.comparing_sheets import Found, find
from prevent_desk.plan.model.partners.records import Send, SentRow
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.partners.sending import to_send
from prevent_desk.plan.service.returns.judging import legend_of
from prevent_desk.plan.tables import ActionTable, ActivityTable, ObjectiveTable, SendTable

_ASK = "Ask who sent it, or send the workbook again."
_ENOUGH = 0.5
"""Least share of the rows that were sent, for a file that does not say its pack."""

_SOME = 0.3
"""Least share of rows whose words stand in the file to the letter, before it is looked at closely:
the words of an action are locked, so few of them are changed."""

_LONGEST_MARK = 80


@dataclass(frozen=True, slots=True)
class Belongs:
    """Whose return a file is.

    Attributes:
        notes: How that is known where its pack does not say it, and what else to know.
    """

    send: Send
    sent: tuple[SentRow, ...]
    found: Found
    notes: tuple[str, ...]


def belongs(session: Session, file: SaidFile, name: str) -> Belongs:
    """Return whose return a file is.

    Args:
        session: To read in.
        file: What it says.
        name: What it is called in refusals.

    Raises:
        Refused: It is nobody's, or not to be told, or of a plan that was carried forward since.
    """
    return _Search(session, file, name).found()


class _Search:
    """The search under way."""

    def __init__(self, session: Session, file: SaidFile, name: str) -> None:
        self._session, self._file, self._name = session, file, name
        rows = session.scalars(select(SendTable).order_by(SendTable.id.desc())).all()
        self._rows = {row.id: row for row in rows}
        self._sends = [to_send(row) for row in rows]
        self._baselines: dict[int, tuple[SentRow, ...]] = {}
        texts = [
            cell.text for sheet in file.sheets for row in sheet.rows for cell in row.cells.values()
        ]
        self._marks = {sending.plain_mark(text) for text in texts if len(text) <= _LONGEST_MARK}
        self._texts = {plain(text) for text in texts}

    def found(self) -> Belongs:
        """Return whose it is, or refuse it."""
        if not self._sends:
            raise self._refused(
                f"“{self._name}” cannot be a return: no workbook has been sent yet.",
                "Send a workbook to partners first.",
                "PD-352",
            )
        if not self._file.sheets:
            raise self._refused(
                f"“{self._name}” holds no rows of a workbook that was sent from here.",
                _ASK,
                "PD-351",
            )
        send = self._by_pack() or self._by_marks()
        notes: list[str] = []
        if send is None:
            send, notes = self._by_words()
        elif send.pack not in self._file.packs:
            notes.append("Its pack number is gone; it was known by the marks of its rows.")
        self._refuse_last_years(send)
        found = self._fit(send)
        if found is None:
            raise self._refused(
                f"“{self._name}” bears the pack number of {send.agency}, but holds none of the "
                "rows that were sent.",
                _ASK,
                "PD-353",
            )
        return Belongs(send, self._baseline(send), found, (*notes, *self._later_notes(send)))

    def _by_pack(self) -> Send | None:
        """Return the sending whose pack it names; refuses rows of another's pack in it."""
        by_pack = {send.pack: send for send in self._sends}
        named = [by_pack[pack] for pack in self._file.packs if pack in by_pack]
        if not named:
            return None
        send = named[0]
        own = self._marks_of(send)
        other = max(self._sends, key=lambda one: len(self._marks_of(one) - own), default=None)
        if other is not None and len(self._marks_of(other) - own) > len(own):
            if other.agency.casefold() == send.agency.casefold():
                return other
            raise self._refused(
                f"“{self._name}” bears the pack number of {send.agency}, but its rows are those "
                f"of {other.agency}.",
                _ASK,
                "PD-354",
            )
        return send

    def _by_marks(self) -> Send | None:
        counted = [(len(self._marks_of(send)), send.id, send) for send in self._sends]
        count, _, send = max(counted, key=lambda one: one[:2])
        return send if count and count >= _ENOUGH * len(self._baseline(send)) else None

    def _by_words(self) -> tuple[Send, list[str]]:
        """Return the one sending whose rows it has, by their words; refuses where it may be two."""
        if self._file.packs:
            # What says whose it is, and is unknown, must not become another's by its words.
            raise self._refused(
                f"“{self._name}” bears pack {self._file.packs[0]}, which this desk does not know.",
                "It may be another desk's, or of before a backup was restored. " + _ASK,
                "PD-355",
            )
        scored: list[tuple[int, Send]] = []
        for send in self._sends:
            sent = [plain(row.cells.get(Field.TEXT, "")) for row in self._baseline(send)]
            if sum(words in self._texts for words in sent) < _SOME * len(sent):
                continue
            found = self._fit(send)
            rows = len(found.rows.rows) - len(found.rows.weak) if found else 0
            if rows and rows >= _ENOUGH * len(self._baseline(send)):
                scored.append((rows, send))
        most = max((rows for rows, _ in scored), default=0)
        best = [send for rows, send in scored if rows == most]
        agencies = list(dict.fromkeys(send.agency for send in best))
        if not best:
            raise self._refused(
                f"“{self._name}” holds a table, but not the rows of a workbook sent from here.",
                "A plan in a file of its own is taken in with Import.",
                "PD-356",
            )
        if len(agencies) > 1:
            raise self._refused(
                f"“{self._name}” does not say whose it is: {' and '.join(agencies[:3])} were sent "
                "the same rows.",
                _ASK,
                "PD-357",
            )
        words = "Its pack number and marks are gone; it was known by the words of its rows."
        return best[0], [words]

    def _refuse_last_years(self, send: Send) -> None:
        """Refuse a return of a plan that was carried forward, where the new one was sent since."""
        own = self._lineages(send.plan_id)
        for later in self._sends:
            if (
                later.agency.casefold() == send.agency.casefold()
                and later.plan_id != send.plan_id
                and later.id > send.id
                and own & self._lineages(later.plan_id)
            ):
                head = finding.head(self._session, send.plan_id)
                new = finding.head(self._session, later.plan_id)
                raise self._refused(
                    f"“{self._name}” is a workbook of the plan {head.years or head.title}, sent "
                    f"{say_short(send.sent)}.",
                    f"{send.agency} was sent that of {new.years or new.title} on "
                    f"{say_short(later.sent)}; ask for it.",
                    "PD-358",
                )

    def _lineages(self, plan_id: int) -> set[str]:
        query = (
            select(ActionTable.lineage)
            .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
            .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
            .where(ObjectiveTable.plan_id == plan_id)
        )
        return set(self._session.scalars(query))

    def _later_notes(self, send: Send) -> Sequence[str]:
        later = [
            one
            for one in self._sends
            if one.plan_id == send.plan_id
            and one.agency.casefold() == send.agency.casefold()
            and one.id > send.id
        ]
        if not later:
            return ()
        newest = max(later, key=lambda one: one.id)
        return (
            f"It answers the workbook of {say_short(send.sent)}; a newer one was sent on "
            f"{say_short(newest.sent)}.",
        )

    def _marks_of(self, send: Send) -> set[str]:
        return self._marks & {sending.plain_mark(row.mark) for row in self._baseline(send)}

    def _baseline(self, send: Send) -> tuple[SentRow, ...]:
        if send.id not in self._baselines:
            self._baselines[send.id] = sending.read_baseline(self._rows[send.id].baseline)
        return self._baselines[send.id]

    def _fit(self, send: Send) -> Found | None:
        legend = legend_of(self._session, send.plan_id)
        return find(self._file, self._baseline(send), legend)

    def _refused(self, what: str, next_step: str, code: str) -> Refused:
        return Refused(what, next_step=next_step, code=code)
