"""The tab “Assessment”: the assessments of a referral, filled in, read, compared, answered."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QMenu, QScrollArea, QStackedWidget, QWidget

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.core.questionnaire import is_empty
from prevent_desk.referrals.model.assessments.comparing import side_by_side
from prevent_desk.referrals.model.assessments.records import Assessment, FoundFactor
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.service.assessments import STAGES
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.assessments.add_dialog import AddDialog
from prevent_desk.referrals.ui.assessments.draft_pane import DraftPane
from prevent_desk.referrals.ui.assessments.factor_dialog import REASON, SUPPORT, FactorDialog
from prevent_desk.referrals.ui.assessments.factor_list import FactorList, FactorModel
from prevent_desk.referrals.ui.assessments.new_dialog import NewDialog
from prevent_desk.referrals.ui.assessments.side_by_side import SideBySide
from prevent_desk.ui import forms, messages
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import ElidedLabel, WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

KEY = "assessment"

_MOST_COLUMNS = 3
"""Assessments side by side until others are chosen."""

forms.register(SideBySide, FactorList)


class Show(StrEnum):
    """What of an assessment is on show."""

    ANSWERS = "answers"
    COMPARED = "compared"
    FACTORS = "factors"


class _AssessmentForm(Form):
    """forms/referrals/assessment_tab.ui."""

    ui = "referrals/assessment_tab.ui"
    which_combo: Combo
    more_button: IconButton
    new_button: Button
    finish_button: Button
    views_bar: QWidget
    view_choice: Segmented
    about_label: ElidedLabel
    changes_check: QCheckBox
    pages: QStackedWidget
    draft_page: QWidget
    draft_scroll: QScrollArea
    read_page: QWidget
    columns_bar: QWidget
    table: SideBySide
    read_keys_label: WrapLabel
    factors_page: QWidget
    factor_list: FactorList
    factor_keys_label: WrapLabel
    empty_page: QWidget
    empty_state: EmptyState


class AssessmentTab(QWidget):
    """Satisfies `prevent_desk.referrals.ui.around.Tab`."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = around
        self._service = around.services.assessments
        self._episode: Episode | None = None
        self._all: list[Assessment] = []
        self._found: list[FoundFactor] = []
        self._chosen: int | None = None
        self._show = Show.ANSWERS
        self._columns: set[int] = set()
        self.form = form = _AssessmentForm(self)
        self.draft_pane = DraftPane(form.draft_scroll, around)
        self.factor_model = FactorModel(self)
        form.factor_list.setModel(self.factor_model)
        self.column_buttons: dict[int, ChipButton] = {}
        self._flow = FlowLayout(form.columns_bar, gap=6)
        self._dress()
        self._wire()

    # What the record asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def show_episode(self, episode: Episode) -> None:
        """Show a referral's assessments, keeping the one on show and what is typed into it."""
        if self._episode is not None and self._episode.id != episode.id:
            self.draft_pane.clear()
            self._chosen, self._show = None, Show.ANSWERS
            self._columns.clear()
        else:
            self.draft_pane.flush()
        self._episode = episode
        self._read(episode.id)
        self._fill_combo()
        self._show_chosen()

    def badge(self, episode: Episode) -> int:
        """Return how many assessments are not finished."""
        return self._service.drafts(episode.id)

    def flush(self) -> None:
        """Keep what is being typed."""
        self.draft_pane.flush()

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the assessments now."""
        found = [Command("New assessment", self.begin, "file-plus", "", "VAF PAF screening")]
        one = self.chosen()
        if one is None:
            return found
        name = self._name(one)
        if one.is_finished:
            found.append(Command(f"Add to the assessment: {name}", self.add_words, "plus"))
        else:
            found.append(Command(f"Finish the assessment: {name}", self.finish, "check"))
            found.append(Command(f"Discard the draft: {name}", self.discard, "trash-2"))
        if self._comparable(one):
            found.append(
                Command("Show assessments side by side", self.compare, "git-compare", "", "compare")
            )
        if self._found:
            found.append(Command("Show what answers each factor", self.show_factors, "list-checks"))
        return found

    # What is on show

    def chosen(self) -> Assessment | None:
        """Return the assessment on show."""
        return next((one for one in self._all if one.id == self._chosen), None)

    def choose(self, assessment_id: int) -> None:
        """Show an assessment."""
        self.draft_pane.flush()
        self._chosen = assessment_id
        self._show = Show.ANSWERS
        self._columns.clear()
        self._fill_combo()
        self._show_chosen()

    def compare(self) -> None:
        """Show the assessment beside those on the same form."""
        self._show_as(Show.COMPARED)

    def show_factors(self) -> None:
        """Show the factors found, and what answers each."""
        self._show_as(Show.FACTORS)

    def _show_as(self, show: str) -> None:
        self.draft_pane.flush()
        self._show = Show(show)
        if self._episode is not None:
            self._read(self._episode.id)
        self._show_chosen()
        self.setFocus()

    # Acts

    def begin(self) -> None:
        """Begin an assessment."""
        if self._episode is None:
            return
        around = self._around
        episode_id = self._episode.id
        dialog = NewDialog(
            around.services, episode_id, around.services.by(), around.clock.today, around.owner
        )
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        made = around.acts.do(
            lambda: self._service.start(
                episode_id,
                dialog.chosen_form,
                dialog.stage,
                dialog.on,
                dialog.author,
                from_last=dialog.from_last,
            ),
            None,
            said="Assessment begun",
        )
        if made is not None:
            self.choose(made)
            self.draft_pane.go_to_first()

    def finish(self) -> None:
        """Finish the draft on show."""
        one = self.chosen()
        if one is None or one.is_finished:
            return
        self.draft_pane.flush()
        if not self.draft_pane.check():
            return
        done = self._around.acts.do(
            lambda: self._service.finish(one.id), None, said="Assessment finished"
        )
        if done is None:
            self.draft_pane.go_to_first()
        else:
            self.setFocus()

    def discard(self) -> None:
        """Put the draft on show away, once asked."""
        one = self.chosen()
        if one is None or one.is_finished:
            return
        if not messages.ask(
            self._around.owner,
            "Discard this draft?",
            "The assessment goes with everything typed into it. Undo brings it back.",
            "Discard",
            destructive=True,
        ):
            return
        self.draft_pane.flush()
        self._around.acts.do(lambda: self._discarded(one.id), None, said="Draft discarded")

    def _discarded(self, assessment_id: int) -> bool:
        self._service.discard(assessment_id)
        return True

    def add_words(self) -> None:
        """Add words to the finished assessment on show."""
        one = self.chosen()
        if one is None or not one.is_finished:
            return
        around = self._around
        dialog = AddDialog(around.desk, f"referral.assessment.{one.id}.added", around.owner)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        words = dialog.words
        done = around.acts.do(lambda: self._service.add(one.id, words), None, said="Words added")
        if done is not None:
            dialog.forget()

    def answer_factor(self, kind: str = "") -> None:
        """Say what is done about the factor that is current in the list."""
        found = self.form.factor_list.current()
        if found is None or self._episode is None:
            return
        around, episode_id, key = self._around, self._episode.id, found.factor.key
        items = self._service.support_items(episode_id)
        draft_key = f"referral.{episode_id}.factor.{key}"
        dialog = FactorDialog(found, items, kind, around.desk, draft_key, around.owner)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        if dialog.wants_plan:
            around.open_view("desk", {"episode": episode_id, "tab": "support"})
        if not accepted:
            return
        item, reason = dialog.item, dialog.reason
        done = around.acts.do(
            lambda: self._answered(episode_id, key, item, reason),
            False,
            said=f"Answered: {found.factor.text}",
        )
        if done:
            dialog.forget()
            self.form.factor_list.choose(0)

    def _answered(self, episode_id: int, key: str, item: str, reason: str) -> bool:
        self._service.answer_factor(episode_id, key, item=item, reason=reason)
        return True

    # Inside

    def _dress(self) -> None:
        form = self.form
        form.which_combo.setAccessibleName("Assessment on show")
        form.more_button.name_it("More for this assessment")
        form.factor_keys_label.setText("S answered by support   ·   R a reason why not")
        form.read_keys_label.setText("Up and Down go through   ·   Ctrl+C copies an answer")
        form.empty_state.show_text(
            "No screening or assessment yet",
            "Begin with the pre-screening: is there a concern about radicalisation?",
            icon="list-checks",
        )
        form.empty_state.set_buttons("New assessment…", "plus")
        form.draft_scroll.setFrameShape(QScrollArea.Shape.NoFrame)

    def _wire(self) -> None:
        form = self.form
        form.which_combo.activated.connect(self._combo_chosen)
        form.new_button.clicked.connect(self.begin)
        form.more_button.clicked.connect(self._open_menu)
        form.empty_state.first_clicked.connect(self.begin)
        form.finish_button.clicked.connect(self.finish)
        form.view_choice.chosen.connect(self._show_as)
        form.changes_check.toggled.connect(lambda on: form.table.show_changes_only(only=on))
        form.factor_list.support.connect(lambda: self.answer_factor(SUPPORT))
        form.factor_list.reason.connect(lambda: self.answer_factor(REASON))
        form.factor_list.opened.connect(self.answer_factor)

    def _read(self, episode_id: int) -> None:
        self._all = self._service.of(episode_id)
        self._found = self._service.found_factors(episode_id)
        if self.chosen() is None:
            drafts = [one.id for one in self._all if not one.is_finished]
            self._chosen = drafts[-1] if drafts else self._all[-1].id if self._all else None

    def _fill_combo(self) -> None:
        combo = self.form.which_combo
        combo.blockSignals(True)
        combo.clear()
        for one in reversed(self._all):
            combo.addItem(self._name(one), one.id)
        combo.setCurrentIndex(combo.findData(self._chosen))
        combo.blockSignals(False)

    def _combo_chosen(self, row: int) -> None:
        self.choose(int(self.form.which_combo.itemData(row)))

    def _name(self, one: Assessment) -> str:
        parts = [self._stage(one), say_short(one.on), "" if one.is_finished else "draft"]
        return " · ".join(part for part in (*parts, self._service.form(one).title) if part)

    def _stage(self, one: Assessment) -> str:
        return self._around.services.forms.list_of(STAGES).label(one.stage)

    def _comparable(self, one: Assessment) -> list[Assessment]:
        """Return those on the same form, in the order of their days; none where it is alone."""
        same = [other for other in self._all if other.form == one.form]
        return same if len(same) > 1 else []

    def _show_chosen(self) -> None:
        form, one = self.form, self.chosen()
        for widget in (form.which_combo, form.more_button, form.new_button, form.views_bar):
            widget.setVisible(one is not None)
        form.finish_button.setVisible(one is not None and not one.is_finished)
        if one is None:
            self.draft_pane.clear()
            form.pages.setCurrentWidget(form.empty_page)
            return
        self._offer_views(one)
        form.about_label.setText(self._about(one))
        if self._show is Show.FACTORS:
            self._show_factors()
        elif self._show is Show.COMPARED:
            self._show_compared(one)
        elif one.is_finished:
            self._show_read(one)
        else:
            self._show_draft(one)
        self._around.desk.page_changed()

    def _offer_views(self, one: Assessment) -> None:
        choices = [Choice(Show.ANSWERS, "&Fill in" if not one.is_finished else "Answe&rs")]
        if self._comparable(one):
            choices.append(Choice(Show.COMPARED, "Side &by side", "git-compare"))
        if self._found:
            choices.append(Choice(Show.FACTORS, "Fac&tors", "list-checks"))
        if self._show not in {choice.value for choice in choices}:
            self._show = Show.ANSWERS
        bar = self.form.view_choice
        bar.setAccessibleName("What is shown")
        bar.set_choices(choices)
        bar.set_value(self._show)
        bar.setVisible(len(choices) > 1)
        self.form.changes_check.setVisible(self._show is Show.COMPARED)

    def _about(self, one: Assessment) -> str:
        if self._show is Show.COMPARED:
            return ""
        if self._show is Show.FACTORS:
            open_ones = [found.factor.text for found in self._found if not found.is_answered]
            if not open_ones:
                return "Every factor found is answered."
            return "Answer each by support, or by a reason why not."
        parts = [f"Speaks for {say_date(one.on)}", f"by {one.author}"]
        if one.finished is not None:
            parts.append(f"finished {say_short(one.finished.astimezone().date())}")
        else:
            parts.append("kept as you type")
        return " · ".join(parts)

    def _show_draft(self, one: Assessment) -> None:
        form = self.form
        self.draft_pane.show_draft(one)
        form.pages.setCurrentWidget(form.draft_page)

    def _show_read(self, one: Assessment) -> None:
        self._leave_draft()
        questionnaire = self._service.form(one)
        rows = side_by_side([(one, questionnaire)], self._around.services.forms.vocabularies())
        open_ones = [
            question.text
            for question in questionnaire.questions()
            if is_empty(one.answers.get(question.key))
        ]
        notes = [
            f"Added {say_short(added.at.astimezone().date())} by {added.by}: {added.words}"
            for added in one.addenda
        ]
        if open_ones:
            notes.append(f"Not answered: {'; '.join(open_ones)}")
        self.form.columns_bar.hide()
        self.form.table.show_changes_only(only=False)
        self.form.table.show_rows(rows, [f"{self._stage(one)} · {say_short(one.on)}"], notes)
        self.form.pages.setCurrentWidget(self.form.read_page)

    def _show_compared(self, one: Assessment) -> None:
        self._leave_draft()
        same = self._comparable(one)
        self._columns &= {other.id for other in same}
        if len(self._columns) < 2:
            place = next(n for n, other in enumerate(same) if other.id == one.id)
            first = max(0, place + 1 - _MOST_COLUMNS)
            self._columns = {other.id for other in same[first : max(place + 1, 2)]}
        self._offer_columns(same)
        shown = [other for other in same if other.id in self._columns]
        rows = side_by_side(
            [(other, self._service.form(other)) for other in shown],
            self._around.services.forms.vocabularies(),
        )
        names = [f"{self._stage(other)} · {say_short(other.on)}" for other in shown]
        self.form.table.show_changes_only(only=self.form.changes_check.isChecked())
        self.form.table.show_rows(rows, names)
        self.form.pages.setCurrentWidget(self.form.read_page)

    def _show_factors(self) -> None:
        self._leave_draft()
        current = self.form.factor_list.current()
        self.factor_model.show_factors(self._found)
        row = self.factor_model.row_of(current.factor.key) if current else 0
        self.form.factor_list.choose(max(0, row))
        self.form.pages.setCurrentWidget(self.form.factors_page)

    def _leave_draft(self) -> None:
        self.draft_pane.flush()

    def _offer_columns(self, same: Sequence[Assessment]) -> None:
        """Offer which assessments stand side by side; two at least."""
        bar = self.form.columns_bar
        bar.setVisible(len(same) > 2)
        if list(self.column_buttons) != [other.id for other in same]:
            while self._flow.count():
                item = self._flow.takeAt(0)
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            self.column_buttons.clear()
            for other in same:
                words = f"{self._stage(other)} · {say_short(other.on)}"
                button = ChipButton(words, tone="accent", checkable=True)
                button.clicked.connect(self._columns_chosen)
                self.column_buttons[other.id] = button
                self._flow.addWidget(button)
                button.show()
        for key, button in self.column_buttons.items():
            button.setChecked(key in self._columns)

    def _columns_chosen(self) -> None:
        wanted = {key for key, button in self.column_buttons.items() if button.isChecked()}
        one = self.chosen()
        if one is None:
            return
        if len(wanted) >= 2:
            self._columns = wanted
        self._show_compared(one)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for command in self.commands()[1:]:
            menu.addAction(command.title.split(":")[0], command.run)
        menu.exec(self.form.more_button.mapToGlobal(self.form.more_button.rect().bottomLeft()))
        menu.deleteLater()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what is on show."""
        super().focusInEvent(event)
        form = self.form
        page = form.pages.currentWidget()
        if page is form.draft_page:
            self.draft_pane.go_to_first()
        elif page is form.read_page:
            form.table.setFocus(event.reason())
        elif page is form.factors_page:
            form.factor_list.setFocus(event.reason())
        else:
            form.empty_state.setFocus(event.reason())
