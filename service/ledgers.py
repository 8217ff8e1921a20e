"""Opens one tenant: for a request, for a job, for the command line."""

from dataclasses import dataclass

from sqlalchemy import Engine

from service.db import engine_for
from service.policies.telling import tell
from service.policies.telling_conclusions import tell_conclusions
from service.policies.telling_directives import tell_directives
from service.policies.telling_grades import tell_grades
from service.policies.telling_inspections import tell_inspections
from service.policies.telling_reports import tell_reports
from service.policies.telling_reviews import tell_reviews
from service.policies.telling_scores import tell_scores
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
            (
                tell,
                tell_scores,
                tell_grades,
                tell_conclusions,
                tell_directives,
                tell_reports,
                tell_reviews,
                tell_inspections,
            ),
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
