"""What happens next: what is to be done, what was promised, what to read to the caller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model.intake import Draft
from prevent_desk.referrals.ui.intake import parts
from prevent_desk.referrals.ui.intake.card import IntakeCard
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import WrapLabel

_STEPS = {
    "police": "Pass to City &of London Police, Prevent team",
    "mash": "Copy to &MASH, because a child is concerned",
    "feedback": "Tell the referrer &what can be told",
}
SENTENCES = (
    ("N&ame kept", "Your name stays with me and is on no paper that others see."),
    ("Police chec&k", "I pass this to the police Prevent team today; they look at it first."),
    ("W&ill hear", "I ring you back in the way we agreed and tell you what I may."),
    ("Ma&y not hear", "I may not be able to tell you what came of it."),
    ("Rin&g 999", "If anybody is in danger, ring 999 and do not wait for me."),
)
"""Ready sentences of a promise: what the button says, and what is written."""

_WORDS = {
    "promised": {
        "text": "What I promised",
        "hint": "Kept with the referrer, apart from the record. A button adds its sentence.",
    }
}


class NextCard(IntakeCard):
    """Notes what is to happen and what the caller was promised."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What happens next?", parent=parent)
        self.form: FormView | None = None
        self._stays_anonymous = False
        self.boxes: dict[str, QCheckBox] = {}
        for key, words in _STEPS.items():
            box = QCheckBox(words)
            box.toggled.connect(lambda _on: self._ticked())
            self.boxes[key] = box
            self.column.addWidget(box)
        self._is_showing = False

    def use_form(
        self, form: Questionnaire, vocabularies: Vocabularies, today: Callable[[], date]
    ) -> None:
        """Ask the questions of a form."""
        shown = parts.reworded(parts.part(form, parts.PROMISED), _WORDS)
        self.form = self._add_form(
            FormView(shown, vocabularies, today=today, flat=True, parent=self)
        )
        ready = QWidget()
        flow = FlowLayout(ready, gap=6)
        for title, sentence in SENTENCES:
            button = Button(title, "plus", small=True)
            button.setToolTip(sentence)
            button.setAccessibleName(f"Promise: {sentence}")
            button.clicked.connect(partial(self.promise, sentence))
            flow.addWidget(button)
        self.column.addWidget(ready)
        self.column.addWidget(self._make_reading())

    def show_draft(self, draft: Draft) -> None:
        """Show what was agreed."""
        self._is_showing = True
        for key, box in self.boxes.items():
            box.setChecked(draft.next_steps.get(key) == "yes")
        self._is_showing = False
        if self.form is not None:
            self.form.set_answers(parts.of(self.form.form, draft.answers))
        self.show_reading(anonymous=draft.answers.get("anonymous") == "yes")

    def take_into(self, draft: Draft) -> Draft:
        """Return the draft with what was agreed."""
        if self.form is None:
            return draft
        steps = {key: "yes" for key, box in self.boxes.items() if box.isChecked()}
        answers = parts.merged(draft.answers, self.form.form, self.form.answers())
        return replace(draft, next_steps=steps, answers=answers)

    def begin(self) -> None:
        """Put the keyboard onto the first box."""
        self.boxes["police"].setFocus()

    def notice_child(self, child: bool | None) -> None:
        """Tick the copy to MASH for a child."""
        if child:
            self.boxes["mash"].setChecked(True)

    def promise(self, sentence: str) -> None:
        """Add a ready sentence to what was promised, once."""
        if self.form is None:
            return
        stands = self.form.answer("promised")
        before = stands.rstrip() if isinstance(stands, str) else ""
        if sentence not in before:
            self.form.set_answer("promised", "\n".join(part for part in (before, sentence) if part))
            self.changed.emit(len(sentence))

    def show_reading(self, anonymous: bool) -> None:
        """Show what to read to the caller."""
        lines = [
            "Thank you for telling me. You have done the right thing.",
            "I write down what you said. The police Prevent team looks at it first, then we see"
            " together what support would help. It is not a criminal matter because you rang.",
            "Your name stays with me, apart from the record."
            if anonymous
            else "Your name is kept apart from the record; tell me if it must not be passed on.",
            "I may not be able to tell you what came of it. If anything changes, ring me; if"
            " anybody is in danger, ring 999.",
        ]
        self.reading.setText("\n".join(lines))

    def _make_reading(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("pane", "sunken")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addWidget(WrapLabel("Read to the caller", "overline"))
        self.reading = WrapLabel("")
        column.addWidget(self.reading)
        return frame

    def _ticked(self) -> None:
        if not self._is_showing:
            self.changed.emit(0)
