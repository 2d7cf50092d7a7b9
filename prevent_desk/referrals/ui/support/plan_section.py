"""The support plan: its versions, the four things the Act asks, its pieces, what changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.core.questionnaire import Answer, as_date
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model import support
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.sessions import Session, count
from prevent_desk.referrals.model.support import ASKS, Change, Item, Plan
from prevent_desk.referrals.model.support_form import (
    FACTORS,
    approve_form,
    factor_list,
    plan_answers,
    plan_form,
)
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.entry_card import EntryCard
from prevent_desk.referrals.ui.support.difference_label import DifferenceLabel
from prevent_desk.referrals.ui.support.item_card import ItemCard
from prevent_desk.referrals.ui.support.saving import HalfTyped, Saving
from prevent_desk.ui import icons
from prevent_desk.ui.forms import Form
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import WrapLabel


class _Form(Form):
    """forms/referrals/plan_section.ui."""

    ui = "referrals/plan_section.ui"
    scroll_area: QScrollArea
    inside: QWidget
    empty_state: EmptyState
    head: QWidget
    version_row: QWidget
    compare_row: QWidget
    version_combo: Combo
    met_chip: Chip
    approve_button: Button
    new_button: Button
    more_button: IconButton
    missing_label: WrapLabel
    compare_button: Button
    entry_place: QVBoxLayout
    compare_place: QVBoxLayout
    form_place: QVBoxLayout
    items_head: QWidget
    items_label: QLabel
    add_button: Button
    items_place: QVBoxLayout
    items_hint: WrapLabel


class PlanSection(QWidget):
    """Shows one version of the plan, and writes in it while it is a draft."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around, self._supports = around, around.services.supports
        self._episode: Episode | None = None
        self._plans: list[Plan] = []
        self._sessions: list[Session] = []
        self._lists: Vocabularies = {}
        self._shown: tuple[int, bool] | None = None
        self._compares = False
        self.plan: Plan | None = None
        self.view: FormView | None = None
        self.cards: list[ItemCard] = []
        self._saving: Saving | None = None
        self._texts: QWidget | None = None
        self.form = form = _Form(self)
        form.empty_state.show_text(
            "No support plan yet",
            "The Act asks for four things before a case is adopted: how consent is asked, what the "
            "support is, who gives it, and how and when.",
            icon="list-checks",
        )
        form.empty_state.set_buttons("Begin the plan", "plus")
        flow = FlowLayout(form.version_row)
        for part in (
            form.version_combo, _centred(form.met_chip), form.approve_button, form.new_button,
            form.more_button,
        ):  # fmt: skip
            flow.addWidget(part)
        form.version_combo.setSizeAdjustPolicy(
            Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        form.version_combo.setMinimumContentsLength(23)
        form.more_button.set_icon_name("ellipsis")
        form.more_button.name_it("More about this version")
        form.missing_label.setProperty("tone", "amber")
        self.entry = EntryCard(
            around.desk, around.services.forms.vocabularies, around.clock.today, form.inside
        )
        form.entry_place.addWidget(self.entry)
        self.changes_card = QWidget()
        self._changes = QVBoxLayout(self.changes_card)
        self._changes.setContentsMargins(0, 0, 0, 0)
        form.compare_place.addWidget(self.changes_card)
        self._connect()

    def _connect(self) -> None:
        form = self.form
        form.empty_state.first_clicked.connect(self.begin)
        form.new_button.clicked.connect(self.begin)
        form.approve_button.clicked.connect(self.ask_approval)
        form.add_button.clicked.connect(self.add_item)
        form.compare_button.clicked.connect(self.toggle_comparison)
        form.more_button.clicked.connect(self._more)
        form.version_combo.activated.connect(self._choose)
        self.entry.asked.connect(self._approve)

    # What the tab asks

    def show_episode(self, episode: Episode) -> None:
        """Show the newest version of a referral's plan, or the one that was on show."""
        if self._episode is None or self._episode.id != episode.id:
            self.flush()
            self.entry.close_it()
            self.plan, self._compares = None, False
        self._episode = episode
        self._read()

    def flush(self) -> None:
        """Write what is typed now."""
        self.entry.flush()
        if self._saving is not None:
            self._saving.flush()
        for card in self.cards:
            card.flush()

    # Acts

    def begin(self) -> None:
        """Begin a version: the first, or a copy of the newest."""
        if self._episode is None:
            return
        episode_id = self._episode.id
        self.plan, self._compares = None, False
        made = self._around.acts.do(
            lambda: self._supports.begin(episode_id), 0, said="A draft of the support plan"
        )
        if made:
            self._read()
            self.focus_missing()

    def ask_approval(self) -> None:
        """Ask which panel approved it."""
        if self.plan is None:
            return
        self.flush()
        self._read()
        if support.plan_missing(self.plan):
            self.focus_missing()
            return
        today = self._around.clock.today()
        self.entry.open(
            approve_form(),
            {"on": today.isoformat()},
            title=f"Version {self.plan.number} as the panel approved it",
            verb="&Approve",
            key=f"referrals/plan/{self.plan.id}/approve",
            hint="It is kept as it is from then on; changes go into a new version.",
        )

    def add_item(self) -> None:
        """Add a piece of support to the draft and write in it."""
        if self.plan is None:
            return
        plan_id = self.plan.id
        made = self._around.acts.do(
            lambda: self._supports.write_item(plan_id, Item()), None, said="Support added"
        )
        if made is not None:
            self._read()
            self.cards[-1].unfold()

    def toggle_comparison(self) -> None:
        """Show what changed since the version before, or no longer."""
        self._compares = not self._compares
        self._say()

    def focus_missing(self) -> None:
        """Put the keyboard into the first of the four that is empty."""
        if self.plan is None or self.view is None:
            return
        empty = [ask.field for ask in ASKS if not getattr(self.plan, ask.field).strip()]
        self.view.go_to(empty[0] if empty else ASKS[0].field)

    def focus_first(self) -> None:
        """Put the keyboard where the next step is."""
        if self.plan is None:
            self.form.empty_state.setFocus()
        elif not self.plan.is_approved:
            self.focus_missing()
        else:
            self.form.version_combo.setFocus()

    def _approve(self) -> None:
        if self.plan is None:
            return
        plan_id, answers = self.plan.id, self.entry.answers()
        on = as_date(answers.get("on"))
        if on is None or on > self._around.clock.today():
            self.entry.refuse({"on": "Say which panel approved it: its day, not one to come."})
            return
        by = str(answers.get("by", ""))

        def approve() -> bool:
            self._supports.approve(plan_id, on, by)
            return True

        if self._around.acts.do(approve, False, said=f"Version {self.plan.number} approved"):
            self.entry.finish()
            self._read()
            self.form.version_combo.setFocus()

    def discard(self) -> None:
        """Drop the draft on show; Undo brings it back."""
        plan = self.plan
        if plan is None or plan.is_approved:
            return
        self.plan = None
        self._around.acts.do(
            lambda: self._supports.discard(plan.id), None, said=f"Draft {plan.number} dropped"
        )

    def _remove(self, item: Item) -> None:
        if self.plan is not None and item.id is not None:
            plan_id, item_id = self.plan.id, item.id
            self._around.acts.do(
                lambda: self._supports.remove_item(plan_id, item_id),
                None,
                said="Support taken out of the draft",
            )

    # Inside

    def _read(self) -> None:
        if self._episode is None:
            return
        services, episode_id = self._around.services, self._episode.id
        before = {plan.id for plan in self._plans}
        self._plans = self._supports.plans(episode_id)
        if self._plans and self._plans[0].id not in before:
            # Another version than was known: that is the one to look at.
            self.plan = None
        self._sessions = services.sessions.of(episode_id)
        found = services.assessments.found_factors(episode_id)
        factors = [(one.factor.key, one.factor.text) for one in found]
        self._lists = {**services.forms.vocabularies(), FACTORS: factor_list(factors)}
        known = {plan.id: plan for plan in self._plans}
        wanted = self.plan.id if self.plan is not None else 0
        self.plan = known.get(wanted) or (self._plans[0] if self._plans else None)
        combo = self.form.version_combo
        combo.blockSignals(True)
        combo.clear()
        for plan in self._plans:
            combo.addItem(plan.name, plan.id)
        combo.setCurrentIndex(combo.findData(self.plan.id) if self.plan else -1)
        combo.blockSignals(False)
        self._lay()
        self._say()

    def _lay(self) -> None:
        """Lay the texts anew where another version is on show; else only what is other in it."""
        plan = self.plan
        shown = (plan.id, plan.is_approved) if plan is not None else None
        if shown != self._shown:
            self._shown = shown
            self._lay_texts()
        elif self.view is not None and plan is not None and self._saving is not None:
            kept = plan_answers(plan)
            if not self._saving.is_pending and self.view.answers() != kept:
                self.view.set_answers(kept)
        self._lay_items()

    def _lay_texts(self) -> None:
        for old in (self.view, self._texts):
            if old is not None:
                self.form.form_place.removeWidget(old)
                old.hide()
                old.deleteLater()
        self.view = self._saving = self._texts = None
        self._drop_cards()
        plan = self.plan
        if plan is None:
            return
        if plan.is_approved:
            self._texts = _Texts(plan)
            self.form.form_place.addWidget(self._texts)
            self._texts.show()
            return
        self.view = FormView(
            plan_form(), self._lists, plan_answers(plan), today=self._around.clock.today, flat=True
        )
        self.form.form_place.addWidget(self.view)
        self.view.show()
        self._saving = Saving(self.view, partial(self._write_text, plan.id))
        self._saving.left.connect(self._around.acts.changed)

    def _lay_items(self) -> None:
        plan = self.plan
        items = plan.items if plan is not None else ()
        if [card.item.id for card in self.cards] == [item.id for item in items]:
            for card, item in zip(self.cards, items, strict=True):
                card.show_item(item, count(self._sessions, item).words)
            return
        self._drop_cards()
        for item in items:
            write = None if plan is None or plan.is_approved else partial(self._write, plan.id)
            card = ItemCard(
                item,
                self._lists,
                self._around.clock.today,
                count=count(self._sessions, item).words,
                write=write,
                half=HalfTyped(self._around.desk, f"referrals/plan/item/{item.id}"),
            )
            card.removed.connect(partial(self._remove, item))
            card.left.connect(self._around.acts.changed)
            self.form.items_place.addWidget(card)
            card.show()
            self.cards.append(card)

    def _drop_cards(self) -> None:
        for card in self.cards:
            card.flush()
            self.form.items_place.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []

    def _write_text(self, plan_id: int, key: str, answer: Answer | None, visit: str) -> None:
        words = answer if isinstance(answer, str) else ""
        self._supports.write(plan_id, key, words, group=f"plan-{plan_id}-{visit}")
        self._around.desk.saved()
        self.plan = next(
            (one for one in self._supports.plans(self._episode_id()) if one.id == plan_id),
            self.plan,
        )
        self._say()

    def _write(self, plan_id: int, item: Item, visit: str) -> Item:
        kept = self._supports.write_item(plan_id, item, group=f"item-{item.id}-{visit}")
        self._around.desk.saved()
        return kept

    def _episode_id(self) -> int:
        return self._episode.id if self._episode is not None else 0

    def _say(self) -> None:
        form, plan = self.form, self.plan
        form.empty_state.setVisible(plan is None)
        for part in (form.head, form.items_head):
            part.setVisible(plan is not None)
        before = self._before()
        form.compare_button.setVisible(before is not None)
        if plan is None:
            form.items_hint.hide()
            self.changes_card.hide()
            return
        met = support.asks_met(plan)
        tone = "green" if met == len(ASKS) else "amber"
        icon = "circle-check" if met == len(ASKS) else "circle-dashed"
        form.met_chip.show_state(f"{met} of {len(ASKS)} the Act asks", icon, tone)
        said = [one.removeprefix("Support plan: ") for one in support.plan_missing(plan)]
        form.missing_label.setText(f"Still to say: {'; '.join(said)}.")
        form.missing_label.setVisible(bool(said))
        form.compare_row.setVisible(bool(said) or before is not None)
        form.approve_button.setVisible(not plan.is_approved)
        form.approve_button.setEnabled(True)
        newest = self._plans[0] if self._plans else plan
        form.new_button.setVisible(newest.is_approved)
        form.more_button.setVisible(not plan.is_approved)
        form.add_button.setVisible(not plan.is_approved)
        form.items_hint.setVisible(not plan.items)
        form.items_hint.setText(
            "None yet: one for each kind of help, with its goal and who gives it."
            if not plan.is_approved
            else "This version names none."
        )
        self._say_changes(before)

    def _before(self) -> Plan | None:
        if self.plan is None:
            return None
        older = [one for one in self._plans if one.number < self.plan.number]
        return older[0] if older else None

    def _say_changes(self, before: Plan | None) -> None:
        form, plan = self.form, self.plan
        shows = self._compares and before is not None and plan is not None
        self.changes_card.setVisible(shows)
        number = before.number if before is not None else 0
        words = "Hide what changed" if shows else f"&Compare with version {number}"
        form.compare_button.setText(words)
        while (old := self._changes.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not shows or before is None or plan is None:
            return
        kinds = {term.code: term.label for term in self._lists["support_type"].terms}
        changes = support.compare(before, plan, kinds)
        card = _changes_card(changes, number, plan.number)
        self._changes.addWidget(card)
        card.show()

    def _choose(self, row: int) -> None:
        chosen = self.form.version_combo.itemData(row)
        self.flush()
        self.plan = next((one for one in self._plans if one.id == chosen), self.plan)
        self._read()

    def _more(self) -> None:
        menu = QMenu(self)
        drop = QAction(icons.icon("trash-2"), "Drop this draft", menu)
        drop.triggered.connect(self.discard)
        menu.addAction(drop)
        menu.exec(self.form.more_button.mapToGlobal(self.form.more_button.rect().bottomLeft()))


class _Texts(QFrame):
    """What an approved version says, to be read."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.setProperty("pane", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(2)
        said = [(ask.label, str(getattr(plan, ask.field))) for ask in ASKS]
        approved = f"Panel of {say_short(plan.approved_on)}" if plan.approved_on else ""
        by = f", {plan.approved_by}" if plan.approved_by else ""
        for heading, words in (*said, ("Note", plan.note), ("Approved", f"{approved}{by}")):
            if words:
                column.addWidget(WrapLabel(heading, "strong"))
                label = WrapLabel(words, "support")
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(label)
                column.addSpacing(4)


def _centred(chip: Chip) -> QWidget:
    """Return a chip in a holder of a control's height, so that both stand in one line."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 4, 0, 4)
    row.addWidget(chip)
    return holder


def _changes_card(changes: list[Change], before: int, after: int) -> QWidget:
    holder = QWidget()
    holder.setProperty("pane", "sunken")
    column = QVBoxLayout(holder)
    column.setContentsMargins(14, 10, 14, 12)
    column.setSpacing(4)
    title = f"What changed from version {before} to version {after}"
    column.addWidget(
        WrapLabel(title if changes else f"Nothing changed since version {before}", "h3")
    )
    for change in changes:
        column.addSpacing(4)
        kind = "" if change.before and change.after else " (new)" if change.after else " (gone)"
        column.addWidget(WrapLabel(f"{change.where}{kind}", "strong"))
        column.addWidget(DifferenceLabel(change.before, change.after))
    return holder
