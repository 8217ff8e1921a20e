"""Page: search over everything that one may see."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from service.search.finding import Search
from service.search.found import Found, Kind
from tenants.access import Permission
from web import as_of
from web.forms import one_line
from web.htmx import page
from web.session import actor, db, register, requires, sight

bp = Blueprint("search", __name__, url_prefix="/x/<code>/tim", template_folder="templates")
LONGEST = 100
HEADINGS: dict[Kind, str] = {
    "task": "Nhiệm vụ",
    "indicator": "Chỉ tiêu",
    "plan": "Kế hoạch",
    "evidence": "Minh chứng",
    "conclusion": "Kết luận, chỉ đạo",
    "directive": "Văn bản chỉ đạo của cấp trên",
    "person": "Người",
}


@bp.get("")
@requires(Permission.WORK)
def show() -> ResponseReturnValue:
    """Show what is there under the words that were typed, by kind, now or on a past day."""
    typed = one_line(request.args.get("q"))[:LONGEST]
    at = as_of.instant()
    found = Search(db(), actor(), sight(), register(), at, as_of.day()).find(typed)
    groups: list[tuple[Kind, str, list[Found]]] = [
        (kind, words, found[kind]) for kind, words in HEADINGS.items() if kind in found
    ]
    return page(
        "search/found.html",
        block="main",
        typed=typed,
        groups=groups,
        at=as_of.past_day(),
        now_url=url_for(".show", q=typed),
    )
