"""What whoever reported a sighting is told: thanks, what was done, and whether it came again."""

from __future__ import annotations

from prevent_desk.community.model.places import without_number
from prevent_desk.community.model.repeats import Repeat
from prevent_desk.community.model.sightings import Police, Sighting
from prevent_desk.core.dates import say_date, say_short


def subject(one: Sighting, marking: str) -> str:
    """Return the subject of the answer; the place is left to the text."""
    return f"[{marking}] Your report of {say_short(one.seen)}"


def answer_words(one: Sighting, repeat: Repeat) -> str:
    """Return the answer as it is proposed; others who reported are never named in it."""
    where = without_number(one.street)
    place = f" in {where}" if where else ""
    what = "what you saw" if one.items == 1 else f"the {one.items:,} things you saw"
    lines = [
        "Hello,",
        "",
        f"Thank you for telling us about {what}{place} on {say_date(one.seen)}. It is in our log.",
    ]
    if one.removed is not None:
        when = "the same day" if one.removed == one.seen else f"on {say_short(one.removed)}"
        were = "It was" if one.items == 1 else "They were"
        lines.append(f"{were} removed {when}.")
    if one.police is Police.YES:
        lines.append("The information was passed to the police.")
    if len(repeat.near) >= 1:
        lines.append(
            "It is not the only one there of late, so reports like yours help us to see where it "
            "happens again."
        )
    lines += [
        "",
        "Tell us again whenever you see something like it. In an emergency call 999.",
        "",
        "Community Safety Team",
    ]
    return "\n".join(lines)
