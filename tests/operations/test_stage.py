"""The stage scene is played as the documents say: copied, altered by hand, and named."""

import re
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from click.testing import Result

from service.demo.people import PASSWORD
from service.demo.stage import NotACopyError, alter
from tests.operations.conftest import Sauro
from tests.operations.test_demo import address_in, started


class Visitor:
    """A browser of the standard library: cookies, forms, nothing else."""

    def __init__(self, address: str) -> None:
        self.base = f"{address}x/suoi-ngan/"
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)

    def get(self, path: str) -> str:
        with self.opener.open(self.base + path) as answer:
            return str(answer.read().decode())

    def post(self, path: str, **form: str) -> str:
        data = urllib.parse.urlencode(form).encode()
        asked = urllib.request.Request(self.base + path, data)  # noqa: S310 - our own address
        asked.add_header("Sec-Fetch-Site", "same-origin")
        with self.opener.open(asked) as answer:
            return str(answer.read().decode())


def stage(home: Path, *words: str) -> Result:
    return Sauro({"SAURO_DATA": str(home / "data")})("stage", *words)


def until_signed(visitor: Visitor) -> str:
    """Press until the worker has signed: it does so a moment after the start."""
    page = ""
    for _ in range(60):
        page = page if "Nguyên vẹn" in page else visitor.post("kiem-chung")
    return page


def test_before_anybody_ran_the_demonstration_there_is_nothing_to_copy(tmp_path: Path) -> None:
    assert "chạy bản mẫu một lần" in stage(tmp_path, "copy", "x").stderr


def test_a_row_altered_by_hand_in_a_copy_is_named(demo_home: Path, copy_home: Path) -> None:
    first, second = demo_home, copy_home
    with started(first):
        assert "đang chạy" in stage(first, "copy", str(second / "data")).stderr
    done = stage(first, "copy", str(second / "data"))
    assert done.exit_code == 0, done.stderr
    assert "đã có" in stage(first, "copy", str(second / "data")).stderr
    assert "không phải bản sao" in stage(first, "alter").stderr
    with started(second) as (_, said):
        visitor = Visitor(address_in(said))
        visitor.post("dang-nhap", login="tung", password=PASSWORD)
        assert "Nguyên vẹn" in until_signed(visitor)
        assert "không có tiến độ" in stage(second, "alter", "--tenant", "x").stderr
        told = stage(second, "alter").stdout
        found = re.search(r"sự kiện số (\d+)", told)
        assert found
        page = visitor.post("kiem-chung")
        assert f"Phát hiện sai lệch. Sự kiện số {found[1]} đã bị sửa sau khi ghi." in page
        assert "Nguyên vẹn" not in page
        leader = Visitor(address_in(said))
        leader.post("dang-nhap", login="su", password=PASSWORD)
        assert "không khớp mã băm ghi kèm" in leader.get(f"kiem-chung/su-kien/{found[1]}")


def test_what_is_not_a_copy_is_never_touched(tmp_path: Path) -> None:
    with pytest.raises(NotACopyError):
        alter(tmp_path, "suoi-ngan")
