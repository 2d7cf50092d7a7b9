"""The view that takes things in: a filled form, an e-mail, any file.

What came in is read beside the window and shown whole before it becomes anything. Several files
are looked at one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFileDialog, QScrollArea, QStackedWidget, QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.referrals.model import receiving
from prevent_desk.referrals.model.kept_files import EpisodeFile
from prevent_desk.referrals.model.receiving import Arrived, Kind
from prevent_desk.referrals.reading import received
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.receiving.preview import Preview
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.forms import Form
from prevent_desk.ui.jobs import Job, Report, Stopped, Work
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import ElidedLabel, WrapLabel
from prevent_desk.ui.widgets.progress_card import ProgressCard

VIEW = "receiving"
"""Its key in positions."""

_FOLDER = "referrals/receiving/folder"
_FILES = "Forms and e-mails (*.pdf *.docx *.eml);;All files (*)"

Receive = Callable[[Path, Report, Stopped], Arrived]


class ReceivingForm(Form):
    """forms/referrals/receiving_view.ui."""

    ui = "referrals/receiving_view.ui"
    title_label: WrapLabel
    told_label: ElidedLabel
    blank_button: Button
    choose_button: Button
    pages: QStackedWidget
    empty_page: QWidget
    empty_state: EmptyState
    reading_page: QWidget
    progress_card: ProgressCard
    preview_page: QWidget
    problem_banner: Banner
    look_banner: Banner
    note_banner: Banner
    scroll_area: QScrollArea
    kept_label: ElidedLabel
    referrers_check: QCheckBox
    leave_button: Button
    add_button: Button
    begin_button: Button


class ReceivingView(QWidget):
    """Shows what came in and what becomes of it; satisfies `prevent_desk.ui.page.Page`.

    A position: `{"files": [path, …]}` reads files, `{"kept": 7}` a file that a referral keeps
    already, `{"episode": 5}` offers to keep what comes in with that referral.

    Attributes:
        choose: Asks for files, given where to begin; none for Cancel. Replaced in tests.
    """

    title = "Take in a form or e-mail"
    icon = "file-input"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._waiting: list[Path | EpisodeFile] = []
        self._arrived: Arrived | None = None
        self._episode: int | None = None
        self._job: Job[Arrived] | None = None
        self.choose: Callable[[str], list[str]] = self._ask
        self.form = ReceivingForm(self)
        self.setAcceptDrops(True)
        self._dress()
        self._bind()
        self._show_nothing()

    # What the room asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return where one is."""
        return (Command(self.title, lambda: None),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        found = [Command("Choose a form or e-mail", self.ask, "folder-open", "Ctrl+O")]
        if self._arrived is not None:
            adds = self._episode is not None
            begins = "" if adds else "Ctrl+Enter"
            found.append(Command("Begin a referral with it", self.begin, "inbox", begins))
            found.append(Command("Leave it, keep nothing", self.leave, "x"))
            if adds:
                keep = Command("Keep it with the referral", self.add, "file-plus", "Ctrl+Enter")
                found.append(keep)
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return nothing: Ctrl+N begins no file."""
        return None

    def position(self) -> dict[str, Any]:
        """Return the referral it was opened for."""
        return {"episode": self._episode} if self._episode is not None else {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Take the referral, and read files where some are named."""
        episode = position.get("episode")
        self._episode = episode if isinstance(episode, int) else None
        named = position.get("files")
        if isinstance(named, list):
            self.take([Path(name) for name in named if isinstance(name, str)])
        elif isinstance(kept := position.get("kept"), int):
            self._take_kept(kept)
        elif self._arrived is not None:
            self._show_arrived()

    def flush(self) -> None:
        """Keep nothing: nothing is typed here."""

    def reload(self) -> None:
        """Show what the referral says now beside what came in."""
        if self._arrived is not None:
            self._show_arrived()

    def shown_count(self) -> str:
        """Return how many files wait."""
        return f"{len(self._waiting)} more waiting" if self._waiting else ""

    # Taking in

    def ask(self) -> None:
        """Ask for files and read them."""
        start = self._around.desk.setting(_FOLDER, "")
        names = self.choose(start if isinstance(start, str) else "")
        if names:
            self._around.desk.remember(_FOLDER, str(Path(names[0]).parent))
        self.take([Path(name) for name in names])

    def take(self, files: Sequence[Path | EpisodeFile]) -> None:
        """Read files one after the other; what is on show stays until it was decided on."""
        self._waiting += [file for file in files if file not in self._waiting]
        if self._arrived is None and self._job is None:
            self._next()
        else:
            self._tell_waiting()

    def take_dropped(self, dropped: QMimeData) -> None:
        """Read what was dropped."""
        self.take([Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()])

    def arrived(self) -> Arrived | None:
        """Return what is on show."""
        return self._arrived

    # Deciding

    def begin(self) -> None:
        """Make a draft of it and open that in the intake."""
        arrived = self._arrived
        if arrived is None:
            return
        draft = self._around.acts.do(partial(self._around.services.arrivals.begin, arrived), None)
        if draft is None:
            return
        self._finish()
        self._around.open_view("intake", {"draft": draft.key})
        self._around.desk.toast("Placed in a draft. Nothing is recorded yet.", icon="file-pen")

    def add(self) -> None:
        """Keep it with the referral it was opened for."""
        arrived, episode = self._arrived, self._episode
        if arrived is None or episode is None:
            return
        is_referrers = self.form.referrers_check.isChecked()
        kept = self._around.acts.do(
            lambda: self._around.services.arrivals.add_to(
                episode, arrived, is_referrers=is_referrers
            ),
            -1,
            said=f"Kept with {self._ref()}",
        )
        if kept < 0:
            return
        self._finish()
        if self._arrived is None and self._job is None:
            self._around.open_view("desk", {"episode": episode, "tab": "timeline"})

    def leave(self) -> None:
        """Keep nothing of it."""
        if self._arrived is None:
            return
        self._finish()
        self._around.desk.toast("Left. Nothing of it was kept.", icon="info")

    def _finish(self) -> None:
        self._arrived = None
        self._next()

    # Inside

    def _dress(self) -> None:
        form = self.form
        form.empty_state.show_text(
            "Drop a filled form or an e-mail here",
            "A PDF or Word form that was sent out from here, a message saved as .eml, or any file. "
            "It is shown first; nothing is recorded before you say so.",
            icon="file-input",
        )
        form.empty_state.set_buttons("Choose file…", "folder-open", "Blank form…", "file-output")
        form.referrers_check.setToolTip(
            "It shows who the referrer is: left out wherever they asked not to be named."
        )

    def _bind(self) -> None:
        form = self.form
        form.empty_state.first_clicked.connect(self.ask)
        form.empty_state.second_clicked.connect(self._take_out_blank)
        form.choose_button.clicked.connect(self.ask)
        form.blank_button.clicked.connect(self._take_out_blank)
        form.begin_button.clicked.connect(self.begin)
        form.add_button.clicked.connect(self.add)
        form.leave_button.clicked.connect(self.leave)
        form.progress_card.cancelled.connect(self._cancel)
        for keys, act in (
            ("Ctrl+O", self.ask),
            ("Ctrl+Return", self._take_filled),
            ("Ctrl+Enter", self._take_filled),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _take_filled(self) -> None:
        """Do what the filled button says."""
        if self._ref():
            self.add()
        else:
            self.begin()

    def _take_out_blank(self) -> None:
        from prevent_desk.referrals.ui.receiving.blank_dialog import BlankDialog

        BlankDialog(self._around, self).exec()

    def _ask(self, start: str) -> list[str]:
        names, _kind = QFileDialog.getOpenFileNames(self, "Take in a form or e-mail", start, _FILES)
        return list(names)

    def _next(self) -> None:
        if not self._waiting:
            self._show_nothing()
            return
        file = self._waiting.pop(0)
        services, today = self._around.services, self._around.clock.today()
        forms = services.forms

        def work(report: Report, stopped: Stopped) -> Arrived:
            if isinstance(file, Path):
                return received.receive(file, forms, today, report=report, stopped=stopped)
            kept = services.files.content(file.file.id)
            return received.receive_bytes(
                kept, file.file.name, forms, today, report=report, stopped=stopped
            )

        self._start(file.name if isinstance(file, Path) else file.file.name, work)

    def _take_kept(self, key: int) -> None:
        try:
            self.take([self._around.services.files.file(key)])
        except DeskError as error:
            messages.show_failure(self.window(), error)

    def _start(self, name: str, work: Work[Arrived]) -> None:
        self.form.pages.setCurrentWidget(self.form.reading_page)
        self.form.progress_card.start(f"Reading {name}", "Nothing of it is in the desk yet.")
        self._job = jobs.run(
            work,
            self,
            done=self._read,
            failed=self._failed,
            progress=self.form.progress_card.report,
            cancelled=self._cancelled,
        )
        self._tell_waiting()

    def _read(self, arrived: Arrived) -> None:
        self._job = None
        self.form.progress_card.finish()
        self._arrived = arrived
        self._show_arrived()
        self.form.scroll_area.verticalScrollBar().setValue(0)
        self._next_step().setFocus()
        self._around.desk.page_changed()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.form.progress_card.finish()
        self._next()
        messages.show_failure(self.window(), error)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _cancelled(self) -> None:
        self._job = None
        self.form.progress_card.finish()
        self._next()

    def _next_step(self) -> QWidget:
        if self._arrived is None:
            return self.form.empty_state
        return self.form.add_button if self._ref() else self.form.begin_button

    # Showing

    def _show_nothing(self) -> None:
        self.form.pages.setCurrentWidget(self.form.empty_page)
        self.form.blank_button.hide()
        self.form.choose_button.hide()
        self._tell_waiting()
        self._around.desk.page_changed()

    def _show_arrived(self) -> None:
        arrived, form = self._arrived, self.form
        if arrived is None:
            return
        form.pages.setCurrentWidget(form.preview_page)
        form.blank_button.show()
        form.choose_button.show()
        self._show_banners(arrived)
        lists = self._around.services.forms.vocabularies()
        sections = receiving.preview(arrived, lists, self._answers_now())
        form.scroll_area.setWidget(Preview(arrived, sections))
        ref = self._ref()
        form.add_button.setVisible(bool(ref))
        form.add_button.setText(f"&Keep with {ref}")
        form.referrers_check.setVisible(bool(ref) and arrived.kind is not Kind.FILE)
        form.referrers_check.setChecked(arrived.kind is not Kind.FILE)
        # What came in over an open record most likely belongs to it.
        form.add_button.set_kind("primary" if ref else "secondary")
        form.begin_button.set_kind("secondary" if ref else "primary")
        form.kept_label.setText("Nothing of it is in the desk yet")
        self._tell_waiting()

    def _show_banners(self, arrived: Arrived) -> None:
        form = self.form
        form.problem_banner.show_text(arrived.problem, "amber")
        looks = len({finding.key for finding in arrived.findings})
        words = []
        if looks:
            words.append("1 answer to look at" if looks == 1 else f"{looks} answers to look at")
        if arrived.unplaced:
            words.append(f"{len(arrived.unplaced)} without a place, kept as words")
        form.look_banner.show_text(f"{', '.join(words)}." if words else "", "amber")
        form.note_banner.show_text(" ".join(arrived.notes), "blue")

    def _tell_waiting(self) -> None:
        parts = []
        if self._arrived is not None:
            parts += [self._arrived.name, receiving.said_of(self._arrived)]
        if self._waiting:
            parts.append(self.shown_count())
        told = " · ".join(parts) or "Shown before anything is recorded"
        self.form.told_label.setText(told)

    def _ref(self) -> str:
        if self._episode is None:
            return ""
        try:
            return self._around.services.episodes.episode(self._episode).ref
        except DeskError:
            return ""

    def _answers_now(self) -> dict[str, Any] | None:
        if self._episode is None or not self._ref():
            return None
        return dict(self._around.services.episodes.episode(self._episode).answers)

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the next sensible step."""
        super().focusInEvent(event)
        self._next_step().setFocus(event.reason())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this computer."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        self.take_dropped(event.mimeData())
