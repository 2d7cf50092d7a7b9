"""The tab of the local profile: a campaign's stakeholders, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from prevent_desk.community.model.profile import Campaign, Stakeholder
from prevent_desk.community.service.profile_log import EVERY, came_words
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.profile import acts
from prevent_desk.community.ui.profile.head import CampaignHead
from prevent_desk.community.ui.profile.pane import StakeholderPane
from prevent_desk.community.ui.profile.words import day_words, standing_chip
from prevent_desk.core.dates import say_short
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.ui.face import LogColumn, LogFace
from prevent_desk.logbook.ui.log_tab import LogTab
from prevent_desk.ui import icons
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.two_lines import Cell

KEY = "profile"
_CAMPAIGN = "community/profile/campaign"
_WORST_FIRST = Query(sort="standing", descending=False)


def open_returns(around: Around) -> int:
    """Return how many stakeholders of the newest campaign have not answered."""
    campaigns = around.services.profiles.all()
    if not campaigns or campaigns[0].ended is not None:
        return 0
    return around.services.profile_log.progress(campaigns[0].id).open


class ProfileTab(LogTab[Stakeholder]):
    """Satisfies `ui.tabs_page.Tab`; a position: `{"campaign": 2, "stakeholder": 7}`."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        self._around = around
        self.head = CampaignHead()
        self._campaigns: list[Campaign] = []
        self._choose_first()
        face: LogFace[Stakeholder] = LogFace(
            [
                LogColumn("Stakeholder", self._name),
                LogColumn("Form", self._form, sort="standing"),
                LogColumn("Reminded", _chased),
                LogColumn("Days", _days),
            ],
            "Filter stakeholders",
            "Nobody is asked yet",
            "Say who is asked: the desk makes each of them a form to fill in, keeps what comes "
            "back, and says who is to be reminded.",
            "inbox",
            "Say who is &asked",
            "user-plus",
        )
        super().__init__(around.services.profile_log, around, face, parent)
        self.in_button = Button("Take &in", "file-input")
        self._place_head()
        self.setAcceptDrops(True)
        self.head.send_button.clicked.connect(lambda: self._with(acts.send))
        self.head.remind_button.clicked.connect(lambda: self._with(acts.remind))
        self.in_button.clicked.connect(lambda: self._with(acts.take_in))
        self.head.chosen.connect(self._choose)
        self.head.answers_button.clicked.connect(lambda: self._with(acts.answers))
        self.head.menu_button.clicked.connect(self._campaign_menu)
        self.pane = StakeholderPane(around)
        self.begin(self.pane)
        if self.query == Query():
            self.ask(_WORST_FIRST)
            # Where that puts who was chosen by another order is no place to begin.
            if self.has_subject():
                self.table.go_to_row(0)
        self._show_head()

    # What a log asks

    def add(self) -> None:
        """Say who is asked; where there is no campaign, begin one first."""
        if self.campaign() is None and self._campaigns:
            self._choose(self._campaigns[0].id)
        if self.campaign() is None:
            made = acts.begin(self._around)
            if not made:
                return
            self._choose(made)
        self._with(acts.ask)

    def open_record(self, record: Stakeholder) -> None:
        """Type in their answers, or look at them."""
        acts.answer(self._around, record)

    def show_record(self, record: Stakeholder | None) -> None:
        """Show a stakeholder at the right."""
        self.pane.show_stakeholder(record)

    def more_buttons(self) -> Sequence[Button]:
        """Return the buttons of a campaign."""
        return (self.in_button,)

    def record_commands(self, record: Stakeholder) -> Sequence[Command]:
        """Return what can be done with a stakeholder."""
        around = self._around
        found = [
            Command("Note a call", partial(acts.note, around, record, called=True), "phone"),
            Command("Type answers", partial(acts.answer, around, record), "pencil", "Enter"),
            Command("Change who is asked there", partial(acts.set_contact, around, record), "user"),
        ]
        if record.file_id is not None:
            found.append(Command("Open file", partial(acts.show_file, around, record), "file"))
        if record.is_open:
            decline = partial(acts.decline, around, record)
            found.append(Command("Note that no answer will come", decline, "circle-pause"))
        remove = partial(acts.remove, around, record)
        found.append(Command("Do not ask them", remove, "x", by_verb=True))
        return found

    def more_commands(self) -> Sequence[Command]:
        """Return what can be done with the campaign."""
        around, campaign = self._around, self.campaign()
        begin = Command("Begin a CTLP campaign", self._begin, "plus")
        if campaign is None:
            return [begin]
        days = around.services.profile_days.of(campaign.id)
        over = (
            Command("Go on with the campaign", partial(acts.reopen, around, campaign), "rotate-ccw")
            if campaign.ended
            else Command("End the campaign", partial(acts.end, around, campaign), "archive")
        )
        acting = (
            ("Send CTLP forms", acts.send, "mail"),
            ("Remind stakeholders", acts.remind, "alarm-clock"),
            ("Take CTLP returns in", acts.take_in, "file-input"),
            ("Show answers and themes", acts.answers, "list-checks"),
            ("Add a day of the campaign", acts.add_day, "calendar"),
        )
        return [
            *(Command(title, partial(act, around, campaign), icon) for title, act, icon in acting),
            *(
                Command(
                    f"Who came: {day_words(day)}",
                    partial(acts.attendance, around, campaign, day),
                    "user-check",
                )
                for day in days
            ),
            Command("Change the campaign", partial(acts.change, around, campaign), "pencil"),
            over,
            begin,
        ]

    # What the page asks

    def count(self) -> int:
        """Return how many have not answered."""
        return open_returns(self._around)

    def position(self) -> dict[str, Any]:
        """Return the campaign and what is chosen in it."""
        return {"campaign": self.source_id(), **super().position()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show a campaign, and choose in it."""
        campaign = position.get("campaign")
        if isinstance(campaign, int) and campaign in {EVERY, *(one.id for one in self._campaigns)}:
            self._choose(campaign)
        elif "campaign" in position and isinstance(position.get("record"), int):
            position = {**position, "record": None}
        if isinstance(position.get("stakeholder"), int):
            position = {**position, "record": position["stakeholder"]}
        elif "campaign" in position and "query" not in position:
            # A search hit names the campaign itself, by its number.
            position = {**position, "record": None}
        super().go_to(position)

    def reload(self) -> None:
        """Show the store as it is now."""
        self._choose_first()
        super().reload()
        self._show_head()

    def campaign(self) -> Campaign | None:
        """Return the campaign on show."""
        now = self.source_id()
        return next((one for one in self._campaigns if one.id == now), None)

    def source_id(self) -> int:
        """Return the number of the campaign on show; 0 for none, `EVERY` for all."""
        return self._around.services.profile_log.campaign_id

    # Inside

    def _place_head(self) -> None:
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, self.head)

    def _choose_first(self) -> None:
        """Keep to the campaign on show, or the one shown last, or the newest."""
        self._campaigns = self._around.services.profiles.all()
        known = {EVERY, *(one.id for one in self._campaigns)} if self._campaigns else set()
        log = self._around.services.profile_log
        kept = int(self._around.desk.setting(_CAMPAIGN, 0))
        now = next((key for key in (log.campaign_id, kept) if key in known), 0)
        log.choose(now or (self._campaigns[0].id if self._campaigns else 0))

    def _choose(self, campaign_id: int) -> None:
        self._campaigns = self._around.services.profiles.all()
        self._around.services.profile_log.choose(campaign_id)
        if campaign_id != EVERY:
            self._around.desk.remember(_CAMPAIGN, campaign_id)
        super().reload()
        self._show_head()

    def _show_head(self) -> None:
        campaign = self.campaign()
        self.head.setVisible(bool(self._campaigns))
        is_asked = campaign is not None and self._every_one() > 0
        for button in (self.in_button, self.head.send_button, self.head.answers_button):
            button.setEnabled(is_asked)
        self.head.menu_button.setEnabled(campaign is not None)
        self.head.show_campaigns(self._campaigns, self.source_id())
        if campaign is None:
            self.head.remind_button.setText("&Remind")
            self.head.remind_button.setEnabled(False)
            self.head.say_every()
            return
        self.head.say(campaign, self._around.services.profile_days.of(campaign.id))
        count = self._around.services.profile_log.progress(campaign.id).to_chase
        self.head.remind_button.setText(f"&Remind {count:,}" if count else "&Remind")
        self.head.remind_button.setEnabled(count > 0)

    def _every_one(self) -> int:
        return self.source.count(Query())

    def _with(self, act: Callable[[Around, Campaign], object]) -> None:
        campaign = self.campaign()
        if campaign is not None:
            act(self._around, campaign)

    def _begin(self) -> None:
        made = acts.begin(self._around)
        if made:
            self._choose(made)

    def _campaign_menu(self) -> None:
        around, campaign = self._around, self.campaign()
        if campaign is None:
            return
        menu = QMenu(self.head.menu_button)
        for day in around.services.profile_days.of(campaign.id):
            inner = menu.addMenu(icons.icon("calendar"), day_words(day).replace("&", "&&"))
            for words, act in (
                ("Who came…", partial(acts.attendance, around, campaign, day)),
                ("Change…", partial(acts.change_day, around, campaign, day)),
                ("Take out", partial(acts.remove_day, around, day)),
            ):
                inner.addAction(words).triggered.connect(lambda _on=False, run=act: run())
        wanted = (
            "Add a day of the campaign", "Change the campaign", "End the campaign",
            "Go on with the campaign", "Begin a CTLP campaign",
        )  # fmt: skip
        for command in self.more_commands():
            if command.title in wanted:
                action = menu.addAction(icons.icon(command.icon), command.title)
                action.triggered.connect(lambda _on=False, run=command.run: run())
        self._popup(menu, self.head.menu_button)

    def _popup(self, menu: QMenu, button: Button) -> None:
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))

    def _name(self, one: Stakeholder) -> Cell:
        told = one.contact or (f"{one.left} left" if one.left else "no contact person")
        if self.source_id() == EVERY:
            called = next((c.called for c in self._campaigns if c.id == one.campaign_id), "")
            told = f"{called} · {told}"
        return Cell(one.name, told, "building-2", strong=True)

    def _form(self, one: Stakeholder) -> Cell:
        words, icon, tone = standing_chip(one, self._around.clock.today())
        sent = f"sent {say_short(one.sent)}" if one.sent else ""
        return Cell(words, sent, icon, tone)

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take returns that are dropped."""
        if self.campaign() is not None and any(u.isLocalFile() for u in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped as returns."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        campaign = self.campaign()
        if campaign is not None and paths:
            # Not within the drop: the program that is dragged from waits for its answer.
            QTimer.singleShot(0, self, partial(acts.take_in, self._around, campaign, paths))


def _chased(one: Stakeholder) -> Cell:
    return Cell(say_short(one.chased)) if one.chased else Cell("")


def _days(one: Stakeholder) -> Cell:
    return Cell(came_words(one))
