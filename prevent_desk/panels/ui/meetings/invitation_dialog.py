"""Drafts the invitations, each with its calendar file; with a call-out, or after a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from prevent_desk.core.dates import say_short
from prevent_desk.outgoing.drafts_dialog import DraftMessage, DraftsDialog, Nothing
from prevent_desk.panels.exports import invitation as files
from prevent_desk.panels.exports.invitation import ORGANISER
from prevent_desk.panels.model.invitation import About, invitation
from prevent_desk.panels.model.inviting import ANSWERS, to_tell
from prevent_desk.panels.model.records import Attendee, Meeting, Role
from prevent_desk.panels.ui.around import Around
from prevent_desk.ui.tables import Column

_ANSWER_DAYS = 2


class InvitationDialog(DraftsDialog[Attendee]):
    """Lists everybody on the list; those who do not know the time as it is now are ticked."""

    def __init__(
        self,
        around: Around,
        meeting: Meeting,
        asked: Sequence[Attendee],
        *,
        call_out: Mapping[int, str] | None = None,
    ) -> None:
        """Begin it.

        Args:
            around: Services, shell and clock.
            meeting: The meeting; a cancelled one is told of as cancelled.
            asked: Everybody on its list.
            call_out: Given, the panel is called out with the drafts: why what a case lacks is
                passed over, by point of the agenda.
        """
        super().__init__(
            "Call the panel out" if call_out is not None else "Draft invitations",
            "A draft message with a calendar file for each. You send them yourself.",
            around.desk,
            around.clock,
            around.owner,
        )
        self._around, self._meeting, self._call_out = around, meeting, call_out
        self._agenda = around.services.agenda.of(meeting.id)
        self._reply_by = self._answer_by()
        kept = around.desk.setting(ORGANISER, {}) or {}
        self._organiser = (str(kept.get("name", "")), str(kept.get("email", "")))
        behind = {one.id for one in to_tell(asked, meeting.sequence)}
        self.begin(
            _COLUMNS,
            list(asked),
            lambda one: one.id in behind,
            "People asked",
            Nothing("Nobody is on the list", "Choose who is asked first.", "users"),
        )

    def message(self, record: Attendee) -> DraftMessage:
        """Return the invitation to one of them."""
        meeting = self._meeting
        about = About(
            meeting, self._agenda, self.marking(), self._reply_by,
            practice=self._desk.is_practice(),
        )  # fmt: skip
        letter = invitation(about, record)
        organiser = self._organiser if self._organiser[1] else None
        entry = files.entry(meeting, self._clock.now(), organiser, record)
        to = (record.name, record.email) if record.email else None
        name = files.file_name(meeting, record)
        return DraftMessage(to, letter.subject, letter.text, name, (files.attached(entry),))

    def note(self, records: Sequence[Attendee]) -> None:
        """Note that they were told; with a call-out the cases take their step."""
        ids = [one.id for one in records]
        invitations = self._around.services.invitations
        if self._call_out is not None:
            invitations.call_out(self._meeting.id, ids, self._call_out)
        elif not self._meeting.cancelled:
            invitations.told(self._meeting.id, ids)

    def done_words(self, count: int) -> str:
        """Return what the toast says."""
        drafts = "1 draft" if count == 1 else f"{count} drafts"
        if self._call_out is not None:
            return f"Panel of {say_short(self._meeting.starts.date())} called out: {drafts}"
        return f"{drafts} of invitations made"

    def saved_words(self) -> str:
        """Return what the banner says after where the drafts are."""
        return "The cases took their step." if self._call_out else ""

    def _answer_by(self) -> date | None:
        """Return two working days from now; None where the panel is sooner."""
        days = self._around.services.referrals.clocks.working_days()
        wanted = days.after(self._clock.today(), _ANSWER_DAYS)
        return wanted if wanted < self._meeting.starts.date() else None


def _as(one: Attendee) -> str:
    if one.role is Role.GUEST:
        return "Guest, one case" if one.item_id is not None else "Guest"
    return one.role.value.replace("_", " ").capitalize()


_COLUMNS: list[Column[Attendee]] = [
    Column("Agency", lambda one: one.agency, tooltip=lambda one: one.agency),
    Column("Who", lambda one: one.name),
    Column("As", _as),
    Column("Answer", lambda one: ANSWERS[one.answer]),
    Column("E-mail", lambda one: one.email or "–", tooltip=lambda one: one.email),
]
