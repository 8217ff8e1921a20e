"""Merging organisations (sáp nhập): the old records end and stay, a new one begins with them.

The first event of the new organisation names the last checkpoint of each record that went into
it, and the last event of each of those names the new one. A merger that broke off half way is
taken up where it stopped.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import Connection, Engine, text

from events.organisation import FormedByMerger, MergedInto, Organisation, Predecessor
from events.recorder import Envelope
from events.stream import Event
from service.db import driver
from service.log.kept import KeptFile
from service.log.reading import head
from service.log.signing import Signer
from service.organisation.founding import ORGANISATION, Founding, begin, enter
from service.vault.stores import event_store
from tenants.access import Actor
from tenants.register import Tenant, by_code, close
from tenants.scope import ContextKey, Scope

CLOSED = text("SELECT closed FROM es.tenant_heads WHERE tenant_id = ctx.tenant()")


@dataclass(eq=False)
class NotMergeableError(Exception):
    """An organisation is closed already, or the new code is another's; its code."""

    code: str


@dataclass(frozen=True, slots=True)
class Merger:
    """What is decided: the new organisation, by which decision, from which day."""

    founding: Founding
    basis: str
    on: date


@dataclass(frozen=True, slots=True)
class Merging:
    """The database as its owner, and the signer, which signs the ends of the old records."""

    engine: Engine
    key: ContextKey
    signer: Signer

    def merge(self, old: Sequence[tuple[Tenant, Actor]], merger: Merger) -> Tenant:
        """Close the old organisations and begin the new one.

        Args:
            old: each with the person in whose name the operator acts there.
            merger: what is decided.

        Raises:
            NotMergeableError: one is closed for another reason, or the new code is in use.
            RefusedToSignError: the signer does not vouch for one; nothing more was done.
        """
        for tenant, _ in old:
            self.signer.sign(self._scope(tenant))
        new = by_code(self.engine, merger.founding.code) or enter(self.engine, merger.founding)
        ended = MergedInto(
            successor=new.tenant_id, name=new.name, basis=merger.basis, on=merger.on
        )
        for tenant, actor in old:
            self._end(tenant, actor, ended)
        formed = FormedByMerger(
            predecessors=tuple(self._predecessor(tenant) for tenant, _ in old),
            basis=merger.basis,
            on=merger.on,
        )
        self._begin(new, merger.founding, formed)
        self.signer.sign(self._scope(new))
        return new

    def _end(self, tenant: Tenant, actor: Actor, ended: MergedInto) -> None:
        with self._scope(tenant).begin() as connection:
            if connection.execute(CLOSED).scalar_one():
                if _events(connection)[-1] != ended:
                    raise NotMergeableError(tenant.code)
                return
            organisation = event_store(connection).load(Organisation, ORGANISATION)
            organisation.note(ended)
            event_store(connection).append([organisation], _envelope(actor, ended))
            close(connection, tenant.tenant_id, ended.on)

    def _predecessor(self, tenant: Tenant) -> Predecessor:
        """Sign the end of an old record and give its last checkpoint."""
        scope = self._scope(tenant)
        self.signer.sign(scope)
        [last] = KeptFile(self.signer.folder, tenant.tenant_id).newest()
        with scope.begin() as connection:
            if head(driver(connection)).size != last.size:
                raise NotMergeableError(tenant.code)
        signed = last.note.checkpoint
        root = b64encode(signed.root).decode()
        return Predecessor(name=tenant.name, origin=signed.origin, size=signed.size, root=root)

    def _begin(self, new: Tenant, founding: Founding, formed: FormedByMerger) -> None:
        with self._scope(new).begin() as connection:
            if head(driver(connection)).size == 0:
                begin(connection, new, founding, [formed])
            elif _events(connection)[0] != formed:
                raise NotMergeableError(new.code)

    def _scope(self, tenant: Tenant) -> Scope:
        return Scope(self.engine, tenant.tenant_id, self.key, as_owner=True)


def _events(connection: Connection) -> list[Event]:
    return [one.event for one in event_store(connection).stream(ORGANISATION)]


def _envelope(actor: Actor, ended: MergedInto) -> Envelope:
    return Envelope(
        command_id=uuid4(),
        fingerprint=sha256(repr(ended).encode()).digest(),
        person_id=actor.person_id,
        post_id=actor.post_id,
    )
