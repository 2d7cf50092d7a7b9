"""The service of partners' returns: what a file says, what she decides, and what is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from prevent_desk.core.clock import Clock
from prevent_desk.plan.model.partners.merging import Applied, Received
from prevent_desk.plan.model.partners.records import Comparison, Decision, RegisterLine
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.service.plans import Plans
from prevent_desk.store.session import Store
from prevent_desk.workers.child import Report, StopAsked


class Returns:
    """Everything that can be done with what partners sent back.

    Receiving and deciding are quiet: they write nothing into the plan, and are kept at once, so
    that a lock or a lost laptop takes nothing away. `apply` is one act with one Undo.
    """

    def __init__(self, store: Store, clock: Clock, plans: Plans) -> None:
        self._store = store
        self._clock = clock
        self._plans = plans

    def receive(
        self,
        file_name: str,
        data: bytes,
        password: str = "",
        report: Report | None = None,
        stopped: StopAsked | None = None,
    ) -> Received:
        """Read a file that came back and keep what it says; never raises for what is in the file.

        Takes a child process and up to some seconds: call it beside the window.

        Args:
            file_name: As the person knows it.
            data: Its bytes.
            password: Of a file under one.
            report: Told of progress.
            stopped: Asked whether the reading is still wanted.

        Raises:
            Stopped: `stopped` said so; nothing was kept.
        """
        raise NotImplementedError

    def comparison(self, return_id: int) -> Comparison:
        """Return a return beside what was sent and what is here now.

        Raises:
            Refused: There is no such return.
        """
        raise NotImplementedError

    def decide(self, return_id: int, decisions: Mapping[str, Decision | None]) -> None:
        """Keep what she decided, by the differences' keys; None takes a decision back. Quiet.

        Raises:
            Refused: A difference is not there, or may not be kept so; nothing was kept.
        """
        raise NotImplementedError

    def take_all_clear(self, return_id: int) -> int:
        """Decide every undecided difference that is clear as proposed; return how many. Quiet."""
        raise NotImplementedError

    def apply(self, return_id: int) -> Applied:
        """Write what was decided and not yet applied, as one act: "return of City Police".

        What waits for a decision stays, and can be applied later.

        Raises:
            Refused: Something changed here since a decision was made; nothing was written, those
                decisions are taken back, and the words name them.
        """
        raise NotImplementedError

    def discard(self, return_id: int) -> None:
        """Take a return out of the register; Undo brings it back. The plan is not touched."""
        raise NotImplementedError

    def register(self, plan_id: int, today: date) -> list[RegisterLine]:
        """Return every workbook that was sent of a plan and where it is, in the order sent."""
        raise NotImplementedError

    def check_fix(self, plan_id: int, field: Field, text: str) -> str:
        """Return a cell's text as the plan would keep it: "green" is "On target".

        Raises:
            Refused: It does not fit; the words say why and what would.
        """
        raise NotImplementedError
