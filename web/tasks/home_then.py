"""“Việc của tôi” at the end of a past day: what was owed, and what waited for the person."""

from flask import Response

from service.tasks.desk import desk
from web import as_of
from web.choices import key
from web.htmx import page
from web.session import actor, db, today
from web.task_groups import SECTIONS
from web.task_rows import Row


def work_then() -> Response:
    """Show the tasks that lay on the person's desk, by urgency on that day."""
    me, scene = actor(), as_of.scene()
    piles = desk(db(), me, as_of.day(), at=as_of.instant())
    mine, waiting, nobody = (
        scene.judged(piles[pile].tasks) for pile in ("mine", "waiting", "nobody")
    )
    groups = [("Chờ tôi duyệt hay quyết định", waiting), ("Chờ phân công", nobody)] + [
        (title, [judged for judged in mine if judged[1].group == group])
        for group, (_, title) in SECTIONS.items()
    ]
    shown: list[tuple[str, list[Row]]] = [
        (title, [scene.row(judged) for judged in members])
        for title, members in groups
        if members
    ]
    return page(
        "tasks/home_then.html",
        block="main",
        groups=shown,
        all_url=as_of.link("task_list.index", {"nguoi": key(me.person_id)}),
        at=as_of.past_day(),
        today=today(),
    )
