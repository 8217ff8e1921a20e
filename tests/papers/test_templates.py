"""An agency's own templates: filled, checked to the field, and free of what runs or fetches."""

import io
from collections.abc import Callable

import docx
import pytest

from events.papers import PaperKind
from service.papers.checking import TemplateFieldError
from service.papers.examining import TemplateForeignError, TemplateUnreadableError
from service.papers.samples import SAMPLES
from service.papers.templates import (
    AddTemplate,
    ChooseTemplate,
    TemplateWithoutFieldsError,
    checked,
    kept,
    written,
)
from tests.inspections.mandate import mandate
from tests.papers.forms import (
    LINK,
    Members,
    element,
    form_of,
    replaced,
    saved,
    spoiled,
    table_of,
)
from tests.papers.measuring import lines_of
from tests.past import Story, days_ago, local_day
from tests.people import Commune
from tests.web import browse, manage
from web.papers.words import FIELDS

GOOD = form_of("Cơ quan: {{co_quan}}", "{{phat_hien}}", "Hết.")
FLD = b'<w:p><w:fldSimple w:instr=" %s "/></w:p>'
CODE = b"<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT x"
TYPES = "[Content_Types].xml"


def said(data: bytes) -> list[str]:
    return [line.text for line in lines_of(docx.Document(io.BytesIO(data)))]


def test_values_stand_where_fields_stood_and_lines_each_in_its_own_paragraph() -> None:
    made = written(GOOD, {"co_quan": "UBND <xã>", "phat_hien": ("Một", "Hai {{co_quan}}")})
    assert said(made) == ["Cơ quan: UBND <xã>", "Một", "Hai {{co_quan}}", "Hết."]
    assert said(written(GOOD, {})) == ["Cơ quan: ", "", "Hết."]
    assert said(written(GOOD, {"co_quan": "{{noi_dung}}\x00"}))[0] == "Cơ quan: { {noi_dung} }"


def test_a_field_in_several_runs_is_one_and_keeps_the_letters_of_its_beginning() -> None:
    paper = docx.Document()
    line = paper.add_paragraph("Tại ")
    for piece in ("{{dia", "_da", "nh}}, hôm nay {{", "tu_ngay}}."):
        line.add_run(piece).bold = piece == "{{dia"
    made = docx.Document(
        io.BytesIO(written(saved(paper), {"dia_danh": "Suối", "tu_ngay": "07/09"}))
    )
    [line] = made.paragraphs
    assert line.text == "Tại Suối, hôm nay 07/09."
    assert [run.text for run in line.runs if run.bold] == ["Suối"]


def test_fields_in_tables_headers_and_footers_are_filled() -> None:
    paper = docx.Document()
    paper.add_table(1, 1).rows[0].cells[0].text = "{{mau}}"
    paper.sections[0].header.paragraphs[0].text = "{{co_quan}}"
    made = docx.Document(io.BytesIO(written(saved(paper), {"mau": ("a", "b"), "co_quan": "C"})))
    assert [line.text for line in made.tables[0].rows[0].cells[0].paragraphs] == ["a", "b"]
    assert made.sections[0].header.paragraphs[0].text == "C"


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_field_has_a_sample_and_a_word(kind: PaperKind) -> None:
    assert set(SAMPLES[kind]) <= set(FIELDS)
    plain = [name for name in SAMPLES[kind] if "." not in name]
    lists: dict[str, list[str]] = {}
    for name in SAMPLES[kind].keys() - plain:
        lists.setdefault(name.partition(".")[0], []).append(f"{{{{{name}}}}}")
    every = table_of(*lists.values(), above=[f"{{{{{name}}}}}" for name in plain])
    assert {*checked(kind, every)} == {*SAMPLES[kind]}
    assert not [line for line in said(written(every, SAMPLES[kind])) if "{{" in line]
    for columns in lists:
        lengths = {len(v) for n, v in SAMPLES[kind].items() if n.startswith(f"{columns}.")}
        assert len(lengths) == 1


@pytest.mark.parametrize(
    ("line", "name", "fault"),
    [
        ("{{ten_xa}}", "ten_xa", "unknown"),
        ("{{Cơ quan}}", "Cơ quan", "misspelt"),
        ("{{}}", "", "misspelt"),
        ("{{co_quan} rồi", "co_quan} rồi", "unclosed"),
        ("co_quan}}", "co_quan", "unopened"),
        ("Gồm: {{phat_hien}}", "phat_hien", "not_alone"),
        ("{{co_quan.__class__}}", "co_quan.__class__", "misspelt"),
    ],
)
def test_a_broken_field_is_named_with_its_place(line: str, name: str, fault: str) -> None:
    with pytest.raises(TemplateFieldError) as refused:
        checked("minutes", form_of("{{co_quan}}", line))
    found = refused.value
    assert (found.name, found.fault) == (name, fault)
    assert (found.part, found.paragraph) == ("word/document.xml", 2)


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda m: m.update({"word/vbaProject.bin": b"x"}), "macro"),
        (replaced(TYPES, b"wordprocessingml.document", b"macroEnabled"), "macro"),
        (lambda m: m.update({"word/embeddings/a.bin": b"x"}), "object"),
        (lambda m: m.update({"word/activeX/a.xml": b"<x/>"}), "object"),
        (
            replaced("word/_rels/document.xml.rels", b"</Rel", LINK + b"</Rel"),
            "outside",
        ),
        (element(b"<w:altChunk/>"), "outside"),
        (element(b"<w:p><w:r><w:object/></w:r></w:p>"), "object"),
        (element(FLD % b"INCLUDETEXT x"), "field"),
        (element(CODE + b"</w:instrText></w:r></w:p>"), "field"),
        (replaced("word/document.xml", b"<w:document", b"<!DOCTYPE x><w:document"), "part"),
    ],
)
def test_what_a_form_does_not_need_is_refused(
    spoil: Callable[[Members], object], what: str
) -> None:
    with pytest.raises(TemplateForeignError) as refused:
        checked("minutes", spoiled(GOOD, spoil))
    assert refused.value.what == what


def test_page_numbers_are_welcome_and_rubbish_is_not() -> None:
    assert checked("minutes", spoiled(GOOD, element(FLD % b"PAGE"))) == ("co_quan", "phat_hien")
    for rubbish in (b"", b"PK\3\4", b"%PDF-1.4", spoiled(GOOD, lambda m: m.pop(TYPES))):
        with pytest.raises(TemplateUnreadableError):
            checked("minutes", rubbish)
    with pytest.raises(TemplateWithoutFieldsError):
        checked("minutes", form_of("Không có trường"))


def test_a_template_is_brought_tried_chosen_and_used(commune: Commune) -> None:
    visit, ha = mandate(commune), browse(commune, "ha")
    path = f"kiem-tra/{visit.inspection_id}/bien-ban.docx"
    mine = {"bien-ban-file": (io.BytesIO(form_of("{{ten_xa}}")), "m.docx")}
    wrong = ha.post("mau-van-ban/bien-ban", mine)
    assert (wrong.status, "“ten_xa”" in wrong.text) == (422, True)
    assert "thân văn bản, đoạn 1" in wrong.text
    good = {"bien-ban-file": (io.BytesIO(GOOD), "Mẫu xã.docx")}
    assert ha.post("mau-van-ban/bien-ban", good).status == 303
    assert "Mẫu xã.docx" in ha.get("mau-van-ban").text
    tried = ha.get("mau-van-ban/bien-ban/1/xem-thu.docx")
    assert said(tried.response.data)[0] == "Cơ quan: UBND xã Suối Ngàn"
    assert ha.get("mau-van-ban/bien-ban/1.docx").response.data == GOOD
    assert "Hết." not in said(browse(commune, "tung").get(path).response.data)
    assert ha.post("mau-van-ban/bien-ban/dung", {"version": "1"}).status == 303
    used = said(browse(commune, "tung").get(path).response.data)
    assert used == [f"Cơ quan: {commune.tenant.name}", "", "Hết."]
    assert ha.post("mau-van-ban/bien-ban/dung", {"version": "7"}).status == 422
    assert ha.get("mau-van-ban/bien-ban/7/xem-thu.docx").status == 404
    assert ha.get("mau-van-ban/giay-moi/1.docx").status == 404


def test_which_template_was_in_use_on_a_past_day_is_known(story: Story) -> None:
    for ago, command in (
        (9, AddTemplate(kind="minutes", name="mau.docx", content=GOOD)),
        (6, ChooseTemplate(kind="minutes", version=1)),
    ):
        story.do(command, by="ha", at=days_ago(ago))
    with story.ledger.scope.begin() as connection:
        known = [kept(connection, days_ago(ago)) for ago in (10, 8, 1)]
    assert [len(one.versions.get("minutes", [])) for one in known] == [0, 1, 1]
    assert [one.chosen.get("minutes", 0) for one in known] == [0, 0, 1]
    page = browse(story, "ha").get("mau-van-ban", {"tai_ngay": local_day(8).isoformat()})
    assert "Phiên bản 1: mau.docx" in page.text
    assert not page.soup.select("main form")


def test_only_the_administrator_and_the_standing_agency_set_templates(
    commune: Commune,
) -> None:
    for who in ("su", "tung", "khai"):
        assert browse(commune, who).get("mau-van-ban").status == 403
    assert manage(commune).get("mau-van-ban").status == 200
