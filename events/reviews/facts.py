"""What is known of a unit and its head in a period: figures, as they stood at one position.

They cross the wall in a letter. No name of a person is among them, and no signal.
"""

from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

import msgspec

from events.grading.steps import Grade
from events.values import Target

Lacking = Literal["", "unit", "post", "holder", "person"]
Reached = Literal["reached", "missed", "unmeasured"]


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Tasks whose deadline lay in the period, as they stand; none are known of an empty one.

    `late`: handed in after the deadline, or overdue; `excused`: those of them with a confirmed
    objective cause. `returns`, `extensions` and `causes` count times. `events` are positions in
    the log: the newest event of each task that was counted.
    """

    given: int
    done: int
    late: int
    excused: int
    returns: int
    extensions: int
    causes: int
    events: tuple[int, ...]


class Held(msgspec.Struct, frozen=True):
    """Days of the period on which the person held the post."""

    first_day: date
    last_day: date


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator of the unit: its target, the period's last figure, how they compare."""

    code: str
    content: str
    target: Target | None
    value: Decimal | None
    verdict: Reached


class Marks(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Signed scores and grades of the period, sent only where a paper says so (`basis`)."""

    basis: str
    score: Decimal | None = None
    grade: Grade | None = None
    unit_grade: Grade | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was known when the log had come to `up_to`, whose tree had this root (base64).

    `lacking` says what was not found: the unit, the post in it, anybody in the post, or the
    person among those who held it. `heads` counts who headed the unit in the period. A tally
    that is None is not known, which is something else than nothing to do.
    """

    up_to: int
    root: str
    on: date
    lacking: Lacking = ""
    heads: int = 0
    held: tuple[Held, ...] = ()
    of_unit: Tally | None = None
    of_person: Tally | None = None
    indicators: tuple[Measured, ...] = ()
    marks: Marks | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the other side: of whom, named as over there, and for which days."""

    first_day: date
    last_day: date
    unit: str
    post: str
    person: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the other side answers, to the letter that asked."""

    asked: UUID
    facts: Facts


class PlacesWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked when a round opens: how the other side's units and posts are called."""

    on: date


class Place(msgspec.Struct, frozen=True):
    """A unit and the posts in it, as they are called there."""

    unit: str
    posts: tuple[str, ...]


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """What the other side answers, to the letter that asked: no name of a person."""

    asked: UUID
    places: tuple[Place, ...]
