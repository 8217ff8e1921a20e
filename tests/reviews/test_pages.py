"""Pages of reviews: who sees which, what stands on them, what is kept when it is refused."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import docx
import openpyxl
import pytest

from events.reviews import refusals
from events.reviews.steps import SelfReviewed
from service.exchange.links import RevokeLink
from service.ledgers import Instance
from service.reviews import states
from service.reviews.concluding import (
    AnswerObjection,
    CloseReview,
    Conclude,
    FollowUp,
    ObjectTo,
    TellConclusion,
)
from service.reviews.judging import GiveOpinion, WriteOfOneself
from service.tasks import states as task_states
from service.work import Command
from tenants.access import AccessDeniedError
from tests.past import TODAY, local_day
from tests.people import Commune, make_commune
from tests.queries import counted
from tests.reviews.pair import CENTRE, NAME, Pair, make_pair, reviewed, round_of
from tests.web import Browser, browse

OWN = SelfReviewed(
    strengths="Chủ động số hóa",
    shortcomings="Hai việc quá hạn",
    causes="Mất sóng ở ba bản",
    remedies="Ghi trong ngày",
    grade="completed",
)


REPAIR = "Làm xong hai việc quá hạn"


def written(pair: Pair, review_id: UUID) -> None:
    """Let Dợ write of herself, and Khải say what he thinks."""
    pair.party.do(WriteOfOneself(review_id=review_id, said=OWN), by="member")
    opinion = GiveOpinion(review_id=review_id, text="Ý kiến riêng của Khải", grade="completed")
    pair.party.do(opinion, by="khai")


def conclusion(review_id: UUID, **other: Any) -> Conclude:
    facts: dict[str, Any] = {
        "document": "41-TB/ĐU",
        "concluded_on": TODAY,
        "strengths": "Chủ động",
        "shortcomings": "Chậm hai việc",
        "grade": "completed",
        "follow_ups": (FollowUp(content=REPAIR, due_on=TODAY + timedelta(days=20)),),
    }
    return Conclude(review_id=review_id, **facts | other)


@pytest.fixture(scope="module")
def judged(pair: Pair) -> UUID:
    """A review with facts, own words and an opinion."""
    review_id = reviewed(pair, round_of(pair.party))
    pair.asked(review_id)
    written(pair, review_id)
    return review_id


@pytest.fixture(scope="module")
def seats(pair: Pair) -> dict[str, Browser]:
    return {login: browse(pair.party, login) for login in ("su", "ha", "khai", "do", "member")}


def test_facts_stand_with_their_source_and_the_bound_of_the_grade(
    judged: UUID, seats: dict[str, Browser]
) -> None:
    page = seats["ha"].get(f"kiem-diem/{judged}")
    assert (page.status, NAME in page.heading) == (200, True)
    for words in ("Đến hạn trong kỳ", "đến sự kiện", "dấu vân tay", "Quy định 366-QĐ/TW"):
        assert words in page.text
    assert "Ý kiến riêng của Khải" in page.text


def test_the_person_sees_their_own_but_not_what_members_say(
    judged: UUID, seats: dict[str, Browser]
) -> None:
    seats["ha"].get(f"kiem-diem/{judged}")
    page = seats["member"].get(f"kiem-diem/{judged}")
    assert page.status == 200
    assert "Hai việc quá hạn" in page.text
    assert "Ý kiến riêng của Khải" not in page.text
    assert "Ai đã xem" in page.text
    assert NAME not in seats["member"].get("kiem-diem").heading
    assert f"kiem-diem/{judged}" in seats["member"].get("kiem-diem").html


def test_to_everybody_else_it_is_not_there_and_the_try_is_kept(
    pair: Pair, judged: UUID, seats: dict[str, Browser], commune: Commune
) -> None:
    assert seats["do"].get(f"kiem-diem/{judged}").status == 404
    assert seats["do"].post(f"kiem-diem/{judged}/y-kien", {"text": "x"}).status == 404
    assert seats["do"].get(f"kiem-diem/{judged}/ban-kiem-diem.docx").status == 404
    assert "không được xem" in seats["member"].get(f"kiem-diem/{judged}").text
    for stranger in (browse(pair.commune, "su"), browse(commune, "su")):
        for path in ("kiem-diem", f"kiem-diem/{judged}"):
            assert stranger.get(path).status == 404


def test_the_commune_s_leader_sees_what_went_and_nobody_else_does(
    pair: Pair, judged: UUID
) -> None:
    page = browse(pair.commune, "su").get("da-gui-cap-uy")
    assert CENTRE in page.text
    assert "Hai việc quá hạn" not in page.html
    assert "Ý kiến riêng" not in page.html
    assert browse(pair.commune, "ha").get("da-gui-cap-uy").status == 403


@pytest.mark.parametrize("path", ["kiem-diem", "kiem-diem/{one}", "kiem-diem/dot/{of}"])
def test_a_page_asks_little_of_the_database(
    pair: Pair, judged: UUID, seats: dict[str, Browser], path: str
) -> None:
    with pair.party.ledger.scope.begin() as connection:
        of = states.one(connection, judged).subject.round_id
    with counted() as asked:
        page = seats["ha"].get(path.format(one=judged, of=of))
    assert page.status == 200
    assert len(asked) <= 12


def test_what_was_typed_stays_when_it_is_refused(pair: Pair, seats: dict[str, Browser]) -> None:
    round_id = round_of(pair.party, self_by=TODAY + timedelta(days=3))
    review_id = reviewed(pair, round_id)
    khai = seats["khai"]
    page = khai.get(f"kiem-diem/{review_id}")
    typed = page.form("/y-kien") | {"text": "Sớm quá"}
    answer = khai.post(f"kiem-diem/{review_id}/y-kien", typed)
    assert answer.status == 422
    assert "còn thời gian đến hết ngày" in answer.text
    assert "Sớm quá" in answer.html
    rubbish = khai.post(f"kiem-diem/{review_id}/ket-luan", typed | {"seen": "٣"})
    assert rubbish.status in {403, 422}
    assert khai.post(f"kiem-diem/{review_id}/khac", typed).status == 404


def test_a_round_is_opened_and_filled_on_its_pages(
    pair: Pair, seats: dict[str, Browser]
) -> None:
    ha = seats["ha"]
    form = ha.get("kiem-diem").form("/kiem-diem")
    khai, member = (str(pair.party.actors[who].person_id) for who in ("khai", "member"))
    day = f"{TODAY:%d/%m/%Y}"
    empty = ha.post("kiem-diem", form | {"document": "", "issued_on": "rác"})
    assert empty.status == 422
    assert "Hãy ghi số văn bản." in empty.text
    said = {"document": "28-KH/ĐU", "issued_on": day, "self_by": day, "members": [khai]}
    made = ha.post("kiem-diem", form | said)
    assert made.status == 303, made.errors
    page = ha.get(made.location)
    typed = {"kind": "head", "person": member, "unit": CENTRE, "post": "Phó Giám đốc"}
    fields = page.form(made.location.split("/")[-1])
    assert fields["link"] == str(pair.link_id)  # the only place that figures come from
    lacking = ha.post(made.location, fields | typed | {"link": ""})
    assert "Hãy chọn xã, phường" in lacking.text
    done = ha.post(made.location, fields | typed | {"link": str(pair.link_id)})
    assert done.status == 303, done.errors
    assert NAME in ha.get(made.location).text
    assert seats["do"].get(made.location).status == 404


def test_a_revoked_link_is_said_on_the_open_page(admin: Instance, instance: Instance) -> None:
    cut = make_pair(admin, instance)
    review_id = reviewed(cut, round_of(cut.party))
    cut.asked(review_id)
    ha = browse(cut.party, "ha")
    form = ha.get(f"kiem-diem/{review_id}").form("/hoi-so-lieu")
    cut.commune.do(RevokeLink(link_id=cut.link_id, reason="Hết đợt"), by="su")
    answer = ha.post(f"kiem-diem/{review_id}/hoi-so-lieu", form)
    assert answer.status == 422
    assert "đã thu hồi liên kết ngày" in answer.text
    assert "Số liệu đã nhận vẫn giữ." in answer.text
    assert "đến sự kiện" in answer.text


@pytest.mark.parametrize(
    ("command", "by", "refusal"),
    [
        (conclusion, "ha", AccessDeniedError),
        (conclusion, "member", AccessDeniedError),
        (lambda one: GiveOpinion(review_id=one, text="x"), "do", refusals.NotAReviewerError),
        (
            lambda one: GiveOpinion(review_id=one, text="x"),
            "member",
            refusals.ReviewsOneselfError,
        ),
        (lambda one: TellConclusion(review_id=one), "khai", AccessDeniedError),
        (
            lambda one: conclusion(one, concluded_on=TODAY + timedelta(days=1)),
            "su",
            refusals.RoundDaysError,
        ),
    ],
)
def test_the_wrong_person_does_nothing(
    pair: Pair,
    judged: UUID,
    command: Callable[[UUID], Command],
    by: str,
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        pair.party.do(command(judged), by=by)


@pytest.fixture
def concluded(pair: Pair) -> UUID:
    """A review with its conclusion, sent twice."""
    review_id = reviewed(pair, round_of(pair.party))
    pair.asked(review_id)
    written(pair, review_id)
    again = uuid4()
    for _ in range(2):
        pair.party.do(conclusion(review_id), by="su", command_id=again)
    return review_id


def test_the_person_knows_the_conclusion_once_told(
    pair: Pair, concluded: UUID, seats: dict[str, Browser]
) -> None:
    member, path = seats["member"], f"kiem-diem/{concluded}"
    with pytest.raises(refusals.ConcludedAlreadyError):
        pair.party.do(conclusion(concluded, document="42-TB/ĐU"), by="dung")
    assert "41-TB/ĐU" not in member.get(path).text
    assert member.get(f"{path}/thong-bao-ket-luan.docx").status == 404
    pair.party.do(TellConclusion(review_id=concluded), by="ha")
    assert "41-TB/ĐU" in member.get(path).text
    told, own = (
        words_of(member, f"{path}/{name}.docx")
        for name in ("thong-bao-ket-luan", "ban-kiem-diem")
    )
    assert "Chậm hai việc" in told
    assert "Mất sóng ở ba bản" in own
    book = openpyxl.load_workbook(BytesIO(member.get(f"{path}/so-lieu.xlsx").response.data))
    [line] = [row for row in book.active.values if row[0] == "Được giao, đến hạn"]
    assert isinstance(line[1], int)


def test_an_objection_leads_to_another_conclusion_and_tasks_to_the_end(
    pair: Pair, concluded: UUID, seats: dict[str, Browser]
) -> None:
    party, member, path = pair.party, seats["member"], f"kiem-diem/{concluded}"
    party.do(TellConclusion(review_id=concluded), by="ha")
    party.do(ObjectTo(review_id=concluded, text="Có nguyên nhân"), by="member")
    answer = AnswerObjection(review_id=concluded, outcome="changed", text="Kết luận lại")
    party.do(answer, by="su")
    anew = conclusion(concluded, document="45-TB/ĐU", follow_ups=(), reason="Đã xác nhận")
    party.do(anew, by="su")
    assert "45-TB/ĐU" not in member.get(path).text
    party.do(TellConclusion(review_id=concluded), by="ha")
    page = member.get(path)
    assert all(words in page.text for words in ("41-TB/ĐU", "45-TB/ĐU", "Đã thay"))
    with pytest.raises(refusals.FollowUpsOpenError):
        party.do(CloseReview(review_id=concluded), by="ha")
    with party.ledger.scope.begin() as connection:
        mine = task_states.of_person(connection, party.actors["member"].person_id)
    assert {task.content for task in mine} == {REPAIR}


def words_of(browser: Browser, path: str) -> str:
    """What a Word file says."""
    paper = docx.Document(BytesIO(browser.get(path).response.data))
    return " ".join(line.text for line in paper.paragraphs)


def test_another_party_committee_finds_nothing(
    admin: Instance, instance: Instance, judged: UUID
) -> None:
    other = make_commune(admin, instance, kind="party_committee")
    assert browse(other, "su").get(f"kiem-diem/{judged}").status == 404
    assert local_day(0) == TODAY
