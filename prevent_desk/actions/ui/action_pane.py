"""One action: what is to be done, by whom and when, changed in place; and what became of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.actions.model.records import Action, Evidence, State
from prevent_desk.actions.model.standing import Group, Standing, aged, owed_by
from prevent_desk.actions.service.actions import Change
from prevent_desk.actions.ui.around import PAGES, Around
from prevent_desk.actions.ui.due_edit import DueEdit
from prevent_desk.actions.ui.history import HistoryList
from prevent_desk.actions.ui.owner_edit import OwnerEdit
from prevent_desk.core.kept_file import say_size
from prevent_desk.ui import theme
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import ElidedLabel, WrapLabel

WIDTH_PX = 348


class ActionPane(QScrollArea):
    """Shows and edits the current action; words typed here outlive a lock.

    Signals:
        done_asked, drop_asked, reopen_asked, remind_asked, note_asked, evidence_asked: Buttons.
        evidence_opened, evidence_removed: Carry the `Evidence`.
    """

    done_asked = Signal()
    drop_asked = Signal()
    reopen_asked = Signal()
    remind_asked = Signal()
    note_asked = Signal()
    evidence_asked = Signal()
    evidence_opened = Signal(object)
    evidence_removed = Signal(object)

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._action: Action | None = None
        self._visit = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("The action")
        inside = QWidget()
        inside.setProperty("pane", "surface")
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 10, 14)
        column.setSpacing(9)
        self.nothing = EmptyState("list-checks", "No action chosen")
        self._parts = QWidget()
        parts = QVBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(9)
        self._head(parts)
        self._fields(parts)
        self._buttons(parts)
        self._evidence(parts)
        self.history = HistoryList(around.who)
        parts.addWidget(_title("What became of it"))
        parts.addWidget(self.history)
        column.addWidget(self.nothing, 1)
        column.addWidget(self._parts)
        column.addStretch(1)
        self.setWidget(inside)
        self._wire()

    # Showing

    def show_standing(self, standing: Standing | None) -> None:
        """Show an action; words being typed for the one before are kept first."""
        action = standing.action if standing else None
        same = action is not None and self._action is not None and action.id == self._action.id
        if not same:
            self.flush()
            self._visit += 1
        typing = same and self._is_changed()
        self._action = action
        self.nothing.setVisible(action is None)
        self._parts.setVisible(action is not None)
        if action is None or standing is None:
            return
        self._show_head(standing)
        if not typing:
            self._fill(action)
        is_open = action.state is State.OPEN
        self._show_fields(action, is_open=is_open)
        self.done_button.setVisible(is_open)
        self.drop_button.setVisible(is_open)
        self.remind_button.setVisible(is_open)
        self.reopen_button.setVisible(not is_open)
        self.outcome_label.setText(action.outcome)
        self.outcome_title.setText("What was done" if action.state is State.DONE else "Why")
        for label in (self.outcome_title, self.outcome_label):
            label.setVisible(bool(action.outcome))
        self._show_evidence(action)
        self.history.show_lines(action.lines)

    def action(self) -> Action | None:
        """Return the action on show."""
        return self._action

    def begin(self) -> None:
        """Put the cursor into the words."""
        self.words_edit.setFocus()

    def flush(self) -> None:
        """Write what is being typed; where that is refused, it stays as a draft."""
        self._autosave.forget()
        self.commit()

    # Writing

    def commit(self) -> None:
        """Write words that were changed; one visit to the action is one Undo."""
        action = self._action
        if action is None or action.state is not State.OPEN:
            return
        words = self.words_edit.toPlainText().strip()
        shared = " ".join(self.shared_edit.toPlainText().split())
        change = Change(
            words=words if words != action.words and words else None,
            shared_words=shared if shared != action.shared_words else None,
        )
        if change != Change():
            self._change(change)
        self._around.desk.keep_draft(self._key(), "")

    def _change(self, change: Change) -> None:
        action = self._action
        if action is None:
            return
        group = f"actions/{action.id}/{self._visit}"

        def act() -> bool:
            self._around.actions.change(action.id, change, group=group)
            return True

        if self._around.acts.do(act, False) and self._action is action:
            self._action = self._around.actions.one(action.id)

    def _owner_chosen(self, owner: object) -> None:
        if self._action is not None:
            self._change(Change(owner=self.owner_edit.owner()))

    def _day_chosen(self, day: object) -> None:
        if self._action is None:
            return
        chosen = self.due_edit.day()
        self._change(Change(due=chosen, no_due=chosen is None))

    # Inside

    def _is_changed(self) -> bool:
        """Return whether words stand here that are not written yet."""
        action = self._action
        return action is not None and (
            self.words_edit.toPlainText().strip() != action.words
            or " ".join(self.shared_edit.toPlainText().split()) != action.shared_words
        )

    def _is_typing(self) -> bool:
        typed_in = (self.words_edit, self.shared_edit, self.owner_edit.lineEdit())
        return any(one is not None and one.hasFocus() for one in (*typed_in, self.due_edit.edit))

    def _can_put_back(self) -> bool:
        action = self._action
        if action is None or not self._is_typing():
            return False
        return self._is_changed() or self.owner_edit.currentText().strip() != owed_by(action)

    def _show_head(self, standing: Standing) -> None:
        action = standing.action
        self.number_label.setText(f"Action {action.number}")
        tone = standing.group.tone if standing.group is not Group.CLOSED else "green"
        self.chip.show_state(standing.said, standing.group.icon, tone)
        asked = " · ".join(part for part in (action.source_words, action.case_ref) if part)
        when = f"{aged(standing.age)} ago" if standing.age else "today"
        self.asked_label.setText(f"Asked for {when} by {self._around.who(action.by)}")
        self.source_button.setText(asked or "Written by hand")
        can = action.source_id is not None and action.source in PAGES
        self.source_button.setEnabled(can)
        contact = action.owner.contact
        email = action.owner.email
        who = [part for part in (contact, email) if part and part != action.owner.name]
        # A closed one has no box to say whose it was.
        owner = [owed_by(action)] if action.state is not State.OPEN and owed_by(action) else []
        told = " · ".join([*owner, *who])
        self.contact_label.setText(told)
        self.contact_label.setVisible(bool(told))

    def _show_fields(self, action: Action, *, is_open: bool) -> None:
        """Let a closed action be read, not changed; of what it does not have nothing is shown."""
        for edit in (self.words_edit, self.shared_edit):
            edit.setReadOnly(not is_open)
        self.due_edit.edit.setReadOnly(not is_open)
        self.owner_field.setVisible(is_open)
        self.shared_field.setVisible(is_open or bool(action.shared_words))
        self.due_field.setVisible(is_open or action.due is not None)

    def _fill(self, action: Action) -> None:
        self._autosave.pause()
        draft = self._around.desk.draft(self._key())
        words, _, shared = draft[0].partition("\0") if draft else (action.words, "", "")
        self.words_edit.setPlainText(words)
        self.shared_edit.setPlainText(shared if draft else action.shared_words)
        self.owner_edit.set_choices(self._around.contacts.organisations.all())
        self.owner_edit.set_owner(action.owner)
        self.due_edit.set_day(action.due)
        self._autosave.resume()

    def _show_evidence(self, action: Action) -> None:
        while (item := self._files.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for one in action.evidence:
            self._files.addWidget(self._evidence_row(one))

    def _evidence_row(self, one: Evidence) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        opens = Button(one.name, "file-text", kind="link", small=True)
        opens.setToolTip(f"{one.name}, {say_size(one.size)}")
        opens.clicked.connect(lambda: self.evidence_opened.emit(one))
        takes_off = IconButton("x", f"Take {one.name} off this action", small=True)
        takes_off.clicked.connect(lambda: self.evidence_removed.emit(one))
        across.addWidget(opens)
        across.addWidget(ElidedLabel(one.note or say_size(one.size), "meta"), 1)
        across.addWidget(takes_off)
        return row

    def _key(self) -> str:
        return f"actions/{self._action.id if self._action else 0}"

    def _keep(self) -> None:
        if self._action is not None:
            typed = f"{self.words_edit.toPlainText()}\0{self.shared_edit.toPlainText()}"
            self._around.desk.keep_draft(self._key(), typed)

    # Building

    def _head(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.number_label = ElidedLabel("", "h2")
        self.chip = Chip()
        row.addWidget(self.number_label, 1)
        row.addWidget(self.chip)
        self.asked_label = WrapLabel("", "meta")
        self.source_button = Button("", "external-link", kind="link", small=True)
        column.addLayout(row)
        column.addWidget(self.source_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.asked_label)

    def _fields(self, column: QVBoxLayout) -> None:
        self.words_edit = TextEdit(lines=2, most_lines=8)
        self.words_field = FormField("&What is to be done", self.words_edit)
        self.owner_edit = OwnerEdit()
        self.owner_field = FormField("B&y whom", self.owner_edit)
        self.contact_label = WrapLabel("", "meta")
        self.due_edit = DueEdit(self._around.clock.today, self._around.days)
        self.due_field = FormField("D&ue", self.due_edit, optional=True)
        self.shared_edit = TextEdit(lines=1, most_lines=4)
        self.shared_field = FormField(
            "Words for &sharing",
            self.shared_edit,
            hint="Without names: for reminders and the shared window.",
            optional=True,
        )
        for one in (
            self.words_field, self.owner_field, self.contact_label, self.due_field,
            self.shared_field,
        ):  # fmt: skip
            column.addWidget(one)
        self._autosave = Autosave(self._keep, self)
        self._autosave.watch(self.words_edit)
        self._autosave.watch(self.shared_edit)

    def _buttons(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.done_button = Button("&Done…", "check", kind="primary")
        self.drop_button = Button("Dro&p…")
        self.remind_button = Button("&Remind…")
        self.reopen_button = Button("Open a&gain…", "rotate-ccw")
        for button in (
            self.done_button, self.drop_button, self.remind_button, self.reopen_button,
        ):  # fmt: skip
            row.addWidget(button)
        row.addStretch(1)
        self.outcome_title, self.outcome_label = _title(""), WrapLabel("", "body")
        column.addWidget(self.outcome_title)
        column.addWidget(self.outcome_label)
        column.addLayout(row)

    def _evidence(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(_title("Evidence"), 1)
        self.evidence_button = Button("Add a &file…", "file-plus", small=True)
        self.note_button = Button("No&te…", "message-square-plus", small=True)
        row.addWidget(self.evidence_button)
        row.addWidget(self.note_button)
        column.addLayout(row)
        self._files = QVBoxLayout()
        self._files.setSpacing(2)
        column.addLayout(self._files)

    def _wire(self) -> None:
        for edit in (self.words_edit, self.shared_edit):
            edit.finished.connect(self.commit)
            edit.left.connect(self.commit)
        self.owner_edit.owner_chosen.connect(self._owner_chosen)
        self.due_edit.day_chosen.connect(self._day_chosen)
        self.source_button.clicked.connect(self._open_source)
        for button, signal in (
            (self.done_button, self.done_asked),
            (self.drop_button, self.drop_asked),
            (self.reopen_button, self.reopen_asked),
            (self.remind_button, self.remind_asked),
            (self.note_button, self.note_asked),
            (self.evidence_button, self.evidence_asked),
        ):
            button.clicked.connect(partial(signal.emit))

    def _open_source(self) -> None:
        if self._action is not None:
            self._around.open_source(self._action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the stored words back on Esc; where none are new, Esc is the page's."""
        if event.key() == Qt.Key.Key_Escape and self._action is not None and self._can_put_back():
            self._autosave.forget()
            self._around.desk.keep_draft(self._key(), "")
            self._fill(self._action)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the pane's width."""
        return QSize(theme.px(WIDTH_PX), 400)

    def minimumSizeHint(self) -> QSize:
        """Never be narrower."""
        return QSize(theme.px(WIDTH_PX), 100)


def _title(words: str) -> ElidedLabel:
    return ElidedLabel(words, "h3")
