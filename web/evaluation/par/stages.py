"""The five stages of a year, each with the day on which it began."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from events import par
from events.par import Assessment
from events.par_refusals import Stage
from service.tasks.timeline import Entry
from web.evaluation.par.words import STAGES
from web.session import local

BEGINS: dict[Stage, type] = {
    "self_scoring": par.Begun,
    "appraising": par.Submitted,
    "explaining": par.Appraised,
    "concluding": par.ExplanationSent,
    "locked": par.Locked,
}


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage: its name, since when, whether the year stands in it; `until` ends explaining."""

    text: str
    since: date | None
    now: bool
    until: date | None = None


def stages(assessment: Assessment, entries: Sequence[Entry], day: date) -> list[StageShown]:
    """Give all five, in order."""
    here = assessment.stage(day)
    since = {
        stage: next(
            (local(e.recorded_at).date() for e in entries if isinstance(e.event, k)), None
        )
        for stage, k in BEGINS.items()
    }
    until = assessment.appraised.explain_by if assessment.appraised else None
    return [
        StageShown(STAGES[one], since[one], one == here, until if one == "explaining" else None)
        for one in BEGINS
    ]
