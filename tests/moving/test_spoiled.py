"""Truncated, altered and foreign exports: a clear verdict each, and nothing is let in."""

import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from service.db import driver
from service.ledgers import Instance
from service.log.attachments import names
from service.log.keys import KeyRing, MissingKeyError
from service.log.operating import Log
from service.log.signing import RefusedToSignError
from service.moving.exporting import Leaving, export
from service.moving.flaws import (
    Flaw,
    FlawedExportError,
    IncompleteExportError,
    MissingFilesError,
)
from tenants.scope import Scope
from tests.moving.sites import TRAVELLING, Lived, Site
from tests.moving.spoiling import SPOILED, Spoiled, members_of, signed, written
from tests.moving.test_moving import nothing_of


def flaw(new: Site, old: Site, path: Path) -> Flaw:
    with pytest.raises(FlawedExportError) as refused:
        new.take(path, old)
    return refused.value.flaw


@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_export_is_not_let_in(
    old: Site, new: Site, lived: Lived, exported: Path, spoiled: Spoiled
) -> None:
    members = members_of(exported)
    spoiled.do(members)
    if spoiled.signed:
        signed(members, old.log.keys)
    assert flaw(new, old, written(exported, members)) is spoiled.flaw
    assert nothing_of(new, lived.tenant)


@pytest.mark.parametrize("part", [0.0, 0.01, 0.3, 0.7, 0.99, 0.9999])
def test_a_cut_off_file_is_not_let_in(
    old: Site, new: Site, lived: Lived, exported: Path, part: float
) -> None:
    data = exported.read_bytes()
    exported.write_bytes(data[: int(len(data) * part)])
    assert flaw(new, old, exported) is Flaw.UNREADABLE
    assert nothing_of(new, lived.tenant)


def test_a_flipped_byte_is_noticed_in_every_member(
    old: Site, new: Site, lived: Lived, exported: Path
) -> None:
    data = exported.read_bytes()
    with zipfile.ZipFile(exported) as file:
        places = [i.header_offset + 40 + i.compress_size // 2 for i in file.infolist()]
    for place in places:
        exported.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert flaw(new, old, exported) in {Flaw.UNREADABLE, Flaw.MEMBER}
    assert nothing_of(new, lived.tenant)


def test_whom_we_do_not_believe_we_do_not_let_in(
    old: Site, new: Site, lived: Lived, exported: Path, tmp_path: Path
) -> None:
    stranger = KeyRing(tmp_path / "stranger")
    stranger.begin("cu.example")
    members = members_of(exported)
    signed(members, stranger)
    assert flaw(new, old, written(tmp_path / "la.zip", members)) is Flaw.UNSIGNED
    assert flaw(new, new, exported) is Flaw.UNSIGNED
    assert nothing_of(new, lived.tenant)


def test_a_site_without_a_key_lets_nobody_in(
    old: Site, new: Site, lived: Lived, exported: Path, tmp_path: Path
) -> None:
    with pytest.raises(MissingKeyError):
        Site(new.admin, Log(tmp_path / "nothing")).take(exported, old)
    assert nothing_of(new, lived.tenant)


def tampered(admin: Instance, lived: Lived, statement: str) -> None:
    with admin.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(statement), {"tenant": lived.tenant.tenant_id})


def test_who_sees_no_rows_exports_nothing(old: Site, lived: Lived, tmp_path: Path) -> None:
    old.export(lived.tenant, tmp_path / "truoc.zip")
    path, key = tmp_path / "goi.zip", old.admin.key
    expired = Scope(old.admin.engine, lived.tenant.tenant_id, key, as_owner=True, seconds=1)
    unbound = type(key)("another", b"x")
    blind = Scope(expired.engine, expired.tenant_id, unbound, as_owner=True)
    with pytest.raises((IncompleteExportError, RefusedToSignError)):
        export(path, blind, lived.tenant, old.log, Leaving(TRAVELLING))
    assert not list(tmp_path.glob("goi.zip*"))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("UPDATE es.stored_events SET person_id = post_id", "position = 3"),
        ("DELETE FROM es.stored_events", "position = 3"),
        ("DELETE FROM es.stored_events", "position > 20"),
    ],
)
def test_a_broken_history_is_not_exported(
    old: Site, lived: Lived, tmp_path: Path, change: str, where: str
) -> None:
    old.log.signer.sign(old.admin.open(lived.tenant).scope)
    tampered(old.admin, lived, f"{change} WHERE tenant_id = :tenant AND {where}")
    with pytest.raises((IncompleteExportError, RefusedToSignError)):
        old.export(lived.tenant, tmp_path / "goi.zip")
    assert not list(tmp_path.glob("goi.zip*"))


@pytest.mark.parametrize("data", [None, b"other bytes"])
def test_a_tenant_with_a_missing_file_is_not_exported(
    old: Site, lived: Lived, tmp_path: Path, data: bytes | None
) -> None:
    [file] = (p for p in (old.log.data / "files").rglob(lived.digest))
    file.unlink()
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(MissingFilesError) as missing:
        old.export(lived.tenant, tmp_path / "goi.zip")
    assert missing.value.names == [lived.digest]
    assert not list(tmp_path.glob("goi.zip*"))


def test_writers_wait_while_a_tenant_is_exported(
    old: Site, lived: Lived, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def meanwhile(_connection: object) -> list[str]:
        hurried = "SET LOCAL lock_timeout = 50"
        with lived.commune.ledger.scope.begin() as connection:
            driver(connection).execute(hurried)
            try:
                driver(connection).execute(
                    "SELECT es.append(gen_random_uuid(), '', gen_random_uuid(),"
                    " gen_random_uuid(), now(), '{}', '{}', '{}', '{}')"
                )
            except Exception as waiting:
                tried.append(type(waiting).__name__)
                raise
        return names(_connection)  # type: ignore[arg-type]

    monkeypatch.setattr("service.moving.exporting.names", meanwhile)
    with pytest.raises(Exception, match="lock timeout"):
        old.export(lived.tenant, tmp_path / "goi.zip")
    assert tried == ["LockNotAvailable"]
