"""Why somebody who reads by mandate sees nothing: no inspection of theirs runs today."""

from service.db import together
from service.inspections import visits
from web.session import actor, by_mandate, db, today

NONE_RUNS = (
    "Không có cuộc kiểm tra nào đang diễn ra. Bạn chỉ xem được khi có cuộc kiểm tra giao cho"
    " bạn, trong những ngày của cuộc đó."
)


def unopened() -> str:
    """Say when an inspector will see more; nothing to others, or while an inspection runs."""
    if not actor().reads_by_mandate or by_mandate().inspections:
        return ""
    [mine] = together(db(), visits.of_member(actor().person_id))
    coming = [one for one in mine if one.status(today()) == "waiting"]
    if not coming:
        return NONE_RUNS
    first = min(coming, key=lambda one: one.first_day)
    days = f"từ {first.first_day:%d/%m/%Y} đến {first.last_day:%d/%m/%Y}"
    return f"Bạn xem được khi cuộc kiểm tra bắt đầu, {days}."
