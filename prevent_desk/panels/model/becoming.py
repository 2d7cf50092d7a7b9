"""What the decisions of a panel make of the records of their cases: which steps, in what order.

Only what the decision itself says is recorded. How a case that is not adopted ends, and the closing
report of support that ends, are said in the record: a panel's few words are not enough for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from prevent_desk.core.dates import say_short
from prevent_desk.core.questionnaire import Answer
from prevent_desk.panels.model import deciding
from prevent_desk.panels.model.records import Decision, Item, Meeting
from prevent_desk.referrals.model.moves import Told
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.reviews import Kind
from prevent_desk.referrals.model.states import State


class Became(StrEnum):
    """What became of a decision."""

    RECORDED = "recorded"
    READY = "ready"
    BARRED = "barred"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case's decision, or would.

    Attributes:
        words: One sentence; names nobody.
        place: Where at the desk it is mended: "decision:asker"; empty where not there.
        tab: The tab of the record where it is mended; "move" for its steps; empty where not there.
    """

    item_id: int
    episode_id: int
    ref: str
    became: Became
    words: str
    place: str = ""
    tab: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something before it is in the record."""
        return self.became is Became.BARRED


FROM = frozenset(
    {
        State.INFORMATION_GATHERING,
        State.TRANSFERRED_IN,
        State.CONSENT_PENDING,
        State.POST_EXIT_6M,
        State.POST_EXIT_12M,
    }
)
"""States from which a case is first put on the agenda."""

_FOLLOWS = {deciding.ADOPT: State.CONSENT_PENDING, deciding.DEFER: State.INFORMATION_GATHERING}
_AFTER_EXIT = {"6m": (Kind.SIX, State.POST_EXIT_6M), "12m": (Kind.TWELVE, State.POST_EXIT_12M)}
_RESULTS = {deciding.CLOSED: "settled", deciding.REOPEN: "reopen"}

PLACES = {
    "decision": "code",
    "how_decided": "how",
    "votes": "votes",
    "information": "needed",
    "necessary": "rationale",
    "reason": "rationale",
    "asker": "asker",
    "asked_how": "asked_how",
    "next_review": "next_review",
    "review_result": "rationale",
}
"""Where at the desk what a step asks is given, by the step's question."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What of the meeting goes into the records.

    Attributes:
        on: When it was decided, local time.
        agencies: Those present for the case, codes of the vocabulary "agency".
        others: Present, of no agency the list knows: names of agencies.
        present: All of them in words.
        dissent: Who dissented, and why.
    """

    meeting: Meeting
    on: datetime
    chair: str
    agencies: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    present: str = ""
    dissent: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of state that a decision makes."""

    now: State
    told: Told


def is_review(item: Item) -> bool:
    """Return whether a case was on the agenda to be reviewed."""
    return deciding.codes(item.purpose)[0] == deciding.REVIEWED


def review_kind(item: Item, state: State) -> Kind:
    """Return which review of the record a case on the agenda was."""
    if item.purpose in _AFTER_EXIT:
        return _AFTER_EXIT[item.purpose][0]
    return Kind.REVIEW if state in {State.ADOPTED, State.IN_REVIEW} else Kind.EXIT


def decided(episode: Episode, decision: Decision, heard: Heard) -> list[Step]:
    """Return the steps from where a case stands through the panel's decision and what follows."""
    found = []
    state = episode.state
    if state in FROM and not _is_recorded(episode, heard):
        if state is State.CONSENT_PENDING and decision.code == deciding.ADOPT:
            return []
        found.append(Step(State.PANEL_SCHEDULED, _on_agenda(episode, heard)))
        state = State.PANEL_SCHEDULED
    if state is State.PANEL_SCHEDULED:
        found.append(Step(State.PANEL_DECISION, _decision(decision, heard)))
        state = State.PANEL_DECISION
    follows = _FOLLOWS.get(decision.code)
    if state is State.PANEL_DECISION and follows is not None:
        found.append(Step(follows, _following(decision, heard)))
    return found


def _is_recorded(episode: Episode, heard: Heard) -> bool:
    """Return whether this very decision is in the record: the same moment, told before."""
    return any(one.now is State.PANEL_DECISION and one.on == heard.on for one in episode.moves)


def recorded_move(episode: Episode, heard: Heard) -> int | None:
    """Return the key of the move this very decision became; None where it did not yet."""
    found = [
        one.id for one in episode.moves if one.now is State.PANEL_DECISION and one.on == heard.on
    ]
    return found[-1] if found else None


def before_review(episode: Episode, item: Item, heard: Heard) -> list[Step]:
    """Return the step that begins a review, where support runs."""
    if episode.state is not State.ADOPTED or item.purpose in _AFTER_EXIT:
        return []
    return [Step(State.IN_REVIEW, Told(heard.on, f"At the {_panel(heard)}."))]


def after_review(episode: Episode, item: Item, decision: Decision, heard: Heard) -> list[Step]:
    """Return the step that a review's result makes, where the decision says enough for it."""
    reason = decision.rationale
    if item.purpose in _AFTER_EXIT:
        now = _AFTER_EXIT[item.purpose][1]
        if now is episode.state:
            return []
        said: dict[str, Answer] = {
            "result": _RESULTS.get(decision.code, ""),
            "found": decision.rationale,
            "present": heard.present,
        }
        return [Step(now, Told(heard.on, reason, said))]
    goes_on = decision.code in {deciding.CONTINUE, deciding.CHANGE}
    if not goes_on or episode.state is not State.IN_REVIEW:
        return []
    on = decision.next_review
    words = ". ".join(part for part in (decision.words, decision.change) if part.strip())
    said = {
        "next_review": on.isoformat() if on else "",
        "review_result": words or decision.rationale,
    }
    return [Step(State.ADOPTED, Told(heard.on, reason, said))]


def _on_agenda(episode: Episode, heard: Heard) -> Told:
    last = max((one.on for one in episode.moves), default=episode.received)
    called = heard.meeting.called or heard.meeting.starts
    on = called if last <= called <= heard.on else heard.on
    said: dict[str, Answer] = {
        "panel_on": heard.meeting.starts.isoformat("T", "minutes"),
        "invited": list(heard.agencies),
        "invited_also": ", ".join(heard.others),
        "where": heard.meeting.venue,
    }
    return Told(on, f"On the agenda of the {_panel(heard)}.", said)


def _decision(decision: Decision, heard: Heard) -> Told:
    said: dict[str, Answer] = {
        "decision": decision.code,
        "how_decided": decision.how,
        "chair": heard.chair,
        "present": list(heard.agencies),
        "present_also": ", ".join(heard.others),
    }
    if decision.how in {deciding.MAJORITY, deciding.CHAIR} and decision.votes_for is not None:
        said["votes"] = f"{decision.votes_for} for, {decision.votes_against or 0} against"
    if decision.how in {deciding.MAJORITY, deciding.CHAIR} and heard.dissent:
        said["dissent"] = heard.dissent
    if decision.code == deciding.DEFER:
        said["information"] = decision.needed
    return Told(heard.on, decision.rationale, said)


def _following(decision: Decision, heard: Heard) -> Told:
    if decision.code == deciding.DEFER:
        return Told(heard.on, decision.needed or decision.rationale)
    said: dict[str, Answer] = {
        "necessary": decision.rationale,
        "asker": decision.asker,
        "asked_how": decision.asked_how,
    }
    return Told(heard.on, f"Decided by the {_panel(heard)}.", said)


def _panel(heard: Heard) -> str:
    return f"panel of {say_short(heard.meeting.starts.date())}"
