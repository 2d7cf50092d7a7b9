"""A log, taken out by a command as a workbook: whole, or a period of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prevent_desk.app.marked import count, marking_of, next_id
from prevent_desk.app.services import Services
from prevent_desk.community.service.profile_log import StakeholderLog
from prevent_desk.core.errors import Refused
from prevent_desk.exports import files
from prevent_desk.logbook.exports.targets import BOOK
from prevent_desk.logbook.model.period import By, parse_period
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.log_source import LogSource
from prevent_desk.logbook.service.sheets import sheet_of
from prevent_desk.workers import child


def _newest_campaign(services: Services) -> StakeholderLog:
    """Return the log of CTLP stakeholders, of the campaign begun last."""
    campaigns, log = services.community.profiles.all(), services.community.profile_log
    log.choose(campaigns[0].id if campaigns else 0)
    return log


LOGS: Mapping[str, Callable[[Services], LogSource[Any]]] = {
    "sessions": lambda services: services.training.sessions.log,
    "staff": lambda services: services.training.people_log,
    "copies": lambda services: services.training.copies.log,
    "engagement": lambda services: services.community.events.log,
    "sightings": lambda services: services.community.sighting_log,
    "ctlp": _newest_campaign,
    "enquiries": lambda services: services.community.enquiries.log,
    "documents": lambda services: services.documents.documents.log,
}
"""Every log by the name a command calls it."""


@dataclass(frozen=True, slots=True)
class LogOrder:
    """What is to be taken out.

    Attributes:
        log: A name of `LOGS`.
        period: As typed: "last quarter", "1 May - 31 Jul 2019"; empty for all.
        by_recorded: Records of the period they were written down in, not of the one they are of.
    """

    to: Path
    log: str
    period: str = ""
    by_recorded: bool = False
    marking: str = ""


def take_out_log(services: Services, order: LogOrder) -> int:
    """Write the workbook; return how many records are in it.

    Raises:
        DeskError: The period is none, or the file cannot be written; none is left.
    """
    marking = marking_of(services, order.marking)
    if order.to.suffix.casefold() != ".xlsx":
        raise Refused(f"“{order.to.name}” does not end in .xlsx.", next_step="Name it so.")
    source, clock = LOGS[order.log](services), services.clock
    period = parse_period(order.period, clock.today())
    by = By.RECORDED if order.by_recorded else By.EVENT
    made = clock.today(), clock.now(), services.desk.practice
    query = Query(by=by).within(period)
    sheet = sheet_of(source, query, marking, next_id(services), made)
    files.save(order.to, child.run(BOOK, (sheet,)))
    source.note_export(sheet.export_id, marking, len(sheet.rows))
    count(services)
    return len(sheet.rows)
