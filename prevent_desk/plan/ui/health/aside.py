"""Setting hints aside: asked for with a reason, told with an Undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from prevent_desk.plan.model.health.hints import Aside, Hint
from prevent_desk.plan.ui.around import Around
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField


class AsideDialog(Dialog):
    """Asks why a hint is set aside."""

    def __init__(self, hints: Sequence[Hint], where: str, parent: QWidget) -> None:
        many = len(hints) != 1
        super().__init__("Set hint aside", parent=parent.window())
        self.say(
            f"Set {len(hints):,} hints aside?" if many else "Set this hint aside?",
            f"{'They come' if many else f'{where}: {hints[0].sentence}. It comes'} back when the "
            "words it speaks of change.".replace(
                "it speaks", "they speak" if many else "it speaks"
            ),
        )
        self.reason_edit = QLineEdit()
        self.reason_field = FormField(
            "&Reason", self.reason_edit, hint="Kept with the plan. One line is enough."
        )
        self.body.addWidget(self.reason_field)
        self.add_cancel()
        self.add_verb("&Set aside", accepts=False).clicked.connect(self._check)
        self.reason_edit.setFocus()

    def reason(self) -> str:
        """Return the reason as typed."""
        return self.reason_edit.text().strip()

    def _check(self) -> None:
        if self.reason():
            self.accept()
        else:
            self.reason_field.set_error("Say in a few words why it is right as it is.")
            self.reason_edit.setFocus()


def set_aside(
    around: Around, plan_id: int, hints: Sequence[Hint], where: str, parent: QWidget
) -> bool:
    """Ask for a reason and set hints aside; False where it was not done."""
    dialog = AsideDialog(hints, where, parent)
    if not hints or dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    health, reason = around.services.health, dialog.reason()

    def act() -> bool:
        health.set_aside(plan_id, hints, reason)
        return True

    if not around.acts.do(act, failed=False):
        return False
    said = "Hint" if len(hints) == 1 else f"{len(hints):,} hints"
    around.acts.tell(f"{said} set aside")
    return True


def take_back(around: Around, asides: Sequence[Aside]) -> bool:
    """Show hints again; False where it was refused, and shown."""
    ids, health = [aside.id for aside in asides], around.services.health

    def act() -> bool:
        health.take_back(ids)
        return True

    if not ids or not around.acts.do(act, failed=False):
        return False
    said = "Hint is" if len(ids) == 1 else f"{len(ids):,} hints are"
    around.acts.tell(f"{said} shown again")
    return True
