"""The end of a case: what closing asks, line by line, and what is written for the record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.questionnaire import Answer, as_date
from prevent_desk.referrals.model import closure
from prevent_desk.referrals.model.closure import Closing, Line, Step
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.model.support_form import (
    closing_form,
    no_support_form,
    told_form,
    words_form,
)
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.entry_card import EntryCard, open_drafts
from prevent_desk.referrals.ui.support.checklist import Checklist
from prevent_desk.referrals.ui.support.saving import Saving
from prevent_desk.ui.forms import Form
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.labels import WrapLabel

_DRAFTS = "referrals/closing/"
_FIXED = frozenset({State.CLOSED, State.ANONYMISED})


class _Form(Form):
    """forms/referrals/closing_section.ui."""

    ui = "referrals/closing_section.ui"
    scroll_area: QScrollArea
    inside: QWidget
    title_label: WrapLabel
    told_label: WrapLabel
    checklist_place: QVBoxLayout
    entry_place: QVBoxLayout
    form_place: QVBoxLayout


class ClosingSection(QWidget):
    """Shows the checklist and writes the closing record.

    Signals:
        reviews_wanted: The reviews shall be shown.
    """

    reviews_wanted = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around, self._service = around, around.services.closings
        self._episode: Episode | None = None
        self._shape: tuple[int, bool, bool, bool] | None = None
        self._saving: Saving | None = None
        self._about = ""
        self.view: FormView | None = None
        self.form = form = _Form(self)
        self.checklist = Checklist()
        form.checklist_place.addWidget(self.checklist)
        self.entry = EntryCard(
            around.desk, around.services.forms.vocabularies, around.clock.today, form.inside
        )
        form.entry_place.addWidget(self.entry)
        self.checklist.went.connect(self._go)
        self.checklist.passing.connect(self._ask_to_pass)
        self.checklist.taken_back.connect(self._take_back)
        self.entry.asked.connect(self._record)
        self.entry.closed.connect(self.focus_first)

    # What the tab asks

    def show_episode(self, episode: Episode) -> None:
        """Show what the end of a referral asks; what was being typed for it comes back."""
        is_new = self._episode is None or self._episode.id != episode.id
        if is_new:
            self.flush()
            self.entry.close_it()
        self._episode = episode
        self._read()
        if is_new:
            self._bring_back()

    def flush(self) -> None:
        """Keep what is typed."""
        self.entry.flush()
        if self._saving is not None:
            self._saving.flush()

    def focus_first(self) -> None:
        """Put the keyboard on the first line that is missing."""
        for line in self.checklist.lines:
            if line.line.holds_up:
                line.link_button.setFocus()
                return
        if self.checklist.lines:
            self.checklist.lines[0].link_button.setFocus()

    def open_entry(self, about: str) -> None:
        """Ask for something: "told", "no_support", or a step that shall be passed over."""
        if self._episode is None:
            return
        today = self._around.clock.today().isoformat()
        hint = ""
        answers: dict[str, Answer] = {}
        if about == "told":
            form, title, verb = told_form(), "Telling the referrer", "&Record"
            closing, (told_on, words) = self._closing(), self._service.told(self._episode.id)
            answers = {"is_told": "no" if closing.not_told else "yes"}
            answers["on"] = told_on.isoformat() if told_on else today
            answers |= {"words": words} if words else {}
            answers |= {"not_told": closing.not_told} if closing.not_told else {}
        elif about == "no_support":
            form, verb = no_support_form(), "&Record the answer"
            title = "No support is given: health or social care instead?"
            hint = "The Act asks it wherever a panel gives no support (s.36(6))."
            answers = {"on": today}
        elif about in set(Step):
            form = words_form("Why it is passed over")
            title, verb = f"Pass over: {Step(about).words.lower()}", "&Pass over"
            hint = "The reason stays on the record, and on its papers."
        else:
            return
        self._about = about
        key = f"{_DRAFTS}{self._episode.id}/{about}"
        self.entry.open(form, answers, title=title, verb=verb, key=key, hint=hint)
        self.form.scroll_area.ensureWidgetVisible(self.entry)

    # Acts

    def _go(self, line: Line) -> None:
        match line.step:
            case Step.REASONS:
                self._focus("exit_reason" if self._lacks("exit_reason") else "reasons")
            case Step.ONWARD:
                self._focus("onward")
            case Step.RETENTION:
                self._focus("retention")
            case Step.REFERRER:
                self.open_entry("told")
            case Step.NO_SUPPORT:
                self.open_entry("no_support")
            case Step.REVIEWS:
                self.reviews_wanted.emit()
            case Step.FACTORS:
                position = {"episode": self._episode_id(), "tab": "assessment"}
                self._around.open_view("desk", position)

    def _ask_to_pass(self, line: Line) -> None:
        self.open_entry(line.step.value)

    def _take_back(self, line: Line) -> None:
        episode_id = self._episode_id()
        self._around.acts.do(
            lambda: self._service.take_back(episode_id, line.step),
            None,
            said="Exception taken back",
        )

    def _record(self) -> None:
        answers = {key: str(one) for key, one in self.entry.answers().items()}
        if self._about == "told":
            act = self._tell(answers)
        elif self._about == "no_support":
            act = self._answer(answers)
        else:
            act = self._pass(answers)
        if act is None:
            return

        def run() -> bool:
            act[0]()
            return True

        if self._around.acts.do(run, False, said=act[1]):
            self.entry.finish()
            self._read()
            self.focus_first()

    def _tell(self, answers: dict[str, str]) -> tuple[Callable[[], object], str] | None:
        episode_id = self._episode_id()
        if answers.get("is_told") == "yes":
            on = as_date(answers.get("on"))
            if on is None or on > self._around.clock.today():
                self.entry.refuse({"on": "Say on which day, not one to come."})
                return None
            words = answers.get("words", "")
            tell = partial(self._service.tell_referrer, episode_id, on, words)
            return tell, "The referrer was told"
        why = answers.get("not_told", "")
        if answers.get("is_told") != "no":
            self.entry.refuse({"is_told": "Answer yes or no."})
            return None
        if not why.strip():
            self.entry.refuse({"not_told": "Say why the referrer is not told."})
            return None
        return partial(self._service.write, episode_id, "not_told", why), "Recorded why not"

    def _answer(self, answers: dict[str, str]) -> tuple[Callable[[], object], str] | None:
        answer, to = answers.get("answer", ""), answers.get("referred_to", "")
        outcome, on = answers.get("outcome", ""), as_date(answers.get("on"))
        wrong = closure.wrong_answer(answer, to, outcome)
        if on is None or on > self._around.clock.today():
            wrong["on"] = "Say when it was decided, not a day to come."
        if self.entry.refuse(wrong) or on is None:
            return None
        act = partial(self._service.answer_no_support, self._episode_id(), answer, to, outcome, on)
        return act, "Answer about health and social care recorded"

    def _pass(self, answers: dict[str, str]) -> tuple[Callable[[], object], str] | None:
        reason = answers.get("words", "")
        if not reason.strip():
            self.entry.refuse({"words": "An exception takes a reason."})
            return None
        step = Step(self._about)
        act = partial(self._service.pass_over, self._episode_id(), step, reason)
        return act, "Passed over; the reason stays on the record"

    # Inside

    def _read(self) -> None:
        episode = self._episode
        if episode is None:
            return
        lines = self._service.checklist(episode.id)
        is_fixed = episode.state in _FIXED
        open_lines = sum(line.holds_up for line in lines)
        passed = sum(bool(line.missing and line.passed) for line in lines)
        self.form.title_label.setText(_title(open_lines, episode))
        self.form.told_label.setText(f"{_counted(passed)} passed over with a reason.")
        self.form.told_label.setVisible(bool(passed))
        self.checklist.show_lines(self._in_words(lines), is_fixed=is_fixed)
        self._lay(lines, is_fixed=is_fixed)

    def _in_words(self, lines: tuple[Line, ...]) -> list[Line]:
        return [line.with_words(self._around.services.forms.vocabularies()) for line in lines]

    def _lay(self, lines: tuple[Line, ...], *, is_fixed: bool) -> None:
        steps = {line.step for line in lines}
        was_adopted = Step.REVIEWS in steps
        tells_retention = Step.RETENTION in steps
        shape = (self._episode_id(), was_adopted, tells_retention, is_fixed)
        answers = _answers(self._closing())
        if shape == self._shape and self.view is not None:
            pending = self._saving is not None and self._saving.is_pending
            if not pending and self.view.answers() != answers:
                self.view.set_answers(answers)
            return
        self._shape = shape
        if self.view is not None:
            self.form.form_place.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        self.view = FormView(
            closing_form(was_adopted=was_adopted, tells_retention=tells_retention),
            self._around.services.forms.vocabularies(),
            answers,
            read_only=is_fixed,
            today=self._around.clock.today,
        )
        self.form.form_place.addWidget(self.view)
        self.view.show()
        self._saving = None if is_fixed else Saving(self.view, self._write)
        if self._saving is not None:
            self._saving.left.connect(self._around.acts.changed)

    def _write(self, key: str, answer: Answer | None, visit: str) -> None:
        words = answer if isinstance(answer, str) else ""
        episode_id = self._episode_id()
        self._service.write(episode_id, key, words, group=f"closing-{episode_id}-{visit}")
        self._around.desk.saved()
        lines = self._service.checklist(episode_id)
        self.checklist.show_lines(self._in_words(lines))
        if self._episode is not None:
            open_lines = sum(one.holds_up for one in lines)
            self.form.title_label.setText(_title(open_lines, self._episode))

    def _closing(self) -> Closing:
        return self._service.closing(self._episode_id())

    def _lacks(self, field: str) -> bool:
        return not getattr(self._closing(), field) and (
            self.view is not None and self.view.field(field) is not None
        )

    def _focus(self, key: str) -> None:
        if self.view is not None and self.view.go_to(key):
            field = self.view.field(key)
            if field is not None:
                self.form.scroll_area.ensureWidgetVisible(field)

    def _episode_id(self) -> int:
        return self._episode.id if self._episode is not None else 0

    def _bring_back(self) -> None:
        prefix = f"{_DRAFTS}{self._episode_id()}/"
        for key in open_drafts(self._around.desk, prefix):
            self.open_entry(key.removeprefix(prefix))
            return


def _answers(closing: Closing) -> dict[str, Answer]:
    keys = ("exit_reason", "retention", "reasons", "onward")
    return {key: getattr(closing, key) for key in keys if getattr(closing, key)}


def _title(open_lines: int, episode: Episode) -> str:
    if episode.state in _FIXED:
        return "Closed"
    ends_support = episode.state in {State.ADOPTED, State.IN_REVIEW}
    if not open_lines:
        return f"Nothing stands in the way of {'ending support' if ends_support else 'closing'}"
    return (
        f"{_counted(open_lines)} to settle before {'support ends' if ends_support else 'it closes'}"
    )


def _counted(number: int) -> str:
    return "1 line" if number == 1 else f"{number} lines"
