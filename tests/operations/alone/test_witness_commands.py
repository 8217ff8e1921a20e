"""Witnesses by the command line: a province begins, watches, and is asked."""

from pathlib import Path

import pytest

from service.log.keys import verifier_key
from service.log.watching import watch
from service.log.witness import COSIGNATURE
from service.log.witnesses import Witnesses
from tests.operations.conftest import Sauro
from tests.people import Commune

URL = "https://tinh.example/x/so-noi-vu/nhan-chung"


def begun(sauro: Sauro, commune: Commune) -> str:
    done = sauro("witness", "begin", "--tenant", commune.tenant.code, "tinh/nhan-chung")
    assert done.exit_code == 0
    return done.output.splitlines()[0]


def test_a_tenant_begins_once_and_prints_its_key(sauro: Sauro, commune: Commune) -> None:
    key = verifier_key(begun(sauro, commune), COSIGNATURE)
    assert key.name == "tinh/nhan-chung"
    again = sauro("witness", "begin", "--tenant", commune.tenant.code, "khac")
    assert "đã có khóa" in again.output


def test_a_tree_is_watched_with_its_name(
    sauro: Sauro, commune: Commune, tmp_path: Path
) -> None:
    words = ("witness", "watch", "--tenant", commune.tenant.code, "--name", "Xã  A")
    sauro("worker", "--once")
    key = sauro("keys", "list").output.split()[1]
    assert "chưa có khóa nhân chứng" in sauro(*words, "sauro.local/t/1", key).output
    begun(sauro, commune)
    assert "Khóa không đọc được" in sauro(*words, "sauro.local/t/1", "rubbish").output
    assert "dấu cách" in sauro(*words, "a b", key).output
    assert sauro(*words, "sauro.local/t/1", key).exit_code == 0
    ours = watch(tmp_path, commune.tenant.tenant_id)
    assert ours.names() == {"sauro.local/t/1": "Xã A"}
    assert [k.public.written() for k in ours.watched()["sauro.local/t/1"]] == [key]


def test_a_witness_is_asked_for_all_or_for_one(
    sauro: Sauro, commune: Commune, tmp_path: Path
) -> None:
    key, code = begun(sauro, commune), commune.tenant.code
    assert "Chưa có khóa ký" in sauro("witness", "ask", "--tenant", code, URL, key).output
    sauro("worker", "--once")
    assert sauro("witness", "ask", "--tenant", code, URL, key).exit_code == 0
    mine = f"sauro.local/t/{commune.tenant.tenant_id}"
    assert [one.address for one in Witnesses(tmp_path).of(mine)] == [f"{URL}/add-checkpoint"]
    assert Witnesses(tmp_path).of("sauro.local/t/0") == []
    assert sauro("witness", "ask", URL, key).exit_code == 0
    assert len(Witnesses(tmp_path).of("sauro.local/t/0")) == 1


@pytest.mark.parametrize("url", ["tinh.example", "ftp://tinh.example", "https://a b"])
def test_an_address_that_is_none_is_refused(
    sauro: Sauro, commune: Commune, url: str, tmp_path: Path
) -> None:
    key = begun(sauro, commune)
    assert "Địa chỉ phải bắt đầu" in sauro("witness", "ask", url, key).output
    log_key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert "Khóa không đọc được" in sauro("witness", "ask", URL, log_key).output
    assert not (tmp_path / "witnesses.txt").exists()
