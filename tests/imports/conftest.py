from collections.abc import Mapping

import pytest

from tests.imports.marked import marked, printed
from tests.imports.rendering import SAMPLES, SHARED, paragraphs, print_all, sample, seed

GOLD = ("000", "001", "003")
_TABLE = """<table style="width:100%"><tr>
<td>ỦY BAN NHÂN DÂN<br>XÃ SUỐI LÀNH<br>Số: 47/KH-UBND</td>
<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br>
Suối Lành, ngày 05 tháng 02 năm 2026</td></tr></table>"""


@pytest.fixture(scope="session")
def pdfs() -> Mapping[str, bytes]:
    """Each plan of the tests as PDF, made once: samples, gold, marked, a two-column head."""
    texts = {path.stem: sample(path.stem) for path in sorted(SAMPLES.glob("*.txt"))}
    texts |= {name: marked(name).text for name in printed()}
    if (SHARED / "seeds").exists():
        texts |= {number: seed(number).read_text(encoding="utf-8") for number in GOLD}
    bodies = {name: paragraphs(text) for name, text in texts.items()}
    after_head = sample("commune").split("\n\n", 2)[2]
    bodies["columns"] = _TABLE + paragraphs(after_head)
    bodies["picture"] = "<svg width=300 height=300><circle cx=150 cy=150 r=90 /></svg>"
    return dict(zip(bodies, print_all(list(bodies.values())), strict=True))
