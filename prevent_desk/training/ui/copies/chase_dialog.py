"""Drafts messages to holders of copies: a review is due, nobody was reported, asked back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.mail import Attached
from prevent_desk.outgoing.drafts_dialog import Attach, DraftMessage, DraftsDialog, Nothing
from prevent_desk.readers import shipped
from prevent_desk.training.exports import trial_forms
from prevent_desk.training.exports.trial_forms import TrialOrder
from prevent_desk.training.model.copies import Loan, Why
from prevent_desk.training.model.copy_letters import Asked, by_holder, letter
from prevent_desk.training.ui.around import Around
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.tables import Column
from prevent_desk.workers import child

_LONGEST_NAME = 40


class ChaseDialog(DraftsDialog[Asked]):
    """Lists the holders who are to be asked, one message for each."""

    def __init__(
        self, around: Around, only: int | None = None, parent: QWidget | None = None
    ) -> None:
        """Make it.

        Args:
            around: What the room has around it.
            only: The copy whose holder is ticked; None ticks everybody with an address.
            parent: It opens over its window.
        """
        super().__init__(
            "Draft messages to holders",
            "One message for each holder. You send them yourself.",
            around.desk,
            around.clock,
            parent or around.owner,
        )
        self._copies, self._today = around.services.copies, around.clock.today()
        asked = by_holder(self._copies.chase_list())

        def is_ticked(one: Asked) -> bool:
            if only is None:
                return bool(one.email)
            return any(chase.loan.copy_id == only for chase in one.chases)

        self.begin(
            _COLUMNS, asked, is_ticked, "Holders to be asked",
            Nothing("Nobody is to be asked", "No review is due, nothing was asked back, and every "
                    "holder of three months told whom they reached."),
        )  # fmt: skip

    def message(self, record: Asked) -> DraftMessage:
        """Return the message to one holder."""
        told = letter(record, self.marking(), practice=self._desk.is_practice())
        to = (record.name, record.email) if record.email else None
        words = "-".join(re.findall(r"[0-9]+", record.numbers))[:_LONGEST_NAME]
        name = f"kit-copies-{words}-{self._today.isoformat()}.eml"
        return DraftMessage(to, told.subject, told.text, name)

    def attachments(self, records: Sequence[Asked]) -> Attach:
        """Put the form into drafts that ask for a review, one for each copy."""
        wanted = [
            [one.loan for one in record.chases if Why.REVIEW in one.whys] for record in records
        ]
        loans = [loan for of in wanted for loan in of]
        paper = FormPaper(
            self.marking(), self._clock.now().astimezone(),
            notice="Practice desk" if self._desk.is_practice() else "",
        )  # fmt: skip
        copies = tuple((loan.mark, f"Copy {loan.number}, {loan.holder_words}") for loan in loans)
        order = TrialOrder(self._copies.form(), dict(shipped.vocabularies()), paper, copies)

        def work(report: Report, stopped: Stopped) -> Sequence[tuple[Attached, ...]]:
            if not copies:
                return [()] * len(wanted)
            made = child.run(trial_forms.TARGET, (order,), report=report, stopped=stopped)
            forms = iter(zip(loans, trial_forms.unpacked(made), strict=True))
            return [tuple(_attached(*next(forms)) for _loan in of) for of in wanted]

        return work

    def note(self, records: Sequence[Asked]) -> None:
        """Note with each loan that its holder was reminded."""
        loans = [chase.loan.id for one in records for chase in one.chases]
        self._copies.note_chased(loans, self._today, "Draft of a message made")

    def done_words(self, count: int) -> str:
        """Return what the toast says."""
        return f"{'1 draft' if count == 1 else f'{count} drafts'} to holders made"

    def saved_words(self) -> str:
        """Return what the banner says after where the drafts are."""
        return "Each copy has a line that its holder was asked."


def _attached(loan: Loan, pdf: bytes) -> Attached:
    return Attached(f"kit-review-{loan.mark}.pdf", pdf)


_COLUMNS: list[Column[Asked]] = [
    Column("Holder", lambda one: one.holder, tooltip=lambda one: one.holder),
    Column("Copies", lambda one: one.numbers),
    Column("Last asked", lambda one: say_short(one.last) if one.last else "never"),
    Column("E-mail", lambda one: one.email or "–", tooltip=lambda one: one.email),
    Column("Why", lambda one: one.why, tooltip=lambda one: one.why),
]
