"""A spelling is asked about once, answered for the whole draft, and can be taken back."""

import pytest

from events.plan_refusals import PlanClosedError
from service.imports.drafts import source
from service.imports.spellings import questions
from service.plans import states
from service.plans.reviewing import SetItemsState
from service.plans.spelling import SettleSpelling, respelled
from service.plans.undoing import TakeBack
from tenants.access import AccessDeniedError
from tests.journey.test_by_commands import issue
from tests.people import Commune
from tests.plans.sample import TEXT, Desk, begun, upload
from tests.web import browse, files_of

PRINTED = (
    TEXT.replace("14 nhà văn hóa thôn", "14 nhà văn hóa thôn của xã Suối Ngần")
    .replace("- Rà soát quy trình nội bộ", "- Xã Suối Ngân rà soát quy trình của xã Suối Ngân")
    .replace("Tập huấn kỹ năng", "Mở lớp tập tuấn kỹ năng")
)


@pytest.fixture
def desk(commune: Commune) -> Desk:
    """A draft with two slips of the commune's own name, and one of the scanner."""
    browser = browse(commune, "ha")
    return Desk(commune, browser, begun(upload(browser, PRINTED.encode(), "a.txt")))


def texts(desk: Desk) -> str:
    return "\n".join(item.text for item in desk.plan().items.values())


def asked(desk: Desk) -> list[tuple[str, tuple[str, ...], str, int]]:
    plan = desk.plan()
    text = source(files_of(desk.commune), plan.reading_sha256)
    found = questions(plan, text)
    return [(one.kind, one.printed, one.offered, len(one.spots)) for one in found]


def test_the_variants_of_a_name_are_one_question_and_each_slip_is_one(desk: Desk) -> None:
    assert asked(desk) == [
        ("inconsistent_name", ("Suối Ngần", "Suối Ngân"), "Suối Ngàn", 3),
        ("ocr_noise", ("tập tuấn",), "tập huấn", 1),
    ]


def test_one_answer_is_written_everywhere_and_the_document_stays(desk: Desk) -> None:
    page = desk.browser.get(f"{desk.review}/cach-viet")
    assert "còn 2 câu" in page.text
    assert len(page.soup.select("mark")) == 3
    fields = page.form("/cach-viet") | {"act": "write"}
    assert desk.browser.post(f"{desk.review}/cach-viet", fields).status == 303
    assert "Suối Ngần" not in texts(desk)
    assert texts(desk).count("Suối Ngàn") == 3
    text = source(files_of(desk.commune), desk.plan().reading_sha256)
    assert any("Suối Ngần" in one.text for one in text.paragraphs)
    assert [one[0] for one in asked(desk)] == ["ocr_noise"]


def test_what_is_left_as_it_is_is_not_asked_again_nor_doubted(desk: Desk) -> None:
    [item] = [i for i in desk.plan().items.values() if "tập tuấn" in i.text]
    assert "Cần xem kỹ" in desk.record(item.item_id).text
    before = texts(desk)
    leave = {"printed": "tập tuấn", "act": "leave"}
    page = desk.browser.get(f"{desk.review}/cach-viet")
    fields = page.form("/cach-viet") | leave
    assert desk.browser.post(f"{desk.review}/cach-viet", fields).status == 303
    assert texts(desk) == before
    assert [one[0] for one in asked(desk)] == ["inconsistent_name"]
    assert "đọc nhầm" not in desk.record(item.item_id).text


def test_the_answer_is_one_step_that_can_be_taken_back(desk: Desk) -> None:
    before, version = texts(desk), desk.plan().version
    title = desk.plan().front.title
    printed = ("Suối Ngàn", "Suối Ngần", "Suối Ngân")
    settle = SettleSpelling(plan_id=desk.plan_id, printed=printed, written="Suối Ngản")
    desk.commune.do(settle, by="ha")
    with desk.commune.ledger.scope.begin() as connection:
        assert "Suối Ngản" in states.one(connection, desk.plan_id, None).title
    assert desk.plan().version == version + 1
    assert "Suối Ngản" in desk.browser.get(f"{desk.review}/cac-buoc").text
    desk.commune.do(TakeBack(plan_id=desk.plan_id, to_version=version), by="ha")
    assert (texts(desk), desk.plan().front.title) == (before, title)
    assert len(asked(desk)) == 2


def test_nothing_chosen_or_nothing_written_is_refused_and_kept(desk: Desk) -> None:
    page = desk.browser.get(f"{desk.review}/cach-viet")
    fields = page.form("/cach-viet") | {"act": "write"}
    none = desk.browser.post(f"{desk.review}/cach-viet", fields | {"printed": []})
    assert none.status == 422
    empty = desk.browser.post(f"{desk.review}/cach-viet", fields | {"written": " "})
    assert empty.status == 422
    assert "Suối Ngần" in texts(desk)


def test_who_may_not_draft_settles_nothing(desk: Desk) -> None:
    command = SettleSpelling(plan_id=desk.plan_id, printed=("tập tuấn",), written="tập huấn")
    with pytest.raises(AccessDeniedError):
        desk.commune.do(command, by="khai")
    assert browse(desk.commune, "khai").get(f"{desk.review}/cach-viet").status == 403


def test_an_issued_plan_is_not_respelled(desk: Desk) -> None:
    every, work = tuple(desk.plan().items), tuple(desk.ids("task", "duty", "report"))
    accept = SetItemsState(plan_id=desk.plan_id, item_ids=every, state="accepted")
    desk.commune.do(accept, by="ha")
    desk.commune.do(issue(desk.commune, desk.plan_id, work), by="ha")
    command = SettleSpelling(plan_id=desk.plan_id, printed=("tập tuấn",), written="tập huấn")
    with pytest.raises(PlanClosedError):
        desk.commune.do(command, by="ha")


def test_only_whole_words_are_written_otherwise() -> None:
    assert respelled("Ngàn, Ngàng và Ngàn.", ("Ngàn",), r"\1 Ngần") == (
        r"\1 Ngần, Ngàng và \1 Ngần."
    )
    assert respelled("a.b axb", ("a.b",), "c") == "c axb"
