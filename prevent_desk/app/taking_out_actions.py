"""What is owed, taken out by a command as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prevent_desk.actions.exports.targets import BOOK
from prevent_desk.actions.model.records import State
from prevent_desk.actions.model.register import ActionRegister
from prevent_desk.app.marked import count, marking_of, next_id
from prevent_desk.app.services import Services
from prevent_desk.core.errors import Refused
from prevent_desk.exports import files
from prevent_desk.workers import child


@dataclass(frozen=True, slots=True)
class ActionsOrder:
    """What is to be taken out.

    Attributes:
        closed: Those that are done or dropped as well.
        as_minuted: The words as minuted, which may name people; else those typed for sharing.
    """

    to: Path
    closed: bool = False
    as_minuted: bool = False
    marking: str = ""


def take_out_actions(services: Services, order: ActionsOrder) -> list[str]:
    """Write the workbook; nothing in it can fail to be printed, so the answer is empty.

    Raises:
        DeskError: The file cannot be written; none is left.
    """
    marking = marking_of(services, order.marking)
    if order.to.suffix.casefold() != ".xlsx":
        raise Refused(f"“{order.to.name}” does not end in .xlsx.", next_step="Name it so.")
    states = tuple(State) if order.closed else (State.OPEN,)
    register = ActionRegister(
        tuple(services.actions.standing(states=states)),
        "" if order.closed else "open",
        not order.as_minuted,
        marking,
        next_id(services),
        services.clock.today(),
        services.clock.now(),
        services.desk.practice,
    )
    files.save(order.to, child.run(BOOK, (register,)))
    services.actions.note_export(register.export_id, marking, len(register.rows))
    count(services)
    return []
