"""The commune tells whoever ordered a mission how it stands here."""

from events.inspections import Inspection
from service.exchange.letters import Parcel, send
from service.exchange.links import one
from service.inspections.missions.papers import ANSWER, AnswerPaper
from service.work import Work


def tell_orderer(work: Work, inspection: Inspection) -> None:
    """Write how an inspection stands to the tenant that ordered it, if another did."""
    orderer = inspection.mandate.orderer
    if orderer is None:
        return
    link = one(work.connection, orderer.link_id)
    paper = standing_of(inspection)
    send(work, link, Parcel(kind=ANSWER, subject_id=paper.mission_id, content=paper))


def standing_of(inspection: Inspection) -> AnswerPaper:
    """Say how an inspection that another tenant ordered stands."""
    orderer = inspection.mandate.orderer
    assert orderer is not None  # noqa: S101 - asked of no other
    return AnswerPaper(
        mission_id=orderer.mission_id,
        state="closed" if inspection.conclusion else "running",
        findings=len(inspection.findings),
        conclusion=inspection.conclusion,
    )
