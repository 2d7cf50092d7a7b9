"""What a decision needs: why not the same, and what relatives are to one another."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.referrals.model.earlier import Card, reasons_kept
from prevent_desk.referrals.model.people import Decision, LinkKind
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField


class NotSameDialog(Dialog):
    """Asks how one knows that two people are not the same."""

    def __init__(self, card: Card, parent: QWidget | None = None) -> None:
        super().__init__("Not the same person", parent=parent.window() if parent else None)
        self.say(
            f"Why is {card.name} not the same person?",
            "The reason is remembered, and shown whenever the two come up again.",
        )
        self.reason_edit = TextEdit(lines=2)
        self.reason_field = FormField(
            "&Reason",
            self.reason_edit,
            hint="How you know: “spoke to the school, two boys in one class”.",
        )
        self.body.addWidget(self.reason_field)
        self.add_cancel()
        self.keep_button = self.add_verb("Not the same", accepts=False)
        self.keep_button.clicked.connect(self._keep)
        self.reason_edit.finished.connect(self._keep)
        self.reason_edit.setFocus()

    def reason(self) -> str:
        """Return what was written."""
        return " ".join(self.reason_edit.toPlainText().split())

    def _keep(self) -> None:
        if self.reason():
            self.accept()
            return
        self.reason_field.set_error("Say in a few words how you know.")
        self.reason_edit.setFocus()


class RelativeDialog(Dialog):
    """Asks what an earlier person is to the one of this referral."""

    def __init__(
        self, card: Card, of: str, relations: Vocabulary, parent: QWidget | None = None
    ) -> None:
        super().__init__("Relative", parent=parent.window() if parent else None)
        whose = of or "the person of this referral"
        self.say(
            f"What is {card.name} to {whose}?",
            "Both records stay as they are, and each shows the other.",
        )
        self.relation_box = Combo()
        self.relation_box.addItem("Choose…", "")
        for term in relations.terms:
            self.relation_box.addItem(term.label, term.code)
        self.relation_field = FormField("Re&lation", self.relation_box)
        self.note_edit = TextEdit(lines=2)
        self.body.addWidget(self.relation_field)
        self.body.addWidget(FormField("&Note", self.note_edit, optional=True))
        self.add_cancel()
        self.keep_button = self.add_verb("Record as relative", accepts=False)
        self.keep_button.clicked.connect(self._keep)
        self.relation_box.setFocus()

    def relation(self) -> str:
        """Return the code chosen; empty for none."""
        return str(self.relation_box.currentData() or "")

    def note(self) -> str:
        """Return what was written beside it."""
        return " ".join(self.note_edit.toPlainText().split())

    def _keep(self) -> None:
        if self.relation():
            self.accept()
            return
        self.relation_field.set_error("Choose what they are to one another.")
        self.relation_box.setFocus()


def ask(
    card: Card, kind: LinkKind, of: str, relations: Vocabulary, parent: QWidget
) -> Decision | None:
    """Return a decision about a card, after what it needs was asked; None where it was cancelled.

    Args:
        card: Whom it is about.
        kind: Which of the three ways.
        of: The name of the person of this referral; empty where nobody knows it.
        relations: The list "relation".
        parent: The question opens over its window.
    """
    reasons = reasons_kept(card.reasons)
    if kind is LinkKind.SAME:
        return Decision(card.person_id, kind, reasons=reasons)
    if kind is LinkKind.NOT_SAME:
        why = NotSameDialog(card, parent)
        return Decision(card.person_id, kind, why.reason(), reasons=reasons) if why.exec() else None
    what = RelativeDialog(card, of, relations, parent)
    if not what.exec():
        return None
    return Decision(card.person_id, kind, what.note(), what.relation(), reasons)
