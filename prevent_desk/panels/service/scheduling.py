"""The steps that cases take when a panel is called out, moved or cancelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model import calling
from prevent_desk.panels.model.agenda import GOES_TO_PANEL
from prevent_desk.panels.model.calling import CaseToCall
from prevent_desk.panels.model.records import Attendee, Item, ItemKind, Meeting
from prevent_desk.panels.service import reading
from prevent_desk.panels.tables import ItemTable
from prevent_desk.referrals.model.moves import Step, Told, last_details
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.store.session import Store

_NOT_CALLED = frozenset({State.INFORMATION_GATHERING, State.TRANSFERRED_IN})


class Scheduling:
    """Asks `referrals.moves` for the steps of a panel; each takes the group of its act."""

    def __init__(
        self, store: Store, clock: Clock, contacts: ContactServices, referrals: ReferralServices
    ) -> None:
        self._store, self._clock = store, clock
        self._contacts, self._referrals = contacts, referrals

    def cases(self, meeting_id: int) -> list[CaseToCall]:
        """Return the cases of an agenda, and the step each would take with the call-out."""
        meeting, items = self._agenda(meeting_id)
        return [self.case(meeting, item) for item in items]

    def case(self, meeting: Meeting, item: Item) -> CaseToCall:
        """Return one case of an agenda, and the step it would take."""
        episode = self._referrals.episodes.episode(item.episode_id or 0)
        # What was taken off again, or deferred for information, is to be called anew.
        if episode.state not in _NOT_CALLED and _called_for(episode) == meeting.starts:
            return CaseToCall(item, episode.state, None, is_called=True)
        return CaseToCall(item, episode.state, self._step(episode))

    def call(self, meeting_id: int, group: str, passed: Mapping[int, str]) -> None:
        """Take every case of an agenda to its panel.

        Args:
            meeting_id: The meeting.
            group: Of the act.
            passed: Why what a case lacks is passed over, by point of the agenda.

        Raises:
            Refused: One cannot be called; none is.
        """
        meeting, items = self._agenda(meeting_id)
        found = [self.case(meeting, item) for item in items]
        asked = self._asked(meeting_id)
        if wrong := calling.in_the_way(meeting, asked, found):
            raise Refused("The panel was not called out.", why=wrong)
        wanted = [one for one in found if one.step is not None]
        missing = [
            one.item.ref
            for one in wanted
            if one.needs_reason and not passed.get(one.item.id, "").strip()
        ]
        if missing:
            raise Refused(
                "The panel was not called out.",
                why=f"{', '.join(missing)}: say why what is missing is passed over.",
            )
        for one in wanted:
            self._take(meeting, one.item, asked, group, passed.get(one.item.id, ""))

    def call_one(self, meeting: Meeting, item: Item, group: str, passed: str = "") -> None:
        """Take one case to a panel that is called out already.

        Raises:
            Refused: Its record lacks something and no reason is given, or bars it.
        """
        one = self.case(meeting, item)
        if one.step is None:
            return
        if one.is_barred or (one.needs_reason and not passed.strip()):
            raise Refused(
                f"{item.ref} was not put on the agenda.",
                why=" ".join(one.lacks),
                next_step=""
                if one.is_barred
                else "Say why it is passed over, or wait for what is missing.",
            )
        self._take(meeting, item, self._asked(meeting.id), group, passed)

    def put_off(self, meeting_id: int, was: datetime, group: str) -> None:
        """Put the cases called for a moment off to the time the meeting has now."""
        meeting, items = self._agenda(meeting_id)
        asked = self._asked(meeting_id)
        why = calling.put_off_reason(meeting)
        for item in items:
            episode = self._referrals.episodes.episode(item.episode_id or 0)
            if episode.state is State.PANEL_SCHEDULED and _called_for(episode) == was:
                told = self._told(meeting, asked, why)
                self._referrals.moves.take(episode.id, State.PANEL_SCHEDULED, told, group=group)

    def take_off(
        self, meeting_id: int, group: str, why: str, only: Sequence[int] | None = None
    ) -> None:
        """Take the cases called for a meeting back to where information is gathered.

        Args:
            meeting_id: The meeting.
            group: Of the act.
            why: One sentence for their records.
            only: Points of the agenda; None for all.
        """
        meeting, items = self._agenda(meeting_id)
        for item in items:
            if only is not None and item.id not in only:
                continue
            episode = self._referrals.episodes.episode(item.episode_id or 0)
            if episode.state is State.PANEL_SCHEDULED and _called_for(episode) == meeting.starts:
                told = Told(self._now(), why)
                self._referrals.moves.take(
                    episode.id, State.INFORMATION_GATHERING, told, group=group
                )

    # Inside

    def _take(
        self, meeting: Meeting, item: Item, asked: Sequence[Attendee], group: str, passed: str
    ) -> None:
        told = self._told(meeting, asked, calling.reason(meeting), passed)
        moves = self._referrals.moves
        moves.take(item.episode_id or 0, State.PANEL_SCHEDULED, told, group=group)

    def _told(
        self, meeting: Meeting, asked: Sequence[Attendee], why: str, passed: str = ""
    ) -> Told:
        codes = {one.id: one.agency for one in self._contacts.organisations.all(ended=True)}
        told = calling.told(meeting, asked, codes, self._now(), why)
        return Told(told.on, told.reason, told.details, passed.strip())

    def _step(self, episode: Episode) -> Step | None:
        if episode.state not in GOES_TO_PANEL:
            return None
        steps = self._referrals.moves.possible(episode.id)
        return next((one for one in steps if one.now is State.PANEL_SCHEDULED), None)

    def _agenda(self, meeting_id: int) -> tuple[Meeting, list[Item]]:
        query = (
            select(ItemTable)
            .where(ItemTable.meeting_id == meeting_id, ItemTable.kind == ItemKind.CASE.value)
            .order_by(ItemTable.place)
        )
        with self._store.reading() as session:
            meeting = reading.meeting(reading.meeting_row(session, meeting_id))
            found = [reading.item(row, "") for row in session.scalars(query) if row.episode_id]
        refs = self._referrals.episodes.refs([one.episode_id or 0 for one in found])
        return meeting, [reading.with_ref(one, refs) for one in found]

    def _asked(self, meeting_id: int) -> list[Attendee]:
        with self._store.reading() as session:
            return reading.attendees_of(session, meeting_id, {})

    def _now(self) -> datetime:
        return local(self._clock.now()).replace(microsecond=0)


def _called_for(episode: Episode) -> datetime | None:
    told = last_details(episode, State.PANEL_SCHEDULED).get("panel_on")
    try:
        return datetime.fromisoformat(str(told)).replace(tzinfo=None) if told else None
    except ValueError:
        return None
