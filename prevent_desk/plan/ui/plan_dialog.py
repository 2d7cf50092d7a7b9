"""Making a plan, and editing what stands above its rows: title, preamble, key of progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.counts import Counts
from prevent_desk.plan.model.legend import NOT_SET, SOURCE_LEGEND, Legend
from prevent_desk.plan.model.records import PlanHead
from prevent_desk.plan.ui.legend_edit import LegendEdit
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_DETAILS, _WORDS, _KEY = "details", "words", "key"


class _PlanForm(Form):
    """forms/plan/plan_dialog.ui."""

    ui = "plan/plan_dialog.ui"
    page_choice: Segmented
    pages: QStackedWidget
    title_field: FormField
    years_field: FormField
    version_field: FormField
    label_field: FormField
    copy_field: FormField
    preamble_field: FormField
    aims_field: FormField
    key_layout: QVBoxLayout


@dataclass(frozen=True, slots=True)
class GivenPlan:
    """What was written into the dialog.

    Attributes:
        mapping: For each stage in use that goes, the code its actions take (None: "Not set").
        copy_from: The plan whose objectives the new one starts with, or None.
    """

    title: str
    years: str
    version: str
    label: str
    preamble: tuple[str, ...]
    strategic_objectives: tuple[str, ...]
    legend: Legend
    mapping: Mapping[str, str | None]
    copy_from: int | None = None


class PlanDialog(Dialog):
    """One dialog for a new plan and for an old one's head; the answer is read with `given`."""

    def __init__(
        self,
        parent: QWidget,
        head: PlanHead | None,
        others: Sequence[PlanHead] = (),
        counts: Counts | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            parent: The page.
            head: The plan to edit; None makes a new one.
            others: Plans whose headings and key a new one can start with.
            counts: How many actions stand at each stage of the plan that is edited.
        """
        super().__init__(
            "Title, preamble and key" if head else "New plan", parent=parent.window(), width=640
        )
        holder = QWidget()
        self._form = _PlanForm(holder)
        self.body.addWidget(holder)
        self._used = [(stage, n) for stage, n in counts.by_stage if n] if counts else []
        self._takers: dict[str, Combo] = {}
        self._asked_of: Legend = ()
        self._others = {} if head else {other.id: other for other in others}
        self.title_edit = QLineEdit(head.title if head else "Prevent Delivery Plan")
        self.years_edit = QLineEdit(head.years if head else "")
        self.version_edit = QLineEdit(head.version if head else "")
        self.label_edit = QLineEdit(head.label if head else "")
        self.preamble_edit = TextEdit(
            "\n\n".join(head.preamble) if head else "", lines=6, most_lines=8
        )
        self.aims_edit = TextEdit(
            "\n".join(head.strategic_objectives) if head else "", lines=3, most_lines=5
        )
        self.copy_combo = Combo()
        self.copy_combo.addItem("No headings yet", None)
        for other in self._others.values():
            self.copy_combo.addItem(f"Headings and key of {other.title} {other.years}", other.id)
        self.legend_edit = LegendEdit(head.legend if head else SOURCE_LEGEND)
        self._wire(is_new=head is None)

    def given(self) -> GivenPlan:
        """Return what was written."""
        paragraphs = self.preamble_edit.toPlainText().split("\n\n")
        aims = self.aims_edit.toPlainText().split("\n")
        chosen = self.copy_combo.currentData()
        return GivenPlan(
            self.title_edit.text().strip(),
            self.years_edit.text().strip(),
            self.version_edit.text().strip(),
            self.label_edit.text().strip(),
            tuple(" ".join(part.split()) for part in paragraphs if part.strip()),
            tuple(aim.strip() for aim in aims if aim.strip()),
            self.legend_edit.legend(),
            {code: combo.currentData() for code, combo in self._takers.items()},
            chosen if isinstance(chosen, int) else None,
        )

    def show_page(self, page: str) -> None:
        """Show one of the three pages."""
        self._form.page_choice.set_value(page)
        self._form.pages.setCurrentIndex((_DETAILS, _WORDS, _KEY).index(page))

    def _wire(self, *, is_new: bool) -> None:
        form = self._form
        for field, editor in (
            (form.title_field, self.title_edit),
            (form.years_field, self.years_edit),
            (form.version_field, self.version_edit),
            (form.label_field, self.label_edit),
            (form.copy_field, self.copy_combo),
            (form.preamble_field, self.preamble_edit),
            (form.aims_field, self.aims_edit),
        ):
            field.set_editor(editor)
        form.copy_field.setVisible(is_new and bool(self._others))
        form.key_layout.addWidget(self.legend_edit)
        self._key_error = WrapLabel("", "strong")
        self._key_error.setProperty("tone", "red")
        form.key_layout.addWidget(self._key_error)
        self._key_error.hide()
        self._takers_form = QFormLayout()
        form.key_layout.addLayout(self._takers_form)
        self.legend_edit.changed.connect(self._key_error.hide)
        # A new plan has no actions yet: its stamp and preamble come once it stands.
        for field in (form.version_field, form.label_field):
            field.setVisible(not is_new)
        form.page_choice.set_choices(
            [
                Choice(_DETAILS, "Details"),
                *(() if is_new else (Choice(_WORDS, "Preamble"),)),
                Choice(_KEY, "Key of progress"),
            ]
        )
        form.page_choice.chosen.connect(self.show_page)
        self.copy_combo.currentIndexChanged.connect(self._copied)
        self.show_page(_DETAILS)
        self.add_cancel()
        self.add_verb("Make the plan" if is_new else "Keep", accepts=False).clicked.connect(
            self._check
        )
        (self.years_edit if is_new else self.title_edit).setFocus()

    def _copied(self) -> None:
        other = self._others.get(self.copy_combo.currentData())
        if other is not None:
            self.legend_edit.show_legend(other.legend)

    def _check(self) -> None:
        for field, edit, words in (
            (self._form.title_field, self.title_edit, "A plan needs a title."),
            (self._form.years_field, self.years_edit, "Say its years as printed: 2026/2027."),
        ):
            if not edit.text().strip():
                self.show_page(_DETAILS)
                field.set_error(words)
                edit.setFocus()
                return
        try:
            legend = self.legend_edit.legend()
        except Refused as refused:
            self._say_key(refused.sentence())
            return
        if self._ask_takers(legend):
            self._say_key("Some actions stand at a stage that goes. Say which one they take.")
            return
        self.accept()

    def _ask_takers(self, legend: Legend) -> bool:
        """Ask which stage the actions of each dropped one take; True when newly asked."""
        codes = {stage.code for stage in legend}
        gone = [(stage, n) for stage, n in self._used if stage.code not in codes]
        wanted = {stage.code for stage, _ in gone}
        if wanted == set(self._takers) and not (self._asked_of != legend and wanted):
            return False
        while self._takers_form.rowCount():
            self._takers_form.removeRow(0)
        self._takers, self._asked_of = {}, legend
        for stage, number in gone:
            combo = Combo()
            for taker in legend:
                combo.addItem(taker.word, taker.code)
            combo.addItem(NOT_SET, None)
            said = "1 action" if number == 1 else f"{number} actions"
            label = QLabel(f"{said} at “{stage.word}” take")
            label.setBuddy(combo)
            combo.setAccessibleName(label.text())
            self._takers_form.addRow(label, combo)
            self._takers[stage.code] = combo
        return bool(gone)

    def _say_key(self, words: str) -> None:
        self.show_page(_KEY)
        self._key_error.setText(words)
        self._key_error.show()
