"""Feedback on a session: one form after the other typed in, and all of them by question."""

from __future__ import annotations

import json
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.training.model.feedback import Feedback
from prevent_desk.training.model.sessions import TrainingSession
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.log.summary_view import SummaryView
from prevent_desk.ui import messages, theme
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.labels import Rule, WrapLabel

FORMS = Noun("form", "forms")
_WIDTH, _HEIGHT = 640, 470


class FeedbackDialog(Dialog):
    """Types in one form after the other; what is half typed is there the next time.

    Attributes:
        view: The form.
        written: How many were kept.
    """

    def __init__(
        self,
        around: Around,
        session: TrainingSession,
        feedback: Feedback | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make it; `feedback` is what is corrected, None for new ones."""
        window = (parent or around.owner).window()
        super().__init__("Feedback", parent=window, width=_WIDTH)
        self._around, self._session, self._feedback = around, session, feedback
        which = "new" if feedback is None else str(feedback.id)
        self._kept_as = f"training/session/{session.id}/feedback/{which}"
        self._feedbacks = around.services.feedback
        self.written = 0
        form = self._feedbacks.form(feedback.version if feedback is not None else "")
        self.say(f"{session.called}, {session.when}", form.hint)
        self.told = WrapLabel("", "support")
        self.view = FormView(
            form, around.services.lists_of_terms(), today=around.clock.today, flat=True
        )
        self.view.setProperty("pane", "surface")
        self.view.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._autosave = Autosave(self._keep, self)
        # A choice tells of no characters, and is kept all the same.
        self.view.typed.connect(lambda characters: self._autosave.note(max(characters, 1)))
        self.body.addWidget(_scrolled(self.view), 1)
        self.body.addWidget(self.told)
        self.add_cancel("Close")
        if feedback is None:
            self.next_button = self.add_verb("Keep, and the &next", accepts=False)
        else:
            self.next_button = self.add_verb("&Save", accepts=False)
        self.next_button.setToolTip("Ctrl+Enter")
        self.next_button.clicked.connect(self.keep)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.keep)
        kept = around.desk.draft(self._kept_as)
        begin = feedback.answers if feedback is not None else {}
        self.view.set_answers(json.loads(kept[0]) if kept is not None else begin)
        self._say_count()
        self._to_first()

    def keep(self) -> None:
        """Keep what stands there, and begin the next one; corrections close."""
        found = self.view.check()
        if found:
            self.view.go_to(found[0].key)
            return
        try:
            if self._feedback is None:
                self._feedbacks.add(self._session.id, self.view.answers())
            else:
                self._feedbacks.change(self._feedback.id, self.view.answers())
        except DeskError as error:
            messages.show_failure(self, error)
            return
        self._autosave.forget()
        self._around.desk.keep_draft(self._kept_as, "")
        self.written += 1
        if self._feedback is not None:
            self.accept()
            return
        self.view.set_answers({})
        self._say_count()
        self._to_first()

    # Inside

    def _say_count(self) -> None:
        if self._feedback is None:
            number = len(self._feedbacks.of(self._session.id))
            self.told.setText(f"{FORMS.counted(number)} kept of this session.")

    def _to_first(self) -> None:
        first = next(self.view.form.questions(), None)
        if first is not None:
            self.view.go_to(first.key)

    def _keep(self) -> None:
        answers = self.view.answers()
        before = self._feedback.answers if self._feedback is not None else {}
        self._around.desk.keep_draft(
            self._kept_as, json.dumps(answers) if answers != before else ""
        )

    # Qt

    def reject(self) -> None:
        """Close, keeping what was typed for the next time."""
        self._autosave.flush()
        super().reject()


class FeedbackView(Dialog):
    """What a session's forms say, question by question, and each form.

    Attributes:
        changed: Whether a form was taken away or corrected.
    """

    def __init__(
        self, around: Around, session: TrainingSession, parent: QWidget | None = None
    ) -> None:
        super().__init__("Feedback", parent=(parent or around.owner).window(), width=_WIDTH)
        self._around, self._session = around, session
        self.changed = False
        self._area = _scrolled(QWidget())
        self.body.addWidget(self._area, 1)
        self.add_cancel("Close")
        self._fill()

    def _fill(self) -> None:
        services = self._around.services.feedback
        forms = services.of(self._session.id)
        self.say(
            f"{self._session.called}, {self._session.when}",
            f"{FORMS.counted(len(forms))}; nobody is named.",
        )
        inside = QWidget()
        inside.setProperty("pane", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 4)
        column.setSpacing(8)
        for summary in services.summary([self._session.id]):
            column.addWidget(SummaryView(summary))
        column.addWidget(Rule())
        column.addWidget(WrapLabel("Each form", "h3"))
        for place, one in enumerate(forms, 1):
            column.addWidget(self._line(place, one))
        column.addStretch(1)
        self._area.setWidget(inside)

    def _line(self, place: int, one: Feedback) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        answered = Noun("answer", "answers").counted(len(one.answers))
        row.addWidget(WrapLabel(f"Form {place}: {answered}"), 1)
        for words, act in (("Change", self._change), ("Take away", self._remove)):
            button = Button(words, kind="link", small=True)
            button.setAccessibleName(f"{words}: form {place}")
            button.clicked.connect(partial(act, one))
            row.addWidget(button)
        return holder

    def _change(self, one: Feedback) -> None:
        if FeedbackDialog(self._around, self._session, one, self).exec():
            self.changed = True
            self._fill()

    def _remove(self, one: Feedback) -> None:
        if self._around.acts.do(partial(self._removed, one), False, said="Form taken away"):
            self.changed = True
            self._fill()

    def _removed(self, one: Feedback) -> bool:
        self._around.services.feedback.remove(one.id)
        return True


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setMinimumHeight(theme.px(_HEIGHT) // 2)
    area.setWidget(widget)
    return area
