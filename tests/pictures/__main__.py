"""`python -m tests.pictures OUTDIR`: every screen of the program as a picture, to be looked at.

Real windows over a practice desk and a desk made for it, offscreen, at the two sizes of client area
that DESIGN section 0 names, light and dark. Nothing is compared: eyes do that, beside the pictures
of the design.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from prevent_desk.ui import jobs, theme
from tests.pictures.actions import actions_screens
from tests.pictures.camera import Camera
from tests.pictures.community_engagement import engagement_screens
from tests.pictures.community_profile import profile_screens
from tests.pictures.community_sightings import sightings_screens
from tests.pictures.contacts import contact_screens
from tests.pictures.contacts_lists import contacts_lists_screens
from tests.pictures.desk import open_desk
from tests.pictures.documents import document_screens
from tests.pictures.locked import locked_screens
from tests.pictures.logbook import logbook_screens
from tests.pictures.panels_many import many_screens
from tests.pictures.panels_meetings import meeting_screens
from tests.pictures.panels_minutes import minutes_screens
from tests.pictures.panels_notes import notes_screens
from tests.pictures.panels_room import room_screens
from tests.pictures.referrals_assessing import assessing_screens
from tests.pictures.referrals_intake import intake_screens
from tests.pictures.referrals_list import list_screens
from tests.pictures.referrals_people import people_screens
from tests.pictures.referrals_receiving import receiving_screens
from tests.pictures.referrals_record import record_screens
from tests.pictures.referrals_support import support_screens
from tests.pictures.training_copies import training_copies_screens
from tests.pictures.training_core import training_core_screens
from tests.pictures.training_importing import training_importing_screens
from tests.pictures.training_log import training_log_screens
from tests.pictures.training_many import training_many_screens


def main(out: Path, only: tuple[str, ...]) -> int:
    """Take them all and return the exit status."""
    app = QApplication.instance() or QApplication(["prevent-desk"])
    assert isinstance(app, QApplication)
    theme.install(app, scheme="light")
    # Only those whose names begin so, where some are named.
    camera = Camera(app, out, only)
    with tempfile.TemporaryDirectory() as place:
        locked_screens(camera, Path(place))
        open_desk(camera, Path(place))
        people_screens(camera, Path(place))
        intake_screens(camera, Path(place))
        receiving_screens(camera, Path(place))
        record_screens(camera, Path(place))
        assessing_screens(camera, Path(place))
        list_screens(camera, Path(place))
        support_screens(camera, Path(place))
        contact_screens(camera, Path(place))
        contacts_lists_screens(camera, Path(place))
        actions_screens(camera, Path(place))
        logbook_screens(camera, Path(place))
        room_screens(camera, Path(place))
        notes_screens(camera, Path(place))
        minutes_screens(camera, Path(place))
        meeting_screens(camera, Path(place))
        many_screens(camera, Path(place))
        document_screens(camera, Path(place))
        engagement_screens(camera, Path(place))
        sightings_screens(camera, Path(place))
        profile_screens(camera, Path(place))
        training_importing_screens(camera, Path(place))
        training_copies_screens(camera, Path(place))
        training_log_screens(camera, Path(place))
        training_core_screens(camera, Path(place))
        training_many_screens(camera, Path(place))
        jobs.stop_all()
    for path in camera.taken:
        print(path)
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), tuple(sys.argv[2:])))
