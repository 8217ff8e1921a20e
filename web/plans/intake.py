"""Uploads as the pages see them: left, read outside the request, asked how far they are."""

from collections.abc import Sequence
from hashlib import sha256
from threading import Thread
from typing import Any
from uuid import UUID

from flask import abort, request
from werkzeug.datastructures import FileStorage

from events.errors import RefusedError
from service import files
from service.files import UploadTooLargeError
from service.imports import refusals
from service.imports.guard import check
from service.imports.intake import Intake, Sheet
from service.imports.reading_in import Desk, desk
from web.filenames import tidy_name
from web.session import actor, command_id, end_reading, ledger, site, tenant

MOST_FILES = 6


def chosen() -> list[FileStorage]:
    """Give the files that were chosen in the form."""
    return [one for one in request.files.getlist("file") if one.filename]


def leave(uploaded: Sequence[FileStorage], plan_id: UUID | None = None) -> UUID:
    """Leave files to be read, and begin; what is plainly no plan is refused at once.

    Args:
        uploaded: a plan, perhaps with annexes; annexes alone when `plan_id` names their plan.
        plan_id: the draft that the files are annexes of.

    Raises:
        RefusedError: a file is too large, of a kind that is not read, or hostile.
    """
    if len(uploaded) > MOST_FILES:
        raise files.TooManyUploadsError(len(uploaded), MOST_FILES)
    names = [tidy_name(one.filename or "", otherwise="ke-hoach") for one in uploaded]
    contents = [one.read() for one in uploaded]
    for name, content in zip(names, contents, strict=True):
        if len(content) > files.LARGEST:
            raise UploadTooLargeError(name, len(content), files.LARGEST)
        check(content, name)
    me = actor()
    end_reading()  # nobody may hold one connection while waiting for another
    sheets = zip(names, contents, strict=True)
    intake = Intake(
        person_id=me.person_id,
        post_id=me.post_id,
        sheets=tuple(Sheet(name, len(c), sha256(c).hexdigest()) for name, c in sheets),
        plan_id=plan_id,
        annex=plan_id is not None,
    )
    _desk().box.put(command_id(), intake, contents)
    _begin(command_id())
    return command_id()


def ask(intake_id: UUID) -> Intake:
    """Say how far an upload of one's own is; one that somebody left lying is taken up again."""
    intake = _desk().box.get(intake_id)
    if intake is None or intake.person_id != actor().person_id:
        abort(404)
    if not intake.over and _desk().box.idle(intake_id):
        _begin(intake_id)
    return intake


def refusal(intake: Intake) -> RefusedError:
    """Give the refusal that ended an upload."""
    kind: Any = getattr(refusals, intake.refusal, None) or getattr(files, intake.refusal, None)
    refused: RefusedError = kind(**intake.facts) if kind else refusals.BrokenFileError()
    return refused


def _begin(intake_id: UUID) -> None:
    Thread(target=_desk().read, args=(intake_id,), daemon=True).start()


def _desk() -> Desk:
    return desk(site().settings.data, tenant().tenant_id, ledger())
