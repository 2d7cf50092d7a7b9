"""The intake as a view: steps at the left, one long page in the middle, earlier contacts right.

Everything typed is kept as a draft while it grows; only recording writes a referral.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from prevent_desk.core.clock import local
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model import asks, intake
from prevent_desk.referrals.model.intake import Draft, DraftFile, Linked, Standing
from prevent_desk.referrals.model.people import Decision, LinkKind
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.intake import parts
from prevent_desk.referrals.ui.intake.cards import Cards
from prevent_desk.referrals.ui.intake.match_side import MatchSide
from prevent_desk.referrals.ui.intake.panes import Panes
from prevent_desk.referrals.ui.intake.step_list import StepList
from prevent_desk.referrals.ui.intake.summary import Summary
from prevent_desk.referrals.ui.intake.taking_in import TakingIn
from prevent_desk.ui import forms, tab_order, theme
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.labels import ElidedLabel, Glyph, KeyHint, WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

forms.register(StepList)

VIEW = "intake"
"""Its key in positions."""

_REFERRAL, _ADVICE = "referral", "advice"


class _Form(Form):
    """forms/referrals/intake_view.ui."""

    ui = "referrals/intake_view.ui"
    title_label: QWidget
    kept_label: ElidedLabel
    kind_choice: Segmented
    step_list: StepList
    steps_pane: QWidget
    steps_line: QWidget
    note_glyph: Glyph
    note_label: WrapLabel
    middle_pane: QWidget
    scroll_area: QScrollArea
    cards: QWidget
    summary: QWidget
    summary_glyph: Glyph
    summary_label: WrapLabel
    summary_button: Button
    foot: QWidget
    kept_glyph: Glyph
    foot_label: ElidedLabel
    discard_button: IconButton
    close_button: Button
    record_button: Button
    record_keys: KeyHint


class IntakeView(QWidget):
    """Writes a referral down while the caller talks; satisfies `prevent_desk.ui.page.Page`.

    A position: `{"draft": key}` opens a draft, `{}` begins a new one, `{"danger": True}` begins one
    with somebody in danger, `{"prefill": {"answers": …, "files": […], "source": …}}` one that is
    filled already; with `"same"` in it, its people are ones already known.
    """

    title = "New referral"
    icon = "inbox"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around, self._intake = around, around.services.intake
        self.form = _Form(self)
        self.side = MatchSide(around)
        self.panes = Panes(self, self.form, self.side, around.desk)
        self.autosave = Autosave(self._keep, self)
        self._undecided = 0
        self._last: QWidget | None = None
        self._draft = self._intake.begin()
        self.cards = self._make_cards()
        self.summary = Summary(self.form, self)
        self.taking_in = TakingIn(around, self)
        self._dress()
        self._bind()
        self.show_draft(self._draft)

    # What the room asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return where one is; never a name: a shared screen shows it."""
        return (Command(self.title, lambda: None),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        return [
            Command("Record referral", self.record, "inbox", "Ctrl+Enter", "save finish intake"),
            Command("Somebody is in danger now", self.danger_now, "triangle-alert", "F9", "999"),
            Command("Paste an e-mail", self.taking_in.paste, "clipboard-paste", "Ctrl+Shift+V"),
            Command("Add a file", self.taking_in.choose_files, "file-plus"),
            Command("Close, keep draft", self.leave, "x"),
            Command("Discard this draft", self.discard, "trash-2", by_verb=True),
            Command("Earlier contacts on or off", self.panes.toggle, "panel-right", "F4"),
        ]

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: a further referral, this one stays a draft."""
        return self.begin_new

    def position(self) -> dict[str, Any]:
        """Return the draft on show."""
        return {} if intake.is_blank(self.collect()) else {"draft": self._draft.key}

    def go_to(self, position: dict[str, Any]) -> None:
        """Open a draft, or begin a new one."""
        key = position.get("draft")
        kept = self._intake.draft(key) if isinstance(key, str) else None
        if kept is not None:
            if kept.key != self._draft.key:
                self.flush()
                self.show_draft(kept)
        elif isinstance(position.get("prefill"), dict):
            self.begin_new()
            self._prefill(position["prefill"])
        elif not intake.is_blank(self.collect()):
            self.begin_new()
        if position.get("danger"):
            self.danger_now()

    def flush(self) -> None:
        """Keep what is being typed, and where."""
        focused: QWidget | None = self.window().focusWidget()
        # In a draft nobody has told anything in yet, danger is asked first whatever comes between.
        blank = intake.is_blank(self._draft)
        if focused is not None and self.cards.isAncestorOf(focused) and not blank:
            self._last = focused
        self.autosave.flush()
        self.side.rest()

    def reload(self) -> None:
        """Search anew: who is in the store may be other people now."""
        if self.isVisible():
            self.side.search_now()

    def shown_count(self) -> str:
        """Return "Section 2 of 5"."""
        keys = self.form.step_list.keys()
        now = self.form.step_list.now()
        return f"Section {keys.index(now) + 1} of {len(keys)}" if now in keys else ""

    # The draft on show

    def draft(self) -> Draft:
        """Return the draft as it was last collected."""
        return self._draft

    def show_draft(self, draft: Draft) -> None:
        """Show a draft, as kept or new."""
        self.autosave.forget()
        if (draft.form, draft.form_version) != (self._draft.form, self._draft.form_version):
            self._draft = draft
            self.cards.deleteLater()
            self.cards = self._make_cards()
        self._draft = draft
        self._undecided = 0
        self.summary.clear()
        self.side.show_draft(draft)
        self.form.kind_choice.set_value(_ADVICE if draft.advice else _REFERRAL)
        self.cards.show_draft(draft)
        self._lay_kind()
        kept = self._intake.kept_at(draft.key)
        self._show_kept(f"{local(kept):%H:%M}" if kept else "")
        self._last = None
        self._show_steps()
        self.form.step_list.set_now("danger")
        self.side.seek(0, self.cards.who.person_answers(0), draft.finding)
        self.form.scroll_area.verticalScrollBar().setValue(0)
        self._around.desk.page_changed()

    def begin_new(self) -> None:
        """Keep this draft and begin another."""
        self.flush()
        self.show_draft(self._intake.begin())
        self.begin()

    def keep_now(self) -> None:
        """Keep the draft as it stands; for changes that nobody typed."""
        self.autosave.note()
        self.autosave.flush()

    def begin(self) -> None:
        """Put the keyboard into the first step that is open."""
        today = self._around.clock.today()
        found = intake.steps(self._intake.form(self._draft), self._draft, today)
        still = (one.key for one in found if one.standing in {Standing.OPEN, Standing.URGENT})
        self.go_to_step(next(still, "who"))

    def collect(self) -> Draft:
        """Return the draft as everything stands on the screen."""
        draft = self.cards.take_into(self._draft)
        advice = self.form.kind_choice.value() == _ADVICE
        return replace(draft, advice=advice, links=self.side.links())

    def danger_now(self) -> None:
        """Show what to do at once (F9)."""
        self.cards.danger.say_yes()
        self.cards.show_card("danger")

    # Finishing

    def record(self) -> None:
        """Record what was told; the first time what is not well formed is shown instead."""
        draft = self.collect()
        findings = self.cards.check()
        if not draft.danger:
            self.summary.say("Whether anybody is in danger now is not answered. Answer it first.")
            self.cards.danger.begin()
            self.cards.show_card("danger")
            return
        handed = not asks.unanswered(asks.IMMEDIATE, draft.handed)
        danger = draft.danger == "yes"
        if not self.summary.may_pass(findings, self._undecided, danger=danger, handed=handed):
            return
        self.flush()
        draft = self.collect()
        made = self._around.acts.do(lambda: self._intake.record(draft), None)
        if made is None:
            return
        ref = self._around.services.episodes.episode(made).ref
        self.autosave.forget()
        self.show_draft(self._intake.begin())
        self._around.open_view("desk", {"episode": made})
        kind = "Advice" if draft.advice else "Referral"
        self._around.desk.toast(f"{kind} {ref} recorded", undo=True, icon="inbox")

    def leave(self) -> None:
        """Go back to the list; what was told stays a draft."""
        self.flush()
        blank = intake.is_blank(self.collect())
        self.show_draft(self._intake.begin())
        self._around.open_view("desk", {})
        if not blank:
            self._around.desk.toast("Kept as a draft, on top of the list", icon="file-pen")

    def discard(self) -> None:
        """Forget this draft; the toast brings it back."""
        self.autosave.forget()
        draft = self.collect()
        self._intake.discard(draft.key)
        self.show_draft(self._intake.begin())
        self._around.acts.changed.emit()
        self._around.open_view("desk", {})
        if not intake.is_blank(draft):
            self._around.desk.toast(
                "Draft discarded",
                icon="trash-2",
                link="Bring back",
                act=partial(self._bring_back, draft),
            )

    def _bring_back(self, draft: Draft) -> None:
        self._intake.keep(draft)
        self._around.open_view(VIEW, {"draft": draft.key})

    # Inside

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.cards.isAncestorOf(now):
            return
        self.form.scroll_area.ensureWidgetVisible(now, 0, theme.px(40))
        step = self.cards.step_of(now)
        if step and step != self.form.step_list.now():
            self.form.step_list.set_now(step)
            self._around.desk.page_changed()

    def _make_cards(self) -> Cards:
        form = self._intake.form(self._draft)
        cards = Cards(form, self._around, self.form.scroll_area, self.form.cards)
        holder = self.form.cards.layout() or QVBoxLayout(self.form.cards)
        holder.setContentsMargins(18, 12, 18, 18)
        holder.addWidget(cards)
        cards.changed.connect(self._changed)
        cards.sought.connect(self._seek)
        cards.danger.answered.connect(self._danger_answered)
        cards.who.found_banner.link_clicked.connect(self.panes.show_side)
        cards.person_left_out.connect(self.side.left_out)
        cards.concern.mail_asked.connect(lambda: self.taking_in.paste())
        cards.concern.files_asked.connect(lambda: self.taking_in.choose_files())
        return cards

    def _dress(self) -> None:
        form = self.form
        form.note_glyph.show_icon("keyboard", "text3")
        form.kept_glyph.show_icon("check", "green")
        form.record_keys.setText("Ctrl Enter")
        form.discard_button.set_icon_name("trash-2")
        form.discard_button.name_it("Discard this draft")
        form.kind_choice.setAccessibleName("What is it?")
        form.kind_choice.set_choices(
            [Choice(_REFERRAL, "Referral"), Choice(_ADVICE, "A&dvice only")]
        )
        self.setAcceptDrops(True)

    def _bind(self) -> None:
        form = self.form
        form.record_button.clicked.connect(self.record)
        form.close_button.clicked.connect(self.leave)
        form.discard_button.clicked.connect(self.discard)
        form.kind_choice.chosen.connect(self._kind_chosen)
        form.step_list.chosen.connect(self.go_to_step)
        self.side.decided.connect(self._decided)
        self.side.undecided.connect(self._found)
        self.side.closed.connect(self.panes.toggle)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        for keys, act in (
            ("Ctrl+Return", self.record),
            ("Ctrl+Enter", self.record),
            ("F4", self.panes.toggle),
            ("F6", partial(self.panes.go, 1)),
            ("Shift+F6", partial(self.panes.go, -1)),
            ("Ctrl+Shift+V", self.taking_in.paste),
            ("Ctrl+PgDown", partial(self._step, 1)),
            ("Ctrl+PgUp", partial(self._step, -1)),
            *((f"Alt+{place}", partial(self._go_to_place, place)) for place in range(1, 7)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def go_to_step(self, key: str) -> None:
        """Put the keyboard into a step and show it from its top."""
        self.cards.begin(key)
        self.form.step_list.set_now(key)
        self._around.desk.page_changed()

    def _step(self, by: int) -> None:
        keys = self.form.step_list.keys()
        now = self.form.step_list.now()
        place = keys.index(now) + by if now in keys else 0
        if 0 <= place < len(keys):
            self.go_to_step(keys[place])

    def _go_to_place(self, place: int) -> None:
        keys = self.form.step_list.keys()
        if place <= len(keys):
            self.go_to_step(keys[place - 1])

    def _changed(self, characters: int) -> None:
        self.summary.clear()
        if characters or not self.isVisible():
            # Out of sight only leaving a field changes one: the desk may be closing just then.
            self.autosave.note(max(characters, 1))
        else:
            self.keep_now()
        self._draft = self.collect()
        self._show_steps()

    def _decided(self) -> None:
        self._changed(0)

    def _seek(self, place: int, line: str) -> None:
        self.side.seek(place, self.cards.who.person_answers(place), line)

    def _found(self, undecided: int) -> None:
        if undecided != self._undecided:
            self._undecided = undecided
            self._show_steps()
            self.panes.found(undecided)

    def _danger_answered(self, value: str) -> None:
        if value in {"no", "not_known"}:
            self.cards.begin("who")
            self.form.step_list.set_now("who")

    def _kind_chosen(self, _value: str) -> None:
        self._lay_kind()
        self._changed(0)

    def _lay_kind(self) -> None:
        advice = self.form.kind_choice.value() == _ADVICE
        self.cards.lay(advice=advice)
        self.form.record_button.setText("&Record advice" if advice else "&Record referral")

    def _keep(self) -> None:
        self._draft = self.collect()
        blank = intake.is_blank(self._draft)
        text = "" if blank else intake.to_json(self._draft)
        try:
            self._around.desk.keep_draft(self._draft.key, text)
        except Refused as refused:
            self.form.kept_glyph.show_icon("circle-alert", "red")
            self.form.foot_label.setText(refused.sentence())
            raise
        at = local(self._around.clock.now())
        self._show_kept("" if blank else f"{at:%H:%M}")

    def _show_kept(self, at: str) -> None:
        self.form.kept_label.setText(f"Draft kept {at}" if at else "Nothing kept yet")
        self.form.kept_glyph.show_icon("check", "green" if at else "text3")
        kept = "Kept as a draft, even if the desk locks"
        self.form.foot_label.setText(kept if at else "What you type is kept as a draft at once")

    def _show_steps(self) -> None:
        today = self._around.clock.today()
        form = self._intake.form(self._draft)
        self.form.step_list.show_steps(intake.steps(form, self._draft, today, self._undecided))

    def _prefill(self, told: dict[str, Any]) -> None:
        form = self._intake.form(self._draft)
        person, rest = parts.split(form, dict(told.get("answers", {})))
        files = tuple(DraftFile(**one) for one in told.get("files", ()))
        filled = replace(
            self._draft,
            people=(person,),
            answers=rest,
            files=files,
            links=tuple(_same(one) for one in told.get("same", ())),
            source=str(told.get("source", "")),
        )
        self.show_draft(filled)
        self._intake.keep(filled)
        self.begin()

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus back to where one was, else to the first open question."""
        super().focusInEvent(event)
        last = self._last
        if last is None or not isValid(last) or not last.isVisible():
            self.begin()
        else:
            last.setFocus()

    def focusNextPrevChild(self, on: bool) -> bool:
        """Go on as the eye does: steps, cards from the top, the foot, earlier contacts."""
        return tab_order.go(self.panes.in_order(), forward=on)

    def hideEvent(self, event: QHideEvent) -> None:
        """Search no more while nobody looks."""
        super().hideEvent(event)
        self.side.rest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the panes anew."""
        super().resizeEvent(event)
        self.panes.lay()


def _same(told: dict[str, Any]) -> Linked:
    """Return that a draft's person is one already known: a new referral begun from their record."""
    decision = Decision(told["person_id"], LinkKind.SAME, told["reason"])
    return Linked(told["place"], decision, told["name"])
