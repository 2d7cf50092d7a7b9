"""Where consent stands for one person: a chip, a sentence, what has to be asked next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from prevent_desk.referrals.model.consent import Ask, Outcome, Prompt
from prevent_desk.referrals.service.consents import Standing
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel

_LINKS = {
    Ask.OWN_CONSENT: "Ask them",
    Ask.TURNS_18: "Ask them",
    Ask.ATTEMPT: "Record the attempt",
    Ask.WHAT_NEXT: "Say what is next",
    Ask.CHILD_VIEW: "Add it",
    Ask.CAPACITY: "Add it",
    Ask.SOCIAL_CARE: "Record telling them",
}
_ICONS = {"red": "circle-alert", "amber": "triangle-alert", "blue": "info"}


class StandingCard(QFrame):
    """One person's consent as it stands.

    Signals:
        wanted: The outcome that shall be recorded; empty where the card leaves it open.
        answered: A prompt's link was followed; carries it.
    """

    wanted = Signal(str)
    answered = Signal(object)

    def __init__(self, standing: Standing, *, is_named: bool) -> None:
        super().__init__()
        self.standing = standing
        self.setProperty("pane", "card")
        self.links: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        where = standing.position
        if is_named:
            column.addWidget(WrapLabel(standing.person.name, "h2"))
        head = QHBoxLayout()
        head.setSpacing(8)
        self.chip = Chip(where.chip, where.icon, where.tone)
        self.words_label = WrapLabel(f"{where.words}.", "h3")
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.words_label, 1)
        column.addLayout(head)
        if scope := _scope(standing):
            column.addWidget(WrapLabel(scope, "support"))
        for prompt in standing.prompts:
            column.addLayout(self._prompt(prompt))
        self.buttons: dict[str, Button] = {}
        acts = FlowLayout(gap=8)
        for outcome, words, icon in _acts(where.outcome):
            button = Button(words, icon)
            button.clicked.connect(lambda _on=False, chosen=outcome: self.wanted.emit(chosen))
            self.buttons[outcome] = button
            acts.addWidget(button)
        column.addLayout(acts)

    def _prompt(self, prompt: Prompt) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Glyph(_ICONS[prompt.tone], prompt.tone, 15))
        words = WrapLabel(prompt.words, "strong")
        words.setProperty("tone", prompt.tone)
        row.addWidget(words, 1)
        link = Button(_LINKS[prompt.ask], kind="link", small=True)
        link.setAccessibleName(f"{_LINKS[prompt.ask]}: {prompt.words}")
        link.clicked.connect(lambda: self.answered.emit(prompt))
        self.links.append(link)
        row.addWidget(link)
        return row


def _acts(outcome: Outcome) -> list[tuple[str, str, str]]:
    """Return what can be recorded next, the sensible thing first: outcome, words, icon."""
    asked = (Outcome.WAITING.value, "Record as&king", "message-square-plus")
    answer = ("", "Record the ans&wer", "pencil")
    withdrawn = (Outcome.WITHDRAWN.value, "Record wit&hdrawal", "rotate-ccw")
    match outcome:
        case Outcome.WAITING:
            return [answer, asked]
        case Outcome.GIVEN:
            return [withdrawn, asked]
        case Outcome.NOT_ASKED:
            return [asked, answer]
        case _:
            return [asked, answer]


def _scope(standing: Standing) -> str:
    if not standing.position.is_given:
        return ""
    told = next(one.told for one in reversed(standing.history) if one.told.outcome is Outcome.GIVEN)
    shared = {"yes": "The referrer may be told.", "no": "The referrer may not be told."}
    return " ".join(part for part in (f"For: {told.scope}.", shared.get(told.sharing, "")) if part)
