"""One event's page: what it tells, what proves it, and who may see it."""

import base64
import json
from decimal import Decimal
from uuid import UUID

import pytest

from events.merkle import proves_consistency, proves_inclusion
from events.registry import CLASSES, decode
from events.stream import Event
from service.discussions.talking import Say
from service.inspections.entries import positions
from service.log.notes import Standing, judge, parse
from service.plans.states import every
from service.tasks.working import ReportProgress
from tenants.directory import Directory
from tests.events.test_stored import state
from tests.proofs.conftest import Alter
from tests.proofs.signed import Signed
from tests.web import manage
from web.proofs.sentences import Known, told

NOBODY = Known(Directory({}, {}, {}, ()))
OTHERS = [kind for name, kind in CLASSES.items() if not name.startswith("tasks.")]


def of(signed: Signed, stream: UUID) -> list[int]:
    with signed.commune.ledger.scope.begin() as connection:
        return positions(connection, [stream])


def plan_of(signed: Signed) -> UUID:
    with signed.commune.ledger.scope.begin() as connection:
        return every(connection, None)[0].plan_id


def test_the_history_of_a_task_leads_to_each_events_page(signed: Signed) -> None:
    khai = signed.browse("khai")
    page = khai.get(f"nhiem-vu/{signed.task_id}")
    links = [a["href"] for a in page.soup.select(".timeline a")]
    assert [int(str(link).rpartition("/")[2]) for link in links] == of(signed, signed.task_id)[
        ::-1
    ]
    page = khai.get(str(links[0]))
    assert page.heading == f"Sự kiện số {of(signed, signed.task_id)[-1]}"
    for words in ("Nhận việc.", "Ma Văn Khải, Công chức một cửa", "nằm trong lịch sử đã ký"):
        assert words in page.text


def test_on_a_day_before_it_an_event_is_not_there_yet(signed: Signed) -> None:
    khai, position = signed.browse("khai"), of(signed, signed.task_id)[-1]
    page = khai.get(f"kiem-chung/su-kien/{position}", {"tai_ngay": "2026-01-31"})
    assert "chưa có sự kiện này" in page.text
    assert "Nhận việc" not in page.text


def test_its_proof_holds_for_whoever_has_the_keys_alone(signed: Signed) -> None:
    position = of(signed, signed.task_id)[-1]
    said = json.loads(signed.browse("khai").get(f"kiem-chung/su-kien/{position}.json").html)
    assert list(said) == ["format", "event", "checkpoint", "path"]
    note = parse(said["checkpoint"])
    assert judge(note, signed.log.keys.trusted()) is Standing.SIGNED
    leaf = base64.b64decode(said["event"]["leaf"])
    path = [base64.b64decode(step) for step in said["path"]]
    tree = note.checkpoint
    assert proves_inclusion(leaf, position - 1, tree.size, path, tree.root)


def test_what_is_not_signed_yet_says_so(signed: Signed) -> None:
    report = ReportProgress(task_id=signed.task_id, amount=Decimal(5), note="")
    signed.commune.do(report, by="khai")
    position = of(signed, signed.task_id)[-1]
    khai = signed.browse("khai")
    assert "Chưa có dấu kiểm nào ký" in khai.get(f"kiem-chung/su-kien/{position}").text
    answer = khai.get(f"kiem-chung/su-kien/{position}.json")
    assert (answer.status, json.loads(answer.html)) == (409, {"error": "not_signed_yet"})
    signed.sign()
    assert "nằm trong lịch sử đã ký" in khai.get(f"kiem-chung/su-kien/{position}").text


def test_who_may_not_see_the_task_sees_no_event_of_it(signed: Signed) -> None:
    position, hung = of(signed, signed.task_id)[-1], signed.browse("hung")
    for ending in ("", ".json"):
        hidden = hung.get(f"kiem-chung/su-kien/{position}{ending}")
        missing = hung.get(f"kiem-chung/su-kien/9999{ending}")
        assert (hidden.status, missing.status) == (404, 404)
        assert "Không thấy trang này" in hidden.text
    for nowhere in ("0", "-1", "999999999999999999999999999999", "x", "1.5"):
        assert hung.get(f"kiem-chung/su-kien/{nowhere}").status == 404


def test_events_of_a_plan_are_seen_with_the_plan(signed: Signed) -> None:
    issued = of(signed, plan_of(signed))[-2]  # the last one says what it gave out
    page = signed.browse("hung").get(f"kiem-chung/su-kien/{issued}")
    assert page.status == 200
    assert "Ban hành kế hoạch số 12/KH-UBND" in page.text


def test_events_of_the_register_are_for_who_manages_it_or_verifies_all(signed: Signed) -> None:
    assert signed.browse("khai").get("kiem-chung/su-kien/2").status == 404
    assert signed.browse("su").get("kiem-chung/su-kien/2").status == 404
    assert signed.inspecting().get("kiem-chung/su-kien/2").status == 200
    assert manage(signed.commune).get("kiem-chung/su-kien/2").status == 200


def test_what_was_said_about_a_task_is_seen_with_the_task(signed: Signed) -> None:
    signed.commune.do(Say(task_id=signed.task_id, text="Đã hỏi văn phòng"), by="khai")
    said = signed.sign().size
    page = signed.browse("khai").get(f"kiem-chung/su-kien/{said}")
    while "Trao đổi thứ" not in page.text:  # who says something follows as well
        said -= 1
        page = signed.browse("khai").get(f"kiem-chung/su-kien/{said}")
    assert "Trao đổi thứ 1 về nhiệm vụ." in page.text
    assert "Đã hỏi văn phòng" not in page.text
    assert signed.browse("hung").get(f"kiem-chung/su-kien/{said}").status == 404


def test_an_altered_event_is_called_so_and_never_proved(signed: Signed, alter: Alter) -> None:
    position = of(signed, signed.task_id)[-1]
    where = f"WHERE tenant_id = {{t}} AND position = {position}"
    alter(f"UPDATE es.stored_events SET post_id = person_id {where}")  # noqa: S608
    page = signed.browse("khai").get(f"kiem-chung/su-kien/{position}")
    assert "đã bị sửa sau khi ghi" in page.text
    assert "nằm trong lịch sử đã ký" not in page.text


def test_an_event_whose_leaf_was_altered_too_is_not_proved(
    signed: Signed, alter: Alter
) -> None:
    position = of(signed, signed.task_id)[-1]
    where = f"WHERE tenant_id = {{t}} AND position = {position}"
    alter(f"UPDATE es.stored_events SET leaf = sha256('x') {where}")  # noqa: S608
    page = signed.browse("khai").get(f"kiem-chung/su-kien/{position}")
    assert "không dẫn đến mã gốc đã ký" in page.text


def test_bytes_that_say_nothing_are_no_traceback(signed: Signed, alter: Alter) -> None:
    tung = signed.inspecting()
    alter("UPDATE es.stored_events SET state = 'x' WHERE tenant_id = {t} AND position = 2")
    page = tung.get("kiem-chung/su-kien/2")
    assert (page.status, "Nội dung không đọc được." in page.text) == (200, True)


def test_a_tree_that_lost_its_nodes_proves_nothing(signed: Signed, alter: Alter) -> None:
    tung = signed.inspecting()
    alter("DELETE FROM es.tree_nodes WHERE tenant_id = {t}")
    page = tung.get("kiem-chung/su-kien/20")
    assert "thiếu phần cây băm" in page.text
    answer = tung.get("kiem-chung/su-kien/20.json")
    assert (answer.status, json.loads(answer.html)) == (409, {"error": "nodes_missing"})


def test_two_checkpoints_are_proved_consistent(signed: Signed) -> None:
    old = signed.file.newest()[0].note.checkpoint
    report = ReportProgress(task_id=signed.task_id, amount=Decimal(5), note="")
    signed.commune.do(report, by="khai")
    new, tung = signed.sign().note.checkpoint, signed.browse("tung")
    address = f"kiem-chung/nhat-quan.json?cu={old.size}&moi={new.size}"
    said = json.loads(tung.get(address).html)
    path = [base64.b64decode(step) for step in said["path"]]
    ends = [parse(said[name]).checkpoint for name in ("old", "new")]
    assert ends == [old, new]
    assert proves_consistency((old.size, old.root), (new.size, new.root), path)
    for rubbish in (
        "",
        "?cu=1",
        "?cu=x&moi=-1",
        f"?cu={new.size}&moi={old.size}",
        "?cu=1&moi=2",
    ):
        assert tung.get(f"kiem-chung/nhat-quan.json{rubbish}").status == 404


def test_checkpoints_and_keys_are_given_to_programs(signed: Signed) -> None:
    tung = signed.browse("tung")
    listed = json.loads(tung.get("kiem-chung/dau-kiem.json").html)
    newest = signed.file.newest()[0]
    assert listed["format"] == "sauro-checkpoints-1"
    assert listed["origin"] == newest.note.checkpoint.origin
    assert listed["checkpoints"][0]["note"] == newest.note.written()
    keys = json.loads(tung.get("kiem-chung/khoa.json").html)["keys"]
    assert [row["key"] for row in keys if row["use"] == "active"] == signed.keys()
    assert tung.get("kiem-chung/khoa.txt").html.splitlines()[0].startswith("active sauro.test+")
    kept = tung.get("kiem-chung/dau-kiem.txt")
    assert kept.html == newest.note.written()


@pytest.mark.parametrize("kind", OTHERS, ids=lambda kind: kind.TOPIC)
def test_every_other_event_is_told(kind: type[Event]) -> None:
    assert told(decode(kind.TOPIC, state(kind.TOPIC)), NOBODY).endswith(".")


def test_a_kind_that_nobody_has_worded_is_named(signed: Signed) -> None:
    assert told(Event(), NOBODY).startswith("Một thay đổi đã ghi")
