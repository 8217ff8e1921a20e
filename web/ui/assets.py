"""The files every page shares: templates, one stylesheet, a little script."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, url_for

STATIC = Path(__file__).parent / "static"

bp = Blueprint(
    "ui", __name__, template_folder="templates", static_folder="static", static_url_path="/ui"
)


def asset(name: str) -> str:
    """Give the address of a shared file, which changes when its content does.

    Args:
        name: Path under `web/ui/static`, such as `sauro.css` or `vendor/htmx.min.js`.
    """
    return url_for("ui.static", filename=name, v=_digest(name))


@cache
def _digest(name: str) -> str | None:
    path = STATIC / name
    return sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else None
