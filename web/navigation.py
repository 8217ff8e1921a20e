"""What the layout shows on every page: whose it is, where one may go, where help is."""

from types import SimpleNamespace
from uuid import uuid4

from flask import Flask, g, request
from flask_login import current_user

from service.papers.pdf import available
from service.plans.numbers import full_number
from tenants.access import Actor, Permission
from tenants.directory import Directory
from web import as_of, session
from web.seal import printed_seal
from web.ui.assets import asset
from web.ui.typed import write_amount
from web.vocabulary import party_reads, spoken

PLACES = (  # label, path below the tenant, needed permission, paths that belong to it
    ("Việc của tôi", "", Permission.WORK, ("giao-viec", "cuoc-hop")),
    ("Kết luận", "ket-luan", Permission.WORK, ("khen-thuong-ky-luat",)),
    ("Kế hoạch", "ke-hoach", Permission.WORK, ("danh-muc",)),
    ("Nhiệm vụ", "nhiem-vu", Permission.WORK, ()),
    ("Chỉ tiêu", "chi-tieu", Permission.WORK, ()),
    ("Báo cáo", "bao-cao", Permission.WORK, ()),
    ("Minh chứng", "minh-chung", Permission.WORK, ()),
    ("Đánh giá", "danh-gia", Permission.WORK, ()),
    ("Toàn cảnh", "toan-canh-tinh", Permission.LOOK_ACROSS, ()),
    ("Kiểm điểm", "kiem-diem", Permission.WORK, ()),
    ("Chỉ đạo", "chi-dao", Permission.WORK, ()),
    ("Đơn vị", "don-vi", Permission.SEE_BOARD, ()),
    ("Kiểm tra", "kiem-tra", Permission.SEE_BOARD, ()),
    ("Kiểm chứng", "kiem-chung", Permission.SEE_PROOFS, ("nhan-chung",)),
    ("Quản trị", "quan-tri", Permission.MANAGE_PEOPLE, ("gui-tin",)),
    ("Người", "nguoi", Permission.MANAGE_PEOPLE, ()),
    ("Tài khoản", "tai-khoan", None, ()),
)
OF_PROVINCE = frozenset({"toan-canh-tinh"})  # of a province alone
OF_PARTY = frozenset({"ket-luan", "kiem-diem"})  # entries of a Party committee alone
OF_STATE = frozenset({"chi-dao"})  # entries that it does not have
ANYTHING_BROKEN = 500


def dress(app: Flask) -> None:
    """Give the layout what it shows."""
    app.context_processor(_layout)
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["past_clock"] = as_of.clock
    app.jinja_env.globals["past_compares"] = as_of.compares
    app.jinja_env.globals["amount"] = write_amount
    app.jinja_env.globals["full_number"] = full_number
    app.jinja_env.globals["printed_seal"] = printed_seal
    app.jinja_env.globals["new_command_id"] = uuid4  # one for each form of a page
    app.jinja_env.globals["pdf_here"] = available


def home(actor: Actor) -> str:
    """Give the address where a person begins: their work, or what they administer."""
    path = next(path for _, path, needed, _ in PLACES if needed is None or actor.may(needed))
    return _address(path)


def _layout() -> dict[str, object]:
    failure = g.get("failure", 0)
    if not session.has_tenant() or failure >= ANYTHING_BROKEN:  # ask the database nothing more
        return {"home_url": "/"}
    tenant = session.tenant()
    shown: dict[str, object] = {
        "tenant": tenant,
        "help": SimpleNamespace(name=tenant.name, phone=tenant.phone),
        "home_url": _address(""),
        "today": session.today(),
        "command_id": None if failure else session.command_id(),
    }
    if current_user.is_authenticated:
        shown |= _mine(session.actor())
    return shown


def _mine(actor: Actor) -> dict[str, object]:
    known = session.register()
    days = session.asked_days()
    shown = days.get("tai_ngay")
    person, unit = known.person(actor.person_id), known.unit(actor.unit_id)
    return {
        "me": SimpleNamespace(
            name=person, post=known.post(actor.post_id), unit=unit, key=actor.person_id
        ),
        "nav": _places(actor),
        "search_url": _address("tim") if actor.may(Permission.WORK) else "",
        "bell": SimpleNamespace(url=_address("thong-bao"), unread=session.session().unread),
        "home_url": home(actor),
        "sign_out_url": _address("dang-xuat"),
        "at": shown.day if shown else None,
        "undated": "tai_ngay" in request.args and "tai_ngay" not in days,
        "visit": _visit(known, actor),
    }


def _visit(known: Directory, actor: Actor) -> SimpleNamespace | None:
    """Say of a guest whose they are and how they go home."""
    guest = known.guests.get(actor.person_id)
    return SimpleNamespace(home=guest.home, url=_address("doan-kiem-tra/ve")) if guest else None


def _places(actor: Actor) -> list[tuple[str, str, bool]]:
    here = request.path.removeprefix(_address("")).split("/")[0]
    return [
        (spoken(label), _address(path), here in {path, *more})
        for label, path, needed, more in PLACES
        if (actor.may(needed) if needed else actor.home is None) and _of_ours(path)
    ]


def _of_ours(path: str) -> bool:
    """Tell whether a tenant of our kind has such pages."""
    if path in OF_PROVINCE:
        return session.tenant().kind == "province"
    return path not in (OF_STATE if party_reads() else OF_PARTY)


def _address(path: str) -> str:
    return f"/x/{session.tenant().code}/{path}"
