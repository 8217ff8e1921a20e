"""A person's year in the shape that Mẫu số 02 prints."""

from events.grading.year import YearGrade
from service.evaluation.papers.official import Official, YearSheet
from service.evaluation.years.naming import grade_of
from service.evaluation.years.ranks import Standing
from tenants.directory import Directory
from tenants.register import Tenant


def official(register: Directory, tenant: Tenant, standing: Standing) -> Official:
    """Say whose form it is."""
    return Official(
        name=register.person(standing.person_id),
        post=register.post(standing.post_id),
        unit=register.unit(standing.unit_id),
        body=tenant.name,
        place=tenant.place,
    )


def sheet_of(
    register: Directory, tenant: Tenant, standing: Standing, year: int, stream: YearGrade
) -> YearSheet:
    """Give what stands in a year; what was not said yet is left empty."""
    said, last = stream.proposed, stream.decisions[-1] if stream.decisions else None
    return YearSheet(
        official=official(register, tenant, standing),
        year=year,
        months={one.month: one.signed for one in said.months} if said else {},
        mean=said.signed if said else None,
        own=grade_of(stream.own.grade) if stream.own else None,
        decided=grade_of(last.grade) if last else None,
        own_on=stream.own.said_on if stream.own else None,
        decided_on=last.decided_on if last else None,
    )
