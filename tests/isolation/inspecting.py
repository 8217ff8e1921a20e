"""Who may use the addresses of inspections, of their papers, and of the papers' templates."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from events.missions.mission import Mission
from events.missions.steps import Ordered
from service.clock import today
from service.papers.templates import AddTemplate
from service.work import Work
from tenants.access import Permission
from tests.isolation.guards import Expected
from tests.papers.forms import form_of
from tests.people import Commune

_board = Expected(Permission.SEE_BOARD, "ha", "khai")
_visit = Expected(Permission.SEE_BOARD, "tung", "khai")
_order = Expected(Permission.ORDER_INSPECTION, "su", "ha")
_templates = Expected(Permission.SET_TEMPLATES, "ha", "su")
EXPECTED = {
    "paper_templates.show": _templates,
    "paper_templates.add": _templates,
    "paper_templates.choose": _templates,
    "paper_templates.original": _templates,
    "paper_templates.tried": _templates,
    "coverage.show": _order,
    "coverage.change": _order,
    "visits.index": _board,
    "visits.order": _order,
    "visits.show": _visit,
    "visits.sample": _visit,
    "visits.note": _visit,
    "visits.explain": _visit,
    "visits.repair": _order,
    "visits.settle": _order,
    "visits.recommend": _order,
    "visits.conclude": _order,
    "visits.move": _order,
    "visits.replace": _order,
    "minutes.paper": _visit,
    "missions.index": _board,
    "missions.order": _order,
    "missions.show": _visit,
    "missions.enter": _visit,
    "missions.add": _order,
    "missions.move": _order,
    "missions.replace": _order,
    "missions.vouch": _order,
    "missions.withdraw": _order,
    "missions.conclude": _order,
    "packs.take": _visit,
}


@dataclass(frozen=True)
class KeepMission:
    """Order a mission that goes nowhere yet: no other tenant is linked."""

    ordered: Ordered

    def decide(self, work: Work) -> None:
        mission = Mission(work.new_id("mission"))
        mission.order(self.ordered)
        work.save(mission)


def mission(commune: Commune, mark: str) -> UUID:
    """Let the commune have ordered a mission."""
    day = today(commune.tenant.zone)
    said = Ordered(
        kind="planned",
        document="15/QĐ-UBND",
        issued_on=day,
        subject=mark,
        members=(commune.actors["tung"].person_id,),
        first_day=day,
        last_day=day,
    )
    return uuid5(commune.do(KeepMission(said), by="su"), "mission")


def template(commune: Commune, mark: str) -> dict[str, object]:
    """Let the commune have brought a template of its minutes."""
    content = form_of(f"{mark}: {{{{co_quan}}}}")
    commune.do(AddTemplate(kind="minutes", name=f"{mark}.docx", content=content), by="ha")
    return {"slug": "bien-ban", "version": 1}
