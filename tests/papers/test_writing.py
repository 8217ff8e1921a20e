"""Numbers, signatures, addressees and annexes of papers, and PDF where it can be made."""

import io
from datetime import date

import docx
import pytest

from service.papers import party, pdf, state
from service.papers.numbering import letter, roman
from service.papers.official import Head, Signer
from tests.papers.measuring import lines_of, needs_office
from tests.papers.samples import state_report

PLAN = Head(
    issuer="UBND xã Suối Ngàn", kind="Tờ trình", subject="Về việc khác", symbol="TTr-UBND"
)


def said(data: bytes) -> list[str]:
    return [line.text for line in lines_of(docx.Document(io.BytesIO(data)))]


def test_the_file_tells_nothing_of_what_made_it() -> None:
    facts = docx.Document(io.BytesIO(state_report())).core_properties
    assert (facts.author, facts.comments, facts.created) == ("", "", None)


def test_romans_and_the_alphabet() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 29)] == ["I", "IV", "IX", "XIV", "XXIX"]
    assert "".join(map(letter, range(1, 8))) == "abcdđeg"
    assert letter(24) == "aa"


def test_numbers_begin_anew_below_each_section_and_articles_go_on() -> None:
    writer = state.paper(PLAN)
    for title in ("Một", "Hai"):
        writer.section(title)
        writer.article(title)
        writer.said("khoản")
        writer.point("điểm")
    lines = said(writer.written())
    assert [line for line in lines if line.startswith("Điều")] == [
        "Điều 1. Một",
        "Điều 2. Hai",
    ]
    assert (lines.count("1. khoản"), lines.count("a) điểm")) == (2, 2)


def test_a_single_annex_has_no_number() -> None:
    writer = state.paper(PLAN)
    writer.annex("Biểu")
    assert "Phụ lục" in said(writer.written())


@pytest.mark.parametrize(
    ("signer", "of_state", "of_party"),
    [
        (Signer(post="Bí thư"), ["Bí thư"], ["Bí thư"]),
        (
            Signer(post="Phó", deputy_of="Trưởng", collective="Ban"),
            ["TM. Ban", "KT. Trưởng", "Phó"],
            ["T/M Ban", "Phó"],
        ),
        (Signer(post="Phó", deputy_of="Trưởng"), ["KT. Trưởng", "Phó"], ["K/T Trưởng", "Phó"]),
        (
            Signer(post="Chánh VP", order_of="CT"),
            ["TL. CT", "Chánh VP"],
            ["T/L CT", "Chánh VP"],
        ),
    ],
)
def test_who_signs_in_whose_name(
    signer: Signer, of_state: list[str], of_party: list[str]
) -> None:
    assert state.signing(signer) == of_state
    assert party.signing(signer) == of_party


def test_numbers_have_two_figures_or_room() -> None:
    given = Head(issuer="Đ", kind="Báo cáo", subject="", symbol="BC-ĐU", number="7")
    assert (state.number_of(given), party.number_of(given)) == ("07/BC-ĐU", "07-BC/ĐU")
    assert state.number_of(PLAN) == "...../TTr-UBND"


def test_addressees_stand_on_a_line_or_below_each_other() -> None:
    many = Head(issuer="Đ", kind="Tờ trình", subject="", symbol="TTr-ĐU", to=("A", "B"))
    assert "Kính trình:" in said(party.paper(many).written())
    lines = said(state.paper(many).written())
    assert [line for line in lines if line.startswith(("Kính", "- "))] == [
        "Kính gửi:",
        "- A;",
        "- B.",
    ]


def test_what_nobody_can_print_is_left_out() -> None:
    writer = state.paper(
        Head(issuer="X\x00Y", kind="Báo cáo", subject="", symbol="BC", day=date(2026, 3, 4))
    )
    writer.text("a\ud800b")
    assert {"XY", "ab"} <= set(said(writer.written()))


def test_without_libreoffice_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "OFFICE", None)
    assert not pdf.available()
    with pytest.raises(pdf.NoPdfHereError):
        pdf.to_pdf(state_report())


@needs_office
def test_what_is_no_paper_and_what_takes_too_long_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "LONGEST", 0.01)
    with pytest.raises(pdf.PdfFailedError):
        pdf.to_pdf(state_report())
