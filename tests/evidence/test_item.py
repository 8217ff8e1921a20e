"""The stream of one item: what stands, who may change it, who may judge it."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from events.evidence import (
    Accepted,
    Added,
    EvidenceItem,
    Returned,
    Revised,
    Revision,
    Used,
)
from events.evidence_refusals import (
    EndsBeforeError,
    NoFilesError,
    NotUsedSoError,
    NotYourEvidenceError,
    OwnEvidenceError,
    ProvesTheFutureError,
    UnexplainedError,
    UntitledError,
    WrongStateError,
)
from events.values import Evidence

DAY = date(2026, 6, 24)
KHAI, DO, HUNG, TASK = (UUID(int=n) for n in (1, 2, 3, 17))
PHOTO = Evidence(sha256="a" * 64, name="anh.jpg", size=3, kind="jpg")
OTHER = Evidence(sha256="b" * 64, name="anh-2.jpg", size=4, kind="jpg")


def revision(*files: Evidence, on: date = DAY, until: date | None = None) -> Revision:
    return Revision(files=files, fact_on=on, handed_on=DAY, until=until)


def added(title: str = "Ảnh nghiệm thu", shown: Revision | None = None) -> Added:
    return Added(
        title=title,
        kind="photo",
        person_id=KHAI,
        post_id=UUID(int=101),
        unit_id=UUID(int=901),
        revision=shown or revision(PHOTO),
    )


@pytest.fixture
def item() -> EvidenceItem:
    made = EvidenceItem(UUID(int=5))
    made.add(added())
    made.use("task", TASK)
    return made


def revised(by: UUID = KHAI, reason: str = "Ảnh cũ mờ") -> Revised:
    return Revised(person_id=by, revision=revision(OTHER), reason=reason)


def accept(item: EvidenceItem, *judges: UUID) -> None:
    item.judge(Accepted(for_id=TASK, about_id=KHAI), judges=judges)


def send_back(item: EvidenceItem, *judges: UUID, reason: str = "Mờ") -> None:
    item.judge(Returned(for_id=TASK, about_id=KHAI, reason=reason), judges=judges)


@pytest.mark.parametrize("title", ["", "x" * 301])
def test_an_item_has_a_title_of_some_length(title: str) -> None:
    with pytest.raises(UntitledError):
        EvidenceItem(UUID(int=5)).add(added(title))


@pytest.mark.parametrize(
    ("shown", "refusal"),
    [
        (revision(), NoFilesError),
        (revision(PHOTO, on=DAY + timedelta(days=1)), ProvesTheFutureError),
        (revision(PHOTO, until=DAY - timedelta(days=1)), EndsBeforeError),
    ],
    ids=["no files", "a day to come", "over before it began"],
)
def test_a_revision_that_cannot_be_is_refused(
    shown: Revision, refusal: type[Exception], item: EvidenceItem
) -> None:
    with pytest.raises(refusal):
        EvidenceItem(UUID(int=5)).add(added(shown=shown))
    with pytest.raises(refusal):
        item.revise(Revised(person_id=KHAI, revision=shown, reason="Mới"), ())


def test_a_use_is_recorded_once(item: EvidenceItem) -> None:
    before = item.version
    item.use("task", TASK)
    assert item.version == before
    item.use("indicator", UUID(int=18))
    assert item.uses == {TASK: "task", UUID(int=18): "indicator"}


def test_a_wrong_use_ends_with_its_reason_and_may_come_back(item: EvidenceItem) -> None:
    with pytest.raises(NotUsedSoError):
        item.end_use(UUID(int=18), "Nhầm", by=KHAI, doers=())
    with pytest.raises(NotYourEvidenceError):
        item.end_use(TASK, "Nhầm", by=HUNG, doers=())
    with pytest.raises(UnexplainedError):
        item.end_use(TASK, " ", by=KHAI, doers=())
    item.end_use(TASK, "Nhầm nhiệm vụ", by=KHAI, doers=())
    assert item.uses == {}
    item.use("task", TASK)
    again = item.pending[-1]
    assert isinstance(again, Used)
    assert (again.again, item.uses) == (1, {TASK: "task"})


def test_a_new_revision_waits_to_be_judged_anew(item: EvidenceItem) -> None:
    accept(item, DO)
    item.revise(revised(), ())
    assert (item.state, item.revision.files) == ("handed_in", (OTHER,))


def test_who_took_the_task_over_revises_and_withdraws_too(item: EvidenceItem) -> None:
    with pytest.raises(NotYourEvidenceError):
        item.revise(revised(HUNG), ())
    with pytest.raises(NotYourEvidenceError):
        item.withdraw("Nhầm", by=HUNG, doers=())
    item.revise(revised(HUNG), {HUNG})
    item.withdraw("Nhầm", by=HUNG, doers=())
    assert item.state == "withdrawn"


def test_whoever_brought_any_revision_judges_none(item: EvidenceItem) -> None:
    item.revise(revised(HUNG), {HUNG})
    for one in (KHAI, HUNG):
        with pytest.raises(OwnEvidenceError):
            accept(item, one)
        with pytest.raises(OwnEvidenceError):
            send_back(item, DO, one)  # standing in for somebody who brought it
    accept(item, DO)
    assert item.state == "accepted"


def test_a_judgement_may_change_but_is_not_said_twice(item: EvidenceItem) -> None:
    send_back(item, DO)
    with pytest.raises(WrongStateError):
        send_back(item, DO)
    accept(item, DO)
    with pytest.raises(WrongStateError):
        accept(item, DO)


def test_what_changes_something_says_why(item: EvidenceItem) -> None:
    with pytest.raises(UnexplainedError):
        item.revise(revised(reason=" "), ())
    with pytest.raises(UnexplainedError):
        send_back(item, DO, reason="")
    with pytest.raises(UnexplainedError):
        item.withdraw(" ", by=KHAI, doers=())


def test_nothing_is_done_with_what_was_withdrawn(item: EvidenceItem) -> None:
    item.withdraw("Nộp nhầm", by=KHAI, doers=())
    version = item.version
    acts: tuple[Callable[[], None], ...] = (
        lambda: item.use("task", UUID(int=99)),
        lambda: item.revise(revised(), ()),
        lambda: item.withdraw("Nhầm", by=KHAI, doers=()),
        lambda: item.end_use(TASK, "Nhầm", by=KHAI, doers=()),
        lambda: accept(item, DO),
        lambda: send_back(item, DO),
    )
    for act in acts:
        with pytest.raises(WrongStateError):
            act()
    assert item.version == version
