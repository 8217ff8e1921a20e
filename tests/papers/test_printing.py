"""A PDF is made by the worker, once for each paper, and a page says how far it is."""

import sys
import time
from io import BytesIO
from pathlib import Path

import pytest

from service.clock import now
from service.ledgers import Instance
from service.papers import pdf, printing
from service.worker import Worker
from tests.papers.forms import form_of
from tests.people import Commune
from tests.web import FILES, browse, files_of

PDF = b"%PDF-1.7 made once"
TRY = "mau-van-ban/bien-ban/1/xem-thu.pdf"


@pytest.fixture
def made(instance: Instance, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Count what LibreOffice would be asked for; other tests' papers are made before."""
    asked: list[bytes] = []

    def instead(docx: bytes) -> bytes:
        asked.append(docx)
        return PDF

    monkeypatch.setattr(printing, "to_pdf", instead)
    monkeypatch.setattr(pdf, "OFFICE", "/usr/bin/soffice")
    Worker(instance, FILES).print_asked()
    asked.clear()
    return asked


def bring(commune: Commune, *lines: str) -> None:
    file = {"bien-ban-file": (BytesIO(form_of(*lines)), "m.docx")}
    assert browse(commune, "ha").post("mau-van-ban/bien-ban", file).status == 303


def test_a_page_waits_for_the_worker_and_then_leads_to_the_pdf(
    commune: Commune, instance: Instance, made: list[bytes]
) -> None:
    bring(commune, "Cơ quan: {{co_quan}}")
    browser, worker = browse(commune, "ha"), Worker(instance, FILES)
    first = browser.get(TRY)
    assert first.status == 200
    assert "Đang tạo bản PDF" in first.text
    [asks] = first.soup.select("[hx-get]")
    again = str(asks["hx-get"]).partition(f"/x/{commune.tenant.code}/")[2]
    assert again == f"{TRY}?cho=1"
    assert f"url={asks['hx-get']}" in first.html  # without a script
    time.sleep(1.1)  # the same paper packed at another second is the same paper
    assert "Đang tạo" in browser.get(again).text
    assert made == []
    assert worker.print_asked() == 1
    ready = browser.get(again, None, **{"HX-Request": "true"})
    assert "Bản PDF đã sẵn sàng" in ready.text
    assert "hx-get" not in ready.html
    assert browser.get(TRY).response.data == PDF
    assert (len(made), worker.print_asked()) == (1, 0)


def test_what_fails_is_said_and_tried_again_later(
    commune: Commune, instance: Instance, made: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: bytes) -> bytes:
        raise pdf.PdfFailedError

    bring(commune, "{{co_quan}}")
    browser, worker = browse(commune, "ha"), Worker(instance, FILES)
    browser.get(TRY)
    with monkeypatch.context() as broken:
        broken.setattr(printing, "to_pdf", fails)
        assert worker.print_asked() == 1
    failed = browser.get(f"{TRY}?cho=1")
    assert (failed.status, "Chưa tạo được PDF" in failed.text) == (409, True)
    assert "hx-get" not in failed.html
    monkeypatch.setattr(printing, "AGAIN", 0.0)
    worker.round()
    assert "Đang tạo" in browser.get(TRY).text
    assert worker.print_asked() == 1
    assert browser.get(TRY).response.data == PDF
    press = printing.press(FILES, commune.tenant.tenant_id, files_of(commune).keyring)
    monkeypatch.setattr(printing, "KEPT", 0.0)
    assert press.drop_old(now()) == 1


def test_one_worker_at_a_time_makes_them(
    commune: Commune, instance: Instance, made: list[bytes]
) -> None:
    bring(commune, "{{co_quan}}")
    browse(commune, "ha").get(TRY)
    with printing.alone(FILES) as ours:
        assert ours
        assert Worker(instance, FILES).print_asked() == 0
    assert Worker(instance, FILES).print_asked() == 1


def test_where_there_is_no_office_it_is_refused_and_nothing_waits(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(commune, "{{co_quan}}")
    monkeypatch.setattr(pdf, "OFFICE", None)
    page = browse(commune, "ha").get(TRY)
    assert (page.status, "chưa cài LibreOffice" in page.text) == (409, True)
    assert "Tải bản Word" in page.text
    assert commune.tenant.tenant_id not in printing.asking(FILES)
    assert "xem-thu.pdf" not in browse(commune, "ha").get("mau-van-ban").html


HUNGRY = """#!{python}
import sys, time
from pathlib import Path
kept = bytearray(300 << 20)
time.sleep({seconds})
Path(sys.argv[sys.argv.index("--outdir") + 1], "paper.pdf").write_bytes(b"%PDF")
"""


@pytest.mark.parametrize(
    ("seconds", "limits"), [(0, {}), (0, {"MEMORY": 200}), (30, {"LONGEST": 1})]
)
def test_a_paper_that_takes_too_much_time_or_memory_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seconds: int, limits: dict[str, int]
) -> None:
    office = tmp_path / "office"
    office.write_text(HUNGRY.format(python=sys.executable, seconds=seconds))
    office.chmod(0o755)
    monkeypatch.setattr(pdf, "OFFICE", str(office))
    for name, value in limits.items():
        monkeypatch.setattr(pdf, name, value)
    if not limits:
        assert pdf.to_pdf(form_of("x")) == b"%PDF"
        return
    with pytest.raises(pdf.PdfFailedError):
        pdf.to_pdf(form_of("x"))
