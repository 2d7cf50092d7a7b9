"""What is looked at before a meeting is finished, and finishing it all the same with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from prevent_desk.actions.model.records import Action, Source
from prevent_desk.actions.service import Actions
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model import deciding, presence
from prevent_desk.panels.model.deciding import CaseFacts
from prevent_desk.panels.model.finish_checks import ActionFacts, Facts, Finding, findings
from prevent_desk.panels.model.records import Item, ItemKind, ItemState
from prevent_desk.panels.service.agenda import Agenda
from prevent_desk.panels.service.decisions import Decisions
from prevent_desk.panels.service.meetings import Meetings
from prevent_desk.panels.service.room import RoomService
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.store.session import Change

_OWN = ("panel_", "owed")
"""Tables whose rows change nothing of what a case itself says."""


class Finishing:
    """Gathers what the checks look at, and finishes meetings."""

    def __init__(
        self,
        meetings: Meetings,
        agenda: Agenda,
        room: RoomService,
        decisions: Decisions,
        actions: Actions,
        referrals: ReferralServices,
    ) -> None:
        self._meetings, self._agenda, self._room = meetings, agenda, room
        self._decisions, self._actions, self._referrals = decisions, actions, referrals
        self._known: dict[tuple[int, str], CaseFacts] = {}
        referrals.store.on_change.append(self._heard)

    def findings(self, meeting_id: int, *, begun: bool = False) -> list[Finding]:
        """Return what is open, in the order of the agenda; with `begun`, of points begun only."""
        return findings(self.facts(meeting_id, begun=begun))

    def facts(self, meeting_id: int, *, begun: bool = False) -> Facts:
        """Return what the checks look at."""
        meeting, items = self._meetings.one(meeting_id), self._agenda.of(meeting_id)
        if begun:
            items = [one for one in items if one.state is not ItemState.WAITING]
        spans, now = self._room.spans(meeting_id), self._room.now()
        made = self._actions.of_source(Source.PANEL, meeting_id)
        by_ref = {one.ref: one.id for one in items if one.ref}
        return Facts(
            items=items,
            came=sum(bool(one.times) for one in self._room.attendees(meeting_id)),
            read_out=meeting.read_out is not None,
            decisions={one.item_id: one for one in self._decisions.of_meeting(meeting_id)},
            cases=self.cases(items),
            verdicts=self._room.verdicts(meeting_id),
            seconds={one.id: presence.total(spans.get(one.id, ()), now) for one in items},
            actions=[_facts(one, by_ref.get(one.case_ref)) for one in made],
        )

    def case(self, item: Item) -> CaseFacts:
        """Return what a case's decision is asked by."""
        return self.cases([item]).get(item.id, CaseFacts())

    def cases(self, items: Sequence[Item]) -> dict[int, CaseFacts]:
        """Return what the decisions of some cases are asked by."""
        referrals = self._referrals
        cases = [one for one in items if one.kind is ItemKind.CASE and one.episode_id is not None]
        unread = [one for one in cases if (one.episode_id, one.purpose) not in self._known]
        wanted = {one.episode_id for one in unread if one.episode_id is not None}
        times = referrals.people.times_of(wanted) if wanted else {}
        there = referrals.episodes.refs(wanted) if wanted else {}
        for one in unread:
            if one.episode_id in there:
                self._known[one.episode_id, one.purpose] = CaseFacts(
                    purpose=one.purpose or "new",
                    times=times.get(one.episode_id, 1),
                    consent=referrals.consents.consent_given(one.episode_id),
                    plan_lacks=tuple(referrals.supports.missing(one.episode_id)),
                )
        return {
            one.id: found
            for one in cases
            if (found := self._known.get((one.episode_id or 0, one.purpose))) is not None
        }

    def _heard(self, change: Change) -> None:
        """Read cases anew once anything but the meeting itself was written."""
        if not all(table.startswith(_OWN) for table, _key in change.touched):
            self._known.clear()

    def finish(self, meeting_id: int, reason: str = "") -> None:
        """Finish a meeting; with checks open only for a reason, which is kept with them.

        Raises:
            Refused: Checks are open and no reason is given, or it is not under way.
        """
        left = self.findings(meeting_id)
        if left and not reason.strip():
            count = "1 check is" if len(left) == 1 else f"{len(left)} checks are"
            raise Refused(
                f"{count} open.", next_step="Mend them, or say why the meeting is finished so."
            )
        kept = "\n".join([reason.strip(), *(one.words for one in left)]) if left else ""
        self._meetings.finish(meeting_id, kept)

    def lacks(self, item: Item) -> list[tuple[str, str]]:
        """Return what the decision of one case lacks: (part, words)."""
        return deciding.lacks(self._decisions.of_item(item.id), self.case(item))


def _facts(one: Action, item_id: int | None) -> ActionFacts:
    return ActionFacts(one.id, one.number, one.owner.is_known, one.due is not None, item_id)
