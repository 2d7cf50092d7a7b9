"""The tab "Enquiries": whether to let a venue, or to have a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from prevent_desk.community.model.enquiries import Enquiry, Stage
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.enquiries import acts
from prevent_desk.community.ui.enquiries.pane import STAGE_LOOKS, EnquiryPane
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.ui.face import LogColumn, LogFace
from prevent_desk.logbook.ui.log_tab import LogTab
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.two_lines import Cell

KEY = "enquiries"


class EnquiriesTab(LogTab[Enquiry]):
    """Who asked, what was advised and decided."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        self._around = around
        face = LogFace(
            [
                LogColumn("Enquiry", _what, sort="number"),
                LogColumn("Asked", _asked, sort=""),
                LogColumn("Event", self._event, sort="event"),
                LogColumn("Stage", self._stage),
                LogColumn("Decision", _decision),
            ],
            "Filter enquiries",
            "No enquiry yet",
            "Somebody asks whether to let a hall, or about a speaker: who, the event, what was "
            "advised, what was decided.",
            "mic",
            "&New enquiry",
        )
        super().__init__(around.services.enquiries.log, around, face, parent)
        self.pane = EnquiryPane(around)
        self.begin(self.pane)

    def add(self) -> None:
        """Ask for a new enquiry and show it."""
        self.reach(acts.add(self._around))

    def open_record(self, record: Enquiry) -> None:
        """Ask for what the enquiry waits for."""
        acts.next_step(self._around, record)

    def show_record(self, record: Enquiry | None) -> None:
        """Show an enquiry at the right."""
        self.pane.show_enquiry(record)

    def record_commands(self, record: Enquiry) -> Sequence[Command]:
        """Return what can be done with an enquiry."""
        around, ref = self._around, record.ref.lower()
        found = [
            Command(f"Give advice on {ref}", partial(acts.advise, around, record),
                    "message-square-plus"),
            Command(f"Record the decision on {ref}", partial(acts.decide, around, record), "gavel"),
        ]  # fmt: skip
        if record.decision:
            found.append(
                Command(f"Say how {ref} went", partial(acts.follow, around, record),
                        "clipboard-check", words="follow up")
            )  # fmt: skip
            found.append(Command(f"Open {ref} again", partial(acts.reopen, around, record),
                                 "rotate-ccw"))  # fmt: skip
        found += [
            Command(f"Change {ref}", partial(acts.change, around, record), "pencil"),
            Command(f"Add an action to {ref}", partial(acts.follow_up, around, record),
                    "list-plus", words="follow-up"),
            Command(f"Keep a file with {ref}", partial(self.pane.files.ask, record.id),
                    "file-plus"),
            Command(f"Remove {ref}", partial(acts.remove, around, record), "trash-2", by_verb=True),
        ]  # fmt: skip
        return found

    def go_to(self, position: dict[str, Any]) -> None:
        """Choose an enquiry; search names it by its kind."""
        enquiry = position.get("enquiry")
        super().go_to({"record": enquiry, **position} if isinstance(enquiry, int) else position)

    def _event(self, enquiry: Enquiry) -> Cell:
        words = enquiry.event_words[0].upper() + enquiry.event_words[1:]
        waits = enquiry.stage in {Stage.ADVICE, Stage.DECISION}
        if waits and enquiry.is_late(self._around.clock.today()):
            return Cell(words, "past already", "alarm-clock", "red")
        return Cell(words)

    def _stage(self, enquiry: Enquiry) -> Cell:
        icon, tone = STAGE_LOOKS[enquiry.stage]
        today, words = self._around.clock.today(), enquiry.stage.words
        if enquiry.stage is Stage.FOLLOW and enquiry.follow_on is not None:
            words = f"Follow up {say_short(enquiry.follow_on)}"
            tone = "red" if enquiry.follow_on < today else tone
        return Cell(words, "", icon, tone, chip=True)


def count(around: Around) -> int:
    """Return how many enquiries there are."""
    return around.services.enquiries.log.count(Query())


def _what(enquiry: Enquiry) -> Cell:
    told = (enquiry.about.words, enquiry.venue if enquiry.event else "")
    return Cell(
        f"{enquiry.number}  {enquiry.title}", "  ·  ".join(part for part in told if part),
        enquiry.about.icon, strong=True,
    )  # fmt: skip


def _asked(enquiry: Enquiry) -> Cell:
    return Cell(say_date(enquiry.asked), enquiry.asker.words)


def _decision(enquiry: Enquiry) -> Cell:
    if enquiry.decided is None:
        return Cell("")
    return Cell(enquiry.decision_words, say_date(enquiry.decided))
