"""Opening a year for a command: whose it is, and whether the actor may."""

from datetime import date
from uuid import UUID

from events.grading.refusals import GradingDayError, NotFirstLeaderError, OwnYearError
from events.grading.steps import Subject, grade_id
from events.grading.year import YearGrade
from service.evaluation.years.ranks import heads_body
from service.organisation.people import UnknownMemberError
from service.work import Work
from tenants.access import Permission


def opened(work: Work, subject: Subject, subject_id: UUID, year: int) -> YearGrade:
    """Give somebody's year, begun if it was not.

    Raises:
        UnknownMemberError: the tenant has no such person or unit.
        GradingDayError: the year has not come.
    """
    known = work.register.people if subject == "person" else work.register.units
    if subject_id not in known:
        raise UnknownMemberError
    begins = date(max(year, date.min.year), 1, 1)
    if begins > work.today:
        raise GradingDayError(begins, begins, work.today)
    stream = work.open(YearGrade, grade_id(subject_id, year))
    stream.begin(subject, subject_id, year)
    return stream


def of_another(work: Work, person_id: UUID, year: int) -> YearGrade:
    """Give the year of somebody whom the actor prepares the grading of.

    Raises:
        AccessDeniedError: the actor's post does not prepare it.
        OwnYearError: it is the actor's own.
    """
    work.actor.require(Permission.PROPOSE_GRADES)
    if person_id == work.actor.person_id:
        raise OwnYearError
    return opened(work, "person", person_id, year)


def require_head_of_body(work: Work) -> None:
    """Refuse whoever is not the head of the body, nor stands in for them.

    Raises:
        AccessDeniedError: the actor's post decides no grades.
        NotFirstLeaderError: another one's does.
    """
    work.actor.require(Permission.DECIDE_GRADES)
    if not heads_body(work.register, work.actor, work.today):
        raise NotFirstLeaderError
