"""Earlier contacts of the person who is being told of, found while one types."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core import birth
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Answers
from prevent_desk.referrals.model.earlier import Card
from prevent_desk.referrals.model.intake import Draft, Linked
from prevent_desk.referrals.model.matching import Sought
from prevent_desk.referrals.model.matching.typed import parse
from prevent_desk.referrals.model.people import Decision
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.earlier import MatchList
from prevent_desk.ui import jobs
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.button import IconButton
from prevent_desk.ui.widgets.labels import Glyph, Rule, WrapLabel

_QUIET_MS = 60
"""A search is asked for when no key came for so long; typing is never held up."""


class MatchSide(QWidget):
    """Shows possible earlier contacts and takes decisions about them.

    Signals:
        decided: Other decisions: `links()`.
        undecided: How many wait for a decision.
        closed: It is to go out of sight.
    """

    decided = Signal()
    undecided = Signal(int)
    closed = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._around = around
        self._links: tuple[Linked, ...] = ()
        self._place, self._sought, self._name = 0, Sought(), ""
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.timeout.connect(self.search_now)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(Rule(Qt.Orientation.Vertical))
        column = QVBoxLayout()
        column.setContentsMargins(14, 12, 8, 8)
        column.setSpacing(8)
        across.addLayout(column, 1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Glyph("users", "accenttext", 18))
        title = QLabel("Possible earlier contacts")
        title.setProperty("t", "h2")
        head.addWidget(title)
        head.addStretch(1)
        self.close_button = IconButton("x", "Close", shortcut="F4", small=True)
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button)
        column.addLayout(head)
        self._intro = WrapLabel("", "small")
        column.addWidget(self._intro)
        self.list = MatchList(around, framed=True)
        inside = QWidget()
        inside.setProperty("pane", "surface")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 6, 0)
        rows.addWidget(self.list)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column.addWidget(area, 1)
        self.list.decided.connect(self._decide)
        self.list.taken_back.connect(self._take_back)
        self.list.shown.connect(self.undecided)
        self._introduce()

    def show_draft(self, draft: Draft) -> None:
        """Begin with what was decided so far in a draft."""
        self._links = draft.links
        self._place, self._sought, self._name = 0, Sought(), ""
        self._timer.stop()
        self.list.clear()
        self._introduce()

    def links(self) -> tuple[Linked, ...]:
        """Return what was decided."""
        return self._links

    def left_out(self, place: int) -> None:
        """Forget what was decided about a person who is taken out; those after move up."""
        self._links = tuple(
            replace(one, place=one.place - (one.place > place))
            for one in self._links
            if one.place != place
        )

    def seek(self, place: int, answers: Answers, line: str) -> None:
        """Look for a person of the draft soon: by the line that is typed, else by the answers."""
        today = self._around.clock.today
        if line.strip():
            self._sought = parse(line, today(), typing=True)
        else:
            self._sought = sought_of(answers, birth_of(answers, self._around))
        self._place, self._name = place, name_of(answers)
        if self.window().isVisible():
            self._timer.start()

    def rest(self) -> None:
        """Search no more for now: the page is left, or the desk is about to close."""
        self._timer.stop()

    def search_now(self) -> None:
        """Look at once; people are read into memory first, beside the window, where need be."""
        guard = self._around.services.guard
        if not (self._sought.names or self._sought.has_more_than_a_name):
            self.list.clear()
            self._introduce()
            self.undecided.emit(0)
            return
        if not guard.ready():
            self.list.show_comparing()

            def prepare(report: Report, stopped: Stopped) -> None:
                guard.prepare(report, stopped)

            jobs.run(prepare, self, done=lambda _none: self._prepared())
            return
        made = [(one.decision, one.name) for one in self._links if one.place == self._place]
        self._intro.setText(
            "Decide each one before you record. “Not the same” asks for a reason and is remembered."
        )
        self.list.show_result(guard.search(self._sought), made, self._name)

    def _prepared(self) -> None:
        # Read while the page was left, or the desk closed: nobody looks for anybody now.
        if self.window().isVisible():
            self._timer.start()

    def _introduce(self) -> None:
        self._intro.setText(
            "As you type a name, earlier contacts appear here: closed, not adopted and transferred"
            " ones too."
        )

    def _decide(self, decision: Decision, name: str) -> None:
        self._links = (
            *(
                one
                for one in self._links
                if (one.place, one.decision.person_id) != (self._place, decision.person_id)
            ),
            Linked(self._place, decision, name),
        )
        self.decided.emit()
        self.search_now()

    def _take_back(self, card: Card) -> None:
        self._links = tuple(
            one
            for one in self._links
            if (one.place, one.decision.person_id) != (self._place, card.person_id)
        )
        self.decided.emit()
        self.search_now()


def sought_of(answers: Answers, born: birth.Born | None) -> Sought:
    """Return whom the answers about a person ask for."""
    aliases = _text(answers.get("aliases")).split(";")
    names = [name for name in (name_of(answers), *(one.strip() for one in aliases)) if name]
    phones = [part.strip() for part in _text(answers.get("phones")).split(";") if part.strip()]
    return Sought(
        names=tuple(names),
        born=born,
        address=_text(answers.get("address")),
        postcode=_text(answers.get("postcode")),
        phones=tuple(phones),
    )


def name_of(answers: Answers) -> str:
    """Return the name that the answers tell; empty for none."""
    return f"{_text(answers.get('given_name'))} {_text(answers.get('family_name'))}".strip()


def birth_of(answers: Answers, around: Around) -> birth.Born | None:
    """Return the birth that the answers tell; None for none, or for what is none."""
    try:
        return birth.read(_text(answers.get("birth")), around.clock.today())
    except Refused:
        return None


def _text(answer: object) -> str:
    return " ".join(answer.split()) if isinstance(answer, str) else ""
