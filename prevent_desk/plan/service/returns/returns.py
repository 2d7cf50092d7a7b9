"""The service of partners' returns: what a file says, what she decides, and what is written."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.partners.comparing_cells import kept as kept_text
from prevent_desk.plan.model.partners.comparing_cells import settled
from prevent_desk.plan.model.partners.comparing_file import SaidFile, from_plain
from prevent_desk.plan.model.partners.comparing_records import Here, Outcome
from prevent_desk.plan.model.partners.merging import Applied, Received
from prevent_desk.plan.model.partners.records import (
    Comparison,
    Decision,
    Difference,
    Keep,
    RegisterLine,
    State,
)
from prevent_desk.plan.model.records import Criterion, Field
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.partners.register import Register
from prevent_desk.plan.service.plans import Plans
from prevent_desk.plan.service.returns import applying
from prevent_desk.plan.service.returns.judging import (
    Fixed,
    Judged,
    fixed_of,
    get_return,
    here_of,
    in_utc,
    judge,
    legend_of,
)
from prevent_desk.plan.service.returns.kept import (
    KeptFile,
    pack_decision,
    pack_file,
    unpack_file,
)
from prevent_desk.plan.service.returns.receiving import belongs
from prevent_desk.plan.tables import ReturnTable, SendTable
from prevent_desk.readers import asking, refusals
from prevent_desk.store import audit
from prevent_desk.store.session import Change, Store
from prevent_desk.workers.child import Report, StopAsked

TARGET = "prevent_desk.plan.reading.returns:read"
"""What a limited child does with a returned file; it is named, for only the child may import it."""

_PASSWORD = frozenset({refusals.PASSWORD, refusals.WRONG_PASSWORD})
_MOST_KEPT = 64
_CLOCKS_APART = timedelta(hours=2)
"""What programs may be wrong by: some write the time of their own country as if it were UTC."""

_AT_ONCE = timedelta(microseconds=1)
"""Between an applying and a decision after it: which came first is told by their moments."""


class Returns:
    """Everything that can be done with what partners sent back.

    Receiving and deciding are quiet: they write nothing into the plan, and are kept at once, so
    that a lock or a lost laptop takes nothing away. `apply` is one act with one Undo.
    """

    def __init__(
        self, store: Store, clock: Clock, plans: Plans, register: Register | None = None
    ) -> None:
        self._store = store
        self._clock = clock
        self._plans = plans
        self._register = register or Register(store, clock)
        # What never changes of a return, and what followed from it until the plan changed.
        self._fixed: dict[int, Fixed] = {}
        self._outcomes: dict[int, Outcome] = {}
        self._here: dict[int, Here] = {}
        self._change = 0
        self._lock = threading.Lock()
        store.on_change.append(self._forget_outcomes)

    # What came back

    def receive(
        self,
        file_name: str,
        data: bytes,
        password: str = "",
        report: Report | None = None,
        stopped: StopAsked | None = None,
    ) -> Received:
        """Read a file that came back and keep what it says; never raises for what is in the file.

        Takes a child process and up to some seconds: call it beside the window.

        Args:
            file_name: As the person knows it.
            data: Its bytes.
            password: Of a file under one.
            report: Told of progress.
            stopped: Asked whether the reading is still wanted.

        Raises:
            Stopped: `stopped` said so; nothing was kept.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        known = self._known(file_name, sha256)
        if known is not None:
            return known
        try:
            answer = asking.ask_of(
                data, file_name, TARGET, password=password, report=report, stopped=stopped
            )
            file = self._said(answer, file_name)
            return self._keep(file_name, sha256, file)
        except Refused as refused:
            asks = refused.code in _PASSWORD
            return Received(file_name, refusal=refused, needs_password=asks)

    def discard(self, return_id: int) -> None:
        """Take a return out of the register; Undo brings it back. The plan is not touched.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            agency = session.get_one(SendTable, get_return(session, return_id).send_id).agency
        with self._store.writing(f"discarding a return of {agency}") as session:
            row = get_return(session, return_id)
            send = session.get_one(SendTable, row.send_id)
            detail = {"pack": send.pack, "agency": send.agency}
            audit.note(session, "return discarded", "plan", send.plan_id, detail)
            send.returns.remove(row)

    def register(self, plan_id: int, today: date) -> list[RegisterLine]:
        """Return every workbook that was sent of a plan and where it is, newest sending first.

        A return that was applied in part waits still: its line counts what is to decide.
        """
        lines = self._register.register(plan_id, today, self._counted)
        return [self._still_waiting(line) for line in lines]

    def returns_of(self, send_id: int) -> list[int]:
        """Return the returns of a workbook, newest first."""
        with self._store.reading() as session:
            query = select(ReturnTable.id).where(ReturnTable.send_id == send_id)
            return list(session.scalars(query.order_by(ReturnTable.id.desc())))

    # What she decides

    def comparison(self, return_id: int) -> Comparison:
        """Return a return beside what was sent and what is here now.

        Raises:
            Refused: There is no such return.
        """
        with self._store.reading() as session:
            return self._judged(session, return_id).comparison()

    def decide(self, return_id: int, decisions: Mapping[str, Decision | None]) -> None:
        """Keep what she decided, by the differences' keys; None takes a decision back. Quiet.

        Raises:
            Refused: A difference is not there, or may not be kept so; nothing was kept.
        """
        with self._store.writing(None) as session:
            judged = self._judged(session, return_id)
            legend = legend_of(session, judged.send.plan_id)
            after = _after(in_utc(judged.row.applied))
            kept = dict(judged.row.decisions)
            for key, decision in decisions.items():
                if key in judged.read.settled:
                    raise Refused("That was applied already.", next_step="Undo takes it back.")
                if decision is None:
                    kept.pop(key, None)
                    continue
                difference = judged.differences.get(key)
                if difference is None:
                    raise Refused(
                        "That difference is not there any more.",
                        next_step="Look at the list again.",
                    )
                criteria = _criteria(session, difference)
                _check(difference, decision, legend, criteria)
                decided = replace(decision, at=max(decision.at, after))
                kept[key] = pack_decision(decided, difference)
            judged.row.decisions = kept

    def take_all_clear(self, return_id: int) -> int:
        """Decide every undecided difference that is clear as proposed; return how many. Quiet."""
        judged_now = self.comparison(return_id)
        now = self._clock.now()
        clear: dict[str, Decision | None] = {
            one.key: Decision(one.proposed, None, now)
            for one in judged_now.differences
            if one.proposed is not None and one.key not in judged_now.decisions
        }
        if clear:
            self.decide(return_id, clear)
        return len(clear)

    def check_fix(self, plan_id: int, field: Field, text: str) -> str:
        """Return a cell's text as the plan would keep it: "green" is "On target".

        Raises:
            Refused: It does not fit; the words say why and what would.
        """
        if field is Field.ACTUALS:
            # Whether the numbers fit depends on the action's criteria: `decide` looks at them.
            return settled(text)
        with self._store.reading() as session:
            legend = finding.head(session, plan_id).legend
        return kept_text(field, text, legend)

    def apply(self, return_id: int) -> Applied:
        """Write what was decided and not yet applied, as one act: "return of City Police".

        What waits for a decision stays, and can be applied later. Where nothing was decided,
        nothing is written.

        Raises:
            Refused: Something changed here since a decision was made; nothing was written, those
                decisions are taken back, and the words name them.
        """
        with self._store.reading() as session:
            judged = self._judged(session, return_id)
            send = judged.send
        if judged.read.stale:
            self._take_back(judged)
            raise _stale(judged)
        if not judged.read.pending:
            return Applied(send.agency, left=judged.to_decide)
        with self._store.writing(f"return of {send.agency}") as session:
            judged = judge(session, get_return(session, return_id))
            if judged.read.stale:  # changed by another thread a moment ago
                raise _stale(judged)
            applied = applying.write(session, self._plans, judged)
            now = max(
                self._clock.now().astimezone(UTC),
                *(one.at for one in judged.read.pending.values()),
            )
            judged.row.applied = now.astimezone(UTC).replace(tzinfo=None)
            detail = {
                "pack": send.pack,
                "agency": send.agency,
                "cells": applied.cells,
                "updates": applied.updates,
                "rows": len(applied.added) + len(applied.removed),
            }
            audit.note(session, "return applied", "plan", send.plan_id, detail)
        return applied

    # Inside

    def _known(self, file_name: str, sha256: str) -> Received | None:
        """Return a file that was dropped before as what it became then."""
        with self._store.reading() as session:
            row = session.scalar(select(ReturnTable).where(ReturnTable.sha256 == sha256))
            if row is None:
                return None
            agency = session.get_one(SendTable, row.send_id).agency
            day = say_short(row.at.replace(tzinfo=UTC).astimezone().date())
            applied = row.applied
        note = f"The same file was received on {day} already."
        if applied is not None:
            note = f"The same file was received on {day} and applied."
        return Received(file_name, row.id, agency, notes=(note,))

    def _said(self, answer: Any, file_name: str) -> SaidFile:  # noqa: ANN401 - JSON
        try:
            return from_plain(answer)
        except (ValueError, TypeError, KeyError) as error:
            raise refusals.refusal(refusals.DAMAGED, file_name) from error

    def _keep(self, file_name: str, sha256: str, file: SaidFile) -> Received:
        with self._store.reading() as session:
            whose = belongs(session, file, file_name)
            older = _older_than_another(session, whose.send.id, file)
        now = self._clock.now().astimezone(UTC)
        whose = replace(whose, notes=(*whose.notes, *older))
        kept = KeptFile(file, self._clock.today(), whose.notes)
        with self._store.writing(None) as session:
            row = ReturnTable(
                send_id=whose.send.id,
                file_name=cells.one_line(file_name),
                sha256=sha256,
                at=now.replace(tzinfo=None),
                content=pack_file(kept),
                decisions={},
                applied=None,
            )
            session.add(row)
            detail = {"pack": whose.send.pack, "agency": whose.send.agency}
            audit.note(session, "return received", "plan", whose.send.plan_id, detail)
            session.flush()
            return_id = row.id
        self._fixed[return_id] = Fixed(whose.sent, kept, whose.found)
        notes = (*whose.notes, *whose.found.notes)
        return Received(file_name, return_id, whose.send.agency, notes=notes)

    def _judged(self, session: Session, return_id: int) -> Judged:
        """Return a return held against the plan, as far as possible from what is known already."""
        row = get_return(session, return_id)
        send = session.get_one(SendTable, row.send_id)
        with self._lock:
            fixed = self._fixed.get(return_id)
            outcome = self._outcomes.get(return_id)
            here, change = self._here.get(send.plan_id), self._change
        fixed = fixed or fixed_of(session, row)
        if outcome is None:
            here = here_of(session, send.plan_id, fixed.sent, here)
        judged = judge(session, row, fixed, outcome, here)
        with self._lock:
            if len(self._fixed) >= _MOST_KEPT:
                self._fixed.clear()
            self._fixed[return_id] = judged.fixed
            if change == self._change:
                self._outcomes[return_id] = judged.outcome
                if here is not None:
                    self._here[send.plan_id] = here
        return judged

    def _forget_outcomes(self, _change: Change) -> None:
        with self._lock:
            self._change += 1
            self._outcomes.clear()
            self._here.clear()

    def _counted(self, return_id: int) -> tuple[int, int]:
        with self._store.reading() as session:
            judged = self._judged(session, return_id)
            return judged.outcome.changed, judged.to_decide

    def _still_waiting(self, line: RegisterLine) -> RegisterLine:
        if line.return_id is None or line.state is not State.MERGED:
            return line
        changed, to_decide = self._counted(line.return_id)
        state = State.RETURNED if to_decide else State.MERGED
        return replace(line, state=state, changed=changed, to_decide=to_decide)

    def _take_back(self, judged: Judged) -> None:
        with self._store.writing(None) as session:
            row = get_return(session, judged.row.id)
            row.decisions = {
                key: one for key, one in row.decisions.items() if key not in judged.read.stale
            }


def _older_than_another(session: Session, send_id: int, file: SaidFile) -> list[str]:
    """Return a warning where a return was saved before one that is here already."""
    rows = session.scalars(select(ReturnTable).where(ReturnTable.send_id == send_id))
    others = [(unpack_file(row.content).file.saved, row.file_name) for row in rows]
    later = [(saved, name) for saved, name in others if saved and file.saved]
    if not later or file.saved is None or max(later)[0] - file.saved < _CLOCKS_APART:
        return []
    return [
        f"It is the older one: it was last saved on {say_short(file.saved.date())}, before "
        f"“{max(later)[1]}”, which is here already."
    ]


def _after(applied: datetime | None) -> datetime:
    """Return the first moment at which a decision is later than an applying."""
    if applied is None:
        return datetime.min.replace(tzinfo=UTC)
    return applied + _AT_ONCE


def _criteria(session: Session, of: Difference) -> tuple[Criterion, ...]:
    if of.field is not Field.ACTUALS or of.action_id is None:
        return ()
    details = finding.details(session, finding.rows(session, [of.action_id]))
    return details[0].criteria if details else ()


def _check(
    of: Difference, decision: Decision, legend: Legend, criteria: tuple[Criterion, ...]
) -> None:
    """Refuse a decision that a difference does not offer, or a text that does not fit."""
    if decision.keep not in of.choices:
        raise Refused(
            f"{of.ref or 'That row'} cannot be kept as “{decision.keep.value}”.",
            next_step="Choose one of the buttons beside it.",
        )
    if of.problem and decision.keep is Keep.THEIRS and decision.text is None:
        raise Refused(of.problem, next_step="Choose a value that fits.")
    if decision.text is not None and of.field is not None:
        kept_text(of.field, decision.text, legend, criteria)


def _stale(judged: Judged) -> Refused:
    named = []
    for key in judged.read.stale:
        difference = judged.differences.get(key)
        if difference is not None:
            cell = cells.WORDS[difference.field] if difference.field else "row"
            named.append(f"{cell} of {difference.ref or 'an action'}")
    some = ", ".join(named[:3]) + (f" and {len(named) - 3} more" if len(named) > 3 else "")
    return Refused(
        f"Changed here since you decided: {some}. Nothing was written.",
        next_step="Decide what changed again, then apply.",
        code="PD-359",
    )
