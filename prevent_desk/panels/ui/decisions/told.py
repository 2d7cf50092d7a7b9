"""One decision in full, as a section to be read."""

from __future__ import annotations

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.panels.model.agenda import PURPOSES
from prevent_desk.panels.model.minutes import NOT_RECORDED, Section
from prevent_desk.panels.model.register import DecisionLine
from prevent_desk.referrals.model.papers.content import Facts


def section_of(line: DecisionLine) -> Section:
    """Return everything the register says of a decision."""
    rows = (
        ("Panel", say_date(line.on)),
        ("Why it came", PURPOSES.get(line.purpose, line.purpose)),
        ("Decision", line.decision or NOT_RECORDED),
        ("As minuted", line.words),
        ("Rationale", line.rationale or NOT_RECORDED),
        ("How it was decided", line.how or NOT_RECORDED),
        ("Dissent", line.dissent),
        ("What is awaited", line.needed),
        ("Consent", line.consent),
        ("Next review", say_short(line.next_review) if line.next_review else ""),
        ("Minutes", "Sealed" if line.sealed else "Not sealed yet"),
        ("In the record", "Yes" if line.in_record else "Not yet"),
    )
    return Section("decision", "What was decided", (Facts(tuple(row for row in rows if row[1])),))
