"""Who counts what for the page of reports: every room with a log gives its sources."""

from __future__ import annotations

from prevent_desk.community.service import CommunityServices
from prevent_desk.community.service.event_figures import EngagementFigures, EnquiryFigures
from prevent_desk.community.service.profile_figures import ProfileFigures
from prevent_desk.community.service.sighting_figures import SightingFigures
from prevent_desk.documents.service import DocumentServices
from prevent_desk.documents.service.log import DocumentFigures
from prevent_desk.logbook.model.figures import FigureSource
from prevent_desk.training.service import TrainingServices
from prevent_desk.training.service.copy_figures import CopyFigures
from prevent_desk.training.service.session_figures import SessionFigures


def sources(
    training: TrainingServices, community: CommunityServices, documents: DocumentServices
) -> tuple[FigureSource, ...]:
    """Return them in the order of their sections."""
    return (
        SessionFigures(training.sessions.log),
        EngagementFigures(community.events.log),
        SightingFigures(community.sighting_log),
        ProfileFigures(community.store),
        EnquiryFigures(community.enquiries.log),
        CopyFigures(training.copies),
        DocumentFigures(documents.documents.log),
    )
