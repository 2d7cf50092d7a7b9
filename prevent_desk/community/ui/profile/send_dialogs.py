"""Drafts of a campaign: the form that goes to each stakeholder, and reminders."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit

from prevent_desk.community.exports import profile_forms
from prevent_desk.community.exports.profile_forms import FormFor, FormsOrder
from prevent_desk.community.model.profile import Campaign, Stakeholder, to_chase
from prevent_desk.community.ui.around import Around
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.mail import Attached
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.outgoing.drafts_dialog import Attach, DraftMessage, DraftsDialog, Nothing
from prevent_desk.readers import shipped
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.tables import Column
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.workers import child

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""

DRAFTS = Noun("draft", "drafts")
_BOTH, _PDF, _BOOK = "both", "pdf", "book"
_SHAPE, _SIGNED = "community/profile/shape", "community/profile/signed"
_COLUMNS: list[Column[Stakeholder]] = [
    Column("Stakeholder", lambda one: one.name, tooltip=lambda one: one.name),
    Column("Contact", lambda one: one.contact or "–"),
    Column("Sent", lambda one: say_short(one.sent) if one.sent else ""),
    Column("Reminded", lambda one: say_short(one.chased) if one.chased else ""),
    Column("E-mail", lambda one: one.email or "–"),
]


class _CampaignDrafts(DraftsDialog[Stakeholder]):
    """What both kinds of drafts share: whose name stands below, and the forms that go with them."""

    def __init__(
        self, title: str, consequence: str, around: Around, campaign: Campaign, make: Make
    ) -> None:
        super().__init__(title, consequence, around.desk, around.clock, around.owner)
        self._around, self._campaign, self._make = around, campaign, make
        self._form = around.services.profiles.form(campaign.id)
        self.shape = Segmented(
            [
                Choice(_BOTH, "PDF and &workbook"),
                Choice(_PDF, "&PDF only"),
                Choice(_BOOK, "Wor&kbook only"),
            ],
            "What goes with each draft",
        )
        self.shape.set_value(str(around.desk.setting(_SHAPE, _BOTH)))
        self.signed = QLineEdit(str(around.desk.setting(_SIGNED, "")))
        self.signed.setPlaceholderText("Community Safety Team")

    def attachments(self, records: Sequence[Stakeholder]) -> Attach:
        """Make each stakeholder's form in a child."""
        desk, shape = self._around.desk, self.shape.value()
        desk.remember(_SHAPE, shape)
        desk.remember(_SIGNED, self.signed.text().strip())
        order = FormsOrder(
            self._form, dict(shipped.vocabularies()),
            FormPaper(
                self.marking(), self._clock.now().astimezone(), self.signed.text().strip(),
                notice="Practice desk" if desk.is_practice() else "",
            ),
            tuple(FormFor(one.name, one.mark) for one in records),
            shape != _BOOK, shape != _PDF,
        )  # fmt: skip
        make, name = self._make, f"ctlp-{_plain(self._campaign.edition)}"

        def work(report: Report, stopped: Stopped) -> Sequence[tuple[Attached, ...]]:
            made = make(profile_forms.TARGET, (order,), report=report, stopped=stopped)
            return [
                tuple(
                    Attached(f"{name}-{one.mark.lower()}{suffix}", data)
                    for suffix, data in ((".pdf", forms.pdf), (".xlsx", forms.workbook))
                    if data
                )
                for one, forms in zip(records, profile_forms.unpacked(made), strict=True)
            ]

        return work

    def show_fields(self) -> None:
        """Put the fields of a campaign's drafts below the messages."""
        layout = self.form.choose_page.layout()
        if layout is not None:
            layout.addWidget(FormField("What goes with each draft", self.shape))
            layout.addWidget(FormField("&Signed by", self.signed, optional=True))
        self.signed.textChanged.connect(lambda _text: self.choice_changed())

    def told(self, subject: str, lines: Sequence[str], one: Stakeholder) -> DraftMessage:
        """Return a draft of these lines: greeted, signed, marked."""
        greeting = f"Dear {one.contact}," if one.contact else f"Dear colleagues at {one.name},"
        practice = ["Practice desk: all people are invented."] if self._desk.is_practice() else []
        text = "\n\n".join(
            [self.marking(), *practice, greeting, *lines, self.signed.text().strip()]
        ).strip()
        to = (one.contact, one.email) if one.email else None
        # The copy's mark, never a name: file names are read off folders and shares.
        name = f"ctlp-{_plain(self._campaign.edition)}-{one.mark.lower()}.eml"
        return DraftMessage(to, subject, f"{text}\n", name)


class FormsDialog(_CampaignDrafts):
    """Drafts the form to everybody who has none yet."""

    def __init__(self, around: Around, campaign: Campaign, *, make: Make = child.run) -> None:
        super().__init__(
            "Send forms",
            "A draft to each stakeholder with a form of their own. You send them yourself.",
            around, campaign, make,
        )  # fmt: skip
        everybody = around.services.profiles.stakeholders(campaign.id)
        waiting = [one for one in everybody if one.is_open]
        self.begin(
            _COLUMNS,
            waiting,
            lambda one: one.sent is None,
            "Stakeholders who have not answered",
            Nothing("Nobody is waiting for a form", "Everybody on the list has answered."),
        )
        if waiting:
            self.show_fields()
            self.choice_changed()

    def message(self, record: Stakeholder) -> DraftMessage:
        """Return the draft that carries a form."""
        due = self._campaign.due
        by = f" by {say_date(due)}" if due is not None else ""
        days = [
            f"{day.title or 'A day on it'}: {say_date(day.on)}{_at(day.starts, day.venue)}."
            for day in self._around.services.profile_days.of(self._campaign.id)
            if day.on >= self._clock.today()
        ]
        lines = [
            "The police are preparing the local profile of risks from extremism, "
            f"{self._campaign.edition}. What your organisation sees in its work belongs in it.",
            f"Please fill in the form that comes with this message and send it back{by}. You may "
            "use the PDF or the workbook, whichever is easier; it takes about ten minutes.",
            "Do not name or describe any person in it. For a worry about somebody use the Prevent "
            "referral form; in danger call 999.",
            *days,
        ]
        return self.told(f"Local profile (CTLP) {self._campaign.edition}: your part", lines, record)

    def note(self, records: Sequence[Stakeholder]) -> None:
        """Note that they were asked."""
        keys = [one.id for one in records]
        self._around.services.profiles.sent(keys, self._clock.today(), "Draft made")

    def done_words(self, count: int) -> str:
        """Return what the toast says."""
        return f"{DRAFTS.counted(count)} with forms made"

    def saved_words(self) -> str:
        """Return what the banner says after where the drafts are."""
        return "It is noted who was asked."


class ReminderDialog(_CampaignDrafts):
    """Drafts reminders to those who were asked and have not answered."""

    def __init__(self, around: Around, campaign: Campaign, *, make: Make = child.run) -> None:
        super().__init__(
            "Remind",
            "A draft to each who has not answered, with their form again. You send them yourself.",
            around, campaign, make,
        )  # fmt: skip
        everybody = around.services.profiles.stakeholders(campaign.id)
        waiting = to_chase(everybody, around.clock.today())
        self.begin(
            _COLUMNS,
            waiting,
            lambda one: one.chased != around.clock.today(),
            "Stakeholders to remind",
            Nothing("There is nobody to remind", "Everybody who was asked has answered."),
        )
        if waiting:
            self.show_fields()
            self.choice_changed()

    def message(self, record: Stakeholder) -> DraftMessage:
        """Return a reminder."""
        today, due = self._clock.today(), record.due
        sent = f" on {say_date(record.sent)}" if record.sent is not None else ""
        if due is None:
            wanted = "We would be glad to have it soon."
        elif due < today:
            wanted = f"It was due on {say_date(due)}; we can still take it up."
        else:
            wanted = f"It is due on {say_date(due)}."
        lines = [
            f"We sent you the form on the local profile (CTLP) {self._campaign.edition}{sent} and "
            f"have nothing back from {record.name} yet. {wanted}",
            "The form comes with this message again. A line to say that you saw nothing is an "
            "answer too. If somebody else should fill it in, tell us who.",
        ]
        subject = f"Local profile (CTLP) {self._campaign.edition}: a reminder"
        return self.told(subject, lines, record)

    def note(self, records: Sequence[Stakeholder]) -> None:
        """Note that they were reminded."""
        self._around.services.profiles.reminded([one.id for one in records], "Draft made")

    def done_words(self, count: int) -> str:
        """Return what the toast says."""
        return f"{DRAFTS.counted(count)} of reminders made"

    def saved_words(self) -> str:
        """Return what the banner says after where the drafts are."""
        return "It is noted who was reminded."


def _at(starts: str, venue: str) -> str:
    told = ", ".join(part for part in (starts, venue) if part)
    return f", {told}" if told else ""


def _plain(edition: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in edition).strip("-") or "form"
