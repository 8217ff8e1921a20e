"""A time-stamping authority (RFC 3161) of the tests' own, honest or not."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

REFUSAL = bytes.fromhex("30053003020102")  # PKIStatusInfo: rejection, and no token
POLICY = "1.3.6.1.4.1.99999.1"
BORN = datetime(2020, 1, 1, tzinfo=UTC)
DIES = datetime(2060, 1, 1, tzinfo=UTC)


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def root(name: str = "Gốc thử") -> x509.Certificate:
    basics = x509.BasicConstraints(ca=True, path_length=None)
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    made = _certificate(name, name, BORN, DIES).add_extension(basics, critical=True)
    return made.add_extension(usage, critical=True).sign(key(name), hashes.SHA256())


def leaf(
    name: str, above: str, born: datetime = BORN, dies: datetime = DIES
) -> x509.Certificate:
    use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    made = _certificate(name, above, born, dies).add_extension(use, critical=True)
    return made.sign(key(above), hashes.SHA256())


def _certificate(
    name: str, above: str, born: datetime, dies: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(named(name)).issuer_name(named(above))
    builder = builder.public_key(key(name).public_key()).serial_number(sum(name.encode()))
    return builder.not_valid_before(born).not_valid_after(dies)


@dataclass
class Authority:
    """Answers requests; its fields are the ways in which it may lie."""

    above: str = "Gốc thử"
    born: datetime = BORN
    dies: datetime = DIES
    off_by: timedelta = timedelta()
    other_message: bool = False
    other_nonce: bool = False
    broken_signature: bool = False
    raw: bytes | None = None
    asked: list[bytes] = field(default_factory=list)

    def pem(self) -> bytes:
        return root(self.above).public_bytes(Encoding.PEM)

    def answer(self, asked: bytes) -> bytes:
        self.asked.append(asked)
        if self.raw is not None:
            return self.raw
        request = tsp.TimeStampReq.load(asked)
        info = self._info(request)
        response = {"status": {"status": "granted"}, "time_stamp_token": self._token(info)}
        return bytes(tsp.TimeStampResp(response).dump())

    def _info(self, request: Any) -> Any:
        imprint = request["message_imprint"].native
        message = sha256(b"x").digest() if self.other_message else imprint["hashed_message"]
        return tsp.TSTInfo(
            {
                "version": "v1",
                "policy": POLICY,
                "message_imprint": {
                    "hash_algorithm": {"algorithm": "sha256"},
                    "hashed_message": message,
                },
                "serial_number": len(self.asked),
                "gen_time": (datetime.now(UTC) + self.off_by).replace(microsecond=0),  # noqa: TID251
                "nonce": request["nonce"].native + self.other_nonce,
            }
        )

    def _token(self, info: Any) -> Any:
        name = f"Cơ quan thử {self.born:%Y} {self.dies:%Y}"
        certificate = leaf(name, self.above, self.born, self.dies)
        ours = asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
        identified = {"cert_hash": sha256(ours.dump()).digest()}
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "message_digest", "values": [sha256(info.dump()).digest()]},
                {
                    "type": "signing_certificate_v2",
                    "values": [tsp.SigningCertificateV2({"certs": [identified]})],
                },
            ]
        )
        said = attributes.dump() + (b"x" if self.broken_signature else b"")
        value = key(name).sign(said, padding.PKCS1v15(), hashes.SHA256())
        signer = {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": ours.issuer, "serial_number": ours.serial_number},
            ),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": value,
        }
        signed = {
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {
                "content_type": "tst_info",
                "content": core.ParsableOctetString(info.dump()),
            },
            "certificates": [ours],
            "signer_infos": [signer],
        }
        return cms.ContentInfo({"content_type": "signed_data", "content": signed})


@contextmanager
def served(authority: Authority) -> Iterator[str]:
    """Serve an authority on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            said = authority.answer(body)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/tsa"
    server.shutdown()
    server.server_close()
