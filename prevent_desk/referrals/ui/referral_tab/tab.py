"""The tab "Referral": the answers as given, section by section; added to, never written over.

Who told stands in a card of its own; where they asked not to be named it is shown on purpose only,
and the audit trail says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.questionnaire import Answers, Questionnaire, Section
from prevent_desk.referrals.model.records import Episode, Referrer
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.entry_card import EntryCard, open_drafts
from prevent_desk.referrals.ui.referral_tab import told
from prevent_desk.referrals.ui.referral_tab.referrer_card import ReferrerCard
from prevent_desk.ui.page import Command
from prevent_desk.ui.questionnaire.answer_edit import Setting
from prevent_desk.ui.questionnaire.section import ReadCard
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import WrapLabel

_DRAFTS = "referrals/addition/"
_TOLD = "told"


class ReferralTab(QWidget):
    """Shows a recorded form; satisfies `around.Tab`."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._episode: Episode | None = None
        self._shown: Referrer | None = None
        self._asking = ""
        self._read: tuple[Episode, Referrer | None] | None = None
        self.cards: dict[str, ReadCard] = {}
        self.referrer_card: ReferrerCard | None = None
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        inside.setProperty("pane", "canvas")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(10)
        self.intro = WrapLabel("", "small")
        self._column.addWidget(self.intro)
        self.entry = EntryCard(
            around.desk, around.services.forms.vocabularies, around.clock.today, inside
        )
        self.entry.asked.connect(self.record)
        self.entry.closed.connect(self._closed)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self._area = area

    # What the record asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def show_episode(self, episode: Episode) -> None:
        """Show a referral's form; what was being added to it comes back."""
        is_new = self._episode is None or self._episode.id != episode.id
        if is_new:
            self.entry.close_it()
            self._shown = None
        elif self._shown is not None:
            self._shown = self._around.services.episodes.referrer(episode.id)
        self._episode = episode
        if not episode.is_anonymous:
            self._shown = self._around.services.episodes.referrer(episode.id)
        if self._read != (episode, self._shown):
            self._read = (episode, self._shown)
            self._fill()
        if is_new:
            self._bring_back()

    def badge(self, episode: Episode) -> int:
        """Return nothing: answers are not counted."""
        return 0

    def flush(self) -> None:
        """Keep what is typed."""
        self.entry.flush()

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the form."""
        if self._episode is None:
            return ()
        found = [
            Command(f"Add to “{section.title}”", partial(self.add_to, section.key), "pencil")
            for section in self._sections()
        ]
        if self._shown is None:
            found.append(Command("Show who told us", self.show_referrer, "lock-open"))
        found.append(Command("Log feedback to the referrer", self.log_feedback, "send"))
        return found

    # Acts

    def add_to(self, section_key: str) -> None:
        """Ask one section again, with its answers: to add to them or correct them."""
        section = next((one for one in self._sections() if one.key == section_key), None)
        if section is None or self._episode is None:
            return
        self._asking = section_key
        self._put_entry(self._place_of(section_key))
        form = self._form()
        self.entry.open(
            Questionnaire(
                form.code, form.version, "", (Section(section.key, "", section.questions),)
            ),
            self._answers_of(section),
            title=f"Add to “{section.title}”",
            verb="&Add to the form",
            key=f"{_DRAFTS}{self._episode.id}/{section_key}",
            hint="What stood here before stays readable in the timeline.",
        )
        self._hide_card(section_key)
        self._show_entry()

    def log_feedback(self) -> None:
        """Ask what the referrer was told, and when."""
        if self._episode is None:
            return
        self._asking = _TOLD
        self._put_entry(self._column.count() - 1)
        self.entry.open(
            told.FORM,
            {"on": self._around.clock.today().isoformat()},
            title="Feedback to the referrer",
            verb="&Log feedback",
            key=f"{_DRAFTS}{self._episode.id}/{_TOLD}",
            hint="Say nothing here that would tell who they are.",
        )
        self._show_entry()

    def show_referrer(self) -> None:
        """Show who told; where they asked not to be named, the audit trail says that it was."""
        if self._episode is None:
            return
        key = self._episode.id
        found = self._around.acts.do(lambda: self._around.services.referrers.open(key), None)
        if found is not None:
            self._shown = found
            self._read = (self._episode, found)
            self._fill()
            if self.referrer_card is not None:
                self.referrer_card.setFocus()

    def record(self) -> None:
        """Write what stands in the open card."""
        episode = self._episode
        if episode is None:
            return
        done = self._record_told(episode) if self._asking == _TOLD else self._record_more(episode)
        if done:
            self.entry.finish()
            self._again()

    def _record_told(self, episode: Episode) -> bool:
        answers = self.entry.answers()
        if self.entry.refuse(told.wrong(answers)):
            return False
        on, words = told.taken(answers)
        tell = partial(self._around.services.referrers.tell, episode.id, on, words)
        said = f"Feedback to the referrer of {episode.ref} logged"
        return self._around.acts.do(tell, failed=False, said=said) is not False

    def _record_more(self, episode: Episode) -> bool:
        section = next(one for one in self._sections() if one.key == self._asking)
        keys = [question.key for question in section.questions]
        add = partial(self._around.services.additions.add, episode.id, self.entry.answers(), keys)
        found = self._around.acts.do(add, None)
        if found:
            self._around.desk.toast(f"Added to the form of {episode.ref}", undo=True)
        return found is not None

    # Inside

    def _form(self) -> Questionnaire:
        episode = self._episode
        forms = self._around.services.forms
        if episode is None or not forms.knows(episode.form, episode.form_version):
            return forms.form("referral")
        return forms.form(episode.form, episode.form_version)

    def _sections(self) -> list[Section]:
        """Return the sections that may be shown: those about the referrer once they are open."""
        shown = self._shown is not None
        return [
            _without_promises(one)
            for one in self._form().sections
            if one.about != "referrer" or shown
        ]

    def _answers_of(self, section: Section) -> Answers:
        if self._episode is None:
            return {}
        stands = {**self._episode.answers}
        if self._shown is not None:
            stands |= self._shown.answers or {}
        keys = {question.key for question in section.questions}
        return {key: one for key, one in stands.items() if key in keys}

    def _fill(self) -> None:
        episode = self._episode
        if episode is None:
            return
        self._empty()
        self.intro.setText(told.intro(episode, self._form(), self._around.services.forms))
        forms = self._around.services.forms
        setting = Setting(forms.vocabularies(), self._around.clock.today)
        for section in self._form().sections:
            if section.about != "referrer":
                self._add_card(_without_promises(section), setting)
        self.referrer_card = ReferrerCard(self._shown, setting, self._form())
        self.referrer_card.open_asked.connect(self.show_referrer)
        self.referrer_card.feedback_asked.connect(self.log_feedback)
        self.referrer_card.add_asked.connect(self.add_to)
        self._column.addWidget(self.referrer_card)
        self._column.addStretch(1)
        if self.entry.key:
            self._put_entry(self._place_of(self._asking))
            self._hide_card(self._asking)

    def _add_card(self, section: Section, setting: Setting) -> None:
        card = ReadCard(section, setting, self._answers_of(section))
        button = Button("Add", "pencil", "link", small=True)
        button.setAccessibleName(f"Add to {section.title}")
        button.clicked.connect(partial(self.add_to, section.key))
        card.head_row.addWidget(button)
        self.cards[section.key] = card
        self._column.addWidget(card)

    def _empty(self) -> None:
        self.cards.clear()
        self.referrer_card = None
        for place in reversed(range(self._column.count())):
            item = self._column.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is self.intro:
                continue
            self._column.takeAt(place)
            if widget is not None and widget is not self.entry:
                widget.hide()
                widget.deleteLater()

    def _place_of(self, section_key: str) -> int:
        card = self.cards.get(section_key)
        if card is None:
            return max(1, self._column.count() - 1)
        return self._column.indexOf(card)

    def _put_entry(self, place: int) -> None:
        self.entry.close_it()
        self._column.removeWidget(self.entry)
        self._column.insertWidget(place, self.entry)

    def _show_entry(self) -> None:
        # Once it has its height.
        QTimer.singleShot(0, self, self._scroll_to_entry)

    def _scroll_to_entry(self) -> None:
        bar = self._area.verticalScrollBar()
        top, bottom = self.entry.y(), self.entry.y() + self.entry.height()
        if not bar.value() <= top < bottom <= bar.value() + self._area.viewport().height():
            bar.setValue(max(0, top - 10))

    def _hide_card(self, section_key: str) -> None:
        card = self.cards.get(section_key)
        if card is not None:
            card.hide()

    def _closed(self) -> None:
        for card in self.cards.values():
            card.show()

    def _again(self) -> None:
        if self._episode is not None:
            self.show_episode(self._around.services.episodes.episode(self._episode.id))
            self._closed()

    def _bring_back(self) -> None:
        if self._episode is None:
            return
        for key in open_drafts(self._around.desk, f"{_DRAFTS}{self._episode.id}/"):
            section = key.rpartition("/")[2]
            if section == _TOLD:
                self.log_feedback()
                return
            if any(one.key == section for one in self._sections()):
                self.add_to(section)
                return


def _without_promises(section: Section) -> Section:
    """Return a section without what belongs to who told: it stands in their card."""
    if section.about == "referrer":
        return section
    own = tuple(one for one in section.questions if not one.fills.startswith("referrer."))
    return replace(section, questions=own)
