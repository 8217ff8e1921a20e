"""What the boards of units draw: figures, sections by urgency, and who heads a unit."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from service.tasks.grouping import Chosen
from service.tasks.urgency import silent
from tenants.access import Role
from tenants.directory import Directory
from web.task_groups import GROUPS, SECTIONS, TITLES
from web.task_rows import Judged, Row, Scene

PAGE_SIZE = 50
Line = tuple[Row, date | None]  # a task, and since when nothing was said about it


def figures(
    counts: Mapping[Chosen, int], chosen: str, link: Callable[[str], str]
) -> list[tuple[str, str, bool, int]]:
    """Link to each section that has tasks, with its number."""
    counted = [("", "Tất cả", counts[""])]
    counted += [(word, TITLES[word], counts[group]) for word, group in GROUPS.items()]
    return [
        (title, link(word), word == chosen, n)
        for word, title, n in counted
        if n or word == chosen
    ]


def grouped(
    rows: Sequence[Judged], scene: Scene, local: Callable[[datetime], datetime], at: datetime
) -> list[tuple[str, list[Line]]]:
    """Put the lines of one page under their headings."""

    def line(judged: Judged) -> Line:
        task = judged[0]
        return scene.row(judged), local(task.changed_at).date() if silent(task, at) else None

    return [
        (title, members)
        for group, (_, title) in SECTIONS.items()
        if (members := [line(judged) for judged in rows if judged[1].group == group])
    ]


def heads(register: Directory, day: date) -> dict[UUID, str]:
    """Name who headed each unit on a day; the highest post comes first."""
    found: dict[UUID, str] = {}
    for person_id, post_id in register.filled(day):
        post = register.posts[post_id]
        if Role.UNIT_HEAD in post.roles or Role.LEADER in post.roles:
            found.setdefault(post.unit_id, f"{register.person(person_id)}, {post.title}")
    return found
