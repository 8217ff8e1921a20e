"""The page outside every tenant: which commune? And the health check."""

import unicodedata
from itertools import groupby

from flask import Blueprint, Response, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from service.demo.accounts import demo_accounts
from web.htmx import page
from web.session import everyone, site

bp = Blueprint("start", __name__)
LONGEST_CODE = 40


@bp.get("/")
@everyone
def choose() -> ResponseReturnValue:
    """Ask for the tenant's code, and go there; in the demonstration, list everybody."""
    typed = unicodedata.normalize("NFC", request.args.get("ma", "")).strip()
    found = site().instance.tenant(typed.lower()) if _could_be_code(typed) else None
    if found:
        return redirect(f"/x/{found.code}/dang-nhap", 303)
    accounts = demo_accounts() if site().settings.demo else []
    by_tenant = [
        (code, list(theirs)) for code, theirs in groupby(accounts, lambda a: a.tenant_code)
    ]
    status = 404 if typed else 200
    facts = {"typed": typed[:LONGEST_CODE], "tenants": by_tenant}
    return page("access/start.html", block="main", status=status, **facts)


@bp.get("/healthz")
@everyone
def health() -> Response:
    """Say that the database answers."""
    with site().instance.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return jsonify(status="ok")


def _could_be_code(typed: str) -> bool:
    bare = typed.replace("-", "")
    return bare.isascii() and bare.isalnum() and len(typed) <= LONGEST_CODE
