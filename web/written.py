"""The second clock: a draft written without a link says how long ago that was."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from flask import flash, request

from service.clock import now
from service.tasks import rules, states
from service.tasks.written import DRAFTS_KEPT, written
from web.session import db, local, today

SECONDS = re.compile(r"-?\d{1,12}", re.ASCII)
FIELD = "written_ago"  # whole seconds, which `drafts.js` puts into the form


def when_written(task_id: UUID | None) -> datetime | None:
    """Give when the form that is sent was written; say so when its device is not believed."""
    said = SECONDS.fullmatch(request.form.get(FIELD, ""))
    if said is None:
        return None
    ago = timedelta(seconds=int(said[0]))
    found = written(ago, now(), begun=_begun(task_id), most=timedelta(days=_most()))
    if not found.believed:
        taken = f"{local(found.at or now()):%H:%M ngày %d/%m/%Y}"
        flash(f"Giờ viết trên máy của bạn không hợp lý nên hệ thống ghi là {taken}.", "warning")
    return found.at


def _begun(task_id: UUID | None) -> datetime | None:
    return states.begun_at(db(), task_id) if task_id else None


def _most() -> int:
    """Give how many days a draft may be old: by the tenant's rules, or as devices keep them."""
    holding = rules.on(db(), today())
    most = holding.written_days_most if holding else None
    return DRAFTS_KEPT if most is None else most
