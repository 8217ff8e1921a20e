"""A report in the sight of the person who asks; hidden looks like missing."""

from uuid import UUID

from flask import abort
from sqlalchemy.exc import NoResultFound

from events.report_life import Report
from events.report_values import Section
from service.papers.official import Signer
from service.plans.states import PlanState
from service.reports import states, who
from service.reports.naming import PlanNamed, named
from service.reports.paper import Printed
from service.reports.states import ReportState
from service.reports.wording import PARTY_SECTIONS, SECTIONS
from tenants.access import Permission
from web import as_of
from web.session import actor, db, register, tenant
from web.vocabulary import party_reads


def in_sight(report_id: UUID) -> ReportState:
    """Give how a report stands that the person may see.

    Raises:
        NotFound: it is not there, or hidden.
    """
    try:
        found = states.state(db(), report_id)
    except NoResultFound:
        abort(404)
    if not who.sees(actor(), register(), found):
        abort(404)
    return found


def seen(report_id: UUID) -> tuple[ReportState, Report]:
    """Give a report that the person may see, with its figures and texts.

    Raises:
        NotFound: it is not there, or hidden.
    """
    return in_sight(report_id), states.one(db(), report_id)


def drafts() -> bool:
    """Tell whether the person drafts reports; on a past day nobody does."""
    return as_of.past_day() is None and who.drafts(actor(), register())


def approves() -> bool:
    """Tell whether the person approves reports."""
    return who.approves(actor(), register())


def signs() -> bool:
    """Tell whether the person signs reports."""
    return actor().may(Permission.SIGN_REPORTS)


def sections() -> dict[Section, str]:
    """Give the sections of a report in the words of the tenant."""
    return PARTY_SECTIONS if party_reads() else SECTIONS


def printed(report: Report) -> Printed:
    """Gather what the paper of a report says."""
    plan, indicators = named(db(), report.opened.plan_id, as_of.instant())
    return Printed(
        report=report,
        body=tenant().name,
        kind=tenant().kind,
        place=tenant().place,
        plan=plan_name(plan),
        indicators=indicators,
        sections=sections(),
        signer=_signer(report),
    )


def plan_name(plan: PlanState | PlanNamed) -> str:
    """Name a plan by its number, or by its title while it has none."""
    return f"Kế hoạch số {plan.full_number}" if plan.full_number else plan.title


def _signer(report: Report) -> Signer:
    signed = report.signature
    collective = "Ban Thường vụ" if party_reads() else "Ủy ban nhân dân"
    if signed is None:
        return Signer(post="", collective=collective)
    known = register()
    return Signer(
        post=known.post(signed.signer_post_id),
        name=known.person(signed.signer_id),
        collective=collective,
    )
