"""Everything that can be checked of an open desk: its file, trail, keys, backups, and its seals."""

from __future__ import annotations

from prevent_desk.app.services import build
from prevent_desk.vault.desk import OpenDesk
from prevent_desk.vault.facts import CheckLine, CheckReport

_SEALS = "Sealed minutes"


def check(desk: OpenDesk) -> CheckReport:
    """Return how a desk fares; nothing is changed."""
    report = desk.check()
    if not all(line.ok for line in report.lines[:1]):
        # What stands on damaged pages cannot be read, let alone compared.
        return report
    minutes = build(desk, desk.clock).panels.minutes
    problems = minutes.verify()
    count = minutes.count()
    told = " ".join(problems[:3]) if problems else f"{count} as they were sealed."
    return CheckReport((*report.lines, CheckLine(_SEALS, not problems, told)))
