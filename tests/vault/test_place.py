from __future__ import annotations

from pathlib import Path

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.vault import place


@pytest.mark.parametrize(
    "folder",
    [
        r"\\server\share\Desk",
        "//server/share/Desk",
        r"C:\Users\officer\OneDrive\Desk",
        r"C:\Users\officer\OneDrive - Brookford Council\Desk",
        r"D:\Dropbox\Prevent\Desk",
        "/srv/officer/Dropbox/Desk",
        "/Users/officer/Google Drive/Desk",
    ],
)
def test_a_shared_or_synchronised_folder_is_refused(folder: str) -> None:
    with pytest.raises(Refused, match="cannot be kept in this folder") as refused:
        place.refuse_unfit(Path(folder))
    assert refused.value.why
    assert "this computer's own disk" in refused.value.next_step


def test_a_folder_below_the_cloud_folder_of_this_user_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path / "Council files"))
    with pytest.raises(Refused, match="cannot be kept"):
        place.refuse_unfit(tmp_path / "Council files" / "Prevent" / "Desk")


def test_a_folder_on_this_computers_own_disk_passes(tmp_path: Path) -> None:
    place.refuse_unfit(tmp_path / "Documents" / "My dropboxes" / "Desk")
