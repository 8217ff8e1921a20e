"""What went to a Party committee along our links: question by question, with the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select

from events.reviews.facts import Answer, Question
from service.exchange import links
from service.exchange.links import LinkFacts
from service.reviews.crossing import ANSWERED, ASKED
from tenants.tables import letters

MOST = 100  # of the newest questions on a page


@dataclass(frozen=True, slots=True)
class Crossing:
    """A question that came along a link, and what was answered; None: nothing went."""

    link: LinkFacts
    number: int
    asked: Question
    asked_at: datetime
    answer: Answer | None
    answered_at: datetime | None
    sha256: str


def crossings(connection: Connection, at: datetime | None = None) -> list[Crossing]:
    """List what was asked and answered, the newest first: all, or until an instant."""
    us, kept = func.ctx.tenant(), letters.c
    wanted = select(letters).where(kept.kind.in_({ASKED, ANSWERED}))
    if at:
        wanted = wanted.where(kept.sent_at <= at)
    known = {link.link_id: link for link in links.every(connection) if link.ours}
    rows = connection.execute(wanted.order_by(kept.sent_at.desc(), kept.number)).all()
    ours = connection.execute(select(us)).scalar_one()
    answers: dict[UUID, tuple[Answer, Any]] = {}
    for row in rows:
        if row.kind == ANSWERED and row.tenant_id == ours:
            answer = msgspec.json.decode(row.content, type=Answer)
            answers[answer.asked] = answer, row
    asked = [row for row in rows if row.kind == ASKED and row.receiver_id == ours]
    return [_crossing(row, known[row.link_id], answers) for row in asked[:MOST]]


def _crossing(
    row: Any, link: LinkFacts, answers: Mapping[UUID, tuple[Answer, Any]]
) -> Crossing:
    answer, sent = answers.get(row.letter_id, (None, None))
    return Crossing(
        link=link,
        number=sent.number if sent else row.number,
        asked=msgspec.json.decode(row.content, type=Question),
        asked_at=row.sent_at,
        answer=answer,
        answered_at=sent.sent_at if sent else None,
        sha256=sent.sha256 if sent else row.sha256,
    )
