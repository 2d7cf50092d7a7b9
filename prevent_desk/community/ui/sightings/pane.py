"""The sighting at the right of the list: what, where, who, what was done, what else was there."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.community.model.places import say_coordinate
from prevent_desk.community.model.repeats import Repeat
from prevent_desk.community.model.sightings import Police, Sighting
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.sightings import acts
from prevent_desk.community.ui.sightings.photo_view import show_photo
from prevent_desk.community.ui.sightings.photos_edit import Thumbnail
from prevent_desk.community.ui.sightings.words import (
    PAGE,
    POLICE_LOOKS,
    TAB,
    kind_icon,
    kind_words,
    near_words,
    removed_words,
    theme_words,
    ward_words,
    what_words,
)
from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.flow import FlowLayout

_MOST_NEAR = 12


class SightingPane(Pane):
    """Shows one sighting, and what can be done with it."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__("The sighting", parent)
        self._around = around
        self.sighting: Sighting | None = None
        self.repeat: Repeat | None = None

    def show_sighting(self, one: Sighting | None) -> None:
        """Show a sighting; None shows that none is chosen."""
        self.sighting = one
        self.begin()
        if one is None:
            self.repeat = None
            self.add(EmptyState("map-pin", "No sighting chosen"))
            self.done()
            return
        self.repeat = self._around.services.places.repeat_of(one.id)
        self._head(one)
        self._repeats(one, self.repeat)
        self._photos(one)
        if one.words:
            self.section("What it says or shows", [Entry(one.words)])
        self._done(one)
        self._tension(one)
        self._reported(one)
        self._counts(one)
        self.done()

    # Inside

    def _head(self, one: Sighting) -> None:
        icon, tone = POLICE_LOOKS[one.police]
        chips = [(kind_words(one.kind), kind_icon(one.kind), "accent")]
        if one.theme:
            chips.append((theme_words(one.theme), "tag", "grey"))
        chips.append((one.police.words, icon, tone))
        self.head(
            f"{one.called} · {what_words(one)}",
            one.where,
            chips,
            [
                Act("Change", partial(acts.change, self._around, one), "pencil"),
                Act("Removed", partial(acts.say_removed, self._around, one), "check")
                if one.removed is None
                else Act("Still there", partial(acts.still_there, self._around, one), "undo-2"),
                Act("Action", partial(acts.ask_action, self._around, one), "list-plus"),
            ],
        )
        at = f", {one.seen_at}" if one.seen_at else ""
        self.words(f"Seen {say_date(one.seen)}{at}")
        told = ", ".join(
            part
            for part in (
                f"{ward_words(one.ward)} ward" if one.ward not in {"", "outside"}
                else ward_words(one.ward),
                say_coordinate(one.latitude, one.longitude),
            )
            if part
        )  # fmt: skip
        if told:
            self.words(told)

    def _repeats(self, one: Sighting, repeat: Repeat) -> None:
        act = Act("Rule", partial(acts.change_rules, self._around), "sliders-horizontal")
        if not repeat.is_repeat:
            self.section("At this place", [Entry(f"{repeat.words}.", icon="map-pin")], act)
            return
        in_all = f"{repeat.items:,} items in all" if repeat.items > len(repeat.near) + 1 else ""
        entries = [Entry(f"{repeat.words}.", in_all, "map-pin", "amber")]
        for near in repeat.near[:_MOST_NEAR]:
            first, second = near_words(near)
            open_it = partial(self._open, near.seen.id)
            entries.append(Entry(first, second, acts=[Act("Show", open_it)]))
        if len(repeat.near) > _MOST_NEAR:
            entries.append(Entry(f"And {len(repeat.near) - _MOST_NEAR} more."))
        every = [one.id, *(near.seen.id for near in repeat.near)]
        self.section("At this place", entries, act)
        self.add(self.link(Act("List all of them", partial(self._list, every), "list"), one.called))

    def _photos(self, one: Sighting) -> None:
        if not one.photos:
            return
        self.section("Photos", [])
        strip = QWidget()
        row = FlowLayout(strip, gap=8)
        for number, photo in enumerate(one.photos, 1):
            content = self._around.services.photos.content(photo.file.id)
            shown = Thumbnail(content, f"Photo {number} of {one.called}")
            shown.clicked.connect(
                partial(self._open_photo, photo.file.id, f"{one.called}, photo {number}")
            )
            row.addWidget(shown)
        self.add(strip)
        self.words("The picture alone is kept: no place, time or camera.", "meta")

    def _done(self, one: Sighting) -> None:
        icon, tone = POLICE_LOOKS[one.police]
        on = f" {say_short(one.police_on)}" if one.police_on else ""
        ways = []
        if one.police is not Police.YES:
            ways.append(Act("Passed on", partial(acts.say_police, self._around, one, Police.YES)))
        if one.police is not Police.NO:
            ways.append(
                Act("Not for police", partial(acts.say_police, self._around, one, Police.NO))
            )
        if one.police is not Police.TO_DO:
            ways.append(
                Act("To pass on", partial(acts.say_police, self._around, one, Police.TO_DO))
            )
        removed = removed_words(one)
        self.section(
            "What was done",
            [
                Entry(removed, icon="check", tone="green")
                if removed
                else Entry("Still there, or not known", icon="clock"),
                Entry(f"{one.police.words}{on}", "Intelligence", icon, tone, ways),
            ],
        )

    def _tension(self, one: Sighting) -> None:
        act = Act(
            "Change" if one.tension else "Note", partial(acts.note_tension, self._around, one)
        )
        entries = [Entry(one.tension, icon="triangle-alert")] if one.tension else []
        self.section("Tension, for the monthly summary", entries, act)

    def _reported(self, one: Sighting) -> None:
        entries = []
        if one.reported_by:
            ways = []
            if one.organisation_id is not None:
                ways.append(Act("Show partner", partial(self._open_partner, one.organisation_id)))
            entries.append(Entry(one.reported_by, f"Came as: {one.source.words.lower()}", "user",
                                 acts=ways))  # fmt: skip
        else:
            entries.append(Entry("Nobody noted", f"Came as: {one.source.words.lower()}", "user"))
        if one.feedback_on is not None:
            entries.append(
                Entry(
                    f"Told what became of it {say_short(one.feedback_on)}", one.feedback, "reply",
                    "green", [Act("Take back", partial(acts.not_told, self._around, one))],
                )
            )  # fmt: skip
        self.section(
            "Who reported it", entries, Act("Answer", partial(acts.answer, self._around, one))
        )

    def _counts(self, one: Sighting) -> None:
        entries = [
            Entry(target.words, icon="layout-list")
            for target in self._around.services.sightings.targets(one.id)
        ]
        if one.for_profile is not None:
            entries.append(
                Entry(
                    f"Put forward for the CTLP {say_short(one.for_profile)}", icon="target",
                    acts=[Act("Take back", partial(acts.take_back, self._around, one))],
                )
            )  # fmt: skip
        act = None
        if one.for_profile is None:
            act = Act("To the CTLP", partial(acts.put_forward, self._around, one))
        self.section("Plan and local profile", entries, act)
        if not entries:
            self.words("Counts towards nothing yet. Choose an action of the plan by Change.")

    def _open(self, sighting_id: int) -> None:
        self._around.open_view(PAGE, {"tab": TAB, "record": sighting_id})

    def _list(self, ids: list[int]) -> None:
        self._around.open_view(PAGE, {"tab": TAB, "ids": ids})

    def _open_photo(self, file_id: int, title: str) -> None:
        if self.sighting is not None:
            show_photo(self._around, self, file_id, sighting_id=self.sighting.id, title=title)

    def _open_partner(self, organisation_id: int) -> None:
        self._around.desk.open_page("Contacts", {"tab": "seats", "organisation": organisation_id})
