"""The states of a referral and of a Channel case (Channel as a state machine).

Which step may follow which, and what each asks for, is in `moves`; the words on screen are here.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a referral stands; the value is what is stored."""

    ADVICE_ONLY = "advice_only"
    RECEIVED = "received"
    IMMEDIATE_RISK = "immediate_risk"
    PASSED_TO_POLICE = "passed_to_police"
    SCREENING = "screening"
    INFORMATION_GATHERING = "information_gathering"
    PANEL_SCHEDULED = "panel_scheduled"
    PANEL_DECISION = "panel_decision"
    CONSENT_PENDING = "consent_pending"
    ADOPTED = "adopted"
    IN_REVIEW = "in_review"
    EXITED = "exited"
    POST_EXIT_6M = "post_exit_6m"
    POST_EXIT_12M = "post_exit_12m"
    CLOSED = "closed"
    NOT_ADOPTED_SIGNPOSTED = "not_adopted_signposted"
    NOT_ADOPTED_NFA = "not_adopted_nfa"
    SCHOOL_OWNED = "school_owned"
    INTELLIGENCE_ONLY = "intelligence_only"
    POLICE_LED = "police_led"
    TRANSFERRED_OUT = "transferred_out"
    TRANSFERRED_IN = "transferred_in"
    ANONYMISED = "anonymised"

    @property
    def words(self) -> str:
        """What people read: "Information gathering"."""
        return _WORDS[self]

    @property
    def short(self) -> str:
        """What a chip of a list shows."""
        return _SHORT.get(self, self.words)

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do in it."""
        return self not in ENDED


_WORDS = {
    State.ADVICE_ONLY: "Advice only",
    State.RECEIVED: "Received",
    State.IMMEDIATE_RISK: "Immediate risk",
    State.PASSED_TO_POLICE: "Passed to police",
    State.SCREENING: "Screening",
    State.INFORMATION_GATHERING: "Information gathering",
    State.PANEL_SCHEDULED: "Panel scheduled",
    State.PANEL_DECISION: "Panel decision",
    State.CONSENT_PENDING: "Consent",
    State.ADOPTED: "Adopted",
    State.IN_REVIEW: "In review",
    State.EXITED: "Exited",
    State.POST_EXIT_6M: "6 months after exit",
    State.POST_EXIT_12M: "12 months after exit",
    State.CLOSED: "Closed",
    State.NOT_ADOPTED_SIGNPOSTED: "Signposted",
    State.NOT_ADOPTED_NFA: "No further action",
    State.SCHOOL_OWNED: "Owned by the school",
    State.INTELLIGENCE_ONLY: "Intelligence only",
    State.POLICE_LED: "Police-led",
    State.TRANSFERRED_OUT: "Transferred out",
    State.TRANSFERRED_IN: "Transferred in",
    State.ANONYMISED: "Anonymised",
}
_SHORT = {
    State.INFORMATION_GATHERING: "Information",
    State.PANEL_SCHEDULED: "Panel",
    State.CONSENT_PENDING: "Consent",
    State.POST_EXIT_6M: "6 months after",
    State.POST_EXIT_12M: "12 months after",
}

ENDED = frozenset(
    {
        State.ADVICE_ONLY,
        State.CLOSED,
        State.NOT_ADOPTED_SIGNPOSTED,
        State.NOT_ADOPTED_NFA,
        State.SCHOOL_OWNED,
        State.INTELLIGENCE_ONLY,
        State.POLICE_LED,
        State.TRANSFERRED_OUT,
        State.ANONYMISED,
    }
)
"""Ends: from here only a new referral goes on. Some still have a clock (tell the referrer)."""
