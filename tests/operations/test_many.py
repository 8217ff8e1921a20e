"""Hundreds of communes are opened from a template: checked whole, each whole, and only once."""

import stat
import time
from pathlib import Path
from uuid import uuid4

import pytest

from service.commands import many
from service.directives import receiver_states
from service.directives.receiving import NameReceiver
from service.exchange import links
from service.ledgers import Instance
from service.organisation.templates import read_template
from service.work import Work
from tenants.directory import directory
from tests.exchange.pairs import province_of
from tests.operations.conftest import Sauro
from tests.people import password_hash

HEAD = "code,name,place,phone,admin,province,basis\n"
TEMPLATE = """
receiver = "Chánh Văn phòng"
days_off = [2026-05-04]

[[units]]
name = "Văn phòng"
posts = [{ title = "Chánh Văn phòng", roles = ["leader"] }]
"""


def tables(*codes: str, province: str = "") -> str:
    """The same as a template, whose communes are small."""
    each = 'place = "X"\nphone = "1"\nadmin = "A"\nbasis = "QĐ"\n'
    above = f'province = "{province}"\n' if province else ""
    named = (f'[[tenants]]\ncode = "{code}"\nname = "{code}"\n' for code in codes)
    return TEMPLATE + "".join(one + above + each for one in named)


def row(code: str, province: str = "", name: str = "") -> str:
    basis = "Quyết định số 1" if province else ""
    return f"{code},{name or f'UBND xã {code}'},Xã,0200 000 000,Quản Trị,{province},{basis}\n"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that are hashed in no time: what is measured is the opening."""
    monkeypatch.setattr(many, "hash_password", lambda _password: password_hash())


def test_two_hundred_communes_are_opened_in_bounded_time(
    sauro: Sauro, admin: Instance, instance: Instance, tmp_path: Path
) -> None:
    province, mark = province_of(admin, instance), uuid4().hex[:8]
    codes = [f"xa-{mark}-{number}" for number in range(200)]
    source, papers = tmp_path / "xa.toml", tmp_path / "giay.txt"
    source.write_text(tables(*codes[:199], province=province.tenant.code))
    began = time.monotonic()
    done = sauro("tenant", "create", "--from", str(source), "--papers", str(papers))
    assert time.monotonic() - began < 60
    assert done.exit_code == 0, done.output
    assert "Đã mở 199 xã; 0 xã đã có; 0 xã lỗi." in done.output
    assert stat.S_IMODE(papers.stat().st_mode) == 0o600
    assert papers.read_text().count("Mật khẩu dùng một lần") == 199
    source.write_text(tables(*codes, province=province.tenant.code))
    again = sauro("tenant", "create", "--from", str(source), "--papers", str(papers))
    assert "Đã mở 1 xã; 199 xã đã có; 0 xã lỗi." in again.output
    made = admin.tenant(codes[-1])
    assert made is not None
    with instance.open(made).scope.begin() as connection:
        [link] = links.every(connection)
        named, known = receiver_states.own(connection), directory(connection)
    assert (link.ground, link.other.code, link.ours) == ("law", province.tenant.code, True)
    assert named is not None
    assert known.post(named) == "Chánh Văn phòng"


def test_a_list_alone_gives_the_usual_units(
    sauro: Sauro, admin: Instance, instance: Instance, tmp_path: Path
) -> None:
    code, source = f"xa-{uuid4().hex[:8]}", tmp_path / "xa.csv"
    source.write_text(HEAD + row(code))
    assert sauro("tenant", "create", "--from", str(source)).exit_code == 0
    made = admin.tenant(code)
    assert made is not None
    with instance.open(made).scope.begin() as connection:
        assert len(directory(connection).units) == 6


def test_every_fault_is_listed_by_row_and_nothing_is_made(
    sauro: Sauro, admin: Instance, tmp_path: Path
) -> None:
    code = f"xa-{uuid4().hex[:8]}"
    source = tmp_path / "xa.csv"
    source.write_text(HEAD + row(code) + row(code) + row("Xã Sai") + ",,,,,,\n")
    done = sauro("tenant", "create", "--from", str(source))
    assert done.exit_code == 2
    for said in ("Dòng 1: Mã", "Dòng 2: Mã", "Dòng 3: Mã Xã Sai", "Dòng 4: Thiếu code"):
        assert said in done.output
    source.write_text(HEAD + row(code, "khong-co"))
    done = sauro("tenant", "create", "--from", str(source))
    assert (done.exit_code, "Dòng 1: Không có cơ quan tỉnh" in done.output) == (2, True)
    assert admin.tenant(code) is None


def test_a_commune_that_breaks_off_leaves_nothing(
    sauro: Sauro, admin: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = (f"xa-{uuid4().hex[:8]}" for _ in range(2))
    source = tmp_path / "xa.toml"
    source.write_text(tables(bad, good))
    whole, seen = NameReceiver.decide, list[int]()

    def breaks(self: NameReceiver, work: Work) -> None:
        seen.append(1)
        if len(seen) == 1:
            raise LookupError
        whole(self, work)

    monkeypatch.setattr(NameReceiver, "decide", breaks)
    done = sauro("tenant", "create", "--from", str(source))
    assert done.exit_code == 1
    assert "Đã mở 1 xã; 0 xã đã có; 1 xã lỗi." in done.output
    assert (admin.tenant(bad), admin.tenant(good) is not None) == (None, True)
    assert sauro("tenant", "create", "--from", str(source)).exit_code == 0


@pytest.mark.parametrize("text", ["[[", "tenants = 3", "\x00", "units = [{}]"])
def test_rubbish_is_no_template(text: str, tmp_path: Path) -> None:
    source = tmp_path / "rac.toml"
    source.write_text(text)
    template, faults = read_template(source)
    assert template is None
    assert faults
