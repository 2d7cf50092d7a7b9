"""The questions of a decision, a row each; a row is on show only where it applies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from prevent_desk.panels.model import deciding
from prevent_desk.panels.model.deciding import CaseFacts
from prevent_desk.panels.model.records import Decision
from prevent_desk.panels.ui.desk.due_line import DueLine
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.readers import shipped
from prevent_desk.ui import theme
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.widgets.editors import NumberBox, TextEdit
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_SHORT = {
    deciding.ADOPT: ("Offer support", "green"),
    deciding.DEFER: ("Defer", "amber"),
    deciding.NOT_ADOPT: ("Do not adopt", ""),
    deciding.CONTINUE: ("Goes on", "green"),
    deciding.CHANGE: ("Goes on, changed", "amber"),
    deciding.EXIT: ("Ends", ""),
    deciding.CLOSED: ("Nothing more due", "green"),
    deciding.REOPEN: ("Concern again", "amber"),
    deciding.UNANIMOUS: ("Unanimous", ""),
    deciding.MAJORITY: ("Majority", ""),
    deciding.CHAIR: ("Chair decided", ""),
}
_LABELS = {
    "code": "Decision",
    "words": "In words",
    "rationale": "Rationale",
    "how": "How decided",
    "votes": "Votes",
    "needed": "Awaited",
    "consent": "Consent",
    "asker": "Who asks",
    "asked_how": "How and when",
    "health_asked": "Health or social care considered?",
    "health_outcome": "What came of it",
    "risk": "Risk",
    "change": "Change since last",
    "plan_changes": "Support plan",
    "next_review": "Next review",
    "teller": "Who tells the referrer",
    "told_what": "What they are told",
    "pattern": "Pattern",
}
_HINTS = {
    "words": "Offer support, subject to consent of a parent",
    "rationale": "Why, on what was said today",
    "needed": "View of CAMHS, by the next panel",
    "consent": "Position as minuted",
    "asker": "Agency or role",
    "asked_how": "Home visit, by Fri 5 Dec",
    "health_outcome": "Referral to CAMHS agreed; GP told",
    "risk": "The panel’s view; update of the police",
    "change": "Against the last assessment",
    "plan_changes": "Nature of support, who gives it, how and when",
    "teller": "Agency, or “nobody”",
    "told_what": "That it was looked at, no details",
    "pattern": "What several referrals say together",
}
_LONG = frozenset({"rationale", "risk", "change", "plan_changes", "pattern"})
_MOST_VOTES = 40


class DecisionFields(QWidget):
    """Shows a decision, and tells what is typed by `keep`, part by part.

    Signals:
        grown: It needs another height.
        done: Ctrl+Enter in one of its texts.
    """

    grown = Signal()
    done = Signal()

    def __init__(self, hub: Hub, keep: Callable[..., None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._keep = hub, keep
        self._purpose: str | None = None
        self._is_showing = False
        self._agencies = QStringListModel(self)
        self._lists = shipped.vocabularies()
        self.rows: dict[str, tuple[QLabel, QWidget]] = {}
        self.lines: dict[str, QLineEdit | TextEdit] = {}
        self._saves: dict[str, Autosave] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 2, 14, 10)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._make()
        self._grid.setRowStretch(len(self.rows), 1)

    # What is shown

    def show_decision(self, decision: Decision, facts: CaseFacts) -> None:
        """Show a decision and ask what applies; a line that is typed into keeps its words."""
        self._is_showing = True
        self._offer_codes(facts.purpose)
        self.code.set_value(decision.code)
        self.how.set_value(decision.how)
        self.health.set_value(decision.health_asked)
        for name, line in self.lines.items():
            self._show_words(name, line, getattr(decision, name))
        for box, votes in (
            (self.votes_for, decision.votes_for), (self.votes_against, decision.votes_against),
        ):  # fmt: skip
            box.setValue(-1 if votes is None else votes)
        if not self.review.hasFocus():
            self.review.show_day(decision.next_review)
        wanted = set(deciding.asked(decision, facts))
        for part, (label, editor) in self.rows.items():
            label.setVisible(part in wanted)
            editor.setVisible(part in wanted)
        self._is_showing = False
        self.grown.emit()

    def mark(self, lacking: Mapping[str, str]) -> None:
        """Show by their labels which parts are needed still."""
        for part, (label, editor) in self.rows.items():
            tone = "red" if part in lacking else ""
            if (label.property("tone") or "") != tone:
                theme.restyle(label, tone=tone)
            editor.setAccessibleDescription(lacking.get(part, ""))
            label.setToolTip(lacking.get(part, ""))

    def offer_agencies(self, agencies: Sequence[str]) -> None:
        """Complete who asks and who tells by the agencies of the room."""
        self._agencies.setStringList([*agencies, deciding.NOBODY])

    def set_read_only(self, *, on: bool) -> None:
        """Let it be read only, once the minutes are sealed."""
        self.setEnabled(not on)

    def focus(self, part: str) -> None:
        """Put the keyboard at a part; at the decision itself where it is not asked."""
        editor = self.rows.get(part, self.rows["code"])[1]
        if editor.isHidden():
            editor = self.rows["code"][1]
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Keep what is being typed."""
        for save in self._saves.values():
            save.flush()

    def wanted_height(self) -> int:
        """Return the height all that is asked needs."""
        return self._grid.totalMinimumSize().height()

    # Inside

    def _make(self) -> None:
        self.code = Segmented((), "Decision")
        self.code.chosen.connect(lambda value: self._tell(code=value))
        self.how = Segmented(
            tuple(
                Choice(one, _SHORT[one][0])
                for one in (deciding.UNANIMOUS, deciding.MAJORITY, deciding.CHAIR)
            ),
            "How it was decided",
        )
        self.how.chosen.connect(self._take_how)
        self.health = Segmented((Choice("yes", "Yes"), Choice("no", "No")), _LABELS["health_asked"])
        self.health.chosen.connect(lambda value: self._tell(health_asked=value))
        services = self._hub.around.services
        self.review = DueLine(self._hub.around.clock.today, services.referrals.clocks.working_days)
        made: dict[str, QWidget] = {
            "code": self.code,
            "how": self.how,
            "votes": self._votes(),
            "health_asked": self.health,
            "next_review": self._review(),
        }
        for row, part in enumerate(deciding.PLACES):
            self._add(row, part, made.get(part) or self._line(part))

    def _add(self, row: int, part: str, editor: QWidget) -> None:
        label = QLabel(_LABELS[part])
        label.setProperty("t", "strong")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFixedWidth(theme.px(118))
        editor.setAccessibleName(deciding.PLACES[part].capitalize())
        top = part in _LONG
        flag = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(label, row, 0, flag)
        self._grid.addWidget(editor, row, 1)
        self.rows[part] = (label, editor)

    def _line(self, part: str) -> QLineEdit | TextEdit:
        line: QLineEdit | TextEdit
        if part in _LONG:
            lines = 2 if part == "rationale" else 1
            line = TextEdit(lines=lines, most_lines=6, placeholder=_HINTS.get(part, ""))
            line.finished.connect(self.done)
        else:
            line = QLineEdit()
            line.setPlaceholderText(_HINTS.get(part, ""))
            line.setProperty("sz", "s")
        if part in {"asker", "teller"} and isinstance(line, QLineEdit):
            completer = QCompleter(self._agencies, line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(lambda _text, part=part: self._saves[part].note())
            line.setCompleter(completer)
        self.lines[part] = line
        save = self._saves[part] = Autosave(partial(self._keep_line, part), self)
        save.watch(line)
        return line

    def _votes(self) -> QWidget:
        self.votes_for, self.votes_against = NumberBox(), NumberBox()
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for box, words, name in (
            (self.votes_for, "for", "votes_for"),
            (self.votes_against, "against", "votes_against"),
        ):
            box.setRange(-1, _MOST_VOTES)
            # The least value stands for "nobody said": no votes and none counted are two things.
            box.setSpecialValueText(" ")
            box.setAccessibleName(f"Votes {words}")
            box.valueChanged.connect(partial(self._take_votes, name))
            row.addWidget(box)
            row.addWidget(QLabel(words))
        self.votes_told = ElidedLabel("", "small")
        row.addWidget(self.votes_told, 1)
        holder.setFocusProxy(self.votes_for)
        return holder

    def _review(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.review.setPlaceholderText("in 4 weeks")
        self.review.setProperty("sz", "s")
        self.review.setAccessibleName("Next review")
        told = ElidedLabel("", "small")
        row.addWidget(self.review, 1)
        row.addWidget(told, 1)
        self.review.read.connect(told.setText)
        self.review.textEdited.connect(lambda _text: self._take_review())
        self.review.installEventFilter(self)
        holder.setFocusProxy(self.review)
        return holder

    def _offer_codes(self, purpose: str) -> None:
        if purpose == self._purpose:
            return
        self._purpose = purpose
        _list, codes = deciding.codes(purpose)
        self.code.set_choices([Choice(one, _SHORT[one][0], tone=_SHORT[one][1]) for one in codes])

    def _show_words(self, name: str, line: QLineEdit | TextEdit, words: str) -> None:
        save = self._saves[name]
        shown = line.text() if isinstance(line, QLineEdit) else line.toPlainText()
        if save.is_pending or shown == words:
            return
        save.pause()
        if isinstance(line, QLineEdit):
            line.setText(words)
        else:
            line.setPlainText(words)
        save.resume()

    # What is typed

    def _tell(self, **parts: object) -> None:
        if not self._is_showing:
            self._hub.do(partial(self._keep, **parts), None)

    def _keep_line(self, name: str) -> None:
        line = self.lines[name]
        words = line.text() if isinstance(line, QLineEdit) else line.toPlainText()
        # Not by way of the hub: what is refused stays pending, and is tried with the next key.
        self._keep(**{name: words})

    def _take_how(self, value: str) -> None:
        parts: dict[str, object] = {"how": value}
        if value == deciding.UNANIMOUS:
            # Votes are recorded only where they were not one voice.
            parts |= {"votes_for": None, "votes_against": None}
        self._tell(**parts)

    def _take_votes(self, name: str, votes: int) -> None:
        self._tell(**{name: None if votes < 0 else votes})

    def _take_review(self) -> None:
        if not self.review.is_wrong():
            self._tell(next_review=self.review.day())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the day that was read when its words are left."""
        if watched is self.review and event.type() == QEvent.Type.FocusOut:
            day = self.review.day()
            if day is not None:
                self.review.show_day(None)
                self.review.show_day(day)
        return False
