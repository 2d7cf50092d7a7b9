"""What is known of a meeting before it meets, read from every room it stands on."""

from __future__ import annotations

from collections.abc import Callable

from prevent_desk.panels.model import readiness as rules
from prevent_desk.panels.model.quorum import Rule
from prevent_desk.panels.model.readiness import Known, Point
from prevent_desk.panels.service.invitations import Invitations
from prevent_desk.panels.service.meetings import Meetings
from prevent_desk.panels.service.scheduling import Scheduling
from prevent_desk.referrals.model.checks import tally
from prevent_desk.referrals.model.clock import Clock
from prevent_desk.referrals.service import ReferralServices

CALL_CLOCK = "panel_invite"
"""The rule of the clock that a call-out meets."""


class Readiness:
    """Says what a panel still lacks."""

    def __init__(
        self,
        meetings: Meetings,
        scheduling: Scheduling,
        invitations: Invitations,
        referrals: ReferralServices,
        rule: Callable[[int], Rule],
    ) -> None:
        self._meetings, self._scheduling = meetings, scheduling
        self._invitations, self._referrals = invitations, referrals
        self._rule = rule

    def of(self, meeting_id: int) -> list[Point]:
        """Return what to look at before a meeting, in the order of its sheet."""
        cases = self._scheduling.cases(meeting_id)
        clocks = self.call_clocks()
        return rules.look(
            Known(
                meeting=self._meetings.one(meeting_id),
                rule=self._rule(meeting_id),
                cases=cases,
                asked=self._invitations.of(meeting_id),
                prompts=self._invitations.home_prompts(meeting_id),
                replies={
                    one.item.id: tally(self._referrals.checks.of(one.item.episode_id or 0))
                    for one in cases
                },
                calls={
                    one.item.id: clocks[one.item.episode_id]
                    for one in cases
                    if one.item.episode_id in clocks
                },
            )
        )

    def call_clocks(self) -> dict[int | None, Clock]:
        """Return the clocks of cases whose members have to be asked, by referral."""
        return {
            due.episode_id: due.clock
            for due in self._referrals.clocks.due()
            if due.clock.rule.key == CALL_CLOCK
        }
