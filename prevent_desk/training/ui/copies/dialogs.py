"""The forms of product copies: new ones, a loan, people reached, days and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import How
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.ui.count_edit import CountEdit
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.logbook.ui.parties_edit import PartiesEdit, known_parties
from prevent_desk.training.model.copies import (
    KINDS,
    Loan,
    NewCopies,
    NewLoan,
    ProductCopy,
    read_numbers,
    say_numbers,
    usual_review,
)
from prevent_desk.training.ui.around import Around
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.labels import WrapLabel

_NARROW = 460
REASONS = ("Lost", "Destroyed", "Withdrawn", "Given away for good")


class NewCopiesDialog(EntryDialog):
    """Enters a run of numbered copies.

    Attributes:
        made: Their keys; empty until they were written.
    """

    def __init__(self, around: Around) -> None:
        super().__init__("Add copies", around.desk, "training/copies/new", around.owner)
        copies = around.services.copies
        self.made: list[int] = []
        self.numbers_edit = QLineEdit(str(copies.next_number()))
        self.kind_edit = _typed_combo([*KINDS, *(words for _code, words in _kinds(around))])
        newest = copies.log.page(_newest(), 0, 1)
        self.version_edit = QLineEdit(newest[0].version if newest else "")
        self.note_edit = TextEdit(lines=2, most_lines=6)
        numbers = self.field(
            "numbers", "&Numbers printed on them", self.numbers_edit, hint="One, or a run: 15-26"
        )
        self.put(numbers, self.field("version", "&Version", self.version_edit, optional=True))
        self.put(self.field("kind", "&Kind", self.kind_edit))
        self.put(self.field("note", "N&ote", self.note_edit, optional=True))
        self.end("&Add them")

        def write() -> None:
            numbers = read_numbers(self.numbers_edit.text())
            self.made = copies.add(
                NewCopies(numbers[0], len(numbers), self.kind_edit.currentText(),
                          self.version_edit.text(), self.note_edit.toPlainText())
            )  # fmt: skip

        self.write = write
        self.numbers_edit.selectAll()
        self.numbers_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def wrong(self) -> Mapping[str, str]:
        """Want one run of numbers."""
        try:
            numbers = read_numbers(self.numbers_edit.text())
        except Refused as error:
            return {"numbers": error.sentence()}
        run = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        return {"numbers": "" if run else "Name one run of numbers: 15-26."}


class CopyDialog(EntryDialog):
    """Corrects what is said of a copy."""

    def __init__(self, around: Around, copy: ProductCopy) -> None:
        kept = f"training/copies/{copy.id}"
        super().__init__(f"Change {copy.called.lower()}", around.desk, kept, around.owner,
                         width=_NARROW)  # fmt: skip
        self.kind_edit = _typed_combo([*KINDS, *(words for _code, words in _kinds(around))])
        self.kind_edit.setEditText(copy.kind)
        self.version_edit = QLineEdit(copy.version)
        self.note_edit = TextEdit(copy.note, lines=2, most_lines=6)
        self.put(
            self.field("kind", "&Kind", self.kind_edit),
            self.field("version", "&Version", self.version_edit, optional=True),
        )
        self.put(self.field("note", "N&ote", self.note_edit, optional=True))
        self.end("&Save")
        self.write = lambda: around.services.copies.change(
            copy.id, kind=self.kind_edit.currentText(), version=self.version_edit.text(),
            note=self.note_edit.toPlainText(),
        )  # fmt: skip


class LoanDialog(EntryDialog):
    """Lends copies to a holder, or corrects a loan.

    Attributes:
        lent: The keys of the copies that went out; empty until they did.
    """

    def __init__(
        self, around: Around, copy: ProductCopy | None = None, loan: Loan | None = None
    ) -> None:
        """Make it.

        Args:
            around: What the room has around it.
            copy: The copy to begin with; None leaves the numbers to be typed.
            loan: What is corrected; None lends.
        """
        key = "new" if loan is None else str(loan.id)
        title = "Lend copies" if loan is None else f"Change the loan of copy {loan.number}"
        super().__init__(title, around.desk, f"training/loan/{key}", around.owner)
        self._around, self._loan = around, loan
        self._here = {one.number: one.id for one in around.services.copies.here()}
        self.lent: list[int] = []
        today = around.clock.today
        first = str(copy.number) if copy else str(min(self._here, default=""))
        self.numbers_edit = QLineEdit(first)
        known = lambda: known_parties(around.services.contacts)  # noqa: E731 - asked when typed into
        self.holder_edit = PartiesEdit(known)
        self.trainer_edit = PartiesEdit(known, placeholder="Person there")
        self.out_edit = DateEdit(today, is_past=True)
        self.review_edit = DateEdit(today)
        self.note_edit = TextEdit(lines=2, most_lines=6)
        self._lay(loan is None)
        self._fill_in(loan)
        self.out_edit.date_chosen.connect(self._propose)
        self.end("&Lend" if loan is None else "&Save")
        self.write = self._write
        (self.numbers_edit if copy is None and loan is None else self.holder_edit).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def wrong(self) -> Mapping[str, str]:
        """Want copies that are here, one holder and a day."""
        holders = self.holder_edit.parties()
        return {
            "numbers": self._wrong_numbers() if self._loan is None else "",
            "holder": _one_only(holders, "Who gets it?"),
            "trainer": _one_only(self.trainer_edit.parties(), ""),
            "out": "" if self.out_edit.day() else "On which day did it go out?",
        }

    def new(self) -> NewLoan:
        """Return the loan as it is typed."""
        holder = self.holder_edit.parties()[0]
        trainers = self.trainer_edit.parties()
        trainer = trainers[0] if trainers else Party("")
        is_known = holder.organisation_id is not None or holder.contact_id is not None
        out = self.out_edit.day() or self._around.clock.today()
        return NewLoan(
            out, holder.organisation_id, holder.contact_id, "" if is_known else holder.words,
            trainer.contact_id, "" if trainer.contact_id else trainer.words,
            self.review_edit.day(), self.note_edit.toPlainText(),
        )  # fmt: skip

    def _lay(self, is_new: bool) -> None:
        if is_new:
            here = say_numbers(sorted(self._here))
            hint = f"Here: {here}" if here else "None is here: all are lent or gone."
            numbers = self.field("numbers", "&Copies", self.numbers_edit, hint=hint)
            self.put(numbers)
        self.put(self.field("holder", "&Who gets it", self.holder_edit))
        self.put(
            self.field("out", "Goes &out", self.out_edit),
            self.field("review", "&Trial to be reviewed", self.review_edit, optional=True,
                       hint="Six months after, as a rule"),
        )  # fmt: skip
        self.put(self.field("trainer", "T&rained to use it there", self.trainer_edit,
                            optional=True))  # fmt: skip
        self.put(self.field("note", "&Note", self.note_edit, optional=True))

    def _fill_in(self, loan: Loan | None) -> None:
        if loan is None:
            today = self._around.clock.today()
            self.out_edit.set_day(today)
            self.review_edit.set_day(usual_review(today))
            return
        self.holder_edit.set_parties([_party(self._around, loan)])
        if loan.trainer:
            self.trainer_edit.set_parties([Party(loan.trainer, None, loan.trainer_id)])
        self.out_edit.set_day(loan.out)
        self.review_edit.set_day(loan.review)
        self.note_edit.setPlainText(loan.note)

    def _propose(self, day: object) -> None:
        if isinstance(day, date):
            self.review_edit.set_day(usual_review(day))

    def _wrong_numbers(self) -> str:
        try:
            numbers = read_numbers(self.numbers_edit.text())
        except Refused as error:
            return error.sentence()
        gone = [number for number in numbers if number not in self._here]
        if not gone:
            return ""
        noun = "Copy" if len(gone) == 1 else "Copies"
        return f"{noun} {say_numbers(gone)} {'is' if len(gone) == 1 else 'are'} not here."

    def _write(self) -> None:
        copies = self._around.services.copies
        if self._loan is not None:
            copies.change_loan(self._loan.id, self.new())
            self.lent = [self._loan.copy_id]
            return
        wanted = [self._here[number] for number in read_numbers(self.numbers_edit.text())]
        copies.lend(wanted, self.new())
        self.lent = wanted


class ReachedDialog(EntryDialog):
    """How many people a holder says they reached."""

    def __init__(self, around: Around, loan: Loan) -> None:
        kept = f"training/loan/{loan.id}/reached"
        super().__init__("People reached", around.desk, kept, around.owner, width=_NARROW)
        self.say("How many people were reached?", f"Copy {loan.number}: {loan.holder_words}")
        self.count_edit = CountEdit()
        self.on_edit = DateEdit(around.clock.today, is_past=True)
        self.on_edit.set_day(around.clock.today())
        self.words_edit = TextEdit(lines=2, most_lines=5)
        before = f"{loan.reached_words} until now" if loan.reached.records else ""
        self.put(
            self.field("count", "&People, since last told", self.count_edit, hint=before),
            self.field("on", "&Told on", self.on_edit),
        )
        self.put(self.field("words", "&How", self.words_edit, optional=True,
                            hint="Who they were, in how many sessions; no names"))  # fmt: skip
        self.end("&Note it")
        self.write = lambda: around.services.copies.report_reached(
            loan.id, self.on_edit.day() or around.clock.today(), self.count_edit.count(),
            self.words_edit.toPlainText(),
        )  # fmt: skip
        self.count_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def wrong(self) -> Mapping[str, str]:
        """Want a number and a day."""
        known = self.count_edit.count().how is not How.UNKNOWN
        return {
            "count": "" if known else "Say how many; “about 40” will do.",
            "on": "" if self.on_edit.day() else "On which day?",
        }


class DayDialog(EntryDialog):
    """A day and words: asked back, come back, a note."""

    def __init__(
        self, around: Around, title: str, about: str, kept: str, verb: str,
        act: Callable[[date, str], object], *, must_say: bool = False, hint: str = "",
    ) -> None:  # fmt: skip
        """Make it.

        Args:
            around: What the room has around it.
            title: The question.
            about: What it is about, in a line.
            kept: Under which name what is typed is kept.
            verb: On the button.
            act: Does it, with the day and the words.
            must_say: Words are needed.
            hint: Under the words.
        """
        super().__init__(title, around.desk, kept, around.owner, width=_NARROW)
        self._must_say = must_say
        self.say(title, about)
        self.on_edit = DateEdit(around.clock.today, is_past=True)
        self.on_edit.set_day(around.clock.today())
        self.words_edit = TextEdit(lines=2, most_lines=6)
        self.put(self.field("on", "&On", self.on_edit))
        self.put(self.field("words", "&Words", self.words_edit, optional=not must_say, hint=hint))
        self.end(verb)
        self.write = lambda: act(
            self.on_edit.day() or around.clock.today(), self.words_edit.toPlainText()
        )
        self.words_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def wrong(self) -> Mapping[str, str]:
        """Want a day, and words where they are needed."""
        told = self.words_edit.toPlainText().strip()
        return {
            "on": "" if self.on_edit.day() else "On which day?",
            "words": "" if told or not self._must_say else "Write what it is.",
        }


class EndDialog(EntryDialog):
    """Why a copy is gone for good."""

    def __init__(self, around: Around, copy: ProductCopy) -> None:
        kept = f"training/copies/{copy.id}/end"
        super().__init__(f"{copy.called} is gone", around.desk, kept, around.owner, width=_NARROW)
        holder = f"It was with {copy.loan.holder_words}." if copy.loan else "It was here."
        self.say(f"What became of {copy.called.lower()}?", holder)
        self.reason_edit = _typed_combo(REASONS)
        self.on_edit = DateEdit(around.clock.today, is_past=True)
        self.on_edit.set_day(around.clock.today())
        self.put(
            self.field("reason", "&What became of it", self.reason_edit),
            self.field("on", "&On", self.on_edit),
        )
        self.put(WrapLabel("It is listed no more as lent, and chased no more.", "support"))
        self.end("It is &gone")
        self.write = lambda: around.services.copies.end(
            copy.id, self.on_edit.day() or around.clock.today(), self.reason_edit.currentText()
        )

    def wrong(self) -> Mapping[str, str]:
        """Want a reason and a day."""
        return {
            "reason": "" if self.reason_edit.currentText().strip() else "Say what became of it.",
            "on": "" if self.on_edit.day() else "On which day?",
        }


def _party(around: Around, loan: Loan) -> Party:
    if loan.contact_id is not None:
        words = f"{loan.contact}, {loan.organisation}" if loan.organisation else loan.contact
        return Party(words, loan.organisation_id, loan.contact_id)
    if loan.organisation_id is not None:
        return Party(loan.organisation, loan.organisation_id)
    return Party(loan.holder)


def _one_only(parties: list[Party], nobody: str) -> str:
    if not parties:
        return nobody
    return "" if len(parties) == 1 else "Name one only."


def _typed_combo(offered: tuple[str, ...] | list[str]) -> Combo:
    box = Combo()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(list(dict.fromkeys(one for one in offered if one)))
    return box


def _kinds(around: Around) -> list[tuple[str, str]]:
    kinds = next(one for one in around.services.copies.log.filters() if one.key == "kind")
    return list(kinds.options)


def _newest() -> Query:
    return Query(sort="number")
