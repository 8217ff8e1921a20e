"""Files sent in parts by the page's script; without it the form's own field carries them."""

import re
from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from events.errors import RefusedError
from service.evidence.parts import PART, Progress, WrongPartError
from tenants.access import Permission
from web.filenames import tidy_name
from web.forms import identities
from web.session import requires
from web.uploads import same_as_others, spoken_file, uploads
from web.words import say

bp = Blueprint("evidence_parts", __name__, url_prefix="/x/<code>/tai-tep")
SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST_PLACE = 60


@bp.post("")
@requires(Permission.WORK)
def begin() -> ResponseReturnValue:
    """Announce a file by name, size and hash; tells how many of its parts are here already."""
    typed = request.form
    size, digest = typed.get("size", ""), typed.get("sha256", "")
    if not (SHA256.fullmatch(digest) and size.isascii() and size.isdigit() and len(size) < 12):
        abort(400)
    name, place = tidy_name(typed.get("name", ""), otherwise="tep"), typed.get("place", "")
    return _answer(lambda: uploads().announce(name, int(size), digest, place[:LONGEST_PLACE]))


@bp.post("/<uuid:upload_id>/<int:part>")
@requires(Permission.WORK)
def add(upload_id: UUID, part: int) -> ResponseReturnValue:
    """Take one part, which is the whole body of the request."""
    if uploads().get(upload_id) is None:
        abort(404)
    if (request.content_length or 0) > PART:
        abort(413)
    return _answer(lambda: uploads().add(upload_id, part, request.get_data(cache=False)))


def _answer(act: Callable[[], Progress]) -> Response:
    """Say how far it is, or why it is not taken, for the script."""
    try:
        here = act()
    except WrongPartError as wrong:
        return _said(409, have=wrong.have)
    except RefusedError as refusal:
        return _said(422, error=say(refusal))
    kept = here.announced.done
    facts = spoken_file(kept)["facts"] if kept else ""
    notes = same_as_others((kept,), _task(here)) if kept else []
    return _said(200, id=str(here.upload_id), have=here.have, facts=facts, note=" ".join(notes))


def _said(status: int, **facts: object) -> Response:
    response = jsonify(facts)
    response.status_code = status
    return response


def _task(here: Progress) -> UUID | None:
    """Give the task whose page it was sent from, if it was."""
    return next(iter(identities([here.announced.place])), None)
