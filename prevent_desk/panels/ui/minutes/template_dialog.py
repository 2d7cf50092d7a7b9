"""The Word template of the minutes: which one is used, another one, the shipped one again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QWidget

from prevent_desk.core.kept_file import say_size
from prevent_desk.exports import files
from prevent_desk.outgoing.form import remembered_folder
from prevent_desk.panels.exports.targets import TEMPLATE
from prevent_desk.panels.model.template_tags import TAGS
from prevent_desk.panels.service.templates import SHIPPED
from prevent_desk.panels.ui.around import Around
from prevent_desk.readers import asking
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.workers import child

_WIDTH = 640


class TemplateDialog(Dialog):
    """Lets the office's own template in once it was looked at, in a limited child process."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__("Word template", parent=parent.window() if parent else None, width=_WIDTH)
        self.say(
            "Which Word template do the minutes use?",
            "Sealed minutes keep the papers they have. A template holds tags in double braces; "
            "one with macros, links or files inside is not let in.",
        )
        self._around = around
        self.used_label = WrapLabel("", "h3")
        self.told_banner = Banner()
        self.told_banner.hide()
        self.body.addWidget(self.used_label)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.choose_button = Button("&Choose a file…", "folder-open")
        self.copy_button = Button("&Save a copy to change…", "download")
        self.back_button = Button("&Use the shipped one", "rotate-ccw")
        for button in (self.choose_button, self.copy_button, self.back_button):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.told_banner)
        self.body.addLayout(_tags())
        self.add_cancel("Close")
        self.choose_button.clicked.connect(self._choose)
        self.copy_button.clicked.connect(self._copy)
        self.back_button.clicked.connect(self._back)
        self._show()

    def take(self, path: Path) -> None:
        """Look at a file and use it from now on; a refusal says why in one sentence."""
        self.choose_button.setEnabled(False)

        def work(report: Report, stopped: Stopped) -> bytes:
            data = asking.bytes_of(path)
            child.run(TEMPLATE, data, limits=asking.LIMITS, report=report, stopped=stopped)
            return data

        def done(data: bytes) -> None:
            self.choose_button.setEnabled(True)
            self._around.services.templates.keep(path.name, data)
            self._around.desk.saved()
            self.told_banner.show_text("Used from now on.", "green")
            self._show()

        def failed(error: BaseException) -> None:
            self.choose_button.setEnabled(True)
            said = f"{messages.words_for(error).title} The template used so far stays."
            self.told_banner.show_text(said, "red")

        jobs.run(work, self, done=done, failed=failed)

    def _show(self) -> None:
        kept = self._around.services.templates.kept()
        used = f"{kept.name}, {say_size(kept.size)}" if kept else "the shipped one"
        self.used_label.setText(f"Used now: {used}")
        self.back_button.setEnabled(kept is not None)

    def _choose(self) -> None:
        folder = str(remembered_folder(self._around.desk))
        chosen, _kind = QFileDialog.getOpenFileName(self, "Word template", folder, "Word (*.docx)")
        if chosen:
            self.take(Path(chosen))

    def _copy(self) -> None:
        start = str(remembered_folder(self._around.desk) / SHIPPED)
        chosen, _kind = QFileDialog.getSaveFileName(self, "Save a copy", start, "Word (*.docx)")
        if not chosen:
            return
        data, path = self._around.services.templates.content(), Path(chosen)

        def work(_report: Report, _stopped: Stopped) -> Path:
            files.save(path, data)
            return path

        def done(saved: Path) -> None:
            self.told_banner.show_text(f"Saved {saved.name}.", "green")

        jobs.run(work, self, done=done, failed=lambda error: messages.show_failure(self, error))

    def _back(self) -> None:
        self._around.services.templates.forget()
        self._around.desk.saved()
        self.told_banner.show_text("The shipped template is used again.", "green")
        self._show()


def _tags() -> QGridLayout:
    """Return the tags a template may hold, each beside what stands in its place."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for row, (tag, words) in enumerate(TAGS.items()):
        name = WrapLabel(f"{{{{{tag}}}}}", "strong")
        name.setWordWrap(False)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(name, row, 0)
        grid.addWidget(WrapLabel(words, "small"), row, 1)
    return grid
