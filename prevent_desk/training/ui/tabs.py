"""The tabs of the page, in its order; each subject brings its own by one line."""

from __future__ import annotations

from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.log import tab as log
from prevent_desk.training.ui.matrix.tab import MatrixTab
from prevent_desk.training.ui.trainers import tab as trainers
from prevent_desk.ui.tabs_page import TabKind as Kind

TabKind = Kind[Around]

MATRIX = "matrix"

TABS: tuple[TabKind, ...] = (
    TabKind(MATRIX, "Matrix", MatrixTab),
    TabKind(log.KEY, "Log", log.SessionsTab, log.how_many_sessions),
    TabKind(trainers.KEY, "Trainers", trainers.TrainersTab, trainers.how_many_trainers),
)
