"""What commands begin with: settings, the database, a tenant, its administrator."""

import click
from rich.console import Console

from service.clock import today
from service.ledgers import Instance
from service.ledgers import administration as as_owner
from service.ledgers import instance as as_application
from service.settings import MissingSettingError, Settings, from_environment
from service.vault.wrapping import MissingWrappingKeyError
from service.work import Ledger
from tenants.access import Actor, Role
from tenants.directory import directory
from tenants.ids import PersonId, PostId, UnitId
from tenants.register import Tenant

console = Console()
NO_VAULT = "Không đọc được khóa bọc dữ liệu ở {}: hãy đưa thư mục khóa về, rồi chạy lại."
tenant_option = click.option("--tenant", "code", required=True, help="Mã đơn vị trong địa chỉ.")


def settings() -> Settings:
    """Read the settings, or end the command with what is missing."""
    try:
        return from_environment()
    except MissingSettingError as missing:
        raise click.ClickException(f"Thiếu biến môi trường {missing}.") from missing


def application() -> Instance:
    """Connect as the application does, until the command ends."""
    try:
        return _until_the_end(as_application(settings()))
    except MissingWrappingKeyError as missing:
        raise click.ClickException(NO_VAULT.format(missing)) from missing


def administration() -> Instance:
    """Connect as the owner until the command ends; nobody said how: end it now."""
    known = settings()
    if not known.admin_url:
        raise click.ClickException("Thiếu biến môi trường DATABASE_ADMIN_URL.")
    return _until_the_end(as_owner(known))


def _until_the_end(opened: Instance) -> Instance:
    click.get_current_context().call_on_close(opened.engine.dispose)
    return opened


def tenant(instance: Instance, code: str) -> Tenant:
    """Find a tenant, or end the command."""
    found = instance.tenant(code)
    if found is None:
        raise click.ClickException(f"Không có đơn vị nào mang mã {code}.")
    return found


def administrator(ledger: Ledger) -> Actor:
    """Give the tenant's administrator, in whose name the command line acts."""
    with ledger.scope.begin() as connection:
        known = directory(connection)
    for post in known.posts.values():
        if Role.TENANT_ADMIN in post.roles:
            for person_id in known.holders(post.post_id, today(ledger.zone)):
                return Actor(
                    ledger.scope.tenant_id,
                    PersonId(person_id),
                    PostId(post.post_id),
                    UnitId(post.unit_id),
                    frozenset(Role(role) for role in post.roles),
                )
    raise click.ClickException("Đơn vị này không còn ai giữ chức danh quản trị.")
