"""The stakeholder at the right of the list: how they stand, what they answered, and its story."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.community.model.profile import Stakeholder
from prevent_desk.community.model.profile_answers import in_words
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.profile import acts
from prevent_desk.community.ui.profile.words import (
    COMING,
    LINE_ICONS,
    LINE_WORDS,
    day_words,
    standing_chip,
)
from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.core.dates import say_short
from prevent_desk.logbook.model.nouns import PEOPLE
from prevent_desk.readers import shipped
from prevent_desk.ui.widgets.empty_state import EmptyState


class StakeholderPane(Pane):
    """Shows one stakeholder."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__("The stakeholder", parent)
        self._around = around

    def show_stakeholder(self, one: Stakeholder | None) -> None:
        """Show a stakeholder; None shows that none is chosen."""
        self.begin()
        if one is None:
            self.add(EmptyState("inbox", "No stakeholder chosen"))
        else:
            self._head(one)
            self._answers(one)
            self._days(one)
            self._lines(one)
        self.done()

    # Inside

    def _head(self, one: Stakeholder) -> None:
        around = self._around
        reply = "Change answers" if one.returned is not None else "Type answers"
        can = [
            Act("Note a call", partial(acts.note, around, one, called=True), "phone"),
            Act(reply, partial(acts.answer, around, one), "pencil"),
        ]
        if one.is_open:
            can.append(Act("Will not answer", partial(acts.decline, around, one), "circle-pause"))
        can.append(Act("Do not ask", partial(acts.remove, around, one), "x"))
        chips = [standing_chip(one, around.clock.today())]
        self.head("Stakeholder", one.name, chips, can)
        nobody = f"{one.left} left; nobody else is known" if one.left else "Nobody is known there"
        contact = one.contact or nobody
        self.section(
            "Who is asked",
            [Entry(contact, one.email, "user", "" if one.contact else "amber")],
            Act("Change", partial(acts.set_contact, around, one)),
        )
        if one.declined:
            self.words(f"Will not answer: {one.declined}")

    def _answers(self, one: Stakeholder) -> None:
        form = shipped.questionnaires().get(one.form)
        if one.returned is None or form is None:
            return
        lists = shipped.vocabularies()
        entries = [
            Entry(question.text, words)
            for question in form.questions()
            if (words := in_words(question, one.answers.get(question.key), lists))
        ]
        file = Act("Open file", partial(acts.show_file, self._around, one))
        self.section("Answers", entries, file if one.file_id is not None else None)

    def _days(self, one: Stakeholder) -> None:
        entries = []
        for day in self._around.services.profile_days.of(one.campaign_id):
            if day.id in one.days:
                state, heads = one.days[day.id]
                people = f", {PEOPLE.counted(heads)}" if heads else ""
                entries.append(Entry(day_words(day), f"{COMING[state]}{people}", "calendar"))
        if entries:
            self.section("Days", entries)

    def _lines(self, one: Stakeholder) -> None:
        entries = [
            Entry(
                f"{LINE_WORDS[line.kind]}, {say_short(line.on)}", line.words, LINE_ICONS[line.kind]
            )
            for line in reversed(one.lines)
        ]
        note = Act("Note", partial(acts.note, self._around, one), "plus")
        self.section("What became of it", entries, note)
        if not entries:
            self.words("Nothing yet.")
