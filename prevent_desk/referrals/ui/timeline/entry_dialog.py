"""A new entry with everything that can be said of it: kind, when, with whom, words."""

from __future__ import annotations

import json
from datetime import datetime

from PySide6.QtWidgets import QWidget

from prevent_desk.core.answers import Finding
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.questionnaire import Answer, Kind, Question, Questionnaire, Section
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model.timeline import Kind as LineKind
from prevent_desk.referrals.model.timeline import NewEntry
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.dialog import Dialog

_WIDTH = 600

_QUESTIONS = (
    Question("kind", "Kind", Kind.CHOICE, vocabulary="entry_kind"),
    Question("on", "When", Kind.MOMENT),
    Question("with_whom", "With whom", Kind.LINE, "An agency or a role rather than a name."),
    Question("title", "Title", Kind.LINE, "Optional; the kind stands there otherwise."),
    Question("body", "What happened", Kind.LONG, wide=True),
    Question("is_referrers", "Does it tell who the referrer is?", Kind.YES_NO,
             "If they asked not to be named, it stays out of every paper and list.", wide=True),
)  # fmt: skip


class EntryDialog(Dialog):
    """Asks for one entry; `entry` is what was written once it is accepted."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        lists: Vocabularies,
        episode_id: int,
        ref: str,
        parent: QWidget | None = None,
        words: str = "",
    ) -> None:
        super().__init__(
            "Add entry",
            "An entry is not edited later; it can be added to.",
            parent,
            width=_WIDTH,
        )
        self.say(self.tr("Add to {0}").format(ref), self.accessibleDescription())
        self._desk, self._clock = desk, clock
        self._key = f"referrals.entry_dialog.{episode_id}"
        self.entry: NewEntry | None = None
        form = Questionnaire("entry", "1", "", (Section("entry", "", _QUESTIONS),))
        now = local(clock.now()).replace(second=0, microsecond=0)
        self._begun: dict[str, Answer] = {"kind": "note", "on": now.isoformat("T", "minutes")}
        self.view = FormView(form, lists, self._drafted(words), today=clock.today, flat=True)
        self._autosave = Autosave(self._keep, self)
        self.view.typed.connect(self._autosave.note)
        self.body.addWidget(self.view)
        self.add_cancel()
        self.add_button = self.add_verb(self.tr("&Add entry"), accepts=False)
        self.add_button.clicked.connect(self.add)
        self.view.go_to("body")

    def add(self) -> None:
        """Take the entry, unless something is missing or is no moment."""
        found = [*self.view.check(), *self._missing()]
        for finding in found:
            field = self.view.field(finding.key)
            if field is not None:
                field.set_error(finding.said)
        if found:
            self.view.go_to(found[0].key)
            return
        said = self.view.answers()
        self.entry = NewEntry(
            LineKind(str(said["kind"])),
            datetime.fromisoformat(str(said["on"])),
            str(said.get("body", "")),
            title=str(said.get("title", "")),
            with_whom=str(said.get("with_whom", "")),
            is_referrers=said.get("is_referrers") == "yes",
        )
        self._autosave.flush()
        self.accept()

    def forget(self) -> None:
        """Forget the draft: the entry stands in the record."""
        self._autosave.forget()
        self._desk.keep_draft(self._key, "")

    def done(self, result: int) -> None:
        """Keep what was typed, whichever way the dialog ends; `forget` drops it once recorded."""
        self._autosave.flush()
        super().done(result)

    def _missing(self) -> list[Finding]:
        said = self.view.answers()
        found = []
        if "kind" not in said:
            found.append(Finding("kind", self.tr("Choose a kind.")))
        on = str(said.get("on", ""))
        if "T" not in on:
            found.append(Finding("on", self.tr("Say when: a day and a time.")))
        elif datetime.fromisoformat(on) > local(self._clock.now()):
            found.append(Finding("on", self.tr("That is still to come.")))
        if not said.get("body") and not said.get("title"):
            found.append(Finding("body", self.tr("Write what happened.")))
        return found

    def _drafted(self, words: str) -> dict[str, Answer]:
        kept = self._desk.draft(self._key)
        answers = dict(self._begun)
        if kept is not None:
            answers |= json.loads(kept[0])
        if words.strip():
            answers["body"] = words
        return answers

    def _keep(self) -> None:
        answers = self.view.answers()
        typed = {key for key in answers if answers[key] != self._begun.get(key)}
        self._desk.keep_draft(self._key, json.dumps(answers) if typed else "")
