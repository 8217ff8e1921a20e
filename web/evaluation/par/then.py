"""A year of the reform index as its state keeps it at the end of a past day."""

from flask import Response, url_for

from service.evaluation.par import assessment_states
from service.evaluation.par.assessment_states import AssessmentState
from web import as_of, stood
from web.evaluation.par.words import STAGES, points
from web.session import db


def then(year: int) -> Response:
    """Show a year that was begun as it stood, or that it was not begun."""
    every = assessment_states.every(db(), as_of.instant())
    one = next((one for one in every if one.year == year), None)
    home = ("Chỉ số cải cách hành chính", url_for("par_year.index"))
    return stood.show(
        stood.Stood(
            title=f"Chỉ số cải cách hành chính năm {year}",
            url=url_for("par_year.show", year=year),
            crumbs=[home, (f"Năm {year}", "")],
            missing="chưa bắt đầu chấm năm này",
            beside="Điểm từng tiêu chí xem ở trang hiện tại, cùng lịch sử của nó.",
            facts=_facts(one) if one else (),
        )
    )


def _facts(one: AssessmentState) -> list[tuple[str, str]]:
    return [
        ("Bước", STAGES[one.stage(as_of.day())]),
        ("Tự chấm", points(one.self_total)),
        ("Kết luận", points(one.final_total)),
        ("Giải trình trước", f"{one.explain_by:%d/%m/%Y}" if one.explain_by else ""),
    ]
