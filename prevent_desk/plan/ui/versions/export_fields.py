"""Fields of the export dialog: which copy of the plan, and what changed since which version."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prevent_desk.core.dates import say_short
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.versions.records import Version
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField


class VersionFields:
    """Shows nothing where no version is frozen."""

    def __init__(
        self,
        versions: Sequence[Version],
        copy_field: FormField,
        against_field: FormField,
        changed: Callable[[], object],
    ) -> None:
        """Fill the fields.

        Args:
            versions: Of the plan, the newest first.
            copy_field: Which copy.
            against_field: Since which version.
            changed: Called when a person chose another.
        """
        self._versions = tuple(versions)
        self._copy_field, self._against_field = copy_field, against_field
        self.copy_combo, self.against_combo = Combo(), Combo()
        self.copy_combo.addItem("Working copy", None)
        for one in self._versions:
            self.copy_combo.addItem(_said(one), one.id)
        copy_field.set_editor(self.copy_combo)
        against_field.set_editor(self.against_combo)
        self._kind = Kind.SUMMARY
        self._offer()
        self.copy_combo.activated.connect(lambda _row: self._copy_changed(changed))
        self.against_combo.activated.connect(lambda _row: changed())

    def version(self) -> int | None:
        """Return the frozen version that is wanted; None for the working copy."""
        found = self.copy_combo.currentData()
        return found if isinstance(found, int) else None

    def against(self) -> int | None:
        """Return the version since which changes are to be told, or None."""
        found = self.against_combo.currentData()
        return found if isinstance(found, int) and self._kind.is_paper else None

    def choose(self, version: int | None, against: int | None) -> None:
        """Choose without telling."""
        self.copy_combo.setCurrentIndex(max(0, self.copy_combo.findData(version)))
        self._offer()
        self.against_combo.setCurrentIndex(max(0, self.against_combo.findData(against)))

    def show_for(self, kind: Kind) -> None:
        """Show what a kind of file has a use for."""
        before = self.against()
        self._kind = kind
        self._offer()
        self.against_combo.setCurrentIndex(max(0, self.against_combo.findData(before)))
        self._copy_field.setVisible(bool(self._versions))
        offered = bool(self._versions) and self.against_combo.count() > 0
        self._against_field.setVisible(kind.is_paper and offered)

    def clear_against(self) -> None:
        """Tell no changes since a version: a day was given."""
        if self._kind is Kind.SUMMARY:
            self.against_combo.setCurrentIndex(0)

    def _copy_changed(self, changed: Callable[[], object]) -> None:
        before = self.against()
        self._offer()
        self.against_combo.setCurrentIndex(max(0, self.against_combo.findData(before)))
        changed()

    def _offer(self) -> None:
        """Offer the versions that are older than the copy."""
        copy = self.version()
        self.against_combo.clear()
        if self._kind is Kind.SUMMARY:
            self.against_combo.addItem("Not told", None)
        for one in self._versions:
            if copy is None or one.id < copy:
                self.against_combo.addItem(_said(one), one.id)


def _said(version: Version) -> str:
    return f"{version.stamp} ({say_short(version.on)})"
