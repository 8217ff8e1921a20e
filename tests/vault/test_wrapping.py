"""Data keys are wrapped with a key that is not in the database; without it nothing opens."""

from pathlib import Path
from uuid import UUID

import pytest

from service.vault.wrapping import (
    DamagedDataKeyError,
    Label,
    MissingWrappingKeyError,
    Vault,
    Wrapped,
)

LABEL = Label(7, UUID(int=1), UUID(int=2))
WRITTEN = b"\x00" + bytes(range(32))


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    made = Vault(tmp_path / "vault")
    made.begin()
    return made


def test_a_wrapped_key_opens_for_its_tenant_key_and_subject(vault: Vault) -> None:
    assert vault.unwrap(vault.wrap(WRITTEN, LABEL), LABEL) == WRITTEN


@pytest.mark.parametrize(
    "other",
    [
        Label(8, UUID(int=1), UUID(int=2)),
        Label(7, UUID(int=3), UUID(int=2)),
        Label(7, UUID(int=1), UUID(int=3)),
    ],
    ids=["another tenant", "another key", "another person"],
)
def test_it_opens_for_nobody_else(vault: Vault, other: Label) -> None:
    with pytest.raises(DamagedDataKeyError):
        vault.unwrap(vault.wrap(WRITTEN, LABEL), other)


@pytest.mark.parametrize("cut", [0, 5, 12, 30])
def test_a_key_that_was_changed_or_cut_does_not_open(vault: Vault, cut: int) -> None:
    wrapped = vault.wrap(WRITTEN, LABEL)
    for sealed in (wrapped.sealed[:cut], wrapped.sealed[:-1] + b"\0\0"):
        with pytest.raises(DamagedDataKeyError):
            vault.unwrap(Wrapped(wrapped.by, sealed), LABEL)


def test_a_new_wrapping_key_wraps_and_the_older_still_opens(vault: Vault) -> None:
    before = vault.wrap(WRITTEN, LABEL)
    name = vault.begin()
    after = vault.wrap(WRITTEN, LABEL)
    assert (before.by, after.by) == (vault.names()[0], name)
    assert vault.unwrap(before, LABEL) == vault.unwrap(after, LABEL) == WRITTEN


def test_a_forgotten_wrapping_key_is_gone_from_the_disk(vault: Vault) -> None:
    old = vault.require()
    vault.begin()
    vault.forget(old)
    assert [file.stem for file in vault.folder.glob("*.kek")] == vault.names()
    with pytest.raises(MissingWrappingKeyError):
        vault.forget(vault.require())


def test_the_files_are_their_owners_alone(vault: Vault) -> None:
    assert vault.folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in vault.folder.glob("*.kek")} == {0o600}


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: [file.unlink() for file in folder.glob("*.kek")],
        lambda folder: [file.write_text("00" * 32) for file in folder.glob("*.kek")],
        lambda folder: [file.write_text("rubbish") for file in folder.glob("*.kek")],
        lambda folder: (folder / "keys.txt").write_text(""),
        lambda folder: (folder / "keys.txt").write_bytes(b"\xff\xfe"),
        lambda folder: (folder / "keys.txt").unlink(),
    ],
    ids=["no file", "another key", "rubbish", "an empty list", "no text", "no list"],
)
def test_a_missing_or_damaged_wrapping_key_is_refused(vault: Vault, harm: object) -> None:
    harm(vault.folder)  # type: ignore[operator]
    with pytest.raises(MissingWrappingKeyError):
        vault.require()
