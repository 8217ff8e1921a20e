"""What every request must satisfy and every answer carries, whatever the page.

Forms need no token: browsers say where a request comes from (`Sec-Fetch-Site`, else `Origin`),
and what says neither is refused.
"""

from hmac import digest
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from service.settings import Settings
from web.failures import answer_with
from web.session import P, View
from web.ui.answers import Answer
from web.ui.assets import asset

LARGEST_REQUEST = 26 * 1024 * 1024  # a file of 25 MB with its form around it
LARGEST_TEXT = 12 * 1024 * 1024  # 10,000 long rows pasted, each mark as nine characters
YEAR = 365 * 24 * 60 * 60
SAFE = {"GET", "HEAD", "OPTIONS"}
LOCAL = ("localhost", "127.0.0.1")  # health checks, and the demo
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FOREIGN = Answer(
    403,
    "Biểu mẫu không gửi từ trang này",
    "Trình duyệt cho biết yêu cầu đến từ một trang khác, nên hệ thống không nhận.",
    "Hãy mở lại trang từ địa chỉ của hệ thống rồi gửi lại.",
)


def configuration(settings: Settings) -> dict[str, object]:
    """Give what Flask must know to be safe."""
    secret = settings.secret_key.encode()
    return {
        "SECRET_KEY": digest(secret, b"sauro cookie 1", "sha256"),
        "SESSION_COOKIE_NAME": "__Host-sauro" if settings.https else "sauro",
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_PROTECTION": None,  # the token is checked on our side; phones change address
        "TRUSTED_HOSTS": [*settings.hosts, *LOCAL],
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_TEXT,
    }


def protect(app: Flask, settings: Settings) -> None:
    """Check every request and mark every answer.

    With `https` a proxy stands before us that ends TLS and says who asks.
    """
    if settings.https:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=0)  # type: ignore[method-assign]

    def check() -> Response | None:
        only_text = request.mimetype == "application/x-www-form-urlencoded"
        if (request.content_length or 0) > (LARGEST_TEXT if only_text else LARGEST_REQUEST):
            abort(413)
        if request.method in SAFE or _for_programs() or _from_our_page(https=settings.https):
            return None
        return answer_with(_FOREIGN)

    def mark(response: Response) -> Response:
        return _marked(response, https=settings.https)

    app.before_request(check)
    app.after_request(mark)


def for_programs(view: View[P]) -> View[P]:
    """Say openly that other servers post here: no browser, no cookie, nobody signed in."""
    view.for_programs = True  # type: ignore[attr-defined]  # read by _for_programs below
    return view


def _for_programs() -> bool:
    """Tell whether the view trusts no cookie at all, so that nobody can be tricked into it."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "for_programs", False)


def _from_our_page(*, https: bool) -> bool:
    headers = request.headers
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"] in {"same-origin", "none"}
    origin = urlsplit(headers.get("Origin", ""))
    scheme = origin.scheme == "https" or (not https and origin.scheme == "http")
    return scheme and origin.netloc == request.host


def _marked(response: Response, *, https: bool) -> Response:
    headers = response.headers
    headers.update(HEADERS)
    attached = headers.get("Content-Disposition", "").startswith("attachment")
    headers["Content-Security-Policy"] = FILE_POLICY if attached else POLICY
    if https:
        headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    headers["Cache-Control"] = _kept_for(response)
    return response


def _kept_for(response: Response) -> str:
    if request.endpoint != "ui.static":
        return "private, no-store"
    name = str((request.view_args or {}).get("filename", ""))
    hashed = response.status_code < 400 and request.full_path == asset(name)
    return f"public, max-age={YEAR}, immutable" if hashed else "no-cache"
