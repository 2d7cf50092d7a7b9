"""The form of a sighting: half a minute for what a caller tells, the rest when it is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from prevent_desk.community.model.photos import CameraFacts
from prevent_desk.community.model.places import Spot, parse_coordinate, say_coordinate
from prevent_desk.community.model.report_reading import parse_time
from prevent_desk.community.model.sightings import MOST_ITEMS, NewSighting, Police, Sighting
from prevent_desk.community.model.sightings_named import seems_to_name, warning
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.sightings.photo_view import show_photo
from prevent_desk.community.ui.sightings.photos_edit import PhotosEdit
from prevent_desk.community.ui.sightings.repeats import RepeatsView
from prevent_desk.contacts.model.people import is_address
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.logbook.ui.plan_edit import PlanEdit
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo, ComboPicker, TextEdit
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

WIDTH = 700
_LOOK_MS = 180


class SightingDialog(EntryDialog):
    """Logs a sighting, changes one, or puts a row of a report right.

    Attributes:
        made: The key of what was written; None until it was.
    """

    def __init__(
        self,
        around: Around,
        sighting: Sighting | None = None,
        parent: QWidget | None = None,
        *,
        row: NewSighting | None = None,
        kept_as: str = "",
        take_row: Callable[[NewSighting], object] | None = None,
    ) -> None:
        """Begin with a sighting's words, a row's, or none.

        Args:
            around: Services, shell, clock.
            sighting: The one that is changed; None for a new one.
            parent: The room itself where none is given.
            row: Of a report; it is handed to `take_row` and nothing is written.
            kept_as: Under which name its words are kept; its own where none is given.
            take_row: Gets the row as it is to be.
        """
        title = f"Change sighting {sighting.number}" if sighting else "Log sighting"
        draft = f"community/sighting/{sighting.id if sighting else 'new'}"
        if take_row is not None:
            title = "Put the row right"
        super().__init__(title, around.desk, kept_as or draft, parent or around.owner, width=WIDTH)
        self._around, self._sighting = around, sighting
        self._start = row or (NewSighting.of(sighting) if sighting else None)
        self._take_row = take_row
        self.made: int | None = None
        self._camera = CameraFacts()
        self._make_editors()
        self._fill_in()
        self._lay()
        verb = "&Log sighting" if sighting is None and take_row is None else "&Keep changes"
        self.end(verb)
        self._wire()
        self.write = self._write
        self._look()
        self._warn()

    # What is typed

    def new(self) -> NewSighting:
        """Return the sighting as the fields say it."""
        coordinate = parse_coordinate(self.coordinate.text())
        removed = self.removed.day()
        start = self._start
        police = Police(self.police.value())
        passed = start.police_on if start and start.police is Police.YES else None
        found = NewSighting(
            kind=str(self.kind.currentData()),
            seen=self.day.day() or self._around.clock.today(),
            theme=str(self.theme.value() or ""),
            street=_flat(self.street.text()),
            ward=str(self.ward.value() or ""),
            place=_flat(self.place.text()),
            latitude=coordinate[0] if coordinate else None,
            longitude=coordinate[1] if coordinate else None,
            seen_at=parse_time(self.time.text()),
            items=int(self.items.text() or 1),
            words=self.words.toPlainText().strip(),
            organisation_id=_key(self.organisation.value()),
            finder=_flat(self.finder.text()),
            reporter_email=self.email.text().strip(),
            removed=removed,
            removed_at=parse_time(self.removed_at.text()) if removed else "",
            removed_by=_flat(self.removed_by.text()) if removed else "",
            police=police,
            police_on=(passed or self._around.clock.today()) if police is Police.YES else None,
            tension=self.tension.toPlainText().strip(),
            photos=self.photos.photos(),
        )
        if self._take_row is not None and start is not None:
            return replace(found, source=start.source)
        return found

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong, by field."""
        day, removed = self.day.day(), self.removed.day()
        items = self.items.text().strip()
        place = (self.street, self.place, self.coordinate)
        told = any(one.text().strip() for one in place) or self.ward.value()
        found = {
            "day": "" if day else "Which day was it seen?",
            "items": ""
            if not items or (items.isdigit() and 1 <= int(items) <= MOST_ITEMS)
            else f"Type a number from 1 to {MOST_ITEMS:,}.",
            "time": _wrong_time(self.time.text()),
            "removed_at": _wrong_time(self.removed_at.text()),
            "coordinate": ""
            if not self.coordinate.text().strip() or parse_coordinate(self.coordinate.text())
            else "A coordinate is two numbers: “51.5231, -0.0987”.",
            "email": ""
            if not self.email.text().strip() or is_address(self.email.text().strip())
            else "That is no e-mail address.",
            "plan": self.plan.untaken(),
        }
        if not told and not self.words.toPlainText().strip():
            found["street"] = "Type the street, or a few words about what was seen."
        if day and removed and removed < day:
            found["removed"] = f"It was seen after that, on {say_short(day)}."
        return found

    # Inside

    def _make_editors(self) -> None:
        services, today = self._around.services, self._around.clock.today
        lists = services.lists_of_terms()
        self.kind = Combo()
        for term in lists["sighting_kind"].terms:
            self.kind.addItem(term.label, term.code)
        self.items = QLineEdit("1")
        self.items.setMaxLength(4)
        self.day = DateEdit(today, is_past=True)
        self.time = QLineEdit()
        self.time.setPlaceholderText("07:50")
        self.street = QLineEdit()
        self.street.setMaxLength(120)
        self._offer(self.street, services.sightings.streets())
        self.ward = _picker(
            "Ward", [(one.code, one.label) for one in lists["ward"].terms], "Not noted"
        )
        self.place = QLineEdit()
        self.place.setMaxLength(300)
        self.place.setPlaceholderText("Lamp post by the bus stop, or the web page")
        self.coordinate = QLineEdit()
        self.coordinate.setPlaceholderText("51.52310, -0.09870")
        self.repeats = RepeatsView()
        self.theme = _picker(
            "Theme", [(one.code, one.label) for one in lists["sighting_theme"].terms], "Not noted"
        )
        self.words = TextEdit(lines=2, most_lines=6)
        self.words_warning = WrapLabel("", "small")
        self.words_warning.setProperty("tone", "amber")
        self.organisation = _picker(
            "Partner",
            [(one.id, one.called) for one in services.contacts.organisations.all()],
            "None, or not known",
        )
        self.finder = QLineEdit()
        self.finder.setMaxLength(120)
        self.finder.setPlaceholderText("Fire-safety visitor")
        self._offer(self.finder, services.sightings.finders())
        self.email = QLineEdit()
        self.photos = PhotosEdit(services.photos)
        self.camera_banner = Banner()
        self.camera_banner.hide()
        self.removed = DateEdit(today, is_past=True)
        self.removed_at = QLineEdit()
        self.removed_at.setPlaceholderText("08:10")
        self.removed_by = QLineEdit()
        self.removed_by.setMaxLength(120)
        self.removed_by.setPlaceholderText("Cleansing")
        self.police = Segmented(
            [
                Choice(Police.TO_DO, "To pass on", "shield-alert", "amber"),
                Choice(Police.YES, "Passed on", "shield-check", "green"),
                Choice(Police.NO, "Not for police", "minus"),
            ],
            "Police intelligence",
        )
        self.tension = TextEdit(lines=2, most_lines=6)
        self.plan = PlanEdit(services.plan, "Sightings")

    def _fill_in(self) -> None:
        one = self._start
        if one is None:
            self.day.set_day(self._around.clock.today())
            self.police.set_value(Police.TO_DO)
            return
        self.kind.setCurrentIndex(max(0, self.kind.findData(one.kind)))
        self.items.setText(str(one.items))
        self.day.set_day(one.seen)
        self.time.setText(one.seen_at)
        self.street.setText(one.street)
        self.ward.set_value(one.ward or None)
        self.place.setText(one.place)
        self.coordinate.setText(say_coordinate(one.latitude, one.longitude))
        self.theme.set_value(one.theme or None)
        self.words.setPlainText(one.words)
        self.organisation.set_value(one.organisation_id)
        self.finder.setText(one.finder)
        self.email.setText(one.reporter_email)
        self.removed.set_day(one.removed)
        self.removed_at.setText(one.removed_at)
        self.removed_by.setText(one.removed_by)
        self.police.set_value(one.police)
        self.tension.setPlainText(one.tension)
        if self._sighting is not None:
            self.photos.set_photos(self._sighting.photos)
            self.plan.set_targets(self._around.services.sightings.targets(self._sighting.id))

    def _lay(self) -> None:
        field = self.field
        self.put(
            field("kind", "&What was seen", self.kind), field("items", "How &many", self.items)
        )
        self.put(
            field("day", "&Day it was seen", self.day),
            field("time", "&Time", self.time, optional=True),
        )
        self.put(
            field("street", "&Street", self.street),
            field("ward", "W&ard", self.ward, optional=True),
        )
        self.put(
            field("place", "Where &exactly", self.place, optional=True),
            field("coordinate", "&Coordinate", self.coordinate, optional=True),
        )
        self.put(self.repeats)
        self.put(
            field("theme", "T&heme", self.theme, optional=True),
            field("organisation", "Pa&rtner who found it", self.organisation, optional=True),
        )
        self.put(
            field("finder", "&Found by", self.finder, hint="A post or a team, no name",
                  optional=True),
            field("email", "E-ma&il for an answer", self.email, hint="Stays in the desk",
                  optional=True),
        )  # fmt: skip
        self.put(field("words", "What it sa&ys or shows", self.words, optional=True))
        self.put(self.words_warning)
        self.put(field("photos", "&Photos", self.photos, optional=True))
        self.put(self.camera_banner)
        self.put(
            field("removed", "Removed &on", self.removed, optional=True),
            field("removed_at", "Remo&ved at", self.removed_at, optional=True),
        )
        self.put(field("removed_by", "Removed &by", self.removed_by, optional=True))
        self.put(field("police", "Police intelli&gence", self.police))
        self.put(
            field("tension", "Te&nsion", self.tension, optional=True,
                  hint="What it may mean for the community; for the monthly summary"),
        )  # fmt: skip
        if self._take_row is None:
            self.put(field("plan", "Co&unts towards", self.plan, optional=True))

    def _wire(self) -> None:
        self._looking = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)
        for line in (self.street, self.place, self.coordinate, self.time, self.items):
            line.textChanged.connect(lambda _text: self._looking.start())
        self.day.date_chosen.connect(lambda _day: self._looking.start())
        for text in (self.words, self.tension):
            text.textChanged.connect(self._warn)
        for line in (self.finder, self.place):
            line.textChanged.connect(lambda _text: self._warn())
        self.photos.camera_told.connect(self._offer_camera)
        self.photos.opened.connect(lambda file_id: show_photo(self._around, self, file_id))
        self.camera_banner.link_clicked.connect(self._take_camera)

    def _look(self) -> None:
        """Say what else was seen there."""
        coordinate = parse_coordinate(self.coordinate.text())
        spot = Spot(
            self.street.text(), self.place.text(), "",
            coordinate[0] if coordinate else None, coordinate[1] if coordinate else None,
        )  # fmt: skip
        if not (spot.street.strip() or spot.place.strip() or spot.is_measured):
            self.repeats.show_repeat(None)
            self.fit()
            return
        items = self.items.text().strip()
        self.repeats.show_repeat(
            self._around.services.places.repeat_at(
                spot,
                self.day.day() or self._around.clock.today(),
                parse_time(self.time.text()),
                besides=self._sighting.id if self._sighting else 0,
                items=int(items) if items.isdigit() else 1,
            )
        )
        self.fit()

    def _warn(self) -> None:
        told = " \n ".join(
            (self.words.toPlainText(), self.tension.toPlainText(), self.finder.text(),
             self.place.text())
        )  # fmt: skip
        places = (self.street.text(), self.organisation.currentText(), self.ward.currentText())
        words = warning(seems_to_name(told, places))
        was = self.words_warning.text()
        self.words_warning.setText(words)
        self.words_warning.setVisible(bool(words))
        if bool(words) is not bool(was):
            self.fit()

    def _offer_camera(self, camera: CameraFacts) -> None:
        self._camera = camera
        known = say_coordinate(camera.latitude, camera.longitude)
        parts = [f"at {known}"] if known else []
        if camera.taken is not None:
            parts.append(f"on {say_date(camera.taken.date())}, {camera.taken:%H:%M}")
        self.camera_banner.show_text(
            f"The camera says it was taken {' '.join(parts)}. It is no longer in the photo.",
            "blue",
            "Use it for the sighting",
        )
        self.fit()

    def _take_camera(self) -> None:
        camera = self._camera
        if camera.latitude is not None:
            self.coordinate.setText(say_coordinate(camera.latitude, camera.longitude))
        if camera.taken is not None and camera.taken.date() <= self._around.clock.today():
            self.day.set_day(camera.taken.date())
            self.time.setText(f"{camera.taken:%H:%M}")
        self.camera_banner.hide()
        self._look()
        self.coordinate.setFocus()

    def _write(self) -> None:
        new = self.new()
        if self._take_row is not None:
            self._take_row(new)
            return
        sightings, targets = self._around.services.sightings, self.plan.targets()
        if self._sighting is None:
            self.made = sightings.add(new, targets)
        else:
            sightings.change(self._sighting.id, new, targets)
            self.made = self._sighting.id

    def _offer(self, line: QLineEdit, words: list[str]) -> None:
        completer = QCompleter(QStringListModel(words, self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(completer)


def _picker(name: str, values: list[tuple[object, str]], none: str) -> ComboPicker:
    picker = ComboPicker(name, none, filters=False)
    picker.set_values(values)
    return picker


def _wrong_time(text: str) -> str:
    return "" if not text.strip() or parse_time(text) else "Type a time of day, like 07:50."


def _flat(text: str) -> str:
    return " ".join(text.split())


def _key(value: object | None) -> int | None:
    return value if isinstance(value, int) else None
