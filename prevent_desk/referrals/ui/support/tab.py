"""The tab "Support": plan, sessions, reviews, closing, and what must not be overlooked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.referrals.model import reviews, sessions
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.support.closing_section import ClosingSection
from prevent_desk.referrals.ui.support.plan_section import PlanSection
from prevent_desk.referrals.ui.support.reviews_section import ReviewsSection
from prevent_desk.referrals.ui.support.sessions_section import SessionsSection
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

PLAN, SESSIONS, REVIEWS, CLOSING = "plan", "sessions", "reviews", "closing"
"""Its parts, by name."""

_FIRST = {
    State.ADOPTED: SESSIONS,
    State.IN_REVIEW: REVIEWS,
    State.EXITED: REVIEWS,
    State.POST_EXIT_6M: REVIEWS,
    State.POST_EXIT_12M: REVIEWS,
}


class _Form(Form):
    """forms/referrals/support_tab.ui."""

    ui = "referrals/support_tab.ui"
    section_choice: Segmented
    warning_place: QVBoxLayout
    stack: QStackedWidget


class _Section(Protocol):
    def show_episode(self, episode: Episode) -> None: ...
    def flush(self) -> None: ...
    def focus_first(self) -> None: ...


class SupportTab(QWidget):
    """Shows one part of the support at a time; satisfies `around.Tab`."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._episode: Episode | None = None
        self.form = form = _Form(self)
        form.section_choice.set_choices(
            [
                Choice(PLAN, "&Plan", "list-checks"),
                Choice(SESSIONS, "&Sessions", "users"),
                Choice(REVIEWS, "Re&views", "refresh-cw"),
                Choice(CLOSING, "Clos&ing", "check-check"),
            ]
        )
        self.plan = PlanSection(around)
        self.sessions = SessionsSection(around)
        self.reviews = ReviewsSection(around)
        self.closing = ClosingSection(around)
        self._sections: dict[str, _Section] = {
            PLAN: self.plan,
            SESSIONS: self.sessions,
            REVIEWS: self.reviews,
            CLOSING: self.closing,
        }
        # In the order of `_sections`: a part is shown by its place in the stack.
        for section in (self.plan, self.sessions, self.reviews, self.closing):
            form.stack.addWidget(section)
        self.warnings: list[str] = []
        form.section_choice.chosen.connect(self.show_section)
        self.closing.reviews_wanted.connect(partial(self._go, REVIEWS))

    # What the record asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def show_episode(self, episode: Episode) -> None:
        """Show a referral's support; another one begins where its next step is."""
        is_new = self._episode is None or self._episode.id != episode.id
        self._episode = episode
        if is_new:
            self.show_section(_first(episode.state))
        else:
            self._section().show_episode(episode)
        self._warn()

    def badge(self, episode: Episode) -> int:
        """Return how many sessions are on record."""
        return len(sessions.counted(self._around.services.sessions.of(episode.id)))

    def flush(self) -> None:
        """Keep what is typed, in every part."""
        for section in (self.plan, self.sessions, self.reviews, self.closing):
            section.flush()

    def commands(self) -> Sequence[Command]:
        """Return the parts, and what can be done in them."""
        return [
            Command("Support plan", partial(self._go, PLAN), "list-checks", "", "act s.36"),
            Command("Log a session", partial(self._go, SESSIONS), "plus", "", "provider held"),
            Command("Reviews of support", partial(self._go, REVIEWS), "refresh-cw", "", "exit"),
            Command("Closing checklist", partial(self._go, CLOSING), "check-check", "", "end"),
        ]

    # Acts

    def section(self) -> str:
        """Return the name of the part on show."""
        return self.form.section_choice.value()

    def show_section(self, name: str) -> None:
        """Show a part by its name; an unknown one is passed over in silence."""
        if name not in self._sections:
            return
        self.flush()
        self.form.section_choice.set_value(name)
        self.form.stack.setCurrentIndex(list(self._sections).index(name))
        if self._episode is not None:
            self._section().show_episode(self._episode)

    def _go(self, name: str) -> None:
        self.show_section(name)
        self._section().focus_first()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to where the next step is."""
        super().focusInEvent(event)
        self._section().focus_first()

    # Inside

    def _section(self) -> _Section:
        return self._sections[self.section() or PLAN]

    def _warn(self) -> None:
        if self._episode is None:
            return
        services, today = self._around.services, self._around.clock.today()
        held = services.sessions.of(self._episode.id)
        days = services.sessions.days_without(self._episode.id)
        self.warnings = []
        if days is not None and sessions.is_too_long(days):
            self.warnings.append(sessions.silence(held, days))
        self.warnings += reviews.warnings(services.reviews.of(self._episode.id), today)
        stopped = services.consents.withdrawn_on(self._episode.id)
        if stopped is not None and self._episode.state in {State.ADOPTED, State.IN_REVIEW}:
            self.warnings.insert(0, sessions.after_withdrawal(held, stopped))
        place = self.form.warning_place
        while (old := place.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for words in self.warnings:
            warning = _Warning(words)
            place.addWidget(warning)
            warning.show()


class _Warning(QWidget):
    """A line that says what must not be overlooked."""

    def __init__(self, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        label = WrapLabel(f"{words}.", "strong")
        label.setProperty("tone", "amber")
        row.addWidget(Glyph("triangle-alert", "amber", 15))
        row.addWidget(label, 1)


def _first(state: State) -> str:
    if state in _FIRST:
        return _FIRST[state]
    return CLOSING if not state.is_open else PLAN
