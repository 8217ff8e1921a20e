"""What a view may know of its request: tenant, actor, database; nobody else reads `flask.g`."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from typing import ParamSpec, cast
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

from flask import abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, current_user, login_required
from sqlalchemy import Connection

from service import clock
from service.files import FileStore
from service.in_force import look_by_happening
from service.inspections.mandates import NOTHING, Mandated, mandated
from service.ledgers import Instance
from service.settings import Settings
from service.tasks.states import Sight
from service.vault.stores import OpenedKeys
from service.work import Command, Ledger, Order, execute
from tenants import sessions
from tenants.access import Actor, Permission
from tenants.calendar import WorkingCalendar, working_calendar
from tenants.directory import Directory, directory
from tenants.ids import PersonId
from tenants.register import Tenant
from web import visiting
from web.clocks import Past, looks_by_happening, read_past

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


@dataclass(frozen=True, slots=True)
class Site:
    """What an application is made of; `app.extensions["sauro"]`."""

    settings: Settings
    instance: Instance


class SignedIn(UserMixin):
    """The person behind this browser session, as flask-login wants it; its id is the token."""

    def __init__(self, token: str, session: sessions.Session) -> None:
        self.id = token
        self.session = session


def site() -> Site:
    """Give what the application was made of."""
    return cast(Site, current_app.extensions["sauro"])


def everyone(view: View[P]) -> View[P]:
    """Say openly that strangers may see a page."""
    view.guard = "everyone"  # type: ignore[attr-defined]  # read by tests/isolation
    return view


def signed_in(view: View[P]) -> View[P]:
    """Send strangers to the sign-in page, and a password given by others to be changed."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if _must_change_password():
            return redirect(url_for("account.password"), 303)
        if current_user.is_authenticated and visiting.beyond_guests(actor()):
            abort(403)
        return cast(ResponseReturnValue, login_required(view)(*args, **kwargs))

    guarded.guard = "signed_in"  # type: ignore[attr-defined]  # read by tests/isolation
    return guarded


def requires(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Let a view be used by signed-in people whose post carries a permission; else 403."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def permitted(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            actor().require(permission)
            return view(*args, **kwargs)

        guarded = signed_in(permitted)
        guarded.guard = permission  # type: ignore[attr-defined]  # read by tests/isolation
        return guarded

    return decorate


def take_tenant(endpoint: str | None, values: dict[str, object] | None) -> None:
    """Take the tenant's code out of a view's arguments; an unknown tenant is a page unknown."""
    code = values.pop("code", None) if values else None
    if code is None and request.path.startswith("/x/"):
        code = request.path.split("/")[2]  # no such page below a tenant: still its header
    if code is None:
        return
    found = site().instance.tenant(str(code)) if str(code).replace("-", "").isalnum() else None
    if found is not None:
        g.tenant = found
    elif endpoint is not None:
        abort(404)


def put_code(endpoint: str, values: dict[str, object]) -> None:
    """Put the tenant's code into an address that has a place for it."""
    if has_tenant() and current_app.url_map.is_endpoint_expecting(endpoint, "code"):
        values.setdefault("code", tenant().code)


def has_tenant() -> bool:
    """Tell whether the address is below a tenant that exists."""
    return "tenant" in g


def tenant() -> Tenant:
    """Give the tenant of the address."""
    return cast(Tenant, g.tenant)


def session() -> sessions.Session:
    """Give the person's session; the view is behind a guard."""
    return cast(SignedIn, current_user).session


def actor() -> Actor:
    """Give the signed-in actor; the view is behind a guard."""
    return session().actor


def sight() -> Sight:
    """Give which tasks the actor may open."""
    return Sight.of(actor(), by_mandate().tasks)


def by_mandate() -> Mandated:
    """Give what the mandates that run today open to the actor, read once a request."""
    if "mandated" not in g:
        mine = session().mandates
        g.mandated = mandated(db(), actor().person_id) if mine else NOTHING
    return cast(Mandated, g.mandated)


def ledger() -> Ledger:
    """Give the tenant's ledger."""
    if "ledger" not in g:
        g.ledger = site().instance.open(tenant())
    return cast(Ledger, g.ledger)


def db() -> Connection:
    """Give the request's read transaction, bound to the tenant; opened at first use.

    It is bound to the mandates of somebody who reads by mandate as well.
    """
    if "reading" not in g:
        opened, bound = ExitStack(), replace(ledger().scope, reader=g.get("reader"))
        g.connection = opened.enter_context(bound.begin())
        g.reading = opened
    return cast(Connection, g.connection)


def read_by_mandate(person_id: PersonId) -> None:
    """Let the rest of the request read what a person's mandates cover, and what is theirs."""
    end_reading()
    g.reader = person_id


def end_reading(error: BaseException | None = None) -> None:
    """End the read transaction; the next `db()` opens another, which sees what is new."""
    opened = cast(ExitStack | None, g.pop("reading", None))
    for name in ("connection", "register"):
        g.pop(name, None)
    if opened is not None:
        opened.__exit__(type(error) if error else None, error, None)


def register() -> Directory:
    """Give who is who in the tenant, read once a request."""
    if "register" not in g:
        g.register = directory(db())
    return cast(Directory, g.register)


def calendar() -> WorkingCalendar:
    """Give the tenant's working days, read once a request."""
    if "calendar" not in g:
        g.calendar = working_calendar(db())
    return cast(WorkingCalendar, g.calendar)


def today() -> date:
    """Give the current day in the tenant's time zone."""
    return clock.today(tenant().zone)


def local(moment: datetime) -> datetime:
    """Put an instant into the tenant's time zone."""
    return moment.astimezone(ZoneInfo(tenant().zone))


def past() -> Past | None:
    """Give the past day that `?tai_ngay=` asks for; None for the present, or for rubbish."""
    return asked_day("tai_ngay")


def asked_day(name: str) -> Past | None:
    """Read a past day from the address, once; a future one or rubbish is warned about.

    From then on the request's queries read by the clock that one looks back by.
    """
    days = asked_days()
    if name not in days:
        days[name] = read_past(request.args.get(name, "").strip(), today(), tenant().zone)
        if days[name]:
            look_back()
    return days[name]


def look_back() -> None:
    """Let the request's queries read by the clock that one looks back by."""
    if looks_by_happening(actor()):
        look_by_happening(db(), ledger().read_models)


def asked_days() -> dict[str, Past | None]:
    """Give the days that the view asked for by now, by name; None for the present."""
    return cast(dict[str, Past | None], g.setdefault("days", {}))


def command_id() -> UUID:
    """Give the identifier that came with the form, or a new one when it came without."""
    if "command_id" not in g:
        try:
            g.command_id = UUID(request.form.get("command_id", ""))
        except ValueError:
            g.command_id = uuid4()
    return cast(UUID, g.command_id)


def carry_out(command: Command, *, step: str = "", written_at: datetime | None = None) -> UUID:
    """Execute a command as the signed-in actor, under the form's identifier.

    Args:
        command: what is asked for.
        step: a name for it when one form asks for several commands.
        written_at: when it was written on a device, as `web.written` believes it.

    Returns:
        The command's identifier: `uuid5(it, "plan")` names the plan that it made.
    """
    chosen = uuid5(command_id(), step) if step else command_id()
    order = Order(actor=actor(), command_id=chosen, written_at=written_at)
    end_reading()
    execute(command, order, ledger())
    return chosen


def file_store() -> FileStore:
    """Give the tenant's folder of files."""
    return FileStore(site().settings.data, tenant().tenant_id, OpenedKeys(_reading))


@contextmanager
def _reading() -> Iterator[Connection]:
    """Lend the request's own connection: nobody holds one while waiting for another."""
    yield db()


def _must_change_password() -> bool:
    allowed = request.endpoint in {"account.password", "account.change_password"}
    return current_user.is_authenticated and not allowed and session().one_time
