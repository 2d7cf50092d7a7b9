"""The copy at the right of the log: who has it, how its trial stands, whom it reached."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.training.model.copies import (
    REPORT,
    TRIAL_WORDS,
    Line,
    LineKind,
    Loan,
    ProductCopy,
    State,
    Trial,
    chase,
)
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.copies.acts import CopyActs
from prevent_desk.ui.widgets.empty_state import EmptyState

STATE_LOOKS = {
    State.HERE: ("package", "grey"),
    State.OUT: ("handshake", "blue"),
    State.RECALLED: ("undo-2", "amber"),
    State.ENDED: ("archive", "grey"),
}
TRIAL_LOOKS = {
    Trial.DUE: ("alarm-clock", "red"),
    Trial.SOON: ("clock", "amber"),
    Trial.RUNNING: ("hourglass", "blue"),
    Trial.REVIEWED: ("circle-check", "green"),
    Trial.NONE: ("", "grey"),
}
_LINE_ICONS = {
    LineKind.REACHED: "users",
    LineKind.REVIEWED: "clipboard-check",
    LineKind.CHASED: "mail",
    LineKind.RECALLED: "undo-2",
    LineKind.BACK: "inbox",
    LineKind.NOTE: "sticky-note",
}
_TAKEN_AWAY = {LineKind.REACHED, LineKind.CHASED, LineKind.NOTE}
_PEOPLE = Noun("person reached", "people reached")


class CopyPane(Pane):
    """Shows one copy, and what can be done with it."""

    def __init__(self, around: Around, acts: CopyActs, parent: QWidget | None = None) -> None:
        super().__init__("The copy", parent)
        self._around, self._acts_of = around, acts
        self.copy: ProductCopy | None = None

    def show_copy(self, copy: ProductCopy | None) -> None:
        """Show a copy; None shows that none is chosen."""
        self.copy = copy
        self.begin()
        if copy is None:
            self.add(EmptyState("package", "Nothing chosen"))
            self.done()
            return
        self._head(copy)
        if copy.loan is not None and copy.state is not State.ENDED:
            self._with(copy, copy.loan)
            self._trial(copy, copy.loan)
            self._reached(copy, copy.loan)
            self._became(copy, copy.loan)
        self._earlier(copy)
        if copy.note:
            self.section("Note", [Entry(copy.note, "", "text-quote")])
        self.done()

    # Inside

    def _head(self, copy: ProductCopy) -> None:
        acts, loan = self._acts_of, copy.loan
        icon, tone = STATE_LOOKS[copy.state]
        chips = [(copy.state_words, icon, tone)]
        found: list[Act] = []
        if copy.state is State.HERE:
            found.append(Act("Lend", partial(acts.lend, copy), "handshake"))
        if loan is not None and copy.state is not State.ENDED:
            trial = loan.trial(self._around.clock.today())
            if trial is not Trial.NONE:
                chips.append((TRIAL_WORDS[trial], *TRIAL_LOOKS[trial]))
            found.append(Act("Came back", partial(acts.back, copy, loan), "inbox"))
            if loan.recalled is None:
                found.append(Act("Ask back", partial(acts.recall, copy, loan), "undo-2"))
        found.append(Act("Change", partial(acts.change, copy), "pencil"))
        if copy.state is State.ENDED:
            found.append(Act("Turned up", partial(acts.found, copy), "rotate-ccw"))
        else:
            found.append(Act("Gone", partial(acts.end, copy), "archive"))
        version = f", version {copy.version}" if copy.version else ""
        self.head(f"{copy.kind or 'Copy'}{version}", copy.called, chips, found)
        if copy.ended is not None:
            self.words(f"Since {say_date(copy.ended)}.")

    def _with(self, copy: ProductCopy, loan: Loan) -> None:
        second = f"Since {say_date(loan.out)}"
        if loan.contact and loan.contact not in loan.holder_words:
            second = f"{loan.contact}\n{second}"
        icon = "user" if loan.contact_id is not None else "building-2"
        entries = [Entry(loan.holder_words, second, icon)]
        if loan.trainer:
            entries.append(Entry(loan.trainer, "Trained to use it there", "graduation-cap"))
        else:
            entries.append(Entry("Nobody noted as trained", "", "graduation-cap", "amber"))
        if loan.note:
            entries.append(Entry(loan.note, "", "text-quote"))
        self.section("With", entries, Act("Change", partial(self._acts_of.change_loan, copy, loan)))
        asked = chase(loan, self._around.clock.today())
        if asked is not None:
            draft = Act("Draft a message", partial(self._acts_of.chase, copy))
            last = f"Last asked {say_short(asked.last_asked)}" if asked.last_asked else ""
            self.section("To ask", [Entry(asked.words, last, "mail", "amber")], draft)

    def _trial(self, copy: ProductCopy, loan: Loan) -> None:
        trial = loan.trial(self._around.clock.today())
        act = Act("Review", partial(self._acts_of.review, copy, loan))
        entries = []
        if loan.answers:
            line = loan.last(LineKind.REVIEWED)
            on = say_date(line.on) if line else ""
            read = [Act("Read it", partial(self._acts_of.read_review, loan))]
            entries.append(Entry("Reviewed", on, "clipboard-check", "", read))
        if loan.review is not None and loan.reviewed is None:
            icon, tone = TRIAL_LOOKS[trial]
            text = f"To be reviewed {say_date(loan.review)}"
            entries.append(Entry(text, "", icon, "red" if tone == "red" else ""))
        self.section("Trial", entries, act)
        if not entries:
            self.words("No day for a review is set.")

    def _reached(self, copy: ProductCopy, loan: Loan) -> None:
        act = Act("Add", partial(self._acts_of.reached, copy, loan))
        said = loan.reached
        entries = []
        if said.records:
            words = said.words(_PEOPLE, REPORT)
            entries.append(Entry(f"{words[0].upper()}{words[1:]}", "", "users"))
        self.section("People reached", entries, act)
        if not entries:
            self.words("The holder told nobody yet.")

    def _became(self, copy: ProductCopy, loan: Loan) -> None:
        entries = [self._line(line) for line in reversed(loan.lines)]
        self.section(
            "What became of it", entries, Act("Note", partial(self._acts_of.note, copy, loan))
        )
        if not entries:
            self.words("Nothing since it went out.")

    def _line(self, line: Line) -> Entry:
        acts = []
        if line.kind in _TAKEN_AWAY:
            acts.append(Act("Take away", partial(self._acts_of.take_line, line)))
        return Entry(line.told, say_date(line.on), _LINE_ICONS[line.kind], "", acts)

    def _earlier(self, copy: ProductCopy) -> None:
        earlier = [one for one in copy.loans if one is not copy.loan or copy.ended is not None]
        entries = []
        for loan in earlier:
            until = f" to {say_short(loan.back)}" if loan.back else ""
            reached = f", {loan.reached_words} reached" if loan.reached.records else ""
            acts = (
                [Act("Read the review", partial(self._acts_of.read_review, loan))]
                if loan.answers else []
            )  # fmt: skip
            entries.append(
                Entry(loan.holder_words, f"{say_short(loan.out)}{until}{reached}", "history", "",
                      acts)
            )  # fmt: skip
        if entries:
            self.section("Earlier", entries)
