"""Who may use the addresses of reviews: nobody in a body of the State but for what it sent."""

from tenants.access import Permission
from tests.isolation.guards import Expected

_none = Expected(Permission.WORK, "ha", "khai")
_prepare = Expected(Permission.PROPOSE_GRADES, "ha", "khai")
_link = Expected(Permission.LINK_TENANTS, "su", "ha")
EXPECTED = {
    "review_rounds.index": _none,
    "review_rounds.open_round": _prepare,
    "review_rounds.limit": Expected(Permission.DECIDE_GRADES, "su", "ha"),
    "review_rounds.show": _none,
    "review_rounds.add": _prepare,
    "reviews.show": _none,
    "reviews.do": _none,
    "review_papers.own": _none,
    "review_papers.figures": _none,
    "review_papers.told": _none,
    "review_sent.show": _link,
    "review_sent.marks": _link,
}
OF_PARTY = {name for name in EXPECTED if not name.startswith("review_sent.")}  # tests/reviews
