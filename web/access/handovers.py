"""A hand-over lets a member of a mission into a commune: signed, for one browser, for a minute.

It goes once: what names it is kept with the first look there.
"""

from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest, digest
from uuid import UUID

from flask import current_app

HOLDS = timedelta(seconds=60)
LABEL = b"sauro hand-over 1 "


@dataclass(frozen=True, slots=True)
class Handover:
    """Who goes for which inspection into which tenant; `browser` is made of its session."""

    handover_id: UUID
    tenant_id: int
    guest_id: UUID
    inspection_id: UUID
    browser: str
    until: int


def write(handover: Handover) -> str:
    """Sign a hand-over, for an address."""
    said = ".".join(map(str, astuple(handover)))
    return f"{said}.{_mark(said)}"


def until(at: datetime) -> int:
    """Give when a hand-over ends that is made at an instant."""
    return int((at + HOLDS).timestamp())


def read(text: str, tenant_id: int, at: datetime) -> Handover | None:
    """Give a hand-over into a tenant, if it was signed here and has not ended."""
    said, _, mark = text.rpartition(".")
    if not compare_digest(mark.encode(), _mark(said).encode()):
        return None
    own, into, guest, inspection, browser, end = said.split(".")
    found = Handover(UUID(own), int(into), UUID(guest), UUID(inspection), browser, int(end))
    return found if found.tenant_id == tenant_id and at.timestamp() <= found.until else None


def browser_of(token: str) -> str:
    """Say of which session a browser is, without its token."""
    return sha256(LABEL + token.encode()).hexdigest()


def _mark(said: str) -> str:
    key = current_app.secret_key
    secret = key if isinstance(key, bytes) else str(key).encode()
    return digest(secret, LABEL + said.encode(), "sha256").hex()
