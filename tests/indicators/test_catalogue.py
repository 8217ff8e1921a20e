"""One indicator in two plans is one thing with two targets: proposed, and confirmed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid4, uuid5

import pytest
from msgspec.structs import replace

from events.errors import ChangedMeanwhileError
from events.indicators import NotSharedError, SharedAlreadyError
from events.plan_items import Item
from events.shared_indicators import NamelessIndicatorError
from events.values import Target
from service.indicators import entries, states
from service.indicators.likeness import measured_words, proposals
from service.indicators.sharing import (
    NothingToShareError,
    PartIndicator,
    RenameEntry,
    ShareIndicators,
    TellApart,
    UnitsDifferError,
    measured_with,
)
from service.indicators.states import IndicatorState
from tenants.access import AccessDeniedError
from tests.past import Story, days_ago, issued, local_day, target
from tests.web import browse


def aim(number: int, text: str, value: int, *, unit: str = "%", phase: str = "") -> Item:
    target_ = Target(comparator=">=", value=Decimal(value), unit=unit, phase=phase or None)
    return replace(target(number), text=text, target=target_)


OLD = (
    aim(1, "Tối thiểu 80% hồ sơ được nộp trực tuyến", 80),
    aim(2, "Tỷ lệ hài lòng của người dân đạt 90%", 90),
    aim(3, "100% văn bản được ký số", 100),
)
NEW = (
    aim(1, "Hồ sơ nộp trực tuyến đạt 85% trở lên", 85),
    aim(2, "Mức hài lòng của người dân đạt trên 92%", 92),
    aim(3, "Ít nhất 12 buổi tuyên truyền", 12, unit="buổi"),
)


@dataclass(frozen=True)
class Both:
    """Two plans with the same indicators in other words."""

    story: Story
    plans: tuple[UUID, UUID]

    def states(self) -> list[IndicatorState]:
        with self.story.ledger.scope.begin() as connection:
            return states.every(connection, None)

    def of(self, plan: int, item_id: int) -> IndicatorState:
        [found] = [
            s for s in self.states() if s.plan_id == self.plans[plan] and s.item_id == item_id
        ]
        return found

    def ids(self, *where: tuple[int, int]) -> tuple[UUID, ...]:
        return tuple(self.of(*one).indicator_id for one in where)

    def share(self, *where: tuple[int, int], name: str = "Hồ sơ trực tuyến") -> UUID:
        command = ShareIndicators(indicator_ids=self.ids(*where), name=name)
        return uuid5(self.story.do(command, by="ha", at=days_ago(5)), "entry")


@pytest.fixture
def both(story: Story) -> Both:
    plans = [issued(story, items, at=days_ago(60 - n)) for n, items in enumerate((OLD, NEW))]
    return Both(story, (plans[0], plans[1]))


def test_what_is_measured_is_read_without_its_figure() -> None:
    one, other = measured_words(OLD[0].text), measured_words(NEW[0].text)
    assert one == "ho so duoc nop truc tuyen"
    assert other == "ho so nop truc tuyen"


def test_likely_pairs_of_two_plans_are_proposed_and_others_not(both: Both) -> None:
    found = proposals(both.states())
    pairs = [
        {(p.one.plan_id, p.one.item_id), (p.other.plan_id, p.other.item_id)} for p in found
    ]
    one, other = both.plans
    assert pairs == [{(one, n), (other, n)} for n in (2, 1)] or pairs == [
        {(one, n), (other, n)} for n in (1, 2)
    ]


def test_units_and_phases_keep_things_apart() -> None:
    def state(number: int, plan: int, item: Item) -> IndicatorState:
        identity = UUID(int=number)
        return IndicatorState(identity, UUID(int=plan), "CT", item.text, None, item.target)

    text = "Hồ sơ nộp trực tuyến"
    percent, pieces = aim(1, text, 80), aim(1, text, 80, unit="hồ sơ")
    assert proposals([state(1, 1, percent), state(2, 2, pieces)]) == []
    assert proposals([state(1, 1, percent), state(2, 1, percent)]) == []
    later = aim(1, text, 90, phase="2028-2030")
    assert len(proposals([state(1, 1, percent), state(2, 1, later)])) == 1


def test_a_confirmed_pair_is_one_thing_with_two_targets(both: Both) -> None:
    entry_id = both.share((0, 1), (1, 1))
    assert {both.of(0, 1).entry_id, both.of(1, 1).entry_id} == {entry_id}
    with both.story.ledger.scope.begin() as connection:
        [entry] = entries.every(connection, None)
        one, other = both.ids((0, 1), (1, 1))
        assert measured_with(connection, one, None) == {one, other}
        alone = both.of(0, 3).indicator_id
        assert measured_with(connection, alone, None) == {alone}
        assert entries.every(connection, days_ago(6)) == []
    assert (entry.name, entry.unit, entry.area) == ("Hồ sơ trực tuyến", "%", "procedures")
    assert len(proposals(both.states())) == 1


def test_a_third_plan_joins_the_entry_that_is_there(both: Both) -> None:
    entry_id = both.share((0, 1), (1, 1))
    third = issued(both.story, [aim(1, "Hồ sơ nộp trực tuyến đạt 95%", 95)], at=days_ago(4))
    [new] = [s for s in both.states() if s.plan_id == third]
    [proposed] = [p for p in proposals(both.states()) if new in (p.one, p.other)]
    assert entry_id in (proposed.one.entry_id, proposed.other.entry_id)
    join = ShareIndicators(indicator_ids=(new.indicator_id,), entry_id=entry_id)
    both.story.do(join, by="ha", at=days_ago(3))
    assert sum(s.entry_id == entry_id for s in both.states()) == 3


def test_what_was_told_apart_is_not_proposed_again(both: Both) -> None:
    one, other = both.ids((0, 1), (1, 1))
    for others in ((uuid4(),), (other,)):
        both.story.do(TellApart(indicator_id=one, others=others), by="ha", at=days_ago(5))
    assert {p.one.item_id for p in proposals(both.states())} == {2}


def test_an_indicator_parts_again_and_may_join_another(both: Both) -> None:
    both.share((0, 1), (1, 1))
    [one] = both.ids((0, 1))
    with pytest.raises(SharedAlreadyError):
        both.share((0, 1), (1, 2))
    both.story.do(PartIndicator(indicator_id=one, reason="Khác cách đếm"), by="ha")
    assert both.of(0, 1).entry_id is None
    with pytest.raises(NotSharedError):
        both.story.do(PartIndicator(indicator_id=one, reason="Lần nữa"), by="ha")
    assert both.share((0, 1), (1, 2)) == both.of(0, 1).entry_id


def test_what_makes_no_sense_is_refused(both: Both) -> None:
    with pytest.raises(UnitsDifferError):
        both.share((0, 1), (1, 3))
    with pytest.raises(NothingToShareError):
        both.share((0, 1), (0, 1))
    with pytest.raises(NamelessIndicatorError):
        both.share((0, 1), (1, 1), name=" ")
    command = ShareIndicators(indicator_ids=both.ids((0, 1), (1, 1)), name="Tên")
    for login in ("khai", "su", "tung"):
        with pytest.raises(AccessDeniedError):
            both.story.do(command, by=login)


def test_two_who_share_one_indicator_at_once_share_it_once(both: Both) -> None:
    def attempt(number: int) -> bool:
        try:
            both.share((0, 1), (1, number))
        except (ChangedMeanwhileError, SharedAlreadyError):
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, (1, 2))) == [False, True]


def test_a_person_confirms_a_proposal_and_sees_the_targets_over_plans(both: Both) -> None:
    browser = browse(both.story, "ha")
    page = browser.get("chi-tieu/danh-muc")
    assert "2 cặp có thể là một chỉ tiêu" in page.text
    [form, *_] = page.soup.select("main form.card")
    fields = {str(i["name"]): str(i.get("value", "")) for i in form.select("input")}
    done = browser.post("chi-tieu/danh-muc", fields | {"act": "share"})
    assert done.status == 303, done.errors
    again = browser.post("chi-tieu/danh-muc", fields | {"act": "share"})
    assert again.status == 303
    listed = browser.get("chi-tieu/danh-muc")
    [link] = listed.soup.select("main th a")
    entry = browser.get(str(link["href"]))
    assert entry.status == 200
    assert len(entry.soup.select("tbody tr")) == 2
    assert listed.soup.find(string=lambda s: "1 cặp" in str(s)) is not None


def test_a_person_parts_renames_and_takes_in(both: Both) -> None:
    address = f"chi-tieu/danh-muc/{both.share((0, 1), (1, 1))}"
    browser = browse(both.story, "ha")
    renamed = browser.post(address, {"act": "rename", "name": "Nộp trực tuyến"})
    assert browser.follow(renamed).heading == "Nộp trực tuyến"
    one = str(both.ids((0, 1))[0])
    bare = browser.post(address, {"act": "part", "indicator": one})
    assert (bare.status, "Lý do tách" in bare.text) == (422, True)
    parted = browser.post(address, {"act": "part", "indicator": one, "reason": "Khác"})
    assert len(browser.follow(parted).soup.select("tbody tr")) == 1
    joined = browser.post(address, {"act": "join", "indicator": one})
    assert len(browser.follow(joined).soup.select("tbody tr")) == 2
    unit = browser.post(address, {"act": "join", "indicator": str(both.ids((1, 3))[0])})
    assert (unit.status, "đơn vị khác nhau" in unit.errors[0]) == (422, True)


def test_others_read_and_do_not_decide(both: Both) -> None:
    entry_id = both.share((0, 1), (1, 1))
    browser = browse(both.story, "khai")
    for address in ("chi-tieu/danh-muc", f"chi-tieu/danh-muc/{entry_id}"):
        page = browser.get(address)
        assert page.status == 200
        assert not page.soup.select("main form[method=post]")
        assert browser.post(address, {"act": "share"}).status == 403
    assert browser.get(f"chi-tieu/danh-muc/{uuid4()}").status == 404


def test_on_a_past_day_the_catalogue_is_as_it_was(both: Both) -> None:
    entry_id = both.share((0, 1), (1, 1))
    browser, then = browse(both.story, "ha"), {"tai_ngay": local_day(20).isoformat()}
    assert browser.get(f"chi-tieu/danh-muc/{entry_id}", then).status == 404
    page = browser.get("chi-tieu/danh-muc", then)
    assert "Chưa có chỉ tiêu nào" in page.text
    assert not page.soup.select("main form[method=post]")


@pytest.mark.parametrize("fields", [{}, {"one": "x", "other": "y"}, {"act": "apart"}])
def test_rubbish_is_refused_in_words(both: Both, fields: dict[str, str]) -> None:
    assert browse(both.story, "ha").post("chi-tieu/danh-muc", fields).status == 422


def test_an_unknown_entry_is_not_renamed(both: Both) -> None:
    with pytest.raises(LookupError):
        both.story.do(RenameEntry(entry_id=uuid4(), name="Tên"), by="ha")
