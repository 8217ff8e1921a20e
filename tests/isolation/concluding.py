"""Who may use the addresses of documents that conclude something, and one to look at."""

from uuid import UUID, uuid5

from events.conclusions.merits import MeritRecorded
from events.conclusions.steps import Issued
from events.values import Evidence
from service.clock import today
from service.conclusions.answering import AcknowledgeConclusion, ReportDissemination
from service.conclusions.issuing import IssueConclusion
from service.conclusions.merits import RecordMerit
from tenants.access import Permission
from tests.isolation.guards import Expected
from tests.people import Commune

_read = Expected(Permission.WORK, "ha", "admin")
_issue = Expected(Permission.ISSUE_PLAN, "ha", "khai")
_keep = Expected(Permission.KEEP_MERITS, "su", "ha")
EXPECTED = {
    "conclusions.index": _read,
    "conclusions.show": _read,
    "conclusions.sheet": _read,
    "conclusions.file": _read,
    "conclusions.acknowledge": _read,
    "conclusions.disseminate": _read,
    "conclusions.strike": _read,
    "conclusions.issue": _issue,
    "conclusions.urge": _issue,
    "conclusions.withdraw": _issue,
    "conclusions.close": _issue,
    "merits.index": _read,
    "merits.record": _keep,
    "merits.revoke": _keep,
}


def concluded(commune: Commune, mark: str, sha256: str) -> UUID:
    """Issue a document to Khải's unit, which told its members, with a file behind it."""
    unit, day = commune.actors["khai"].unit_id, today(commune.tenant.zone)
    said = Issued(
        kind="conclusion",
        number=mark,
        issued_on=day,
        title=mark,
        points=(mark,),
        unit_ids=(unit,),
    )
    made = uuid5(commune.do(IssueConclusion(issued=said), by="ha"), "conclusion")
    commune.do(AcknowledgeConclusion(conclusion_id=made, addressee_id=unit), by="do")
    told = ReportDissemination(
        conclusion_id=made,
        unit_id=unit,
        held_on=day,
        manner="meeting",
        present=1,
        members=2,
        reason=mark,
        files=(Evidence(sha256=sha256, name=f"{mark}.txt", size=9, kind="txt"),),
    )
    commune.do(told, by="do")
    return made


def praised(commune: Commune, mark: str) -> UUID:
    """Praise Khải."""
    day = today(commune.tenant.zone)
    said = MeritRecorded(
        kind="praise",
        measure="commended",
        number=mark,
        decided_on=day,
        acted_on=day,
        reason=mark,
        ground="other",
        cited=mark,
        person_id=commune.actors["khai"].person_id,
    )
    return uuid5(commune.do(RecordMerit(merit=said), by="su"), "merit")
