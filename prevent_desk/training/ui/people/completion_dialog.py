"""That somebody completed a course: when, how it is known, the certificate."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from prevent_desk.core.dates import say_date
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.outgoing import kept_files
from prevent_desk.training.model.completions import KNOWN_WORDS, Completion, Known
from prevent_desk.training.ui.around import Around
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import ElidedLabel, WrapLabel


class CompletionDialog(EntryDialog):
    """Asks for a completion, or for what is different of one."""

    def __init__(
        self,
        around: Around,
        learner_id: int,
        one: Completion | None = None,
        *,
        course_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            around: Services, shell and clock.
            learner_id: Who completed it.
            one: The completion to be corrected; None for a new one.
            course_id: The course that is chosen first.
            parent: It opens over its window.
        """
        key = f"training/completion/{one.id if one else f'new/{learner_id}'}"
        super().__init__("A completion", around.desk, key, parent or around.owner)
        self._around, self._learner_id, self._one = around, learner_id, one
        self._file: tuple[str, bytes] | None = None
        person = around.services.people.one(learner_id)
        self.say(person.name, "The certificate they send in is the evidence: keep it here.")
        self.course_box = Combo()
        # The longest title would push the other column aside.
        shortened = Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.course_box.setSizeAdjustPolicy(shortened)
        for course in around.services.courses.all():
            self.course_box.addItem(course.title, course.id)
        wanted = one.course_id if one else course_id
        self.course_box.setCurrentIndex(max(0, self.course_box.findData(wanted)))
        self.course_box.setEnabled(one is None)
        self.day_edit = DateEdit(around.clock.today, is_past=True)
        self.day_edit.set_day(one.on if one else None)
        self.put(
            self.field("course", "&Course", self.course_box),
            self.field("day", "Completed &on", self.day_edit),
        )
        self.how_box = Combo()
        for known in (Known.CERTIFICATE, Known.E_LEARNING, Known.TOLD):
            self.how_box.addItem(KNOWN_WORDS[known], known.value)
        self.certificate_edit = QLineEdit(one.certificate if one else "")
        number = self.field("certificate", "Certificate &number", self.certificate_edit,
                            optional=True)  # fmt: skip
        if one is None:
            self.put(self.field("how", "&Known by", self.how_box), number)
        else:
            self.put(number)
        self.until_edit = DateEdit(around.clock.today)
        self.until_edit.set_day(one.own_until if one else None)
        self.note_edit = QLineEdit(one.note if one else "")
        self.put(
            self.field("until", "Counts &until", self.until_edit, optional=True,
                       hint="Only where the certificate names a day."),
            self.field("note", "No&te", self.note_edit, optional=True),
        )  # fmt: skip
        if one is None:
            self.put(FormField("Certificate", self._file_row(), optional=True))
        self.counts_label = WrapLabel("", "support")
        self.put(self.counts_label)
        self.day_edit.date_chosen.connect(lambda _day: self._say())
        self.until_edit.date_chosen.connect(lambda _day: self._say())
        self.course_box.currentIndexChanged.connect(lambda _row: self._say())
        self.write = self._write
        self.end("&Keep" if one else "&Record")
        self._say()
        (self.day_edit if wanted is not None else self.course_box).setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Say what is missing."""
        return {"day": "" if self.day_edit.day() else "On which day was it completed?"}

    # Inside

    def _file_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        self.file_label = ElidedLabel("No file chosen", "support")
        self.file_button = Button("Choose &file…", "folder-open")
        self.file_button.clicked.connect(lambda _on=False: self._choose())
        row.addWidget(self.file_button)
        row.addWidget(self.file_label, 1)
        return holder

    def _choose(self) -> None:
        found = kept_files.chosen(self, "The certificate")
        if found is not None:
            self._file = found
            self.file_label.setText(found[0])

    def _say(self) -> None:
        day = self.day_edit.day()
        course = self._around.services.courses.by_id().get(int(self.course_box.currentData() or 0))
        if course is None or day is None:
            self.counts_label.setText("")
            return
        until = self.until_edit.day() or course.until(day)
        told = f"It counts until {say_date(until)}." if until else "It counts for good."
        self.counts_label.setText(told)

    def _write(self) -> None:
        completions, day = self._around.services.completions, self.day_edit.day()
        if day is None:
            return
        certificate, note = self.certificate_edit.text(), self.note_edit.text()
        until = self.until_edit.day()
        if self._one is not None:
            completions.change(self._one.id, day, until=until, certificate=certificate, note=note)
            return
        completions.add(
            self._learner_id, int(self.course_box.currentData()), day,
            Known(self.how_box.currentData()), until=until, certificate=certificate,
            file=self._file, note=note,
        )  # fmt: skip
