"""What is done about a factor that was found: a piece of support, or the reason why nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from prevent_desk.core.questionnaire import FACTOR_STATES
from prevent_desk.referrals.model.assessments.records import FoundFactor
from prevent_desk.referrals.service.factor_answers import Item
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

SUPPORT, REASON = "support", "reason"


class _FactorForm(Form):
    """forms/referrals/factor_dialog.ui."""

    ui = "referrals/factor_dialog.ui"
    found_label: WrapLabel
    kind_choice: Segmented
    pages: QStackedWidget
    item_page: QWidget
    item_field: FormField
    reason_page: QWidget
    reason_field: FormField


class FactorDialog(Dialog):
    """Takes one of the two; `item` or `reason` holds it once accepted.

    Attributes:
        wants_plan: The way to the support plan was taken instead.
    """

    def __init__(
        self,
        found: FoundFactor,
        items: Sequence[Item],
        kind: str,
        desk: Desk,
        key: str,
        parent: QWidget,
    ) -> None:
        """Make it.

        Args:
            found: The factor.
            items: What the newest support plan holds.
            kind: SUPPORT, REASON, or empty for the one that fits.
            desk: Keeps what is typed until it is recorded.
            key: Under which it is kept.
            parent: The room.
        """
        super().__init__("Answer a factor", parent=parent.window())
        self.say(found.factor.text, "What is done about it?")
        self._items, self._desk, self._key = tuple(items), desk, key
        self.item, self.reason, self.wants_plan = "", "", False
        holder = QWidget()
        self.form = form = _FactorForm(holder)
        self.body.addWidget(holder)
        evidence = f" {found.evidence}" if found.evidence else ""
        form.found_label.setText(f"{FACTOR_STATES[found.state]}.{evidence}")
        form.kind_choice.set_choices(
            (Choice(SUPPORT, "S&upport answers it"), Choice(REASON, "&Nothing is done"))
        )
        self.item_combo = Combo()
        for item in self._items:
            self.item_combo.addItem(item.words, item.lineage)
        form.item_field.set_editor(self.item_combo)
        self.reason_edit = TextEdit(lines=3, most_lines=6)
        form.reason_field.set_editor(self.reason_edit)
        self.plan_button = Button("&Open support plan", "external-link")
        self.plan_button.clicked.connect(self._open_plan)
        self.add_beside(self.plan_button)
        self.add_cancel()
        self.keep_button = self.add_verb("&Keep answer", accepts=False)
        self.keep_button.clicked.connect(self.keep)
        self.reason_edit.finished.connect(self.keep)
        form.kind_choice.chosen.connect(self._show)
        kept = desk.draft(key)
        self.reason_edit.setPlainText(kept[0] if kept else "")
        self._autosave = Autosave(self._keep_typed, self)
        self._autosave.watch(self.reason_edit)
        if not self._items:
            self.item_combo.setEnabled(False)
            form.item_field.setProperty(
                "hint", "The support plan holds nothing yet. Add support there, then choose it."
            )
        self._show(kind or (SUPPORT if self._items else REASON))

    def keep(self) -> None:
        """Accept, unless something is missing; that is said beside its field."""
        form = self.form
        if form.kind_choice.value() == SUPPORT:
            self.item = str(self.item_combo.currentData() or "")
            if not self.item:
                form.item_field.set_error("The support plan holds nothing to choose yet.")
                return
        else:
            self.reason = self.reason_edit.toPlainText().strip()
            if not self.reason:
                form.reason_field.set_error("Say why nothing is done about it.")
                self.reason_edit.setFocus()
                return
        self.accept()

    def forget(self) -> None:
        """Forget the draft: the answer is in the record."""
        self._autosave.forget()
        self._desk.keep_draft(self._key, "")

    def done(self, result: int) -> None:
        """Close; what is typed is kept for the next time, until `forget`."""
        self._autosave.flush()
        super().done(result)

    def _show(self, kind: str) -> None:
        form = self.form
        form.kind_choice.set_value(kind)
        is_support = kind == SUPPORT
        form.pages.setCurrentWidget(form.item_page if is_support else form.reason_page)
        editor = self.item_combo if is_support and self._items else self.reason_edit
        editor.setFocus()

    def _open_plan(self) -> None:
        self.wants_plan = True
        self.reject()

    def _keep_typed(self) -> None:
        cursor = self.reason_edit.textCursor().position()
        self._desk.keep_draft(self._key, self.reason_edit.toPlainText(), cursor)
