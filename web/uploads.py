"""Files on their way in and out: checked and stored before the command, sent as a download."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import Response, request, send_file
from werkzeug.datastructures import FileStorage

from events.values import Evidence
from service.evidence import finding
from service.evidence.finding import Same
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
from web.session import db, end_reading, file_store, ledger, register, sight

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


def keep(files: Iterable[tuple[Evidence, bytes]]) -> None:
    """Store checked files by their hash, and list them among the tenant's."""
    store, kept = file_store(), list(files)
    for _, data in kept:
        store.put(data)
    end_reading()
    with ledger().scope.begin() as connection:
        for described, _ in kept:
            note_file(connection, described)


@dataclass(frozen=True, slots=True)
class Brought:
    """The checked files of a form, each once; nothing of them is stored yet."""

    plain: tuple[tuple[Evidence, bytes], ...]

    @property
    def files(self) -> tuple[Evidence, ...]:
        """Describe them, in the order in which they came."""
        return tuple(kept for kept, _ in self.plain)

    def keep(self) -> None:
        """Store them by their hash, and list them among the tenant's."""
        keep(self.plain)


def brought() -> Brought:
    """Give the files that came with the form that is answered.

    Raises:
        RefusedError: as `checked` says.
    """
    return Brought(tuple(checked(request.files.getlist("files"))))


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
