"""Whatever both sides do, no words are lost that were not explicitly turned down.

Every typed text is a word that stands nowhere else ("wjkqx"), so that where it went can be seen.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.partners import merging_lines
from prevent_desk.plan.model.partners.records import Difference, Keep
from prevent_desk.plan.model.records import Field
from tests.plan.returns.dump import everything
from tests.plan.returns.partners import Office, Sheet

TYPED = {
    "Action": Field.TEXT,
    "Lead": Field.LEADS,
    "Success criteria": Field.CRITERIA,
    "Timescale": Field.TIMESCALE,
    "Resources": Field.RESOURCES,
    "Reason": Field.REASON,
    "Comments/progress": Field.COMMENTS,
}
FAULTY = 15
"""A play in which both sides change one list, and both are kept."""

LEAVES = {Keep.MINE, Keep.KEEP_ROW, Keep.LEAVE_OUT}


@dataclass
class Words:
    """New words, each said once and never again."""

    seed: random.Random
    made: list[str] = field(default_factory=list)

    def one(self) -> str:
        word = "w" + "".join(self.seed.choices("bcdfghjkmnpqrtvxz", k=7))
        self.made.append(word)
        return word


@dataclass
class Play:
    """Both sides at work on one workbook.

    Attributes:
        theirs: What the partner typed, by word: its row and column.
        mine: Likewise what was typed here.
    """

    office: Office
    seed: random.Random
    words: Words
    theirs: dict[str, tuple[str, str]] = field(default_factory=dict)
    mine: dict[str, tuple[str, str]] = field(default_factory=dict)

    def partner(self, sheet: Sheet) -> None:
        for _ in range(self.seed.randint(0, 8)):
            act = self.seed.choice([self._they_type] * 6 + [self._they_say, self._they_add])
            act(sheet)
        if self.seed.random() < 0.3:
            sheet.delete(self.seed.choice(self._refs(sheet)))
        if self.seed.random() < 0.2:
            self._they_copy(sheet)
        if self.seed.random() < 0.2:
            self._they_sort(sheet)

    def officer(self) -> None:
        desk = self.office.desk
        for _ in range(self.seed.randint(0, 8)):
            ref = self.seed.choice(desk.refs())
            name = self.seed.choice(sorted(TYPED))
            cell = TYPED[name]
            now = _text(self.office, ref, cell)
            word = self.words.one()
            desk.plans.set_field([desk.id(ref)], cell, _worked(self.seed, now, word))
            self.mine[word] = (ref, name)
        if self.seed.random() < 0.2:
            gone = self.seed.choice(desk.refs())
            desk.plans.remove_actions([desk.id(gone)])
            self.mine = {w: place for w, place in self.mine.items() if place[0] != gone}

    def _they_type(self, sheet: Sheet) -> None:
        ref, name = self.seed.choice(self._refs(sheet)), self.seed.choice(sorted(TYPED))
        word = self.words.one()
        now = sheet.text(ref, name)
        sheet.type(ref, name, _worked(self.seed, now, word))
        self.theirs[word] = (ref, name)

    def _they_say(self, sheet: Sheet) -> None:
        ref, word = self.seed.choice(self._refs(sheet)), self.words.one()
        sheet.type(ref, "Your update", f"{sheet.text(ref, 'Your update')}\n{word}".strip())
        self.theirs[word] = (ref, "Your update")

    def _they_add(self, sheet: Sheet) -> None:
        word = self.words.one()
        sheet.propose(Action=f"{word} a new thing for everyone", Timescale="2016")
        self.theirs[word] = ("", "Action")

    def _they_copy(self, sheet: Sheet) -> None:
        row, target = sheet.row(self.seed.choice(self._refs(sheet))), max(sheet.rows()) + 1
        for column in range(1, sheet.sheet.max_column + 1):
            sheet.sheet.cell(target, column).value = sheet.sheet.cell(row, column).value

    def _they_sort(self, sheet: Sheet) -> None:
        rows = sheet.rows()
        wide = range(1, sheet.sheet.max_column + 1)
        texts = [[sheet.sheet.cell(row, column).value for column in wide] for row in rows]
        self.seed.shuffle(texts)
        for row, values in zip(rows, texts, strict=True):
            for column, value in zip(wide, values, strict=True):
                sheet.sheet.cell(row, column).value = value

    @staticmethod
    def _refs(sheet: Sheet) -> list[str]:
        marks = [str(sheet.sheet.cell(row, 1).value) for row in sheet.rows()]
        return list(dict.fromkeys(mark.rsplit("-", 1)[0] for mark in marks))

    def standing(self, sheet: Sheet) -> set[str]:
        """Return the words of theirs that the file holds in the end."""
        texts = "\n".join(str(c.value) for row in sheet.sheet.iter_rows() for c in row if c.value)
        return {word for word in self.theirs if word in texts}


def test_no_words_are_lost_that_were_not_turned_down(office: Office, campaign: int) -> None:
    for number in range(6 * campaign):
        assert not lost_words(office, number), number


def test_words_lost_by_a_fault_are_noticed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a merge that forgets mine."""
    monkeypatch.setattr(merging_lines, "both", lambda _of, _sent, theirs, _mine: theirs)
    assert lost_words(office, FAULTY)


def lost_words(office: Office, number: int) -> dict[str, tuple[str, str]]:
    """Play both sides once; return the words that are gone, with the row and column they were in.

    That an Undo brings everything back to the letter is looked at on the way.
    """
    seed = random.Random(f"merge {number}")
    office.send("Housing")
    play = Play(office, seed, Words(seed))
    sheet = Sheet(office.files["Housing"])
    play.partner(sheet)
    theirs = play.standing(sheet)
    play.officer()
    here = _all(office)
    mine = {word for word in play.mine if word in here}
    return_id = office.receive("Housing", sheet.saved())
    turned_down = _decide_at_will(office, return_id, seed)
    before = everything(office.store)
    noted = "\n".join(office.compare(return_id).notes)
    office.services.returns.apply(return_id)
    kept = "\n".join((_all(office), turned_down, noted))
    if everything(office.store) != before:
        office.store.undo()
        assert everything(office.store) == before, number
    _put_back(office)
    places = play.theirs | play.mine
    return {word: places[word] for word in theirs | mine if word not in kept}


def _decide_at_will(office: Office, return_id: int, seed: random.Random) -> str:
    """Decide everything by chance; return all the words that were turned down by it."""
    down: list[str] = []
    for one in office.compare(return_id).differences:
        if not one.is_to_decide:
            continue
        keep = seed.choice(one.choices)
        text = _fix(one) if one.problem and keep is Keep.THEIRS else None
        try:
            office.decide(return_id, one.key, keep, text)
        except Refused:
            office.decide(return_id, one.key, one.choices[1])
            keep = one.choices[1]
        down += _turned_down(one, keep, text)
    return "\n".join(down)


def _turned_down(one: Difference, keep: Keep, text: str | None) -> Iterator[str]:
    if keep in LEAVES:
        yield one.theirs
    if text is not None:
        yield one.theirs
    if keep is Keep.THEIRS or keep is Keep.REMOVE:
        yield one.mine


def _fix(one: Difference) -> str:
    return "Behind" if one.field is Field.PROGRESS else ""


def _worked(seed: random.Random, now: str, word: str) -> str:
    """Return a text after somebody worked in it: added, mended, put in front, or written over."""
    lines = now.split("\n") if now else []
    how = seed.randrange(5)
    if how == 0 or not lines:
        return "\n".join([*lines, word])
    at = seed.randrange(len(lines))
    if how == 1:
        lines[at] = f"{lines[at]} {word}"
    elif how == 2:
        parts = lines[at].split(" ")
        parts[seed.randrange(len(parts))] = word
        lines[at] = " ".join(parts)
    elif how == 3:
        lines.insert(at, word)
    else:
        lines[at] = word
    return "\n".join(lines)


def _text(office: Office, ref: str, cell: Field) -> str:
    row = office.desk.row(ref)
    value = getattr(row, cell.value)
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _all(office: Office) -> str:
    """Return every word of the plan."""
    words: list[str] = []
    for row in office.desk.plans.sheet(office.desk.plan_id).rows:
        words += [row.title, row.text, *row.leads, *row.criteria, row.timescale, row.resources]
        words += [row.reason, row.comments]
    return "\n".join(words)


def _put_back(office: Office) -> None:
    """Take everything back but that a workbook was sent: a return hangs on it."""
    while office.store.undo_label() not in {None, "send to Housing"}:
        office.store.undo()
