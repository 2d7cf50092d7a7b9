"""A card of the intake: a title, what stands beside it, and what is asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core.answers import Finding
from prevent_desk.referrals.model.intake import Draft
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.labels import WrapLabel


class IntakeCard(QFrame):
    """A part of the draft on the screen.

    Signals:
        changed: A person changed something; how many characters, 0 for a choice.
    """

    changed = Signal(int)

    def __init__(self, title: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "card")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 16)
        self.column.setSpacing(10)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.title = QLabel(title)
        self.title.setProperty("t", "h2")
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.column.addLayout(self.head)
        self.hint = WrapLabel(hint, "small")
        self.column.addWidget(self.hint)
        self.hint.setVisible(bool(hint))
        self._forms: list[FormView] = []

    def show_draft(self, draft: Draft) -> None:
        """Show what the draft holds for this card."""
        raise NotImplementedError

    def take_into(self, draft: Draft) -> Draft:
        """Return the draft with what stands in this card."""
        raise NotImplementedError

    def check(self) -> list[Finding]:
        """Mark what is not well formed, and return it."""
        shown = (form for form in self._forms if not form.isHidden())
        return [found for form in shown for found in form.check()]

    def go_to(self, key: str) -> bool:
        """Put the keyboard into a question; False where it is not asked here."""
        return any(form.go_to(key) for form in self._forms)

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        raise NotImplementedError

    def _add_form(self, form: FormView) -> FormView:
        form.typed.connect(self.changed)
        self._forms.append(form)
        self.column.addWidget(form)
        return form
