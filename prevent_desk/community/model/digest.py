"""The monthly digest: what was seen, where it comes again, tension; for partners to read.

It never says who found something, nor the number of a house, nor what somebody said about a person:
of the words typed only the notes on tension go in, and those that seem to name somebody stay out.
Photos go in only where the officer looked at each and ticked it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from prevent_desk.community.model.places import without_number
from prevent_desk.community.model.repeats import Hotspot
from prevent_desk.community.model.sightings import ITEMS, SIGHTING, Police, Sighting
from prevent_desk.community.model.sightings_named import seems_to_name
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.logbook.model.period import Period
from prevent_desk.referrals.model.papers.content import (
    Block,
    Facts,
    Grid,
    Heading,
    Part,
    Picture,
    Words,
)

_LEAST_FOR_PLACE = 2


MOST_PHOTOS = 24
"""More make a file too large for a mailbox."""


@dataclass(frozen=True, slots=True)
class DigestPhoto:
    """A photo that may go into a digest, with what its sighting says that papers may say.

    Attributes:
        file_id: Of the clean picture in the vault.
        number: Of its sighting.
        kind: A code of "sighting_kind".
        street: Without the number of a house.
    """

    file_id: int
    sighting_id: int
    number: int
    kind: str
    street: str
    seen: date


@dataclass(frozen=True, slots=True)
class ChosenPhoto:
    """A photo the officer looked at and lets go out.

    Attributes:
        alt: What it shows, for someone who does not see it.
    """

    photo: DigestPhoto
    alt: str


@dataclass(frozen=True, slots=True)
class DigestWish:
    """What a digest is to tell.

    Attributes:
        period: From day to day, both known.
        intro: Words of the officer's at its head.
        with_list: Each sighting in a row.
        with_tension: The notes on tension.
        photos: Those that go out; none unless each was ticked.
    """

    period: Period
    intro: str = ""
    with_list: bool = True
    with_tension: bool = True
    photos: tuple[ChosenPhoto, ...] = ()


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


def caption(photo: DigestPhoto, lists: Vocabularies) -> str:
    """Return what stands over a photo: "Sticker, Goswell Road, 12 Oct 2026"."""
    kind = lists["sighting_kind"].label(photo.kind)
    return ", ".join(part for part in (kind, photo.street, say_short(photo.seen)) if part)


def proposed_alt(photo: DigestPhoto, lists: Vocabularies) -> str:
    """Return what a photo shows as far as its sighting says: "Photo of graffiti in Fann Street"."""
    kind = lists["sighting_kind"].label(photo.kind).lower()
    what = "a sighting" if photo.kind == "other" else _ONE.get(photo.kind, kind)
    return f"Photo of {what} in {photo.street}" if photo.street else f"Photo of {what}"


_ONE = {
    "sticker": "a sticker", "leaflet": "a leaflet", "online": "an online post",
    "comment": "a comment",
}  # fmt: skip


def told(
    wish: DigestWish,
    gathered: Gathered,
    lists: Vocabularies,
    pictures: Mapping[int, bytes] | None = None,
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Return the digest in blocks, and sentences about what was left out.

    Args:
        wish: What it is to tell.
        gathered: What it is made of.
        lists: Words for codes.
        pictures: The chosen photos as they go out, by their file.
    """
    seen = gathered.seen
    blocks: list[Part] = []
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
    photos, gone = _photos(wish, seen, lists, pictures or {})
    blocks += photos
    left_out += gone
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


def _photos(
    wish: DigestWish, seen: Sequence[Sighting], lists: Vocabularies, pictures: Mapping[int, bytes]
) -> tuple[list[Part], list[str]]:
    held = {photo.file.id for one in seen for photo in one.photos}
    blocks: list[Part] = []
    left_out: list[str] = []
    for one in wish.photos:
        photo = one.photo
        if photo.file_id not in held or photo.file_id not in pictures:
            left_out.append(f"A photo of sighting {photo.number} is left out: it is gone.")
            continue
        alt = one.alt.strip() or proposed_alt(photo, lists)
        blocks += [Words(caption(photo, lists)), Picture(pictures[photo.file_id], alt)]
    return ([Heading(2, "Photos"), *blocks] if blocks else []), left_out


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
