"""What stands in the way of recording, in one line above the foot; it is shown, and never blocks.

Only the urgency question is compulsory. What is not well formed, and who is not decided yet, is
said once; recording again takes it as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from prevent_desk.core.answers import Finding

if TYPE_CHECKING:
    from prevent_desk.referrals.ui.intake.view import IntakeView, _Form


class Summary(QObject):
    """Says what to look at before a referral is recorded."""

    def __init__(self, form: _Form, view: IntakeView) -> None:
        super().__init__(view)
        self._form, self._view = form, view
        self._said: tuple[str, ...] = ()
        self._first = ""
        form.summary_glyph.show_icon("circle-alert", "red")
        form.summary_label.setProperty("t", "strong")
        form.summary_button.clicked.connect(self._show_first)
        form.summary.hide()

    def may_pass(
        self, findings: Sequence[Finding], undecided: int, *, danger: bool, handed: bool
    ) -> bool:
        """Return whether to record now; else say what to look at first.

        Args:
            findings: What is not well formed.
            undecided: Possible earlier contacts that wait for a decision.
            danger: Somebody is in danger: an open decision never holds that up.
            handed: It is said when and to whom the danger was handed over.
        """
        waiting = 0 if danger else undecided
        alone = danger and not handed
        now = (
            *["handed_at"] * alone,
            *(finding.key for finding in findings),
            *["earlier"] * bool(waiting),
        )
        if not now or now == self._said:
            return True
        self._said = now
        self._first = "handed_at" if alone else findings[0].key if findings else ""
        parts = []
        if alone:
            parts.append("Somebody is in danger, and it is not said when and to whom it went.")
        if findings:
            one = len(findings) == 1
            parts.append(
                f"1 answer is not well formed: {findings[0].said}"
                if one
                else f"{len(findings)} answers are not well formed. The first: {findings[0].said}"
            )
        if waiting:
            parts.append(
                "1 possible earlier contact is not decided."
                if waiting == 1
                else f"{waiting} possible earlier contacts are not decided."
            )
        self.say(f"{' '.join(parts)} Ctrl+Enter again records it as it is.", "Show")
        return False

    def say(self, words: str, link: str = "") -> None:
        """Say something above the foot."""
        self._form.summary_label.setText(words)
        self._form.summary_button.setText(link)
        self._form.summary_button.setVisible(bool(link))
        self._form.summary.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._form.summary, words))

    def clear(self) -> None:
        """Take it away: something was changed."""
        self._said = ()
        self._form.summary.hide()

    def _show_first(self) -> None:
        if self._first:
            self._view.cards.go_to(self._first)
        else:
            self._view.panes.show_side()
