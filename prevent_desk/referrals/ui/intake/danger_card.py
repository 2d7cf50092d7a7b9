"""The urgency question: asked first, and what to do at once where the answer is yes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from prevent_desk.core.clock import Clock, local
from prevent_desk.core.dates import say_short
from prevent_desk.core.questionnaire import Questionnaire, Section
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model import asks
from prevent_desk.referrals.model.intake import Draft
from prevent_desk.referrals.ui.intake.card import IntakeCard
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.questionnaire.states import States
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel
from prevent_desk.ui.widgets.segmented import Choice

_STEPS = (
    "1  Life at risk, an attack planned, or travel under way: call 999 now, before you type on.",
    "2  Not this minute, but tonight: City of London Police at once, by phone. Anti-Terrorist "
    "Hotline 0800 789 321.",
    "3  Children in the household: tell children’s social care (MASH) as well.",
    "4  Keep the caller on the line if it is safe for them. Then say below whom you told, when.",
)
_FORM = Questionnaire(
    "danger", "1", "", (Section("handed", "", tuple(ask.question for ask in asks.IMMEDIATE)),)
)
_BESIDE = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta})


class DangerCard(IntakeCard):
    """Asks whether anybody is in danger now; answered with no, it is one line.

    Signals:
        answered: A person answered; "yes", "no", "not_known".
    """

    answered = Signal(str)

    def __init__(
        self, clock: Clock, vocabularies: Vocabularies, parent: QWidget | None = None
    ) -> None:
        super().__init__("Is anybody in danger now?", parent=parent)
        self._clock = clock
        self._value = ""
        self._at: datetime | None = None
        self.states = States(
            [
                Choice("no", "No", "circle-check", "green"),
                Choice("yes", "Yes", "triangle-alert", "red"),
                Choice("not_known", "Not known", "circle-question-mark"),
            ]
        )
        self._name_states()
        self.head.insertWidget(1, self.states)
        self.line = self._make_line()
        self.column.addWidget(self.line)
        self.now = self._make_now(vocabularies, clock.today)
        self.column.addWidget(self.now)
        self.states.chosen.connect(self._chosen)
        self._blind = False
        self.not_kept = WrapLabel(
            "Answer this first, with the arrows and Space. The words just typed are not kept.",
            "support",
        )
        self.not_kept.hide()
        self.column.addWidget(self.not_kept)
        for button in self.states.buttons():
            button.installEventFilter(self)
        self._lay()

    def show_draft(self, draft: Draft) -> None:
        """Show the answer."""
        self._value, self._at = draft.danger, draft.danger_at
        self.states.set_value(draft.danger)
        self.handed.set_answers(draft.handed)
        self._lay()

    def take_into(self, draft: Draft) -> Draft:
        """Return the draft with the answer, and to whom it was handed over."""
        handed = self.handed.answers()
        return replace(draft, danger=self._value, danger_at=self._at, handed=handed)

    def begin(self) -> None:
        """Put the keyboard onto the answers."""
        self._open()
        buttons = self.states.buttons()
        next((one for one in buttons if one.isChecked()), buttons[0]).setFocus()

    def say_yes(self) -> None:
        """Answer with yes (F9): show what to do now."""
        self._open()
        if self._value != "yes":
            self.states.set_value("yes")
            self._chosen("yes")
        self.handed_now.setFocus()

    def _make_line(self) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._glyph = Glyph("circle-check", "green", 18)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._said = WrapLabel("", "h3")
        self._more = WrapLabel("", "small")
        words.addWidget(self._said)
        words.addWidget(self._more)
        self.change_button = Button("Change", kind="link")
        self.change_button.clicked.connect(self.begin)
        row.addWidget(self._glyph)
        row.addLayout(words, 1)
        row.addWidget(self.change_button)
        return line

    def _make_now(self, vocabularies: Vocabularies, today: Callable[[], date]) -> QWidget:
        now = QWidget(self)
        column = QVBoxLayout(now)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for step in _STEPS:
            label = WrapLabel(step, "strong" if step.startswith("1") else "")
            if step.startswith("1"):
                label.setProperty("tone", "red")
            column.addWidget(label)
        self.handed = FormView(_FORM, vocabularies, today=today, flat=True, parent=now)
        self.handed.typed.connect(self.changed)
        self._forms.append(self.handed)
        self.handed_now = Button("&Handed over just now", "clock", small=True)
        self.handed_now.clicked.connect(self._handed_now)
        row = QHBoxLayout()
        row.addWidget(self.handed_now)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.handed)
        return now

    def _handed_now(self) -> None:
        moment = self._now()
        self.handed.set_answer("handed_at", moment.strftime("%Y-%m-%dT%H:%M"), tell=True)
        self.handed.go_to("to_whom")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let words typed without looking answer nothing, neither by a letter nor by a Space.

        A letter that begins no answer shows that words are being typed; from then on nothing of
        them answers, until another key (an arrow, Tab) shows that the answers are looked at.
        """
        if event.type() == QEvent.Type.FocusIn:
            self._blind = False
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            letter = event.text().strip()
            types = bool(letter) and letter.isprintable() and not held
            ends = event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
            begins = tuple(self._plain(button) for button in self.states.buttons())
            if types and not any(one.startswith(letter.casefold()) for one in begins):
                self._blind = True
            elif event.key() not in _BESIDE and not (types or ends):
                self._blind = False
            if self._blind and (types or ends) and not held:
                self.not_kept.show()
                return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _plain(button: QAbstractButton) -> str:
        return button.text().replace("&", "").casefold()

    def _chosen(self, value: str) -> None:
        self.not_kept.hide()
        self._value = value
        self._at = self._now() if value else None
        self._lay()
        self.changed.emit(0)
        self.answered.emit(value)

    def _now(self) -> datetime:
        return local(self._clock.now()).replace(second=0, microsecond=0)

    def _open(self) -> None:
        self.title.show()
        self.states.show()
        self.line.hide()

    def _lay(self) -> None:
        settled = self._value in {"no", "not_known"}
        self.title.setVisible(not settled)
        self.states.setVisible(not settled)
        self.line.setVisible(settled)
        self.now.setVisible(self._value == "yes")
        if settled and self._at:
            no = self._value == "no"
            self._glyph.show_icon(
                "circle-check" if no else "circle-question-mark", "green" if no else "amber"
            )
            self._said.setText(
                "Nobody is in immediate danger" if no else "Not known whether anybody is in danger"
            )
            self._more.setText(
                f"Answered {say_short(self._at.date())} {self._at:%H:%M}. If that changes, press F9"
                " at any time: 999 and police steps open."
            )

    def _name_states(self) -> None:
        for button in self.states.buttons():
            button.setAccessibleName(f"Is anybody in danger now? {button.text()}")
