"""The pane at the right of a record: earlier contacts of its people, the comment on the pattern."""

from __future__ import annotations

import secrets
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.earlier import Card, Told
from prevent_desk.referrals.model.people import Decision, LinkKind, Times
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.earlier.match_list import MatchList
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.button import IconButton
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.labels import Glyph, IconLabel, Rule, WrapLabel

_SAID = {
    LinkKind.SAME: "Linked as the same person",
    LinkKind.NOT_SAME: "Recorded as not the same person",
    LinkKind.RELATIVE: "Recorded as a relative",
}


class EarlierPane(QWidget):
    """Shows earlier contacts of a referral's people; satisfies `ui.panes.SidePane`.

    Signals:
        closed: It shall go out of sight; F4 brings it back.
    """

    closed = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._around = around
        self._episode: int | None = None
        self._asked = 0
        self._visit = ""
        self.lists: list[MatchList] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(Rule())
        inside = QWidget()
        inside.setProperty("pane", "surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(14, 2, 14, 14)
        self._column.setSpacing(0)
        self._matches = QVBoxLayout()
        self._matches.setSpacing(0)
        self._column.addLayout(self._matches)
        self._pattern = self._pattern_part()
        self._column.addStretch(1)
        self.scrolled = QScrollArea()
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self.scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scrolled.setWidget(inside)
        column.addWidget(self.scrolled, 1)
        # Below the cards and not among them: what is still needed is never out of sight.
        column.addWidget(self._pattern)
        self.autosave = Autosave(self._keep_pattern, self)
        self.autosave.watch(self.pattern_edit)
        self.pattern_edit.installEventFilter(self)
        self.show_episode(None)

    # What the view of list and record asks

    def widget(self) -> QWidget:
        """Return the pane itself."""
        return self

    def show_episode(self, episode_id: int | None) -> None:
        """Show what is known of the people of a referral from before."""
        if episode_id != self._episode:
            self.flush()
            self._clear()
        self._episode = episode_id
        self.reload()

    def flush(self) -> None:
        """Keep the comment on the pattern."""
        self.autosave.flush()

    def reload(self) -> None:
        """Compare again, beside the window; what is on show stays until that is done."""
        self._asked += 1
        episode_id, asked = self._episode, self._asked
        if episode_id is None or not self._around.services.episodes.is_there(episode_id):
            self._clear()
            return
        self._show_pattern(episode_id)
        if not self.lists:
            self._wait()

        def work(_report: Report, _stopped: Stopped) -> tuple[Told, ...]:
            return self._around.services.earlier.of(episode_id)

        jobs.run(work, self, done=partial(self._compared, asked), failed=self._not_compared)

    # The contacts

    def _compared(self, asked: int, told: tuple[Told, ...]) -> None:
        if asked != self._asked:
            return
        people = [one.person.id if one.person else 0 for one in told]
        if people != [self._person_of(one) for one in self.lists]:
            self._lay(told)
        for shown, one in zip(self.lists, told, strict=True):
            shown.show_told(one)

    def _lay(self, told: tuple[Told, ...]) -> None:
        self._empty()
        for place, one in enumerate(told):
            if len(told) > 1:
                heading = WrapLabel(one.person.name if one.person else "", "h2")
                heading.setContentsMargins(0, 12, 0, 0)
                if place:
                    self._matches.addWidget(Rule())
                self._matches.addWidget(heading)
            shown = MatchList(self._around)
            shown.decided.connect(partial(self._decide, one.person.id if one.person else 0))
            shown.taken_back.connect(self._take_back)
            self._matches.addWidget(shown)
            self.lists.append(shown)

    def _decide(self, person_id: int, decision: Decision, _name: str) -> None:
        people = self._around.services.people
        self._around.acts.do(
            lambda: bool(people.decide(person_id, [decision])), False, said=_SAID[decision.kind]
        )

    def _take_back(self, card: Card) -> None:
        link = card.link
        if link is not None:
            people = self._around.services.people
            self._around.acts.do(lambda: people.unlink(link.id), None, said="Link taken back")

    def _not_compared(self, error: BaseException) -> None:
        self._empty()
        if isinstance(error, Refused):
            return
        told = messages.words_for(error)
        self._matches.addWidget(WrapLabel(told.title, "h3"))
        self._matches.addWidget(WrapLabel(told.words, "support"))

    def _wait(self) -> None:
        self._empty()
        waiting = IconLabel("Comparing…", "search", ink="text3")
        waiting.setContentsMargins(0, 10, 0, 10)
        self._matches.addWidget(waiting)

    def _clear(self) -> None:
        self._empty()
        self._pattern.hide()

    def _empty(self) -> None:
        self.lists = []
        while (item := self._matches.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _person_of(self, shown: MatchList) -> int:
        told = shown.told()
        return told.person.id if told is not None and told.person is not None else 0

    # The comment on the pattern

    def _show_pattern(self, episode_id: int) -> None:
        times = self._around.services.people.times(episode_id)
        words = self._around.services.episodes.episode(episode_id).pattern
        self._pattern.setVisible(times.may_have_pattern or bool(words))
        self.pattern_edit.setPlaceholderText(
            "Write the comment…" if times.needs_pattern else "Not asked for before the third"
        )
        self._say_needed(times, words)
        if not self.autosave.is_pending and self.pattern_edit.toPlainText().strip() != words:
            self.autosave.pause()
            self.pattern_edit.setPlainText(words)
            self.autosave.resume()

    def _say_needed(self, times: Times, words: str) -> None:
        self.needed_row.setVisible(times.needs_pattern and not words.strip())
        number = times.words.lower()
        self.needed_label.setText(f"Needed before the panel: why is this a {number}?")

    def _keep_pattern(self) -> None:
        episode_id = self._episode
        if episode_id is None:
            return
        people = self._around.services.people
        words = self.pattern_edit.toPlainText()
        was = people.needs_pattern(episode_id)
        people.set_pattern(episode_id, words, group=self._visit)
        self._around.desk.saved()
        if was != people.needs_pattern(episode_id):
            self._around.acts.changed.emit()

    def _head(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(14, 8, 8, 8)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.addWidget(WrapLabel("Earlier contacts", "h2"), 1)
        self.close_button = IconButton("x", "Hide earlier contacts", shortcut="F4")
        self.close_button.clicked.connect(self.closed)
        row.addWidget(self.close_button)
        column.addLayout(row)
        column.addWidget(WrapLabel("Open, closed, refused and transferred records", "small"))
        return head

    def _pattern_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(14, 0, 14, 12)
        column.setSpacing(5)
        column.addWidget(Rule())
        column.addSpacing(4)
        column.addWidget(WrapLabel("Comment on the pattern", "h3"))
        self.needed_row = QWidget()
        row = QHBoxLayout(self.needed_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Glyph("circle-alert", "red", 15), 0, Qt.AlignmentFlag.AlignTop)
        self.needed_label = WrapLabel("", "strong")
        self.needed_label.setProperty("tone", "red")
        row.addWidget(self.needed_label, 1)
        column.addWidget(self.needed_row)
        self.pattern_edit = TextEdit(lines=3, placeholder="Write the comment…")
        self.pattern_edit.setAccessibleName("Comment on the pattern")
        column.addWidget(self.pattern_edit)
        return part

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make each visit to the comment one undo."""
        if watched is self.pattern_edit and event.type() == QEvent.Type.FocusIn:
            self._visit = secrets.token_hex(8)
        return super().eventFilter(watched, event)
