"""The views of the room: list and record, intake, people, what is due."""

from __future__ import annotations

from prevent_desk.referrals.ui.around import ViewKind
from prevent_desk.referrals.ui.desk_view import DeskView
from prevent_desk.referrals.ui.due.view import VIEW as DUE
from prevent_desk.referrals.ui.due.view import DueView
from prevent_desk.referrals.ui.intake.view import VIEW as INTAKE
from prevent_desk.referrals.ui.intake.view import IntakeView
from prevent_desk.referrals.ui.people.view import VIEW as PEOPLE
from prevent_desk.referrals.ui.people.view import PeopleView
from prevent_desk.referrals.ui.receiving.view import VIEW as RECEIVING
from prevent_desk.referrals.ui.receiving.view import ReceivingView

DESK = "desk"

VIEWS: tuple[ViewKind, ...] = (
    ViewKind(DESK, "Referrals", "inbox", "list record cases concerns people", DeskView),
    ViewKind(INTAKE, "New referral", "plus", "intake call concern report advice", IntakeView),
    ViewKind(DUE, "What is due", "alarm-clock", "deadlines late overdue today clocks", DueView),
    ViewKind(PEOPLE, "People", "users", "person merge link relative history", PeopleView),
    ViewKind(
        RECEIVING,
        "Take in a form or e-mail",
        "file-input",
        "receive import pdf word eml filled drop blank",
        ReceivingView,
    ),
)
"""In the order of the palette."""
