"""A course at the right of the list: who needs it, how long it counts and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.training.model.courses import Course
from prevent_desk.training.model.coverage import Counts
from prevent_desk.training.model.needs import Need
from prevent_desk.training.ui.courses.acts import CourseActs
from prevent_desk.ui.widgets.empty_state import EmptyState


class CoursePane(Pane):
    """Shows one course, and what can be done with it."""

    def __init__(self, acts: CourseActs, parent: QWidget | None = None) -> None:
        super().__init__("The course", parent)
        self._can = acts

    def show_nothing(self) -> None:
        """Say that no course is chosen."""
        self.begin()
        self.add(EmptyState("graduation-cap", "No course chosen"))
        self.done()

    def show_course(
        self,
        course: Course,
        needs: Sequence[Need],
        who: Sequence[str],
        counts: Counts,
        before: str,
    ) -> None:
        """Show a course.

        Args:
            course: The course.
            needs: Who needs it.
            who: The same in words, in the same order.
            counts: How those who need it stand.
            before: The course to be taken before it; or empty.
        """
        self.begin()
        chips = [(course.kind_words, "tag", "blue")]
        if course.ended is not None:
            chips.append(("No longer given", "archive", "grey"))
        acts = [Act("Change", partial(self._can.change, course), "pencil")]
        if course.ended is None:
            acts.append(Act("Who needs it", partial(self._can.needed_by, course), "users"))
            acts.append(Act("End", partial(self._can.end, course), "archive"))
        else:
            acts.append(Act("Give again", partial(self._can.resume, course), "rotate-ccw"))
        self.head("Course", course.title, chips, acts)
        self._needed_by(course, needs, who, counts)
        self._about(course, before)
        self.done()

    # Inside

    def _needed_by(
        self, course: Course, needs: Sequence[Need], who: Sequence[str], counts: Counts
    ) -> None:
        entries = [
            Entry(words, one.note, "users", "",
                  [Act("Not needed", partial(self._can.not_needed, one))])
            for one, words in zip(needs, who, strict=True)
        ]  # fmt: skip
        add = Act("Add", partial(self._can.needed_by, course), "plus")
        self.section("Needed by", entries or [Entry("Nobody is asked to take it.")], add)
        if counts.required:
            said = counts.said()
            self.words(said[0].upper() + said[1:] + ".")
            self.add(self.link(Act("Show in the matrix", partial(self._can.show, course)),
                               course.title))  # fmt: skip

    def _about(self, course: Course, before: str) -> None:
        period = (
            "Counts for good"
            if course.refresh_months is None
            else f"Taken again every {course.refresh_words.removeprefix('1 ')}"
        )
        entries = [Entry(period, course.basis, "repeat-2")]
        if course.length_words:
            entries.append(Entry(course.length_words, "", "clock"))
        if course.audience:
            entries.append(Entry(course.audience, "For whom", "users"))
        if before:
            entries.append(Entry(before, "To be taken before", "arrow-right"))
        if course.note:
            entries.append(Entry(course.note, "", "sticky-note"))
        self.section("About", entries)
