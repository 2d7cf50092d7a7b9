"""The room of panels: the meetings, the desk while one runs, minutes, decisions and figures."""

from __future__ import annotations

from prevent_desk.panels.service import PanelServices
from prevent_desk.panels.ui.views import MEETINGS, VIEWS
from prevent_desk.ui.room import ServiceRoom


class PanelRoom(ServiceRoom[PanelServices]):
    """Shows the meetings, or one of the other views."""

    title, icon, start = "Panels", "gavel", MEETINGS
    views = VIEWS
