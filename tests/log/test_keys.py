"""Private keys are opened in one place, behind one interface that a token can fill."""

import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from service.log.keys import KeyRing, KeySigner, PublicKey
from service.log.notes import Checkpoint, Standing, judge, sign
from service.log.signing import Signer
from tenants.scope import Scope
from tests.architecture.sources import INSIDE

PRIVATE = re.compile(r"Ed25519PrivateKey|load_pem_private_key|\.private\b")


class Token:
    """A key that never leaves its token: it only answers."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()
        raw = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.public = PublicKey("sauro.test", raw)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


class TokenRing(KeyRing):
    """A folder whose private half is in a token."""

    token: KeySigner

    def signers(self) -> list[KeySigner]:
        return [TokenRing.token]


def test_a_token_signs_where_a_file_did(tmp_path: Path, tenant: Scope) -> None:
    token = Token()
    TokenRing.token = token
    ring = TokenRing(tmp_path / "keys")
    ring.folder.mkdir()
    (ring.folder / "trusted.txt").write_text(f"active {token.public.written()}\n")
    kept = Signer(ring, tmp_path / "checkpoints").sign(tenant)
    assert kept is not None
    assert judge(kept.note, ring.trusted()) is Standing.SIGNED
    assert [path.name for path in ring.folder.iterdir()] == ["trusted.txt"]


def test_private_keys_are_opened_in_one_file_only() -> None:
    python = [p for p in INSIDE if p.suffix == ".py" and "tests" not in p.parts]
    assert {p.name for p in python if PRIVATE.search(p.read_text())} == {"keys.py"}


def test_a_key_file_is_for_its_owner_alone_and_says_no_secret(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys")
    ring.begin("sauro.test")
    [secret] = ring.folder.glob("*.pem")
    assert secret.stat().st_mode & 0o077 == 0
    assert "PRIVATE" not in repr(ring.signers()) + str(ring.trusted())


@pytest.mark.parametrize("missing", ["trusted.txt", "*.pem"])
def test_what_was_signed_stays_good_while_a_key_is_away(tmp_path: Path, missing: str) -> None:
    ring = KeyRing(tmp_path / "keys")
    ring.begin("sauro.test")
    trusted = ring.trusted()
    note = sign(Checkpoint("sauro.test/t/1", 7, b"r" * 32), ring.signers())
    next(ring.folder.glob(missing)).unlink()
    assert judge(note, trusted) is Standing.SIGNED
