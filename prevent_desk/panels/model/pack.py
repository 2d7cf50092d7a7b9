"""The papers of a panel as what they say: cover, agenda, and a paper for each case.

Cases are told by reference. Who referred is in none of them, whatever they asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.referrals.model.papers.content import Paper

KIND = "panel papers"
"""As the file's name and the audit trail say it."""


@dataclass(frozen=True, slots=True)
class CasePaper:
    """The paper of one case.

    Attributes:
        title: "Case A · PD-2025-014".
        purpose: What it is there for: "New case".
    """

    title: str
    purpose: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that goes to those asked.

    Attributes:
        facts: Of the cover: when, how, where; names and what they are.
        agenda: Its lines in order.
        agencies: Who is asked, as the cover lists them; agencies, not people.
        notice: For a practice desk.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    agenda: tuple[str, ...]
    agencies: tuple[str, ...]
    cases: tuple[CasePaper, ...]
    marking: str
    export_id: str
    current_to: date
    made_at: datetime
    notice: str = ""


@dataclass(frozen=True, slots=True)
class PackWanted:
    """What the dialog's fields ask for; equal wishes make equal files.

    Attributes:
        items: The points of the agenda whose papers go in, in its order.
    """

    meeting_id: int
    items: tuple[int, ...]
    marking: str
