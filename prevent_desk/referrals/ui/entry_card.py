"""A few questions asked in place: a card with a form, the verb that records it, and its draft.

Nothing typed is lost: what stands in the card is kept in the vault as it is typed, and comes back
when the card is opened again, after a lock or a crash too. It goes when it is recorded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from prevent_desk.core.questionnaire import Answer, Questionnaire
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.labels import KeyHint, WrapLabel


class EntryCard(QFrame):
    """Asks, and tells when it may be recorded; what is recorded is for its owner to say.

    Attributes:
        view: The form on show; None while it is closed.

    Signals:
        asked: The verb was pressed, or Ctrl+Enter: the owner records, then calls `finish`.
        changed: A person changed the answer to a question; carries its key.
        closed: It was closed; what was typed is kept.
    """

    asked = Signal()
    changed = Signal(str)
    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        lists: Callable[[], Vocabularies],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("pane", "card")
        self._desk, self._lists, self._today = desk, lists, today
        self._key = ""
        self._begun: dict[str, Answer] = {}
        self.view: FormView | None = None
        self._autosave = Autosave(self._keep, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self.title_label = WrapLabel("", "h2")
        self.hint_label = WrapLabel("", "small")
        self._place = QVBoxLayout()
        self.extra = QVBoxLayout()
        """Where the owner puts a widget of its own, under the questions."""
        for part in (self.title_label, self.hint_label):
            column.addWidget(part)
        column.addLayout(self._place)
        column.addLayout(self.extra)
        self.back_label = WrapLabel("", "meta")
        column.addWidget(self.back_label)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.again_button = Button(self.tr("Start over"), kind="link", small=True)
        self.cancel_button = Button(self.tr("Cancel"))
        self.verb_button = Button("", kind="primary")
        foot.addWidget(self.again_button)
        foot.addStretch(1)
        foot.addWidget(KeyHint(self.tr("Ctrl Enter")))
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.verb_button)
        column.addLayout(foot)
        self.again_button.clicked.connect(self._start_over)
        self.cancel_button.clicked.connect(self.close_it)
        self.verb_button.clicked.connect(self.ask)
        self.hide()

    @property
    def key(self) -> str:
        """What its draft is kept under; empty while it is closed."""
        return self._key

    def open(
        self,
        form: Questionnaire,
        answers: Mapping[str, Answer],
        *,
        title: str,
        verb: str,
        key: str,
        hint: str = "",
    ) -> None:
        """Ask; a draft that was kept under the key goes before the answers it begins with.

        Args:
            form: The questions.
            answers: What it begins with.
            title: What it is about.
            verb: The button's words; "&" before its Alt letter.
            key: What the draft is kept under.
            hint: One line under the title.
        """
        self.flush()
        self._key, self._begun = key, dict(answers)
        kept = kept_answers(self._desk, key)
        self.title_label.setText(title)
        self.hint_label.setText(hint)
        self.hint_label.setVisible(bool(hint))
        self.verb_button.setText(verb)
        self._say_kept(back=kept is not None)
        self._lay(form, kept if kept is not None else self._begun)
        self.show()
        if (first := next(form.questions(), None)) is not None:
            self.go_to(first.key)

    def go_to(self, key: str) -> None:
        """Put the keyboard into a question, with what stands there selected for typing over."""
        if self.view is None or not self.view.go_to(key):
            return
        here = self.window().focusWidget()
        if isinstance(here, QLineEdit):
            here.selectAll()

    def answers(self) -> dict[str, Answer]:
        """Return what stands in the card, without empty answers."""
        return self.view.answers() if self.view is not None else {}

    def ask(self) -> None:
        """Tell that it shall be recorded, unless something is not well formed."""
        if self.view is None:
            return
        found = self.view.check()
        if found:
            self.go_to(found[0].key)
            return
        self.asked.emit()

    def refuse(self, wrong: Mapping[str, str]) -> bool:
        """Show what keeps it from being recorded beside its questions; True where something does.

        What belongs to no question on show stands above the buttons.
        """
        if self.view is None or not wrong:
            return bool(wrong)
        shown = {key: field for key in wrong if (field := self.view.field(key)) is not None}
        for key, field in shown.items():
            field.set_error(wrong[key])
        loose = [words for key, words in wrong.items() if key not in shown]
        self.back_label.setText(" ".join(loose))
        self.back_label.setVisible(bool(loose))
        if shown:
            self.go_to(next(iter(shown)))
        return True

    def finish(self) -> None:
        """Close it for good: it is recorded, and its draft is forgotten."""
        self._autosave.forget()
        if self._key:
            self._desk.keep_draft(self._key, "")
        self._clear()

    def close_it(self) -> None:
        """Close it; what was typed is kept and comes back when it is opened again."""
        if not self._key:
            return
        self.flush()
        self._clear()
        self.closed.emit()

    def flush(self) -> None:
        """Keep what is typed now."""
        self._autosave.flush()

    def note(self, characters: int = 0) -> None:
        """Say that something of the owner's in the card changed."""
        self._autosave.note(max(characters, 1))

    def _lay(self, form: Questionnaire, answers: Mapping[str, Answer]) -> None:
        self._take_view_away()
        view = FormView(form, self._lists(), answers, today=self._today, flat=True)
        view.typed.connect(self.note)
        view.answer_changed.connect(self.changed)
        for words in view.findChildren(TextEdit):
            # Ctrl+Enter in several lines says "done with this field" and goes no further.
            words.finished.connect(self.ask)
        self._place.addWidget(view)
        view.show()
        self.view = view
        QWidget.setTabOrder(view, self.again_button)

    def _clear(self) -> None:
        held = self.isAncestorOf(self.window().focusWidget())
        self._key = ""
        self._take_view_away()
        self.hide()
        parent = self.parentWidget()
        if held and parent is not None:
            parent.setFocus()

    def _take_view_away(self) -> None:
        if self.view is not None:
            self._place.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None

    def _keep(self) -> None:
        answers = self.answers()
        same = answers == {key: one for key, one in self._begun.items() if one}
        if self._key:
            self._desk.keep_draft(self._key, "" if same else json.dumps(answers))

    def _start_over(self) -> None:
        self._autosave.forget()
        self._desk.keep_draft(self._key, "")
        if self.view is not None:
            self.view.set_answers(self._begun)
            self._say_kept(back=False)
            self.go_to(next(iter(self.view.form.questions())).key)

    def _say_kept(self, *, back: bool) -> None:
        self.back_label.setText(self.tr("Brought back: typed earlier and not recorded yet."))
        self.back_label.setVisible(back)
        self.again_button.setVisible(back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Record with Ctrl+Enter, close with Esc."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and control:
            self.ask()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(event)


def kept_answers(desk: Desk, key: str) -> dict[str, Answer] | None:
    """Return the draft kept under a key; None where there is none that can be read."""
    draft = desk.draft(key)
    if draft is None:
        return None
    try:
        found = json.loads(draft[0])
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def open_drafts(desk: Desk, prefix: str) -> list[str]:
    """Return the keys of the drafts kept under a prefix, oldest first."""
    return [key for key in desk.drafts() if key.startswith(prefix)]
