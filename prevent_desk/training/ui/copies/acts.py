"""What can be done with product copies, as pane, menu and palette offer it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog

from prevent_desk.training.model.copies import Line, Loan, ProductCopy, State
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.copies.chase_dialog import ChaseDialog
from prevent_desk.training.ui.copies.dialogs import (
    CopyDialog,
    DayDialog,
    EndDialog,
    LoanDialog,
    NewCopiesDialog,
    ReachedDialog,
)
from prevent_desk.training.ui.copies.review_dialog import ReviewDialog, ReviewView
from prevent_desk.ui.page import Command


class CopyActs:
    """Opens dialogs over the room, and tells what was done."""

    def __init__(self, around: Around, reach: Callable[[int | None], None]) -> None:
        """Make it; `reach` chooses a copy in the list."""
        self._around, self._reach = around, reach
        self._copies = around.services.copies

    # Acts

    def add(self) -> None:
        """Enter copies."""
        dialog = NewCopiesDialog(self._around)
        if dialog.exec():
            many = len(dialog.made)
            self._done(f"{many:,} {'copy' if many == 1 else 'copies'} added", dialog.made[0])

    def change(self, copy: ProductCopy) -> None:
        """Correct what is said of a copy."""
        self._run(CopyDialog(self._around, copy), f"{copy.called} changed", copy)

    def lend(self, copy: ProductCopy | None = None) -> None:
        """Lend copies."""
        dialog = LoanDialog(self._around, copy)
        if dialog.exec():
            many = len(dialog.lent)
            self._done(f"{many:,} {'copy' if many == 1 else 'copies'} lent", dialog.lent[0])

    def change_loan(self, copy: ProductCopy, loan: Loan) -> None:
        """Correct a loan."""
        self._run(LoanDialog(self._around, copy, loan), f"Loan of {copy.called.lower()} changed",
                  copy)  # fmt: skip

    def reached(self, copy: ProductCopy, loan: Loan) -> None:
        """Note whom a holder reached."""
        self._run(ReachedDialog(self._around, loan), "People reached noted", copy)

    def review(self, copy: ProductCopy, loan: Loan) -> None:
        """Review the trial."""
        self._run(ReviewDialog(self._around, loan), "Review kept", copy)

    def read_review(self, loan: Loan) -> None:
        """Show a review."""
        ReviewView(self._around, loan).exec()

    def recall(self, copy: ProductCopy, loan: Loan) -> None:
        """Ask a copy back."""
        dialog = DayDialog(
            self._around, f"Ask {copy.called.lower()} back", f"It is with {loan.holder_words}.",
            f"training/loan/{loan.id}/recall", "It was as&ked back",
            lambda on, words: self._copies.recall([loan.id], on, words),
            hint="Why, and by whom it was asked; the message itself is a draft of its own",
        )  # fmt: skip
        self._run(dialog, f"{copy.called} asked back", copy)

    def back(self, copy: ProductCopy, loan: Loan) -> None:
        """Take a copy back."""
        dialog = DayDialog(
            self._around, f"{copy.called} came back", f"It was with {loan.holder_words}.",
            f"training/loan/{loan.id}/back", "It came &back",
            lambda on, words: self._copies.come_back(loan.id, on, words),
            hint="Whether it is whole",
        )  # fmt: skip
        self._run(dialog, f"{copy.called} came back", copy)

    def note(self, copy: ProductCopy, loan: Loan) -> None:
        """Note something of a loan."""
        dialog = DayDialog(
            self._around, f"Note on {copy.called.lower()}", f"It is with {loan.holder_words}.",
            f"training/loan/{loan.id}/note", "&Note it",
            lambda on, words: self._copies.note(loan.id, on, words), must_say=True,
            hint="A call, a promise",
        )  # fmt: skip
        self._run(dialog, "Noted", copy)

    def end(self, copy: ProductCopy) -> None:
        """Say that a copy is gone."""
        self._run(EndDialog(self._around, copy), f"{copy.called} is gone", copy)

    def found(self, copy: ProductCopy) -> None:
        """Say that a copy turned up."""
        self._around.acts.do(
            lambda: self._copies.found(copy.id), None, said=f"{copy.called} turned up"
        )

    def take_line(self, line: Line) -> None:
        """Take a line away."""
        self._around.acts.do(
            lambda: self._copies.remove_line(line.id), None, said="The line is taken away"
        )

    def chase(self, copy: ProductCopy | None = None) -> None:
        """Draft messages to those who are to be asked."""
        dialog = ChaseDialog(self._around, copy.id if copy else None)
        dialog.exec()
        if dialog.made:
            self._around.acts.changed.emit()

    def next_step(self, copy: ProductCopy) -> None:
        """Do what comes next: lend what is here, note whom what is lent reached."""
        if copy.state is State.HERE:
            self.lend(copy)
        elif copy.loan is not None:
            self.reached(copy, copy.loan)
        else:
            self.change(copy)

    # Offered

    def commands(self, copy: ProductCopy) -> list[Command]:
        """Return what can be done with a copy."""
        called, loan = copy.called.lower(), copy.loan
        found: list[Command] = []
        if copy.state is State.HERE:
            found.append(Command(f"Lend {called}", partial(self.lend, copy), "handshake"))
        if loan is not None and copy.state is not State.ENDED:
            found += [
                Command(f"Note people reached with {called}", partial(self.reached, copy, loan),
                        "users"),
                Command(f"Review the trial of {called}", partial(self.review, copy, loan),
                        "clipboard-check"),
                Command(f"Say that {called} came back", partial(self.back, copy, loan), "inbox"),
                Command(f"Ask {called} back", partial(self.recall, copy, loan), "undo-2",
                        words="recall"),
                Command(f"Draft a message to the holder of {called}", partial(self.chase, copy),
                        "mail", words="chase remind"),
                Command(f"Note on {called}", partial(self.note, copy, loan), "sticky-note"),
                Command(f"Change the loan of {called}", partial(self.change_loan, copy, loan),
                        "pencil"),
            ]  # fmt: skip
        found.append(Command(f"Change {called}", partial(self.change, copy), "pencil"))
        if copy.state is State.ENDED:
            found.append(Command(f"Say that {called} turned up", partial(self.found, copy),
                                 "rotate-ccw"))  # fmt: skip
        else:
            found.append(Command(f"Say that {called} is gone", partial(self.end, copy), "archive",
                                 words="lost destroyed withdrawn"))  # fmt: skip
        return found

    # Inside

    def _run(self, dialog: QDialog, said: str, copy: ProductCopy) -> None:
        if dialog.exec():
            self._done(said, copy.id)

    def _done(self, said: str, copy_id: int) -> None:
        self._around.desk.saved()
        self._around.acts.changed.emit()
        self._around.desk.toast(said, undo=True)
        self._reach(copy_id)
