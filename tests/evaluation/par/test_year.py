"""A year of the reform index: each side acts in its turn, and both logs say the same."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from uuid import uuid4, uuid5

import docx
import pytest
from msgspec import structs
from openpyxl import load_workbook
from sqlalchemy.exc import NoResultFound

from events import par_refusals
from events.par_answers import Met, NothingCountedError, PointsOutOfRangeError, Rate
from events.par_refusals import StillExplainingError, WrongStageError, WrongStepError
from events.par_sets import Drafted
from events.values import Deadline
from service.evaluation.par import appraisal_states, table
from service.evaluation.par.adjusting import AdjustComponent, TakeAdjustment
from service.evaluation.par.appraising import OpenAppraisal
from service.evaluation.par.figures import offers
from service.evaluation.par.outgoing import NoProvinceLinkError
from service.evaluation.par.self_scoring import ScoreComponent, SubmitSelfScore
from service.evaluation.par.sets import DecideParSet, DraftParSet
from service.evaluation.par.tree import FEW, of_commune, spread
from service.exchange.letters import NoStandingLinkError
from service.exchange.links import RevokeLink
from service.ledgers import Instance
from service.tasks.judging import Accept
from service.tasks.working import Acknowledge, Submit
from tenants.access import AccessDeniedError
from tests.evaluation.par.years import ANSWERS, SIPAS, SUM, Year, year_of
from tests.people import Commune, make_commune
from tests.tasks.given import given_task

BODY = table.Body("UBND xã Suối Ngàn", "Suối Ngàn")
OF_NOTHING = Rate(numerator=Decimal(0), denominator=Decimal(0))
OWN = Fraction(SUM) + 15 * Fraction(SIPAS) / 100


@pytest.fixture
def year(admin: Instance, instance: Instance) -> Year:
    return year_of(admin, instance)


def test_a_whole_year_is_locked_with_the_same_points_on_both_sides(year: Year) -> None:
    year.begun().scored().submitted()
    submitted = year.assessment().submitted
    assert submitted is not None
    assert Fraction(submitted.total) == OWN
    year.opened().judged("3.1.1", "5", "Kỳ III thiếu xác nhận").round_sent()
    assert year.assessment().appraised_points["3.1.1"].points == 5
    year.explained("3.1.1", "Đã có xác nhận ngày 02/12").judged(
        "3.1.1", "8", "Chấp nhận một phần"
    )
    year.locked(bonus=Decimal(1), bonus_reason="Sáng kiến cấp tỉnh")
    locked, concluded = year.assessment().locked, year.appraisal().concluded
    assert locked is not None
    assert concluded is not None
    assert locked.conclusion == concluded.conclusion
    assert Fraction(locked.conclusion.total) == OWN - Fraction("0.5") + 1
    assert year.assessment().stage(year.day) == "locked"
    with year.province.ledger.scope.begin() as connection:
        [state] = appraisal_states.of_year(connection, year.year).values()
    assert (state.step, state.self_total, state.final_total) == (
        "concluded",
        OWN,
        Fraction(locked.conclusion.total),
    )


def test_after_each_step_what_belongs_to_another_is_refused(year: Year) -> None:
    with pytest.raises(AccessDeniedError):
        year.begun().scored().commune.do(SubmitSelfScore(year=year.year), by="ha")
    year.submitted()
    said = ScoreComponent(year=year.year, code="1.1.1", answer=Met(met=False), reason="Sửa")
    with pytest.raises(WrongStageError):
        year.commune.do(said, by="ha")
    with pytest.raises(WrongStageError):
        year.submitted()
    year.opened()
    with pytest.raises(WrongStepError):
        year.province.do(year.conclusion(), by="su")
    year.round_sent()
    with pytest.raises(StillExplainingError):
        year.province.do(year.conclusion(), by="su")
    with pytest.raises(WrongStepError):
        year.judged("1.1.1", "0", "Muộn")
    with pytest.raises(AccessDeniedError):
        year.explained("1.1.1", "Đã ban hành").province.do(year.conclusion(), by="ha")
    year.locked()
    with pytest.raises(WrongStepError):
        year.judged("1.1.1", "0", "Sau khi chốt")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"code": "9.9.9"}, par_refusals.NoSuchComponentError),
        ({"reason": " "}, par_refusals.ByHandWithoutReasonError),
        ({"answer": OF_NOTHING, "code": "3.1.1"}, NothingCountedError),
        ({"evidence": (uuid4(),)}, LookupError),
    ],
)
def test_what_is_no_answer_is_refused(
    year: Year, facts: dict[str, object], refusal: type[Exception]
) -> None:
    said = ScoreComponent(year=year.year, code="1.1.1", answer=Met(met=True), reason="Sổ")
    with pytest.raises(refusal):
        year.begun().commune.do(replace(said, **facts), by="ha")  # type: ignore[arg-type]
    assert not year.assessment().scored


@pytest.mark.parametrize(("points", "reason"), [("5", ""), ("10.5", "Quá"), ("-1", "Âm")])
def test_an_appraisal_that_differs_says_why_and_stays_in_bounds(
    year: Year, points: str, reason: str
) -> None:
    year.begun().scored().submitted().opened()
    with pytest.raises((par_refusals.UnexplainedError, PointsOutOfRangeError)):
        year.judged("3.1.1", points, reason)
    year.judged("3.1.1", "8.5")
    assert year.appraisal().points()["3.1.1"] == Decimal("8.5")


@pytest.mark.parametrize(
    "facts",
    [
        {"bonus": Decimal(1)},
        {"deduction": Decimal(1), "deduction_reason": " "},
        {"number": " "},
        {"bonus": Decimal(-1), "bonus_reason": "Âm"},
    ],
)
def test_a_conclusion_lacks_nothing(year: Year, facts: dict[str, object]) -> None:
    year.begun().scored().submitted().opened().round_sent().explained("1.1.1", "Đã ban hành")
    with pytest.raises(par_refusals.ConclusionError):
        year.province.do(year.conclusion(**facts), by="su")


def test_a_letter_of_the_other_tenant_is_nobody_elses(
    year: Year, admin: Instance, instance: Instance
) -> None:
    year.begun().scored().submitted()
    letter = year.letter(year.province, "par_self_score")
    stranger: Commune = make_commune(admin, instance, kind="province")
    with pytest.raises(NoResultFound):
        stranger.do(OpenAppraisal(letter_id=letter), by="ha")


def test_without_a_link_nothing_is_sent_and_nothing_received(year: Year) -> None:
    year.begun().scored().submitted()
    year.commune.do(RevokeLink(link_id=year.link_id, reason="Sáp nhập"), by="su")
    with pytest.raises(NoStandingLinkError):
        year.opened()


def test_a_self_score_needs_a_link_to_the_province(year: Year) -> None:
    year.begun().scored()
    year.commune.do(RevokeLink(link_id=year.link_id, reason="Sáp nhập"), by="su")
    with pytest.raises(NoProvinceLinkError):
        year.submitted()
    assert year.assessment().submitted is None


def test_a_set_superseded_within_the_year_still_scores_who_began_by_it(year: Year) -> None:
    year.begun().scored()
    said = structs.replace(year.par_set, title="Bản 2")
    drafted = Drafted(par_set=said, file_name="bo-tieu-chi-2.xlsx", file_sha256="1" * 64)
    made = uuid5(year.province.do(DraftParSet(drafted=drafted), by="ha"), "par set")
    year.province.do(
        DecideParSet(set_id=made, number="2712/QĐ-UBND", decided_on=year.day), by="su"
    )
    assert year.submitted().opened().appraisal().opened.par_set == year.par_set


def test_a_later_version_takes_over_until_the_self_score_is_sent(year: Year) -> None:
    year.begun().scored()
    with_it = structs.replace(year.par_set, title="Bản 2")
    begun = year.assessment().begun
    assert begun is not None
    assessment = year.assessment()
    assessment.begin(begun)
    assert not assessment.pending
    later = structs.replace(begun, par_set=with_it, sha256="1" * 64)
    assessment.begin(later)
    assert assessment.begun == later
    assert len(assessment.scored) == len(ANSWERS)
    sent = year.submitted().assessment()
    with pytest.raises(par_refusals.AlreadyBegunError):
        sent.begin(later)


def test_the_table_goes_out_as_excel_with_live_sums_and_as_word(year: Year) -> None:
    year.begun().scored()
    with year.commune.ledger.scope.begin() as connection:
        tree = of_commune(connection, year.assessment(), year.par_set)
    sheet = load_workbook(BytesIO(table.workbook(year.par_set, tree, BODY))).active
    cells = {row[0].value: row for row in sheet.iter_rows(min_row=4)}
    assert cells["3.1.1"][3].value == 8.5
    assert cells["3.2.1"][3].value is None
    assert sheet.cell(sheet.max_row, 4).value == "=D4+D11+D15+D21+D25+D28"
    paper = docx.Document(BytesIO(table.document(year.par_set, tree, BODY)))
    head, points, _ = paper.tables
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head.rows[0].cells[1].text
    words = [[cell.text for cell in row.cells] for row in points.rows]
    assert ["3.1.1", "Hồ sơ giải quyết đúng và trước hạn", "10,00", "8,50", "", ""] in words
    assert words[-1][1:4] == ["Tổng", "", "34,26"]


def test_few_communes_are_not_compared() -> None:
    assert spread([]) is None
    few = spread([Fraction(80), Fraction(90)])
    assert few is not None
    assert (few.middle, few.few) == (Fraction(85), True)
    enough = spread([Fraction(n) for n in range(FEW)])
    assert enough is not None
    assert not enough.few


def test_nothing_due_offers_no_figure_from_tasks(year: Year) -> None:
    node = year.par_set.component("1.1.2")
    assert node is not None
    with year.commune.ledger.scope.begin() as connection:
        assert offers(connection, node, year.year, year.day) == []


def test_what_is_found_after_the_lock_stands_beside_what_was_locked(year: Year) -> None:
    year.begun().scored().submitted().opened()
    said = AdjustComponent(
        commune=year.commune.tenant.tenant_id,
        year=year.year,
        code="3.1.1",
        points=Decimal(7),
        reason="Thanh tra phát hiện hồ sơ trễ",
    )
    with pytest.raises(WrongStepError):
        year.province.do(said, by="su")
    year.round_sent().explained("1.1.1", "Đã ban hành").locked()
    with pytest.raises(AccessDeniedError):
        year.province.do(said, by="ha")
    for wrong, refusal in (
        (replace(said, reason=" "), par_refusals.UnexplainedError),
        (replace(said, points=Decimal("8.5")), par_refusals.NothingAdjustedError),
        (replace(said, points=Decimal(11)), PointsOutOfRangeError),
    ):
        with pytest.raises(refusal):
            year.province.do(wrong, by="su")
    year.province.do(said, by="su")
    letter = year.letter(year.commune, "par_adjustment")
    year.commune.do(TakeAdjustment(letter_id=letter), by="ha")
    assessment = year.assessment()
    assert assessment.locked is not None
    assert Fraction(assessment.locked.conclusion.total) == OWN
    assert assessment.appraised_points["3.1.1"].points == Decimal("8.5")
    [adjusted] = assessment.adjusted
    assert (adjusted.before, adjusted.after) == (Decimal("8.5"), Decimal(7))
    assert Fraction(adjusted.total) == OWN - Fraction("1.5")
    assert year.appraisal().adjusted == assessment.adjusted


def test_tasks_of_the_year_offer_who_is_done_and_who_in_time(year: Year) -> None:
    due = Deadline(kind="date", on=year.day)
    first, _second = (given_task(year.commune, deadline=due) for _ in range(2))
    for command, by in (
        (Acknowledge(task_id=first), "khai"),
        (Submit(task_id=first, note="Đã xong"), "khai"),
        (Accept(task_id=first), "do"),
    ):
        year.commune.do(command, by=by)
    done, in_time = (year.par_set.component(code) for code in ("1.1.2", "1.2.1"))
    assert done is not None
    assert in_time is not None
    with year.commune.ledger.scope.begin() as connection:
        found = [offers(connection, node, year.year, year.day) for node in (done, in_time)]
    for [offer] in found:
        assert offer.answer == Rate(numerator=Decimal(1), denominator=Decimal(2))
        assert len(offer.drawn.events) == 2
