"""Who may use the addresses of inspections, of their papers, and of the papers' templates."""

from service.papers.templates import AddTemplate
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
    "packs.take": _visit,
}


def template(commune: Commune, mark: str) -> dict[str, object]:
    """Let the commune have brought a template of its minutes."""
    content = form_of(f"{mark}: {{{{co_quan}}}}")
    commune.do(AddTemplate(kind="minutes", name=f"{mark}.docx", content=content), by="ha")
    return {"slug": "bien-ban", "version": 1}
