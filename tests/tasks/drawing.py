"""Draws the life of a task from the table that the product decides by, as Mermaid text."""

from collections.abc import Iterator

from events.tasks.life import DONE, LIFE, OPEN, STOPPED, Act, Party, Status, Step

WORDS: dict[Party, str] = {
    "giver": "người giao",
    "sender": "người giao ngoài kế hoạch",
    "head": "đứng đầu đơn vị",
    "doer": "người phụ trách",
    "receiver": "người nhận bàn giao",
    "acceptor": "người duyệt",
    "extender": "người gia hạn",
    "cause_judge": "người xác nhận nguyên nhân",
    "service": "hệ thống",
    "importer": "người đã nạp bảng",
}
STAYS: dict[Act, str] = {"take_back": "as before the sheet"}


def drawn() -> str:
    """Give the whole page: the diagram, and a table of what moves nothing."""
    moves, acts = "\n".join(_arrows()), "\n".join(map(_act, LIFE))
    return f"""# The life of a task

Drawn from `events/tasks/life.py`; a test compares.

```mermaid
stateDiagram-v2
    state "drafted (in the plan)" as drafted
{moves}
{_ends()}
```

| Act | Possible in | Leads to | By | Also one's own work |
|---|---|---|---|---|
{acts}
"""


def _arrows() -> Iterator[str]:
    """Write one arrow for each two states, with the acts that lead from one to the other."""
    acts: dict[tuple[str, Status], list[str]] = {}
    for step in LIFE:
        starts: list[str] = [*sorted(step.start)] or ["drafted"]
        for start in starts:
            if step.end:
                acts.setdefault((start, step.end), []).append(step.act)
    yield from (f"    {a} --> {b}: {', '.join(names)}" for (a, b), names in acts.items())


def _act(step: Step) -> str:
    own, stays = "yes" if step.own else "no", STAYS.get(step.act, "the same")
    end = step.end or stays
    starts = ", ".join(sorted(step.start)) or "drafted"
    return f"| {step.act} | {starts} | {end} | {_by(step)} | {own} |"


def _by(step: Step) -> str:
    return ", ".join(sorted(WORDS[party] for party in step.by))


def _ends() -> str:
    """Mark the states that nothing leaves."""
    left = {start for step in LIFE if step.end for start in step.start}
    return "\n".join(f"    {state} --> [*]" for state in sorted((OPEN | DONE | STOPPED) - left))
