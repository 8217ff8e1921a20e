"""Of which kind is an event, where it turned the course of a thing?"""

from collections.abc import Mapping
from typing import Literal

from events import indicators, measuring, plan_life, plans
from events.stream import Event
from events.tasks import (
    amending,
    conditions,
    deadlines,
    giving,
    judging,
    obstacles,
    outside,
    series,
    working,
)

Kind = Literal[
    "issue", "person", "deadline", "target", "hand_in", "judged", "stop", "obstacle"
]  # fmt: skip
TURNING: Mapping[Kind, tuple[type[Event], ...]] = {
    "issue": (
        plans.Issued,
        indicators.TargetSet,
        giving.Issued,
        giving.CarriedOver,
        outside.Given,
        series.Continued,
        conditions.ConditionMet,
    ),
    "person": (giving.Assigned, giving.Transferred, giving.HandedOver, measuring.DutySet),
    "deadline": (deadlines.DeadlineExtended,),
    "target": (plan_life.Amended, indicators.TargetChanged, amending.Amended),
    "hand_in": (
        working.Submitted,
        measuring.Measured,
        measuring.FigureCorrected,
        measuring.FigureWithdrawn,
    ),
    "judged": (judging.Accepted, judging.Returned, measuring.Judged),
    "stop": (
        plan_life.Superseded,
        indicators.Closed,
        giving.RefusedBack,
        giving.Recalled,
        giving.Cancelled,
        giving.Superseded,
        deadlines.Suspended,
        deadlines.Resumed,
        series.SeriesEnded,
    ),
    "obstacle": (obstacles.ObstacleReported, obstacles.ObstacleAnswered),
}
BY_TOPIC: Mapping[str, Kind] = {
    topic: kind
    for kind, events in TURNING.items()
    for event in events
    for topic in (event.TOPIC, *event.UPCASTS)
}
