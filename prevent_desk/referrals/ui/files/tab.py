"""The tab “Files” of a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.referrals.model.kept_files import EpisodeFile
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.files.file_acts import FileActs
from prevent_desk.referrals.ui.files.file_row import FileRow
from prevent_desk.ui import icons
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import WrapLabel

KEY = "files"


class FilesForm(Form):
    """forms/referrals/files_tab.ui."""

    ui = "referrals/files_tab.ui"
    told_label: WrapLabel
    paste_button: Button
    add_button: Button
    pages: QStackedWidget
    list_page: QScrollArea
    rows_layout: QVBoxLayout
    empty_page: QWidget
    empty_state: EmptyState


class FilesTab(QWidget):
    """Lists the files of a referral; satisfies `prevent_desk.referrals.ui.around.Tab`."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        super().__init__(parent)
        self._around, self._files = around, around.services.files
        self.acts = FileActs(around, self)
        self._episode: Episode | None = None
        self._shown: tuple[EpisodeFile, ...] = ()
        self._rows: list[FileRow] = []
        self.form = form = FilesForm(self)
        form.rows_layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        form.empty_state.show_text(
            "No file is kept with this referral",
            "Drop one anywhere on the record, paste it (Ctrl+V), or choose it. It is kept inside "
            "the vault and shown without a file on disk.",
            icon="file-plus",
        )
        form.empty_state.set_buttons("Add files…", "file-plus", "Paste", "clipboard-paste")
        form.empty_state.first_clicked.connect(self.add)
        form.empty_state.second_clicked.connect(self.paste)
        form.add_button.clicked.connect(self.add)
        form.paste_button.clicked.connect(self.paste)

    # What the record asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def show_episode(self, episode: Episode) -> None:
        """Show a referral's files, keeping the current one."""
        self._episode = episode
        shown = self._files.of(episode.id)
        if shown != self._shown or not self._rows:
            self._shown = shown
            self._fill()
        has_files = bool(shown)
        self.form.pages.setCurrentWidget(self.form.list_page if has_files else self.form.empty_page)
        for widget in (self.form.told_label, self.form.add_button, self.form.paste_button):
            widget.setVisible(has_files)

    def badge(self, episode: Episode) -> int:
        """Return how many files there are."""
        return self._files.count(episode.id)

    def flush(self) -> None:
        """Keep nothing: words are typed in dialogs only."""

    def commands(self) -> Sequence[Command]:
        """Return what can be done with files now."""
        if self._episode is None:
            return ()
        ref = self._episode.ref
        found = [
            Command(f"Add files to {ref}", self.add, "file-plus", "", "attachment evidence letter"),
            Command(f"Paste into the files of {ref}", self.paste, "clipboard-paste", "Ctrl+V"),
        ]
        if (row := self.current()) is not None:
            found += [
                Command(words, act, icon) for words, icon, act in self._ways(row.file, named=True)
            ]
        return found

    # Acts

    def add(self) -> None:
        """Ask for files and keep them."""
        if self._episode is not None:
            self.acts.add_chosen(self._episode)

    def paste(self) -> None:
        """Keep what is on the clipboard, or say that it is nothing to keep."""
        if self._episode is not None and not self.acts.paste(self._episode):
            self._around.desk.toast("There is nothing on the clipboard to keep", icon="info")

    def current(self) -> FileRow | None:
        """Return the row with the keyboard."""
        return next((row for row in self._rows if row.hasFocus()), None)

    def rows(self) -> list[FileRow]:
        """Return the rows on show, top down."""
        return list(self._rows)

    def menu(self, file: EpisodeFile) -> QMenu:
        """Return what can be done with a file."""
        menu = QMenu(self)
        for words, icon, act in self._ways(file):
            action = QAction(icons.icon(icon), words, menu)
            action.triggered.connect(lambda _on=False, act=act: act())
            menu.addAction(action)
        referrers = menu.addAction("Shows who the referrer is")
        referrers.setCheckable(True)
        referrers.setChecked(file.is_referrers)
        referrers.triggered.connect(lambda on: self.acts.set_referrers(file, on=on))
        return menu

    # Inside

    def _ways(
        self, file: EpisodeFile, *, named: bool = False
    ) -> list[tuple[str, str, Callable[[], object]]]:
        what = f" “{file.title}”" if named else ""
        acts = self.acts
        reads = [(f"Read in{what} as form or e-mail", "file-input", partial(acts.read_in, file))]
        return [
            (f"Open{what}", "eye", partial(acts.open, file)),
            *(reads if file.may_be_read else []),
            (f"Title, kind and note{what}…", "pencil", partial(acts.edit, file)),
            (f"Save a copy{what}…", "download", partial(acts.save_copy, file)),
            (f"Remove{what}", "trash-2", partial(acts.remove, file)),
        ]

    def _fill(self) -> None:
        held = self.current()
        place = self._rows.index(held) if held is not None else -1
        while (item := self.form.rows_layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        by = self._around.services.by()
        for file in self._shown:
            row = FileRow(file, by)
            row.opened.connect(partial(self.acts.open, file))
            row.removed.connect(partial(self.acts.remove, file))
            row.menu_asked.connect(partial(self._pop_up, file))
            row.moved.connect(partial(self._move, row))
            self.form.rows_layout.addWidget(row)
            self._rows.append(row)
        if place >= 0 and self._rows:
            self._rows[min(place, len(self._rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, row: FileRow, steps: int) -> None:
        place = max(0, min(len(self._rows) - 1, self._rows.index(row) + steps))
        self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)
        self.form.list_page.ensureWidgetVisible(self._rows[place])

    def _pop_up(self, file: EpisodeFile, at: QPoint) -> None:
        menu = self.menu(file)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the first file, or to the way to add one."""
        super().focusInEvent(event)
        target = self._rows[0] if self._rows else self.form.empty_state
        target.setFocus(event.reason())
