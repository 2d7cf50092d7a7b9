"""A form on the screen: a column of cards, filled in or read.

It is not a scroll area: whoever shows it puts it into one, beside what else belongs there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.core.answers import Finding
from prevent_desk.core.clock import SystemClock
from prevent_desk.core.questionnaire import Answer, Question, Questionnaire, is_asked, tidy
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.ui.questionnaire.answer_edit import Setting
from prevent_desk.ui.questionnaire.field import QuestionField
from prevent_desk.ui.questionnaire.section import ReadCard, SectionCard


class FormView(QWidget):
    """Draws any form. Answers go in and out as JSON holds them; those of no question stay.

    Attributes:
        cards: The cards of a form to fill in, by section key.
        read_cards: The cards of a form to read, by section key; sections without an answer have
            none.

    Signals:
        changed: A person changed any answer.
        answer_changed: The key of the question whose answer was changed.
        typed: How many characters were typed or removed; 0 for a choice. For `Autosave.note`.
    """

    changed = Signal()
    answer_changed = Signal(str)
    typed = Signal(int)

    def __init__(
        self,
        form: Questionnaire,
        vocabularies: Vocabularies,
        answers: Mapping[str, Answer] | None = None,
        read_only: bool = False,
        *,
        today: Callable[[], date] | None = None,
        foldable: bool = False,
        flat: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            form: The whole form or a part of it (`Questionnaire.without`).
            vocabularies: The lists that choices come from.
            answers: To begin with; None for none.
            read_only: Shown to be read: only what was answered, the rest folded away.
            today: The desk's clock; the system's own when not given.
            foldable: Cards can be folded, and those without an answer are to begin with.
            flat: Without the frame of a card, where it stands inside one already.
            parent: The widget it belongs to.
        """
        super().__init__(parent)
        self.form = form
        self.setting = Setting(vocabularies, today or SystemClock().today)
        self.cards: dict[str, SectionCard] = {}
        self.read_cards: dict[str, ReadCard] = {}
        self._read_only, self._foldable, self._flat = read_only, foldable, flat
        self._answers: dict[str, Answer] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.set_answers(answers or {})

    def answers(self) -> dict[str, Answer]:
        """Return the answers as they stand, without empty ones; ill-formed ones as typed."""
        return tidy(self._answers)

    def answer(self, key: str) -> Answer | None:
        """Return one answer as it stands."""
        return self._answers.get(key)

    def set_answers(self, answers: Mapping[str, Answer]) -> None:
        """Show other answers without telling of it."""
        self._answers = dict(answers)
        if self._read_only:
            self._read()
            return
        if not self.cards:
            self._build()
        for card in self.cards.values():
            card.show_answers(self._answers, self._is_asked)

    def set_answer(self, key: str, answer: Answer | None, *, tell: bool = False) -> None:
        """Show another answer to one question; `tell` as if a person had given it."""
        if answer is None:
            self._answers.pop(key, None)
        else:
            self._answers[key] = answer
        field = self.field(key)
        if field is not None:
            field.show_answer(answer)
        for card in self.cards.values():
            card.show_asked()
            card.show_count()
        if tell:
            self._told(key, 0)

    def field(self, key: str) -> QuestionField | None:
        """Return a question's field; None where its card was never unfolded."""
        return next((card.fields[key] for card in self.cards.values() if key in card.fields), None)

    def check(self) -> list[Finding]:
        """Look at every answer that is on show, mark what is not well formed, and return it."""
        return [Finding(*pair) for card in self.cards.values() for pair in card.check()]

    def go_to(self, key: str) -> bool:
        """Unfold a question's card and put the keyboard into it; False where there is none."""
        for card in self.cards.values():
            if any(question.key == key for question in card.section.questions):
                card.fold(folded=False)
                card.fields[key].setFocus()
                return True
        return False

    def _build(self) -> None:
        for section in self.form.sections:
            told = any(question.key in self._answers for question in section.questions)
            card = SectionCard(
                section,
                self.setting,
                foldable=self._foldable,
                folded=self._foldable and not told,
                flat=self._flat,
                parent=self,
            )
            card.changed.connect(self._edited)
            self.cards[section.key] = card
            self._column.addWidget(card)

    def _read(self) -> None:
        for old in self.read_cards.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.read_cards.clear()
        for section in self.form.sections:
            card = ReadCard(section, self.setting, self._answers)
            if card.is_empty:
                card.deleteLater()
                continue
            self.read_cards[section.key] = card
            self._column.addWidget(card)

    def _is_asked(self, question: Question) -> bool:
        return is_asked(question, self._answers)

    def _edited(self, key: str, characters: int) -> None:
        field = self.field(key)
        if field is not None:
            self._note(field)
        for card in self.cards.values():
            card.show_asked()
            card.show_count()
        self._told(key, characters)

    def _note(self, field: QuestionField) -> None:
        answer = field.answer()
        if answer is None:
            self._answers.pop(field.question.key, None)
        else:
            self._answers[field.question.key] = answer

    def _told(self, key: str, characters: int) -> None:
        self.answer_changed.emit(key)
        self.typed.emit(characters)
        self.changed.emit()
