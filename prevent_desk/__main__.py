"""Start Prevent Desk: `python -m prevent_desk`."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command, or open the window; return the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["--worker"]:
        # A bundle is its own worker; nothing of the window may be imported for it.
        from prevent_desk.workers.serve import serve

        serve()
    from prevent_desk.app.command_line import run

    return run(given)


if __name__ == "__main__":
    sys.exit(main())
