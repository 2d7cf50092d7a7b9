"""One piece of support: what it says in a few lines, and its questions while it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_span
from prevent_desk.core.money import say_cost
from prevent_desk.core.questionnaire import Answer
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model.support import Item, item_gaps, short_kind
from prevent_desk.referrals.model.support_form import (
    FACTORS,
    half_typed,
    item_answers,
    item_form,
    item_of,
)
from prevent_desk.referrals.ui.support.saving import HalfTyped, Saving
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.labels import WrapLabel

Write = Callable[[Item, str], Item]


class ItemCard(QFrame):
    """A piece of support in a plan.

    Signals:
        removed: It shall be taken out.
        folded: It was closed after writing.
        left: A field of it was written and left.
    """

    removed = Signal()
    folded = Signal()
    left = Signal()

    def __init__(
        self,
        item: Item,
        lists: Vocabularies,
        today: Callable[[], date],
        *,
        count: str,
        write: Write | None,
        half: HalfTyped,
    ) -> None:
        """Make it.

        Args:
            item: The piece.
            lists: For choices; with the list of factors found.
            today: The desk's clock.
            count: How many sessions are on record, in words.
            write: Writes it; None where the plan is approved.
            half: Keeps what is typed and cannot be written yet.
        """
        super().__init__()
        self.setProperty("pane", "card")
        self.item, self._lists, self._today, self._write = item, lists, today, write
        self._half = half
        self.view: FormView | None = None
        self._saving: Saving | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.title_label = WrapLabel("", "h3")
        head.addWidget(self.title_label, 1)
        self.edit_button = Button("Edit", "pencil", kind="link", small=True)
        self.remove_button = IconButton("trash-2", "Take out of the plan", small=True)
        self.done_button = Button("Done", "check", small=True)
        for button in (self.edit_button, self.done_button, self.remove_button):
            head.addWidget(button)
        column.addLayout(head)
        self.count_label = WrapLabel("", "strong")
        column.addWidget(self.count_label)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column.addLayout(self._lines)
        self.gaps_label = WrapLabel("", "small")
        self.gaps_label.setProperty("tone", "amber")
        column.addWidget(self.gaps_label)
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        self.edit_button.clicked.connect(self.unfold)
        self.done_button.clicked.connect(self.fold)
        self.remove_button.clicked.connect(self.removed)
        self.show_item(item, count)

    @property
    def is_pending(self) -> bool:
        """Whether something typed is not written yet."""
        return self._saving is not None and self._saving.is_pending

    def show_item(self, item: Item, count: str) -> None:
        """Show the piece as it is kept now; what is being typed stays."""
        changed = item != self.item
        self.item = item
        self.count_label.setText(f"Sessions: {count}")
        self._say()
        if self.view is not None and changed and not self.is_pending:
            self.view.set_answers({**item_answers(item), **self._half.answers})

    def unfold(self) -> None:
        """Ask its questions."""
        if self.view is None and self._write is not None:
            has_factors = bool(self._lists[FACTORS].terms)
            self.view = FormView(
                item_form(has_factors=has_factors),
                self._lists,
                {**item_answers(self.item), **self._half.answers},
                today=self._today,
                flat=True,
            )
            self._saving = Saving(self.view, self._keep)
            self._saving.left.connect(self._left)
            self._place.addWidget(self.view)
            self.view.show()
            if self._half.answers:
                self.view.check()
                self._mark_wrong()
        self._say()
        if self.view is not None:
            self.view.go_to(next(iter(self._half.answers), "kind"))

    def fold(self) -> None:
        """Show what it says in lines again."""
        self.flush()
        if self.view is not None:
            if self.view.check() or self._mark_wrong():
                return
            self._place.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = self._saving = None
        self._say()
        self.edit_button.setFocus()
        self.folded.emit()

    def flush(self) -> None:
        """Write what is typed now."""
        if self._saving is not None:
            self._saving.flush()

    def _mark_wrong(self) -> bool:
        """Show what was not taken beside its question; True where something was not."""
        if self.view is None:
            return False
        _now, wrong = item_of(self.view.answers(), self.item)
        for name, words in wrong.items():
            field = self.view.field(name)
            if field is not None:
                field.set_error(words)
        return bool(wrong)

    def _left(self) -> None:
        self._mark_wrong()
        self.left.emit()

    def _keep(self, _key: str, _answer: Answer | None, visit: str) -> None:
        if self.view is None or self._write is None:
            return
        answers = self.view.answers()
        now, wrong = item_of(answers, self.item)
        self._half.keep(half_typed(answers, wrong))
        if now != self.item:
            self.item = self._write(now, visit)
            self._say()

    def _say(self) -> None:
        kinds = {term.code: term.label for term in self._lists["support_type"].terms}
        kind = short_kind(kinds.get(self.item.kind, self.item.kind))
        provider = f", {self.item.provider}" if self.item.provider else ""
        self.title_label.setText(f"{kind or 'A piece of support'}{provider}")
        is_open = self.view is not None
        may_write = self._write is not None
        self.edit_button.setVisible(may_write and not is_open)
        self.edit_button.setAccessibleName(f"Edit {self.title_label.text()}")
        self.done_button.setVisible(is_open)
        self.remove_button.setVisible(may_write)
        self.remove_button.name_it(f"Take {self.title_label.text()} out of the plan")
        while (old := self._lines.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for words in () if is_open else self._said():
            self._lines.addWidget(WrapLabel(words, "support"))
        gaps = item_gaps(self.item)
        half = ", ".join(f"“{words}”" for words in self._half.answers.values())
        parts = (f"Not clear yet: {half}." if half else "", f"Not said yet: {', '.join(gaps)}.")
        self.gaps_label.setText(" ".join(part for part in (parts if gaps else parts[:1]) if part))
        self.gaps_label.setVisible(bool(gaps or half) and may_write and not is_open)

    def _said(self) -> list[str]:
        item = self.item
        names: Mapping[str, str] = {one.code: one.label for one in self._lists[FACTORS].terms}
        factors = ", ".join(names.get(code, code) for code in item.factors)
        found = [
            ("Need", item.need),
            ("Factors", factors),
            ("Goal", item.goal),
            ("Sign of success", item.sign),
            ("Contact", item.contact),
        ]
        lines = [f"{heading}: {words}" for heading, words in found if words]
        days, cost = say_span(item.starts, item.ends), say_cost(item.cost_pence)
        last = " · ".join(part for part in (days, f"cost {cost}" if cost else "") if part)
        return [*lines, last] if last else lines

    def focus_first(self) -> None:
        """Put the keyboard on the card."""
        target: QWidget = self.edit_button if self._write is not None else self
        target.setFocus()
