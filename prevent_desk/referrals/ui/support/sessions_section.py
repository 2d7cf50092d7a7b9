"""Sessions: a quick line to log one, how many there are of what was planned, and each of them."""

from __future__ import annotations

import json
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.core.questionnaire import as_date
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model import sessions
from prevent_desk.referrals.model.corrected import replaced
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.sessions import Result, Session
from prevent_desk.referrals.model.support import Item, short_kind
from prevent_desk.referrals.model.support_form import (
    item_list,
    session_answers,
    session_form,
    words_form,
)
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.entry_card import EntryCard, open_drafts
from prevent_desk.referrals.ui.record_row import Act, RecordList, Shown
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_DRAFTS = "referrals/sessions/"
_LOOKS = {
    Result.HELD: ("circle-check", "green"),
    Result.NOT_ATTENDED: ("user-x", "amber"),
    Result.CANCELLED: ("calendar-x", "grey"),
    Result.ERROR: ("x", "grey"),
}


class _Form(Form):
    """forms/referrals/sessions_section.ui."""

    ui = "referrals/sessions_section.ui"
    scroll_area: QScrollArea
    inside: QWidget
    counts_place: QVBoxLayout
    quick_line: QWidget
    quick_row: QWidget
    item_combo: Combo
    result_choice: Segmented
    words_edit: QLineEdit
    log_button: Button
    quick_error: WrapLabel
    entry_place: QVBoxLayout
    rows_place: QVBoxLayout
    empty_label: WrapLabel


class SessionsSection(QWidget):
    """Logs and shows sessions; Enter in the quick line logs."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around, self._service = around, around.services.sessions
        self._episode: Episode | None = None
        self._sessions: list[Session] = []
        self._items: list[Item] = []
        self._names: dict[str, str] = {}
        self._about: tuple[str, int] | None = None
        self.form = form = _Form(self)
        self.day_edit = DateEdit(around.clock.today)
        flow = FlowLayout(form.quick_row)
        for part in (self.day_edit, form.item_combo, form.result_choice):
            flow.addWidget(part)
        self._is_picked = False
        form.item_combo.activated.connect(self._pick)
        self.day_edit.setAccessibleName("Day of the session")
        form.quick_error.setProperty("tone", "red")
        form.quick_error.hide()
        form.result_choice.set_choices(
            [
                Choice(Result.HELD.value, "&Held"),
                Choice(Result.NOT_ATTENDED.value, "No&t attended"),
                Choice(Result.CANCELLED.value, "Cancelled"),
            ]
        )
        self.entry = EntryCard(around.desk, self._lists, around.clock.today, form.inside)
        form.entry_place.addWidget(self.entry)
        self.rows = RecordList()
        form.rows_place.addWidget(self.rows)
        self._autosave = Autosave(self._keep_quick, self)
        self._autosave.watch(form.words_edit)
        form.log_button.clicked.connect(self.log)
        self.day_edit.refused.connect(self._refuse)
        self.day_edit.textEdited.connect(lambda _text: self._refuse(""))
        self.entry.asked.connect(self._record)

    # What the tab asks

    def show_episode(self, episode: Episode) -> None:
        """Show a referral's sessions; what was being typed for it comes back."""
        is_new = self._episode is None or self._episode.id != episode.id
        if is_new:
            self.flush()
            self.entry.close_it()
            self._is_picked = False
        self._episode = episode
        self._read()
        if is_new:
            self._begin_quick()
            self._bring_back()

    def flush(self) -> None:
        """Keep what is typed."""
        self._autosave.flush()
        self.entry.flush()

    def focus_first(self) -> None:
        """Put the keyboard into the quick line."""
        self.day_edit.setFocus()
        self.day_edit.selectAll()

    # Acts

    def log(self) -> None:
        """Log what stands in the quick line."""
        if self._episode is None or not self.day_edit.take():
            return
        on, form = self.day_edit.day(), self.form
        if on is None:
            self._refuse("Say on which day it was: only what has a day counts.")
            self.day_edit.setFocus()
            return
        if on > self._around.clock.today():
            self._refuse(f"{say_short(on)} is still to come. Log it on the day.")
            self.day_edit.setFocus()
            return
        episode_id, words = self._episode.id, form.words_edit.text()
        result = Result(form.result_choice.value() or Result.HELD.value)
        item = str(form.item_combo.currentData() or "")
        made = self._around.acts.do(
            lambda: self._service.log(episode_id, item, on, result, words),
            0,
            said=f"Session of {say_short(on)} logged",
        )
        if made:
            self._autosave.forget()
            self._around.desk.keep_draft(self._quick_key(), "")
            self._begin_quick()
            self._read()
            self.focus_first()

    def write_up(self, one: Session) -> None:
        """Ask what came of a session that was only logged."""
        self._about = ("write", one.id)
        self.entry.open(
            words_form("What came of it"),
            {"words": one.words} if one.words else {},
            title=f"Write up the session of {say_short(one.on)}",
            verb="&Write up",
            key=f"{_DRAFTS}{self._episode_id()}/write/{one.id}",
        )

    def correct(self, one: Session) -> None:
        """Ask what stands in place of a session."""
        self._about = ("correct", one.id)
        self.entry.open(
            session_form(),
            session_answers(one),
            title=f"Correct the session of {say_short(one.on)}",
            verb="&Record correction",
            key=f"{_DRAFTS}{self._episode_id()}/correct/{one.id}",
            hint="The line stays as it was; this one counts in its place.",
        )

    def _record(self) -> None:
        if self._about is None or self._episode is None:
            return
        act, session_id = self._about
        answers, episode_id = self.entry.answers(), self._episode.id
        words = str(answers.get("words", ""))
        if act == "write":
            if not words.strip():
                self.entry.refuse({"words": "Write what came of the session."})
                return

            def write_up() -> int:
                self._service.write_up(session_id, words)
                return session_id

            made = self._around.acts.do(write_up, 0, said="Session written up")
        else:
            on, result = as_date(answers.get("on")), answers.get("result")
            if on is None or on > self._around.clock.today():
                self.entry.refuse({"on": "Say on which day it was, not one to come."})
                return
            if result not in set(Result):
                self.entry.refuse({"result": "Say how it went."})
                return
            item = str(answers.get("item", ""))
            made = self._around.acts.do(
                lambda: self._service.log(
                    episode_id, item, on, Result(str(result)), words, corrects=session_id
                ),
                0,
                said="Session corrected; the earlier line is kept",
            )
        if made:
            self.entry.finish()
            self._read()
            self.focus_first()

    # Inside

    def _read(self) -> None:
        if self._episode is None:
            return
        episode_id = self._episode.id
        self._sessions = self._service.of(episode_id)
        self._items = self._around.services.supports.items(episode_id)
        kinds = self._around.services.forms.list_of("support_type")
        self._names = {
            item.lineage: " · ".join(
                part for part in (short_kind(kinds.label(item.kind)), item.provider) if part
            )
            or "A piece of support"
            for item in self._items
        }
        self._fill_items()
        self._show_counts()
        self.rows.show_records(self._shown())
        self.form.empty_label.setVisible(not self._sessions)

    def _fill_items(self) -> None:
        combo = self.form.item_combo
        chosen = combo.currentData() if self._is_picked else None
        combo.clear()
        for lineage, words in self._names.items():
            combo.addItem(words, lineage)
        combo.addItem("Not of the plan", "")
        row = combo.findData(chosen) if chosen is not None else 0
        combo.setCurrentIndex(max(row, 0))
        combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(13)

    def _pick(self, _row: int) -> None:
        self._is_picked = True

    def _show_counts(self) -> None:
        place = self.form.counts_place
        while (old := place.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        whole = sessions.total(self._sessions, self._items)
        labels = [WrapLabel(f"Sessions: {whole.words}", "h2")]
        for item in self._items if len(self._items) > 1 else ():
            of = sessions.count(self._sessions, item).words
            labels.append(WrapLabel(f"{self._names[item.lineage]}: {of}", "support"))
        for label in labels:
            place.addWidget(label)
            label.show()

    def _shown(self) -> list[Shown]:
        gone = replaced(self._sessions)
        ordered = sorted(self._sessions, key=lambda one: (one.on, one.id), reverse=True)
        return [self._row(one, is_gone=one.id in gone) for one in ordered]

    def _row(self, one: Session, *, is_gone: bool) -> Shown:
        icon, tone = _LOOKS[one.result]
        acts = []
        if one.waits_for_record and not is_gone:
            acts.append(Act("Write up…", partial(self.write_up, one), "file-pen"))
        if not is_gone:
            acts.append(Act("Correct…", partial(self.correct, one)))
        note = "Held, not written up." if one.waits_for_record else ""
        if is_gone:
            note = "Corrected later; it no longer counts."
        elif one.result is Result.ERROR:
            note = "Logged by mistake; it does not count."
        by = "you" if one.by == self._around.services.by() else one.by
        name = self._names.get(one.item, "") or "Not of the plan"
        return Shown(
            f"{say_short(one.on)} · {name}",
            one.result.words,
            icon,
            "grey" if is_gone else tone,
            by,
            [("", one.words)] if one.words else [],
            acts,
            note,
        )

    def _lists(self) -> Vocabularies:
        return {**self._around.services.forms.vocabularies(), "items": item_list(self._names)}

    def _episode_id(self) -> int:
        return self._episode.id if self._episode is not None else 0

    def _refuse(self, words: str) -> None:
        self.form.quick_error.setText(words)
        self.form.quick_error.setVisible(bool(words))

    # The quick line

    def _quick_key(self) -> str:
        return f"referrals/quick_session/{self._episode_id()}"

    def _begin_quick(self) -> None:
        """Begin with today and what is usual, or with what was typed and not logged."""
        self._autosave.forget()
        self._refuse("")
        self.day_edit.set_day(self._around.clock.today())
        self.form.result_choice.set_value(Result.HELD.value)
        self.form.words_edit.clear()
        draft = self._around.desk.draft(self._quick_key())
        if draft is None:
            return
        try:
            kept = json.loads(draft[0])
        except ValueError:
            return
        if isinstance(kept, dict):
            self.form.words_edit.setText(str(kept.get("words", "")))
            self.form.result_choice.set_value(str(kept.get("result", Result.HELD.value)))
            self.day_edit.set_day(as_date(kept.get("on")) or self._around.clock.today())
            self.form.item_combo.setCurrentIndex(
                max(self.form.item_combo.findData(kept.get("item", "")), 0)
            )

    def _keep_quick(self) -> None:
        words = self.form.words_edit.text()
        day = self.day_edit.day()
        kept = {
            "words": words,
            "result": self.form.result_choice.value(),
            "on": day.isoformat() if day else "",
            "item": self.form.item_combo.currentData() or "",
        }
        self._around.desk.keep_draft(self._quick_key(), json.dumps(kept) if words else "")

    def _bring_back(self) -> None:
        prefix = f"{_DRAFTS}{self._episode_id()}/"
        for key in open_drafts(self._around.desk, prefix):
            act, _, number = key.removeprefix(prefix).partition("/")
            one = next((one for one in self._sessions if str(one.id) == number), None)
            if one is not None:
                (self.write_up if act == "write" else self.correct)(one)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Log with Enter from any part of the quick line."""
        here = self.window().focusWidget()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self.form.quick_line.isAncestorOf(here):
            self.log()
        else:
            super().keyPressEvent(event)
