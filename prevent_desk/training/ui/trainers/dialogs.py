"""A trainer entered or changed, and that one stopped."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.logbook.ui.parties_edit import PartiesEdit, known_parties
from prevent_desk.training.model.trainers import NewTrainer, Trainer
from prevent_desk.training.ui.around import Around
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.labels import WrapLabel


class TrainerDialog(EntryDialog):
    """Who may give which course, since when and until when.

    Attributes:
        made: The number of the trainer; None until they were written.
    """

    def __init__(
        self, around: Around, trainer: Trainer | None = None, parent: QWidget | None = None
    ) -> None:
        """Make it; `trainer` is who is changed, None for a new one."""
        which = "new" if trainer is None else str(trainer.id)
        title = "New trainer" if trainer is None else "Change trainer"
        kept = f"training/trainer/{which}"
        super().__init__(title, around.desk, kept, parent or around.owner, width=500)
        self._around, self._trainer = around, trainer
        self.made: int | None = None
        contacts = around.services.contacts
        self.who_edit = PartiesEdit(
            lambda: [one for one in known_parties(contacts) if one.contact_id is not None],
            placeholder="Contact, or a name",
        )
        self.course_edit = Combo()
        self.course_edit.addItem("Any course", None)
        for course in around.services.courses.all():
            self.course_edit.addItem(course.title, course.id)
        self.accredited_edit = DateEdit(around.clock.today)
        self.until_edit = DateEdit(around.clock.today)
        self.note_edit = TextEdit(lines=2, most_lines=6)
        self.put(self.field("who", "&Who", self.who_edit))
        self.put(self.field("course", "&Course", self.course_edit))
        self.put(
            self.field("accredited", "&Accredited", self.accredited_edit, optional=True),
            self.field("until", "&Until", self.until_edit, optional=True),
        )
        self.put(self.field("note", "&Note", self.note_edit, optional=True))
        if trainer is not None:
            self._begin_with(trainer)
        self.end("&Add trainer" if trainer is None else "&Save")
        self.write = self._write

    def _begin_with(self, one: Trainer) -> None:
        self.who_edit.set_parties([one.who])
        if one.course_id is not None and self.course_edit.findData(one.course_id) < 0:
            self.course_edit.addItem(one.course, one.course_id)
        self.course_edit.setCurrentIndex(max(self.course_edit.findData(one.course_id), 0))
        self.accredited_edit.set_day(one.accredited)
        self.until_edit.set_day(one.until)
        self.note_edit.setPlainText(one.note)

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong, by the name of its field."""
        who = self.who_edit.parties()
        first, last = self.accredited_edit.day(), self.until_edit.day()
        return {
            "who": "Who is it?" if not who else "Name one; enter others after." if who[1:] else "",
            "until": "That is before it begins." if first and last and last < first else "",
        }

    def _write(self) -> None:
        new = NewTrainer(
            self.who_edit.parties()[0], self.course_edit.currentData(),
            self.accredited_edit.day(), self.until_edit.day(), self.note_edit.toPlainText(),
        )  # fmt: skip
        trainers = self._around.services.trainers
        if self._trainer is None:
            self.made = trainers.add(new)
        else:
            trainers.change(self._trainer.id, new)
            self.made = self._trainer.id


class StoppedDialog(EntryDialog):
    """Since when a trainer no longer gives a course."""

    def __init__(self, around: Around, trainer: Trainer, parent: QWidget | None = None) -> None:
        kept = f"training/trainer/{trainer.id}/stopped"
        super().__init__("Trainer stopped", around.desk, kept, parent or around.owner, width=420)
        self.day_edit = DateEdit(around.clock.today, is_past=True)
        self.day_edit.set_day(around.clock.today())
        self.put(WrapLabel("The sessions they gave stay as they are.", "support"))
        self.put(self.field("day", "&Since", self.day_edit))
        self.end("&Stopped")
        today = around.clock.today
        self.write = lambda: around.services.trainers.end(
            trainer.id, self.day_edit.day() or today()
        )

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong."""
        return {"day": "" if self.day_edit.day() else "Since which day?"}
