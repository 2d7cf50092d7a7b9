"""Makes the monthly digest: period, words at its head, PDF or Word; then drafts to partners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from prevent_desk.community.exports.digest import PAPERS, Format, Imprint, paper
from prevent_desk.community.model.digest import ChosenPhoto, DigestWish, message, title
from prevent_desk.community.model.sightings_named import seems_to_name, warning
from prevent_desk.community.reading import sighting_photo
from prevent_desk.community.service.digest import Receiver
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.sightings.digest_photos import (
    DigestPhotosDialog,
    still_there,
    words_of,
)
from prevent_desk.core.dates import say_short
from prevent_desk.exports import preview
from prevent_desk.exports.mail import Attached
from prevent_desk.exports.pdf.made import Made
from prevent_desk.logbook.model.period import Preset, preset
from prevent_desk.logbook.ui.period_edit import PeriodEdit
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.drafts_dialog import DraftMessage, DraftsDialog, Nothing
from prevent_desk.outgoing.records import Prepared
from prevent_desk.readers import shipped
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import ComboPicker, TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.workers import child

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""

_PDF, _WORD = "pdf", "word"
_FORMATS = {_PDF: Format.PDF, _WORD: Format.WORD}
_INTRO = "community/digest/intro"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a digest holds, for the audit trail.

    Attributes:
        seen: How many sightings.
        photos: The files of the photos in it.
    """

    seen: int
    photos: tuple[int, ...]


class DigestDialog(TakeOutDialog):
    """Makes the digest of a period; it holds no name, so no password is offered."""

    def __init__(
        self, around: Around, parent: QWidget | None = None, *, make: Make = child.run
    ) -> None:
        """Begin with last month.

        Args:
            around: Services, shell and clock.
            parent: The room itself where none is given.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            "Make the digest",
            "For partners: what was seen and where it comes again. Nobody is named in it.",
            around.desk,
            around.clock,
            parent or around.owner,
        )
        self._around, self._make = around, make
        self._ready: Prepared | None = None
        self._chosen: tuple[ChosenPhoto, ...] = ()
        self._build()
        self.begin()
        self.period.setFocus()

    def wish(self) -> DigestWish:
        """Return what it is to tell."""
        return DigestWish(
            self.period.period(),
            self.intro.toPlainText(),
            self.list_check.isChecked(),
            self.tension_check.isChecked(),
            self._chosen,
        )

    def wanted(self) -> tuple[DigestWish, str, str]:
        """Return what the fields ask for."""
        return self.wish(), self.format_choice.value(), self.marking()

    def kind_words(self) -> str:
        """Return what the file is called."""
        return "digest of sightings"

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return ".docx" if self.format_choice.value() == _WORD else ".pdf"

    def in_the_way(self) -> str:
        """Return that the period has no end, where it has none."""
        period = self.period.period()
        if period.first is None or period.last is None:
            return "Choose a period with a first and a last day."
        return ""

    def take_fields(self) -> bool:
        """Read a period that is half typed."""
        return self.period.take()

    def work(self) -> Work[Prepared]:
        """Return the work of gathering, and of printing."""
        wanted, make, services = self.wanted(), self._make, self._around.services
        digests, kept = services.digests, services.photos
        wish, kind, marking = wanted
        imprint = Imprint(
            marking, self._id, self._clock.today(), self._clock.now(), self._desk.is_practice()
        )

        def work(report: Report, stopped: Stopped) -> Prepared:
            gathered = digests.gather(wish)
            pictures = sighting_photo.for_paper(
                {
                    one.photo.file_id: content
                    for one in wish.photos
                    if (content := kept.content(one.photo.file_id)) is not None
                },
                report=report, stopped=stopped,
            )  # fmt: skip
            told, left_out = paper(wish, gathered, shipped.vocabularies(), imprint, pictures)
            pdf = Made.unpacked(make(PAPERS[Format.PDF], (told,), report=report, stopped=stopped))
            made = pdf
            if _FORMATS[kind] is Format.WORD:
                # Word's own pages cannot be drawn here: the same words on paper show them.
                made = Made.unpacked(
                    make(PAPERS[Format.WORD], (told,), report=report, stopped=stopped)
                )
            pages = preview.page_count(pdf.pdf)
            counted = Counted(len(gathered.seen), tuple(pictures))
            return Prepared(wanted, made.pdf, (*left_out, *made.warnings), pages, counted, pdf.pdf)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that it was taken out; offer drafts to partners."""
        wish, _kind, marking = self.wanted()
        if isinstance(prepared.contents, Counted):
            told = prepared.contents
            self._around.services.sightings.note_export(
                "digest of sightings", self._id, marking, told.seen, told.photos
            )
        self._desk.remember(_INTRO, wish.intro)
        self._ready = prepared
        self.drafts_button.show()

    def draft_messages(self) -> None:
        """Draft a message to each partner, with the digest as it was saved."""
        if self._ready is None or self.saved is None:
            return
        wish, _kind, marking = self.wanted()
        dialog = DigestDraftsDialog(
            self._around, wish, Attached(self.saved.name, self._ready.data), marking,
            self.to_box.value(), self,
        )  # fmt: skip
        dialog.exec()

    # Inside

    def _build(self) -> None:
        form = self.build_frame()
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.format_choice = Segmented(
            [Choice(_PDF, "&PDF", "file-text"), Choice(_WORD, "&Word", "file-pen")], "As"
        )
        self.format_choice.set_value(_PDF)
        self.period = PeriodEdit(self._clock.today, filters=False)
        self.period.set_period(preset(Preset.LAST_MONTH, self._clock.today()))
        self.intro = TextEdit(str(self._desk.setting(_INTRO, "")), lines=3, most_lines=6)
        self.intro_warning = WrapLabel("", "small")
        self.intro_warning.setProperty("tone", "amber")
        self.list_check = QCheckBox("&List each sighting")
        self.tension_check = QCheckBox("&Notes on tension")
        for check in (self.list_check, self.tension_check):
            check.setChecked(True)
            check.toggled.connect(self.changed)
        self.photos_button = Button("Phot&os…", "image")
        self.photos_label = WrapLabel("", "small")
        self.photos_button.clicked.connect(self.choose_photos)
        photos = QHBoxLayout()
        photos.setSpacing(10)
        photos.addWidget(self.photos_button)
        photos.addWidget(self.photos_label, 1)
        self.to_box = ComboPicker("To", "Partners who reported", filters=False)
        self.to_box.set_values(
            [(one.id, one.name) for one in self._around.services.contacts.lists.all()]
        )
        period = FormField("P&eriod", self.period)
        self.period.refused.connect(period.set_error)
        column.addWidget(FormField("&Kind", self.format_choice))
        column.addWidget(period)
        column.addWidget(WrapLabel(self._last_words(), "small"))
        column.addWidget(FormField("Words at its &head", self.intro, optional=True))
        column.addWidget(self.intro_warning)
        column.addWidget(self.list_check)
        column.addWidget(self.tension_check)
        column.addLayout(photos)
        column.addWidget(FormField("D&rafts go to", self.to_box))
        self.drafts_button = Button("Draft &messages…", "mail")
        self.drafts_button.hide()
        self.add_beside(self.drafts_button)
        self.drafts_button.clicked.connect(self.draft_messages)
        self.format_choice.chosen.connect(self._format_chosen)
        self.period.period_chosen.connect(self._period_chosen)
        self.intro.textChanged.connect(self._intro_changed)
        self._warn()
        self._say_photos()

    def choose_photos(self) -> None:
        """Ask which photos go in; each is looked at, and none is ticked by itself."""
        if not self.period.take() or self.in_the_way():
            return
        photos = self._around.services.digests.photos(self.wish())
        dialog = DigestPhotosDialog(self._around, photos, self._chosen, self)
        if dialog.exec():
            self._chosen = dialog.chosen()
            self._say_photos()
            self.changed()

    def _period_chosen(self, *_: object) -> None:
        self._say_photos()
        self.changed()

    def _say_photos(self) -> None:
        """Say how many photos go in; another period has others."""
        there = [] if self.in_the_way() else self._around.services.digests.photos(self.wish())
        self._chosen = still_there(self._chosen, there)
        self.photos_button.setEnabled(bool(there))
        self.photos_label.setText(
            words_of(self._chosen) if there else "No photo was kept in the period."
        )

    def _last_words(self) -> str:
        kept = self._around.services.digests.all()
        if not kept:
            return "No digest was drafted for partners yet."
        last = kept[0]
        number = len(last.receivers)
        people = "1 partner" if number == 1 else f"{number} partners"
        return (
            f"The last told of {say_short(last.first)} to {say_short(last.last)}, drafted "
            f"{say_short(last.at)} for {people}."
        )

    def _format_chosen(self, *_: object) -> None:
        self.name_kind()
        self.changed()

    def _intro_changed(self) -> None:
        self._warn()
        self.changed()

    def _warn(self) -> None:
        words = warning(seems_to_name(self.intro.toPlainText()))
        self.intro_warning.setText(words)
        self.intro_warning.setVisible(bool(words))


class DigestDraftsDialog(DraftsDialog[Receiver]):
    """Lists whom the digest may go to; those with an address are ticked."""

    def __init__(
        self,
        around: Around,
        wish: DigestWish,
        attached: Attached,
        marking: str,
        list_id: object,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Draft messages with the digest",
            "One message to each; they do not see one another. You send them yourself.",
            around.desk,
            around.clock,
            parent or around.owner,
        )
        self._around, self._wish, self._attached = around, wish, attached
        chosen = list_id if isinstance(list_id, int) else None
        receivers = around.services.digests.receivers(wish, chosen)
        self.begin(
            _columns(),
            receivers,
            lambda one: bool(one.email),
            "Receivers of the digest",
            Nothing(
                "Nobody to write to",
                "No partner reported in the period. Choose a list of contacts in the digest.",
                "mail",
            ),
        )
        self.marking_combo.setCurrentText(marking)

    def message(self, record: Receiver) -> DraftMessage:
        """Return the message to one of them."""
        subject, text = message(
            record.name, self.marking(), title(self._wish), practice=self._desk.is_practice()
        )
        to = (record.name, record.email) if record.email else None
        number = self.model.rows().index(record) + 1
        return DraftMessage(to, subject, text, f"digest-{number}.eml", (self._attached,))

    def note(self, records: Sequence[Receiver]) -> None:
        """Keep whom it was drafted for."""
        self._around.services.digests.keep(self._wish, records)

    def done_words(self, count: int) -> str:
        """Return what the toast says."""
        return f"{'1 draft' if count == 1 else f'{count} drafts'} of the digest made"

    def saved_words(self) -> str:
        """Return what the banner says after where the drafts are."""
        return "It is noted whom the digest was drafted for."


def _columns() -> list[Column[Receiver]]:
    return [
        Column("Organisation", lambda one: one.organisation),
        Column("Person", lambda one: one.name or "–"),
        Column("Reported", lambda one: str(one.reported) if one.reported else "", align="right"),
        Column("E-mail", lambda one: one.email or "–"),
    ]
