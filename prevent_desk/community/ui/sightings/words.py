"""How sightings are said on screen: the words of their codes, icons, chips."""

from __future__ import annotations

from prevent_desk.community.model.repeats import Near, Seen
from prevent_desk.community.model.sightings import ITEMS, KIND_ICONS, Police, Sighting
from prevent_desk.core.dates import say_short
from prevent_desk.readers import shipped

PAGE, TAB = "community", "sightings"

POLICE_LOOKS = {
    Police.YES: ("shield-check", "green"),
    Police.TO_DO: ("shield-alert", "amber"),
    Police.NO: ("minus", "grey"),
}


def kind_words(code: str) -> str:
    """Return what was seen: "Sticker"."""
    return shipped.vocabularies()["sighting_kind"].label(code)


def theme_words(code: str) -> str:
    """Return the theme in words; empty where none is noted."""
    return shipped.vocabularies()["sighting_theme"].label(code) if code else ""


def ward_words(code: str) -> str:
    """Return the ward in words; empty where none is noted."""
    return shipped.vocabularies()["ward"].label(code) if code else ""


def what_words(one: Sighting | Seen) -> str:
    """Return what was seen and how many: "2 stickers" is "Sticker, 2 items"."""
    kind = kind_words(one.kind)
    return f"{kind}, {ITEMS.counted(one.items)}" if one.items > 1 else kind


def near_words(near: Near) -> tuple[str, str]:
    """Return what is said of another sighting nearby: how far and when, and what it was."""
    one = near.seen
    first = f"{near.how_far.capitalize()}, {near.how_long}"
    # Of the same street its name is known; by distance it may be round the corner.
    where = (one.spot.street or one.spot.place) if near.metres is not None else ""
    parts = (f"Sighting {one.number}", what_words(one), theme_words(one.theme), where)
    return first, " · ".join(part for part in parts if part)


def removed_words(one: Sighting) -> str:
    """Return when and by whom it was taken away; empty where it is still there."""
    if one.removed is None:
        return ""
    when = "same day" if one.removed == one.seen else say_short(one.removed)
    at = f" at {one.removed_at}" if one.removed_at else ""
    by = f" by {one.removed_by}" if one.removed_by else ""
    return f"Removed {when}{at}{by}"


def kind_icon(code: str) -> str:
    """Return the icon of a kind."""
    return KIND_ICONS.get(code, "circle")
