"""What cells would hold if texts were put into them, and which of the texts do not fit.

The rules are those of typing (`model.cells`); here they are asked before anything is written, cell
by cell, so that a person can put right what does not fit and let the rest go in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from prevent_desk.core.dates import parse_date, say_date, say_short
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.legend import NOT_SET, Legend
from prevent_desk.plan.model.records import ActionRow, Field, PlanHead
from prevent_desk.plan.model.spreadsheet.days import no_such_day

Write = tuple[int, Field, str]
"""An action's number, a field of it, and the text that is written there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that shall go into one cell of the grid.

    Attributes:
        action_id: Whose cell; a number below 0 is a row that is still to be made.
        fields: What the cell writes: one field, or title and text.
    """

    action_id: int
    fields: tuple[Field, ...]
    text: str

    def writes(self) -> list[Write]:
        """Return what is written: the first line of an action's cell is its title."""
        parts = split(self.fields, self.text)
        return [(self.action_id, field, part) for field, part in parts]


@dataclass(frozen=True, slots=True)
class Judged:
    """A wanted text, and what would come of it.

    Attributes:
        before: What the cell holds now.
        after: What it would hold: the text as the plan keeps it.
        wrong: Why it cannot be kept, with what could; empty when it can.
        doubt: Why it may be a slip although it can be kept.
    """

    wanted: Wanted
    before: str
    after: str
    wrong: str = ""
    doubt: str = ""

    @property
    def changes(self) -> bool:
        """Whether the cell would be another."""
        return self.after != self.before


def split(fields: tuple[Field, ...], text: str) -> list[tuple[Field, str]]:
    """Return which part of a cell's text goes into which of its fields."""
    if len(fields) == 1:
        return [(fields[0], text)]
    title, _, rest = text.partition("\n")
    return [(fields[0], title), (fields[1], rest)]


def words_of(row: ActionRow, fields: tuple[Field, ...], legend: Legend) -> str:
    """Return what a cell holds, as it is copied and typed."""
    parts = [_field_words(row, field, legend) for field in fields]
    return "\n".join(part for n, part in enumerate(parts) if part or not n)


def judge(
    wanted: Sequence[Wanted], rows: Iterable[ActionRow], head: PlanHead, today: date
) -> list[Judged]:
    """Return what would come of each text, in the same order.

    Args:
        wanted: The texts; the last one for a cell wins.
        rows: Every action of the plan: no two may have one reference.
        head: The plan's own; its key says which progress words there are.
        today: Gives days without a year their year.
    """
    by_id = {row.id: row for row in rows}
    # One text often goes into many cells.
    known: dict[tuple[tuple[Field, ...], str], tuple[str, str, str]] = {}
    found: list[Judged] = []
    for one in wanted:
        key = (one.fields, one.text)
        if key not in known:
            known[key] = _alone(one.fields, one.text, head.legend, today)
        row = by_id.get(one.action_id)
        before = words_of(row, one.fields, head.legend) if row else ""
        after, wrong, doubt = known[key]
        found.append(Judged(one, before, after, wrong, doubt))
    return _together(found, by_id, today)


def _alone(
    fields: tuple[Field, ...], text: str, legend: Legend, today: date
) -> tuple[str, str, str]:
    """Return the cell's words afterwards, what is wrong with the text, and what is doubtful."""
    kept: list[str] = []
    for field, part in split(fields, text):
        try:
            kept.append(kept_as(field, part, legend, today))
        except Refused as refused:
            return text, refused.sentence(), ""
    doubt = no_such_day(text, today) if fields[0] is Field.TIMESCALE else ""
    return "\n".join(part for n, part in enumerate(kept) if part or not n), "", doubt


def kept_as(field: Field, text: str, legend: Legend, today: date) -> str:
    """Return a text as the field would hold it.

    Raises:
        Refused: The field cannot hold it.
    """
    if field in {Field.START, Field.DUE}:
        return say_date(parse_date(text, today)) if text.strip() else ""
    if field is Field.PROGRESS:
        return stage_word(legend, cells.progress(legend, text))
    words = cells.checked(field, text)
    if field is Field.LEADS:
        return ", ".join(cells.leads(words))
    if field in {Field.CRITERIA, Field.RESOURCES}:
        return "\n".join(cells.lines(words))
    return words


def stage_word(legend: Legend, code: str | None) -> str:
    """Return the plan's own word for a stage; the bare code where the key no longer has it."""
    return next((stage.word for stage in legend if stage.code == code), code or NOT_SET)


def foreseen(row: ActionRow, writes: Iterable[Write], legend: Legend, today: date) -> ActionRow:
    """Return an action as it will be once texts that fit are written into it.

    For showing it at once. Once stored it is read again: only then are updates parted.
    """
    values: dict[str, object] = {}
    for _, field, text in writes:
        if field in {Field.START, Field.DUE}:
            values[field.value] = parse_date(text, today) if text.strip() else None
        elif field is Field.PROGRESS:
            code = cells.progress(legend, text)
            if code != row.progress:
                values |= {"progress": code, "was": row.progress, "reason": ""}
        elif field is Field.LEADS:
            values["leads"] = cells.leads(text)
        elif field is Field.CRITERIA:
            values["criteria"] = cells.lines(text)
        elif field is Field.RESOURCES:
            values["resources"] = "\n".join(cells.lines(text))
        else:
            values[field.value] = cells.checked(field, text)
    return replace(row, **values)  # type: ignore[arg-type]


def _field_words(row: ActionRow, field: Field, legend: Legend) -> str:
    if field is Field.PROGRESS:
        return stage_word(legend, row.progress)
    if field in {Field.START, Field.DUE}:
        day = row.start if field is Field.START else row.due
        return say_date(day) if day else ""
    if field is Field.LEADS:
        return ", ".join(row.leads)
    if field is Field.CRITERIA:
        return "\n".join(row.criteria)
    return str(getattr(row, field.value))


def _together(found: Sequence[Judged], by_id: Mapping[int, ActionRow], today: date) -> list[Judged]:
    """Add what is wrong with texts only beside one another: references twice, due before start."""
    fields = {field for one in found for field in one.wanted.fields}
    wrong: dict[int, str] = {}
    if Field.REF in fields:
        wrong |= _taken_refs(found, by_id)
    if fields & {Field.START, Field.DUE}:
        wrong |= _due_before_start(found, by_id, today)
    if not wrong:
        return list(found)
    return [
        Judged(one.wanted, one.before, one.after, one.wrong or wrong.get(place, ""), one.doubt)
        for place, one in enumerate(found)
    ]


def _taken_refs(found: Sequence[Judged], by_id: Mapping[int, ActionRow]) -> dict[int, str]:
    refs = {row.id: row.ref for row in by_id.values()}
    given = [(n, one) for n, one in enumerate(found) if one.wanted.fields == (Field.REF,)]
    refs |= {one.wanted.action_id: one.after for _, one in given if not one.wrong}
    holders: dict[str, int] = {}
    for ref in refs.values():
        if ref:
            holders[ref.casefold()] = holders.get(ref.casefold(), 0) + 1
    return {
        n: f"{one.after} would be the reference of two actions. Choose one of its own."
        for n, one in given
        if one.after and holders.get(one.after.casefold(), 0) > 1
    }


def _due_before_start(
    found: Sequence[Judged], by_id: Mapping[int, ActionRow], today: date
) -> dict[int, str]:
    days: dict[int, dict[Field, date | None]] = {}
    places: dict[int, list[int]] = {}
    read: dict[str, date | None] = {}
    for n, one in enumerate(found):
        field, key = one.wanted.fields[0], one.wanted.action_id
        if field not in {Field.START, Field.DUE} or one.wrong:
            continue
        row = by_id.get(key)
        held = days.setdefault(
            key, {Field.START: row.start if row else None, Field.DUE: row.due if row else None}
        )
        text = one.wanted.text
        if text not in read:
            read[text] = parse_date(text, today) if text.strip() else None
        held[field] = read[text]
        places.setdefault(key, []).append(n)
    wrong: dict[int, str] = {}
    for key, held in days.items():
        start, due = held[Field.START], held[Field.DUE]
        if start and due and due < start:
            said = f"Due {say_short(due)} would be before the start, {say_short(start)}."
            wrong.update(dict.fromkeys(places[key], said))
    return wrong
