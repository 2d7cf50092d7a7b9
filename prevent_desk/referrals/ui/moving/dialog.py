"""“Move to…”: the steps there are from here, what each asks, what it lacks and where to give it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.answers import Finding
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.questionnaire import Answer, Kind, Question, Questionnaire, Section
from prevent_desk.referrals.model.closure import Line
from prevent_desk.referrals.model.facts import Fact, Missing
from prevent_desk.referrals.model.moves import EXCEPTION, ON, REASON, Step, Told
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.referrals.ui.moving.step_list import StepList
from prevent_desk.ui import theme
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.labels import Glyph, Rule, WrapLabel

_WIDTH = 860
_HIGH = 430
_LIST = 270

_CLOSING = frozenset({State.EXITED, State.CLOSED})

_WHEN = Question(ON, "When it took effect", Kind.MOMENT)
_WHY = Question(REASON, "Reason", Kind.LONG, "It stays in the record.", wide=True)
_PASSED = Question(
    EXCEPTION,
    "Why this step is taken all the same",
    Kind.LONG,
    "What is missing is passed over. It stays visible in the record.",
    wide=True,
)


class MoveDialog(Dialog):
    """Asks for a step of a referral.

    Attributes:
        taken: What was told, once it is accepted.
        go_to: The key of the tab to go to, where the dialog was left for what is missing.
    """

    def __init__(
        self,
        services: ReferralServices,
        desk: Desk,
        clock: Clock,
        episode: Episode,
        parent: QWidget | None = None,
        wanted: State | None = None,
    ) -> None:
        super().__init__("Move referral", "", parent, width=_WIDTH)
        self.say(
            self.tr("Move {0} to…").format(episode.ref),
            self.tr("It stands at “{0}”. Every step is dated, with its reason.").format(
                episode.state.words
            ),
        )
        self._services, self._desk, self._clock = services, desk, clock
        self._episode = episode
        self._key = f"referrals.move.{episode.id}"
        self.taken: tuple[State, Told] | None = None
        self.go_to = ""
        self._typed: dict[str, dict[str, Answer]] = {}
        self._view: FormView | None = None
        self._autosave = Autosave(self._keep, self)
        self._lay_out()
        self.add_cancel()
        self.move_button = self.add_verb(self.tr("Move"), accepts=False)
        self.move_button.clicked.connect(self.take)
        self.steps.chosen.connect(self._show_step)
        drafted = self._drafted()
        self.steps.show_steps(services.moves.possible(episode.id), wanted or drafted)
        self._begin(wanted)

    @property
    def view(self) -> FormView | None:
        """The form of the chosen step."""
        return self._view

    def take(self) -> None:
        """Take the step as it is told, unless something bars it; what does is said at its place."""
        step, view = self.steps.step(), self._view
        if step is None or view is None:
            return
        found = list(view.check())
        answers = view.answers()
        on = _moment(answers.get(ON))
        if on is None:
            found.append(Finding(ON, self.tr("Say when: a day and a time.")))
        else:
            told = _told(on, answers)
            found += [
                one
                for one in self._services.moves.findings(self._episode.id, step.now, told)
                if one.key not in {before.key for before in found}
            ]
            if not found:
                self.taken = (step.now, told)
                self._autosave.flush()
                self.accept()
                return
        self._say_wrong(found)

    def forget(self) -> None:
        """Forget the draft: the step stands in the record."""
        self._autosave.forget()
        self._desk.keep_draft(self._key, "")

    def done(self, result: int) -> None:
        """Keep what was typed, whichever way the dialog ends."""
        self._autosave.flush()
        super().done(result)

    # Inside

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        self.steps = StepList()
        self.steps.setFixedWidth(theme.px(_LIST))
        row.addWidget(self.steps)
        side = Rule(Qt.Orientation.Vertical)
        row.addWidget(side)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("pane", "surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 4, 12, 8)
        self._column.setSpacing(10)
        self._lacking = QVBoxLayout()
        self._lacking.setSpacing(6)
        self._form_place = QVBoxLayout()
        self._column.addLayout(self._lacking)
        self._column.addLayout(self._form_place)
        self._column.addStretch(1)
        self._scroll.setWidget(inside)
        row.addWidget(self._scroll, 1)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        holder.setMinimumHeight(min(theme.px(_HIGH), 520))
        self.body.addWidget(holder, 1)

    def _begin(self, wanted: State | None) -> None:
        """Put the keyboard on the steps; where one is chosen already, into what it asks."""
        step = self.steps.step()
        if self._view is not None and step is not None and step.now is wanted:
            self._view.go_to(next((ask.key for ask in step.asks if ask.required), REASON))
        else:
            self.steps.setFocus()

    def _show_step(self, step: Step) -> None:
        self._autosave.flush()
        self._remember()
        _empty(self._lacking)
        for one in step.missing:
            self._lacking.addWidget(self._missing_line(one))
        for line in self._settled(step):
            self._lacking.addWidget(_settled_line(line))
        _empty(self._form_place)
        questions = [_WHEN, *(ask.question for ask in step.asks), _WHY]
        if step.needs_exception:
            questions.append(_PASSED)
        section = Section("step", "", tuple(questions))
        view = FormView(
            Questionnaire("step", "1", "", (section,)),
            self._services.forms.vocabularies(),
            self._begun(step),
            today=self._clock.today,
            flat=True,
        )
        view.typed.connect(self._autosave.note)
        view.changed.connect(lambda: self._autosave.note(1))
        self._view = view
        self._shown = step
        self._form_place.addWidget(view)
        self.move_button.setText(step.title)
        self.move_button.setEnabled(step.is_allowed)
        view.setEnabled(step.is_allowed)
        self.footer_note.setText(
            "" if step.is_allowed else self.tr("Not possible yet: see what is missing.")
        )
        self._scroll.verticalScrollBar().setValue(0)

    def _settled(self, step: Step) -> list[Line]:
        """Return what of the closing checklist holds nothing up: where a case ends all is shown."""
        closes = step.now in _CLOSING or any(one.fact is Fact.CLOSURE for one in step.missing)
        if not closes:
            return []
        lists = self._services.forms.vocabularies()
        lines = self._services.closings.checklist(self._episode.id, step.now)
        return [line.with_words(lists) for line in lines if not line.holds_up]

    def _missing_line(self, missing: Missing) -> QWidget:
        line = QFrame()
        line.setProperty("pane", "sunken")
        row = QHBoxLayout(line)
        row.setContentsMargins(10, 6, 6, 6)
        row.setSpacing(8)
        ink = "amber" if missing.may_pass else "red"
        row.addWidget(Glyph("triangle-alert" if missing.may_pass else "circle-alert", ink))
        row.addWidget(WrapLabel(missing.said, "small"), 1)
        if missing.tab:
            go = Button(self.tr("Go there"), kind="link", small=True)
            go.setAccessibleName(self.tr("Go there: {0}").format(missing.said))
            go.clicked.connect(lambda _on=False, tab=missing.tab: self._leave_for(tab))
            row.addWidget(go)
        return line

    def _leave_for(self, tab: str) -> None:
        self.go_to = tab
        self.reject()

    def _begun(self, step: Step) -> dict[str, Answer]:
        """Return what a step's form begins with: what was typed, what is known, now."""
        now = local(self._clock.now()).replace(second=0, microsecond=0)
        answers: dict[str, Answer] = {ON: now.isoformat("T", "minutes")}
        answers |= self._services.moves.begun(self._episode.id, step.now)
        common = self._typed.get("", {})
        return {**answers, **common, **self._typed.get(_name(step), {})}

    def _remember(self) -> None:
        """Keep what stands in the form while another step is looked at; when and why go with it."""
        if self._view is None:
            return
        answers = self._view.answers()
        self._typed[_name(self._shown)] = answers
        self._typed[""] = {key: answers[key] for key in (ON, REASON) if key in answers}

    def _say_wrong(self, found: list[Finding]) -> None:
        view = self._view
        if view is None:
            return
        first = ""
        loose = []
        for finding in found:
            field = view.field(finding.key)
            if field is None:
                loose.append(finding.said)
                continue
            field.set_error(finding.said)
            first = first or finding.key
        many = self.tr("{0} answers are missing or not clear.").format(len(found))
        self.footer_note.setText(" ".join(loose) or (many if len(found) > 1 else ""))
        if first:
            view.go_to(first)
            field = view.field(first)
            if field is not None:
                QTimer.singleShot(0, field, lambda: self._scroll.ensureWidgetVisible(field))

    # The draft

    def _keep(self) -> None:
        self._remember()
        step = self.steps.step()
        typed = {name: answers for name, answers in self._typed.items() if set(answers) - {ON}}
        kept = {"step": _name(step) if step else "", "typed": typed}
        self._desk.keep_draft(self._key, json.dumps(kept) if typed else "")

    def _drafted(self) -> State | None:
        kept = self._desk.draft(self._key)
        if kept is None:
            return None
        told = json.loads(kept[0])
        self._typed = told["typed"]
        return State(told["step"]) if told["step"] else None


def _settled_line(line: Line) -> QWidget:
    shown = QWidget()
    row = QHBoxLayout(shown)
    row.setContentsMargins(10, 0, 6, 0)
    row.setSpacing(8)
    passed = line.passed if not line.is_done else None
    row.addWidget(Glyph("triangle-alert", "amber") if passed else Glyph("circle-check", "green"))
    more = f"passed over: {passed.reason}" if passed else line.said
    row.addWidget(WrapLabel(f"{line.step.words}. {more}".strip(), "small"), 1)
    return shown


def _name(step: Step) -> str:
    return step.now.value


def _told(on: datetime, answers: Mapping[str, Answer]) -> Told:
    details = {key: one for key, one in answers.items() if key not in {ON, REASON, EXCEPTION}}
    return Told(on, str(answers.get(REASON, "")), details, str(answers.get(EXCEPTION, "")))


def _moment(answer: Answer | None) -> datetime | None:
    if not isinstance(answer, str) or "T" not in answer:
        return None
    try:
        return datetime.fromisoformat(answer)
    except ValueError:
        return None


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


Go = Callable[[str], object]
"""Goes to a tab of the record, by its key."""
