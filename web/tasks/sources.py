"""What a task may follow from: a conclusion of a meeting, or a point of a document."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import abort, request, url_for
from sqlalchemy.exc import NoResultFound

from events.values import Origin
from service.conclusions import states as conclusions
from service.tasks import meetings
from web.session import actor, db

MEETING, DOCUMENT, ITEM = "cuoc_hop", "van_ban", "ket_luan"  # as the address names them


@dataclass(frozen=True, slots=True)
class Source:
    """One point, its words, and the meeting or the document that it is of."""

    origin: Origin
    words: str
    title: str
    day: date
    asked: str

    @property
    def url(self) -> str:
        """Where the meeting or the document is shown."""
        if self.asked == MEETING:
            return url_for("meetings.show", meeting_id=self.origin.meeting_id)
        return url_for("conclusions.show", conclusion_id=self.origin.conclusion_id)


def asked_source() -> Source | None:
    """Read which point is asked for, if one is; a wrong or a hidden one is missing."""
    for asked, find in ((MEETING, _of_meeting), (DOCUMENT, _of_document)):
        if typed := request.values.get(asked, ""):
            try:
                return find(UUID(typed), int(request.values.get(ITEM, "")))
            except (ValueError, LookupError, NoResultFound):
                abort(404)
    return None


def _of_meeting(meeting_id: UUID, item: int) -> Source:
    meeting = meetings.one(db(), meeting_id, None)
    words = dict(enumerate(meeting.conclusions, 1))[item]
    origin = Origin(kind="meeting", meeting_id=meeting_id, item=item)
    return Source(origin, words, meeting.title, meeting.held_on, MEETING)


def _of_document(conclusion_id: UUID, item: int) -> Source:
    paper = conclusions.one(db(), conclusion_id, None)
    if paper.ended or not paper.seen_by(actor()):
        raise LookupError(conclusion_id)
    words = dict(enumerate(paper.points, 1))[item]
    origin = Origin(kind="conclusion", conclusion_id=conclusion_id, item=item)
    return Source(origin, words, f"văn bản số {paper.number}", paper.issued_on, DOCUMENT)
