"""Takes a session's papers out: the sheet people sign, what the feedback said."""

from __future__ import annotations

from collections.abc import Callable

from prevent_desk.outgoing.records import Prepared
from prevent_desk.training.model import session_papers
from prevent_desk.training.model.sessions import TrainingSession
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.paper_dialog import Kind, PaperDialog, Shape
from prevent_desk.workers import child

SHEET, FEEDBACK = "sheet", "feedback"


class SessionPaperDialog(PaperDialog):
    """The papers of one session."""

    def __init__(
        self,
        around: Around,
        session: TrainingSession,
        *,
        chosen: str = SHEET,
        make: Callable[..., bytes] = child.run,
    ) -> None:
        """Begin with one of the papers; feedback is offered where there is any."""
        sessions, feedback = around.services.sessions, around.services.feedback
        named = sessions.people(session.id)
        kinds = [
            Kind(f"{SHEET}{shape}", f"Attendance sheet, {words}", shape, "attendance sheet",
                 lambda making: session_papers.attendance_sheet(session, named, making))
            for shape, words in _SHAPES
        ]  # fmt: skip
        if session.feedback:
            told = feedback.summary([session.id])
            kinds += [
                Kind(f"{FEEDBACK}{shape}", f"Feedback by question, {words}", shape,
                     "training feedback",
                     lambda making: session_papers.feedback_paper(
                         session, session.feedback, told, making))
                for shape, words in _SHAPES
            ]  # fmt: skip
        about = f"{session.called}, {session.when}"
        super().__init__(
            around, "Take a session’s papers out", about, kinds,
            [one.learner_id for one in named], lambda _key: None,
            chosen=f"{chosen}{Shape.PDF}", make=make,
        )  # fmt: skip
        self._session = session

    def in_the_way(self) -> str:
        """Return nothing: a sheet without names has lines to sign on."""
        return ""

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail what was taken out, of which session."""
        self._around.services.sessions.note_export(
            self._session.id, self.kind().file_words, self._id, self.marking()
        )


_SHAPES = ((Shape.PDF, "PDF"), (Shape.WORD, "Word"))
