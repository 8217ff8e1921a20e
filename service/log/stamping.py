"""Asks an authority for timestamps over checkpoints, seldom, and checks those that are kept."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rfc3161_client import HashAlgorithm, TimeStampRequest, TimestampRequestBuilder

from service.clock import now
from service.log.kept import DamagedFileError, KeptFile
from service.log.operating import Log
from service.log.posting import UnreachableError, post
from service.log.stamps import Fault, FaultyStampError, Stamp, StampFile, note_fault, trust
from tenants.ids import TenantId

QUERY = "application/timestamp-query"
RARELY = timedelta(hours=24)  # between two timestamps of a tenant that grew
PATIENCE = timedelta(hours=1)  # before an authority that failed is asked again
CHECKED = 30  # newest timestamps that a verification checks
CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a kept timestamp says now: from when its checkpoint is, or what is wrong with it."""

    stamp: Stamp
    at: datetime | None
    fault: Fault | None


@dataclass(slots=True)
class Stamping:
    """Asks one authority; after a failure it is left alone for an hour."""

    log: Log
    url: str
    quiet_until: datetime | None = None

    def round(self, tenants: Iterable[TenantId]) -> int:
        """Ask for every tenant whose record grew since long; gives how many came."""
        came = 0
        for tenant_id in tenants:
            if self.quiet_until and now() < self.quiet_until:
                break
            try:
                came += self.stamp(tenant_id)
            except FaultyStampError as faulty:
                note_fault(self.log.data, faulty.fault)
                self.quiet_until = now() + PATIENCE
        if came:
            note_fault(self.log.data, None)
        return came

    def stamp(self, tenant_id: TenantId) -> bool:
        """Ask for a timestamp over a tenant's newest checkpoint, if it is time for one.

        Raises:
            FaultyStampError: the authority gave none that holds.
        """
        text, file = _due(self.log, tenant_id), stamp_file(self.log, tenant_id)
        if text is None:
            return False
        trusted, asked = trust(self.log.data), _request(text)
        try:
            answer = post(self.url, asked.as_bytes(), QUERY).body
        except UnreachableError as silent:
            raise FaultyStampError(Fault.UNREACHABLE) from silent
        made = trusted.confirmed(text, answer, asked.nonce)
        if abs(made - now()) > CLOCKS_DIFFER:
            raise FaultyStampError(Fault.CLOCK)
        file.append(Stamp(now(), text, answer))
        return True


def _request(text: str) -> TimeStampRequest:
    builder = TimestampRequestBuilder().data(text.encode())
    return builder.hash_algorithm(HashAlgorithm.SHA256).build()


def stamp_file(log: Log, tenant_id: TenantId) -> StampFile:
    """Give the file of a tenant's timestamps."""
    return StampFile(log.signer.folder, tenant_id)


def confirmed(log: Log, tenant_id: TenantId, count: int = 1) -> list[Confirmed]:
    """Check the newest timestamps of a tenant, newest first.

    Raises:
        FaultyStampError: the file cannot be read.
        DamagedFileError: the kept checkpoints cannot be read.
    """
    stamps = stamp_file(log, tenant_id).newest(count)
    kept = {n.checkpoint.written() for n in log.kept(tenant_id)} if stamps else set[str]()
    return [_confirmed(log, stamp, kept) for stamp in stamps]


def broken(log: Log, tenant_id: TenantId) -> Fault | None:
    """Give the first fault of a tenant's newest timestamps that is not our own settings'."""
    try:
        found = confirmed(log, tenant_id, CHECKED)
    except FaultyStampError as faulty:
        return faulty.fault
    except DamagedFileError:  # the verification of the record says it better
        return None
    faults = [one.fault for one in found if one.fault not in {None, Fault.NO_CERTIFICATES}]
    return faults[0] if faults else None


def _confirmed(log: Log, stamp: Stamp, kept: Collection[str]) -> Confirmed:
    try:
        at = trust(log.data).confirmed(stamp.checkpoint, stamp.answer)
    except FaultyStampError as faulty:
        return Confirmed(stamp, None, faulty.fault)
    if stamp.checkpoint not in kept:
        return Confirmed(stamp, None, Fault.OTHER_HISTORY)
    return Confirmed(stamp, at, None)


def _due(log: Log, tenant_id: TenantId) -> str | None:
    """Give the checkpoint that wants a timestamp now, if there is one."""
    try:
        newest = KeptFile(log.signer.folder, tenant_id).newest()
    except DamagedFileError:
        return None
    if not newest:
        return None
    text = newest[0].note.checkpoint.written()
    for last in stamp_file(log, tenant_id).newest():
        if last.checkpoint == text or now() - last.at < RARELY:
            return None
    return text
