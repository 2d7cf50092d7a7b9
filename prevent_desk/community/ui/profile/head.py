"""The line over the list: which campaign it is, its days, and what can be done with all of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from prevent_desk.community.model.profile import Campaign, Day
from prevent_desk.community.service.profile_log import EVERY
from prevent_desk.community.ui.profile.words import day_words
from prevent_desk.core.dates import say_short
from prevent_desk.readers import shipped
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.labels import ElidedLabel


class CampaignHead(QWidget):
    """Chooses the campaign, and says its stage and days.

    Signals:
        chosen: Another campaign: carries its number.

    Attributes:
        send_button, remind_button, answers_button, menu_button: What can be done with all of it.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = Combo()
        self.box.setAccessibleName("Campaign")
        self.words = ElidedLabel("", "support")
        self.send_button = Button("Send &forms", "mail", small=True)
        self.remind_button = Button("&Remind", "alarm-clock", small=True)
        self.answers_button = Button("Ans&wers and themes", "list-checks", small=True)
        self.menu_button = Button("Ca&mpaign", "ellipsis", small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 14, 0)
        row.setSpacing(10)
        row.addWidget(self.box)
        row.addWidget(self.words, 1)
        for button in (
            self.send_button, self.remind_button, self.answers_button, self.menu_button,
        ):  # fmt: skip
            row.addWidget(button)
        self.box.activated.connect(lambda _row: self.chosen.emit(int(self.box.currentData())))

    def show_campaigns(self, campaigns: Sequence[Campaign], now: int) -> None:
        """Offer campaigns, the newest first."""
        self.box.clear()
        if len(campaigns) > 1:
            self.box.addItem("All campaigns", EVERY)
        for one in campaigns:
            over = " (over)" if one.ended else ""
            self.box.addItem(f"{one.called}{over}", one.id)
        self.box.setCurrentIndex(self.box.findData(now))

    def say_every(self) -> None:
        """Say that the stakeholders of all campaigns are listed; nothing is done with all of it."""
        self.words.setText("Choose one to send forms, remind or take returns in")
        self.words.setToolTip("")

    def say(self, campaign: Campaign, days: Sequence[Day]) -> None:
        """Say where a campaign stands."""
        told = [shipped.vocabularies()["profile_stage"].label(campaign.stage)]
        if campaign.sent is not None:
            told.append(f"sent {say_short(campaign.sent)}")
        if campaign.due is not None:
            told.append(f"due {say_short(campaign.due)}")
        told += [
            f"{day_words(day)}: {day.came} came" if day.came else day_words(day) for day in days
        ]
        self.words.setText(" · ".join(told))
        self.words.setToolTip("\n".join(told))
