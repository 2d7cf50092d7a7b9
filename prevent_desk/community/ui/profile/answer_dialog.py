"""Types in what a stakeholder answered by phone or on paper, or corrects what came."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from prevent_desk.community.model.profile import Stakeholder
from prevent_desk.community.ui.around import Around
from prevent_desk.core.errors import DeskError
from prevent_desk.core.marking import LIMIT
from prevent_desk.readers import shipped
from prevent_desk.ui import messages, theme
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.dialog import Dialog

_WIDTH, _HEIGHT, _CAPTION = 720, 620, 40


class AnswerDialog(Dialog):
    """The questionnaire with the answers that are there; what is half typed is there again.

    Attributes:
        view: The form.
    """

    def __init__(self, around: Around, one: Stakeholder) -> None:
        super().__init__("Answers", parent=around.owner.window(), width=_WIDTH)
        self._around, self._one = around, one
        form = shipped.questionnaires()[one.form]
        self.say(one.name, f"{form.hint.strip()} {LIMIT}")
        self._kept_as = f"community/profile/stakeholder/{one.id}/answers"
        self.view = FormView(
            form, around.services.lists_of_terms(), today=around.clock.today, flat=True
        )
        self.view.setProperty("pane", "surface")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.view)
        self.body.addWidget(area, 1)
        self._autosave = Autosave(self._keep, self)
        self.view.typed.connect(self._autosave.note)
        self.add_cancel()
        self.verb = self.add_verb("Keep answers", accepts=False)
        self.verb.setToolTip("Ctrl+Enter")
        self.verb.clicked.connect(self.keep)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.keep)
        kept = around.desk.draft(self._kept_as)
        begin = dict(one.answers) or {"organisation": one.name}
        self.view.set_answers(json.loads(kept[0]) if kept is not None else begin)
        first = next(form.questions(), None)
        if first is not None:
            self.view.go_to(first.key)

    def keep(self) -> None:
        """Keep what stands there as their return."""
        found = self.view.check()
        if found:
            self.view.go_to(found[0].key)
            return
        one = self._one
        try:
            self._around.services.profile_returns.keep(
                one.id, self.view.answers(), on=one.returned, form=one.form
            )
        except DeskError as error:
            messages.show_failure(self, error)
            return
        self._autosave.forget()
        self._around.desk.keep_draft(self._kept_as, "")
        self.accept()

    def _keep(self) -> None:
        answers = self.view.answers()
        kept = json.dumps(answers) if answers != dict(self._one.answers) else ""
        self._around.desk.keep_draft(self._kept_as, kept)

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for the form."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(theme.px(_HEIGHT), room))
