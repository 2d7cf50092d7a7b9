"""Takes returned feedback forms in: what each file or row would do, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk import paths
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.readers import shipped
from prevent_desk.training.model.feedback import CODE
from prevent_desk.training.model.feedback_returns import (
    KIND_WORDS,
    ROW,
    Given,
    GivenLine,
    Kind,
    told,
)
from prevent_desk.training.model.sessions import TrainingSession
from prevent_desk.training.reading.feedback_returns import read_files, read_locked
from prevent_desk.training.service.feedback_returns import FeedbackReturns
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.importing.lines import LinesView, Row
from prevent_desk.training.ui.importing.taking import TakingDialog
from prevent_desk.ui import messages
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.file_password import FilePasswordField

FORMS = Noun("feedback form", "feedback forms")
_TITLE = "Take returned feedback in"
_FOLDER = "import/folder"
_FILES = "Forms (*.pdf *.xlsx *.ods *.xls *.csv *.eml);;All files (*)"
_TONES = {
    Kind.NEW: "green", Kind.DOUBTFUL: "amber", Kind.LOCKED: "amber", Kind.WRONG: "red",
    Kind.KNOWN: "text2",
}  # fmt: skip
_SAID = dict(KIND_WORDS)


class ReturnedDialog(TakingDialog[int]):
    """Reads any number of files, each in a limited child, and takes in what is ticked.

    Attributes:
        choose_files: Asks for files, given where to begin. Replaced in tests.
    """

    def __init__(
        self,
        around: Around,
        session: TrainingSession,
        parent: QWidget | None = None,
        *,
        read: Callable[..., list[Given]] = read_files,
    ) -> None:
        """Make it.

        Args:
            around: What the room has around it.
            session: Where forms belong that do not say of which session they are.
            parent: It opens over its window.
            read: Reads files; replaced in tests.
        """
        super().__init__(
            _TITLE,
            f"{session.called}, {session.when}. Only answers are kept: neither files nor names.",
            around,
            parent,
        )
        # A password may be typed here, and shown: a lock must not keep it.
        self.setProperty("private", True)
        self._session, self._read = session, read
        self._given: list[Given] = []
        self.choose_files: Callable[[str], Sequence[str]] = self._ask_files
        self.file_state = EmptyState()
        self.file_state.show_text(
            "Drop returned forms here, or choose them",
            "Filled PDF forms, workbooks, mails with either, or a list with a row each as programs "
            "of online forms save it. Any number at once.",
            icon="file-input",
        )
        self.file_state.set_buttons("C&hoose files…", "folder-open")
        self.lines = LinesView("Session", who="Form")
        self.pages, self._check_page = QStackedWidget(), self._make_check_page()
        for page in (self.file_state, self._check_page):
            self.pages.addWidget(page)
        for part in (self.banner, self.progress):
            self.body.addWidget(part)
        self.body.addWidget(self.pages, 1)
        self.add_cancel()
        self.more_button = self.add_verb("&Other files…", kind="secondary", accepts=False)
        self.take_button = self.add_verb("&Take in", accepts=False)
        self.more_button.hide()
        self.take_button.setEnabled(False)
        self.file_state.first_clicked.connect(self.choose)
        self.more_button.clicked.connect(self.choose)
        self.take_button.clicked.connect(self.take_in)
        self.password_field.opened.connect(self.unlock)
        self.lines.ticked.connect(self._say_chosen)
        self.setAcceptDrops(True)
        self.file_state.setFocus()

    def choose(self) -> None:
        """Ask for files, and read them."""
        start = str(self._around.desk.setting(_FOLDER, "") or paths.documents())
        chosen = [Path(one) for one in self.choose_files(start)]
        if chosen:
            self._around.desk.remember(_FOLDER, str(chosen[0].parent))
            self.open_files(chosen)

    def open_files(self, files: Sequence[Path]) -> None:
        """Read files and show what each would do."""
        if self.is_busy:
            return
        read, today, returns = self._read, self._around.clock.today(), self._returns
        session_id = self._session.id

        def work(report: Report, stopped: Stopped) -> tuple[list[Given], list[GivenLine]]:
            given = read(files, today, report=report, stopped=stopped)
            report(0, 0, "Comparing")
            return given, returns.preview(session_id, given)

        note = "In processes of their own that may do nothing else."
        self.start("Reading the forms", note, work, self._was_read)

    def unlock(self, password: str) -> None:
        """Read the forms under a password once more, with what was typed."""
        if self.is_busy:
            return
        today, returns = self._around.clock.today(), self._returns
        given, session_id = self._given, self._session.id

        def work(report: Report, stopped: Stopped) -> tuple[list[Given], list[GivenLine]]:
            opened = read_locked(given, password, today, report=report, stopped=stopped)
            report(0, 0, "Comparing")
            return opened, returns.preview(session_id, opened)

        note = "In processes of their own that may do nothing else."
        self.start("Opening the forms", note, work, self._was_opened)

    def take_in(self) -> None:
        """Take in what is ticked, as one act."""
        lines = [row.line for row in self.lines.chosen()]
        if self.is_busy or not lines:
            return
        returns, session_id, given = self._returns, self._session.id, self._given
        self.take(lambda _report, _stopped: returns.take_in(session_id, given, lines), "forms")

    def resting(self) -> Sequence[QWidget]:
        """Return the pages, and the buttons below but Cancel."""
        return (self.pages, self.more_button, self.take_button)

    def done_words(self, taken: int) -> str:
        """Return what the toast says."""
        return f"{FORMS.counted(taken)} taken in"

    def failed(self, error: BaseException) -> None:
        """Say why; what is ticked stays."""
        told_of = messages.words_for(error)
        shown = f" ({told_of.code})" if told_of.code else ""
        self.banner.show_text(f"{told_of.title} {told_of.words}{shown}".strip(), "red")
        self._say_chosen()

    def stopped(self) -> None:
        """Say once more what is ticked."""
        self._say_chosen()

    # Inside

    @property
    def _returns(self) -> FeedbackReturns:
        return self._around.services.feedback_returns

    def _ask_files(self, start: str) -> Sequence[str]:
        found, _kind = QFileDialog.getOpenFileNames(self, _TITLE, start, _FILES)
        return found

    def _make_check_page(self) -> QWidget:
        self.password_field = FilePasswordField()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.lines, 1)
        column.addWidget(self.password_field)
        return page

    def _was_read(self, found: tuple[list[Given], list[GivenLine]]) -> None:
        """Show what was read; new ones are ticked."""
        self._show_lines(found, lambda line: line.kind is Kind.NEW)
        self._show_locked()
        if all(line.kind is Kind.LOCKED for line in found[1]):
            self.password_field.setFocus()

    def _was_opened(self, found: tuple[list[Given], list[GivenLine]]) -> None:
        """Show what opened; what was ticked stays so, whatever was not."""
        before = {id(one) for one in self._given}
        ticked = {id(row.line.given) for row in self.lines.chosen()}
        were = sum(bool(one.locked) for one in self._given)
        self._show_lines(
            found,
            lambda line: (
                id(line.given) in ticked or (line.kind is Kind.NEW and id(line.given) not in before)
            ),
        )
        self._show_locked(were)

    def _show_locked(self, were: int = 0) -> None:
        still = sum(bool(one.locked) for one in self._given)
        self.password_field.show_locked(still, were, FORMS.counted(still))

    def _show_lines(
        self,
        found: tuple[list[Given], list[GivenLine]],
        is_ticked: Callable[[GivenLine], bool],
    ) -> None:
        self._given, lines = found
        counts = {kind: sum(line.kind is kind for line in lines) for kind, _words in KIND_WORDS}
        kinds = [(kind, words) for kind, words in KIND_WORDS if counts[kind]]
        rows = [_row(line, self._session.id) for line in lines]
        self.lines.show_rows(
            rows,
            [line.key for line in lines if is_ticked(line)],
            [(kind.value, f"{words} ({counts[kind]:,})") for kind, words in kinds],
        )
        said = ", ".join(f"{counts[kind]:,} {words.lower()}" for kind, words in kinds)
        self.say(_TITLE, f"{self._session.called}, {self._session.when}: {said}.")
        notes = [note for one in self._given for note in one.notes if one.source == ROW]
        self.banner.show_text(" ".join(dict.fromkeys(notes)), "amber")
        self.pages.setCurrentWidget(self._check_page)
        self.more_button.show()
        self._say_chosen()
        self.lines.table.setFocus()

    def _say_chosen(self) -> None:
        many = len(self.lines.chosen())
        self.take_button.setText(f"Take {FORMS.counted(many)} in" if many else "Take in")
        self.take_button.setEnabled(many > 0)

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from outside."""
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files that were dropped."""
        files = self._dropped(event)
        if files:
            event.acceptProposedAction()
            # Not within the drop: the program it came from waits for its end.
            QTimer.singleShot(0, self, lambda: self.open_files(files))

    def _dropped(self, event: QDropEvent) -> list[Path]:
        urls = event.mimeData().urls()
        if self.is_busy or not urls or not all(url.isLocalFile() for url in urls):
            return []
        return [Path(url.toLocalFile()) for url in urls]


def _row(line: GivenLine, here: int) -> Row:
    one, lists = line.given, shipped.vocabularies()
    form = shipped.questionnaires().get((CODE, one.version))
    answers = told(form, one.answers, lists) if form is not None else ""
    words = f"{line.words} {answers}".strip()
    where = "This one" if line.session_id == here else ("Another" if line.session_id else "")
    return Row(
        line.key, one.file, one.place or "Form", line.kind.value, _SAID[line.kind],
        _TONES[line.kind], where, words, line.can_be_taken, line,
    )  # fmt: skip
