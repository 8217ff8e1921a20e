"""While a guest looks at another tenant, their own session waits in the same cookie."""

from dataclasses import asdict, dataclass

from flask import request
from flask import session as cookie

from tenants.access import Actor

HOME = "home"


@dataclass(frozen=True, slots=True)
class Home:
    """Whose guest this browser is: tenant and session at home, the page left, where it went."""

    code: str
    token: str
    path: str
    gone_to: str


def go_out(home: Home) -> None:
    """Let this browser's own session wait."""
    cookie[HOME] = asdict(home)


def home() -> Home | None:
    """Give the session that waits, if this browser is somebody's guest."""
    return Home(**cookie[HOME]) if HOME in cookie else None


def waiting_in(code: str) -> str:
    """Give the token of the session that waits in a tenant, or none."""
    found = home()
    return found.token if found and found.code == code else ""


def go_home(found: Home) -> str:
    """Let the session that waited be this browser's again; gives the page that was left."""
    cookie.clear()
    cookie["_user_id"] = found.token
    return found.path


def beyond_guests(actor: Actor) -> bool:
    """Tell whether a guest asks for what is no inspection: to write, or for an account."""
    writes = request.method not in {"GET", "HEAD"} and request.blueprint != "visits"
    return actor.home is not None and (writes or request.blueprint == "account")
