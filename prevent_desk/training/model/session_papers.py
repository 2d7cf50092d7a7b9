"""A session on paper: the sheet people sign, and what the feedback said."""

from __future__ import annotations

from collections.abc import Sequence

from prevent_desk.core.dates import say_date
from prevent_desk.logbook.model.nouns import PEOPLE, Noun
from prevent_desk.referrals.model.papers.content import Block, Facts, Grid, Heading, Paper, Words
from prevent_desk.training.model.feedback import Summary
from prevent_desk.training.model.papers import Making
from prevent_desk.training.model.sessions import (
    Named,
    Presence,
    State,
    TrainingSession,
    say_minutes,
)

_NOTICE = "Practice desk – all people are invented"
_EMPTY_ROWS = 14
"""So many lines are left for those who come without being booked."""
_FORMS = Noun("form", "forms")
_ANSWERS = Noun("answer", "answers")


def attendance_sheet(one: TrainingSession, named: Sequence[Named], making: Making) -> Paper:
    """Return the sheet people sign: who is booked, and lines for others."""
    booked = [person for person in named if person.state is not Presence.ABSENT]
    rows = [(person.name, person.department, person.staff_no, "") for person in booked]
    if one.state is not State.HELD or not rows:
        rows += [("", "", "", "")] * max(_EMPTY_ROWS - len(rows) // 3, 4)
    blocks: list[Block] = [
        Facts(tuple(_facts(one))),
        Grid(("Name", "Department", "Staff no.", "Signature"), tuple(rows), (3, 2.6, 1.6, 3)),
        Words("Kept by the Prevent coordinator as the record of who completed the course.", True),
    ]
    return _paper("Attendance", "Attendance sheet", one, making, blocks)


def feedback_paper(
    one: TrainingSession, forms: int, summaries: Sequence[Summary], making: Making
) -> Paper:
    """Return what the forms of a session say, question by question; nobody is named."""
    facts = [*_facts(one), ("Forms", f"{_FORMS.counted(forms)}, without names")]
    blocks: list[Block] = [Facts(tuple(facts))]
    for summary in summaries:
        if not summary.answered:
            continue
        answered = _ANSWERS.counted(summary.answered)
        average = f"{summary.average_words} on average, " if summary.average_words else ""
        blocks += [
            Heading(2, summary.question.text),
            Words(f"{average}{answered}", is_support=True),
        ]
        if summary.choices:
            rows = tuple((choice.words, str(choice.times)) for choice in summary.choices)
            blocks.append(Grid(("Answer", "Times"), rows, (4, 1)))
        if summary.words:
            blocks.append(Words("\n".join(f"“{words}”" for words in summary.words)))
    return _paper("Feedback", "Feedback on a training session", one, making, blocks)


def _facts(one: TrainingSession) -> list[tuple[str, str]]:
    attended = one.attended.said(PEOPLE) if one.state is State.HELD else ""
    given = ", ".join(giver.words for giver in one.facilitators)
    told = [
        ("Session", one.called),
        ("For whom", one.for_whom),
        ("When", ", ".join(part for part in (one.when, say_minutes(one.minutes)) if part)),
        ("Where", one.where),
        ("Trainers", given),
        ("Attended", attended),
    ]
    return [(name, fact) for name, fact in told if fact]


def _paper(
    overline: str, title: str, one: TrainingSession, making: Making, blocks: Sequence[Block]
) -> Paper:
    return Paper(
        overline, title, say_date(one.first), making.marking, title, making.export_id,
        making.current_to, making.made_at, _NOTICE if making.practice else "", tuple(blocks),
    )  # fmt: skip
