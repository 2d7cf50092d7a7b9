"""A step that was taken, in words: its title in a chronology, and what it recorded."""

from __future__ import annotations

from collections.abc import Mapping

from prevent_desk.core.answers import in_words
from prevent_desk.core.questionnaire import Question
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model import asks
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.model.ways import BACK_FROM_DANGER, WAYS

_BY_MEDIUM = {
    "form": "on the form",
    "email": "by e-mail",
    "phone": "by telephone",
    "in_person": "in person",
    "act_line": "through the ACT line",
    "intelligence": "as an intelligence report",
    "letter": "by letter",
    "transfer": "from another area",
}
_DANGER = {
    "yes": "Immediate danger.",
    "no": "No immediate danger.",
    "not_known": "Not known whether anybody was in danger.",
}
_TOLD_LATER = {
    State.NOT_ADOPTED_SIGNPOSTED: "Signpost followed up",
    State.TRANSFERRED_OUT: "Answer of the other area",
    State.PANEL_SCHEDULED: "Put off to another panel",
}
_TITLES = {
    State.RECEIVED: "Taken back to “Received”",
    State.IMMEDIATE_RISK: "Immediate risk: handed over",
    State.SCREENING: "Screening began",
    State.INFORMATION_GATHERING: "Information gathering began",
    State.PANEL_SCHEDULED: "Put on a panel’s agenda",
    State.CONSENT_PENDING: "Consent to be asked",
    State.ADOPTED: "Adopted as a Channel case",
    State.IN_REVIEW: "Review began",
    State.EXITED: "Support ended",
    State.POST_EXIT_6M: "6-month review after exit",
    State.POST_EXIT_12M: "12-month review after exit",
    State.CLOSED: "Closed",
    State.NOT_ADOPTED_SIGNPOSTED: "Signposted",
    State.NOT_ADOPTED_NFA: "No further action",
    State.SCHOOL_OWNED: "Owned by the school",
    State.INTELLIGENCE_ONLY: "Intelligence only",
    State.POLICE_LED: "Handed over to the police",
    State.TRANSFERRED_IN: "Accepted as transferred in",
    State.ADVICE_ONLY: "Kept as advice only",
}


def receipt_title(now: State, medium: str) -> str:
    """Return what the receipt is called: "Referral received by telephone"."""
    what = "Call for advice" if now is State.ADVICE_ONLY else "Referral"
    return " ".join(part for part in (what, "received", _BY_MEDIUM.get(medium, "")) if part)


def receipt_words(concern: str, danger: str) -> str:
    """Return what was said on receipt: the concern as told, and the urgency question's answer."""
    told = f"“{concern.strip()}”" if concern.strip() else ""
    return "\n".join(part for part in (told, _DANGER.get(danger, "")) if part)


def title(was: State, now: State, details: Mapping[str, object], lists: Vocabularies) -> str:
    """Return what a change of state is called."""
    if was is now:
        return _TOLD_LATER.get(now, now.words)
    if was is State.IMMEDIATE_RISK and "answer" in details:
        return f"Danger over: back to “{now.words}”"
    if was is State.TRANSFERRED_OUT and now is not State.CLOSED:
        return f"Not accepted there: back to “{now.words}”"
    if now is State.PASSED_TO_POLICE and details.get("to_whom"):
        return f"Passed to {details['to_whom']}"
    if now is State.PANEL_DECISION:
        decision = _label(lists, "panel_decision", details.get("decision"))
        return f"Panel decided: {decision[:1].lower()}{decision[1:]}" if decision else now.words
    if now is State.TRANSFERRED_OUT:
        return f"Transferred to {_label(lists, 'home_area', details.get('area'))}".strip()
    return _TITLES.get(now, now.words)


def questions(was: State, now: State) -> dict[str, Question]:
    """Return the questions that the step between two states asks, by key, in their order."""
    known = next((way.asks for way in WAYS.get(was, ()) if way.now is now), ())
    if not known and was is State.IMMEDIATE_RISK:
        known = BACK_FROM_DANGER.asks
    if was is State.RECEIVED:
        known = (*known, asks.DANGER, asks.MEDIUM, asks.SECTOR)
    if now is State.PASSED_TO_POLICE:
        known = (*known, *asks.MASH)
    return {ask.key: ask.question for ask in known}


def details(was: State, now: State, said: Mapping[str, object], lists: Vocabularies) -> list[str]:
    """Return what a step recorded, "Question: answer" each, in the order it was asked."""
    known = questions(was, now)
    order = [key for key in known if key in said] + [key for key in said if key not in known]
    return [
        f"{_heading(known.get(key), key)}: {_answer(known.get(key), said[key], lists)}"
        for key in order
        if said[key]
    ]


def _heading(question: Question | None, key: str) -> str:
    return question.text.rstrip("?") if question else key.replace("_", " ").capitalize()


def _answer(question: Question | None, answer: object, lists: Vocabularies) -> str:
    if question is None or not isinstance(answer, str | list):
        return str(answer)
    return ", ".join(in_words(question, answer, lists).splitlines())


def _label(lists: Vocabularies, vocabulary: str, code: object) -> str:
    found = lists.get(vocabulary)
    return found.label(str(code)) if found and code else ""
