"""The one service of the delivery plan."""

from __future__ import annotations

from prevent_desk.plan.service.exporting import Exporting
from prevent_desk.plan.service.importing import Importing


class Plans(Importing, Exporting):
    """Everything that can be done with delivery plans, over one open store.

    Its subjects stand in files of their own, each on top of the one before: `reading`, `editing`
    (cells), `arranging` (rows and headings), `heads` (plans), `importing`; beside them stands
    `exporting`. Every act is one labelled unit of work, so it is undone by name and leaves its
    trace in the audit.
    """
