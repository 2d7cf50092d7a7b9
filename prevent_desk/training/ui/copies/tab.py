"""The tab "Copies": the numbered copies of the business product."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.logbook.ui.face import LogColumn, LogFace
from prevent_desk.logbook.ui.log_tab import LogTab
from prevent_desk.training.model.copies import REPORT, TRIAL_WORDS, ProductCopy, State, Trial, chase
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.copies.acts import CopyActs
from prevent_desk.training.ui.copies.pane import STATE_LOOKS, TRIAL_LOOKS, CopyPane
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.two_lines import Cell

KEY = "copies"


class CopiesTab(LogTab[ProductCopy]):
    """Who holds which copy, how trials stand, whom they reached.

    Attributes:
        lend_button, chase_button: In the page's head.
    """

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        self._around = around
        face = LogFace(
            [
                LogColumn("Copy", _what, sort="number"),
                LogColumn("With", self._holder),
                LogColumn("Lent", _lent, sort=""),
                LogColumn("Reached", _reached),
                LogColumn("Trial", self._trial),
            ],
            "Filter copies",
            "No copy yet",
            "Each kit has a number. Lend it, note whom it reached, review the trial after six "
            "months, ask it back.",
            "package",
            "&Add copies",
        )
        self.acts = CopyActs(around, self.reach)
        self.lend_button = Button("L&end", "handshake")
        self.chase_button = Button("Dra&ft reminders", "mail")
        super().__init__(around.services.copies.log, around, face, parent)
        self.lend_button.clicked.connect(lambda: self.acts.lend(self._to_lend()))
        self.chase_button.clicked.connect(lambda: self.acts.chase())
        self.changed.connect(self._fit_buttons)
        self.pane = CopyPane(around, self.acts)
        self.begin(self.pane)
        self._fit_buttons()

    def add(self) -> None:
        """Enter copies."""
        self.acts.add()

    def open_record(self, record: ProductCopy) -> None:
        """Do what comes next with a copy."""
        self.acts.next_step(record)

    def show_record(self, record: ProductCopy | None) -> None:
        """Show a copy at the right."""
        self.pane.show_copy(record)

    def record_commands(self, record: ProductCopy) -> Sequence[Command]:
        """Return what can be done with a copy."""
        return self.acts.commands(record)

    def more_commands(self) -> Sequence[Command]:
        """Return what else can be done here."""
        return [
            Command("Lend copies", lambda: self.acts.lend(), "handshake"),
            Command("Draft messages to holders", lambda: self.acts.chase(), "mail",
                    words="chase remind"),
        ]  # fmt: skip

    def more_buttons(self) -> Sequence[Button]:
        """Return its further buttons."""
        return (self.chase_button, self.lend_button)

    def go_to(self, position: dict[str, Any]) -> None:
        """Choose a copy; search names it by its kind."""
        found = position.get("copy")
        super().go_to({"record": found, **position} if isinstance(found, int) else position)

    # Inside

    def _fit_buttons(self) -> None:
        for button in (self.lend_button, self.chase_button):
            button.setEnabled(self.count() > 0)

    def _to_lend(self) -> ProductCopy | None:
        record = self.current()
        return record if record is not None and record.state is State.HERE else None

    def _holder(self, copy: ProductCopy) -> Cell:
        icon, tone = STATE_LOOKS[copy.state]
        loan = copy.loan
        if loan is None or copy.state is State.ENDED:
            return Cell(copy.state_words, "", icon, tone, chip=True)
        second = f"{loan.trainer} trained" if loan.trainer else "nobody noted as trained"
        if copy.state is State.RECALLED and loan.recalled is not None:
            second = f"asked back {say_short(loan.recalled)}"
        return Cell(loan.holder_words, second, icon, "amber" if loan.recalled else "")

    def _trial(self, copy: ProductCopy) -> Cell:
        loan = copy.loan
        if loan is None or copy.state is State.ENDED:
            return Cell("")
        today = self._around.clock.today()
        trial = loan.trial(today)
        icon, tone = TRIAL_LOOKS[trial]
        if trial is Trial.NONE:
            return Cell("")
        asked = chase(loan, today)
        day = f"on {say_short(loan.review)}" if loan.review else ""
        if trial is Trial.DUE and asked is not None and asked.last_asked:
            day = f"asked {say_short(asked.last_asked)}"
        elif trial is Trial.DUE and loan.review is not None:
            day = f"since {say_short(loan.review)}"
        elif trial is Trial.REVIEWED and loan.reviewed is not None:
            day = f"on {say_short(loan.reviewed)}"
        return Cell(TRIAL_WORDS[trial], day, icon, tone, chip=True)


def how_many(around: Around) -> int:
    """Return how many copies there are."""
    return around.services.copies.how_many()


def _what(copy: ProductCopy) -> Cell:
    version = f"version {copy.version}" if copy.version else ""
    second = "  ·  ".join(part for part in (copy.kind, version) if part)
    return Cell(copy.called, second, "package", strong=True)


def _lent(copy: ProductCopy) -> Cell:
    loan = copy.newest
    if loan is None:
        return Cell("never", "")
    times = f"{len(copy.loans)} times" if len(copy.loans) > 1 else ""
    back = f"back {say_short(loan.back)}" if loan.back else times
    return Cell(say_date(loan.out), back)


def _reached(copy: ProductCopy) -> Cell:
    if not copy.loans:
        return Cell("")
    said = copy.reached
    if not said.records:
        return Cell("none reported", "")
    about = "about " if said.is_about else ""
    return Cell(f"{about}{said.total:,}", said.made_of(REPORT))
