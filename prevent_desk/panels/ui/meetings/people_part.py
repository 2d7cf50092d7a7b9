"""Who is asked to a meeting, what they answered, guests, and the prompt for other areas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.panels.model.inviting import ANSWERS, HomePrompt, tally
from prevent_desk.panels.model.records import Attendee, Item, Meeting, MeetingState, Role
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.meetings.invitation_dialog import InvitationDialog
from prevent_desk.panels.ui.meetings.parts import Part
from prevent_desk.panels.ui.meetings.people_dialogs import AskDialog, DeputyDialog, GuestDialog
from prevent_desk.panels.ui.meetings.rows import SheetRow
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.banner import Banner

_LOOKS = {
    "": ("clock", "grey"),
    "coming": ("check", "green"),
    "apology": ("user-x", "red"),
    "sent_deputy": ("users", "blue"),
}
_ROLES = {
    Role.CHAIR: "Chair",
    Role.LEAD: "Lead",
    Role.DEPUTY: "Deputy",
    Role.GUEST: "Guest",
    Role.NOTE_TAKER: "Note taker",
}


class PeoplePart(Part):
    """C, A, D tick what somebody answered; H says who chairs."""

    key = "people"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, "People asked", parent)
        self._asked: list[Attendee] = []
        self._items: dict[int, Item] = {}
        self._prompts: list[HomePrompt] = []
        self.guest_button = self.button("&Guest…", "user-plus")
        self.ask_button = self.button("&Who is asked…", "users")
        self.draft_button = self.button("&Invitations…", "mail")
        self.banner = Banner()
        self.above.addWidget(self.banner)
        self.keys.setText(
            "C coming   ·   A apology   ·   D sends a deputy   ·   N no answer   ·   "
            "H chairs   ·   Del take off"
        )
        self.empty.show_text(
            "Nobody is asked yet",
            "Each agency is asked by its lead, or by the deputy where the lead is away.",
            icon="users",
        )
        self.empty.set_buttons("Choose who is asked…", "users")
        self.ask_button.clicked.connect(self.fill)
        self.guest_button.clicked.connect(lambda: self.guest())
        self.draft_button.clicked.connect(self.draft)
        self.banner.link_clicked.connect(self._follow_prompt)
        self.list.bind(
            {
                Qt.Key.Key_C: partial(self.answer, "coming"),
                Qt.Key.Key_A: partial(self.answer, "apology"),
                Qt.Key.Key_N: partial(self.answer, ""),
                Qt.Key.Key_D: self.send_deputy,
                Qt.Key.Key_H: self.chairs,
                Qt.Key.Key_Delete: self.remove,
            }
        )
        self.list.opened.connect(self.next_answer)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show who is asked to a meeting."""
        self.meeting = meeting
        services = self.around.services
        self._asked = services.invitations.of(meeting.id)
        self._items = {one.id: one for one in services.agenda.of(meeting.id)}
        self._prompts = services.invitations.home_prompts(meeting.id)
        self.list.show_rows([self._row(one) for one in self._asked])
        self.head.setText(tally(self._asked) if self._asked else "")
        is_open = meeting.state in {MeetingState.PLANNED, MeetingState.LIVE}
        for button in (self.guest_button, self.ask_button):
            button.setVisible(is_open)
        self.draft_button.setVisible(bool(self._asked) and _may_draft(meeting))
        self._show_prompt(shown=is_open)
        self.show_list(filled=bool(self._asked))

    def open_answers(self) -> int:
        """Return how many of those asked have not answered."""
        return sum(not one.answer for one in self._asked)

    def current(self) -> Attendee | None:
        """Return the current person."""
        return next((one for one in self._asked if one.id == self.list.key()), None)

    # Acts

    def fill(self) -> None:
        """Choose who is asked."""
        if self.meeting is not None:
            AskDialog(self.around, self.meeting).exec()
            self.list.setFocus()

    def guest(self, prompt: HomePrompt | None = None) -> None:
        """Ask a guest."""
        if self.meeting is not None:
            GuestDialog(self.around, self.meeting, prompt).exec()
            self.list.setFocus()

    def draft(self) -> None:
        """Draft invitations, of a new time where it changed."""
        if self.meeting is None:
            return
        dialog = InvitationDialog(self.around, self.meeting, self._asked)
        dialog.exec()
        if dialog.made:
            self.around.acts.changed.emit()

    def answer(self, code: str) -> None:
        """Take the current person's answer in, and go on to the next."""
        one = self.current()
        if one is None:
            return
        act = self.around.services.invitations
        said = f"{one.agency}: {ANSWERS[code].lower()}"
        answered = partial(act.answer, one.id, code)
        if self.around.acts.do(answered, failed=False, said=said) is not False:
            self.list.choose(self.list.currentIndex().row() + 1)

    def next_answer(self) -> None:
        """Change the answer of the current person to the next there is."""
        one = self.current()
        if one is None:
            return
        turn = {"": "coming", "coming": "apology", "apology": "", "sent_deputy": "apology"}
        act, code = self.around.services.invitations, turn[one.answer]
        said = f"{one.agency}: {ANSWERS[code].lower()}"
        self.around.acts.do(lambda: act.answer(one.id, code), None, said=said)

    def send_deputy(self) -> None:
        """Take in that somebody else comes in the place of the current person."""
        one = self.current()
        if one is not None:
            DeputyDialog(self.around, one).exec()
            self.list.setFocus()

    def chairs(self) -> None:
        """Say that the current person chairs, or takes the chair from them again."""
        one = self.current()
        if one is None:
            return
        act = self.around.services.invitations
        said = f"{one.agency} {'does not chair' if one.role is Role.CHAIR else 'chairs'}"
        self.around.acts.do(lambda: act.chairs(one.id), None, said=said)

    def remove(self) -> None:
        """Take the current person off the list."""
        one = self.current()
        if one is not None:
            act = self.around.services.invitations
            said = f"{one.agency} taken off the list"
            self.around.acts.do(lambda: act.remove(one.id), None, said=said)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with who is asked."""
        return [
            Command("Choose who is asked to the panel", self.fill, "users"),
            Command("Ask a guest to the panel", self.guest, "user-plus"),
            Command("Draft invitations to the panel", self.draft, "mail"),
        ]

    def row_commands(self) -> Sequence[Command]:
        """Return what can be done with the current person."""
        one = self.current()
        if one is None:
            return ()
        chairs = "Does not chair" if one.role is Role.CHAIR else "Chairs"
        return [
            Command("Coming", partial(self.answer, "coming"), "check", "C"),
            Command("Apology", partial(self.answer, "apology"), "user-x", "A"),
            Command("Sends a deputy…", self.send_deputy, "users", "D"),
            Command("No answer yet", partial(self.answer, ""), "clock", "N"),
            Command(chairs, self.chairs, "gavel", "H"),
            Command("Take off the list", self.remove, "x", "Del"),
        ]

    # Inside

    def _row(self, one: Attendee) -> SheetRow:
        icon, tone = _LOOKS[one.answer]
        parts = [f"{one.name} ({one.initials})" if one.name else "", _ROLES[one.role].lower()]
        if one.stands_for:
            parts.append(f"for {one.stands_for}")
        if one.item_id is not None and one.item_id in self._items:
            parts.append(f"{self._items[one.item_id].called} only")
        parts.append(self._told(one))
        if one.words:
            parts.append(one.words)
        told = "  ·  ".join(part for part in parts if part)
        glyph = "gavel" if one.role is Role.CHAIR else "user"
        return SheetRow(one.id, one.agency, told, glyph, "text2", (ANSWERS[one.answer], icon, tone))

    def _told(self, one: Attendee) -> str:
        if one.asked is None:
            return "not asked yet"
        if self.meeting is not None and one.told is not None and one.told < self.meeting.sequence:
            return "not told the new time"
        return f"asked {say_short(one.asked.date())}, {one.asked:%H:%M}"

    def _show_prompt(self, *, shown: bool) -> None:
        if not shown or not self._prompts:
            self.banner.show_text("")
            return
        first = self._prompts[0]
        more = len(self._prompts) - 1
        words = first.words + (f" {more} more case{'s' if more > 1 else ''} alike." if more else "")
        self.banner.show_text(words, "blue", "Invite…", icon="split")

    def _follow_prompt(self) -> None:
        if self._prompts:
            self.guest(self._prompts[0])


def _may_draft(meeting: Meeting) -> bool:
    if meeting.state is MeetingState.CANCELLED:
        return True
    return meeting.state is MeetingState.PLANNED and meeting.called is not None
