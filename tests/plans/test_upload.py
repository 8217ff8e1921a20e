from dataclasses import fields
from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from events.errors import RefusedError
from service.imports import refusals, sandbox
from service.plans import states
from service.plans.drafts import draft
from tenants.tables import files
from tests.imports.papers import PAPERS
from tests.people import Commune
from tests.plans.sample import TEXT, at_desk, upload
from tests.web import FILES, browse
from web.filenames import tidy_name
from web.words import say

KINDS = [kind for kind in vars(refusals).values() if isinstance(kind, type)]
REFUSALS = [kind for kind in KINDS if issubclass(kind, refusals.UnreadableFileError)]


def kept(commune: Commune) -> tuple[int, int, int]:
    """Plans, rows of files, files on disk."""
    with commune.ledger.scope.begin() as connection:
        rows = connection.execute(select(func.count()).select_from(files)).scalar_one()
        plans = len(states.every(connection, None))
    folder = FILES / "files" / str(commune.tenant.tenant_id)
    return plans, rows, len([path for path in folder.rglob("*") if path.is_file()])


def zipped(**parts: bytes) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def an(kind: type[RefusedError]) -> RefusedError:
    facts: dict[str, Any] = {"int": 7, "str": "x"}
    given = [facts[getattr(f.type, "__name__", str(f.type))] for f in fields(kind)]  # type: ignore[arg-type]
    return kind(*given)


def test_a_plan_is_read_and_waits_for_review(commune: Commune) -> None:
    desk = at_desk(commune)
    plan = desk.plan()
    assert plan.front.title.startswith("Cải cách hành chính xã Suối Ngàn")
    assert (plan.front.number, plan.front.symbol, plan.front.dated) == ("", "KH-UBND", None)
    assert {item.state for item in plan.items.values()} == {"proposed"}
    assert kept(commune) == (1, 2, 2)


def test_units_and_deadlines_are_proposed_but_people_never(commune: Commune) -> None:
    desk = at_desk(commune)
    plan = desk.plan()
    [report] = [item for item in plan.items.values() if item.kind == "report"]
    unit = commune.units["Phòng Văn hóa - Xã hội"]  # printed with another tone and dash
    assert report.clarity.lead_unit_id == unit
    assert report.clarity.deadline is not None
    assert (report.clarity.deadline.rhythm, report.clarity.deadline.on) == (
        "yearly",
        date(2026, 12, 4),
    )
    assert not [i for i in plan.items.values() if i.clarity.person_id or i.clarity.post_id]
    [first, _] = [item for item in plan.items.values() if item.kind == "indicator"]
    assert first.target is not None
    assert (first.target.comparator, first.target.unit) == (">=", "%")
    assert first.target.value == 90


def test_the_same_form_sent_twice_starts_one_draft(commune: Commune) -> None:
    browser, again = browse(commune, "ha"), str(uuid4())
    first = upload(browser, TEXT.encode(), "a.txt", command_id=again)
    second = upload(browser, TEXT.encode(), "a.txt", command_id=again)
    assert first.location == second.location
    assert kept(commune) == (1, 2, 2)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", "không có chữ"),
        (b"   \n \n", "a.txt", "không có chữ"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", ".doc"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "anh.png", "Hãy nạp tệp .docx"),
        (b"%PDF-1.7 broken", "a.pdf", "Hãy"),
        (
            zipped(**{"[Content_Types].xml": b"<x/>", "word/vbaProject.bin": b"x"}),
            "a.docx",
            "Hãy",
        ),
        (TEXT.encode(), "a.pdf", "đuôi tên tệp"),
        ("Hôm nay trời đẹp, chúng tôi đi chợ phiên mua rau.".encode(), "tho.txt", "kế hoạch"),
    ],
    ids=["empty", "blank", "old-word", "picture", "broken", "macro", "lying-name", "no-plan"],
)
def test_a_refused_file_says_what_to_do_and_leaves_nothing(
    commune: Commune, data: bytes, name: str, said: str
) -> None:
    page = upload(browse(commune, "ha"), data, name)
    assert page.status == 422
    [problem] = page.errors
    assert said in problem
    assert kept(commune) == (0, 0, 0)


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_every_refusal_of_a_file_is_said(
    commune: Commune, kind: type[RefusedError], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise an(kind)

    monkeypatch.setattr(sandbox, "read", refuse)
    page = upload(browse(commune, "ha"), b"x", "a.txt")
    assert (page.status, page.errors) == (422, [say(an(kind))])
    assert "Hãy" in page.errors[0]
    assert kept(commune) == (0, 0, 0)


def test_no_file_chosen_is_said(commune: Commune) -> None:
    page = browse(commune, "ha").post("ke-hoach/nap")
    assert page.status == 422
    assert page.errors == ["Hãy chọn tệp kế hoạch: Word (.docx), PDF, Excel (.xlsx) hoặc .txt."]


def test_only_who_drafts_plans_may_upload(commune: Commune) -> None:
    for login in ("khai", "su", "tung"):
        page = upload(browse(commune, login), TEXT.encode(), "a.txt")
        assert page.status == 403
    assert kept(commune) == (0, 0, 0)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("../../etc/ke hoạch.txt", "ke hoạch.txt"),
        ("C:\\Users\\ha\\ke.docx", "ke.docx"),
        ("<b>ke</b>\u202e.txt", "b>.txt"),
        ("😀.txt", "😀.txt"),
        ("ke\u0302.txt", "kê.txt"),
        ("\0\r\n", "ke-hoach"),
        ("a" * 400 + ".docx", "a" * 145 + ".docx"),
    ],
)
def test_a_file_keeps_a_plain_name(sent: str, stored: str) -> None:
    assert tidy_name(sent, otherwise="ke-hoach") == stored


def test_a_draft_is_nobody_elses(commune: Commune, story: Commune) -> None:
    desk = at_desk(commune)
    stranger = browse(story, "ha")
    assert stranger.get(desk.review).status == 404
    with story.ledger.scope.begin() as connection, pytest.raises(LookupError):
        draft(connection, desk.plan_id)


@pytest.mark.parametrize("kind", [*PAPERS, "contract", "directive", "conclusion", "list"])
def test_every_kind_has_a_name_that_people_read(kind: str) -> None:
    told = say(refusals.NotAPlanError(found_kind=kind))
    assert "giống" in told
    assert kind not in told
