"""Product copies: entered, lent, reported on, reviewed, asked back, gone; one Undo each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from prevent_desk.contacts.model.history import Happening
from prevent_desk.contacts.model.people import refuse_ahead
from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Answers, Questionnaire, tidy
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How
from prevent_desk.logbook.model.query import Query
from prevent_desk.readers import shipped
from prevent_desk.store import audit
from prevent_desk.store.session import Store
from prevent_desk.training.model.copies import (
    FORM,
    Chase,
    LineKind,
    Loan,
    NewCopies,
    NewLoan,
    ProductCopy,
    chased,
)
from prevent_desk.training.service.copies_log import CopyLog, loan_of
from prevent_desk.training.tables import CopyTable, LoanLineTable, LoanTable

PAGE, TAB = "Training", "copies"
_MOST_AT_ONCE, _HIGHEST = 500, 99_999
_ICON = "package"


class Copies:
    """Keeps numbered copies of the business product, and who holds them.

    Attributes:
        log: What is listed of them.
    """

    def __init__(self, store: Store, clock: Clock, organisations: Organisations) -> None:
        self._store, self._clock, self._organisations = store, clock, organisations
        self.log = CopyLog(store, clock)

    # Reading

    def one(self, copy_id: int) -> ProductCopy:
        """Return a copy.

        Raises:
            Refused: It is no longer there.
        """
        found = self.log.one(copy_id)
        if found is None:
            raise _gone()
        return found

    def is_there(self, copy_id: int) -> bool:
        """Return whether a copy is there."""
        with self._store.reading() as session:
            return session.get(CopyTable, copy_id) is not None

    def how_many(self) -> int:
        """Return how many copies there are."""
        return self.log.count(Query())

    def next_number(self) -> int:
        """Return the number after the highest there is."""
        with self._store.reading() as session:
            newest = select(CopyTable.number).order_by(CopyTable.number.desc()).limit(1)
            return (session.scalar(newest) or 0) + 1

    def here(self) -> list[ProductCopy]:
        """Return the copies that can be lent, by number."""
        found = self.log.everything(Query(chosen={"state": frozenset({"here"})}))
        return sorted(found, key=lambda one: one.number)

    def loans(self) -> list[Loan]:
        """Return every loan, oldest first."""
        query = (
            select(CopyTable)
            .join(CopyTable.loans)
            .distinct()
            .options(selectinload(CopyTable.loans).selectinload(LoanTable.lines))
        )
        with self._store.reading() as session:
            rows = session.scalars(query).all()
            known = resolved.read(session)
            found = [loan_of(one, row, known) for row in rows for one in row.loans]
        return sorted(found, key=lambda one: (one.out, one.id))

    def chase_list(self) -> list[Chase]:
        """Return the holders to be asked today, those with the oldest reason first."""
        return chased(self.loans(), self._clock.today())

    def form(self, version: str = "") -> Questionnaire:
        """Return the form of the trial's review in a version; the newest where none is asked."""
        forms = {v: one for (code, v), one in shipped.questionnaires().items() if code == FORM}
        return forms.get(version) or forms[max(forms, key=int)]

    def happenings(self, organisation_id: int) -> Sequence[Happening]:
        """Return what happened with copies an organisation holds or held."""
        keys = set(self._organisations.keys_of(organisation_id))
        found: list[Happening] = []
        for loan in self.loans():
            if loan.organisation_id in keys:
                found += _told(loan)
        return found

    # Acting

    def add(self, new: NewCopies) -> list[int]:
        """Enter copies numbered in a run; return their keys.

        Raises:
            Refused: A number is there already, or there would be none or too many.
        """
        if not 1 <= new.many <= _MOST_AT_ONCE:
            raise Refused(f"At most {_MOST_AT_ONCE} copies are entered at once.")
        if not 1 <= new.first <= _HIGHEST - new.many:
            raise Refused(f"{new.first:,} is no number of a copy.", next_step="Say 1 to 99,999.")
        numbers = range(new.first, new.first + new.many)
        label = f"copy {new.first}" if new.many == 1 else f"copies {numbers[0]} to {numbers[-1]}"
        with self._store.writing(f"new {label}") as session:
            there = select(CopyTable.number).where(
                CopyTable.number.between(numbers[0], numbers[-1])
            )
            if taken := sorted(session.scalars(there)):
                raise Refused(
                    f"Copy {taken[0]} is there already.",
                    next_step=f"The next free number is {self._free(session)}.",
                )
            rows = [
                CopyTable(
                    number=number, kind=new.kind.strip(), version=new.version.strip(),
                    note=new.note.strip(), ended=None, end_reason="", at=self._now(),
                )
                for number in numbers
            ]  # fmt: skip
            session.add_all(rows)
            session.flush()
            return [row.id for row in rows]

    def change(self, copy_id: int, *, kind: str, version: str, note: str) -> None:
        """Correct what is said of a copy.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.writing(f"change of {self._called(copy_id)}") as session:
            row = _copy(session, copy_id)
            row.kind, row.version, row.note = kind.strip(), version.strip(), note.strip()

    def lend(self, copy_ids: Sequence[int], new: NewLoan) -> list[int]:
        """Lend copies to a holder, in one act; return the loans.

        Raises:
            Refused: None is chosen, one is out or gone, nobody is named, or a day cannot be.
        """
        if not copy_ids:
            raise Refused("No copy is chosen.", next_step="Choose which copies go out.")
        _refuse_loan(new, self._clock.today())
        with self._store.writing(f"loan of {self._called(*copy_ids)}") as session:
            rows = []
            for copy_id in copy_ids:
                copy = _copy(session, copy_id)
                if copy.ended is not None or any(one.back is None for one in copy.loans):
                    raise Refused(
                        f"Copy {copy.number} is not here.", next_step="Choose another copy."
                    )
                last = max((one.back for one in copy.loans if one.back), default=None)
                if last is not None and new.out < last:
                    raise Refused(f"Copy {copy.number} was still out that day.")
                row = LoanTable(
                    organisation_id=new.organisation_id, contact_id=new.contact_id,
                    holder=new.holder.strip(), trainer_id=new.trainer_id,
                    trainer=new.trainer.strip(), version=copy.version, out=new.out,
                    review=new.review, reviewed=None, form="", form_version="", answers={},
                    recalled=None, back=None, back_note="", note=new.note.strip(),
                    at=self._now(), by=self._store.actor,
                )  # fmt: skip
                copy.loans.append(row)
                rows.append(row)
            session.flush()
            return [row.id for row in rows]

    def change_loan(self, loan_id: int, new: NewLoan) -> None:
        """Correct who holds a copy, who was trained, and its days.

        Raises:
            Refused: Nobody is named, a day cannot be, or it is no longer there.
        """
        _refuse_loan(new, self._clock.today())
        with self._store.writing(self._loan_label("change of the loan of", loan_id)) as session:
            row = _loan(session, loan_id)
            if row.back is not None and row.back < new.out:
                raise Refused("It would have come back before it went out.")
            row.organisation_id, row.contact_id = new.organisation_id, new.contact_id
            row.holder, row.note = new.holder.strip(), new.note.strip()
            row.trainer_id, row.trainer = new.trainer_id, new.trainer.strip()
            row.out, row.review = new.out, new.review

    def report_reached(self, loan_id: int, on: date, count: Count, words: str = "") -> None:
        """Note whom a holder says they reached since they last said.

        Raises:
            Refused: The day lies ahead or before it went out, or the number is not known.
        """
        if count.how is How.UNKNOWN:
            raise Refused("Say how many people.", next_step="“about 40” will do.")
        with self._store.writing(self._loan_label("people reached with", loan_id)) as session:
            self._line(session, loan_id, LineKind.REACHED, on, words, count)

    def note(self, loan_id: int, on: date, words: str) -> None:
        """Note something of a loan: a call, a promise.

        Raises:
            Refused: It has no words, or the day cannot be.
        """
        if not words.strip():
            raise Refused("A note needs words.")
        with self._store.writing(self._loan_label("note on", loan_id)) as session:
            self._line(session, loan_id, LineKind.NOTE, on, words)

    def note_chased(self, loan_ids: Sequence[int], on: date, words: str) -> None:
        """Note that holders were reminded.

        Raises:
            Refused: One is no longer there.
        """
        label = "reminder about" if len(loan_ids) == 1 else "reminders about"
        with self._store.writing(self._loan_label(label, *loan_ids)) as session:
            for loan_id in loan_ids:
                self._line(session, loan_id, LineKind.CHASED, on, words)

    def review(
        self,
        loan_id: int,
        on: date,
        answers: Answers,
        again: date | None = None,
        reached: Count = NOT_KNOWN,
    ) -> None:
        """Keep the review of a trial.

        Args:
            loan_id: The loan.
            on: The day it was reviewed.
            answers: To the newest form.
            again: When it is to be looked at again; None for no more.
            reached: People reached, to be noted in the same act; not known for none.

        Raises:
            Refused: Nothing is answered, a day cannot be, or it is no longer there.
        """
        told, form = tidy(answers), self.form()
        if not told:
            raise Refused("Nothing is answered.", next_step="Answer at least one question.")
        if again is not None and again <= on:
            raise Refused("The next look would be before this one.", next_step="Say a later day.")
        with self._store.writing(self._loan_label("trial review of", loan_id)) as session:
            row = self._line(session, loan_id, LineKind.REVIEWED, on, "")
            if reached.number is not None:
                self._line(session, loan_id, LineKind.REACHED, on, "Told in the review", reached)
            row.reviewed = None if again is not None else on
            row.review = again if again is not None else row.review
            row.form, row.form_version, row.answers = form.code, form.version, told

    def recall(self, loan_ids: Sequence[int], on: date, words: str = "") -> None:
        """Note that copies were asked back.

        Raises:
            Refused: None is chosen, one is back, or the day cannot be.
        """
        if not loan_ids:
            raise Refused("No copy is chosen.")
        label = self._loan_label("recall of", *loan_ids)
        with self._store.writing(label) as session:
            for loan_id in loan_ids:
                row = self._line(session, loan_id, LineKind.RECALLED, on, words)
                if row.back is not None:
                    raise Refused("It is back already.")
                row.recalled = on

    def come_back(self, loan_id: int, on: date, note: str = "") -> None:
        """Note that a copy came back.

        Raises:
            Refused: It is back already, or the day cannot be.
        """
        with self._store.writing(self._loan_label("return of", loan_id)) as session:
            row = self._line(session, loan_id, LineKind.BACK, on, note)
            if row.back is not None:
                raise Refused("It is back already.")
            row.back, row.back_note = on, note.strip()

    def end(self, copy_id: int, on: date, reason: str) -> None:
        """Note that a copy is gone: lost, destroyed, withdrawn.

        Raises:
            Refused: The day lies ahead, no reason is given, or it is gone already.
        """
        refuse_ahead(on, self._clock.today(), "That a copy is gone")
        if not reason.strip():
            raise Refused("Say what became of it.", next_step="Lost, destroyed, withdrawn …")
        with self._store.writing(f"end of {self._called(copy_id)}") as session:
            row = _copy(session, copy_id)
            if row.ended is not None:
                raise Refused(f"Copy {row.number} is gone already.")
            row.ended, row.end_reason = on, reason.strip()

    def found(self, copy_id: int) -> None:
        """Note that a copy turned up after all."""
        with self._store.writing(f"return of {self._called(copy_id)}") as session:
            row = _copy(session, copy_id)
            row.ended, row.end_reason = None, ""

    def remove_line(self, line_id: int) -> None:
        """Take a line away that was entered by mistake; what follows from acts is undone instead.

        Raises:
            Refused: It follows from another act, or is no longer there.
        """
        with self._store.reading() as session:
            found = session.get(LoanLineTable, line_id)
            if found is None:
                raise Refused("That line is no longer there.")
            kind, loan_id = found.kind, found.loan_id
        if kind not in {LineKind.REACHED.value, LineKind.NOTE.value, LineKind.CHASED.value}:
            raise Refused("It follows from another act.", next_step="Undo that instead.")
        with self._store.writing(self._loan_label("removal of a line of", loan_id)) as session:
            loan = _loan(session, loan_id)
            loan.lines.remove(session.get_one(LoanLineTable, line_id))

    def note_drafts(self, loan_ids: Sequence[int]) -> None:
        """Note in the audit trail that drafts to holders were made."""
        with self._store.writing(None) as session:
            audit.note(session, "drafted", "product loans", "", {"count": len(loan_ids)})

    # Inside

    def _line(
        self,
        session: Session,
        loan_id: int,
        kind: LineKind,
        on: date,
        words: str,
        count: Count = NOT_KNOWN,
    ) -> LoanTable:
        row = _loan(session, loan_id)
        refuse_ahead(on, self._clock.today(), "It")
        if on < row.out:
            raise Refused("That day is before it went out.", next_step="Correct the day.")
        row.lines.append(
            LoanLineTable(
                kind=kind.value, on=on, reached=count.number, reached_how=count.how.value,
                words=words.strip(), at=self._now(), by=self._store.actor,
            )
        )  # fmt: skip
        return row

    def _called(self, *copy_ids: int) -> str:
        with self._store.reading() as session:
            numbers = sorted(_copy(session, one).number for one in copy_ids)
        if len(numbers) == 1:
            return f"copy {numbers[0]}"
        return f"{len(numbers)} copies"

    def _loan_label(self, what: str, *loan_ids: int) -> str:
        with self._store.reading() as session:
            copies = [_loan(session, one).copy_id for one in loan_ids]
        return f"{what} {self._called(*copies)}"

    def _free(self, session: Session) -> int:
        newest = select(CopyTable.number).order_by(CopyTable.number.desc()).limit(1)
        return (session.scalar(newest) or 0) + 1

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def _told(loan: Loan) -> list[Happening]:
    called, position = f"Copy {loan.number}", {"tab": TAB, "record": loan.copy_id}
    trained = f"; {loan.trainer} trained to use it" if loan.trainer else ""
    found = [Happening(loan.out, f"{called} of the kit lent{trained}", _ICON, PAGE, position)]
    found += [
        Happening(line.on, f"{called}: {line.told}", _ICON, PAGE, position) for line in loan.lines
    ]
    if loan.review is not None and loan.reviewed is None and loan.is_open:
        words = f"Trial of {called.lower()} to be reviewed"
        found.append(Happening(loan.review, words, _ICON, PAGE, position, ahead=True))
    return found


def _refuse_loan(new: NewLoan, today: date) -> None:
    refuse_ahead(new.out, today, "A loan")
    if new.organisation_id is None and new.contact_id is None and not new.holder.strip():
        raise Refused("Nobody is named who gets it.", next_step="Choose or type the holder.")
    if new.review is not None and new.review <= new.out:
        raise Refused("The trial would be reviewed before it began.", next_step="Correct the day.")


def _copy(session: Session, copy_id: int) -> CopyTable:
    row = session.get(CopyTable, copy_id)
    if row is None:
        raise _gone()
    return row


def _loan(session: Session, loan_id: int) -> LoanTable:
    row = session.get(LoanTable, loan_id)
    if row is None:
        raise Refused("That loan is no longer there.", next_step="Undo may bring it back.")
    return row


def _gone() -> Refused:
    return Refused("That copy is no longer there.", next_step="Undo may bring it back.")
