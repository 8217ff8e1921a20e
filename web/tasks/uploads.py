"""Evidence on its way in and out: checked and stored before the command, sent as a download."""

import io
from collections.abc import Iterable

from flask import Response, send_file
from werkzeug.datastructures import FileStorage

from events.values import Evidence
from service.files import (
    KINDS,
    LARGEST,
    TooManyUploadsError,
    UploadTooLargeError,
    evidence,
    note_file,
)
from web.filenames import tidy_name
from web.session import end_reading, file_store, ledger

MOST_FILES = 20


def checked(uploads: Iterable[FileStorage]) -> list[tuple[Evidence, bytes]]:
    """Read and check uploaded files, each with its bytes; a file sent twice is taken once.

    Raises:
        TooManyUploadsError: more than 20 files.
        EmptyUploadError: a file has no bytes.
        UploadTooLargeError: a file has more than 25 MB.
        UploadKindError: a file is of a kind that is not taken.
        UploadNameError: a file is not what its name says.
    """
    found: dict[str, tuple[Evidence, bytes]] = {}
    named = [upload for upload in uploads if upload.filename]
    if len(named) > MOST_FILES:
        raise TooManyUploadsError(len(named), MOST_FILES)
    for upload in named:
        name, data = (
            tidy_name(upload.filename or "", otherwise="tep"),
            upload.stream.read(LARGEST + 1),
        )
        if len(data) > LARGEST:
            raise UploadTooLargeError(name, len(data), LARGEST)
        kept = evidence(name, data)
        found.setdefault(kept.sha256, (kept, data))
    return list(found.values())


def keep(files: Iterable[tuple[Evidence, bytes]]) -> None:
    """Store checked files by their hash, and list them among the tenant's."""
    store, kept = file_store(), list(files)
    for _, data in kept:
        store.put(data)
    end_reading()
    with ledger().scope.begin() as connection:
        for described, _ in kept:
            note_file(connection, described)


def download(kept: Evidence) -> Response:
    """Send a stored file as a download that no browser will try to show or run.

    Raises:
        FileNotFoundError: the folder has lost it.
    """
    return send_file(
        io.BytesIO(file_store().get(kept.sha256)),
        mimetype=KINDS.get(kept.kind, "application/octet-stream"),
        as_attachment=True,
        download_name=kept.name,
    )
