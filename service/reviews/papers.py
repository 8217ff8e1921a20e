"""Papers of a review: what the person wrote of themselves, the notice of the conclusion.

Source: Hướng dẫn 05-HD/VPTW on the layout of papers of Party bodies.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from events.reviews.facts import Facts, Tally
from events.reviews.steps import Concluded, SelfReviewed
from service.papers import party
from service.papers.blocks import Signature, place_and_day
from service.papers.official import Head, Signer
from service.papers.writer import Writer

NUMBER = re.compile(r"\d{1,5}")
WIDTHS = (105, 30, 30)  # millimetres
HEAD = ("Việc đến hạn trong kỳ", "Cơ quan", "Người đứng đầu")
UNKNOWN, NONE = "không rõ", "Không có."


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whose review it is; `grade` is the one named on the paper, in words, "" where none is."""

    body: str
    place: str
    person: str
    post: str
    period: str
    facts: Facts | None
    source: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The conclusion that holds, the tasks it gave with their days, who signs."""

    said: Concluded
    tasks: Sequence[tuple[str, date | None]]
    signer: str
    post: str


def own_paper(about: About, said: SelfReviewed) -> bytes:
    """Write the self-review (Bản kiểm điểm) as a Word file, to be signed by the person."""
    head = Head(
        issuer=about.body,
        kind="Bản kiểm điểm",
        subject=about.period,
        symbol="",
        place=about.place,
    )
    writer = party.paper(head)
    writer.text(f"Họ và tên: {about.person}.")
    writer.text(f"Chức vụ, nơi công tác: {about.post}.")
    _figures(writer, about)
    for title, words in (
        ("Ưu điểm", said.strengths),
        ("Hạn chế, khuyết điểm", said.shortcomings),
        ("Nguyên nhân", said.causes),
        ("Biện pháp khắc phục", said.remedies),
    ):
        writer.section(title)
        _paragraphs(writer, words or NONE)
    writer.section("Tự nhận mức xếp loại")
    writer.last(about.grade or "Chưa nêu mức")
    day = place_and_day(about.place, None)
    of_body = Signature(day="", titles=("Xác nhận của cấp ủy",))
    writer.both(of_body, Signature(day=day, titles=("Người tự kiểm điểm",), name=about.person))
    return writer.written()


def notice_paper(about: About, notice: Notice) -> bytes:
    """Write the notice of the conclusion (Thông báo kết luận) as a Word file."""
    said = notice.said
    found = NUMBER.match(said.document)
    head = Head(
        issuer=about.body,
        kind="Thông báo",
        subject=f"kết luận kiểm điểm {about.person} {about.period.lower()}",
        symbol="TB-ĐU",
        number=found[0] if found else "",
        place=about.place,
        day=said.concluded_on,
    )
    writer = party.paper(head)
    _figures(writer, about)
    writer.section("Ưu điểm")
    _paragraphs(writer, said.strengths)
    writer.section("Hạn chế, khuyết điểm")
    _paragraphs(writer, said.shortcomings)
    writer.section("Việc phải khắc phục")
    for content, due in notice.tasks:
        writer.said(f"{content.rstrip('.')}{f', hạn {due:%d/%m/%Y}' if due else ''}.")
    if not notice.tasks:
        writer.text(NONE)
    writer.section("Mức xếp loại")
    writer.last(about.grade or "Chưa nêu mức")
    signer = Signer(post=notice.post, name=notice.signer, collective="Ban Thường vụ")
    writer.foot([about.person, "Lưu Đảng ủy"], signer)
    return writer.written()


def figure_rows(about: About) -> list[tuple[str, str, str]]:
    """Give each figure of the unit and of its head; nothing where none came."""
    if about.facts is None or about.facts.of_unit is None:
        return []
    unit, own = about.facts.of_unit, about.facts.of_person
    return [(words, _of(unit, name), _of(own, name)) for name, words in LINES]


def _figures(writer: Writer, about: About) -> None:
    writer.section("Số liệu của kỳ")
    rows = figure_rows(about)
    if not rows:
        writer.text("Không có số liệu.")
        return
    writer.table(WIDTHS, HEAD, rows)
    writer.text(f"Nguồn: {about.source}.")


LINES = (
    ("given", "Được giao, đến hạn"),
    ("done", "Đã xong"),
    ("late", "Quá hạn"),
    ("excused", "Trong đó có nguyên nhân khách quan được xác nhận"),
)


def _of(tally: Tally | None, name: str) -> str:
    return UNKNOWN if tally is None else str(getattr(tally, name))


def _paragraphs(writer: Writer, words: str) -> None:
    for line in filter(None, words.splitlines()):
        writer.text(line)
