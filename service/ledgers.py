"""Opens one tenant: for a request, for a job, for the command line."""

from dataclasses import dataclass

from sqlalchemy import Engine

from service.db import engine_for
from service.policies.telling import tell
from service.policies.telling_beside import tell_beside
from service.read_models import READ_MODELS
from service.settings import Settings
from service.vault.stores import with_vault
from service.vault.wrapping import Vault
from service.work import Ledger
from tenants.ids import TenantId
from tenants.register import Tenant, by_code
from tenants.scope import ContextKey, Scope


@dataclass(frozen=True, slots=True)
class Instance:
    """The database of one process, and the key that opens tenants in it."""

    engine: Engine
    key: ContextKey
    as_owner: bool = False

    def tenant(self, code: str) -> Tenant | None:
        """Find a tenant by its code in the address."""
        return by_code(self.engine, code)

    def scope(self, tenant_id: TenantId) -> Scope:
        """Bind the engine to a tenant."""
        return Scope(self.engine, tenant_id, self.key, self.as_owner)

    def open(self, tenant: Tenant) -> Ledger:
        """Open a tenant's ledger."""
        return Ledger(
            self.scope(tenant.tenant_id),
            tenant.zone,
            READ_MODELS,
            (tell, tell_beside),
        )


def instance(settings: Settings) -> Instance:
    """Connect as the application's role.

    Raises:
        MissingWrappingKeyError: what people typed could be neither read nor kept.
    """
    vault = Vault(settings.vault)
    vault.require()
    engine = with_vault(engine_for(settings.database_url, pooler=settings.pooler), vault)
    return Instance(engine, ContextKey.derive(settings.secret_key))


def administration(settings: Settings) -> Instance:
    """Connect as the owner, for administration and the loading of a demonstration."""
    engine = with_vault(engine_for(settings.admin_url, pool=2), Vault(settings.vault))
    return Instance(engine, ContextKey.derive(settings.secret_key), as_owner=True)
