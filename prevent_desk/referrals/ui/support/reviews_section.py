"""Reviews: what is due, what was held, what is still to be written up."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.core.questionnaire import Answer, as_date
from prevent_desk.referrals.model import reviews
from prevent_desk.referrals.model.corrected import replaced
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.reviews import Kind, Review
from prevent_desk.referrals.model.support_form import (
    due_form,
    held_form,
    review_answers,
    review_form,
)
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.entry_card import EntryCard, open_drafts
from prevent_desk.referrals.ui.record_row import Act, RecordList, Shown
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import WrapLabel

_DRAFTS = "referrals/reviews/"


class _Form(Form):
    """forms/referrals/reviews_section.ui."""

    ui = "referrals/reviews_section.ui"
    scroll_area: QScrollArea
    inside: QWidget
    plan_button: Button
    held_button: Button
    entry_place: QVBoxLayout
    rows_place: QVBoxLayout
    empty_label: WrapLabel


class ReviewsSection(QWidget):
    """Shows and records the reviews of a case."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around, self._service = around, around.services.reviews
        self._episode: Episode | None = None
        self._reviews: list[Review] = []
        self._about: tuple[str, int] | None = None
        self.form = form = _Form(self)
        self.entry = EntryCard(
            around.desk, around.services.forms.vocabularies, around.clock.today, form.inside
        )
        form.entry_place.addWidget(self.entry)
        self.rows = RecordList()
        form.rows_place.addWidget(self.rows)
        form.plan_button.clicked.connect(partial(self.open_entry, "plan"))
        form.held_button.clicked.connect(partial(self.open_entry, "held"))
        self.entry.asked.connect(self._record)
        self.entry.closed.connect(self.focus_first)

    # What the tab asks

    def show_episode(self, episode: Episode) -> None:
        """Show a referral's reviews; what was being typed for it comes back."""
        is_new = self._episode is None or self._episode.id != episode.id
        if is_new:
            self.entry.close_it()
        self._episode = episode
        self._read()
        if is_new:
            self._bring_back()

    def flush(self) -> None:
        """Keep what is typed."""
        self.entry.flush()

    def focus_first(self) -> None:
        """Put the keyboard on the first thing that can be done."""
        buttons = [button for row in self.rows.rows for button in row.buttons]
        (buttons[0] if buttons else self.form.plan_button).setFocus()

    # Acts

    def open_entry(self, act: str, review_id: int = 0) -> None:
        """Ask what is needed for an act.

        Args:
            act: "plan", "held", "write" or "correct".
            review_id: The review it is about; 0 for none yet.
        """
        one = next((one for one in self._reviews if one.id == review_id), None)
        today = self._around.clock.today()
        answers: dict[str, Answer] = {}
        name = one.kind.words if one is not None else "A review"
        hint = ""
        match act:
            case "plan":
                form = due_form(with_kind=one is None)
                title, verb = f"When is it due? {name}", "&Set the day"
                if one is not None and one.due:
                    answers = {"due": one.due.isoformat()}
                elif one is None:
                    answers = {"kind": Kind.REVIEW.value}
            case "held":
                form = held_form(with_kind=one is None)
                title, verb = f"{name} was held", "&Record"
                answers = {"held": today.isoformat()}
                if one is None:
                    answers["kind"] = Kind.REVIEW.value
                hint = "What was found and decided can follow; until then it is shown as open."
            case "write" if one is not None:
                form = review_form(is_correction=False, is_of_support=one.kind is Kind.REVIEW)
                title, verb = f"Write up: {name.lower()}", "&Write up"
                answers = review_answers(one)
                if one.kind is Kind.REVIEW and one.held is not None:
                    coming = self._service.every().review.after(one.held)
                    answers["next_due"] = coming.isoformat()
            case "correct" if one is not None:
                form = review_form(is_correction=True, is_of_support=False)
                title, verb = f"Correct: {name.lower()}", "&Record correction"
                answers = review_answers(one)
                hint = "The review stays as it was written; this one counts in its place."
            case _:
                return
        self._about = (act, review_id)
        key = f"{_DRAFTS}{self._episode_id()}/{act}/{review_id}"
        self.entry.open(form, answers, title=title, verb=verb, key=key, hint=hint)
        self.form.scroll_area.ensureWidgetVisible(self.entry)

    def drop(self, review: Review) -> None:
        """Take a planned review away."""
        self._around.acts.do(
            lambda: self._service.drop(review.id), None, said="Planned review taken away"
        )

    def _record(self) -> None:
        if self._about is None or self._episode is None:
            return
        act, review_id = self._about
        answers = {key: str(one) for key, one in self.entry.answers().items()}
        recorded = {
            "plan": self._plan,
            "held": self._held,
            "write": self._write,
            "correct": self._correct,
        }[act](review_id, answers)
        if recorded:
            self.entry.finish()
            self._read()
            self.focus_first()

    def _plan(self, review_id: int, answers: dict[str, str]) -> bool:
        due = as_date(answers.get("due"))
        if due is None:
            self.entry.refuse({"due": "Say by which day."})
            return False
        kind = self._kind(review_id, answers)
        made = self._around.acts.do(
            lambda: self._service.plan(self._episode_id(), kind, due),
            0,
            said=f"{kind.words} due {say_short(due)}",
        )
        return bool(made)

    def _held(self, review_id: int, answers: dict[str, str]) -> bool:
        held = as_date(answers.get("held"))
        today = self._around.clock.today()
        wrong = reviews.wrong(held, "", "", today, written=False)
        if self.entry.refuse(wrong) or held is None:
            return False
        kind, present = self._kind(review_id, answers), answers.get("present", "")
        made = self._around.acts.do(
            lambda: self._service.hold(self._episode_id(), review_id or None, kind, held, present),
            0,
            said=f"{kind.words} recorded as held",
        )
        return bool(made)

    def _write(self, review_id: int, answers: dict[str, str]) -> bool:
        one = self._one(review_id)
        words, result = answers.get("words", ""), answers.get("result", "")
        today = self._around.clock.today()
        if self.entry.refuse(reviews.wrong(one.held, result, words, today, written=True)):
            return False
        due = as_date(answers.get("next_due")) if result in {"continue", "change"} else None

        def write_up() -> bool:
            self._service.write_up(review_id, answers.get("present", ""), words, result, due)
            return True

        return self._around.acts.do(write_up, False, said=f"{one.kind.words} written up")

    def _correct(self, review_id: int, answers: dict[str, str]) -> bool:
        held = as_date(answers.get("held"))
        words, result = answers.get("words", ""), answers.get("result", "")
        today = self._around.clock.today()
        wrong = reviews.wrong(held, result, words, today, written=True)
        if self.entry.refuse(wrong) or held is None:
            return False
        made = self._around.acts.do(
            lambda: self._service.correct(
                review_id, held, answers.get("present", ""), words, result
            ),
            0,
            said="Review corrected; the earlier record is kept",
        )
        return bool(made)

    # Inside

    def _read(self) -> None:
        if self._episode is None:
            return
        self._reviews = self._service.of(self._episode.id)
        gone = replaced(self._reviews)
        ordered = sorted(self._reviews, key=lambda one: (one.is_open, one.day, one.id))
        # What is to come stands on top, soonest first; then what was held, newest first.
        coming = [one for one in ordered if one.is_open]
        held = [one for one in reversed(ordered) if not one.is_open]
        self.rows.show_records([self._row(one, is_gone=one.id in gone) for one in coming + held])
        self.form.empty_label.setVisible(not self._reviews)

    def _row(self, one: Review, *, is_gone: bool) -> Shown:
        words, icon, tone = reviews.says(one, self._around.clock.today())
        acts: list[Act] = []
        if one.is_open:
            acts = [
                Act("Held…", partial(self.open_entry, "held", one.id), "check"),
                Act("Change the day…", partial(self.open_entry, "plan", one.id)),
                Act("Take away", partial(self.drop, one)),
            ]
        elif one.waits_for_record:
            acts = [Act("Write up…", partial(self.open_entry, "write", one.id), "file-pen")]
        elif not is_gone:
            acts = [Act("Correct…", partial(self.open_entry, "correct", one.id))]
        result = self._around.services.forms.list_of("review_result").label(one.result)
        lines = [("Result", result), ("Present", one.present), ("", one.words)]
        by = "you" if one.by == self._around.services.by() else one.by
        return Shown(
            one.kind.words,
            words,
            icon,
            "grey" if is_gone else tone,
            "" if one.is_open else by,
            [pair for pair in lines if pair[1]],
            acts,
            "Corrected later; it no longer counts." if is_gone else "",
        )

    def _kind(self, review_id: int, answers: dict[str, str]) -> Kind:
        if review_id:
            return self._one(review_id).kind
        told = answers.get("kind", "")
        return Kind(told) if told in set(Kind) else Kind.REVIEW

    def _one(self, review_id: int) -> Review:
        return next(one for one in self._reviews if one.id == review_id)

    def _episode_id(self) -> int:
        return self._episode.id if self._episode is not None else 0

    def _bring_back(self) -> None:
        prefix = f"{_DRAFTS}{self._episode_id()}/"
        for key in open_drafts(self._around.desk, prefix):
            act, _, number = key.removeprefix(prefix).partition("/")
            if number.isdecimal() and (number == "0" or self._is_there(int(number))):
                self.open_entry(act, int(number))
                return

    def _is_there(self, review_id: int) -> bool:
        return any(one.id == review_id for one in self._reviews)
