"""Files on their way in and out: checked and stored before the command, sent as a download."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import Response, request, send_file
from werkzeug.datastructures import FileStorage

from events.errors import RefusedError
from events.values import Evidence
from service.evidence import finding
from service.evidence.finding import Same
from service.evidence.parts import Progress, Uploads
from service.files import (
    KINDS,
    LARGEST,
    TooManyUploadsError,
    UploadTooLargeError,
    evidence,
    note_file,
)
from tenants.directory import Directory
from web.filenames import tidy_name
from web.forms import identities
from web.session import actor, db, end_reading, file_store, ledger, register, sight

MOST_FILES = 20
ACCEPTED = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.txt"
KIND_WORDS = {
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "png": "ảnh",
    "jpg": "ảnh",
    "txt": "văn bản",
}
KILOBYTE = 1024


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


@dataclass(eq=False)
class NotWholeError(RefusedError):
    """A form names an upload that is not whole, or is no longer there."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The checked files of a form; nothing of them is stored yet.

    `plain` came with the form itself, `sent` in parts before it.
    """

    plain: tuple[tuple[Evidence, bytes], ...] = ()
    sent: tuple[tuple[UUID, Evidence], ...] = ()

    @property
    def files(self) -> tuple[Evidence, ...]:
        """Describe them, each once."""
        everything = [kept for _, kept in self.sent] + [kept for kept, _ in self.plain]
        return tuple({kept.sha256: kept for kept in everything}.values())

    def keep(self) -> None:
        """Store them by their hash, and list them among the tenant's."""
        box, store = uploads(), file_store()
        for upload_id, kept in self.sent:
            box.move(upload_id, kept, store)
        for _, data in self.plain:
            store.put(data)
        end_reading()
        with ledger().scope.begin() as connection:
            for kept in self.files:
                note_file(connection, kept)

    def done(self) -> None:
        """Note that the form went through: what was sent before it is used."""
        for upload_id, _ in self.sent:
            uploads().used(upload_id)


def uploads() -> Uploads:
    """Give what the signed-in person is sending in parts."""
    store = file_store()
    return Uploads(store.root, store.tenant_id, actor().person_id, store.keyring)


def waiting(place: object) -> list[tuple[Progress, str]]:
    """List what the person sent to a place of the pages and has not used; facts when whole."""
    found = ((one, one.announced.done) for one in uploads().of_place(str(place)))
    return [(one, spoken_file(kept)["facts"] if kept else "") for one, kept in found]


def brought() -> Brought:
    """Give the files that came with the form that is answered, or were sent before it.

    Raises:
        NotWholeError: the form names an upload that is not whole.
        TooManyUploadsError: more than 20 files.
        RefusedError: as `checked` says.
    """
    sent = tuple(map(_whole, dict.fromkeys(request.form.getlist("sent"))))
    came = Brought(tuple(checked(request.files.getlist("files"))), sent)
    if (count := len(came.files)) > MOST_FILES:
        raise TooManyUploadsError(count, MOST_FILES)
    return came


def _whole(typed: str) -> tuple[UUID, Evidence]:
    for upload_id in identities([typed]):
        found = uploads().get(upload_id)
        if found is not None and found.announced.done:
            return upload_id, found.announced.done
    raise NotWholeError


def same_as_others(files: tuple[Evidence, ...], besides: UUID | None) -> list[str]:
    """Say which files prove another product already, among what the person may see."""
    names = {file.sha256: file.name for file in files}
    found = finding.same_files(db(), list(names), sight(), besides=besides)
    return elsewhere(found, names, register())


def elsewhere(same: Iterable[Same], names: Mapping[str, str], register: Directory) -> list[str]:
    """Say which of these files prove another product already, and by whom it was handed in."""
    return [
        f"“{names.get(one.sha256, one.title)}” đã là minh chứng của {one.code}"
        f" ({register.person(one.brought_by)} nộp {one.handed_on:%d/%m/%Y})."
        for one in same
    ]


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


def spoken_file(kept: Evidence) -> dict[str, str]:
    """Say what a page shows of a stored file: its hash, its name, its kind with its size."""
    kind = KIND_WORDS.get(kept.kind, kept.kind)
    facts = f"{kind}, {spoken_size(kept.size)}"
    return {"sha256": kept.sha256, "name": kept.name, "facts": facts}


def spoken_size(size: int) -> str:
    """Write the size of a file, given in bytes, as people read it."""
    if size < KILOBYTE:
        return f"{size} byte"
    if size < KILOBYTE**2:
        return f"{round(size / KILOBYTE)} KB"
    return f"{size / KILOBYTE**2:.1f} MB".replace(".", ",")
