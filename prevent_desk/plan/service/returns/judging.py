"""A kept return held against the plan as it is now, inside a session."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.matching import plain
from prevent_desk.plan.model.partners import sending
from prevent_desk.plan.model.partners.comparing import compare
from prevent_desk.plan.model.partners.comparing_records import Here, Outcome
from prevent_desk.plan.model.partners.comparing_sheets import Found, find
from prevent_desk.plan.model.partners.records import Comparison, Difference, Send, SentRow
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.partners.sending import to_send
from prevent_desk.plan.service.returns.kept import KeptFile, Read, unpack_decisions, unpack_file
from prevent_desk.plan.tables import PlanTable, ReturnTable, SendTable


@dataclass(frozen=True, slots=True)
class Fixed:
    """What of a return never changes: what was sent, and what the file says of it."""

    sent: tuple[SentRow, ...]
    kept: KeptFile
    found: Found


@dataclass(frozen=True, slots=True)
class Judged:
    """A return held against the plan.

    Attributes:
        differences: By key; those that were applied ask for nothing any more.
    """

    row: ReturnTable
    send: Send
    fixed: Fixed
    outcome: Outcome
    read: Read
    differences: dict[str, Difference]

    @property
    def to_decide(self) -> int:
        """Return how many differences wait for a decision."""
        return sum(
            one.is_to_decide and key not in self.read.decisions
            for key, one in self.differences.items()
        )

    def comparison(self) -> Comparison:
        """Return it as the screens have it."""
        return Comparison(
            self.row.id,
            self.send,
            self.row.file_name,
            self.row.at.replace(tzinfo=UTC),
            in_utc(self.row.applied),
            tuple(self.differences.values()),
            (*self.fixed.kept.notes, *self.outcome.notes),
            self.outcome.unchanged,
            self.read.decisions,
        )


def get_return(session: Session, return_id: int) -> ReturnTable:
    """Return a return's row.

    Raises:
        Refused: It is no longer there.
    """
    row = session.get(ReturnTable, return_id)
    if row is None:
        raise Refused("That return is no longer in the register.", next_step="Undo brings it back.")
    return row


def fixed_of(session: Session, row: ReturnTable) -> Fixed:
    """Return what of a return never changes."""
    send = session.get_one(SendTable, row.send_id)
    sent = sending.read_baseline(send.baseline)
    kept = unpack_file(row.content)
    found = find(kept.file, sent, legend_of(session, send.plan_id))
    if found is None:
        raise Refused("That return holds none of the rows that were sent.", code="PD-351")
    return Fixed(sent, kept, found)


def legend_of(session: Session, plan_id: int) -> Legend:
    """Return a plan's key of progress."""
    return finding.legend_of(session.get_one(PlanTable, plan_id))


def here_of(
    session: Session, plan_id: int, sent: tuple[SentRow, ...], known: Here | None = None
) -> Here:
    """Return of a plan as it is now what a return is held against.

    Args:
        session: To read in.
        plan_id: The plan.
        sent: What was sent.
        known: The same for other returns, while nothing has changed; it is added to.
    """
    if known is None:
        rows = finding.plan_rows(session, plan_id)
        by_words = {plain(row.text or row.title): row for row in rows}
        known = Here(legend_of(session, plan_id), {row.id: row for row in rows}, by_words)
    wanted = {row.action_id for row in sent} & known.rows.keys() - known.actions.keys()
    for one in finding.details(session, [known.rows[action_id] for action_id in sorted(wanted)]):
        known.actions[one.row.id] = one
    return known


def outcome_of(send: Send, fixed: Fixed, here: Here) -> Outcome:
    """Return how a return differs from what was sent and what is here."""
    return compare(fixed.found, fixed.sent, here, send.agency, fixed.kept.on)


def judge(
    session: Session,
    row: ReturnTable,
    fixed: Fixed | None = None,
    outcome: Outcome | None = None,
    here: Here | None = None,
) -> Judged:
    """Hold a return against the plan; what is known of either already need not be found again."""
    send = to_send(session.get_one(SendTable, row.send_id))
    fixed = fixed or fixed_of(session, row)
    if outcome is None:
        outcome = outcome_of(send, fixed, here_of(session, send.plan_id, fixed.sent, here))
    by_key = {one.key: one for one in outcome.differences}
    read = unpack_decisions(row.decisions, by_key, in_utc(row.applied))
    differences = {
        key: replace(one, choices=(), proposed=None) if key in read.settled else one
        for key, one in by_key.items()
    }
    return Judged(row, send, fixed, outcome, read, differences)


def in_utc(moment: datetime | None) -> datetime | None:
    """Return a moment as kept, which is UTC, with its time zone."""
    return None if moment is None else moment.replace(tzinfo=UTC)
