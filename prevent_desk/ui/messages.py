"""The one module that shows message dialogs: questions, refusals, failures.

A failure says what happened, why if known, the next step, and its code last (DESIGN section 6).
What is not ours to tell (an exception of any other kind) is shown as a crash sheet that holds no
case data.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLineEdit, QWidget

from prevent_desk.core.errors import Damaged, DeskError, Refused, Stopped
from prevent_desk.ui import faults
from prevent_desk.ui.traces import where
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel


@dataclass(frozen=True, slots=True)
class Told:
    """How a failure is put into words.

    Attributes:
        title: What happened.
        words: Why, and what to do now.
        code: For the manual and the log; may be empty.
        icon: Name of a shipped icon.
        ink: Its colour.
    """

    title: str
    words: str
    code: str
    icon: str
    ink: str


def words_for(error: BaseException) -> Told:
    """Return what the user is told of a failure; nothing of an unknown exception's own text."""
    if isinstance(error, DeskError) and isinstance(error, Refused | Damaged):
        damaged = isinstance(error, Damaged)
        return Told(
            error.what,
            " ".join(part for part in (error.why, error.next_step) if part),
            error.code,
            "file-x" if damaged else "circle-alert",
            "red" if damaged else "amber",
        )
    if isinstance(error, Stopped):
        return Told(_tr("Stopped."), _tr("Everything is as it was before."), "", "info", "blue")
    return Told(
        _tr("Something in Prevent Desk went wrong."),
        _tr(
            "It is a mistake of the program, not yours. What you typed is kept; the last step may"
            " not have been done. If it happens again, close the desk and open it again."
        ),
        f"PD-900 {where(error)}",
        "triangle-alert",
        "red",
    )


def show_failure(parent: QWidget | None, error: BaseException) -> None:
    """Tell of a failure and wait until it is read; an unknown one is written down too."""
    told = words_for(error)
    dialog = _told_dialog(parent, told)
    faults.note(error)
    if not isinstance(error, DeskError | Stopped):
        copy = Button(_tr("&Copy details"), "copy", small=True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(told.code))
        dialog.add_beside(copy)
    dialog.add_verb(_tr("Close"))
    dialog.exec()


def tell(parent: QWidget | None, title: str, words: str = "", *, icon: str = "info") -> None:
    """Say something that has to be read before going on; a toast is better for all else."""
    dialog = _told_dialog(parent, Told(title, words, "", icon, "blue"))
    dialog.add_verb(_tr("Close"))
    dialog.exec()


def ask(
    parent: QWidget | None,
    question: str,
    consequence: str,
    verb: str,
    *,
    destructive: bool = False,
    type_back: str = "",
    cancel: str = "",
) -> bool:
    """Ask before an act that leaves the desk or cannot be undone; True when the verb was pressed.

    Args:
        parent: The page or window; the question is modal to it only.
        question: "Not the same person?"
        consequence: What follows, in one line.
        verb: The button's words, repeating the question's verb.
        destructive: The verb is outlined red and Enter does not press it.
        type_back: What has to be typed before the verb can be pressed (a count, a name).
        cancel: Other words for Cancel.
    """
    dialog = _dialog(parent, question, consequence)
    stay = dialog.add_cancel(cancel)
    act = dialog.add_verb(verb, kind="danger" if destructive else "primary")
    if type_back:
        typed = QLineEdit()
        label = WrapLabel(_tr("Type “{0}” to go on").format(type_back), "h3")
        label.setBuddy(typed)
        typed.setAccessibleName(label.text())
        act.setEnabled(False)
        typed.textChanged.connect(
            lambda text: act.setEnabled(text.strip().casefold() == type_back.casefold())
        )
        dialog.body.addWidget(label)
        dialog.body.addWidget(typed)
        typed.setFocus()
    elif destructive:
        stay.setFocus()
    else:
        act.setFocus()
    return dialog.exec() == QDialog.DialogCode.Accepted


def choose(
    parent: QWidget | None, question: str, consequence: str, verbs: list[tuple[str, str]]
) -> str:
    """Ask which of two or three ways to go, of equal weight.

    Args:
        parent: The page or window; the question is modal to it only.
        question: The title.
        consequence: What follows, in one line.
        verbs: Value and words of each button.

    Returns:
        The chosen value; empty when it was cancelled.
    """
    dialog = _dialog(parent, question, consequence)
    chosen: list[str] = []
    dialog.add_cancel()
    for value, words in verbs:
        button = dialog.add_verb(words, kind="secondary")
        button.clicked.connect(lambda _on=False, value=value: chosen.append(value))
    return chosen[0] if dialog.exec() == QDialog.DialogCode.Accepted and chosen else ""


def _dialog(parent: QWidget | None, title: str, consequence: str = "") -> Dialog:
    dialog = Dialog(parent=_window(parent))
    dialog.say(title, consequence)
    return dialog


def _told_dialog(parent: QWidget | None, told: Told) -> Dialog:
    dialog = _dialog(parent, told.title)
    if told.words:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Glyph(told.icon, told.ink, 20))
        row.addWidget(WrapLabel(told.words, "support"), 1)
        dialog.body.addLayout(row)
    if told.code:
        dialog.footer_note.setText(_tr("Details {0}").format(told.code))
    return dialog


def _window(parent: QWidget | None) -> QWidget | None:
    return parent.window() if parent is not None else QApplication.activeWindow()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Messages", text)
