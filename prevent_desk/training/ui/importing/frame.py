"""The frame of both imports: choose a file, say what its columns tell, see what each row would do.

Nothing is written before the last button. The file is read in a limited child, compared beside the
window, and taken in as one act that one Undo takes back; Cancel leaves nothing behind.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk import paths
from prevent_desk.core.errors import DeskError
from prevent_desk.readers import refusals
from prevent_desk.training.model.importing import ListFile
from prevent_desk.training.reading.importing import read_list_file
from prevent_desk.training.service.import_steps import Taken
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.importing.columns import ColumnsEdit
from prevent_desk.training.ui.importing.left_over import LeftOver, TakeOutRowsDialog
from prevent_desk.training.ui.importing.lines import LinesView, Row
from prevent_desk.training.ui.importing.taking import TakingDialog
from prevent_desk.ui import messages
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.passphrase_edit import PassphraseEdit
from prevent_desk.ui.widgets.steps import Steps

_FOLDER = "import/folder"
_KINDS = "Lists (*.xlsx *.csv *.ods *.xls *.txt);;All files (*)"
_FILE, _COLUMNS, _CHECK = range(3)


class ListImportDialog(TakingDialog[Taken]):
    """Three steps: the file, its columns, what each row would do.

    Attributes:
        file: What was read; None until it was.
        choose_file: Asks for a file, given where to begin; "" for none. Replaced in tests.
    """

    def __init__(
        self,
        title: str,
        consequence: str,
        around: Around,
        parent: QWidget | None = None,
        *,
        where: str = "Department",
        read: Callable[..., ListFile] = read_list_file,
    ) -> None:
        """Make it.

        Args:
            title: The question.
            consequence: One line under it.
            around: What the room has around it.
            parent: It opens over its window.
            where: What heads the column beside what a row is.
            read: Reads a file; replaced in tests.
        """
        super().__init__(title, consequence, around, parent)
        # A password may be typed here, and shown: a lock must not keep it.
        self.setProperty("private", True)
        self.file: ListFile | None = None
        self.choose_file: Callable[[str], str] = self._ask_file
        self._read = read
        self._first = (title, consequence)
        self._path: Path | None = None
        self._step = _FILE
        self._keep: set[Hashable] | None = None
        self.lines = LinesView(where)
        self.columns = ColumnsEdit()
        self.setAcceptDrops(True)

    # What a subclass says

    @abstractmethod
    def file_words(self) -> tuple[str, str]:
        """Return what the first page says: a line, and a sentence."""

    @abstractmethod
    def offered(self) -> Sequence[tuple[str, str]]:
        """Return what a column may tell: code and words."""

    @abstractmethod
    def guessed(self, file: ListFile) -> Sequence[str | None]:
        """Return what each column of a file seems to tell."""

    @abstractmethod
    def missing(self) -> str:
        """Return what the columns must tell and do not; empty where all is well."""

    @abstractmethod
    def preview_work(self) -> Callable[[], Sequence[Row]]:
        """Return what makes the rows of the preview, beside the window."""

    @abstractmethod
    def ticked_first(self, rows: Sequence[Row]) -> Iterable[Hashable]:
        """Return the keys of the rows that are ticked at first."""

    @abstractmethod
    def kind_words(self) -> Sequence[tuple[str, str]]:
        """Return the kinds of rows in their order, with words."""

    @abstractmethod
    def take_work(self, rows: Sequence[Row]) -> Callable[[Report, Stopped], Taken]:
        """Return what takes rows in, beside the window."""

    @abstractmethod
    def verb(self, rows: Sequence[Row]) -> str:
        """Return what the filled button says of the rows that are ticked; empty for none."""

    @abstractmethod
    def left_kinds(self) -> frozenset[str]:
        """Return the kinds of rows that a file of those left over holds."""

    def columns_shown(self, file: ListFile) -> None:
        """Add what the page of columns holds besides them."""

    # The steps

    def begin(self, *above: QWidget) -> None:
        """Build it; called once, when the subclass has its fields, which stand over the columns."""
        self._build(above)
        self._go(_FILE)

    def open_file(self, path: Path, password: str = "") -> None:
        """Read a file and go on to its columns; where it is locked, to its password."""
        if self.is_busy:
            return
        self._path, self.file = path, None
        self._around.desk.remember(_FOLDER, str(path.parent))
        read = self._read

        def work(report: Report, stopped: Stopped) -> ListFile:
            return read(path, password=password, report=report, stopped=stopped)

        self.start(
            f"Reading {path.name}", "In a process of its own that may do nothing else.", work,
            self._was_read,
        )  # fmt: skip

    def preview(self) -> None:
        """Go on to what each row would do, unless the columns lack something."""
        if self.file is None or self.is_busy:
            return
        if words := self.missing():
            self.banner.show_text(words, "amber")
            return
        make = self.preview_work()
        self.start(
            "Comparing every row", "Nothing is written.",
            lambda _report, _stopped: make(), self._previewed,
        )  # fmt: skip

    def take_in(self) -> None:
        """Take in what is ticked, as one act."""
        rows = self.lines.chosen()
        if self.is_busy or self._step != _CHECK or not self.verb(rows):
            return
        self.take(self.take_work(rows), "rows")

    def refresh(self) -> None:
        """Compare again, keeping what is ticked."""
        self._keep = {row.key for row in self.lines.chosen()}
        self.preview()

    # Making it

    def _build(self, above: Sequence[QWidget]) -> None:
        self.steps = Steps(["File", "Columns", "Check"])
        self.file_state = EmptyState()
        title, words = self.file_words()
        self.file_state.show_text(title, words, icon="file-spreadsheet")
        self.file_state.set_buttons("C&hoose a file…", "folder-open")
        self.password_edit = PassphraseEdit("Password of the file")
        self.password_field = FormField("&Password of the file", self.password_edit)
        self.password_field.add_beside(self.password_edit.caps_notice)
        self.pages = QStackedWidget()
        self._file_page, self._lock_page = self.file_state, QWidget()
        lock = QVBoxLayout(self._lock_page)
        lock.addWidget(self.password_field)
        lock.addStretch(1)
        self._columns_page = QWidget()
        column = QVBoxLayout(self._columns_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(14)
        for widget in above:
            row.addWidget(widget, 1)
        column.addLayout(row)
        column.addWidget(self.columns, 1)
        for page in (self._file_page, self._lock_page, self._columns_page, self.lines):
            self.pages.addWidget(page)
        for part in (self.steps, self.banner, self.progress):
            self.body.addWidget(part)
        self.body.addWidget(self.pages, 1)
        self.left_button = Button("&Save rows left over…", "file-output")
        self.add_beside(self.left_button)
        self.cancel_button = self.add_cancel()
        self.back_button = self.add_verb("&Back", kind="secondary", accepts=False)
        self.open_button = self.add_verb("&Open", accepts=False)
        self.next_button = self.add_verb("&Preview", accepts=False)
        self.take_button = self.add_verb("&Take in", accepts=False)
        self._wire()

    def _wire(self) -> None:
        self.file_state.first_clicked.connect(self._choose)
        self.password_edit.submitted.connect(self._unlock)
        self.open_button.clicked.connect(self._unlock)
        self.back_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self.preview)
        self.take_button.clicked.connect(self.take_in)
        self.left_button.clicked.connect(self._save_left)
        self.lines.ticked.connect(self._say_chosen)
        self.columns.changed.connect(lambda: self.banner.show_text(""))

    def _go(self, step: int, *, locked: bool = False) -> None:
        self._step = step
        self.steps.set_current(step)
        first = self._lock_page if locked else self._file_page
        self.pages.setCurrentWidget((first, self._columns_page, self.lines)[step])
        self.back_button.setVisible(step != _FILE or locked)
        self.open_button.setVisible(locked)
        self.next_button.setVisible(step == _COLUMNS)
        self.take_button.setVisible(step == _CHECK)
        self.left_button.setVisible(step == _CHECK and bool(self._left_rows()))
        if not locked:
            # Kept no longer than it takes to open the file.
            self.password_edit.clear()
        if step == _FILE:
            self.say(*self._first)
            (self.password_edit if locked else self.file_state).setFocus()
        elif step == _COLUMNS:
            self.say("What do its columns tell?",
                     "Guessed from their headings. Change what is wrong.")  # fmt: skip
            if self.columns.boxes:
                self.columns.boxes[0].setFocus()
        else:
            self.lines.table.setFocus()

    def _back(self) -> None:
        self.banner.show_text("")
        if self._step == _CHECK:
            self._go(_COLUMNS)
            self._say_notes()
        else:
            self._go(_FILE)

    def _choose(self) -> None:
        start = str(self._around.desk.setting(_FOLDER, "") or paths.documents())
        chosen = self.choose_file(start)
        if chosen:
            self.open_file(Path(chosen))

    def _ask_file(self, start: str) -> str:
        found, _kind = QFileDialog.getOpenFileName(self, self._first[0], start, _KINDS)
        return found

    def _unlock(self) -> None:
        password = self.password_edit.text()
        if self._path is None or self.is_busy:
            return
        if not password:
            self.password_field.set_error("Type the password that came with the file.")
            self.password_edit.setFocus()
            return
        self.password_field.clear_error()
        self.open_file(self._path, password)

    def resting(self) -> Sequence[QWidget]:
        """Return the pages, and the buttons below but Cancel."""
        return (self.pages, self.back_button, self.next_button, self.take_button,
                self.left_button, self.open_button)  # fmt: skip

    def stopped(self) -> None:
        """Say once more what is ticked."""
        if self._step == _CHECK:
            self._say_chosen()

    def failed(self, error: BaseException) -> None:
        """Ask for the password of a file that has one; say anything else."""
        code = error.code if isinstance(error, DeskError) else ""
        if code in {refusals.PASSWORD, refusals.WRONG_PASSWORD}:
            self._go(_FILE, locked=True)
            if code == refusals.WRONG_PASSWORD:
                self.password_edit.line.selectAll()
                self.password_field.set_error(
                    "It does not open with this one. Capital and small letters are not the same."
                )
            return
        told = messages.words_for(error)
        shown = f" ({told.code})" if told.code else ""
        self.banner.show_text(f"{told.title} {told.words}{shown}".strip(), "red")
        self._go(self._step)
        if self._step == _CHECK:
            self._say_chosen()

    def _was_read(self, file: ListFile) -> None:
        self.file = file
        self.columns.show_file(file, self.offered(), self.guessed(file))
        self.columns_shown(file)
        self._go(_COLUMNS)
        self._say_notes()

    def _say_notes(self) -> None:
        self.banner.show_text(" ".join(self.file.notes) if self.file else "", "amber")

    def _previewed(self, rows: Sequence[Row]) -> None:
        found: dict[str, int] = {}
        for row in rows:
            found[row.kind] = found.get(row.kind, 0) + 1
        kinds = [(kind, words) for kind, words in self.kind_words() if kind in found]
        able = {row.key for row in rows if row.can_be_taken}
        ticked = set(self.ticked_first(rows)) if self._keep is None else self._keep
        current = self.lines.current()
        self._keep = None
        self.lines.show_rows(
            rows, ticked & able, [(kind, f"{words} ({found[kind]:,})") for kind, words in kinds]
        )
        if current is not None:
            self.lines.go_to(current.key)
        self._go(_CHECK)
        said = ", ".join(f"{found[kind]:,} {words.lower()}" for kind, words in kinds)
        self.say("What is to be taken in?", f"{said or 'No row tells anything'}.")
        self._say_chosen()
        self.previewed()

    def previewed(self) -> None:
        """Say what is to be said of the preview; called when it is on show."""

    def _say_chosen(self) -> None:
        words = self.verb(self.lines.chosen())
        self.take_button.setText(words or "Take in")
        self.take_button.setEnabled(bool(words))

    # What is left over

    def _left_rows(self) -> list[Row]:
        kinds = self.left_kinds()
        return [row for row in self.lines.rows() if row.kind in kinds]

    def _save_left(self) -> None:
        file = self.file
        if file is None:
            return
        numbers = {row.line.told.row: row.words for row in self._left_rows()}
        rows = tuple((*file.rows[at].cells, why) for at, why in sorted(numbers.items()))
        dialog = TakeOutRowsDialog(self._around, LeftOver(file.name, file.headings, rows), self)
        dialog.exec()

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file from outside while a file is to be chosen."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            # Not within the drop: the program it came from waits for its end.
            QTimer.singleShot(0, self, lambda: self.open_file(path))

    def _dropped(self, event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        waiting = not self.is_busy and self._step == _FILE
        if not waiting or len(urls) != 1 or not urls[0].isLocalFile():
            return None
        return Path(urls[0].toLocalFile())
