"""What each row of a partner's report would do to the log: new, known, or not to be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from prevent_desk.community.model.places import Rule, Spot, how_near
from prevent_desk.community.model.repeats import Seen
from prevent_desk.community.model.report_parts import Part
from prevent_desk.community.model.report_reading import Told
from prevent_desk.community.model.report_rows import ReportRow
from prevent_desk.community.model.sightings import NewSighting
from prevent_desk.community.model.sightings_named import seems_to_name

SAME_WITHIN = Rule(metres=50, days=1)
"""So near and on one day, two reports of one kind may be of one thing."""


class Kind(StrEnum):
    """What a row is to the log."""

    NEW = "new"
    KNOWN = "known"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """What one row would do.

    Attributes:
        new: As it would be recorded; None where it is wrong.
        words: What it would do, or why nothing can be done, in words.
        doubtful: Taken only where somebody says so.
        sighting_id: Which one it is, where it is known.
        organisation: As the row names it, where contacts do not know it.
        parts: The row's texts, to know it by where it cannot be read.
    """

    place: str
    kind: Kind
    new: NewSighting | None
    words: str
    doubtful: bool = False
    sighting_id: int | None = None
    organisation: str = ""
    parts: Mapping[Part, str] = field(default_factory=dict)


def compare(
    rows: Sequence[tuple[ReportRow, Told]],
    known: Mapping[str, tuple[int, int]],
    seen: Iterable[Seen],
    compared: Callable[[int], object] = lambda _number: None,
) -> list[Line]:
    """Return what each row would do, in the file's order.

    Args:
        rows: As read, and what they tell.
        known: Keys of reports that are in the log: the sighting's key and number.
        seen: The log's sightings of the days the rows are of.
        compared: Told how many rows are compared, after each.
    """
    of_day: dict[tuple[date, str], list[Seen]] = defaultdict(list)
    for other in seen:
        of_day[other.seen, other.kind].append(other)
    lines: list[Line] = []
    here: dict[str, str] = {}
    for number, (row, one) in enumerate(rows, 1):
        if one.new is None:
            lines.append(Line(row.place, Kind.WRONG, None, " ".join(one.wrong), parts=row.parts))
        else:
            lines.append(
                _known_line(row, one.new, known, here)
                or _new_line(row, one, one.new, of_day[one.new.seen, one.new.kind])
            )
            here.setdefault(one.new.source_key, row.place)
        compared(number)
    return lines


def _known_line(
    row: ReportRow, new: NewSighting, known: Mapping[str, tuple[int, int]], here: Mapping[str, str]
) -> Line | None:
    """Return what a row is that came before, or stands in the file twice; None where neither."""
    if new.source_key in known:
        key, number = known[new.source_key]
        words = f"Came before: it is sighting {number}."
        return Line(row.place, Kind.KNOWN, new, words, sighting_id=key)
    if new.source_key in here:
        words = f"Stands in the file twice: the same as {here[new.source_key].lower()}."
        return Line(row.place, Kind.KNOWN, new, words)
    return None


def _new_line(row: ReportRow, one: Told, new: NewSighting, seen: Sequence[Seen]) -> Line:
    said = list(one.odd)
    same = _may_be(new, seen)
    if same is not None:
        said.insert(0, f"May be sighting {same.number}: {same.spot.street or 'there'}, that day.")
    free = "\n".join((new.words, new.tension, new.finder, new.place))
    named = seems_to_name(free, (new.street, one.organisation))
    if named:
        said.append(f"“{named[0].words}” looks like {named[0].why}: no person is recorded here.")
    return Line(
        row.place, Kind.NEW, new, " ".join(["New.", *said]) if said else "New",
        doubtful=same is not None or bool(named), organisation=one.organisation,
    )  # fmt: skip


def _may_be(new: NewSighting, seen: Iterable[Seen]) -> Seen | None:
    """Return a sighting that somebody else may have reported, of those of its kind and day."""
    spot = Spot(new.street, new.place, new.ward, new.latitude, new.longitude)
    for other in seen:
        is_near, metres = how_near(spot, other.spot, SAME_WITHIN)
        if is_near and (metres is not None or other.seen_at == new.seen_at):
            return other
    return None


def counts(lines: Iterable[Line]) -> dict[Kind, int]:
    """Return how many rows of each kind there are."""
    found = dict.fromkeys(Kind, 0)
    for line in lines:
        found[line.kind] += 1
    return found
