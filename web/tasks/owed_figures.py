"""Figures of indicators that are owed: one's own, and for who keeps plans those of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from service.db import Question
from service.indicators.owed import Owed, owed
from tenants.access import Actor, Permission
from web.session import register, today

MOST_MINE = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """One's own, cut; how many they are; and of each open period, how many and who owes."""

    mine: list[Owed]
    total: int
    periods: list[tuple[str, int, list[str]]]


def asks(me: Actor) -> Question[Owed]:
    """Ask for what one's posts owe, or for everything."""
    return owed(today(), None if me.may(Permission.DRAFT_PLAN) else [me.post_id, *me.others])


def figures(me: Actor, found: Sequence[Owed]) -> Figures:
    """Sort out what is owed, the latest period first."""
    mine = [one for one in found if one.post_id in {me.post_id, *me.others}]
    if not me.may(Permission.DRAFT_PLAN):
        return Figures(mine[:MOST_MINE], len(mine), [])
    by_period = [(name, list(of)) for name, of in groupby(found, lambda one: one.period)]
    periods = [(name, len(of), _owing(of)) for name, of in by_period]
    return Figures(mine[:MOST_MINE], len(mine), periods)


def _owing(of: Sequence[Owed]) -> list[str]:
    """Name the posts that owe, each with how many."""
    posts = [register().post(one.post_id) for one in of]
    return [f"{post} ({posts.count(post)})" for post in dict.fromkeys(posts)]
