"""The monthly digest: what was seen, where it comes again, tension; for partners to read.

It never says who found something, nor the number of a house, nor what somebody said about a person:
of the words typed only the notes on tension go in, and those that seem to name somebody stay out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from prevent_desk.community.model.places import Hotspot, without_number
from prevent_desk.community.model.sightings import ITEMS, SIGHTING, Police, Sighting
from prevent_desk.community.model.sightings_named import seems_to_name
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.logbook.model.period import Period
from prevent_desk.referrals.model.papers.content import Block, Facts, Grid, Heading, Words

_LEAST_FOR_PLACE = 2


@dataclass(frozen=True, slots=True)
class DigestWish:
    """What a digest is to tell.

    Attributes:
        period: From day to day, both known.
        intro: Words of the officer's at its head.
        with_list: Each sighting in a row.
        with_tension: The notes on tension.
    """

    period: Period
    intro: str = ""
    with_list: bool = True
    with_tension: bool = True


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a digest is made of, read at one moment.

    Attributes:
        seen: Of the period, oldest first.
        before: How many there were in the period before; None where there is none.
        places: Where more than one thing was seen.
    """

    seen: tuple[Sighting, ...]
    before: int | None
    places: tuple[Hotspot, ...]


@dataclass(frozen=True, slots=True)
class KeptDigest:
    """A digest that was drafted for partners.

    Attributes:
        receivers: Names and addresses it was drafted for.
    """

    id: int
    first: date
    last: date
    sightings: tuple[int, ...]
    receivers: tuple[tuple[str, str], ...]
    at: date


def title(wish: DigestWish) -> str:
    """Return what a digest is called: "Sightings, October 2026"."""
    first, last = wish.period.first, wish.period.last
    if first and last and first.day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"Sightings, {first:%B %Y}"
    return f"Sightings, {wish.period.words}"


def told(
    wish: DigestWish, gathered: Gathered, lists: Vocabularies
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the digest in blocks, and sentences about what was left out."""
    seen = gathered.seen
    blocks: list[Block] = []
    if wish.intro.strip():
        blocks.append(Words(wish.intro.strip()))
    blocks += [Heading(2, "In figures"), _figures(gathered)]
    if not seen:
        return tuple(blocks), ()
    kinds, themes, wards = lists["sighting_kind"], lists["sighting_theme"], lists["ward"]
    blocks += [
        Heading(2, "What was seen"),
        _counted("What", seen, lambda one: kinds.label(one.kind)),
        Heading(2, "Themes"),
        _counted("Theme", seen, lambda one: themes.label(one.theme) if one.theme else "Not noted"),
        Heading(2, "Wards"),
        _counted("Ward", seen, lambda one: wards.label(one.ward) if one.ward else "Not noted"),
    ]
    again = [one for one in gathered.places if len(one.seen) >= _LEAST_FOR_PLACE]
    if again:
        rule = "Places where more than one thing was seen, the one with most first."
        rows = tuple(
            (one.name, str(len(one.seen)), str(one.items), say_short(one.seen[0].seen))
            for one in again
        )
        blocks += [
            Heading(2, "Where it comes again"),
            Words(rule, is_support=True),
            Grid(("Place", "Sightings", "Items", "Last seen"), rows, (5, 1.4, 1.2, 2)),
        ]
    left_out: list[str] = []
    if wish.with_tension:
        notes, left_out = _tension(seen, lists)
        blocks += notes
    if wish.with_list:
        blocks += [Heading(2, "Each sighting"), _listed(seen, lists)]
    blocks.append(
        Words(
            "No person is recorded in this log. A worry about somebody goes to Prevent as a "
            "referral; in an emergency call 999.",
            is_support=True,
        )
    )
    return tuple(blocks), tuple(left_out)


def _figures(gathered: Gathered) -> Facts:
    seen = gathered.seen
    items = sum(one.items for one in seen)
    before = gathered.before
    rows = [("Sightings", SIGHTING.counted(len(seen)) + (
        f" ({ITEMS.counted(items)})" if items != len(seen) else ""))]  # fmt: skip
    if before is not None:
        rows.append(("In the period before", SIGHTING.counted(before)))
    rows += [
        ("Removed", f"{sum(one.removed is not None for one in seen):,}"),
        (
            "Passed to police as intelligence",
            f"{sum(one.police is Police.YES for one in seen):,}",
        ),
    ]
    return Facts(tuple(rows))


def _counted(heading: str, seen: Sequence[Sighting], words: Callable[[Sighting], str]) -> Grid:
    found, items = Counter[str](), Counter[str]()
    for one in seen:
        found[words(one)] += 1
        items[words(one)] += one.items
    rows = tuple(
        (name, f"{number:,}", f"{items[name]:,}")
        for name, number in sorted(found.items(), key=lambda one: (-one[1], one[0].casefold()))
    )
    return Grid((heading, "Sightings", "Items"), rows, (5, 1.4, 1.2))


def _tension(seen: Sequence[Sighting], lists: Vocabularies) -> tuple[list[Block], list[str]]:
    noted = [one for one in seen if one.tension]
    if not noted:
        return [], []
    rows: list[tuple[str, str, str]] = []
    left_out: list[str] = []
    for one in noted:
        named = seems_to_name(one.tension, (one.street, one.organisation))
        if named:
            left_out.append(
                f"The note on tension of sighting {one.number} is left out: it seems to name "
                "somebody."
            )
            continue
        where = lists["ward"].label(one.ward) if one.ward else without_number(one.street)
        rows.append((say_short(one.seen), where or "Not noted", one.tension))
    if not rows:
        return [], left_out
    return [
        Heading(2, "Tension"),
        Grid(("Seen", "Where", "Note"), tuple(rows), (1.5, 2, 5)),
    ], left_out


def _listed(seen: Sequence[Sighting], lists: Vocabularies) -> Grid:
    rows = []
    for one in seen:
        kind = lists["sighting_kind"].label(one.kind)
        what = f"{kind} ({one.items})" if one.items > 1 else kind
        removed = "" if one.removed is None else say_short(one.removed)
        rows.append(
            (
                say_date(one.seen),
                what,
                lists["sighting_theme"].label(one.theme) if one.theme else "",
                without_number(one.street),
                lists["ward"].label(one.ward) if one.ward else "",
                removed,
            )
        )
    headings = ("Seen", "What", "Theme", "Street", "Ward", "Removed")
    return Grid(headings, tuple(rows), (2, 1.7, 2.2, 2.4, 2.1, 1.6))


def message(name: str, marking: str, about: str, *, practice: bool = False) -> tuple[str, str]:
    """Return subject and text of the message a digest goes with.

    Args:
        name: Of the receiver, or empty.
        marking: Stands in both.
        about: Title of the digest.
        practice: Said where everybody is invented.
    """
    hello = f"Dear {name}," if name else "Hello,"
    lines = [marking, ""]
    if practice:
        lines += ["From a practice desk: everything in it is invented.", ""]
    lines += [
        hello,
        "",
        "Attached is the digest of stickers, graffiti, online posts and tensions that partners "
        "reported. It is for you and your team: do not pass it on further.",
        "",
        "Thank you for what you report. One line is enough: what, where, when.",
        "",
        "Community Safety Team",
    ]
    return f"[{marking}] {about}", "\n".join(lines)
