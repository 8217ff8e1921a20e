from events.tasks.judging import Returned
from events.tasks.refusals import NothingHandedInError, NotYourTaskError, WrongStepError
from events.tasks.task import Task
from events.tasks.working import Submitted
from events.values import Deadline, Evidence
from service.tasks.hands import hand
from service.tasks.working import Submit
from tests.tasks.scenario import DO, HUNG, KHAI, TODAY, Scenario, issued_task

PHOTO = Evidence(sha256="a" * 64, name="anh.jpg", size=3, kind="jpg")


def hand_in(task: Task, note: str = "", *files: Evidence) -> Submit:
    return Submit(task_id=task.id, note=note, evidence=files)


def handed_in_with(scenario: Scenario, note: str) -> Submitted:
    """What is recorded of a product with one picture, which makes an item of evidence."""
    [said] = scenario.recorded
    assert isinstance(said, Submitted)
    assert len(said.items) == 1
    return Submitted(submitted_on=TODAY, note=note, evidence=(PHOTO,), items=said.items)


def test_the_product_is_handed_in_with_its_evidence(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(hand_in(begun, " Đủ 1.240 hồ sơ ", PHOTO), by=KHAI)
    scenario.then(handed_in_with(scenario, "Đủ 1.240 hồ sơ"))


def test_a_note_alone_will_do(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(hand_in(begun, "Đã niêm yết tại hai điểm"), by=KHAI)
    scenario.then(Submitted(submitted_on=TODAY, note="Đã niêm yết tại hai điểm", evidence=()))


def test_nothing_is_not_handed_in(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(hand_in(begun, "   "), by=KHAI)
    scenario.then_refused(NothingHandedInError())


def test_nobody_hands_in_for_somebody_else(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(hand_in(begun, "Xong"), by=HUNG)
    scenario.then_refused(NotYourTaskError(begun.id))


def test_what_is_being_judged_is_not_handed_in_again(
    scenario: Scenario, handed_in: Task
) -> None:
    scenario.given(handed_in)
    scenario.when(hand_in(handed_in, "Xong"), by=KHAI)
    scenario.then_refused(WrongStepError("submitted"))


def test_after_a_return_it_is_handed_in_again(scenario: Scenario, handed_in: Task) -> None:
    handed_in.record(Returned(reason="Thiếu ảnh"), hand(DO))
    scenario.given(handed_in)
    scenario.when(hand_in(handed_in, "Đã thêm ảnh", PHOTO), by=KHAI)
    scenario.then(handed_in_with(scenario, "Đã thêm ảnh"))


def test_a_deadline_counted_from_receipt_needs_one(scenario: Scenario) -> None:
    task = issued_task(Deadline(kind="relative", days=15))
    scenario.given(task)
    scenario.when(hand_in(task, "Xong"), by=KHAI)
    scenario.then_refused(WrongStepError("assigned"))
