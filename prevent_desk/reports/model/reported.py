"""The figures of a period, beside those of another, in lines that can be read out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.core.clock import local
from prevent_desk.core.dates import say_date
from prevent_desk.logbook.model.counted import Tally
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.period import By, Period, late_words

LEAST_FOR_PERCENT = 10
"""Below it a share says more than the number bears."""


class Beside(StrEnum):
    """With which period another is compared."""

    BEFORE = "before"
    YEAR = "year"
    NOTHING = "nothing"

    @property
    def words(self) -> str:
        """As it is chosen."""
        return {
            Beside.BEFORE: "Period before",
            Beside.YEAR: "A year before",
            Beside.NOTHING: "Not compared",
        }[self]

    def of(self, period: Period) -> Period | None:
        """Return the other period; None where there is none."""
        if self is Beside.BEFORE:
            return period.before()
        return period.a_year_before() if self is Beside.YEAR else None


@dataclass(frozen=True, slots=True)
class Line:
    """A figure and what it was in the other period.

    Attributes:
        source: The title of its section.
        before: None where nothing is compared.
    """

    source: str
    figure: Figure
    before: Figure | None = None

    @property
    def key(self) -> str:
        """What it is known by, in every period: "Training/sessions"."""
        return f"{self.source}/{self.figure.key}"

    @property
    def title(self) -> str:
        """What it counts, as the head of its line: "Sessions"."""
        noun = self.figure.noun
        words = noun.one if self.figure.number == 1 else noun.many
        return words[0].upper() + words[1:]

    @property
    def made_of(self) -> str:
        """What the number is made of, and what else there is to say of it."""
        return " · ".join(part for part in (self.figure.made_of, self.figure.note) if part)

    @property
    def compared(self) -> str:
        """What it was in the other period, and the difference: "19 before, 5 more"."""
        if self.before is None:
            return ""
        return f"{self.before.short} before{_difference(self.figure, self.before)}"

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to tell, now or in the other period."""
        both = [self.figure, *([self.before] if self.before is not None else [])]
        return all(not one.ids and not one.number for one in both)


@dataclass(frozen=True, slots=True)
class Section:
    """What one source counts."""

    title: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a period.

    Attributes:
        other: The period they are compared with; None where they are not.
        as_at: When they were counted (UTC).
    """

    period: Period
    by: By
    other: Period | None
    sections: Sequence[Section]
    as_at: datetime

    @property
    def lines(self) -> list[Line]:
        """Return every line, in order."""
        return [line for section in self.sections for line in section.lines]

    @property
    def late(self) -> int:
        """How many records came late, each counted once for its page."""
        return len({(line.figure.page, line.source, one) for line in self.lines
                    for one in line.figure.late})  # fmt: skip

    @property
    def is_empty(self) -> bool:
        """Whether no source has anything to tell."""
        return all(line.is_nothing for line in self.lines)

    @property
    def heading(self) -> str:
        """Return what it is of: "1 May to 31 Jul 2019, counted by day of event"."""
        return f"{_capital(self.period.words)}, counted {self.by.words}"

    @property
    def late_line(self) -> str:
        """Return how many came late, as a note; empty where none did."""
        words = late_words(self.late, self.period, self.by)
        return f"{words}." if words else ""

    @property
    def as_at_words(self) -> str:
        """Return when they were counted: "Figures as at Tue 25 Nov 2025, 14:02"."""
        moment = local(self.as_at)
        return f"Figures as at {say_date(moment.date())}, {moment:%H:%M}"


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """A report as a workbook holds it."""

    report: Report
    marking: str
    export_id: str
    current_to: date
    made_at: datetime
    practice: bool


def as_text(report: Report) -> str:
    """Return a report as plain text, a line for each figure, to be pasted into a mail."""
    lines = [report.heading]
    if report.other is not None:
        lines.append(f"Compared with {report.other.words}")
    for section in report.sections:
        told = [line for line in section.lines if not line.is_nothing]
        if not told:
            continue
        lines += ["", section.title]
        for line in told:
            parts = [line.figure.words]
            if line.figure.note:
                parts.append(line.figure.note)
            if line.compared:
                parts.append(line.compared)
            lines.append("- " + "; ".join(parts))
    if report.late_line:
        lines += ["", report.late_line]
    return "\n".join([*lines, "", f"{report.as_at_words}."])


def _difference(now: Figure, before: Figure) -> str:
    if not _is_known(now) or not _is_known(before):
        return ""
    change = now.number - before.number
    if not change:
        return ", the same"
    about = "about " if _is_about(now) or _is_about(before) else ""
    share = ""
    if min(now.number, before.number) >= LEAST_FOR_PERCENT:
        share = f" ({round(abs(change) * 100 / before.number)}%)"
    return f", {about}{abs(change):,} {'more' if change > 0 else 'fewer'}{share}"


def _is_known(figure: Figure) -> bool:
    return not isinstance(figure.value, Tally) or figure.value.is_known


def _is_about(figure: Figure) -> bool:
    return isinstance(figure.value, Tally) and figure.value.is_about


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
