"""Files lie on disk sealed and named by their plain bytes; old plain ones stay readable."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.files import FileStore, evidence, note_file
from service.ledgers import Instance
from service.log.attachments import broken
from service.log.operating import Log
from service.vault.sealed_files import FIRST_LINE, UnreadableFileError
from tests.log.test_bundles import judged
from tests.people import Commune, make_commune
from tests.vault.test_sealing import Ring

WORDS = "Biên bản có số căn cước của người dân".encode()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path, 7, Ring())  # type: ignore[arg-type]


def on_disk(root: Path, digest: str) -> Path:
    [path] = root.glob(f"files/*/*/{digest}")
    return path


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=2000))
def test_any_bytes_come_back_and_are_not_on_the_disk(store: FileStore, data: bytes) -> None:
    digest = store.put(data)
    assert digest == sha256(data).hexdigest()
    assert store.get(digest) == data
    stored = on_disk(store.root, digest).read_bytes()
    assert stored.startswith(FIRST_LINE)
    assert len(data) < 12 or data not in stored


def test_a_file_stored_before_there_were_keys_is_read_as_it_is(store: FileStore) -> None:
    digest = sha256(WORDS).hexdigest()
    path = store.root / "files/7" / digest[:2] / digest
    path.parent.mkdir(parents=True)
    path.write_bytes(WORDS)
    assert store.get(digest) == WORDS
    store.put(WORDS)
    assert path.read_bytes() == WORDS


@pytest.mark.parametrize("place", [0, 25, 40, 60, -1])
def test_a_file_that_was_changed_is_not_given_out(store: FileStore, place: int) -> None:
    path = on_disk(store.root, store.put(WORDS))
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    if place:
        with pytest.raises(UnreadableFileError):
            store.get(path.name)
    else:  # the line that says it is sealed is gone: then these are not the bytes of the name
        assert sha256(store.get(path.name)).hexdigest() != path.name


def test_a_sealed_file_renamed_or_cut_is_not_given_out(store: FileStore) -> None:
    one, two = (on_disk(store.root, store.put(data)) for data in (WORDS, WORDS + b"!"))
    whole = one.read_bytes()
    one.write_bytes(two.read_bytes())
    for stored in (two.read_bytes(), whole[:30], FIRST_LINE):
        one.write_bytes(stored)
        with pytest.raises(FileNotFoundError):
            store.get(one.name)


def test_without_the_key_the_file_is_gone(store: FileStore) -> None:
    digest = store.put(WORDS)
    store.keyring.keys = dict.fromkeys(store.keyring.keys)  # type: ignore[attr-defined]
    with pytest.raises(UnreadableFileError):
        store.get(digest)


def test_another_tenant_cannot_open_a_file_put_into_its_folder(
    admin: Instance, instance: Instance, commune: Commune, tmp_path: Path
) -> None:
    other, log = make_commune(admin, instance), Log(tmp_path)
    ours, theirs = (log.files(one.ledger.scope) for one in (commune, other))
    digest = ours.put(WORDS)
    theirs.put(b"theirs")
    stolen = tmp_path / "files" / str(other.tenant.tenant_id) / digest[:2] / digest
    stolen.parent.mkdir(parents=True, exist_ok=True)
    stolen.write_bytes(on_disk(tmp_path, digest).read_bytes())
    with pytest.raises(UnreadableFileError):
        theirs.get(digest)


def test_verification_and_bundles_read_the_plain_bytes(
    commune: Commune, tmp_path: Path
) -> None:
    log, scope = Log(tmp_path), commune.ledger.scope
    log.begin("sauro.test")
    store = log.files(scope)
    digest = store.put(WORDS)
    with scope.begin() as connection:
        note_file(connection, evidence("bien-ban.txt", WORDS))
        assert list(broken(connection, store)) == []
    (heard := tmp_path / "heard").mkdir()
    log.write_bundle(heard / "b.zip", scope, commune.tenant, files=True)
    keys = [key.public.written() for key in log.keys.trusted()]
    assert judged(heard / "b.zip", keys, [], heard)[0] == "intact"
    path = on_disk(tmp_path, digest)
    path.write_bytes(path.read_bytes()[:-1] + b"\0\0")
    with scope.begin() as connection:
        assert list(broken(connection, store)) == [digest]
    log.write_bundle(heard / "c.zip", scope, commune.tenant, files=True)
    assert judged(heard / "c.zip", keys, [], heard)[:2] == ("broken", "file")
