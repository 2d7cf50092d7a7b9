"""Who told, in a card of its own with a lock; hidden until it is opened where they asked so."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_date
from prevent_desk.core.questionnaire import Answer, Questionnaire, Section
from prevent_desk.referrals.model.records import Referrer
from prevent_desk.ui.questionnaire.answer_edit import Setting
from prevent_desk.ui.questionnaire.section import ReadCard
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import Glyph, IconLabel, WrapLabel


class ReferrerCard(QFrame):
    """Shows who told, or that they stay anonymous.

    Signals:
        open_asked: They are to be shown.
        feedback_asked: What they were told is to be logged.
        add_asked: A section about them is to be added to; its key.
    """

    open_asked = Signal()
    feedback_asked = Signal()
    add_asked = Signal(str)

    def __init__(
        self,
        referrer: Referrer | None,
        setting: Setting,
        form: Questionnaire,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            referrer: Who told; None while they are hidden.
            setting: Lists and clock.
            form: The whole form.
            parent: As Qt's.
        """
        super().__init__(parent)
        self.setProperty("pane", "card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 14)
        self._column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Glyph("lock", "text2", 18))
        title = QLabel("Who told us")
        title.setProperty("t", "h2")
        head.addWidget(title)
        head.addWidget(IconLabel("kept apart", role="meta", ink="text3"))
        head.addStretch(1)
        self.feedback_button = Button("Log feedback…", "send", "link", small=True)
        self.feedback_button.clicked.connect(self.feedback_asked)
        head.addWidget(self.feedback_button)
        self._column.addLayout(head)
        self.open_button: Button | None = None
        if referrer is None:
            self._hide_all()
        else:
            self._show(referrer, setting, form)

    def _hide_all(self) -> None:
        words = WrapLabel(
            "They asked not to be named. Nothing of them is in lists, search or papers; looking is"
            " written into the audit trail.",
            "support",
        )
        self._column.addWidget(words)
        self.open_button = Button("Show who &told us", "lock-open", small=True)
        self.open_button.clicked.connect(self.open_asked)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addStretch(1)
        self._column.addLayout(row)
        self.setFocusProxy(self.open_button)

    def _show(self, referrer: Referrer, setting: Setting, form: Questionnaire) -> None:
        answers = dict(referrer.answers or {})
        for section in form.sections:
            if section.about == "referrer":
                self._add(section, answers, setting)
        promised = [one for one in form.questions() if one.key == "promised"]
        if referrer.promised:
            own = Section("promised", "", tuple(promised))
            told: dict[str, Answer] = {"promised": referrer.promised}
            self._column.addWidget(_flat(ReadCard(own, setting, told)))
        if referrer.told_on is not None:
            words = f"Told on {say_date(referrer.told_on)}: {referrer.told}"
            label = WrapLabel(words)
            label.setAccessibleName(words)
            self._column.addWidget(label)
        elif referrer.wants_feedback == "yes":
            self._column.addWidget(
                IconLabel("Wants to hear what came of it; not told yet", "clock", tone="amber")
            )

    def _add(self, section: Section, answers: dict[str, Answer], setting: Setting) -> None:
        card = _flat(ReadCard(section, setting, answers))
        button = Button("Add", "pencil", "link", small=True)
        button.setAccessibleName(f"Add to {section.title}")
        button.clicked.connect(partial(self.add_asked.emit, section.key))
        card.head_row.addWidget(button)
        self._column.addWidget(card)


def _flat(card: ReadCard) -> ReadCard:
    card.setProperty("pane", "")
    layout = card.layout()
    if layout is not None:
        layout.setContentsMargins(0, 4, 0, 4)
    return card
