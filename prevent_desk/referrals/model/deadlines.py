"""The time limits of a referral as data: what each counts, from what to what, in which states.

No day-limit stands in the Act itself; each row says where its own comes from, and "ours" means that
nobody but this program set it. Amounts, units and whether a limit is kept at all are the desk's to
change (Settings, Deadlines). Source: the domain notes, 2.3, 2.6 and 2.7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

from prevent_desk.referrals.model.states import ENDED, State


class Unit(StrEnum):
    """What an amount is counted in; the value is what is stored."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"

    def said(self, amount: int) -> str:
        """Return an amount in words: "5 working days", "1 month"."""
        words = self.value.replace("_", " ")
        return f"{amount} {words[:-1] if amount == 1 else words}"


class Event(StrEnum):
    """What starts or ends a clock; the value is how people are told of it."""

    RECEIVED = "the concern came in"
    HANDED_OVER = "the danger was handed over"
    PASSED = "it was passed to the police"
    ASSESSED = "the police's first assessment is known"
    ASKED = "the agency was asked"
    REPLIED = "the agency replied"
    ALL_REPLIED = "the last agency replied"
    PANEL_CALLED = "members were asked to attend"
    GROUNDS = "reasonable grounds were decided"
    PANEL_SET = "a panel was set"
    PANEL_HELD = "the panel decided"
    CONSENT_NEEDED = "consent was needed, or last tried for"
    CONSENT_ANSWERED = "consent was given or refused"
    PLAN_REVIEWED = "it was adopted, or last reviewed"
    NEXT_REVIEW = "the next review was held"
    CONTACT = "it was adopted, or the last session was held"
    NEXT_CONTACT = "a session was held"
    REVIEW_HELD = "a review was held"
    REVIEW_WRITTEN = "it was written up"
    EXITED = "the person left Channel"
    SIX_MONTHS_HELD = "the review after exit was held"
    TWELVE_MONTHS_HELD = "the second review after exit was held"
    BIRTHDAY = "the person turns 18"
    OWN_CONSENT = "they answered for themselves"
    DECIDED = "it was decided"
    REFERRER_TOLD = "the referrer was told"
    SIGNPOSTED = "it was signposted"
    TAKEN_UP = "it is known whether that was taken up"
    SENT_ON = "it was sent to the other area"
    TRANSFER_ANSWERED = "they answered"
    LOOK_AGAIN = "it was agreed to look again"
    LOOKED_AGAIN = "somebody looked again"


OPEN = frozenset(state for state in State if state not in ENDED)
_AFTER_EXIT = frozenset({State.EXITED, State.POST_EXIT_6M, State.POST_EXIT_12M})
_SUPPORT = frozenset({State.ADOPTED, State.IN_REVIEW})
DECIDED = (ENDED - {State.ADVICE_ONLY, State.CLOSED, State.ANONYMISED}) | _SUPPORT | _AFTER_EXIT
"""What a referrer is told of; before a case is closed, the closure gate asks for it."""
_TO_PANEL = frozenset({State.INFORMATION_GATHERING, State.PANEL_SCHEDULED})


@dataclass(frozen=True, slots=True)
class Rule:
    """One time limit.

    Attributes:
        title: What is due: "Police first assessment".
        amount, unit: How long it may take; 0 where the day itself is agreed (a panel).
        source: Where the limit comes from.
        starts, ends: What starts it and what meets it.
        states: Where it runs; elsewhere it is not waited for.
        counts_back: The amount counts back from the day itself: it is a prompt, from then on.
        is_kept: False where the desk does without it.
    """

    key: str
    title: str
    amount: int
    unit: Unit
    source: str
    starts: Event
    ends: Event
    states: frozenset[State]
    counts_back: bool = False
    is_kept: bool = True

    @property
    def said(self) -> str:
        """The limit in words: "5 working days", "60 days before", "on the day agreed"."""
        if not self.amount:
            return "on the day agreed"
        return self.unit.said(self.amount) + (" before" if self.counts_back else "")


_OURS = "Ours; no source sets it"
RULES: tuple[Rule, ...] = (
    Rule(
        "hand_over",
        "Hand over the danger",
        1,
        Unit.HOURS,
        "Ours: immediate danger goes to 999 or the police at once",
        Event.RECEIVED,
        Event.HANDED_OVER,
        frozenset({State.RECEIVED, State.IMMEDIATE_RISK, State.TRANSFERRED_IN}),
    ),
    Rule(
        "pass_on",
        "Pass to the police",
        1,
        Unit.WORKING_DAYS,
        "Ours; the Prevent learning review (Amess) asks that all referrals go to the police first",
        Event.RECEIVED,
        Event.PASSED,
        frozenset({State.RECEIVED, State.IMMEDIATE_RISK, State.TRANSFERRED_IN}),
    ),
    Rule(
        "police_first_assessment",
        "Police first assessment",
        5,
        Unit.WORKING_DAYS,
        "Home Office Channel awareness e-learning: up to 5 days on average; working days are ours",
        Event.PASSED,
        Event.ASSESSED,
        frozenset({State.PASSED_TO_POLICE, State.SCREENING}),
    ),
    Rule(
        "info_request_return",
        "Information reply",
        5,
        Unit.WORKING_DAYS,
        _OURS,
        Event.ASKED,
        Event.REPLIED,
        OPEN,
    ),
    Rule(
        "panel_invite",
        "Ask members to attend",
        24,
        Unit.HOURS,
        "City Prevent plan 2015: within 24 hours “or specified time frame?”",
        Event.ALL_REPLIED,
        Event.PANEL_CALLED,
        frozenset({State.INFORMATION_GATHERING}),
    ),
    Rule(
        "panel_after_s36",
        "Panel after the section 36 decision",
        20,
        Unit.WORKING_DAYS,
        "General knowledge of the guidance, not verified",
        Event.GROUNDS,
        Event.PANEL_HELD,
        _TO_PANEL,
    ),
    Rule(
        "panel",
        "Panel",
        0,
        Unit.DAYS,
        "The day the panel was set for",
        Event.PANEL_SET,
        Event.PANEL_HELD,
        frozenset({State.PANEL_SCHEDULED}),
    ),
    Rule(
        "consent_attempt",
        "Ask for consent",
        10,
        Unit.WORKING_DAYS,
        _OURS,
        Event.CONSENT_NEEDED,
        Event.CONSENT_ANSWERED,
        frozenset({State.CONSENT_PENDING}),
    ),
    Rule(
        "support_plan_review",
        "Support plan review",
        3,
        Unit.MONTHS,
        "Channel guidance 2015: at least every three months; not verified for 2023",
        Event.PLAN_REVIEWED,
        Event.NEXT_REVIEW,
        _SUPPORT,
    ),
    Rule(
        "review_written",
        "Write up the review",
        5,
        Unit.WORKING_DAYS,
        "Ours; the Prevent learning review (Amess) found an exit review filed months late",
        Event.REVIEW_HELD,
        Event.REVIEW_WRITTEN,
        OPEN,
    ),
    Rule(
        "no_contact",
        "Contact with the provider",
        30,
        Unit.DAYS,
        "Ours; the Prevent learning review (Amess) found contact with the provider lost",
        Event.CONTACT,
        Event.NEXT_CONTACT,
        _SUPPORT,
    ),
    Rule(
        "turns_18",
        "Turning 18: own consent",
        60,
        Unit.DAYS,
        "Ours; at 18 a person's own consent is needed in place of a parent's",
        Event.BIRTHDAY,
        Event.OWN_CONSENT,
        OPEN - {State.EXITED, State.POST_EXIT_6M, State.POST_EXIT_12M},
        counts_back=True,
    ),
    Rule(
        "post_exit_1",
        "Review 6 months after exit",
        6,
        Unit.MONTHS,
        "Council Channel procedures (Darlington, Coventry): 6 and 12 months after exit",
        Event.EXITED,
        Event.SIX_MONTHS_HELD,
        _AFTER_EXIT,
    ),
    Rule(
        "post_exit_2",
        "Review 12 months after exit",
        12,
        Unit.MONTHS,
        "Council Channel procedures (Darlington, Coventry): 6 and 12 months after exit",
        Event.EXITED,
        Event.TWELVE_MONTHS_HELD,
        _AFTER_EXIT,
    ),
    Rule(
        "tell_referrer",
        "Tell the referrer",
        5,
        Unit.WORKING_DAYS,
        "Ours; the City Prevent plan 2015 asks that referrers hear what happens next",
        Event.DECIDED,
        Event.REFERRER_TOLD,
        DECIDED,
    ),
    Rule(
        "taken_up",
        "Was the signpost taken up?",
        20,
        Unit.WORKING_DAYS,
        _OURS,
        Event.SIGNPOSTED,
        Event.TAKEN_UP,
        frozenset({State.NOT_ADOPTED_SIGNPOSTED}),
    ),
    Rule(
        "transfer_answer",
        "Answer to the transfer",
        10,
        Unit.WORKING_DAYS,
        "Ours; support goes on until the other area accepts",
        Event.SENT_ON,
        Event.TRANSFER_ANSWERED,
        frozenset({State.TRANSFERRED_OUT}),
    ),
    Rule(
        "look_again",
        "Look again",
        0,
        Unit.DAYS,
        "The day that was agreed",
        Event.LOOK_AGAIN,
        Event.LOOKED_AGAIN,
        ENDED - {State.ANONYMISED},
    ),
)
"""In the order of a referral's course; the record's cards stand in this order too."""

_BY_KEY = {rule.key: rule for rule in RULES}
_MOST = {Unit.HOURS: 24 * 31, Unit.WORKING_DAYS: 260, Unit.DAYS: 366, Unit.MONTHS: 24}


class Deadlines:
    """The rules with the desk's own amounts.

    Attributes:
        day_ends: When the working day ends; what is due on a day is due by then.
    """

    def __init__(self, rules: tuple[Rule, ...] = RULES, day_ends: time = time(17)) -> None:
        self.rules = rules
        self.day_ends = day_ends
        self._known = {rule.key: rule for rule in rules}

    def rule(self, key: str) -> Rule:
        """Return a rule; KeyError for an unknown key."""
        return self._known[key]

    def is_changed(self, key: str) -> bool:
        """Return whether the desk keeps another limit than the one that ships."""
        return self._known[key] != _BY_KEY[key]

    def to_json(self) -> dict[str, object]:
        """Return what differs from what ships, as plain JSON values."""
        changed = {
            rule.key: [rule.amount, rule.unit.value, rule.is_kept]
            for rule in self.rules
            if rule != _BY_KEY[rule.key]
        }
        return {"rules": changed, "day_ends": self.day_ends.strftime("%H:%M")}


def from_json(kept: object) -> Deadlines:
    """Return the rules with what was kept; what is not understood there is left as it ships."""
    if not isinstance(kept, Mapping):
        return Deadlines()
    changed = kept.get("rules")
    rules = RULES
    if isinstance(changed, Mapping):
        rules = tuple(_with(rule, changed.get(rule.key)) for rule in RULES)
    try:
        ends = time.fromisoformat(str(kept.get("day_ends", "17:00")))
    except ValueError:
        ends = time(17)
    return Deadlines(rules, ends)


def _with(rule: Rule, kept: object) -> Rule:
    if not isinstance(kept, list) or len(kept) != 3:
        return rule
    amount, unit, is_kept = kept
    if not isinstance(amount, int) or unit not in list(Unit):
        return rule
    if rule.amount and wrong_amount(amount, Unit(unit)):
        return rule
    return changed_to(rule, amount, Unit(unit), is_kept=bool(is_kept))


def changed_to(rule: Rule, amount: int, unit: Unit, *, is_kept: bool) -> Rule:
    """Return a rule with another limit; one whose day is agreed keeps its own."""
    if not _BY_KEY[rule.key].amount:
        return replace(rule, is_kept=is_kept)
    return replace(rule, amount=amount, unit=unit, is_kept=is_kept)


def wrong_amount(amount: int, unit: Unit) -> str:
    """Return in words what is wrong with a limit; empty where nothing is."""
    most = _MOST[unit]
    if 1 <= amount <= most:
        return ""
    return f"A limit is 1 to {most} {unit.value.replace('_', ' ')}."


def as_shipped(key: str) -> Rule:
    """Return a rule as it ships."""
    return _BY_KEY[key]
