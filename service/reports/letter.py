"""What a commune's report says to the province along a link: figures with names, and hashes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from events.report_life import Report
from events.report_values import Count, Figure, Occasion, Source
from service.exchange.letters import receive
from service.indicators import states as indicator_states
from service.plans import states as plan_states
from service.work import Work
from tenants.access import Permission

KIND = "report"


class SaidFigure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A figure as the other side reads it, by its name and not by our identifier."""

    name: str
    value: Decimal | None
    unit: str
    source: Source
    target: Decimal | None = None
    count: Count | None = None


class ReportPaper(msgspec.Struct, frozen=True, kw_only=True):
    """A locked report: which period, under which number, its figures, its digest and file."""

    plan: str
    occasion: Occasion
    year: int
    first_day: date
    cut_off: date
    number: str
    signed_on: date
    figures: tuple[SaidFigure, ...]
    digest: str
    root: str
    file_sha256: str


def paper_of(report: Report, work: Work) -> ReportPaper:
    """Write a locked report for the other side."""
    locked, opened = report.locked, report.opened
    assert locked is not None  # noqa: S101 - only locked reports are sent
    plan = plan_states.one(work.connection, opened.plan_id, None)
    return ReportPaper(
        plan=f"{plan.full_number} {plan.title}".strip(),
        occasion=opened.occasion,
        year=opened.year,
        first_day=opened.first_day,
        cut_off=opened.cut_off,
        number=f"{locked.number}/{locked.symbol}",
        signed_on=locked.signed_on,
        figures=tuple(_figures(work, locked.figures)),
        digest=locked.digest,
        root=locked.root,
        file_sha256=locked.file.sha256,
    )


def _figures(work: Work, figures: tuple[Figure, ...]) -> Iterator[SaidFigure]:
    every = indicator_states.every(work.connection, None)
    names = {one.indicator_id: one.content for one in every}
    for figure in figures:
        yield SaidFigure(
            name=names.get(figure.indicator_id, "") if figure.indicator_id else "",
            value=figure.value,
            unit=figure.unit,
            source=figure.source,
            target=figure.target,
            count=figure.count,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeReport:
    """Receive a report that a commune sent along a link."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record that it came in.

        Raises:
            NoResultFound: no such letter came to us.
            NoStandingLinkError: the link does not stand any more.
            LetterReceivedError: it was received before.
            LetterChangedError: it is not what its hash says.
        """
        work.actor.require(Permission.APPRAISE_REFORM)
        receive(work, self.letter_id, ReportPaper, along="province")
