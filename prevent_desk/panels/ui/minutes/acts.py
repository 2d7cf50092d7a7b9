"""What can be done with the minutes on show: sealed, added to, recorded in the cases, taken out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from prevent_desk.exports import preview
from prevent_desk.panels.exports import sealing
from prevent_desk.panels.model import minutes
from prevent_desk.panels.model.becoming import Became, Outcome
from prevent_desk.panels.model.minutes import MinutesDraft
from prevent_desk.panels.model.records import MeetingState
from prevent_desk.panels.model.sealing import Approval
from prevent_desk.panels.service.minutes import Held
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.minutes.addendum_dialog import AddendumDialog
from prevent_desk.panels.ui.minutes.seal_dialog import SealDialog
from prevent_desk.panels.ui.minutes.take_out import MinutesDialog
from prevent_desk.panels.ui.minutes.template_dialog import TemplateDialog
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.file_view import FileDialog
from prevent_desk.ui.jobs import Report, Stopped


class MinutesActs(QObject):
    """Does it, beside the window where it takes longer than a blink."""

    def __init__(
        self,
        around: Around,
        owner: QWidget,
        held: Callable[[], Held | None],
        flush: Callable[[], object],
        buttons: tuple[QPushButton, QPushButton],
    ) -> None:
        """Serve the view.

        Args:
            around: What the parts of the room have around them.
            owner: The view; dialogs open over it.
            held: Tells which minutes are on show.
            flush: Keeps what is being typed.
            buttons: Of sealing and of recording; off while it is under way.
        """
        super().__init__(owner)
        self._around, self._owner, self._held, self._flush = around, owner, held, flush
        self._seal_button, self._record_button = buttons
        self._recording = self._asking = False

    def seal(self) -> None:
        """Read the draft beside the window, then ask for the chair's approval and seal it."""
        held = self._held()
        if held is None or held.meeting.state is not MeetingState.HELD or self._asking:
            return
        self._flush()
        self._asking = True
        self._seal_button.setEnabled(False)
        service = self._around.services.minutes

        def work(_report: Report, _stopped: Stopped) -> MinutesDraft:
            return service.draft(held.meeting.id)

        jobs.run(work, self, done=partial(self._ask_approval, held), failed=self._not_asked)

    def _ask_approval(self, held: Held, draft: MinutesDraft) -> None:
        self._end_asking()
        now = self._held()
        if not self._owner.isVisible() or now is None or now.meeting.id != held.meeting.id:
            # Whoever went elsewhere meanwhile asks again there; a question of another meeting
            # over what is on show now would be answered for the wrong one.
            return
        services, practice = self._around.services, self._around.desk.is_practice()

        def work(approval: Approval, report: Report, stopped: Stopped) -> object:
            return sealing.seal(
                services, held.meeting.id, approval,
                practice=practice, report=report, stopped=stopped,
            )  # fmt: skip

        dialog = SealDialog(draft, self._around.clock, work, self._owner)
        if dialog.exec():
            self._around.acts.do(lambda: None, None, said="Minutes sealed")

    def _not_asked(self, error: BaseException) -> None:
        self._end_asking()
        if self._around.services.store.is_open:
            messages.show_failure(self._owner, error)

    def _end_asking(self) -> None:
        self._asking = False
        self._seal_button.setEnabled(True)

    def add(self) -> None:
        """Ask for an addendum to sealed minutes."""
        held = self._held()
        if held is None or held.sealed is None:
            return
        service, meeting_id = self._around.services.minutes, held.meeting.id
        dialog = AddendumDialog(
            self._around.desk,
            f"minutes/added/{meeting_id}",
            service.sections(held.sealed),
            partial(service.add, meeting_id),
            service.names_in(meeting_id),
            self._owner,
        )
        if dialog.exec():
            self._around.acts.do(lambda: None, None, said="Added to the minutes")

    def record(self) -> None:
        """Record the decisions in their cases beside the window, and say what could not be."""
        held = self._held()
        if held is None or held.meeting.state is MeetingState.LIVE or self._recording:
            return
        self._recording = True
        becoming, meeting_id = self._around.services.becoming, held.meeting.id
        self._record_button.setEnabled(False)

        def work(_report: Report, _stopped: Stopped) -> list[Outcome]:
            return becoming.record(meeting_id)

        jobs.run(work, self, done=self._recorded, failed=self._not_recorded)

    def _recorded(self, outcomes: list[Outcome]) -> None:
        self._end_recording()
        done = sum(one.became is Became.RECORDED for one in outcomes)
        left = sum(one.is_open for one in outcomes)
        words = f"{done} {'decision is' if done == 1 else 'decisions are'} in the record"
        if not done:
            words = "No decision is in the record yet"
        waits = f", {left} {'waits' if left == 1 else 'wait'} for you" if left else ""
        self._around.acts.do(lambda: None, None, said=f"{words}{waits}" if outcomes else "")

    def _not_recorded(self, error: BaseException) -> None:
        self._end_recording()
        messages.show_failure(self._owner, error)

    def _end_recording(self) -> None:
        self._recording = False
        self._record_button.setEnabled(True)

    def take_out(self) -> None:
        """Take the minutes out, as PDF or Word."""
        held = self._held()
        if held is not None:
            self._flush()
            MinutesDialog(self._around, held.meeting.id, self._owner).exec()

    def choose_template(self) -> None:
        """Choose the Word template."""
        TemplateDialog(self._around, self._owner).exec()

    def show_kept(self) -> None:
        """Show the PDF as it was kept when the minutes were sealed; nothing is written to disk."""
        held = self._held()
        if held is None or held.sealed is None:
            return
        service, sealed = self._around.services.minutes, held.sealed
        found = self._around.acts.do(partial(service.kept_paper, sealed, word=False), b"")
        if found:
            title = minutes.title(held.meeting)
            dialog = FileDialog(title, len(found), preview.drawn, self._owner)
            dialog.copy_button.hide()
            dialog.show_content(found)
            dialog.exec()
