"""An operator replaces the wrapping key; without it nothing starts and nothing is made up."""

from pathlib import Path
from uuid import UUID

from service.vault.wrapping import Vault
from tests.operations.conftest import Sauro
from tests.people import Commune
from tests.vault.test_rewrapping import note, task_id

__all__ = ["task_id"]  # a fixture


def test_an_operator_replaces_the_wrapping_key(
    sauro: Sauro, commune: Commune, task_id: UUID, vault: Vault
) -> None:
    old = vault.require()
    kept = sauro("keys", "forget", old)
    assert kept.exit_code == 1, kept.output
    done = sauro("keys", "rewrap")
    assert done.exit_code == 0, done.output
    shown = sauro("keys", "wrapping").output.split()
    assert shown == vault.names()
    assert shown[-1] != old
    assert sauro("keys", "forget", old).exit_code == 0
    assert old not in vault.names()
    assert note(commune, task_id) == "Đã quét"


def test_without_its_wrapping_key_the_service_says_so_and_does_not_start(
    sauro: Sauro, commune: Commune, task_id: UUID, tmp_path: Path
) -> None:
    lost = {"SAURO_VAULT": str(tmp_path / "lost")}
    for words in (("keys", "rewrap"), ("worker", "--once"), ("migrate",)):
        refused = sauro(*words, **lost)
        assert refused.exit_code == 1, words
        assert "khóa bọc dữ liệu" in refused.output, words
    examined = sauro("doctor", **lost)
    assert examined.exit_code == 1
    assert "Đọc được khóa bọc dữ liệu" in examined.output
    assert not (tmp_path / "lost").exists()
