"""The timeline: a sentence for every event, one line for one sitting, both clocks."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from events.registry import CLASSES, decode
from events.stream import Event
from events.tasks.obstacles import ObstacleReported
from events.tasks.task import TaskEvent
from events.tasks.working import Acknowledged, Progressed
from service.tasks.timeline import Entry
from tenants.directory import Directory
from tests.events.test_stored import state
from tests.tasks.scenario import KHAI, issued_task
from web.tasks import picture
from web.tasks.sentences import Telling, sentence
from web.told import Line
from web.ui.typed import write_amount
from web.uploads import spoken_size

NINE = datetime(2026, 6, 15, 2, tzinfo=UTC)  # 09:00 in Hà Nội
NOBODY = Directory({}, {}, {KHAI.person_id: "Ma Văn Khải"}, ())
TELLING = Telling(NOBODY, issued_task().clarity)
RECEIVED = Acknowledged(received_on=NINE.date(), due_on=None)


def done(amount: int, note: str = "") -> Progressed:
    return Progressed(amount=Decimal(amount), note=note)


def entry(
    event: Event, minute: int, *, person: UUID = KHAI.person_id, days_before: int = 0
) -> Entry:
    recorded = NINE + timedelta(minutes=minute)
    happened = recorded - timedelta(days=days_before)
    return Entry(event, 1, person, KHAI.post_id, happened, recorded)


def lines(*entries: Entry) -> list[Line]:
    return picture.lines(entries, TELLING, lambda moment: moment)


OF_A_TASK = [kind for kind in CLASSES.values() if issubclass(kind, TaskEvent)]


@pytest.mark.parametrize("kind", OF_A_TASK, ids=lambda kind: kind.TOPIC)
def test_every_event_of_a_task_has_its_own_sentence(kind: type[Event]) -> None:
    assert sentence.dispatch(kind) is not sentence.dispatch(Event)
    said = sentence(decode(kind.TOPIC, state(kind.TOPIC)), TELLING)
    assert said.text.endswith(".")


def test_an_event_without_a_sentence_is_found_at_once() -> None:
    with pytest.raises(LookupError):
        sentence(Event(), TELLING)


def test_what_one_person_does_within_ten_minutes_is_one_line_that_opens() -> None:
    found = lines(entry(RECEIVED, 0), entry(done(5), 4), entry(done(6), 10))
    [line] = found
    assert line.sentence == "Cập nhật tiến độ: 6/1.240 hồ sơ."
    assert [one.sentence for one in line.more] == [
        "Cập nhật tiến độ: 6/1.240 hồ sơ.",
        "Cập nhật tiến độ: 5/1.240 hồ sơ.",
        "Nhận việc.",
    ]


def test_another_sitting_or_another_person_is_another_line() -> None:
    other = UUID(int=77)
    found = lines(entry(RECEIVED, 0), entry(done(5), 11), entry(done(6), 12, person=other))
    assert [len(line.more) for line in found] == [0, 0, 0]


def test_a_sitting_lasts_ten_minutes_however_often_something_is_done() -> None:
    found = lines(*[entry(done(n), 6 * n) for n in range(4)])
    assert [len(line.more) for line in found] == [2, 2]


def test_both_clocks_are_told_when_they_differ() -> None:
    [late] = lines(entry(done(5), 0, days_before=8))
    assert (late.happened_on, late.late_days) == ((NINE - timedelta(days=8)).date(), 8)


def test_what_a_person_wrote_stands_as_their_words() -> None:
    said = ObstacleReported(cause="waiting", text="Chờ Sở trả lời", proposal="Gửi công văn")
    [line] = lines(entry(said, 0))
    assert line.sentence == "Báo khó khăn, đang chờ nơi khác. Đề nghị: Gửi công văn."
    assert line.note == "Chờ Sở trả lời"


@pytest.mark.parametrize(
    ("amount", "said"),
    [("1240", "1.240"), ("88.40", "88,4"), ("0", "0"), ("1E+3", "1.000"), ("0.5", "0,5")],
)
def test_amounts_are_written_as_here(amount: str, said: str) -> None:
    assert write_amount(Decimal(amount)) == said


@pytest.mark.parametrize(
    ("size", "said"), [(3, "3 byte"), (182_733, "178 KB"), (26_214_400, "25,0 MB")]
)
def test_sizes_are_written_as_here(size: int, said: str) -> None:
    assert spoken_size(size) == said
