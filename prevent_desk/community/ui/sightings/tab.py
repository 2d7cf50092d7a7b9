"""The tab of sightings: the log, reports in, the digest out, and lists that fit no longer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from prevent_desk.community.model.photos import ENDINGS
from prevent_desk.community.model.sightings import ITEMS, Police, Sighting
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.sightings import acts
from prevent_desk.community.ui.sightings.pane import SightingPane
from prevent_desk.community.ui.sightings.words import (
    POLICE_LOOKS,
    TAB,
    kind_icon,
    kind_words,
    theme_words,
    ward_words,
)
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.logbook.ui.face import LogColumn, LogFace
from prevent_desk.logbook.ui.log_tab import LogTab
from prevent_desk.ui import icons
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.two_lines import Cell

KEY = TAB
"""Its name among the tabs."""


def count(around: Around) -> int:
    """Return how many sightings there are."""
    return around.services.sightings.how_many()


class SightingsTab(LogTab[Sighting]):
    """Lists sightings."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        face = LogFace(
            [
                LogColumn("Place", _place, sort="where"),
                LogColumn("Seen", _seen, sort=""),
                LogColumn("What", _what, sort="kind"),
                LogColumn("Theme", _theme, sort="theme"),
                LogColumn("Done", _done),
                LogColumn("Found by", _found),
            ],
            "Filter sightings",
            "No sighting yet",
            "Stickers, graffiti, leaflets, posts and tensions that partners report stand here. "
            "Log one, or read in a partner’s form, workbook or e-mail.",
            "map-pin",
            "&Log sighting",
        )
        super().__init__(around.services.sighting_log, around, face, parent)
        self._around = around
        self.banner = Banner()
        self.banner.hide()
        self.banner.link_clicked.connect(self._list_other)
        self._banner_place = QWidget()
        inside = QVBoxLayout(self._banner_place)
        inside.setContentsMargins(14, 8, 14, 0)
        inside.addWidget(self.banner)
        self._banner_place.hide()
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, self._banner_place)
        self.reports_button = Button("Repor&ts…", "file-input")
        self.digest_button = Button("Di&gest…", "newspaper")
        self.reports_button.clicked.connect(lambda: self._report_menu())
        self.digest_button.clicked.connect(lambda: acts.make_digest(around))
        self.setAcceptDrops(True)
        self.pane = SightingPane(around)
        self.begin(self.pane)
        self._say_other()

    def add(self) -> None:
        """Log a sighting."""
        self.reach(acts.add(self._around))

    def open_record(self, record: Sighting) -> None:
        """Change it."""
        acts.change(self._around, record)

    def show_record(self, record: Sighting | None) -> None:
        """Show it at the right."""
        self.pane.show_sighting(record)

    def go_to(self, position: dict[str, Any]) -> None:
        """Ask and choose; a sighting may be named by its kind, as search and plan do."""
        if "sighting" in position:
            position = {**position, "record": position["sighting"]}
        super().go_to(position)

    def reload(self) -> None:
        """Show the store as it is now."""
        super().reload()
        self._say_other()

    def more_buttons(self) -> Sequence[Button]:
        """Return the buttons before those of every log."""
        return (self.reports_button, self.digest_button)

    def record_commands(self, record: Sighting) -> Sequence[Command]:
        """Return what can be done with a sighting."""
        around, name = self._around, record.called.lower()
        found = [
            Command(f"Change {name}", partial(acts.change, around, record), "pencil", "Enter"),
        ]
        if record.removed is None:
            found.append(
                Command(
                    f"Note removal of {name}", partial(acts.say_removed, around, record), "check"
                )
            )
        for police in Police:
            if police is not record.police:
                icon = POLICE_LOOKS[police][0]
                act = partial(acts.say_police, around, record, police)
                found.append(Command(f"{police.words}: {name}", act, icon))
        found += [
            Command(f"Note tension of {name}", partial(acts.note_tension, around, record),
                    "triangle-alert"),
            Command(f"Answer who reported {name}", partial(acts.answer, around, record), "reply"),
            Command(f"Ask for an action on {name}", partial(acts.ask_action, around, record),
                    "list-plus"),
        ]  # fmt: skip
        if record.for_profile is None:
            forward = partial(acts.put_forward, around, record)
            found.append(Command(f"Put {name} forward for the CTLP", forward, "target"))
        found.append(
            Command(f"Take {name} out of the log", partial(acts.remove, around, record), "trash-2",
                    by_verb=True)
        )  # fmt: skip
        return found

    def more_commands(self) -> Sequence[Command]:
        """Return what else can be done here."""
        around = self._around
        return [
            *self._report_commands(),
            Command("Make the monthly digest", partial(acts.make_digest, around), "newspaper"),
            Command("Change what counts as a repeat", partial(acts.change_rules, around),
                    "sliders-horizontal"),
        ]  # fmt: skip

    # Inside

    def _report_commands(self) -> list[Command]:
        around = self._around
        return [
            Command("Read a partner’s report in", partial(acts.read_report, around), "file-input"),
            Command("Take out a blank report form", partial(acts.blank_form, around), "file-pen"),
        ]

    def _report_menu(self) -> None:
        menu = QMenu(self.reports_button)
        for command in self._report_commands():
            title = f"{command.title}…"
            action = menu.addAction(icons.icon(command.icon), title)
            action.triggered.connect(lambda _on=False, run=command.run: run())
        corner = self.reports_button.rect().bottomLeft()
        menu.exec(self.reports_button.mapToGlobal(corner))

    def _say_other(self) -> None:
        found = self._around.services.places.catch_all()
        self._other = found
        self.banner.show_text(found.words if found else "", "amber", "Show them" if found else "")
        self._banner_place.setVisible(found is not None)

    def _list_other(self) -> None:
        if self._other is not None:
            self.go_to({"ids": list(self._other.ids)})

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a report, a message, or photos."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped: photos begin a sighting, anything else is a report."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        # Not within the drop: the program that is dragged from waits for its answer.
        QTimer.singleShot(0, self, partial(self.take_files, paths))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take files that were dropped or chosen."""
        photos = [path for path in paths if path.suffix.lower() in ENDINGS]
        for path in paths:
            if path not in photos:
                acts.read_report(self._around, path)
        if photos:
            self.reach(acts.add(self._around, photos))


def _place(one: Sighting) -> Cell:
    second = ", ".join(
        part for part in (one.place if one.street else "", ward_words(one.ward)) if part
    )
    first = one.street or one.place or "No place told"
    return Cell(first, second, kind_icon(one.kind), strong=True)


def _seen(one: Sighting) -> Cell:
    return Cell(say_date(one.seen), one.seen_at)


def _what(one: Sighting) -> Cell:
    items = ITEMS.counted(one.items) if one.items > 1 else ""
    photos = f"{len(one.photos)} photo{'' if len(one.photos) == 1 else 's'}" if one.photos else ""
    return Cell(kind_words(one.kind), ", ".join(part for part in (items, photos) if part))


def _theme(one: Sighting) -> Cell:
    tension = "Note on tension" if one.tension else ""
    return Cell(theme_words(one.theme) or "Not noted", tension)


def _done(one: Sighting) -> Cell:
    icon, tone = POLICE_LOOKS[one.police]
    said = {Police.YES: "Passed on", Police.TO_DO: "To pass on", Police.NO: "Not for police"}
    if one.removed is None:
        removed = "Still there?"
    elif one.removed == one.seen:
        removed = "Removed same day"
    else:
        removed = f"Removed {say_short(one.removed)}"
    return Cell(said[one.police], removed, icon, tone if tone != "grey" else "")


def _found(one: Sighting) -> Cell:
    told = "Answered" if one.feedback_on else ""
    second = ", ".join(part for part in (one.organisation if one.finder else "", told) if part)
    return Cell(one.finder or one.organisation or "Not noted", second)
