"""What a form that leaves the desk says of itself; light, so that screens can order one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FormPaper:
    """What a form on paper says of itself.

    Attributes:
        marking: In the header and footer of every page.
        made_at: The only moment the file speaks of.
        office: Whose form it is; empty where that is not to be said.
        send_to: Where it goes when it is filled; empty: back the way it came.
        notice: Beside the marking: "Practice desk".
        mark: What tells this copy from others when it comes back; nobody sees it. Or empty.
        filled_by: Who is asked to fill it, in words; or empty.
    """

    marking: str
    made_at: datetime
    office: str = ""
    send_to: str = ""
    notice: str = ""
    mark: str = ""
    filled_by: str = ""
