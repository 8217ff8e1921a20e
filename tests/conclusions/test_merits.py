"""Praise and discipline: on whom, on which ground, seen by whom, counted once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest

from events.conclusions import merits as refusals
from events.conclusions.merits import MeritRecorded
from events.errors import WrongStreamError
from service.clock import today
from service.conclusions import merit_states
from service.conclusions.merits import RecordMerit, RevokeMerit
from service.evaluation.years import states as years
from service.organisation.people import UnknownMemberError
from tenants.access import AccessDeniedError
from tests.conclusions.papers import Paper
from tests.queries import counted
from tests.web import browse


def said(paper: Paper, **facts: Any) -> MeritRecorded:
    day = today(paper.party.tenant.zone)
    usual: dict[str, Any] = {
        "kind": "discipline",
        "measure": "reprimand",
        "number": "31-QĐ/ĐU",
        "decided_on": day,
        "acted_on": day,
        "reason": "Để bà con chờ nhiều lần",
        "ground": "conclusion",
        "ground_id": paper.conclusion_id,
        "person_id": paper.party.actors["do"].person_id,
    }
    return MeritRecorded(**usual | facts)


def record(paper: Paper, *, by: str = "su", **facts: Any) -> UUID:
    command = RecordMerit(merit=said(paper, **facts))
    return uuid5(paper.party.do(command, by=by), "merit")


def acts(paper: Paper) -> str:
    with paper.party.ledger.scope.begin() as connection:
        found = years.of_subject(connection, paper.party.actors["do"].person_id)
    return "".join(one.acts for one in found)


def test_a_discipline_counts_once_in_the_year_of_the_act(paper: Paper) -> None:
    first = record(paper)
    again = record(paper, number="32-QĐ/ĐU", measure="warning", same_act=first)
    record(paper, number="33-QĐ/ĐU", kind="praise", measure="certificate")
    assert acts(paper).split() == [str(first)]
    revoke = RevokeMerit(merit_id=again, number="40-QĐ/ĐU")
    paper.party.do(revoke, by="su")
    with pytest.raises(refusals.MeritRevokedError):
        paper.party.do(revoke, by="dung")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"number": ""}, refusals.MeritIncompleteError),
        ({"reason": ""}, refusals.MeritIncompleteError),
        ({"person_id": None}, refusals.MeritIncompleteError),
        ({"ground_id": None}, refusals.MeritIncompleteError),
        ({"ground": "other", "ground_id": None}, refusals.MeritIncompleteError),
        ({"measure": "certificate"}, refusals.MeasureMisfitError),
        ({"measure": "dissolution"}, refusals.MeasureMisfitError),
        ({"kind": "praise"}, refusals.MeasureMisfitError),
        ({"ground_id": uuid4()}, WrongStreamError),
        ({"ground": "inspection"}, WrongStreamError),
        ({"same_act": uuid4()}, WrongStreamError),
        ({"person_id": uuid4()}, UnknownMemberError),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    paper: Paper, facts: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        record(paper, **facts)
    assert not acts(paper)


def test_days_are_in_order_and_nobody_records_on_themselves(paper: Paper) -> None:
    day = today(paper.party.tenant.zone)
    tomorrow = day + timedelta(days=1)
    for early, late in ((tomorrow, day), (day, tomorrow)):
        with pytest.raises(refusals.MeritDayError):
            record(paper, acted_on=early, decided_on=late)
    with pytest.raises(refusals.OwnMeritError):
        record(paper, person_id=paper.party.actors["su"].person_id)
    for who in ("ha", "do", "khai"):
        with pytest.raises(AccessDeniedError):
            record(paper, by=who)


def test_only_whom_it_concerns_and_who_keeps_it_see_it(paper: Paper) -> None:
    merit_id, path = record(paper), "khen-thuong-ky-luat"
    with paper.party.ledger.scope.begin() as connection:
        [state] = merit_states.every(connection, None)
    seers = {login for login, one in paper.party.actors.items() if state.seen_by(one)}
    assert seers == {"su", "dung", "do"}
    assert "31-QĐ/ĐU" in browse(paper.party, "do").get(path).text
    assert "Kết luận 12-KL/ĐU" in browse(paper.party, "do").get(path).text
    for who in ("ha", "khai"):
        browser = browse(paper.party, who)
        assert "31-QĐ/ĐU" not in browser.get(path).html
        assert browser.post(f"{path}/{merit_id}/huy").status == 403
    su = browse(paper.party, "su")
    for day in ({}, {"tai_ngay": f"{today(paper.party.tenant.zone) - timedelta(days=1)}"}):
        with counted() as sent:
            assert su.get(path, day).status == 200
        assert len(sent) <= 12, sent
    done = su.post(f"{path}/{merit_id}/huy", {"number": "40-QĐ/ĐU"})
    assert "Đã hủy theo quyết định 40-QĐ/ĐU" in su.follow(done).text


def test_the_page_records_praise_of_a_cell_and_keeps_what_was_typed(paper: Paper) -> None:
    su, path = browse(paper.party, "su"), "khen-thuong-ky-luat"
    typed = su.get(path).form(f"/{path}") | {
        "kind": "praise",
        "measure": "commended",
        "unit": str(paper.cell),
        "number": "50-QĐ/ĐU",
        "decided_on": "1/6/2026",
        "acted_on": "1/5/2026",
        "reason": "Cả bản nộp hồ sơ trực tuyến",
    }
    refused = su.post(path, typed)
    assert refused.status == 422
    assert "Hãy chọn căn cứ" in refused.text
    assert refused.form(f"/{path}")["reason"] == "Cả bản nộp hồ sơ trực tuyến"
    shown = su.follow(su.post(path, typed | {"ground": f"conclusion:{paper.conclusion_id}"}))
    assert "Chi bộ Văn phòng: Biểu dương" in shown.text
