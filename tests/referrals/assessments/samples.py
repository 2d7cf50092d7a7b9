"""Answers and assessments as tests need them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from prevent_desk.core.questionnaire import Answer
from prevent_desk.referrals.model.assessments.records import Assessment
from prevent_desk.referrals.service.forms import VAF
from tests.referrals.desks import Desk

TODAY = date(2025, 11, 25)


def factor(state: str, evidence: str = "", source: str = "", on: str = "") -> Answer:
    """Return a factor's answer as JSON holds it."""
    parts = {"state": state, "evidence": evidence, "source": source, "on": on}
    return {name: text for name, text in parts.items() if text}


FIRST: dict[str, Answer] = {
    "E01": factor("present", "Says the school took sides.", "Safeguarding lead", "2025-03-02"),
    "E04": factor("not_known"),
    "I02": factor("partly", "Once, in anger."),
    "C01": factor("absent"),
    "summary": "Grievance stands in front.",
}


def assessment(number: int, answers: dict[str, Answer], on: date = TODAY) -> Assessment:
    """Return a finished assessment without a store."""
    at = datetime(2025, 11, 25, tzinfo=UTC)
    return Assessment(number, 1, VAF, "2012", "review", on, "Officer", answers, frozenset(), at, at)


def finished(
    desk: Desk, episode: int, answers: dict[str, Answer], stage: str = "initial", form: str = VAF
) -> int:
    """Begin, fill and finish an assessment; return its key."""
    service = desk.services.assessments
    made = service.start(episode, form, stage, TODAY, "Case officer")
    service.keep(made, answers)
    service.finish(made)
    return made
