"""The room of referrals: list and record, and the views that are opened from them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.referrals.ui.around import Around, TabKind
from prevent_desk.referrals.ui.files.word_reading import WordReading
from prevent_desk.referrals.ui.intake.view import VIEW as INTAKE
from prevent_desk.referrals.ui.receiving.drops import Drops
from prevent_desk.referrals.ui.views import DESK, VIEWS
from prevent_desk.ui.page import Desk
from prevent_desk.ui.room import ServiceRoom


class ReferralRoom(ServiceRoom[ReferralServices]):
    """Shows list and record, or one of the other views."""

    title, icon, start = "Referrals", "inbox", DESK
    views = VIEWS

    def __init__(
        self,
        services: ReferralServices,
        desk: Desk,
        clock: Clock,
        parent: QWidget | None = None,
        tabs: Sequence[TabKind] = (),
    ) -> None:
        self._brought = tuple(tabs)
        super().__init__(services, desk, clock, parent)

    def surround(self, services: ReferralServices, clock: Clock) -> Around:
        """Return services and desk, with the tabs of a record that were brought."""
        self._words = WordReading(services.files, self)
        self.acts.changed.connect(self._words.wait)
        self.drops = Drops(self, self.open_view)
        self._danger = QShortcut(QKeySequence("F9"), self)
        self._danger.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._danger.activated.connect(self.danger_now)
        return Around(services, self.desk, clock, self.acts, self.open_view, self, self._brought)

    def danger_now(self) -> None:
        """Somebody is in danger (F9): the view's own steps, else a new referral that begins so."""
        own = (one for one in self.view().commands() if one.shortcut == "F9")
        act = next(own, None)
        if act is not None:
            act.run()
        else:
            self.open_view(INTAKE, {"danger": True})

    def shown(self, key: str) -> None:
        """Leave F9 to list and record, which bind it themselves: bound twice it does nothing."""
        self._danger.setEnabled(key != DESK)
