"""Editors of answers that are chosen: one of a list, several of it, yes or no with words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.answers import STATES
from prevent_desk.core.questionnaire import Answer, Kind, Question
from prevent_desk.core.vocabulary import Term
from prevent_desk.ui import theme
from prevent_desk.ui.questionnaire.answer_edit import AnswerEdit, Setting, as_text
from prevent_desk.ui.questionnaire.texts import DateAnswer
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.segmented import Choice, Segmented


class ChoiceBox(Combo):
    """A list that can be typed into to narrow it; the wheel never changes it.

    Signals:
        leaving: Tab is about to take the keyboard away.
    """

    leaving = Signal()

    def __init__(self, terms: Sequence[Term], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._terms = tuple(terms)
        self._fill()
        # A combo's own line and completer are told as perhaps missing: these are ours.
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Choose or type"))
        self.line.textChanged.connect(self.line.setToolTip)
        self.setLineEdit(self.line)
        self.found = QCompleter(QStringListModel([term.label for term in terms], self), self)
        self.found.setFilterMode(Qt.MatchFlag.MatchContains)
        self.found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.found.setMaxVisibleItems(10)
        self.setCompleter(self.found)
        # A window of its own: nothing around it gives it an edge.
        popup = self.found.popup()
        if popup is not None:
            popup.setProperty("k", "boxed")
        self.setCurrentIndex(-1)

    def code(self) -> str:
        """Return the code of what stands here, or the words where the list has none for them."""
        typed = self.currentText().strip()
        return next((term.code for term in self._terms if _is(term, typed)), typed)

    def show_code(self, code: str) -> None:
        """Show a code's words; a code the list no longer offers is shown as it is."""
        label = next((term.label for term in self._terms if term.code == code), code)
        self.setCurrentIndex(self.findText(label) if label else -1)
        self.setEditText(label)
        self.line.setCursorPosition(0)

    def complete(self) -> bool:
        """Take the only term that fits what is typed; False where none or several do."""
        typed = self.currentText().strip()
        if not typed or any(_is(term, typed) for term in self._terms):
            if typed:
                self.show_code(self.code())
            return True
        wanted = typed.casefold()
        begin = [term for term in self._terms if term.label.casefold().startswith(wanted)]
        within = [term for term in self._terms if wanted in term.label.casefold()]
        fitting = begin if len(begin) == 1 else within
        if len(fitting) != 1:
            return False
        self.show_code(fitting[0].code)
        return True

    def _fill(self) -> None:
        model = QStandardItemModel(self)
        group = ""
        for term in self._terms:
            if term.group and term.group != group:
                heading = QStandardItem(term.group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setFont(theme.font("overline"))
                model.appendRow(heading)
            group = term.group or group
            item = QStandardItem(term.label)
            item.setData(term.code, Qt.ItemDataRole.UserRole)
            model.appendRow(item)
        self.setModel(model)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, always."""
        event.ignore()

    def focusNextPrevChild(self, on: bool) -> bool:
        """Say so first: the list of what fits, while it is open, keeps the focus to itself."""
        popup = self.found.popup()
        if popup is not None:
            popup.hide()
        self.leaving.emit()
        return super().focusNextPrevChild(on)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what stands here, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list on Down and Up: a key that is no letter chooses nothing unseen."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.showPopup()
            return
        super().keyPressEvent(event)


class ChoiceAnswer(AnswerEdit):
    """One of a list."""

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        found = setting.vocabularies.get(question.vocabulary)
        self._terms = found.on(setting.today()) if found else ()
        self._all = found.terms if found else ()
        self._code = ""
        self.box = ChoiceBox(self._terms, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.line.textEdited.connect(self._edited)
        self.box.activated.connect(lambda _row: self._chosen())
        self.box.found.activated.connect(lambda _chosen: self._chosen())
        self._follow(self.box, self.box.line)
        self.box.leaving.connect(self.left)
        self.left.connect(self._left)

    def answer(self) -> Answer | None:
        """Return the code; words that are in no list as they are."""
        return self._code or None

    def take(self) -> str:
        """Refuse words the list does not have."""
        if not self.box.complete():
            words = self.tr("“{0}” is not in this list. Press Down to see it.")
            return words.format(self.box.currentText().strip())
        self._note()
        return ""

    def typed_into(self) -> QWidget:
        """Return the list."""
        return self.box

    def name_it(self, name: str, description: str) -> None:
        """Name the list and the line in it."""
        super().name_it(name, description)
        self.box.line.setAccessibleName(name)
        self.box.line.setAccessibleDescription(description)

    def _show(self, answer: Answer | None) -> None:
        self._code = as_text(answer)
        known = {term.code for term in self._terms}
        old = next((term for term in self._all if term.code == self._code), None)
        if old is not None and self._code not in known:
            # Chosen while it was offered: it stays readable, and is kept as long as it stands.
            self.box.setEditText(old.label)
            self.box.line.setCursorPosition(0)
            return
        self.box.show_code(self._code)

    def _edited(self, _text: str) -> None:
        self._code = self.box.code()
        self._tell(1)

    def _chosen(self) -> None:
        self.box.complete()
        self._note()

    def _left(self) -> None:
        if self.box.complete():
            self._note()

    def _note(self) -> None:
        shown = self.box.currentText().strip()
        old = next((term.code for term in self._all if term.label == shown), None)
        code = self.box.code()
        code = old if old is not None and code == shown else code
        if code != self._code:
            self._code = code
            self._tell()


class ChoicesAnswer(AnswerEdit):
    """Several of a list, as boxes to tick in columns."""

    COLUMN_PX = 230

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        found = setting.vocabularies.get(question.vocabulary)
        self._terms = found.on(setting.today()) if found else ()
        self._others: list[str] = []
        self.boxes = {
            term.code: QCheckBox(term.label.replace("&", "&&"), self) for term in self._terms
        }
        flow = FlowLayout(self, gap=16)
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self._tell())
            flow.addWidget(box)
        self._follow(*self.boxes.values())
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def answer(self) -> Answer | None:
        """Return the codes of the ticked ones; what the list no longer offers stays."""
        ticked = [code for code, box in self.boxes.items() if box.isChecked()]
        return [*ticked, *self._others] or None

    def typed_into(self) -> QWidget:
        """Return the first box."""
        return next(iter(self.boxes.values()), self)

    def name_it(self, name: str, description: str) -> None:
        """Name the whole, and each box with it."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        for term in self._terms:
            self.boxes[term.code].setAccessibleName(f"{name}: {term.label}")

    def mark(self, *, wrong: bool) -> None:
        """Show nothing: boxes cannot be wrong."""

    def _show(self, answer: Answer | None) -> None:
        codes = [answer] if isinstance(answer, str) else list(answer or [])
        told = [code for code in codes if isinstance(code, str)]
        for code, box in self.boxes.items():
            box.setChecked(code in told)
        self._others = [code for code in told if code not in self.boxes]


class States(Segmented):
    """One of a few states, or none: Delete takes the choice back, a first letter chooses."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(choices, parent=parent)
        for place, button in enumerate(self.buttons()):
            button.installEventFilter(self)
            if place:
                # Until something is chosen Qt would have Tab stop at every one of them.
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def buttons(self) -> list[QAbstractButton]:
        """Return the buttons in their order."""
        return self.findChildren(QAbstractButton)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys that choose or take back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
                self._choose("")
                return True
            if event.text().isalpha() and not event.modifiers():
                return self._by_letter(event.text())
        return False

    def _by_letter(self, letter: str) -> bool:
        fitting = [
            button
            for button in self.buttons()
            if button.text().replace("&", "").casefold().startswith(letter.casefold())
        ]
        if not fitting:
            return False
        now = next((place for place, one in enumerate(fitting) if one.isChecked()), -1)
        chosen = fitting[(now + 1) % len(fitting)]
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        chosen.click()
        return True

    def _choose(self, value: str) -> None:
        if self.value() != value:
            self.set_value(value)
            self.chosen.emit(value)


def states_of(kind: Kind, parent: QWidget | None = None) -> States:
    """Return the states of a kind as buttons side by side; none is coloured."""
    return States([Choice(code, words) for code, words in STATES[kind].items()], parent)


class StateAnswer(AnswerEdit):
    """Yes, no or not known."""

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        self.states = states_of(question.kind, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self.states)
        row.addStretch(1)
        self._column.addLayout(row)
        self.states.chosen.connect(lambda _value: self._tell())
        self._follow(*self.states.buttons())

    def answer(self) -> Answer | None:
        """Return the state; None where none is chosen."""
        return self.states.value() or None

    def typed_into(self) -> QWidget:
        """Return the chosen button, else the first."""
        buttons = self.states.buttons()
        return next((button for button in buttons if button.isChecked()), buttons[0])

    def name_it(self, name: str, description: str) -> None:
        """Name the group, and each button with it."""
        self.states.setAccessibleName(name)
        for button in self.states.buttons():
            button.setAccessibleName(f"{name}: {button.text().replace('&', '')}")
            button.setAccessibleDescription(description)

    def mark(self, *, wrong: bool) -> None:
        """Show nothing: buttons cannot be wrong."""

    def _show(self, answer: Answer | None) -> None:
        self.states.set_value(as_text(answer))


class MoreAnswer(StateAnswer):
    """Yes, no or not known, with words; they are asked for once there is a state."""

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        self.evidence = TextEdit(lines=2, most_lines=12, placeholder=question.hint, parent=self)
        self.evidence.hide()
        self._folded: list[QWidget] = [self.evidence]
        self._column.addWidget(self.evidence)
        self.evidence.document().contentsChange.connect(
            lambda _at, removed, added: self._tell(max(removed, added))
        )
        self.states.chosen.connect(lambda _value: self._unfold())
        self._follow(self.evidence)

    def answer(self) -> Answer | None:
        """Return state and words; None where there is neither."""
        return _parts(state=self.states.value(), evidence=self.evidence.toPlainText())

    def name_it(self, name: str, description: str) -> None:
        """Name the words too."""
        super().name_it(name, description)
        self.evidence.setAccessibleName(self.tr("{0}: more").format(name))
        self.evidence.setAccessibleDescription(self.question.hint)

    def _show(self, answer: Answer | None) -> None:
        told = answer if isinstance(answer, dict) else {"state": as_text(answer)}
        self.states.set_value(told.get("state", ""))
        self.evidence.setPlainText(told.get("evidence", ""))
        self._unfold()

    def _unfold(self) -> None:
        for widget in self._folded:
            widget.setVisible(self.answer() is not None)


class FactorAnswer(MoreAnswer):
    """Present, partly, absent or not known, with evidence, its source and its day.

    Words only: nothing is added up, and no state has a colour.
    """

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        self.evidence.setPlaceholderText(self.tr("What was seen or said, and by whom"))
        foot = QWidget(self)
        self.source = QLineEdit(foot)
        self.source.setPlaceholderText(self.tr("Source"))
        self.day = DateAnswer(Question("on", "Day", Kind.DATE), setting, foot)
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.source, 3)
        row.addWidget(self.day, 2)
        foot.hide()
        self._folded.append(foot)
        self._column.addWidget(foot)
        self.source.textEdited.connect(lambda _text: self._tell(1))
        self.day.changed.connect(self._tell)
        self.day.left.connect(self.left)
        self._follow(self.source)

    def answer(self) -> Answer | None:
        """Return state, evidence, source and day; None where there is nothing."""
        return _parts(
            state=self.states.value(),
            evidence=self.evidence.toPlainText(),
            source=self.source.text(),
            on=as_text(self.day.answer()),
        )

    def take(self) -> str:
        """Refuse what is no day."""
        return self.day.take()

    def name_it(self, name: str, description: str) -> None:
        """Name evidence, source and day."""
        super().name_it(name, description)
        self.evidence.setAccessibleName(self.tr("{0}: evidence").format(name))
        self.source.setAccessibleName(self.tr("{0}: source").format(name))
        self.day.name_it(self.tr("{0}: day").format(name), "")

    def mark(self, *, wrong: bool) -> None:
        """Mark the day: nothing else can be wrong."""
        self.day.mark(wrong=wrong)

    def _show(self, answer: Answer | None) -> None:
        told = answer if isinstance(answer, dict) else {}
        self.source.setText(told.get("source", ""))
        self.day.show_answer(told.get("on", ""))
        super()._show(answer)


def _parts(**parts: str) -> Answer | None:
    told = {name: text for name, text in parts.items() if text.strip()}
    return told or None


def _is(term: Term, typed: str) -> bool:
    return typed.casefold() == term.label.casefold()
