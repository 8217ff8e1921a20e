"""A set of criteria that cannot stand is refused with every fault; a sheet goes out and in."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from msgspec.structs import replace

from events.par_criteria import Deduct, Linear, Node, ParSet, Scaled, Stair, Step, YesNo
from events.par_faults import Fault, faults_of
from events.par_sets import (
    Decided,
    Drafted,
    EmptySetError,
    ParSetVersion,
    SetDecisionError,
    SetNotDraftError,
    SetNotInForceError,
    UnsoundSetError,
)
from service.demo.criteria import criteria
from service.evaluation.par.sheet import workbook as export
from service.imports import sandbox
from service.imports.par_set import NoParTableError, ParFaultsError, read_par_set
from tests.imports.workbooks import rows, workbook

D = Decimal
YEAR, TODAY = 2026, date(2026, 3, 1)
HEAD = ("Mã", "Thuộc mã", "Nội dung", "Điểm tối đa", "Công thức", "Tham số", "Quy tắc chấm",
        "Số liệu", "Tổng số", "Nguồn số liệu")  # fmt: skip


def leaf(**facts: object) -> Node:
    said: dict[str, object] = {"code": "1.1.1", "level": "component", "name": "Lá"}
    given = {"most": D(100), "parent": "1.1", "formula": YesNo()} | facts
    return Node(**said | given)  # type: ignore[arg-type]


def three(last: Node, **criterion: object) -> ParSet:
    field = Node(code="1", level="field", name="Lĩnh vực", most=D(100))
    middle = Node(code="1.1", level="criterion", name="Tiêu chí", most=D(100), parent="1")
    nodes = (field, replace(middle, **criterion), last)
    return ParSet(title="Bộ", year=YEAR, nodes=nodes)


def test_the_invented_set_is_sound_and_comes_to_a_hundred() -> None:
    said = criteria(YEAR)
    assert list(faults_of(said)) == []
    assert sum(node.most for node in said.components) == 100
    kinds = {type(node.formula).__name__ for node in said.components}
    assert kinds == {"Step", "Linear", "YesNo", "Deduct", "Scaled", "Manual"}


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (three(leaf(most=D(90))), Fault(1, "weights", "90")),
        (three(leaf(parent="9.9")), Fault(2, "parent", "9.9")),
        (three(leaf(), parent="1.1.1"), Fault(1, "cycle", "1.1.1")),
        (three(leaf(parent="1")), Fault(1, "childless")),
        (three(leaf(formula=None)), Fault(2, "formula")),
        (three(leaf(code="")), Fault(2, "no_code")),
        (three(leaf(code="1.1")), Fault(2, "same_code", "1")),
        (three(leaf(name=" ")), Fault(2, "no_name")),
        (three(leaf(most=D(0))), Fault(2, "points", "0")),
        (three(leaf(formula=Deduct(each=D(1)))), Fault(2, "figure")),
        (three(leaf(formula=Linear(floor=D(1)), numerator="A")), Fault(2, "figure")),
        (three(leaf(formula=Step(stairs=()), numerator="A")), Fault(2, "stairs")),
        (
            three(leaf(formula=Linear(floor=D(90), full=D(0)), numerator="A", denominator="B")),
            Fault(2, "parameter"),
        ),
        (three(leaf(formula=Scaled(survey="pci", full=D(0)))), Fault(2, "parameter")),
        (three(leaf(formula=Deduct(each=D(0)), numerator="A")), Fault(2, "parameter")),
        (replace(three(leaf()), most=D(99)), Fault(0, "total", "100")),
    ],
    ids=lambda value: value.flaw if isinstance(value, Fault) else "",
)
def test_what_cannot_stand_is_named(said: ParSet, fault: Fault) -> None:
    assert fault in list(faults_of(said))
    with pytest.raises(UnsoundSetError):
        ParSetVersion(uuid4()).draft(drafted(said))


@pytest.mark.parametrize("points", [("100", "100"), ("90", "50"), ("100", "-1")])
def test_stairs_go_down_from_the_most(points: tuple[str, str]) -> None:
    stairs = tuple(
        Stair(least=D(least), points=D(one))
        for least, one in zip((90, 80), points, strict=True)
    )
    said = three(leaf(formula=Step(stairs=stairs), numerator="A"))
    assert Fault(2, "stairs") in list(faults_of(said))


def drafted(said: ParSet) -> Drafted:
    return Drafted(par_set=said, file_name="bo-tieu-chi.xlsx", file_sha256="0" * 64)


def test_a_version_is_decided_once_and_superseded_once() -> None:
    version = ParSetVersion(uuid4())
    with pytest.raises(EmptySetError):
        version.draft(drafted(ParSet(title="Bộ", year=YEAR, nodes=())))
    version.draft(drafted(criteria(YEAR)))
    with pytest.raises(SetNotInForceError):
        version.require_in_force()
    for wrong in (
        Decided(number=" ", decided_on=TODAY),
        Decided(number="1", decided_on=date.max),
    ):
        with pytest.raises(SetDecisionError):
            version.decide(wrong, TODAY)
    version.decide(Decided(number="1234/QĐ-UBND", decided_on=TODAY), TODAY)
    with pytest.raises(SetNotDraftError):
        version.discard()
    version.supersede(uuid4())
    with pytest.raises(SetNotInForceError):
        version.supersede(uuid4())


def test_a_sheet_that_was_written_is_read_as_the_same_set() -> None:
    said = criteria(YEAR)
    found = read_par_set(sandbox.rows(export(said), "bo.xlsx"), said.title, YEAR)
    assert found == said


def sheet(*cells: tuple[object, ...], head: tuple[str, ...] = HEAD) -> bytes:
    return workbook(lambda _book, page: rows(page, (head, *cells), 0))


def test_every_wrong_row_is_named_and_nothing_is_taken_in() -> None:
    data = sheet(
        ("1", "", "Lĩnh vực", 90, "", "", "", "", "", ""),
        ("1.1", "", "Tiêu chí", 100, "", "", "", "", "", ""),
        ("1.1.1", "", "Lá", "nhiều", "Bậc thang", "98: 4", "", "A", "B", ""),
        ("1.1.2", "", "Lá", 50, "Đoán", "", "", "", "", ""),
        ("1.1.3", "", "", 50, "Trừ", "ít", "", "A", "", ""),
    )
    with pytest.raises(ParFaultsError) as caught:
        read_par_set(sandbox.rows(data, "bo.xlsx"), "Bộ", YEAR)
    found = {(one.row, one.flaw) for one in caught.value.faults}
    assert found == {
        (2, "weights"),
        (2, "total"),
        (4, "most_unread"),
        (4, "stairs"),
        (5, "kind_unread"),
        (6, "parameters_unread"),
        (6, "no_name"),
    }


def test_another_table_is_no_set() -> None:
    data = sheet(("1", "x"), head=("STT", "Tên"))
    with pytest.raises(NoParTableError) as caught:
        read_par_set(sandbox.rows(data, "bo.xlsx"), "Bộ", YEAR)
    assert set(caught.value.lacking) == {"name", "most"}
