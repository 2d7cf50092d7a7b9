"""The short questions about a sighting: when it was removed, tension, what counts as a repeat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from prevent_desk.community.model.report_reading import parse_time
from prevent_desk.community.model.sightings import Sighting
from prevent_desk.community.model.sightings_named import seems_to_name, warning
from prevent_desk.community.ui.around import Around
from prevent_desk.core.dates import say_short
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.labels import WrapLabel

_WIDTH = 460


class RemovedDialog(EntryDialog):
    """Asks when what was seen was taken away, and by whom."""

    def __init__(self, around: Around, one: Sighting) -> None:
        super().__init__(
            f"{one.called}: removed", around.desk, f"community/sighting/{one.id}/removed",
            around.owner, width=_WIDTH,
        )  # fmt: skip
        self._one = one
        self.day = DateEdit(around.clock.today, is_past=True)
        self.day.set_day(around.clock.today())
        self.time, self.by = QLineEdit(), QLineEdit()
        self.time.setPlaceholderText("08:10")
        self.by.setPlaceholderText("Cleansing")
        self.by.setMaxLength(120)
        self.put(
            self.field("day", "&Removed on", self.day),
            self.field("time", "&Time", self.time, optional=True),
        )
        self.put(self.field("by", "&By", self.by, hint="A team or a firm, no name", optional=True))
        self.end("&Note removal")
        self.write = lambda: around.services.sightings.say_removed(
            one.id, self.day.day(), parse_time(self.time.text()), self.by.text()
        )

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong, by field."""
        day, typed = self.day.day(), self.time.text().strip()
        seen = self._one.seen
        return {
            "day": "On which day was it removed?"
            if day is None
            else f"It was seen after that, on {say_short(seen)}."
            if day < seen
            else "",
            "time": "" if not typed or parse_time(typed) else "Type a time of day, like 08:10.",
        }


class TensionDialog(EntryDialog):
    """Asks what a sighting may mean for the community."""

    def __init__(self, around: Around, one: Sighting) -> None:
        super().__init__(
            f"{one.called}: tension", around.desk, f"community/sighting/{one.id}/tension",
            around.owner, width=_WIDTH,
        )  # fmt: skip
        self.words = TextEdit(one.tension, lines=4, most_lines=10)
        self.warning = WrapLabel("", "small")
        self.warning.setProperty("tone", "amber")
        self.put(
            self.field(
                "words", "&What it may mean for the community", self.words,
                hint="For the monthly summary: who may feel addressed, what else was heard",
            )
        )  # fmt: skip
        self.put(self.warning)
        self.end("&Keep note")
        self.words.textChanged.connect(self._warn)
        self._warn()
        self.write = lambda: around.services.sightings.say_tension(one.id, self.words.toPlainText())

    def _warn(self) -> None:
        words = warning(seems_to_name(self.words.toPlainText()))
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        if self.isVisible():
            self.fit()


class RulesDialog(EntryDialog):
    """Asks what counts as a repeat, and how much “Other” is too much."""

    def __init__(self, around: Around) -> None:
        super().__init__(
            "What counts as a repeat", around.desk, "community/sightings/rules", around.owner,
            width=_WIDTH,
        )  # fmt: skip
        self.say(
            "What counts as a repeat?",
            "By distance where both coordinates are known, by the name of the street otherwise.",
        )
        places = around.services.places
        now = places.rules()
        self.metres, self.days = QLineEdit(str(now.metres)), QLineEdit(str(now.days))
        self.share, self.share_days = QLineEdit(str(now.share)), QLineEdit(str(now.share_days))
        self.put(
            self.field("metres", "Within &metres", self.metres),
            self.field("days", "Within &days", self.days),
        )
        self.put(
            self.field("share", "Warn when “Other” &passes %", self.share),
            self.field("share_days", "Of the last da&ys", self.share_days),
        )
        self.end("&Keep rule")
        self.write = lambda: places.set_rules(
            replace(
                now, metres=_number(self.metres), days=_number(self.days),
                share=_number(self.share), share_days=_number(self.share_days),
            )
        )  # fmt: skip

    def wrong(self) -> Mapping[str, str]:
        """Return what is no number, by field."""
        lines = {
            "metres": self.metres, "days": self.days, "share": self.share,
            "share_days": self.share_days,
        }  # fmt: skip
        return {
            name: "" if line.text().strip().isdigit() else "Type a whole number."
            for name, line in lines.items()
        }


def _number(line: QLineEdit) -> int:
    return int(line.text().strip())
