"""One earlier person: who, how much speaks for it and why, what became of them, and three ways on.

The three buttons are of equal weight, none is filled, and Enter presses none from elsewhere.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from prevent_desk.core.clock import local
from prevent_desk.core.dates import say_short
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.referrals.model.earlier import Card
from prevent_desk.referrals.model.matching import Band, Reason
from prevent_desk.referrals.model.people import Contact, LinkKind
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel

_GLYPHS = {
    "for": ("check", "green", "Agrees"),
    "part": ("circle-question-mark", "amber", "In part"),
    "against": ("x", "text2", "Differs"),
}
_TONES = {Band.STRONG: "red", Band.POSSIBLE: "amber"}
_MOST_CONTACTS = 3


class MatchCard(QFrame):
    """Shows one card and asks for a decision, or tells of the one that was made.

    Signals:
        chosen: One of the three was pressed; carries the kind of decision.
        taken_back: The decision shall be undone.
        opened: The person shall be shown.
        record_opened: A referral of theirs shall be shown; carries its key.
    """

    chosen = Signal(object)
    taken_back = Signal()
    opened = Signal()
    record_opened = Signal(int)

    def __init__(
        self,
        card: Card,
        you: str,
        relations: Vocabulary,
        *,
        framed: bool = False,
        can_open: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            card: Whom it shows.
            you: How the one at the desk is called in links; shown as "You".
            relations: The list "relation".
            framed: A card with a border of its own, rather than a part of its pane.
            can_open: Whether records may be opened from it.
            parent: As Qt's.
        """
        super().__init__(parent)
        self.card = card
        if framed:
            self.setProperty("pane", "card")
        column = QVBoxLayout(self)
        edge = (12, 10, 12, 10) if framed else (0, 10, 0, 10)
        column.setContentsMargins(*edge)
        column.setSpacing(3)
        column.addLayout(self._head(can_open))
        for line in _contact_lines(card.contacts):
            column.addWidget(WrapLabel(line, "small"))
        for reason in _reasons(card):
            column.addWidget(_ReasonLine(reason))
        self.buttons: dict[LinkKind, Button] = {}
        self.undo_button: Button | None = None
        if card.decision is None:
            column.addLayout(self._ways())
        else:
            column.addLayout(self._decided(you, relations))
        self.setAccessibleName(_said(card))

    def _head(self, can_open: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.name_label = WrapLabel(self.card.name, "h3")
        row.addWidget(self.name_label, 1)
        if can_open:
            self.open_button = IconButton("external-link", f"Open {self.card.name}", small=True)
            self.open_button.clicked.connect(self.opened)
            row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        if self.card.band is not None and self.card.decision is None:
            band = self.card.band
            row.addWidget(Chip(band.value, "", _TONES[band]), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _ways(self) -> FlowLayout:
        row = FlowLayout(gap=5)
        for kind, words in (
            (LinkKind.SAME, "Same person"),
            (LinkKind.NOT_SAME, "Not the same…"),
            (LinkKind.RELATIVE, "Relative"),
        ):
            button = _Way(words, small=True)
            button.setAccessibleName(f"{words.rstrip('…')}: {self.card.name}")
            button.clicked.connect(lambda _on=False, kind=kind: self.chosen.emit(kind))
            self.buttons[kind] = button
            row.addWidget(button)
        return row

    def _decided(self, you: str, relations: Vocabulary) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        decision = self.card.decision
        assert decision is not None  # noqa: S101 - asked for by __init__
        is_same = decision.kind is LinkKind.SAME
        glyph = Glyph(_ICONS[decision.kind], "green" if is_same else "text2", 16)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        self.decided_label = WrapLabel(self._told(you, relations), "small")
        row.addWidget(self.decided_label, 1)
        self.undo_button = Button("Undo link", kind="link", small=True)
        self.undo_button.setAccessibleName(f"Undo link with {self.card.name}")
        self.undo_button.clicked.connect(self.taken_back)
        row.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _told(self, you: str, relations: Vocabulary) -> str:
        decision, link = self.card.decision, self.card.link
        if decision is None:
            return ""
        if decision.kind is LinkKind.SAME:
            what = "linked it"
        elif decision.kind is LinkKind.NOT_SAME:
            what = "said not the same"
        else:
            what = f"recorded a relative, {relations.label(decision.relation).lower()}"
        who = "You" if link is None or link.by == you else link.by
        when = f", {say_short(local(link.at).date())}" if link else ""
        why = f": {decision.reason}" if decision.reason else ""
        return f"{who} {what}{when}{why}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the three ways with Left and Right."""
        every = [*self.buttons.values()]
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        at = next((place for place, one in enumerate(every) if one.hasFocus()), None)
        step = steps.get(Qt.Key(event.key()))
        if step is not None and at is not None:
            every[max(0, min(len(every) - 1, at + step))].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class _Way(Button):
    """A button no wider than its words need, so that the three stand side by side in the pane."""

    def sizeHint(self) -> QSize:
        """Return the words with a narrow edge."""
        hint = super().sizeHint()
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(min(hint.width(), words + theme.px(14)), hint.height())


class _ReasonLine(QWidget):
    """A reason with its glyph; screen readers hear what the glyph says."""

    def __init__(self, reason: Reason) -> None:
        super().__init__()
        icon, ink, said = _GLYPHS[reason.kind]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Glyph(icon, ink, 15), 0, Qt.AlignmentFlag.AlignTop)
        label = WrapLabel(reason.text)
        label.setAccessibleName(f"{said}: {reason.text}")
        row.addWidget(label, 1)


def _reasons(card: Card) -> tuple[Reason, ...]:
    """Return the reasons; that it may be a relative is always said in words."""
    said = any("relative" in one.text.casefold() for one in card.reasons)
    if not card.is_relative or said:
        return card.reasons
    return (*card.reasons, Reason("Could be a relative", "part"))


def _contact_lines(contacts: tuple[Contact, ...]) -> list[str]:
    lines = [one.line for one in contacts[:_MOST_CONTACTS]]
    if len(contacts) > _MOST_CONTACTS:
        lines.append(f"and {len(contacts) - _MOST_CONTACTS} earlier")
    return lines


def _said(card: Card) -> str:
    parts = [card.name, card.band.value if card.band else "", *_contact_lines(card.contacts)]
    parts += [f"{_GLYPHS[one.kind][2]}: {one.text}" for one in card.reasons]
    return ". ".join(part for part in parts if part)


_ICONS = {LinkKind.SAME: "link", LinkKind.NOT_SAME: "user-x", LinkKind.RELATIVE: "users"}
