from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from events.plans import DraftStarted
from events.registry import decode, encode
from events.values import Evidence
from service.imports.drafts import SOURCE, start_draft, written
from service.imports.matching import unit_named, units_named
from service.imports.reading import Reading
from service.imports.sandbox import read
from tenants.directory import Directory, Unit
from tests.plans.sample import reading

SEEDS = sorted(Path(__file__).parents[3].glob("shared/seeds/*.txt"))
NAMES = (
    "Lãnh đạo UBND xã Suối Ngàn",
    "Văn phòng HĐND và UBND",
    "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế",
    "Trung tâm Phục vụ hành chính công",
    "Công an xã",
    "Chi bộ 1",
    "Chi bộ 12",
)
IDS = {name: uuid4() for name in NAMES}
REGISTER = Directory(
    {IDS[name]: Unit(IDS[name], name, "department") for name in NAMES}, {}, {}, ()
)
FILE = Evidence(sha256="0" * 64, name="ke-hoach.txt", size=1, kind="txt")


def name_of(unit_id: UUID | None) -> str:
    return REGISTER.unit(unit_id)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Phòng Văn hoá – Xã hội", "Phòng Văn hóa - Xã hội"),
        ("PHÒNG VĂN HÓA, XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("Phòng Văn hóa - Xã hội xã Suối Ngàn", "Phòng Văn hóa - Xã hội"),
        ("Phòng Văn hóe - Xã hội", "Phòng Văn hóa - Xã hội"),
        ("Phòng VHXH", "Phòng Văn hóa - Xã hội"),
        ("Văn phòng HĐND - UBND xã", "Văn phòng HĐND và UBND"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã", "Văn phòng HĐND và UBND"),
        ("Trung tâm PVHCC", "Trung tâm Phục vụ hành chính công"),
        ("Công an xã Suối Ngàn", "Công an xã"),
        ("Chi bộ 1", "Chi bộ 1"),
        ("Chi bộ 2", ""),
        ("Phòng Kinh tế - Hạ tầng", ""),
        ("Các phòng, ban, đơn vị thuộc xã", ""),
        ("Thủ trưởng các cơ quan, đơn vị", ""),
        ("Trạm Y tế", ""),
        ("Ủy ban nhân dân xã", ""),
        ("   ", ""),
    ],
)
def test_a_printed_unit_is_proposed_only_when_it_is_sure(printed: str, meant: str) -> None:
    assert name_of(unit_named(printed, REGISTER)) == meant


def test_two_units_of_one_name_are_a_doubt() -> None:
    twins = {uuid4(): "Phòng Kinh tế", uuid4(): "Phòng  kinh tế"}
    register = Directory({i: Unit(i, name, "x") for i, name in twins.items()}, {}, {}, ())
    assert unit_named("Phòng Kinh tế", register) is None


def test_units_are_named_once() -> None:
    found = units_named(["Công an xã", "các đơn vị", "CÔNG AN XÃ", "Phòng Kinh tế"], REGISTER)
    assert [name_of(unit_id) for unit_id in found] == ["Công an xã", "Phòng Kinh tế"]


def readings() -> Iterator[Reading]:
    yield reading()
    yield from (read(seed.read_bytes(), seed.name) for seed in SEEDS)


def test_every_draft_can_be_stored_and_points_to_its_words() -> None:
    for found in readings():
        draft = start_draft(found, FILE, "1" * 64, REGISTER)
        stored = DraftStarted(
            file_sha256=draft.file_sha256,
            file_name=draft.file_name,
            reading_sha256=draft.reading_sha256,
            front=draft.front,
            items=draft.items,
        )
        assert decode(stored.TOPIC, encode(stored)) == stored
        text = {p.number: p.text for p in SOURCE.decode(written(found)).paragraphs}
        for item in draft.items:
            assert item.place is not None
            cut = text[item.place.paragraph][item.place.start : item.place.end]
            assert cut.strip() == item.text


def test_records_are_numbered_in_the_order_of_the_text() -> None:
    items = start_draft(reading(), FILE, "1" * 64, REGISTER).items
    assert [item.item_id for item in items] == list(range(1, len(items) + 1))
    places = [(i.place.paragraph, i.place.start) for i in items if i.place]
    assert places == sorted(places)
    assert {item.kind for item in items} == {"indicator", "task", "duty", "report"}


def test_the_same_sentence_is_not_proposed_twice_as_duty_and_report() -> None:
    items = start_draft(reading(), FILE, "1" * 64, REGISTER).items
    texts = [item.text for item in items]
    assert len(texts) == len(set(texts))
