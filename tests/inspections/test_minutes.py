"""Minutes of an inspection: what they say, in the State's and in the Party's layout."""

import io
from dataclasses import replace

import docx
import pytest

from service.clock import today
from service.inspections.findings import AnswerFinding, GiveRepair, NoteFinding
from service.inspections.minutes import Minutes, minutes_of
from service.inspections.minutes_paper import minutes_paper
from service.inspections.ordering import DrawSample
from tests.inspections.mandate import Mandate, mandate
from tests.papers.measuring import lines_of
from tests.people import Commune

SEAL = "sauro.test/t/1\n40\n" + "A" * 43 + "=\n"


@pytest.fixture
def visit(commune: Commune) -> Mandate:
    return mandate(commune)


def found(visit: Mandate) -> NoteFinding:
    return NoteFinding(
        inspection_id=visit.inspection_id,
        unit_id=visit.unit,
        text="Ghi nhận muộn.",
        positions=tuple(visit.events[:2]),
        proposal="Ghi trong ngày",
        due_on=today(visit.commune.tenant.zone),
    )


def gathered(visit: Mandate, seal: str = "") -> Minutes:
    day = today(visit.commune.tenant.zone)
    with visit.commune.ledger.scope.begin() as connection:
        return minutes_of(connection, visit.commune.tenant, visit.now(), day, seal)


def said(minutes: Minutes) -> list[str]:
    return [line.text for line in lines_of(docx.Document(io.BytesIO(minutes_paper(minutes))))]


def test_everything_of_the_inspection_stands_in_the_minutes(visit: Mandate) -> None:
    do, day = visit.commune.do, today(visit.commune.tenant.zone)
    draw = DrawSample(inspection_id=visit.inspection_id, count=3, seed=20261127)
    do(draw, by="tung")
    do(found(visit), by="tung")
    do(AnswerFinding(inspection_id=visit.inspection_id, finding=1, text="Mất sóng."), by="do")
    give = GiveRepair(
        inspection_id=visit.inspection_id, finding=1, content="Ghi ngay", due_on=day
    )
    do(give, by="su")
    minutes = gathered(visit, SEAL)
    text = "\n".join(said(minutes))
    [proof, _] = minutes.findings[0].proofs
    for words in (
        "Số: ...../BB-UBND",
        "Thực hiện Quyết định số 15/QĐ-UBND",
        "1 trên 1 việc, số rút mẫu 20261127",
        f"sự kiện số {proof.position} (ghi lúc {proof.recorded:%H:%M ngày %d/%m/%Y}, ",
        "Ý kiến của đơn vị: Mất sóng.",
        f"Đã giao việc {minutes.findings[0].repair}.",
        "TRƯỞNG ĐOÀN",
        "A" * 43,
        "lập thành 02 bản",
    ):
        assert words in text
    assert minutes.findings[0].repair
    assert text.rstrip().split("\n")[-1] == SEAL.split("\n")[2]


def test_an_inspection_that_found_nothing_says_so(visit: Mandate) -> None:
    lines = said(gathered(visit))
    assert "Đoàn kiểm tra không ghi phát hiện nào." in lines
    assert "Không có kiến nghị." in lines


def test_a_party_committee_writes_as_the_party_does(visit: Mandate) -> None:
    visit.commune.do(found(visit), by="tung")
    minutes = replace(gathered(visit), party=True, document="15-QĐ/ĐU")
    lines = said(minutes)
    assert {"ĐẢNG CỘNG SẢN VIỆT NAM", "*", "Số .....-BB/ĐU"} <= set(lines)
    assert "I- Thành phần" in lines
    assert any("Quyết định số 15-QĐ/ĐU, ngày" in line for line in lines)
