"""The stage scene is played as the documents say: copied, altered by hand, and named."""

import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from service.demo.people import PASSWORD
from service.demo.stage import NotACopyError, alter
from tests.operations.test_demo import address_in, environment, started

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def homes() -> Iterator[tuple[Path, Path]]:
    folders = [Path(tempfile.mkdtemp(prefix="sauro-test-", dir="/tmp")) for _ in range(2)]
    for folder in folders:
        folder.chmod(0o711)
    yield folders[0], folders[1]
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


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


def sauro(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service.cli", *words],
        cwd=ROOT,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )


def until_signed(visitor: Visitor) -> str:
    """Press until the worker has signed: it does so a moment after the start."""
    page = ""
    for _ in range(60):
        page = page if "Nguyên vẹn" in page else visitor.post("kiem-chung")
    return page


def test_a_row_altered_by_hand_in_a_copy_is_named(homes: tuple[Path, Path]) -> None:
    first, second = homes
    assert "chạy bản mẫu một lần" in sauro(first, "stage", "copy", "x").stderr
    with started(first):
        assert "đang chạy" in sauro(first, "stage", "copy", str(second / "data")).stderr
    done = sauro(first, "stage", "copy", str(second / "data"))
    assert done.returncode == 0, done.stderr
    assert "đã có" in sauro(first, "stage", "copy", str(second / "data")).stderr
    assert "không phải bản sao" in sauro(first, "stage", "alter").stderr
    with started(second) as (_, said):
        visitor = Visitor(address_in(said))
        visitor.post("dang-nhap", login="tung", password=PASSWORD)
        assert "Nguyên vẹn" in until_signed(visitor)
        assert "không có tiến độ" in sauro(second, "stage", "alter", "--tenant", "x").stderr
        told = sauro(second, "stage", "alter").stdout
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
