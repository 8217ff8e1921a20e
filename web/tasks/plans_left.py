"""What the standing agency has left to do with plans: drafts, and work that is not clear."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from service.plans import states as plan_states
from service.plans.pending import Pending, pending
from tenants.access import Permission
from web.session import actor, db, register, today

MOST_PLANS = 20


def plans_left() -> dict[str, Any]:
    """Give what is left to do with plans; nothing to anybody but the standing agency."""
    if not actor().may(Permission.DRAFT_PLAN):
        return {"keeps_plans": False}
    states = plan_states.every(db(), None)
    left = pending(db(), states[:MOST_PLANS], register(), today())
    return {
        "keeps_plans": True,
        "no_plan": not states,
        "plans": [_plan(one) for one in left],
    }


def _plan(left: Pending) -> dict[str, str]:
    """Say what is left of a plan, and where to do it."""
    said: Sequence[str] = [
        f"{left.proposed} mục chưa xem" if left.proposed else "",
        f"{left.unclear} nhiệm vụ chưa đủ 6 rõ" if left.unclear else "",
    ]
    facts = " · ".join(text for text in said if text) or "sẵn sàng ban hành"
    url = url_for("plans_review.overview", plan_id=left.plan.plan_id)
    return {"title": left.plan.title, "facts": facts, "status": left.plan.status, "url": url}
