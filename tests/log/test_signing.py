"""Checkpoints: their text, their keys, and what the signer refuses."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from events.merkle import proves_consistency
from service.db import driver
from service.ledgers import Instance
from service.log.kept import KeptFile
from service.log.keys import KeyRing, MalformedKeyError, MissingKeyError, trusted_key
from service.log.notes import Checkpoint, MalformedNoteError, Standing, judge, parse, sign
from service.log.proofs import consistency
from service.log.signing import Alarm, RefusedToSignError, Signer
from tenants.scope import Scope
from tests.log.conftest import record, some_events

EXAMPLE_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
EXAMPLE_ID = bytes.fromhex("c74f20a3")


def test_a_verifier_key_of_the_specification_is_read_as_it_is_written_there() -> None:
    key = trusted_key(EXAMPLE_KEY)
    assert (key.public.name, key.public.key_id(), key.active) == (
        "PeterNeumann",
        EXAMPLE_ID,
        True,
    )
    assert key.public.written() == EXAMPLE_KEY
    assert not trusted_key("retired " + EXAMPLE_KEY).active


@pytest.mark.parametrize(
    "line",
    ["", "x", "maybe " + EXAMPLE_KEY, EXAMPLE_KEY[:-2], EXAMPLE_KEY.replace("c7", "c8")],
)
def test_a_line_that_is_no_key_is_refused(line: str) -> None:
    with pytest.raises(MalformedKeyError):
        trusted_key(line)


def test_a_note_is_read_as_it_was_written_and_each_change_shows(keys: KeyRing) -> None:
    note = sign(Checkpoint("sauro.test/t/1", 7, b"r" * 32), keys.signers())
    said = note.written()
    assert said.startswith("sauro.test/t/1\n7\n")
    assert parse(said) == note
    assert judge(note, keys.trusted()) is Standing.SIGNED
    assert judge(parse(said.replace("\n7\n", "\n8\n")), keys.trusted()) is Standing.FORGED
    assert judge(note, []) is Standing.UNKNOWN


@given(st.text())
def test_no_text_makes_the_reader_stumble(said: str) -> None:
    for note in (said, f"a\n1\n{said}\n\n— a b\n", f"a\n{said}\n\n", said + "\n\n" + said):
        try:
            parse(note)
        except MalformedNoteError:
            continue


def test_what_has_grown_is_signed_once_and_proved_to_extend(
    tenant: Scope, signer: Signer
) -> None:
    first = signer.sign(tenant)
    assert first is not None
    assert signer.sign(tenant) is None
    record(tenant, some_events(21))
    second = signer.sign(tenant)
    assert second is not None
    with tenant.begin() as connection:
        path = consistency(driver(connection), first.size, second.size)
        noted = driver(connection).execute("SELECT note FROM es.checkpoints").fetchall()
    ends = [(c.size, c.note.checkpoint.root) for c in (first, second)]
    assert proves_consistency(ends[0], ends[1], path)
    assert {n for (n,) in noted} == {first.note.written(), second.note.written()}
    assert KeptFile(signer.folder, tenant.tenant_id).read() == [first, second]


def test_a_new_key_takes_over_with_an_overlap(tenant: Scope, signer: Signer) -> None:
    old = signer.sign(tenant)
    assert old is not None
    new_key = signer.keys.begin("sauro.test")
    both = signer.sign(tenant)
    assert both is not None
    assert [s.key_id for s in both.note.signatures][1] == new_key.key_id()
    signer.keys.retire(old.note.signatures[0].key_id)
    assert judge(old.note, signer.keys.trusted()) is Standing.RETIRED
    assert judge(both.note, signer.keys.trusted()) is Standing.SIGNED
    record(tenant, some_events(1))
    new = signer.sign(tenant)
    assert new is not None
    assert [s.key_id for s in new.note.signatures] == [new_key.key_id()]
    with pytest.raises(MissingKeyError):
        signer.keys.retire(new_key.key_id())


def refused(signer: Signer, scope: Scope) -> tuple[Alarm, int, int]:
    with pytest.raises(RefusedToSignError) as caught:
        signer.sign(scope)
    return caught.value.alarm, caught.value.first, caught.value.last


def test_a_missing_key_is_said_and_nothing_is_signed(tenant: Scope, signer: Signer) -> None:
    for path in signer.keys.folder.glob("*.pem"):
        path.unlink()
    assert refused(signer, tenant) == (Alarm.NO_KEY, 0, 0)
    assert signer.round([tenant]).alarms == {tenant.tenant_id: Alarm.NO_KEY}


def test_a_lost_file_is_not_begun_anew(tenant: Scope, signer: Signer) -> None:
    signer.sign(tenant)
    KeptFile(signer.folder, tenant.tenant_id).path.unlink()
    assert refused(signer, tenant) == (Alarm.FILE_LOST, 1, 40)


def test_a_line_cut_by_a_power_failure_is_written_again(tenant: Scope, signer: Signer) -> None:
    first = signer.sign(tenant)
    file = KeptFile(signer.folder, tenant.tenant_id)
    whole = file.path.read_bytes()
    file.path.write_bytes(whole + whole[:70])
    assert file.read() == [first]
    record(tenant, some_events(2))
    assert signer.sign(tenant) is not None
    assert [kept.size for kept in file.read()] == [40, 42]


@pytest.mark.parametrize(
    ("old", "new"), [(b'"frontier":"', b'"frontier":"AAAA'), (b"/t/", b"/u/")]
)
def test_a_changed_line_stops_the_signer(
    tenant: Scope, signer: Signer, old: bytes, new: bytes
) -> None:
    signer.sign(tenant)
    path = KeptFile(signer.folder, tenant.tenant_id).path
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    assert refused(signer, tenant) == (Alarm.FILE_DAMAGED, 0, 0)


def test_new_events_that_do_not_give_the_databases_tree_are_not_signed(
    admin: Instance, tenant: Scope, signer: Signer
) -> None:
    signer.sign(tenant)
    record(tenant, some_events(3))
    with admin.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(
            text(
                "UPDATE es.stored_events SET topic = 'x' WHERE tenant_id = :t AND position = 42"
            ),
            {"t": tenant.tenant_id},
        )
    assert refused(signer, tenant) == (Alarm.REWRITTEN, 41, 43)


def test_one_refusal_stops_no_other_tenant(
    tmp_path: Path, tenant: Scope, signer: Signer, admin: Instance
) -> None:
    empty = Scope(admin.engine, type(tenant.tenant_id)(2**31 - 1), admin.key)
    KeptFile(signer.folder, empty.tenant_id).path.parent.mkdir(parents=True, exist_ok=True)
    KeptFile(signer.folder, empty.tenant_id).path.write_text("rubbish\n")
    done = signer.round([empty, tenant])
    assert (done.signed, done.alarms) == (1, {empty.tenant_id: Alarm.FILE_DAMAGED})
