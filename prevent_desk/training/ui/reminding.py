"""Reminders as drafts, letters and lists: to each person, or to who manages a department."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.outgoing.drafts_dialog import DraftMessage, DraftsDialog, Nothing
from prevent_desk.training.model import papers, reminders
from prevent_desk.training.model.coverage import Held
from prevent_desk.training.model.reminders import DepartmentList, Reminded
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.paper_dialog import Kind, PaperDialog, Shape
from prevent_desk.ui.tables import Column
from prevent_desk.workers import child

LETTERS, LIST_WORD, LIST_EXCEL = "letters", "list", "sheet"
_AGAIN_DAYS = 14
"""Who was reminded so lately is not ticked."""
_NOBODY = Nothing("Nobody to remind", "Everybody here is current.")


class RemindersDialog(DraftsDialog[Reminded]):
    """A draft to each person who lacks something; who was reminded lately is not ticked."""

    def __init__(
        self, around: Around, held: Sequence[Held], as_of: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Draft reminders",
            "A message to each person, for all they lack here. You send them yourself.",
            around.desk,
            around.clock,
            parent or around.owner,
        )
        self._around, self._as_of = around, as_of
        today = around.clock.today()
        columns = [
            Column[Reminded]("Person", lambda one: one.listed_name,
                             tooltip=lambda one: one.listed_name),
            Column[Reminded]("Lacks", lambda one: one.words(as_of),
                             tooltip=lambda one: one.words(as_of)),
            Column[Reminded]("Reminded", lambda one: say_short(one.last) if one.last else ""),
            Column[Reminded]("E-mail", lambda one: one.email or "–"),
        ]  # fmt: skip
        self.begin(
            columns,
            reminders.by_person(held),
            lambda one: one.last is None or (today - one.last).days >= _AGAIN_DAYS,
            "People to be reminded",
            _NOBODY,
        )

    def message(self, record: Reminded) -> DraftMessage:
        """Return the reminder to one person."""
        practice = self._desk.is_practice()
        told = reminders.to_person(record, self.marking(), practice=practice)
        to = (record.name, record.email) if record.email else None
        # A number, never a name: file names are read off folders and shares.
        return DraftMessage(to, told.subject, told.text, f"training-{record.learner_id}.eml")

    def note(self, records: Sequence[Reminded]) -> None:
        """Note that they were reminded."""
        self._around.services.reminders.note(records, "draft")

    def done_words(self, count: int) -> str:
        """Return what the toast says."""
        return f"{'1 draft' if count == 1 else f'{count:,} drafts'} of training reminders made"

    def saved_words(self) -> str:
        """Return what the banner says after where the drafts are."""
        return "It is noted who was reminded."


class DepartmentDraftsDialog(DraftsDialog[DepartmentList]):
    """A draft for whoever manages a department, with the list of its people."""

    def __init__(
        self, around: Around, held: Sequence[Held], as_of: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Draft lists for departments",
            "One message for each department, with its people. Put in who manages it.",
            around.desk,
            around.clock,
            parent or around.owner,
        )
        self._around, self._as_of = around, as_of
        columns = [
            Column[DepartmentList]("Department", lambda one: one.department),
            Column[DepartmentList]("People", lambda one: f"{len(one.people):,}", align="right"),
        ]
        self.begin(
            columns, reminders.by_department(held), lambda _one: True, "Departments", _NOBODY
        )

    def message(self, record: DepartmentList) -> DraftMessage:
        """Return the message about one department."""
        practice = self._desk.is_practice()
        told = reminders.to_department(record, self._as_of, self.marking(), practice=practice)
        name = f"training-department-{record.department_id}.eml"
        return DraftMessage(None, told.subject, told.text, name)

    def note(self, records: Sequence[DepartmentList]) -> None:
        """Note that their people were reminded."""
        people = [person for one in records for person in one.people]
        self._around.services.reminders.note(people, "list")

    def done_words(self, count: int) -> str:
        """Return what the toast says."""
        return f"{'1 draft' if count == 1 else f'{count:,} drafts'} for departments made"

    def saved_words(self) -> str:
        """Return what the banner says after where the drafts are."""
        return "It is noted who was reminded."


def list_dialog(
    around: Around,
    title: str,
    held: Sequence[Held],
    as_of: date,
    *,
    chosen: str = LIST_WORD,
    make: Callable[..., bytes] = child.run,
) -> PaperDialog:
    """Return the dialog that takes people out as a list or as letters."""
    people = reminders.by_person(held)
    kinds = (
        Kind(LIST_WORD, "List in Word", Shape.WORD, "training list",
             lambda making: papers.people_list(title, held, as_of, making)),
        Kind(LETTERS, "Letters in Word, a page each", Shape.WORD, "training letters",
             lambda making: papers.letters(people, as_of, making)),
        Kind(LIST_EXCEL, "List in Excel", Shape.EXCEL, "training list",
             None, lambda making: papers.people_sheet(title, held, as_of, making)),
    )  # fmt: skip

    def noted(key: str) -> None:
        # A list may be for anything; letters are meant to be sent.
        if key == LETTERS and people:
            around.services.reminders.note(people, "letters")
            around.desk.saved()
            around.acts.changed.emit()

    count = len(people)
    about = f"{title}: {'1 person' if count == 1 else f'{count:,} people'}."
    return PaperDialog(
        around, "Take the list out", about, kinds, [one.learner_id for one in people], noted,
        chosen=chosen, make=make,
    )  # fmt: skip
