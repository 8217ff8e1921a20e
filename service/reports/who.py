"""Who does what with reports: the standing agency drafts, its head approves, a leader signs."""

from uuid import UUID

from service.reports.states import ReportState
from tenants.access import HEADS, AccessDeniedError, Actor, Permission, Role
from tenants.directory import Directory

AGENCY = Role.STANDING_AGENCY.value


def drafts(actor: Actor, known: Directory) -> bool:
    """Tell whether somebody drafts reports: the standing agency, and who works in its unit."""
    return actor.may(Permission.DRAFT_REPORTS) or actor.unit_id in agencies(known)


def approves(actor: Actor, known: Directory) -> bool:
    """Tell whether somebody approves reports: the head of that unit, or who signs."""
    heads = bool(actor.roles & HEADS) and actor.unit_id in agencies(known)
    return heads or actor.may(Permission.SIGN_REPORTS)


def sees(actor: Actor, known: Directory, report: ReportState) -> bool:
    """Tell whether somebody sees a report: once it is locked, whoever sees the boards."""
    at_work = drafts(actor, known) or approves(actor, known)
    locked = report.status in {"locked", "withdrawn"}
    return at_work or (locked and actor.may(Permission.SEE_BOARD))


def require_drafts(actor: Actor, known: Directory) -> None:
    """Refuse who does not draft.

    Raises:
        AccessDeniedError: they do not.
    """
    if not drafts(actor, known):
        raise AccessDeniedError(Permission.DRAFT_REPORTS)


def require_approves(actor: Actor, known: Directory) -> None:
    """Refuse who does not approve.

    Raises:
        AccessDeniedError: they do not.
    """
    if not approves(actor, known):
        raise AccessDeniedError(Permission.SIGN_REPORTS)


def agencies(known: Directory) -> set[UUID]:
    """Name the units in which the standing agency has a post."""
    return {post.unit_id for post in known.posts.values() if AGENCY in post.roles}
