"""Timestamps (RFC 3161) over checkpoints: what they are worth, and where they are kept.

An authority outside confirms that a checkpoint existed at an instant. Its certificates lie in
`tsa.pem` in the data folder, its answers beside the checkpoints, one a line.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec
from cryptography import x509
from rfc3161_client import (
    PKIStatus,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from service.log.tails import drop_cut_line, last_lines
from tenants.ids import TenantId

CERTIFICATES = "tsa.pem"
FAULT = "tsa.fault"


class Fault(StrEnum):
    """What is wrong with a timestamp, or with the authority's answer."""

    UNREACHABLE = "unreachable"  # no answer in time
    REFUSED = "refused"  # the authority says that it will not
    STRANGE = "strange"  # not a timestamp
    MISMATCH = "mismatch"  # of another text, or an answer to another request
    CLOCK = "clock"  # the authority's clock is far from ours
    EXPIRED = "expired"  # a certificate was not valid when it was made
    UNTRUSTED = "untrusted"  # the signature does not lead to the authority's certificates
    NO_CERTIFICATES = "no_certificates"  # `tsa.pem` is not there, or cannot be read
    OTHER_HISTORY = "other_history"  # it confirms a checkpoint that the signer never kept


class FaultyStampError(Exception):
    """A timestamp proves nothing, for this reason."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class Stamp(msgspec.Struct, frozen=True):
    """An authority's answer (DER), and the three lines of the checkpoint that it confirms."""

    at: datetime  # when it was asked for
    checkpoint: str
    answer: bytes

    @property
    def size(self) -> int:
        """How many events the checkpoint speaks for."""
        return int(self.checkpoint.split("\n")[1])


@dataclass(frozen=True, slots=True)
class Trust:
    """The certificates of the authority: its roots, and what leads to them."""

    roots: Sequence[x509.Certificate]
    others: Sequence[x509.Certificate]

    def confirmed(self, text: str, answer: bytes, nonce: int | None = None) -> datetime:
        """Give the instant that an answer confirms for a text.

        Raises:
            FaultyStampError: it confirms nothing.
        """
        response = _decoded(answer)
        _check_validity(response)
        verifier = VerifierBuilder(
            roots=list(self.roots), intermediates=list(self.others), nonce=nonce
        ).build()
        try:
            verifier.verify_message(response, text.encode())
        except VerificationError as wrong:
            words = str(wrong)
            mismatch = "Mismatch" in words or "mismatch" in words
            raise FaultyStampError(Fault.MISMATCH if mismatch else Fault.UNTRUSTED) from wrong
        return response.tst_info.gen_time


@dataclass(frozen=True, slots=True)
class StampFile:
    """The timestamps of one tenant."""

    folder: Path
    tenant_id: TenantId

    @property
    def path(self) -> Path:
        """Where they are."""
        return self.folder / f"{self.tenant_id}.stamps"

    def newest(self, count: int = 1) -> list[Stamp]:
        """Read the last timestamps, newest first.

        Raises:
            FaultyStampError: one of them cannot be read.
        """
        try:
            lines = last_lines(self.path, count)
            return [msgspec.json.decode(line, type=Stamp) for line in reversed(lines)]
        except (OSError, msgspec.MsgspecError) as wrong:
            raise FaultyStampError(Fault.STRANGE) from wrong

    def append(self, stamp: Stamp) -> None:
        """Add a timestamp and make it safe."""
        drop_cut_line(self.path)
        with self.path.open("ab") as file:
            file.write(msgspec.json.encode(stamp) + b"\n")
            file.flush()
            os.fsync(file.fileno())


def note_fault(data: Path, fault: Fault | None) -> None:
    """Keep why the authority gives no timestamps, or that it gives them again."""
    path = data / FAULT
    if fault is None:
        path.unlink(missing_ok=True)
    elif known_fault(data) is not fault:
        path.write_text(fault, encoding="utf-8")


def known_fault(data: Path) -> Fault | None:
    """Give why the authority gives no timestamps, if it gives none."""
    path = data / FAULT
    said = path.read_text(encoding="utf-8") if path.exists() else ""
    return Fault(said) if said in set(Fault) else None


def trust(data: Path) -> Trust:
    """Read the authority's certificates; those that signed themselves are the roots.

    Raises:
        FaultyStampError: there is none, or none that is a root.
    """
    try:
        found = x509.load_pem_x509_certificates((data / CERTIFICATES).read_bytes())
    except (OSError, ValueError) as absent:
        raise FaultyStampError(Fault.NO_CERTIFICATES) from absent
    roots = [one for one in found if one.issuer == one.subject]
    if not roots:
        raise FaultyStampError(Fault.NO_CERTIFICATES)
    return Trust(roots, [one for one in found if one.issuer != one.subject])


def _decoded(answer: bytes) -> TimeStampResponse:
    try:
        response = decode_timestamp_response(answer)
        if response.status != PKIStatus.GRANTED:
            raise FaultyStampError(Fault.REFUSED)
        _ = response.tst_info.gen_time
        _ = response.signed_data.certificates
    except ValueError as wrong:
        raise FaultyStampError(Fault.STRANGE) from wrong
    return response


def _check_validity(response: TimeStampResponse) -> None:
    made = response.tst_info.gen_time
    for der in response.signed_data.certificates:
        one = x509.load_der_x509_certificate(der)
        if not one.not_valid_before_utc <= made <= one.not_valid_after_utc:
            raise FaultyStampError(Fault.EXPIRED)
