"""An assessment being filled in: kept while it is typed, answers taken over are confirmed here."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.assessments.comparing import proposed, side_by_side
from prevent_desk.referrals.model.assessments.records import Assessment
from prevent_desk.referrals.service.assessments import CHANGED
from prevent_desk.referrals.ui.around import Around
from prevent_desk.ui import messages
from prevent_desk.ui.autosave import MOST_CHARACTERS, Autosave
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import WrapLabel


class CarriedMark(QWidget):
    """Says that an answer was taken over, and takes the word that it still holds."""

    def __init__(self, question: str, since: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 2)
        row.setSpacing(8)
        self.confirm_button = Button("Still so", "check", small=True)
        self.confirm_button.setAccessibleName(f"Still so: {question}")
        self.confirm_button.setToolTip("Confirm this answer (Ctrl+Enter)")
        row.addWidget(Chip(f"Taken over from {since}", "history", "amber", size="row"))
        row.addWidget(self.confirm_button)
        row.addStretch(1)


class DraftPane(QObject):
    """Fills a scroll area with the form of a draft."""

    def __init__(self, area: QScrollArea, around: Around) -> None:
        super().__init__(area)
        self._area, self._around = area, around
        self._service = around.services.assessments
        self._draft: Assessment | None = None
        self._last: Assessment | None = None
        self._carried: set[str] = set()
        self.marks: dict[str, CarriedMark] = {}
        self.view: FormView | None = None
        self.propose_button: Button | None = None
        self.autosave = Autosave(self._keep, self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def draft(self) -> Assessment | None:
        """The draft on show."""
        return self._draft

    def show_draft(self, draft: Assessment) -> None:
        """Show a draft; what is being typed into it stays as it is."""
        if self.view is not None and self._draft is not None and self._draft.id == draft.id:
            self._draft = draft
            if not self.autosave.is_pending and self._differs(draft):
                self._carried = set(draft.carried)
                self.view.set_answers(draft.answers)
                self._mark_carried()
            return
        self.flush()
        self._draft = draft
        self._last = self._service.last(draft.episode_id, draft.form, before=draft.id)
        self._carried = set(draft.carried)
        self._build(draft)

    def clear(self) -> None:
        """Show nothing; what was typed is kept first."""
        self.flush()
        self._draft, self.view, self.propose_button = None, None, None
        self.marks.clear()
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()

    def flush(self) -> None:
        """Keep what is typed now."""
        self.autosave.flush()

    def check(self) -> bool:
        """Look at every answer; False where one is not well formed, which is shown and gone to."""
        if self.view is None:
            return True
        wrong = self.view.check()
        if wrong:
            self.view.go_to(wrong[0].key)
        return not wrong

    def go_to(self, key: str) -> None:
        """Put the keyboard into a question."""
        if self.view is not None and self.view.go_to(key):
            field = self.view.field(key)
            if field is not None:
                self._area.ensureWidgetVisible(field, 0, 24)

    def go_to_first(self) -> None:
        """Put the keyboard into the first answer to be confirmed, or the first question."""
        if self._draft is not None:
            form = self._service.form(self._draft)
            keys = [question.key for question in form.questions()]
            self.go_to(next((key for key in keys if key in self._carried), keys[0]))

    # Taken over

    def confirm(self, key: str) -> None:
        """Confirm an answer taken over, and go on to the next."""
        if key not in self._carried or self._draft is None:
            return
        form = self._service.form(self._draft)
        keys = [question.key for question in form.questions()]
        following = keys[keys.index(key) + 1 :]
        self._let_go(key)
        self.autosave.note(MOST_CHARACTERS)
        after = next((one for one in following if one in self._carried), None)
        self.go_to(after or (following[0] if following else key))

    def _let_go(self, key: str) -> None:
        self._carried.discard(key)
        mark = self.marks.pop(key, None)
        if mark is not None:
            mark.hide()
            mark.deleteLater()

    def _mark_carried(self) -> None:
        view, last = self.view, self._last
        for key in [key for key in self.marks if key not in self._carried]:
            self._let_go(key)
        if view is None:
            return
        since = say_short(last.on) if last else "the last assessment"
        for key in self._carried - set(self.marks):
            field = view.field(key)
            if field is not None:
                mark = self.marks[key] = CarriedMark(field.question.text, since)
                mark.confirm_button.clicked.connect(partial(self.confirm, key))
                field.put_under(mark)

    # What changed

    def propose(self) -> None:
        """Write what changed since the last assessment under its question, to be edited."""
        view, draft, last = self.view, self._draft, self._last
        if view is None or draft is None or last is None:
            return
        form, before = self._service.form(draft), self._service.form(last)
        now = self._as_typed(draft)
        lists = self._around.services.forms.vocabularies()
        rows = side_by_side([(last, before), (now, form)], lists)
        words = proposed(rows, leave_out=[CHANGED])
        if not words:
            self._around.desk.toast(f"Nothing differs from {say_short(last.on)}", icon="info")
            return
        typed = view.answer(CHANGED)
        before_it = f"{typed.rstrip()}\n" if isinstance(typed, str) and typed.strip() else ""
        view.set_answer(CHANGED, before_it + words, tell=True)
        self.go_to(CHANGED)

    def _as_typed(self, draft: Assessment) -> Assessment:
        return replace(draft, answers=self.view.answers() if self.view else {})

    # Inside

    def _build(self, draft: Assessment) -> None:
        services = self._around.services
        self.marks.clear()
        holder = QWidget()
        holder.setProperty("pane", "surface")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(10)
        form = self._service.form(draft)
        if form.hint:
            column.addWidget(WrapLabel(" ".join(form.hint.split()), "support"))
        lists, today = services.forms.vocabularies(), self._around.clock.today
        self.view = view = FormView(form, lists, draft.answers, today=today)
        column.addWidget(view)
        if form.source:
            column.addWidget(WrapLabel(" ".join(form.source.split()), "meta"))
        column.addStretch(1)
        self._area.setWidget(holder)
        view.answer_changed.connect(self._let_go)
        view.typed.connect(lambda characters: self.autosave.note(characters or MOST_CHARACTERS))
        for question in form.questions():
            field = view.field(question.key)
            if field is not None:
                for widget in field.findChildren(QWidget):
                    widget.installEventFilter(self)
        self._mark_carried()
        self._offer_proposal(view)

    def _offer_proposal(self, view: FormView) -> None:
        self.propose_button = None
        field = view.field(CHANGED)
        if field is None or self._last is None:
            return
        words = f"&Propose from what differs since {say_short(self._last.on)}"
        self.propose_button = button = Button(words, "git-compare", small=True)
        button.clicked.connect(self.propose)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 3, 0, 2)
        row.addWidget(button)
        row.addStretch(1)
        field.put_under(holder)

    def _differs(self, draft: Assessment) -> bool:
        view = self.view
        return view is not None and (
            view.answers() != dict(draft.answers) or self._carried != set(draft.carried)
        )

    def _keep(self) -> None:
        if self._draft is None or self.view is None:
            return
        try:
            self._service.keep(self._draft.id, self.view.answers(), self._carried)
        except Refused as error:
            # It was taken back or finished elsewhere (Undo, Redo): said once, and let go of.
            self.autosave.forget()
            messages.show_failure(self._area.window(), error)
            return
        self._around.desk.saved()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Confirm what is taken over on Ctrl+Enter; keep what is typed when a field is left."""
        if event.type() == QEvent.Type.FocusOut:
            self.autosave.flush()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return self._close_field(watched)
        return False

    def _close_field(self, watched: QObject) -> bool:
        """Close the question that has the keyboard, and go on to the next."""
        if self.view is None or self._draft is None or not isinstance(watched, QWidget):
            return False
        keys = [question.key for question in self._service.form(self._draft).questions()]
        for place, key in enumerate(keys):
            field = self.view.field(key)
            if field is not None and field.isAncestorOf(watched):
                if key in self._carried:
                    self.confirm(key)
                elif place + 1 < len(keys):
                    self.go_to(keys[place + 1])
                return True
        return False
