"""Brings a database to this release: migrations, the context key, the read models."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg import sql
from sqlalchemy import Connection, Engine, text

from service.db import driver
from service.read_models import (
    READ_MODELS,
    limit_readers,
    make_table,
    note_versions,
    outdated,
    rebuild,
)
from tenants.register import every
from tenants.scope import AS_OWNER, ContextKey, Scope

LOCK = text("SELECT pg_advisory_lock(20260101)")
UNLOCK = text("SELECT pg_advisory_unlock(20260101)")
UPGRADING = text("SET LOCAL app.upgrading = 'yes'")  # changes of structure are ours
KEY = text("INSERT INTO ctx.keys VALUES (:kid, :inner, :outer) ON CONFLICT (kid) DO NOTHING")


def migrate(admin: Engine, secret_key: str) -> None:
    """Migrate, and make outdated read models anew; safe to run by several at once.

    Args:
        admin: logs in as a role that may create roles and tables.
        secret_key: the instance's secret, from which the tenant contexts' key is derived.
    """
    with admin.connect() as guard:
        guard.execute(LOCK)
        try:
            _bring_up(admin, ContextKey.derive(secret_key))
        finally:
            guard.execute(UNLOCK)


def _bring_up(admin: Engine, key: ContextKey) -> None:
    with admin.begin() as connection:
        connection.execute(UPGRADING)
        _revisions(connection)
        connection.execute(AS_OWNER)
        inner, outer = key.pads()
        connection.execute(KEY, {"kid": key.kid, "inner": inner, "outer": outer})
        models = outdated(connection)
        for model in models:
            make_table(connection, model)
        for model in READ_MODELS:
            limit_readers(connection, model)
        tenants = every(connection) if models else []
    for tenant in tenants:
        with Scope(admin, tenant.tenant_id, key, as_owner=True, seconds=3600).begin() as bound:
            rebuild(bound, *models)
    with admin.begin() as connection:
        connection.execute(AS_OWNER)
        note_versions(connection, models)


def let_application_in(admin: Engine, password: str | None) -> None:
    """Allow the application's role to log in, with a password or by the socket's trust.

    Args:
        admin: logs in as a role that may change roles.
        password: the one that `DATABASE_URL` names; None leaves whatever is set.
    """
    word = sql.SQL("") if password is None else sql.SQL(" PASSWORD {}").format(password)
    statement = sql.SQL("ALTER ROLE sauro_app LOGIN{}").format(word)
    with admin.begin() as connection:
        driver(connection).execute(statement)


def known_revisions() -> list[str]:
    """List the database revisions that this release knows, the newest first."""
    script = ScriptDirectory.from_config(_config())
    return [step.revision for step in script.walk_revisions()]


def _revisions(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("service.migrations")))
    return config
