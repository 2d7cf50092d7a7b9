"""Times of day as people type them."""

from __future__ import annotations

import re
from datetime import time


def read_time(text: str) -> time | None:
    """Read a time of day: "14:20", "14.20", "1420", "2pm", "2.20 pm"; None for anything else."""
    tidy = re.sub(r"\s+", "", text.strip().lower())
    found = re.fullmatch(r"(\d{1,2}(?=\D|$)|\d{2})(?:[:.h]?(\d{2}))?(am|pm)?", tidy)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
