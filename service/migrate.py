"""Brings a database to this release: migrations, the context key, the read models."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from service.read_models import make_table, outdated, rebuild
from tenants.register import every
from tenants.scope import AS_OWNER, ContextKey, Scope

LOCK = text("SELECT pg_advisory_xact_lock(20260101)")
KEY = text("INSERT INTO ctx.keys VALUES (:kid, :inner, :outer) ON CONFLICT (kid) DO NOTHING")


def migrate(admin: Engine, secret_key: str) -> None:
    """Migrate, and make outdated read models anew; safe to run by several at once.

    Args:
        admin: logs in as a role that may create roles and tables.
        secret_key: the instance's secret, from which the tenant contexts' key is derived.
    """
    key = ContextKey.derive(secret_key)
    with admin.begin() as connection:
        connection.execute(LOCK)
        _revisions(connection)
        connection.execute(AS_OWNER)
        inner, outer = key.pads()
        connection.execute(KEY, {"kid": key.kid, "inner": inner, "outer": outer})
        models = outdated(connection)
        for model in models:
            make_table(connection, model)
        tenants = every(connection) if models else []
    for tenant in tenants:
        with Scope(admin, tenant.tenant_id, key, as_owner=True, seconds=3600).begin() as bound:
            for model in models:
                rebuild(bound, model)


def _revisions(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("service.migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
