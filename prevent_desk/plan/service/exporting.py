"""What left the desk: the export register, kept in the audit trail."""

from __future__ import annotations

from prevent_desk.store import audit
from prevent_desk.store.session import Store


class Exporting:
    """The part of `Plans` that knows what was taken out."""

    _store: Store

    def note_export(
        self, plan_id: int, kind: str, export_id: str, *, lead: str | None, marking: str
    ) -> None:
        """Note in the audit trail that a plan was taken out.

        Args:
            plan_id: The plan.
            kind: What was made of it: "plan summary", "action plan".
            export_id: The id printed on the file and in its name; never the file's place.
            lead: The agency whose part it was; None for the whole plan.
            marking: As printed.
        """
        with self._store.writing(None) as session:
            detail = {"kind": kind, "export": export_id, "lead": lead, "marking": marking}
            audit.note(session, "plan exported", "plan", plan_id, detail)
