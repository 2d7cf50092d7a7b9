"""What was answered, question by question across stakeholders, and the themes drawn from it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.community.model.profile import Campaign, Theme
from prevent_desk.community.model.profile_answers import Asked
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.profile.small_dialogs import PlanDialog, ThemeDialog
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import Rule, WrapLabel
from prevent_desk.ui.widgets.tab_bar import TabBar
from prevent_desk.ui.widgets.two_lines import Cell, CellColumn, TwoLineTable

_WIDTH, _HEIGHT, _CAPTION, _LEFT = 1020, 620, 40, 420
_ANSWERS, _THEMES = "answers", "themes"
_AT_ONCE = 50
"""So many answers stand there at first, and so many come with each press of the button below."""
SIGHTINGS, SAID = Noun("sighting", "sightings"), Noun("stakeholder", "stakeholders")


class AnswersDialog(Dialog):
    """Questions at the left, what was said to the chosen one at the right; themes beside."""

    def __init__(self, around: Around, campaign: Campaign) -> None:
        super().__init__("Answers and themes", "", around.owner.window(), width=_WIDTH)
        self._around, self._campaign = around, campaign
        self._asked: list[Asked] = []
        self.bar = TabBar([(_ANSWERS, "Answers"), (_THEMES, "Themes")], "Answers and themes")
        self.questions: TwoLineTable[Asked] = TwoLineTable(
            [CellColumn("Question", _question)], lambda one: one.key, "Questions"
        )
        self.questions.horizontalHeader().hide()
        self.theme_button = Button("Make it a &theme…", "target", small=True)
        self._answers_area, self._themes_area = _area(), _area()
        self.pages = QStackedWidget()
        self.pages.addWidget(self._answers_page())
        self.pages.addWidget(self._themes_area)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.pages, 1)
        self.new_button = Button("&New theme…", "plus")
        self.new_button.clicked.connect(lambda: self._make(""))
        self.add_beside(self.new_button)
        self.add_cancel("Close")
        self.bar.chosen.connect(self._show_tab)
        self.questions.current_changed.connect(self._show_question)
        self.theme_button.clicked.connect(self._make_of_question)
        self.bar.show_tab(_ANSWERS)
        self._read()
        self.questions.setFocus()

    # Inside

    def _answers_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self.questions.setFixedWidth(theme.px(_LEFT))
        right = QVBoxLayout()
        right.addWidget(self._answers_area, 1)
        right.addWidget(self.theme_button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.questions)
        row.addLayout(right, 1)
        return page

    def _read(self) -> None:
        services, campaign = self._around.services, self._campaign
        self._asked = services.profiles.answers(campaign.id)
        returned = services.profile_log.progress(campaign.id).returned
        self.say(campaign.called, f"{SAID.counted(returned)} returned the form.")
        self.questions.show_rows(self._asked)
        self._show_themes()

    def _show_tab(self, key: str) -> None:
        self.bar.show_tab(key)
        self.pages.setCurrentIndex(0 if key == _ANSWERS else 1)

    def _show_question(self, one: Asked | None) -> None:
        if one is None:
            return
        inside, column = _inside()
        column.addWidget(WrapLabel(one.section, "support"))
        column.addWidget(WrapLabel(one.text, "h3"))
        for words, count in one.counts:
            if count:
                column.addWidget(WrapLabel(f"{words}: {count:,}", "strong"))
        said, column_of_said = QWidget(), QVBoxLayout()
        column_of_said.setContentsMargins(0, 0, 0, 0)
        column_of_said.setSpacing(6)
        said.setLayout(column_of_said)
        column.addWidget(said)
        more = Button("", "chevron-down", kind="link", small=True)
        more.clicked.connect(partial(self._show_more, one, column_of_said, more))
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_more(one, column_of_said, more)
        if one.silent:
            column.addWidget(Rule())
            column.addWidget(WrapLabel(f"{SAID.counted(one.silent)} left it out.", "support"))
        column.addStretch(1)
        self._answers_area.setWidget(inside)
        self.theme_button.setEnabled(bool(one.said or any(count for _w, count in one.counts)))

    def _show_more(self, one: Asked, column: QVBoxLayout, more: Button) -> None:
        """Show the next answers of a question; laid out all at once, thousands take a minute."""
        shown = column.count() // 3
        until = min(shown + _AT_ONCE, len(one.said))
        for said in one.said[shown:until]:
            column.addWidget(Rule())
            column.addWidget(WrapLabel(said.name, "strong"))
            column.addWidget(_selectable(said.words))
        rest = len(one.said) - until
        more.setText(f"Show {min(rest, _AT_ONCE):,} more of {rest:,}")
        more.setVisible(rest > 0)

    def _show_themes(self) -> None:
        themes = self._around.services.profile_themes.of(self._campaign.id)
        self.bar.set_badge(_THEMES, len(themes))
        inside, column = _inside()
        if not themes:
            empty = EmptyState()
            empty.show_text(
                "No theme yet",
                "Draw themes from the answers: a title in your own words goes to the plan and the "
                "board.",
                icon="target",
            )
            column.addWidget(empty)
        for one in themes:
            column.addWidget(self._theme(one))
            column.addWidget(Rule())
        column.addStretch(1)
        self._themes_area.setWidget(inside)

    def _theme(self, one: Theme) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addWidget(WrapLabel(one.title, "strong"))
        if one.words:
            column.addWidget(_selectable(one.words))
        told = [
            f"from {SAID.counted(len(one.stakeholders))}" if one.stakeholders else "",
            SIGHTINGS.counted(len(one.sightings)) if one.sightings else "",
            f"in the plan: {one.plan_words}" if one.plan_words else "not in the plan yet",
        ]
        column.addWidget(WrapLabel(" · ".join(part for part in told if part), "small"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, act in (
            ("To the plan…", self._to_plan), ("Change…", self._change), ("Take out", self._remove),
        ):  # fmt: skip
            button = Button(words, kind="link", small=True)
            button.setAccessibleName(f"{words}: {one.title}")
            button.clicked.connect(partial(act, one))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return holder

    def _make_of_question(self) -> None:
        one = self.questions.current()
        if one is None:
            return
        words = "\n".join(f"{said.name}: {said.words}" for said in one.said)
        self._make(words, [said.stakeholder_id for said in one.said])

    def _make(self, words: str, stakeholders: Sequence[int] = ()) -> None:
        dialog = ThemeDialog(
            self._around, self._campaign.id, words=words, stakeholders=tuple(stakeholders)
        )
        if self._around.acts.by_dialog(dialog, "The theme is added"):
            self._show_themes()
            self._show_tab(_THEMES)

    def _change(self, one: Theme) -> None:
        dialog = ThemeDialog(self._around, one.campaign_id, one)
        if self._around.acts.by_dialog(dialog, "The theme is changed"):
            self._show_themes()

    def _to_plan(self, one: Theme) -> None:
        if self._around.acts.by_dialog(PlanDialog(self._around, one), "It is noted where it went"):
            self._show_themes()

    def _remove(self, one: Theme) -> None:
        self._around.acts.do(
            partial(self._around.services.profile_themes.remove, one.id), None,
            said="The theme is taken out",
        )  # fmt: skip
        self._show_themes()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for many answers."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(theme.px(_HEIGHT), room))


def _question(one: Asked) -> Cell:
    told = one.counts_words or (f"{len(one.said):,} in words" if one.said else "no answer")
    return Cell(one.text, told)


def _area() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _inside() -> tuple[QWidget, QVBoxLayout]:
    inside = QWidget()
    inside.setProperty("pane", "surface")
    column = QVBoxLayout(inside)
    column.setContentsMargins(4, 0, 12, 4)
    column.setSpacing(6)
    return inside, column


def _selectable(words: str) -> WrapLabel:
    label = WrapLabel(words)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
