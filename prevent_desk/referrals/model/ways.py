"""Which step may follow which, and what each asks for and needs: the table of transitions.

Source: the domain notes, 2.2. What they leave open is ours: a danger that is over goes back to
where the referral stood, a transfer that was not accepted comes back, and an outcome that was not
known at the time (taken up? accepted there?) is told later by a further move to the same state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from prevent_desk.referrals.model import asks
from prevent_desk.referrals.model.asks import Ask
from prevent_desk.referrals.model.facts import Fact
from prevent_desk.referrals.model.states import State


@dataclass(frozen=True, slots=True)
class Way:
    """One transition that there is.

    Attributes:
        title: What it is called where it is chosen: "Pass to the police".
        told: One line on what it means.
        needs: What other parts of the record must say first.
        decision: Of ways out of a panel's decision, the decision they follow; empty for any.
    """

    was: State
    now: State
    title: str
    told: str
    asks: tuple[Ask, ...] = ()
    needs: tuple[Fact, ...] = ()
    decision: str = ""


@dataclass(frozen=True, slots=True)
class _Target:
    title: str
    told: str
    asks: tuple[Ask, ...] = ()
    needs: tuple[Fact, ...] = ()


_S = State
_NOT_ADOPTED = (Fact.SUBJECT, Fact.POLICE_FIRST, Fact.EARLIER, Fact.PATTERN, Fact.NO_SUPPORT)

_TARGETS: Mapping[State, _Target] = {
    _S.IMMEDIATE_RISK: _Target(
        "Immediate risk: hand over now",
        "999 or the police at once; outside Channel until they have answered.",
        asks.IMMEDIATE,
    ),
    _S.PASSED_TO_POLICE: _Target(
        "Pass to the police",
        "Every referral goes to the police first, so that it can be deconflicted.",
        asks.PASSED,
    ),
    _S.SCREENING: _Target(
        "Screen",
        "The police, with you: is there a radicalisation concern?",
        asks.SCREENED,
        (Fact.SUBJECT,),
    ),
    _S.INFORMATION_GATHERING: _Target(
        "Gather information",
        "There are reasonable grounds; partners are asked what they know.",
        asks.GROUNDS,
        (Fact.SUBJECT, Fact.EARLIER),
    ),
    _S.PANEL_SCHEDULED: _Target(
        "Put on a panel’s agenda",
        "Members are asked within 24 hours, or by the time you set.",
        asks.PANEL,
        (Fact.SUBJECT, Fact.POLICE_FIRST, Fact.EARLIER, Fact.PATTERN, Fact.CHECKS),
    ),
    _S.PANEL_DECISION: _Target(
        "Record the panel’s decision",
        "Adopt, defer or not adopt, with its rationale as the reason.",
        asks.DECISION,
    ),
    _S.CONSENT_PENDING: _Target(
        "Ask for consent",
        "The panel would offer support; nobody is supported without consent.",
        asks.CONSENT,
    ),
    _S.ADOPTED: _Target(
        "Adopt as a Channel case",
        "Consent is given and the support plan is complete.",
        asks.ADOPTED,
        (Fact.CONSENT, Fact.PLAN),
    ),
    _S.IN_REVIEW: _Target(
        "Begin a review",
        "At least every three months while support runs.",
    ),
    _S.EXITED: _Target(
        "End the support",
        "With a closing report; reviews follow 6 and 12 months later.",
        asks.EXITED,
        (Fact.CLOSURE,),
    ),
    _S.POST_EXIT_6M: _Target(
        "Record the 6-month review",
        "Six months after support ended.",
        asks.AFTER_EXIT,
    ),
    _S.POST_EXIT_12M: _Target(
        "Record the 12-month review",
        "Twelve months after support ended.",
        asks.AFTER_EXIT,
    ),
    _S.CLOSED: _Target(
        "Close",
        "Nothing more is due; the time it is kept begins to run.",
        asks.CLOSED,
        (Fact.CLOSURE,),
    ),
    _S.NOT_ADOPTED_SIGNPOSTED: _Target(
        "Signpost to another service",
        "No Channel support; a better-suited service is named.",
        asks.SIGNPOSTED,
        _NOT_ADOPTED,
    ),
    _S.NOT_ADOPTED_NFA: _Target(
        "No further action",
        "No concern, malicious, misguided or a duplicate.",
        asks.NO_ACTION,
        _NOT_ADOPTED,
    ),
    _S.SCHOOL_OWNED: _Target(
        "Owned by the school",
        "The school or college keeps it, with what was agreed.",
        asks.SCHOOL,
        _NOT_ADOPTED,
    ),
    _S.INTELLIGENCE_ONLY: _Target(
        "Intelligence only",
        "Nobody to support; the information goes to the police.",
        asks.INTELLIGENCE,
        (Fact.EARLIER,),
    ),
    _S.POLICE_LED: _Target(
        "Hand over to the police",
        "Police-led: not suitable for Channel, or the risk is too high.",
        asks.POLICE_LED,
        (Fact.EARLIER,),
    ),
    _S.TRANSFERRED_OUT: _Target(
        "Transfer to another area",
        "The person lives or has moved elsewhere; support goes on until it is accepted there.",
        asks.TRANSFER,
    ),
    _S.TRANSFERRED_IN: _Target(
        "Accept as transferred in",
        "Another area had it; it is yours from now on.",
        asks.TRANSFERRED_IN,
    ),
    _S.ADVICE_ONLY: _Target(
        "Keep as advice only",
        "The caller wanted advice; no referral was made.",
        asks.ADVICE,
    ),
}

_NOT_IN_CHANNEL = (
    _S.NOT_ADOPTED_SIGNPOSTED,
    _S.SCHOOL_OWNED,
    _S.NOT_ADOPTED_NFA,
    _S.INTELLIGENCE_ONLY,
    _S.POLICE_LED,
)
_ENDS_TO_CLOSE = (*_NOT_IN_CHANNEL, _S.ADVICE_ONLY, _S.TRANSFERRED_OUT)

_FROM: Mapping[State, tuple[State, ...]] = {
    _S.RECEIVED: (_S.PASSED_TO_POLICE, _S.TRANSFERRED_IN, _S.ADVICE_ONLY, *_NOT_IN_CHANNEL),
    _S.TRANSFERRED_IN: (
        _S.PASSED_TO_POLICE, _S.PANEL_SCHEDULED, _S.CONSENT_PENDING, _S.ADOPTED, *_NOT_IN_CHANNEL,
    ),
    _S.IMMEDIATE_RISK: (_S.PASSED_TO_POLICE, _S.POLICE_LED, _S.NOT_ADOPTED_NFA),
    _S.PASSED_TO_POLICE: (_S.SCREENING, _S.POLICE_LED, _S.INTELLIGENCE_ONLY, _S.NOT_ADOPTED_NFA),
    _S.SCREENING: (_S.INFORMATION_GATHERING, *_NOT_IN_CHANNEL),
    _S.INFORMATION_GATHERING: (_S.PANEL_SCHEDULED, *_NOT_IN_CHANNEL),
    _S.PANEL_SCHEDULED: (_S.PANEL_DECISION, _S.INFORMATION_GATHERING),
    _S.PANEL_DECISION: (),
    _S.CONSENT_PENDING: (_S.ADOPTED, _S.PANEL_SCHEDULED, *_NOT_IN_CHANNEL, _S.EXITED),
    _S.ADOPTED: (_S.IN_REVIEW, _S.EXITED, _S.POLICE_LED),
    _S.IN_REVIEW: (_S.ADOPTED, _S.EXITED, _S.POLICE_LED),
    _S.EXITED: (_S.POST_EXIT_6M, _S.CLOSED),
    _S.POST_EXIT_6M: (_S.POST_EXIT_12M, _S.PANEL_SCHEDULED, _S.CLOSED),
    _S.POST_EXIT_12M: (_S.CLOSED, _S.PANEL_SCHEDULED),
}  # fmt: skip
"""The usual step of each state comes first."""


def _plain() -> list[Way]:
    found = []
    for was, nexts in _FROM.items():
        for now in nexts:
            found.append(_way(was, now))
        if was is not _S.IMMEDIATE_RISK:
            found.append(_way(was, _S.IMMEDIATE_RISK))
        found.append(_way(was, _S.TRANSFERRED_OUT))
    return found


def _way(was: State, now: State) -> Way:
    target = _TARGETS[now]
    return Way(was, now, target.title, target.told, target.asks, target.needs)


def _shaped(way: Way) -> Way:
    """Return a way with what is special about it."""
    was, now = way.was, way.now
    if was is _S.PANEL_SCHEDULED and now is _S.INFORMATION_GATHERING:
        return replace(way, title="Take off the agenda", asks=(), needs=(), told=_GATHER_ON)
    if was is _S.CONSENT_PENDING and now in (*_NOT_IN_CHANNEL, _S.EXITED):
        return _refused(way)
    if was in {_S.POST_EXIT_6M, _S.POST_EXIT_12M} and now is _S.PANEL_SCHEDULED:
        return replace(way, title="Re-open: take back to the panel", needs=(Fact.CHECKS,))
    if was is _S.IN_REVIEW and now is _S.ADOPTED:
        return replace(
            way,
            title="End the review: support goes on",
            told="What the review found is written up, and the next has its date.",
            asks=asks.REVIEWED,
            needs=(Fact.REVIEW,),
        )
    if was in {_S.ADOPTED, _S.IN_REVIEW} and now is _S.POLICE_LED:
        return replace(way, needs=(Fact.CLOSURE,))
    return way


_GATHER_ON = "More information is needed before the panel meets."


def _refused(way: Way) -> Way:
    needs = tuple(dict.fromkeys((Fact.REFUSAL, *way.needs, Fact.NO_SUPPORT)))
    if way.now is _S.EXITED:
        # Support never began: there is nothing to assess at its end.
        questions = (*asks.DECLINED, *asks.REFUSED)
        return replace(
            way,
            title="End: support declined",
            told="Consent was refused; nobody is supported without it.",
            asks=questions,
            needs=(Fact.REFUSAL, Fact.NO_SUPPORT, Fact.CLOSURE),
        )
    return replace(way, asks=(*way.asks, *asks.REFUSED), needs=needs)


def _decided() -> list[Way]:
    """Return the ways out of a panel's decision; each follows one decision."""
    after = {
        "adopt": (_S.CONSENT_PENDING,),
        "defer": (_S.INFORMATION_GATHERING, _S.PANEL_SCHEDULED),
        "not_adopt": _NOT_IN_CHANNEL,
    }
    found = []
    for decision, nexts in after.items():
        for now in nexts:
            way = replace(_way(_S.PANEL_DECISION, now), decision=decision)
            if now is _S.INFORMATION_GATHERING:
                way = replace(way, asks=(), needs=(), told="The panel deferred for information.")
            if now is _S.POLICE_LED:
                way = replace(way, needs=(*way.needs, Fact.NO_SUPPORT))
            found.append(way)
    return found


def _told_later() -> list[Way]:
    """Return the moves that leave the state as it is: told later, or put off."""
    return [
        Way(
            _S.NOT_ADOPTED_SIGNPOSTED,
            _S.NOT_ADOPTED_SIGNPOSTED,
            "Record whether it was taken up",
            "What became of the signpost.",
            asks.TAKEN_UP,
        ),
        Way(
            _S.TRANSFERRED_OUT,
            _S.TRANSFERRED_OUT,
            "Record the other area’s answer",
            "Until they have accepted it, it is still yours.",
            asks.TRANSFER_ANSWER,
        ),
        replace(
            _way(_S.PANEL_SCHEDULED, _S.PANEL_SCHEDULED),
            title="Put off to another panel",
            told="Another date; those invited are told.",
            needs=(),
        ),
    ]


def _table() -> Mapping[State, tuple[Way, ...]]:
    ways: dict[State, list[Way]] = defaultdict(list)
    closing = [_way(was, _S.CLOSED) for was in _ENDS_TO_CLOSE]
    for way in (*_decided(), *map(_shaped, _plain()), *_told_later(), *closing):
        ways[way.was].append(way)
    return MappingProxyType({was: tuple(found) for was, found in ways.items()})


WAYS: Mapping[State, tuple[Way, ...]] = _table()
"""By the state they start from, the usual one first."""

BACK_FROM_DANGER = Way(
    _S.IMMEDIATE_RISK,
    _S.IMMEDIATE_RISK,
    "The danger is over: go on",
    "The police have answered; the referral goes on where it stood.",
    asks.AFTER_DANGER,
)
BACK_FROM_TRANSFER = Way(
    _S.TRANSFERRED_OUT,
    _S.TRANSFERRED_OUT,
    "Take back: not accepted there",
    "The other area did not take it; the referral goes on where it stood.",
)
"""Where these two lead to is where the referral came from; see `moves.possible`."""
