"""The session at the right of the log: what is known of it, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.core.dates import say_short
from prevent_desk.core.kept_file import say_size
from prevent_desk.core.money import say_cost
from prevent_desk.logbook.model.nouns import PEOPLE
from prevent_desk.training.model.sessions import (
    FILE_WORDS,
    SESSION,
    Named,
    Presence,
    SessionFile,
    State,
    TrainingSession,
    say_minutes,
)
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.log.acts import SessionActs
from prevent_desk.training.ui.log.summary_view import SummaryView
from prevent_desk.training.ui.log.words import state_chip
from prevent_desk.ui.widgets.empty_state import EmptyState

_MOST_PEOPLE = 8
_STATES = {
    Presence.ATTENDED: ("circle-check", "green"),
    Presence.BOOKED: ("calendar-clock", ""),
    Presence.ABSENT: ("user-x", "amber"),
}


class SessionPane(Pane):
    """Shows one session; files dropped on it are kept with it."""

    def __init__(self, around: Around, acts: SessionActs, parent: QWidget | None = None) -> None:
        super().__init__("The session", parent)
        self._around, self._can = around, acts
        self._session: TrainingSession | None = None
        self.setAcceptDrops(True)

    def show_session(self, one: TrainingSession | None) -> None:
        """Show a session; None shows that none is chosen."""
        self._session = one
        self.begin()
        if one is None:
            self.add(EmptyState("graduation-cap", "No session chosen"))
            self.done()
            return
        self._head(one)
        self._facts(one)
        self._people(one)
        self._feedback(one)
        self._files(one)
        self._targets(one)
        self.words(f"Recorded {say_short(one.at.date())}", "meta")
        self.done()

    # Its parts

    def _head(self, one: TrainingSession) -> None:
        acts = self._can
        waits = one.waits(self._around.clock.today())
        can = [Act("Change", partial(acts.change, one), "pencil")]
        if one.state is State.PLANNED:
            held = Act("It was held", partial(acts.held, one), "circle-check")
            can.insert(0 if waits else 1, held)
            can.append(Act("Cancel", partial(acts.cancel, one), "calendar-x"))
        can += [
            Act("Repeat", partial(acts.repeat, one), "repeat-2"),
            Act("Sheet", partial(acts.take_papers, one), "printer"),
        ]
        chips = [state_chip(one, self._around.clock.today())]
        if one.state is State.HELD:
            chips.append((one.attended.said(PEOPLE), "users", "grey"))
        self.head(one.for_whom or "Training session", one.called, chips, can)

    def _facts(self, one: TrainingSession) -> None:
        if one.cancelled:
            self.words(f"Cancelled: {one.cancelled}")
        entries = [Entry(one.when, say_minutes(one.minutes), "calendar")]
        if one.where:
            entries.append(Entry(one.where, "", "map-pin"))
        if one.facilitators:
            entries.append(Entry(", ".join(giver.words for giver in one.facilitators), "", "mic"))
        if one.audience_words:
            entries.append(Entry(one.audience_words, "", "users"))
        if one.course and one.course != one.called:
            entries.append(Entry(one.course, "", "graduation-cap"))
        self.section("Details", entries)
        lines = [
            _counted(one),
            f"{one.invited:,} invited" if one.invited is not None else "",
            f"Cost {say_cost(one.cost_pence)}" if one.cost_pence is not None else "",
            f"Materials: {one.materials}" if one.materials else "",
            one.note,
        ]
        for line in lines:
            if line:
                self.words(line)

    def _people(self, one: TrainingSession) -> None:
        if one.state is State.CANCELLED:
            return
        named = self._around.services.sessions.people(one.id)
        shown = [_entry(person) for person in named[:_MOST_PEOPLE]]
        title = f"By name: {len(named):,}" if named else "By name"
        act = Act("Change" if named else "Add", partial(self._can.people, one), "users")
        self.section(title, shown, act)
        if len(named) > _MOST_PEOPLE:
            self.words(f"and {len(named) - _MOST_PEOPLE:,} more")
        if not named:
            self.words(
                "Nobody is booked by name."
                if one.state is State.PLANNED
                else "Nobody is known by name; heads are counted apart from the staff lists."
            )
        elif one.state is State.HELD and one.course_id is not None:
            heads = one.head_count
            if heads.number:
                self.words(f"{heads.said(PEOPLE)} more by head count")

    def _feedback(self, one: TrainingSession) -> None:
        if one.state is State.CANCELLED:
            return
        add = Act("Type in", partial(self._can.feedback, one), "message-square-plus")
        title = f"Feedback: {one.feedback:,}" if one.feedback else "Feedback"
        self.section(title, [], add)
        if not one.feedback:
            self.words("No form came back yet.")
            self._forms(one)
            return
        for summary in self._around.services.feedback.summary([one.id])[:1]:
            self.add(SummaryView(summary))
        self.add(self.link(Act("All questions", partial(self._can.all_feedback, one)), "Feedback"))
        self._forms(one)

    def _forms(self, one: TrainingSession) -> None:
        for words, act in (
            ("Take returned forms in", self._can.returned_feedback),
            ("Blank forms to hand out", self._can.blank_feedback),
        ):
            self.add(self.link(Act(words, partial(act, one)), "Feedback"))

    def _files(self, one: TrainingSession) -> None:
        files = self._around.services.sessions.files.of(one.id)
        add = Act("Add", partial(self._can.files.add_chosen, one), "file-plus")
        self.section("Files", [self._file(one, file) for file in files], add)
        if not files:
            self.words("Attendance sheets and certificates can be dropped here.")

    def _file(self, one: TrainingSession, file: SessionFile) -> Entry:
        can = [
            Act("Open", partial(self._can.files.open, one, file)),
            Act("Take off", partial(self._can.files.drop, file)),
        ]
        return Entry(
            file.name, f"{FILE_WORDS[file.kind]}, {say_size(file.size)}", "file-text", "", can
        )

    def _targets(self, one: TrainingSession) -> None:
        targets = self._around.services.sessions.targets(one.id)
        if not targets:
            return
        entries = []
        for target in targets:
            page, position = self._around.services.plan.open(target)
            show = Act("Show", partial(self._can.open_target, page, position))
            entries.append(Entry(target.words, "", "target", "", [show]))
        self.section("Counts towards", entries)

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if self._session is not None and _paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep files that are dropped."""
        if self._session is not None:
            self._can.files.add(self._session, _paths(event))
            event.acceptProposedAction()


def _counted(one: TrainingSession) -> str:
    """Return how many sessions it stands for, where that is not one."""
    if one.sessions.number == 1:
        return ""
    if one.sessions.number is None:
        return "How many sessions these were is not known"
    return f"Stands for {one.sessions.said(SESSION)}"


def _entry(person: Named) -> Entry:
    icon, tone = _STATES[person.state]
    told = (person.department, person.staff_no, "absent" if person.state is Presence.ABSENT else "")
    return Entry(person.name, ", ".join(part for part in told if part), icon, tone)


def _paths(event: QDragEnterEvent | QDropEvent) -> Sequence[Path]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(one.toLocalFile()) for one in urls if one.isLocalFile()]
