"""Who may use the addresses of inspections, of their papers, and of the papers' templates."""

from tenants.access import Permission
from tests.isolation.guards import Expected

_board = Expected(Permission.SEE_BOARD, "ha", "khai")
_visit = Expected(Permission.SEE_BOARD, "tung", "khai")
_order = Expected(Permission.ORDER_INSPECTION, "su", "ha")
EXPECTED = {
    "visits.index": _board,
    "visits.order": _order,
    "visits.show": _visit,
    "visits.sample": _visit,
    "visits.note": _visit,
    "visits.explain": _visit,
    "visits.repair": _order,
    "visits.conclude": _order,
    "minutes.word": _visit,
    "minutes.pdf": _visit,
    "packs.take": _visit,
}
