"""The call-out: members are asked, and the cases of the agenda take their step to the panel.

The clock "Ask members to attend" of a case is met by that step, so a case is called with the panel
or its clock goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from prevent_desk.core.dates import say_date
from prevent_desk.core.questionnaire import Answer
from prevent_desk.panels.model.agenda import GOES_TO_PANEL
from prevent_desk.panels.model.meeting import say_place
from prevent_desk.panels.model.records import Attendee, Item, Meeting, Mode, Role
from prevent_desk.referrals.model.moves import Step, Told
from prevent_desk.referrals.model.states import State


@dataclass(frozen=True, slots=True)
class CaseToCall:
    """A case of an agenda, and the step it takes with the call-out.

    Attributes:
        state: Where it stands now.
        step: The step; None where there is none from here: a review leaves the state as it is.
        is_called: It stands on this panel's agenda in its own record already.
    """

    item: Item
    state: State
    step: Step | None
    is_called: bool = False

    @property
    def lacks(self) -> tuple[str, ...]:
        """What its record still lacks for the step, a sentence each."""
        if self.step is None or self.is_called:
            return ()
        return tuple(one.said for one in self.step.missing)

    @property
    def is_barred(self) -> bool:
        """Whether it cannot be called at all until its record is mended."""
        return self.step is not None and not self.is_called and not self.step.is_allowed

    @property
    def needs_reason(self) -> bool:
        """Whether it can be called only with a reason why what it lacks is passed over."""
        return self.step is not None and not self.is_called and self.step.needs_exception

    @property
    def words(self) -> str:
        """What the call-out does to it, in words."""
        if self.is_called:
            return "Called already"
        if self.step is None:
            return f"Stays “{self.state.words}”" if self.state not in GOES_TO_PANEL else "Not ready"
        if self.step.now is self.state:
            return "Put off to this panel"
        return f"“{self.state.words}” to “{self.step.now.words}”"


def told(
    meeting: Meeting, asked: Iterable[Attendee], codes: Mapping[int, str], now: datetime, why: str
) -> Told:
    """Return what the record of a case says of the call-out.

    Args:
        meeting: The panel.
        asked: Everybody asked to it; guests of single cases are left out.
        codes: The code of the list "agency" of organisations, by their numbers.
        now: This moment, local time.
        why: One sentence.
    """
    listed: list[str] = []
    others: list[str] = []
    for one in asked:
        if one.role is Role.GUEST and one.item_id is not None:
            continue
        code = codes.get(one.organisation_id or 0, "")
        (listed if code else others).append(code or one.agency)
    details: dict[str, Answer] = {
        "panel_on": meeting.starts.isoformat("T", "minutes"),
        "invited": list(dict.fromkeys(listed)),
        "where": say_place(meeting),
    }
    if others:
        details["invited_also"] = ", ".join(dict.fromkeys(others))
    return Told(now, why, details)


def reason(meeting: Meeting) -> str:
    """Return why a case takes its step."""
    return f"On the agenda of the panel of {say_date(meeting.starts.date())}."


def put_off_reason(meeting: Meeting) -> str:
    """Return why a case is put off to another time."""
    at = f"{say_date(meeting.starts.date())}, {meeting.starts:%H:%M}"
    return f"The panel was moved to {at}."


def in_the_way(meeting: Meeting, asked: Sequence[Attendee], cases: Sequence[CaseToCall]) -> str:
    """Return why a panel cannot be called out yet, as a sentence; or nothing."""
    if not asked:
        return "Nobody is asked yet: choose who is to come."
    if meeting.mode is not Mode.VIRTUAL and not meeting.venue:
        return "The venue is missing."
    barred = [one.item.ref for one in cases if one.is_barred]
    if barred:
        return f"{', '.join(barred)} cannot be called yet: see what the record lacks."
    return ""
