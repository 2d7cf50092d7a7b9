"""The register of what was sent to partners: who has answered, who has been reminded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date

from sqlalchemy import select

from prevent_desk.core.clock import Clock
from prevent_desk.plan.model.partners.records import RegisterLine, Send, State
from prevent_desk.plan.service.partners.sending import to_send
from prevent_desk.plan.tables import ChaseTable, ReturnTable, SendTable
from prevent_desk.store import audit
from prevent_desk.store.session import Store

Counted = Callable[[int], tuple[int, int]]
"""Of a return: the cells that differ from what was sent, and the decisions that wait."""


class Register:
    """Lines of the register, and the reminders in it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def register(
        self, plan_id: int, today: date | None = None, counted: Counted | None = None
    ) -> list[RegisterLine]:
        """Return a plan's lines: the newest sending first, and in it by agency.

        Args:
            plan_id: The plan.
            today: What is due before it and unanswered is overdue; None asks the clock.
            counted: Called for every return shown; without it none is said to be blank.
        """
        day = today or self._clock.today()
        found: list[tuple[Send, _Newest | None]] = []
        with self._store.reading() as session:
            rows = session.scalars(select(SendTable).where(SendTable.plan_id == plan_id)).all()
            found = [(to_send(row), _newest(row.returns)) for row in rows]
        found.sort(key=lambda one: (-one[0].sent.toordinal(), one[0].agency.casefold(), one[0].id))
        return [_line(send, newest, day, counted) for send, newest in found]

    def waiting(self, plan_id: int) -> list[Send]:
        """Return the sendings that nobody has answered, one an agency: its newest.

        An agency that answered a later workbook, or any workbook since, is waited for no longer.
        """
        newest: dict[str, RegisterLine] = {}
        for line in self.register(plan_id):
            newest.setdefault(line.send.agency.casefold(), line)
        unanswered = {State.WAITING, State.OVERDUE}
        return [line.send for line in newest.values() if line.state in unanswered]

    def note_chased(self, send_ids: Sequence[int], on: date | None = None, note: str = "") -> None:
        """Note a reminder in each of these lines, as one act."""
        if not send_ids:
            return
        with self._store.reading() as session:
            agencies = session.scalars(select(SendTable.agency).where(SendTable.id.in_(send_ids)))
            named = list(agencies)
        who = named[0] if len(named) == 1 else f"{len(named)} partners"
        with self._store.writing(f"chase {who}") as session:
            for row in session.scalars(select(SendTable).where(SendTable.id.in_(send_ids))):
                row.chases.append(ChaseTable(on=on or self._clock.today(), note=note))
                detail = {"pack": row.pack, "agency": row.agency}
                audit.note(session, "partner reminded", "plan", row.plan_id, detail)


class _Newest:
    """The return that a line shows."""

    def __init__(self, row: ReturnTable) -> None:
        self.id = row.id
        applied = row.applied
        self.merged = applied.replace(tzinfo=UTC).astimezone().date() if applied else None


def _newest(returns: Sequence[ReturnTable]) -> _Newest | None:
    """Return the newest that is not yet applied, else the newest; None where nothing came back."""
    if not returns:
        return None
    open_ones = [row for row in returns if row.applied is None]
    return _Newest(max(open_ones or returns, key=lambda row: row.id))


def _line(send: Send, newest: _Newest | None, today: date, counted: Counted | None) -> RegisterLine:
    if newest is None:
        late = send.due is not None and send.due < today
        return RegisterLine(send, State.OVERDUE if late else State.WAITING)
    if newest.merged is not None:
        return RegisterLine(send, State.MERGED, newest.id, merged=newest.merged)
    changed, to_decide = counted(newest.id) if counted else (0, 0)
    blank = counted is not None and changed == 0
    state = State.BLANK if blank else State.RETURNED
    return RegisterLine(send, state, newest.id, changed, to_decide)
