"""Join the rows of tables with the tasks of the text that they repeat."""

from collections.abc import Sequence

import msgspec

from service.imports.reader.likeness import pairs
from service.imports.reading import Task

_FIELDS = ("lead", "partners", "deadline", "product", "group")


def joined(tasks: Sequence[Task], rows: Sequence[Task]) -> list[Task]:
    """Return the tasks of text and tables, a row that repeats a task completing it."""
    result = list(tasks)
    same = pairs([task.text for task in tasks], [row.text for row in rows])
    for index, row in enumerate(rows):
        at = same.get(index)
        if at is None:
            result.append(row)
        else:
            result[at] = completed(result[at], row)
    return result


def completed(task: Task, row: Task) -> Task:
    """Return a task with what a row says and the text does not."""
    said = {name: getattr(row, name) for name in _FIELDS if not getattr(task, name)}
    return msgspec.structs.replace(task, **said)
