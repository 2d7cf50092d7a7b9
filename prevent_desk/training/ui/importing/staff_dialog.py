"""Takes a staff list in: who is new, changed, the same; who does not stand on it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.training.model import staff_list
from prevent_desk.training.model.importing import Kind, ListFile
from prevent_desk.training.model.people import Learner
from prevent_desk.training.model.staff_lines import StaffLine, StaffPreview
from prevent_desk.training.model.staff_list import PART_WORDS, Part
from prevent_desk.training.service.import_steps import Taken
from prevent_desk.training.service.staff_imports import StaffAsked
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.importing.frame import ListImportDialog
from prevent_desk.training.ui.importing.lines import Row
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import ComboPicker
from prevent_desk.ui.widgets.form_field import FormField

_LEFT = "left"
_KINDS = (
    (Kind.NEW.value, "New"),
    (Kind.CHANGED.value, "Changed"),
    (Kind.WRONG.value, "Cannot be read"),
    (_LEFT, "Not on the list"),
    (Kind.SAME.value, "Nothing new"),
)
_SAID = dict(_KINDS)
_TONES = {
    Kind.NEW.value: "green", Kind.CHANGED.value: "blue", Kind.WRONG.value: "red", _LEFT: "amber",
    Kind.SAME.value: "text2",
}  # fmt: skip


class StaffImportDialog(ListImportDialog):
    """Takes a staff list in; nobody is removed, who left is ticked by hand."""

    def __init__(
        self, around: Around, parent: QWidget | None = None, **others: Any,  # noqa: ANN401
    ) -> None:  # fmt: skip
        super().__init__(
            "Take a staff list in",
            "Everybody on it is known by staff number from then on. You see what each row would "
            "do before anything is written.",
            around,
            parent,
            **others,
        )
        self._preview: StaffPreview | None = None
        self._asked: StaffAsked | None = None
        self.employer_box = ComboPicker("Whose staff", "The council itself", filters=False)
        places = around.services.contacts.organisations.all()
        self.employer_box.set_values([(one.id, one.called) for one in places])
        self.day_edit = DateEdit(around.clock.today, is_past=True)
        self.day_edit.set_day(around.clock.today())
        self.day_field = FormField("&Day of the list", self.day_edit)
        self.day_edit.refused.connect(self.day_field.set_error)
        self.begin(FormField("&Whose staff", self.employer_box), self.day_field)

    def file_words(self) -> tuple[str, str]:
        """Return what the first page says."""
        return (
            "Drop the staff list here, or choose it",
            "Excel (.xlsx, .xls), OpenDocument (.ods) or CSV, with a row of headings such as "
            "Staff number, Name, Department, Job title.",
        )

    def offered(self) -> Sequence[tuple[str, str]]:
        """Return what a column may tell."""
        return [(part.value, PART_WORDS[part]) for part in Part]

    def guessed(self, file: ListFile) -> Sequence[str | None]:
        """Return what each column seems to tell."""
        return staff_list.guess(file.headings)

    def missing(self) -> str:
        """Return what the columns or the day lack."""
        if not self.day_edit.take() or self.day_edit.day() is None:
            return "Say of which day the list is."
        return staff_list.what_is_missing(self.columns.mapped())

    def preview_work(self) -> Callable[[], Sequence[Row]]:
        """Return what makes the rows of the preview."""
        day, employer = self.day_edit.day(), self.employer_box.value()
        assert self.file is not None  # noqa: S101 - asked once a file is read
        assert day is not None  # noqa: S101 - `missing` came first
        place = employer if isinstance(employer, int) else None
        asked = StaffAsked(self.file, self.columns.mapped(), place, day)
        imports = self._around.services.imports

        def work() -> Sequence[Row]:
            self._preview, self._asked = imports.staff.preview(asked), asked
            found = self._preview
            return [*(_row(line) for line in found.lines), *(_gone(one) for one in found.left)]

        return work

    def previewed(self) -> None:
        """Say what would be made besides people, and where a list is hardly the whole one."""
        found = self._preview
        if found is None:
            return
        told = []
        if found.departments:
            told.append(_made("department", "departments", found.departments))
        if found.roles:
            told.append(_made("role", "roles", found.roles))
        tone = "blue"
        if found.is_stray:
            tone = "amber"
            told.append(
                f"{len(found.left):,} people here do not stand on it: it seems to be a part of "
                "the list."
            )
        self.banner.show_text(" ".join(told), tone)

    def ticked_first(self, rows: Sequence[Row]) -> Iterable[Hashable]:
        """Tick what is new or changed and sure; who left is ticked by hand."""
        return [
            row.key for row in rows
            if isinstance(row.line, StaffLine) and row.can_be_taken and not row.line.doubtful
        ]  # fmt: skip

    def kind_words(self) -> Sequence[tuple[str, str]]:
        """Return the kinds of rows in their order."""
        return _KINDS

    def take_work(self, rows: Sequence[Row]) -> Callable[[Report, Stopped], Taken]:
        """Return what takes rows in."""
        lines = [row.line for row in rows if isinstance(row.line, StaffLine)]
        left = [row.line.id for row in rows if isinstance(row.line, Learner)]
        asked, imports = self._asked, self._around.services.imports
        assert asked is not None  # noqa: S101 - previewed before it is taken in
        return lambda report, stopped: imports.staff.take_in(asked, lines, left, report, stopped)

    def verb(self, rows: Sequence[Row]) -> str:
        """Return what the button says."""
        if rows:
            return f"Take {len(rows):,} row{'' if len(rows) == 1 else 's'} in"
        day = self._asked.on if self._asked else None
        same = self._preview.lines if self._preview else ()
        still = sum(
            line.known is not None and day is not None and line.kind is Kind.SAME
            and (line.known.listed is None or line.known.listed < day)
            for line in same
        )  # fmt: skip
        return f"Note {still:,} as still there" if still else ""

    def left_kinds(self) -> frozenset[str]:
        """Return the kinds of rows that a file of those left over holds."""
        return frozenset({Kind.WRONG.value})

    def done_words(self, taken: Taken) -> str:
        """Return what the toast says."""
        parts = [
            f"{count:,} {words}"
            for count, words in (
                (taken.added, "new"), (taken.changed, "changed"), (taken.left, "left"),
            )
            if count
        ]  # fmt: skip
        if taken.departments:
            noun = "department" if taken.departments == 1 else "departments"
            parts.append(f"{taken.departments:,} new {noun}")
        if not parts:
            return f"Noted: {taken.listed:,} people are on the list"
        return f"Staff list taken in: {', '.join(parts)}"


def _row(line: StaffLine) -> Row:
    told, kind = line.told, line.kind.value
    who = told.name or (f"No. {told.number}" if told.number else told.place)
    known = line.known.department if line.known else ""
    return Row(
        line.key, who, told.place, kind, _SAID[kind], _TONES[kind], told.department or known,
        line.words, line.can_be_taken, line,
    )  # fmt: skip


def _gone(one: Learner) -> Row:
    number = f"No. {one.staff_no}" if one.staff_no else "No number"
    last = f" of {say_short(one.listed)}" if one.listed else ""
    words = f"Stood on the list{last}, not on this one. Tick it if they left."
    return Row(
        (_LEFT, one.id), one.name, number, _LEFT, _SAID[_LEFT], _TONES[_LEFT], one.department,
        words, True, one,
    )  # fmt: skip


def _made(one: str, many: str, names: Sequence[str]) -> str:
    shown = ", ".join(names[:3])
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    noun = one if len(names) == 1 else many
    return f"{len(names):,} {noun} would be made: {shown}{more}."
