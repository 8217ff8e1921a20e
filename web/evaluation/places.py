"""The pages of evaluation, side by side under one entry of the navigation."""

from flask import request, url_for

from tenants.access import Permission
from web import as_of
from web.session import actor, asked_days, tenant

PLACES = (  # label, endpoint, needed permission, blueprints that belong to it
    (
        "Điểm của tôi",
        "scores.mine",
        Permission.WORK,
        ("score_sheet", "score_acts", "score_trying"),
    ),
    ("Người tôi chấm", "scores.people", Permission.WORK, ()),
    ("Quy tắc", "rules.index", Permission.WORK, ("rules", "rule_drafts", "rule_compare")),
    ("Kỳ đánh giá", "periods.index", Permission.WORK, ("periods",)),
    ("Xếp loại năm", "years.index", Permission.WORK, ("year_one", "year_acts")),
)
OF_COMMUNE = (
    ("Cải cách hành chính", "par_year.index", Permission.WORK, ("par_year", "par_leaf")),
)
OF_PROVINCE = (
    ("Thẩm định cải cách", "par_appraisals.index", Permission.WORK, ("par_appraisal",)),
    ("Bộ tiêu chí", "par_sets.index", Permission.WORK, ("par_sets",)),
)


def places() -> list[tuple[str, str, bool]]:
    """Give the tabs that the actor may open: label, address, whether one is there.

    They stay on the past day of a page that shows one.
    """
    address = as_of.link if "tai_ngay" in asked_days() else url_for
    here = (request.endpoint or "").partition(".")[0]
    more_here = OF_PROVINCE if tenant().kind == "province" else OF_COMMUNE
    return [
        (label, address(endpoint), request.endpoint == endpoint or here in more)
        for label, endpoint, needed, more in (*PLACES, *more_here)
        if actor().may(needed)
    ]
