"""A discipline that is revoked leaves the year's grade: before the decision, and after it."""

from uuid import UUID, uuid5

import pytest

from events.conclusions.merits import MeritRecorded
from service.conclusions.merits import RecordMerit, RevokeMerit
from service.evaluation.years.afterwards import SupersedeYear
from tests.evaluation.graded import TODAY, YEAR, Graded, graded
from tests.messages.looking import kinds
from tests.people import Commune
from tests.web import browse


@pytest.fixture
def year(commune: Commune) -> Graded:
    return graded(commune)


def disciplined(year: Graded, number: str, same_act: UUID | None = None) -> UUID:
    """Let the deputy record a discipline on Khải."""
    merit = MeritRecorded(
        kind="discipline",
        measure="reprimand",
        number=number,
        decided_on=TODAY,
        acted_on=TODAY,
        reason="Để bà con chờ",
        ground="other",
        cited="Biên bản 2",
        person_id=year.person("khai"),
        same_act=same_act,
    )
    return uuid5(year.do(RecordMerit(merit=merit), "dung"), "merit")


def test_a_discipline_that_is_revoked_leaves_a_doubt_once_no_other_on_the_act_stands(
    year: Graded,
) -> None:
    khai = year.person("khai")
    year.score(khai="90")
    first = disciplined(year, "7/QĐ")
    second = disciplined(year, "8/QĐ", first)
    third = disciplined(year, "9/QĐ", second)
    year.ready("khai")
    year.decide({khai: "not_completed"})
    for merit, number, stage in ((first, "10", ""), (third, "11", ""), (second, "12", "12")):
        year.do(RevokeMerit(merit_id=merit, number=number), "dung")
        state = year.state(khai)
        assert state
        assert (state.doubt, state.stage) == (stage, "doubted" if stage else "decided")
    assert kinds(year.commune, "su")[-1:] == ["grade_doubted"]
    page = browse(year.commune, "su").get(f"danh-gia/nam/{YEAR}/nguoi/{khai}")
    assert "Cần xem lại mức này" in page.text
    assert "Cần xếp loại lại" in browse(year.commune, "su").get("danh-gia/nam").text
    anew = SupersedeYear(
        subject="person",
        subject_id=khai,
        year=YEAR,
        grade="good",
        number="50/QĐ-UBND",
        decided_on=TODAY,
        reason="Kỷ luật đã hủy",
    )
    year.do(anew, "su")
    state = year.state(khai)
    assert state
    assert (state.grade, state.doubt) == ("good", "")
