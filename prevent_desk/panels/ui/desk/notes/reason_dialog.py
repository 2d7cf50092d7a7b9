"""Why a line is struck: asked once, kept with it, shown under it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.ui.widgets.dialog import Dialog


class ReasonDialog(Dialog):
    """One field; the verb waits until something stands in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Strike this line?",
            "It stays on show, struck through, with your reason; the minutes leave it out.",
            parent,
        )
        self.why = QLineEdit()
        self.why.setAccessibleName("Why it does not hold")
        self.why.setPlaceholderText("Why it does not hold")
        self.body.addWidget(self.why)
        self.footer_note.setText("For example: said twice, misheard")
        self.add_cancel()
        self.strike = self.add_verb("Strike the line")
        self.strike.setEnabled(False)
        self.why.textChanged.connect(lambda text: self.strike.setEnabled(bool(text.strip())))
        self.why.setFocus()
