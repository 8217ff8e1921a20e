"""Pages of a province: which communes need help, how shared indicators lie, one commune."""

from datetime import datetime
from io import BytesIO
from typing import Any

from flask import Blueprint, abort, request, send_file
from flask.typing import ResponseReturnValue

from service.oversight import looks
from service.oversight.card import card
from service.oversight.overview import Commune, chosen, communes, ordered, phones
from service.oversight.sheet import workbook
from service.oversight.spreads import figures_of, spreads
from web import as_of
from web.htmx import page
from web.oversight import pictures, words
from web.oversight.guard import of_province
from web.paging import cut
from web.session import actor, db, local, register, tenant, today

bp = Blueprint(
    "oversight", __name__, url_prefix="/x/<code>/toan-canh-tinh", template_folder="templates"
)
AT_ONCE, INDICATORS, LONGEST = 40, 12, 60
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("")
@of_province
def index() -> ResponseReturnValue:
    """List the communes, those that need help first; sorted otherwise only when asked."""
    _looked()
    every = communes(db(), as_of.day(), tenant().zone)
    asked = _asked()
    here = cut(_wanted(every, asked), request.args.get("trang", ""), AT_ONCE)
    return page(
        "oversight/index.html",
        block="main",
        asked=asked,
        here=here,
        total=len(every),
        helped=sum(one.needs_help for one in every),
        unknown=sum(one.stood is None for one in every),
        newest=_newest(every),
        phones=phones(db(), [one.code for one in here.rows]),
        places=_places("index"),
        words=words,
        page_url=as_of.link("oversight.index", asked) + ("&" if asked or as_of.kept() else "?"),
        **_day(),
    )


@bp.get("/bang.xlsx")
@of_province
def sheet() -> ResponseReturnValue:
    """Give the same list as an Excel workbook, all pages of it."""
    _looked()
    day = as_of.day()
    found = _wanted(communes(db(), day, tenant().zone), _asked())
    return send_file(
        BytesIO(workbook(found, day, tenant().name)),
        mimetype=XLSX,
        as_attachment=True,
        download_name=f"toan-canh-{day:%Y-%m-%d}.xlsx",
    )


@bp.get("/chi-tieu")
@of_province
def indicators() -> ResponseReturnValue:
    """Show how each shared indicator lies over the communes, or one with all its figures."""
    _looked()
    found = spreads(db(), as_of.day())
    if key := request.args.get("ma", ""):
        one = next((spread for spread in found if spread.key == key), None)
        if one is None:
            abort(404)
        here = cut(
            figures_of(db(), key, as_of.day()), request.args.get("trang", ""), 2 * AT_ONCE
        )
        return page(
            "oversight/indicator.html",
            block="main",
            one=one,
            picture=pictures.strip(one),
            here=here,
            words=words,
            **_day(),
        )
    here_all = cut(found, request.args.get("trang", ""), INDICATORS)
    return page(
        "oversight/indicators.html",
        block="main",
        here=here_all,
        shown=[(one, pictures.strip(one)) for one in here_all.rows],
        places=_places("indicators"),
        words=words,
        **_day(),
    )


@bp.get("/xa/<commune>")
@of_province
def commune(commune: str) -> ResponseReturnValue:
    """Show one commune; one that is linked no longer is said to be so."""
    day = as_of.day()
    found = card(db(), commune, day)
    if found is None:
        return page("oversight/gone.html", block="main", status=404)
    _looked(found.own.tenant_id)
    known = found.months.get(found.own.tenant_id, [])
    return page(
        "oversight/commune.html",
        block="main",
        card=found,
        months=known[::-1],
        picture=pictures.months(known),
        stale=found.last is not None and found.last.stale_on <= day,
        reckoned=local(found.last.reckoned_at) if found.last else None,
        latest=local(found.last.latest_at) if found.last and found.last.latest_at else None,
        words=words,
        **_day(),
    )


def _wanted(every: list[Commune], asked: dict[str, str]) -> list[Commune]:
    by = {address: order for order, address in words.ADDRESSES.items()}
    found = chosen(every, words=asked.get("q", ""), kind=asked.get("loai", ""))
    return ordered(found, by.get(asked.get("xep", ""), "need"))


def _asked() -> dict[str, str]:
    said = {name: request.args.get(name, "").strip()[:LONGEST] for name in ("q", "loai", "xep")}
    known = {"loai": words.KINDS, "xep": words.ADDRESSES.values()}
    return {
        name: value
        for name, value in said.items()
        if value and (name not in known or value in known[name])
    }


def _looked(commune_id: int | None = None) -> None:
    post = register().post(actor().post_id)
    looks.note(db(), actor(), post, today(), commune_id)


def _newest(every: list[Commune]) -> datetime | None:
    moments = [one.stood.reckoned_at for one in every if one.stood]
    return local(max(moments)) if moments else None


def _places(here: str) -> list[tuple[str, str, bool]]:
    known = {"index": "Xã cần hỗ trợ", "indicators": "Chỉ tiêu chung"}
    return [
        (label, as_of.link(f"oversight.{name}"), name == here) for name, label in known.items()
    ]


def _day() -> dict[str, Any]:
    return {"at": as_of.past_day(), "shown_day": as_of.day(), "link": as_of.link}
