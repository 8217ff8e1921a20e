"""The files every page shares: templates, one stylesheet, a little script.

They are few and small, so each process keeps them in memory under names that change with
their content: a browser may keep them for a year.
"""

from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from flask import Blueprint, Response, abort, url_for

STATIC = Path(__file__).parent / "static"

bp = Blueprint("ui", __name__, template_folder="templates")


@bp.get("/ui/<path:filename>")
def static(filename: str) -> Response:
    """Send a shared file; there are no others below the folder."""
    if filename not in names():
        abort(404)
    response = Response(_content(filename), mimetype=guess_type(filename)[0])
    response.set_etag(_digest(filename))
    return response


def asset(name: str) -> str:
    """Give the address of a shared file, which changes when its content does.

    Args:
        name: Path under `web/ui/static`, such as `sauro.css` or `vendor/htmx.min.js`.
    """
    return url_for("ui.static", filename=name, v=_digest(name))


@cache
def names() -> frozenset[str]:
    """List the shared files."""
    found = (path for path in STATIC.rglob("*") if path.is_file() and path.name[0] != ".")
    return frozenset(str(path.relative_to(STATIC)) for path in found)


@cache
def _content(name: str) -> bytes:
    return (STATIC / name).read_bytes()


def _digest(name: str) -> str:
    return sha256(_content(name)).hexdigest()[:12] if name in names() else ""
