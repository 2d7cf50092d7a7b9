"""The tabs of the page, in its order; each subject brings its own by one line."""

from __future__ import annotations

from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.copies import tab as copies
from prevent_desk.training.ui.courses import tab as courses
from prevent_desk.training.ui.log import tab as log
from prevent_desk.training.ui.matrix.tab import MatrixTab
from prevent_desk.training.ui.people import tab as people
from prevent_desk.training.ui.trainers import tab as trainers
from prevent_desk.ui.tabs_page import TabKind as Kind

TabKind = Kind[Around]

MATRIX = "matrix"

TABS: tuple[TabKind, ...] = (
    TabKind(MATRIX, "Matrix", MatrixTab),
    TabKind(log.KEY, "Log", log.SessionsTab, log.how_many_sessions),
    TabKind(people.KEY, "People", people.PeopleTab, people.how_many_people),
    TabKind(courses.KEY, "Courses", courses.CoursesTab, courses.how_many_courses),
    TabKind(trainers.KEY, "Trainers", trainers.TrainersTab, trainers.how_many_trainers),
    TabKind(copies.KEY, "Copies", copies.CopiesTab, copies.how_many),
)
