"""What others check without us, as text and JSON: proofs, checkpoints, keys, the verifier.

`docs/proofs.md` describes the shapes.
"""

import json
from importlib.resources import files
from typing import Any

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from service.db import driver
from service.inspections.entries import Entry
from service.log.kept import DamagedFileError
from service.log.lines import in_base64
from service.log.proofs import EventProof, consistency, prove_row
from service.log.reading import MissingNodeError, noted
from service.log.signing import origin
from tenants.access import Permission
from web import seal
from web.proofs import sealed, sight
from web.session import db, everyone, requires, signed_in, tenant

bp_papers = Blueprint("proofs_papers", __name__, url_prefix="/x/<code>/kiem-chung")
NEWEST = 500  # checkpoints in one answer
LARGEST = 2**53 - 1
VERIFIER = {
    "verify_bundle.py": "text/x-python; charset=utf-8",
    "FORMAT.md": "text/markdown; charset=utf-8",
}


def proof_of(entry: Entry) -> EventProof | None:
    """Prove an event by the newest checkpoint; None while no checkpoint speaks for it.

    Raises:
        MissingNodeError: the database lacks what the proof is made of.
    """
    last = seal.newest()
    return prove_row(driver(db()), entry.row, last.note) if last else None


@bp_papers.get("/su-kien/<int:position>.json")
@signed_in
def event(position: int) -> ResponseReturnValue:
    """Prove one event to whoever may see it."""
    shown = sight.seen(position)
    try:
        proof = proof_of(shown.entry)
    except MissingNodeError:
        return _json({"error": "nodes_missing"}, 409)
    if proof is None:
        return _json({"error": "not_signed_yet"}, 409)
    return Response(proof.as_json() + "\n", mimetype="application/json")


@bp_papers.get("/nhat-quan.json")
@requires(Permission.SEE_PROOFS)
def growth() -> ResponseReturnValue:
    """Prove that one checkpoint's history is the beginning of another's."""
    old, new = (_size(request.args.get(name, "")) for name in ("cu", "moi"))
    notes = [noted(driver(db()), size) for size in (old, new)]
    if old > new or None in notes:
        abort(404)
    try:
        path = consistency(driver(db()), old, new)
    except MissingNodeError:
        return _json({"error": "nodes_missing"}, 409)
    said = {"format": "sauro-consistency-1", "old": notes[0], "new": notes[1]}
    return _json({**said, "path": [in_base64(step) for step in path]})


@bp_papers.get("/dau-kiem.json")
@requires(Permission.SEE_PROOFS)
def checkpoints() -> ResponseReturnValue:
    """List the newest kept checkpoints, newest first."""
    try:
        kept = sealed.kept(NEWEST)
    except DamagedFileError:
        return _json({"error": "file_damaged"}, 409)
    rows = [
        {"size": k.size, "signed_at": k.signed_at.isoformat(), "note": k.note.written()}
        for k in kept
    ]
    keys = sealed.trusted()
    named = origin(keys[-1].public.name, tenant().tenant_id) if keys else ""
    return _json({"format": "sauro-checkpoints-1", "origin": named, "checkpoints": rows})


@bp_papers.get("/dau-kiem.txt")
@requires(Permission.SEE_PROOFS)
def newest() -> ResponseReturnValue:
    """Give the newest checkpoint as a file to keep."""
    last = seal.newest()
    if last is None:
        abort(404)
    return _file(last.note.written(), f"dau-kiem-{tenant().code}-{last.size}.txt")


@bp_papers.get("/khoa.txt")
@requires(Permission.SEE_PROOFS)
def keys() -> ResponseReturnValue:
    """Give the keys that a verifier trusts, one a line."""
    lines = (f"{_use(k.active)} {k.public.written()}\n" for k in sealed.trusted())
    return _file("".join(lines), f"khoa-{tenant().code}.txt")


@bp_papers.get("/khoa.json")
@requires(Permission.SEE_PROOFS)
def keys_json() -> ResponseReturnValue:
    """Give the same keys to a program."""
    rows = [{"use": _use(k.active), "key": k.public.written()} for k in sealed.trusted()]
    return _json({"format": "sauro-keys-1", "keys": rows})


@bp_papers.get("/bo-kiem/<filename>")
@everyone
def verifier(filename: str) -> ResponseReturnValue:
    """Give the program that checks bundles offline, and the page that describes them."""
    if filename not in VERIFIER:
        abort(404)
    text = files("service.verifier").joinpath(filename).read_text(encoding="utf-8")
    return _file(text, filename, VERIFIER[filename])


def _use(active: bool) -> str:  # noqa: FBT001 - one word for one fact
    return "active" if active else "retired"


def _size(typed: str) -> int:
    size = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 17 else -1
    return size if 0 <= size <= LARGEST else abort(404)


def _json(said: dict[str, Any], status: int = 200) -> Response:
    text = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    return Response(text, status, mimetype="application/json")


def _file(text: str, name: str, kind: str = "text/plain; charset=utf-8") -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, mimetype=None, content_type=kind, headers=headers)
