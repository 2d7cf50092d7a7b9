"""What can go wrong, by who can act on it: the user, a backup, or we ourselves."""

from __future__ import annotations


class DeskError(Exception):
    """A failure that is told to the user in words.

    Attributes:
        what: One sentence: what happened.
        why: The cause, where it is known; may be empty.
        next_step: What the user can do now; may be empty.
        code: A short code for the manual and the log, such as "PD-104"; never holds case data.
    """

    def __init__(self, what: str, *, why: str = "", next_step: str = "", code: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.next_step = next_step
        self.code = code

    def sentence(self) -> str:
        """Return what, why and next step as one line of text, in that order, code last."""
        parts = [self.what, self.why, self.next_step, f"({self.code})" if self.code else ""]
        return " ".join(part for part in parts if part)


class Refused(DeskError):
    """The user asked for something that cannot be done, and can act on the reason."""


class Damaged(DeskError):
    """Data on disk is not what was written there."""


class Fault(DeskError):
    """Our own mistake; the words are for whoever mends it."""


class Stopped(Exception):
    """Long work was cancelled and has left nothing behind."""
