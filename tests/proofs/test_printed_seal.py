"""The signed root at the foot of a printed plan, to be read by hand and by a machine."""

import re

from events.merkle import HASH
from service.log.keys import exact_base64
from tests.proofs.signed import Signed
from tests.proofs.test_event_page import plan_of
from tests.web import Page
from web.ui.qr import qr


def printed(page: Page) -> str:
    found = page.soup.select_one(".paper pre")
    return found.get_text() if found else ""


def test_a_printed_plan_bears_the_newest_root(signed: Signed) -> None:
    page = signed.browse("khai").get(f"ke-hoach/{plan_of(signed)}")
    said = printed(page)
    assert said == signed.file.newest()[0].note.checkpoint.written()
    origin, size, root, _ = said.split("\n")
    assert (origin.startswith("sauro.test/t/"), int(size) > 0) == (True, True)
    assert len(exact_base64(root) or b"") == HASH
    assert "không sự kiện nào trước đó bị sửa" in page.text
    drawn = page.soup.select_one(".paper path")
    assert drawn is not None
    assert drawn["d"] == qr(said).path


def test_a_fragment_does_not_carry_it(signed: Signed) -> None:
    page = signed.browse("khai").get(f"ke-hoach/{plan_of(signed)}", None, HX_Request="true")
    assert printed(page) == ""


def test_before_the_first_signature_nothing_is_printed(signed: Signed) -> None:
    signed.file.path.unlink()
    page = signed.browse("khai").get(f"ke-hoach/{plan_of(signed)}")
    assert (page.status, printed(page)) == (200, "")
    signed.file.path.write_bytes(b"rubbish\n")
    page = signed.browse("khai").get(f"ke-hoach/{plan_of(signed)}")
    assert (page.status, printed(page)) == (200, "")


def test_a_code_holds_all_of_the_text_as_dark_runs() -> None:
    code = qr("sauro.test/t/1\n40\n" + "A" * 43 + "=\n")
    dark = [
        tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path)
    ]
    assert "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in dark) == code.path
    assert (0, 0, 7) in dark
    assert all(x + n <= code.side and y < code.side for x, y, n in dark)
