"""The leader's row of indicators: how far each has come, the farthest from its target first."""

from dataclasses import dataclass
from decimal import Decimal

from flask import url_for

from service.indicators import standing
from service.indicators.standing import Standing
from tenants.access import Actor, Role
from web.session import db
from web.ui.typed import write_amount

LEADERS = frozenset({Role.LEADER, Role.PARTY_STANDING})
MOST = 12
SHOWN = 1  # decimals
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Aim:
    """An indicator in a few words; `share` is how much of its target is reached, 0 to 100."""

    code: str
    text: str
    url: str
    said: str
    share: int
    verdict: str


def aims(me: Actor) -> list[Aim]:
    """Give a leader the indicators that have a figure to reach; nothing to others.

    Of one thing with several targets the newest plan's stands for all.
    """
    if not me.roles & LEADERS:
        return []
    found = [one for one in standing.every(db(), None) if not one.quality]
    newest = {one.state.entry_id or one.state.indicator_id: one for one in found}  # by code
    order = {"missed": 0, "unmeasured": 1, "reached": 2}
    lines = [_aim(one) for one in newest.values()]
    return sorted(lines, key=lambda aim: (order[aim.verdict], aim.share, aim.code))[:MOST]


def _aim(one: Standing) -> Aim:
    state = one.state
    return Aim(
        code=state.code,
        text=state.content,
        url=url_for("indicators.show", indicator_id=state.indicator_id),
        said=_said(one),
        share=_share(one),
        verdict=one.verdict,
    )


def _said(one: Standing) -> str:
    wanted = one.state.target.value if one.state.target else None
    if one.value is None or wanted is None:
        return "chưa đo"
    value = write_amount(round(one.value, SHOWN))
    return f"{value}/{write_amount(wanted, one.unit)}"


def _share(one: Standing) -> int:
    """Give how near the figure is to its target; a target that limits counts the other way."""
    wanted = one.state.target.value if one.state.target else None
    if one.value is None or wanted is None:
        return 0
    if one.verdict == "reached":
        return 100
    low, high = sorted((one.value, wanted))
    return int(max(Decimal(0), WHOLE * low / high)) if high else 0
