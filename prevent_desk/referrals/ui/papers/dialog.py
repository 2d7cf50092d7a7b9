"""Takes one referral out: its whole record, a case summary, or its chronology."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QCheckBox, QWidget

from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.exports import preview
from prevent_desk.exports.pdf.made import Made
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.referrals.exports.kinds import TARGETS
from prevent_desk.referrals.model.papers.wanted import Format, Kind, Wanted
from prevent_desk.referrals.ui.around import Around
from prevent_desk.ui.forms import Form
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.workers import child

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""

_KINDS = {kind.name: kind for kind in Kind}
_FORMATS = {one.name: one for one in Format}


class PaperFields(Form):
    """forms/referrals/paper_fields.ui."""

    ui = "referrals/paper_fields.ui"
    kind_field: FormField
    format_field: FormField
    names_check: QCheckBox
    person_check: QCheckBox
    notes_check: QCheckBox
    as_at_field: FormField


@dataclass(frozen=True, slots=True)
class Begin:
    """What the dialog begins with."""

    kind: Kind = Kind.SUMMARY
    whole_person: bool = False


class PaperDialog(TakeOutDialog):
    """Takes papers of one referral out, protected unless that is turned off."""

    def __init__(
        self,
        around: Around,
        episode_id: int,
        begin: Begin | None = None,
        parent: QWidget | None = None,
        *,
        make: Make = child.run,
    ) -> None:
        """Begin by reference, without names.

        Args:
            around: Services, shell and clock.
            episode_id: The referral.
            begin: What to begin with.
            parent: The page; the room itself where none is given.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            "Take the referral out",
            "Somebody who asked not to be named is in no paper.",
            around.desk,
            around.clock,
            parent or around.owner,
            may_protect=True,
        )
        self._around, self._episode_id, self._make = around, episode_id, make
        self._build(begin or Begin())
        self.begin()

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        kind, fields = self._kind(), self.fields
        is_line, is_record = kind is Kind.CHRONOLOGY, kind is Kind.RECORD
        return Wanted(
            self._episode_id,
            kind,
            self._format(),
            self.marking(),
            with_names=fields.names_check.isChecked(),
            whole_person=is_line and fields.person_check.isChecked(),
            as_at=self.as_at_edit.day() if is_line else None,
            with_notes=is_record and fields.notes_check.isChecked(),
        )

    def kind_words(self) -> str:
        """Return what the file is called; never a name, nor a reference."""
        return self._kind().words

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return self._format().suffix

    def work(self) -> Work[Prepared]:
        """Return the work of making the file, and the pages that show it."""
        wanted, papers, make = self.wanted(), self._around.services.papers, self._make
        export_id, practice = self._id, self._desk.is_practice()

        def work(report: Report, stopped: Stopped) -> Prepared:
            paper = papers.paper(wanted, export_id, practice=practice)
            if stopped():
                raise StoppedError
            # Word's own pages cannot be drawn here: the same words as a PDF show what is in it.
            answer = make(TARGETS[Format.PDF], (paper,), report=report, stopped=stopped)
            shown = Made.unpacked(answer)
            made = shown
            if wanted.format is Format.WORD:
                answer = make(TARGETS[Format.WORD], (paper,), report=report, stopped=stopped)
                made = Made.unpacked(answer)
            pages = preview.page_count(shown.pdf)
            return Prepared(wanted, made.pdf, made.warnings, pages, paper, shown.pdf)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that it was taken out."""
        self._around.services.papers.note_export(cast("Wanted", prepared.wanted), self._id)

    def take_fields(self) -> bool:
        """Take in the day that is being typed."""
        if self.as_at_edit.take():
            return True
        self.as_at_edit.setFocus()
        return False

    # Making it

    def _kind(self) -> Kind:
        return _KINDS[self.kind_combo.currentData()]

    def _format(self) -> Format:
        return _FORMATS[self.format_choice.value()]

    def _build(self, begin: Begin) -> None:
        form = self.build_frame()
        self.fields = fields = PaperFields(form.own_pane)
        self.kind_combo = Combo()
        for kind in Kind:
            self.kind_combo.addItem(kind.label, kind.name)
        self.kind_combo.setCurrentIndex(self.kind_combo.findData(begin.kind.name))
        fields.kind_field.set_editor(self.kind_combo)
        self.format_choice = Segmented()
        self.format_choice.set_choices(
            [
                Choice(Format.PDF.name, "&PDF", "file-text"),
                Choice(Format.WORD.name, "W&ord", "file-pen"),
            ]
        )
        self.format_choice.set_value(Format.PDF.name)
        fields.format_field.set_editor(self.format_choice)
        self.as_at_edit = DateEdit(self._clock.today, is_past=True)
        fields.as_at_field.set_editor(self.as_at_edit)
        fields.person_check.setChecked(begin.whole_person)
        self._show_kind()
        self.kind_combo.activated.connect(self._kind_chosen)
        self.format_choice.chosen.connect(self._kind_chosen)
        for check in (fields.names_check, fields.person_check, fields.notes_check):
            check.toggled.connect(self.changed)
        self.as_at_edit.date_chosen.connect(self.changed)
        self.as_at_edit.refused.connect(fields.as_at_field.set_error)

    def _kind_chosen(self, *_: object) -> None:
        self._show_kind()
        self.name_kind()
        self.changed()

    def _show_kind(self) -> None:
        kind = self._kind()
        self.fields.person_check.setVisible(kind is Kind.CHRONOLOGY)
        self.fields.as_at_field.setVisible(kind is Kind.CHRONOLOGY)
        self.fields.notes_check.setVisible(kind is Kind.RECORD)
