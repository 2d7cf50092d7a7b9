"""Takes completions of e-learning in: whose they are, of which course, on which day."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from prevent_desk.training.model import elearning
from prevent_desk.training.model.completions import KNOWN_WORDS, Known
from prevent_desk.training.model.done_lines import DoneLine
from prevent_desk.training.model.elearning import PART_WORDS, Part, course_part
from prevent_desk.training.model.importing import Kind, ListFile
from prevent_desk.training.service.done_imports import DoneAsked
from prevent_desk.training.service.import_steps import Taken
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.importing.course_words import CourseWords
from prevent_desk.training.ui.importing.frame import ListImportDialog
from prevent_desk.training.ui.importing.lines import Row
from prevent_desk.training.ui.importing.pick_person import PickPersonDialog
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import Combo, ComboPicker
from prevent_desk.ui.widgets.form_field import FormField

_KEPT_WORDS = "training/course words"
_KINDS = (
    (Kind.NEW.value, "New"),
    (Kind.UNMATCHED.value, "Not matched"),
    (Kind.WRONG.value, "Cannot be read"),
    (Kind.PASSED.value, "Passed over"),
    (Kind.SAME.value, "Already here"),
)
_SAID = dict(_KINDS)
_TONES = {
    Kind.NEW.value: "green", Kind.UNMATCHED.value: "amber", Kind.WRONG.value: "red",
    Kind.PASSED.value: "text2", Kind.SAME.value: "text2",
}  # fmt: skip
_HOW = (Known.E_LEARNING, Known.CERTIFICATE, Known.TOLD)


class DoneImportDialog(ListImportDialog):
    """Takes completions in; people are found by staff number, else by address, else by hand."""

    def __init__(
        self, around: Around, parent: QWidget | None = None, **others: Any,  # noqa: ANN401
    ) -> None:  # fmt: skip
        super().__init__(
            "Take completions in",
            "Of e-learning or of any course, as the learning site exports them. You see what each "
            "row would do before anything is written.",
            around,
            parent,
            where="Course",
            **others,
        )
        self._courses = around.services.courses.all()
        self._asked: DoneAsked | None = None
        self._by_hand: dict[int, int] = {}
        self.course_box = ComboPicker("Course", "As its columns say", filters=False)
        self.course_box.set_values([(one.id, one.title) for one in self._courses])
        self.how_box = Combo()
        for how in _HOW:
            self.how_box.addItem(KNOWN_WORDS[how], how.value)
        self.how_box.setAccessibleName("How they are known")
        self.names = CourseWords()
        self.match_button = Button("&Match by hand…", "user-check", small=True)
        self.begin(
            FormField("C&ourse", self.course_box), FormField("How they are &known", self.how_box)
        )
        self.lines.beside.addWidget(self.match_button)
        self.match_button.clicked.connect(self.match)
        self.lines.table.opened.connect(self.match)
        self.lines.table.doubleClicked.connect(lambda _index: self.match())
        self.lines.moved.connect(self._row_changed)
        self.course_box.picked.connect(lambda _value: self._show_names())
        self.columns.changed.connect(self._show_names)

    # What the frame asks

    def file_words(self) -> tuple[str, str]:
        """Return what the first page says."""
        if not self._courses:
            return (
                "There is no course yet",
                "Bring the catalogue in first, under Courses: completions are of courses.",
            )
        return (
            "Drop the file of completions here, or choose it",
            "Excel (.xlsx, .xls), OpenDocument (.ods) or CSV, with a row for each completion or a "
            "column of days for each course.",
        )

    def offered(self) -> Sequence[tuple[str, str]]:
        """Return what a column may tell; the days of each course too."""
        days = [(course_part(one.id), f"Day of “{one.called}”") for one in self._courses]
        return [*((part.value, PART_WORDS[part]) for part in Part), *days]

    def guessed(self, file: ListFile) -> Sequence[str | None]:
        """Return what each column seems to tell."""
        return elearning.guess(file.headings, self._courses)

    def columns_shown(self, file: ListFile) -> None:
        """Put the names of its courses under the columns."""
        self.names = CourseWords()
        self._by_hand = {}
        self.columns.below.addWidget(self.names)
        self._show_names()

    def missing(self) -> str:
        """Return what the columns lack."""
        one_course = self.course_box.value() is not None
        return elearning.what_is_missing(self.columns.mapped(), one_course=one_course)

    def preview_work(self) -> Callable[[], Sequence[Row]]:
        """Return what makes the rows of the preview."""
        assert self.file is not None  # noqa: S101 - asked once a file is read
        course = self.course_box.value()
        asked = DoneAsked(
            self.file, self.columns.mapped(), course if isinstance(course, int) else None,
            self.names.meant(), Known(self.how_box.currentData()), dict(self._by_hand),
        )  # fmt: skip
        imports = self._around.services.imports

        def work() -> Sequence[Row]:
            self._asked = asked
            return [_row(line) for line in imports.done.preview(asked)]

        return work

    def ticked_first(self, rows: Sequence[Row]) -> Iterable[Hashable]:
        """Tick all that is new."""
        return [row.key for row in rows if row.can_be_taken]

    def kind_words(self) -> Sequence[tuple[str, str]]:
        """Return the kinds of rows in their order."""
        return _KINDS

    def take_work(self, rows: Sequence[Row]) -> Callable[[Report, Stopped], Taken]:
        """Return what takes rows in; what names of courses meant is kept for the next file."""
        lines = [row.line for row in rows if isinstance(row.line, DoneLine)]
        asked, imports = self._asked, self._around.services.imports
        assert asked is not None  # noqa: S101 - previewed before it is taken in
        self._keep_names(asked)
        return lambda report, stopped: imports.done.take_in(asked, lines, report, stopped)

    def verb(self, rows: Sequence[Row]) -> str:
        """Return what the button says."""
        if not rows:
            return ""
        return f"Take {len(rows):,} completion{'' if len(rows) == 1 else 's'} in"

    def left_kinds(self) -> frozenset[str]:
        """Return the kinds of rows that a file of those left over holds."""
        return frozenset({Kind.WRONG.value, Kind.UNMATCHED.value})

    def done_words(self, taken: Taken) -> str:
        """Return what the toast says."""
        return f"{taken.added:,} completion{'' if taken.added == 1 else 's'} taken in"

    # By hand

    def match(self) -> None:
        """Ask whose the current row is; every completion of that row is theirs then."""
        row = self.lines.current()
        if row is None or row.kind != Kind.UNMATCHED.value:
            return
        line: DoneLine = row.line
        told = line.told
        number = f"no. {told.number}" if told.number else ""
        said = ", ".join(part for part in (told.name, number, told.email, told.course) if part)
        dialog = PickPersonDialog(self._around, f"{told.place}: {said}", line.maybe, self)
        if dialog.exec() and dialog.learner is not None:
            # Somebody with one number is one person, however many rows speak of them.
            for other in self.lines.rows():
                if _is_same(other.line, line):
                    self._by_hand[other.line.told.row] = dialog.learner.id
            self._take_matched()

    def _take_matched(self) -> None:
        new = {
            row.key
            for row in self.lines.rows()
            if isinstance(row.line, DoneLine) and row.line.told.row in self._by_hand
        }
        self._keep = {row.key for row in self.lines.chosen()} | new
        self.preview()

    def _row_changed(self) -> None:
        row = self.lines.current()
        self.match_button.setEnabled(row is not None and row.kind == Kind.UNMATCHED.value)

    # Names of courses

    def _show_names(self) -> None:
        if self.file is None:
            return
        names: list[str] = []
        if self.course_box.value() is None:
            names = elearning.course_words(self.file.rows, self.columns.mapped())
        kept = self._around.desk.setting(_KEPT_WORDS, {})
        before = self.names.meant() if self.names.boxes else {}
        self.names.show_names(names, self._courses, {**_kept(kept), **before})

    def _keep_names(self, asked: DoneAsked) -> None:
        kept = _kept(self._around.desk.setting(_KEPT_WORDS, {}))
        merged = {**kept, **asked.by_words}
        if merged != kept:
            self._around.desk.remember(_KEPT_WORDS, merged)


def _kept(setting: object) -> dict[str, int | None]:
    if not isinstance(setting, dict):
        return {}
    return {str(key): one for key, one in setting.items() if one is None or isinstance(one, int)}


def _is_same(other: object, line: DoneLine) -> bool:
    if not isinstance(other, DoneLine) or other.kind is not Kind.UNMATCHED:
        return False
    one, told = line.told, other.told
    if one.row == told.row:
        return True
    who = (one.number.casefold(), one.email.casefold(), one.name.casefold())
    return who == (told.number.casefold(), told.email.casefold(), told.name.casefold())


def _row(line: DoneLine) -> Row:
    told, kind = line.told, line.kind.value
    who = line.known.name if line.known else told.name or told.email
    who = who or (f"No. {told.number}" if told.number else told.place)
    return Row(
        line.key, who, told.place, kind, _SAID[kind], _TONES[kind], told.course, line.words,
        line.can_be_taken, line,
    )  # fmt: skip
