"""Somebody at the right of the list: what they need, what they completed, whom they resemble."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.core.dates import say_short
from prevent_desk.training.model.completions import Completion
from prevent_desk.training.model.coverage import Held, Standing
from prevent_desk.training.model.people import Learner
from prevent_desk.training.service.people_log import PersonLine
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.people.acts import PersonActs
from prevent_desk.ui import clipboard
from prevent_desk.ui.widgets.empty_state import EmptyState

_LOOKS = {
    Standing.CURRENT: ("circle-check", "green"),
    Standing.DUE: ("clock", "amber"),
    Standing.LAPSED: ("circle-alert", "red"),
    Standing.UNKNOWN: ("circle-dashed", ""),
}


class PersonPane(Pane):
    """Shows one person, and what can be done with them."""

    def __init__(self, around: Around, acts: PersonActs, parent: QWidget | None = None) -> None:
        super().__init__("The person", parent)
        self._around, self._can = around, acts

    def show_person(self, line: PersonLine | None) -> None:
        """Show somebody; None shows that nobody is chosen."""
        self.begin()
        if line is None:
            self.add(EmptyState("users", "Nobody chosen"))
            self.done()
            return
        person = line.learner
        self._head(person)
        self._needs(person)
        self._completed(person)
        self._alike(person)
        self._facts(person)
        self._merged(person)
        self.done()

    # Inside

    def _head(self, person: Learner) -> None:
        chips = []
        if person.left is not None:
            chips.append((f"Left {say_short(person.left)}", "user-x", "grey"))
        if person.department:
            chips.append((person.department, "building-2", "grey"))
        if person.role:
            chips.append((person.role, "tag", "blue"))
        self.head(
            person.staff_no or "No staff number",
            person.name,
            chips,
            [
                Act("Record course", partial(self._can.complete, person), "circle-check"),
                Act("Change", partial(self._can.change, person), "pencil"),
                Act("Merge", partial(self._can.merge, person), "git-merge"),
                Act("Left", partial(self._can.leave, person), "user-x")
                if person.left is None
                else Act("Back", partial(self._can.come_back, person), "user-check"),
            ],
        )

    def _needs(self, person: Learner) -> None:
        held = self._around.services.coverage.of(person.id) if person.left is None else []
        entries = [self._need(person, one) for one in held]
        if person.left is not None:
            entries = [Entry("In no count since they left.")]
        elif not entries:
            entries = [Entry("No course is needed in this role and department.")]
        self.section("Needs", entries)

    def _need(self, person: Learner, one: Held) -> Entry:
        icon, tone = _LOOKS[one.standing]
        words = one.words(self._around.clock.today())
        told = [words[0].upper() + words[1:]]
        if one.standing is Standing.LAPSED and one.until is not None:
            told.append(f"counted until {say_short(one.until)}")
        if one.reminded is not None:
            told.append(f"reminded {say_short(one.reminded)}")
        acts = []
        if one.standing.is_open:
            acts = [Act("Record", partial(self._can.complete, person, one.course_id))]
        return Entry(one.course, ", ".join(told), icon, tone, acts)

    def _completed(self, person: Learner) -> None:
        found = self._around.services.completions.of(person.id)
        entries = [self._completion(one) for one in found]
        self.section("Completed", entries or [Entry("Nothing yet.")])

    def _completion(self, one: Completion) -> Entry:
        told = [one.how_words]
        if one.certificate:
            told.append(one.certificate)
        if one.file_name:
            told.append(one.file_name)
        lines = [", ".join(told)]
        if one.note:
            lines.append(one.note)
        acts = []
        if one.file_id is not None:
            acts.append(Act("Show certificate", partial(self._can.show_file, one)))
        else:
            acts.append(Act("Keep certificate", partial(self._can.keep_file, one)))
        if one.session_id is not None:
            acts.append(Act("Session", partial(self._can.show_session, one)))
        else:
            acts += [
                Act("Correct", partial(self._can.correct, one)),
                Act("Take away", partial(self._can.remove, one)),
            ]
        return Entry(f"{one.course}, {say_short(one.on)}", "\n".join(lines), "graduation-cap",
                     "", acts)  # fmt: skip

    def _alike(self, person: Learner) -> None:
        entries = []
        for pair in self._around.services.people.possible_duplicates():
            if person.id not in {pair.one.id, pair.other.id}:
                continue
            other = pair.other if pair.one.id == person.id else pair.one
            told = ", ".join(part for part in (other.staff_no, other.department) if part)
            act = Act("Compare and merge", partial(self._can.merge, person, other.id))
            entries.append(Entry(f"{other.listed_name} ({told})" if told else other.listed_name,
                                 pair.why, "users", "amber", [act]))  # fmt: skip
        if entries:
            self.section("Perhaps the same person", entries)

    def _facts(self, person: Learner) -> None:
        entries = []
        if person.email:
            copy = Act("Copy", partial(clipboard.put_text, person.email))
            entries.append(Entry(person.email, "", "mail", "", [copy]))
        if person.organisation:
            entries.append(Entry(person.organisation, "Employer", "building-2"))
        if person.started:
            entries.append(Entry(f"Started {say_short(person.started)}", "", "calendar"))
        came = f"From {person.source}" if person.source not in {"", "typed"} else "Typed in"
        if person.listed:
            came += f", on the staff list of {say_short(person.listed)}"
        entries.append(Entry(came, "", "file-text"))
        if person.note:
            entries.append(Entry(person.note, "", "sticky-note"))
        self.section("About", entries)

    def _merged(self, person: Learner) -> None:
        merged = self._around.services.people.merged(person.id)
        if merged:
            self.section(
                "Read as one with",
                [
                    Entry(one.listed_name, one.staff_no, "git-merge", "",
                          [Act("Take apart", partial(self._can.unmerge, one.id))])
                    for one in merged
                ],
            )  # fmt: skip
