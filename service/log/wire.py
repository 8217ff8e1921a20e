"""How a log and a witness speak with each other: C2SP tlog-witness, `add-checkpoint`."""

import re
from collections.abc import Sequence

from events.merkle import HASH
from service.log.keys import exact_base64
from service.log.lines import in_base64
from service.log.notes import LONGEST, MalformedNoteError, Note, Signature, parse
from service.log.witness import Objection, Request

TEXT = "text/plain; charset=utf-8"
SIZE = "text/x.tlog.size"  # kind of the answer that tells the size seen last
MOST_STEPS = 63
LARGEST = LONGEST + 64 * (MOST_STEPS + 1)  # characters of a request
STATUS = {
    Objection.STRANGER: 404,
    Objection.UNSIGNED: 403,
    Objection.BACKWARD: 400,
    Objection.STALE: 409,
    Objection.SHORTER: 409,
    Objection.DIFFERENT: 409,
    Objection.INCONSISTENT: 422,
}
_OLD = re.compile(r"old (0|[1-9][0-9]{0,15})")


class MalformedRequestError(ValueError):
    """The body is not a request of this protocol."""


def write(request: Request) -> bytes:
    """Write a request as it is posted."""
    steps = "".join(f"{in_base64(step)}\n" for step in request.path)
    return f"old {request.old}\n{steps}\n{request.note.written()}".encode()


def read(body: bytes) -> Request:
    """Read what was posted.

    Raises:
        MalformedRequestError: it is not a request.
    """
    try:
        text = body.decode()
        start, blank, note = text.partition("\n\n")
        old, *steps = start.split("\n")
        found = _OLD.fullmatch(old)
        path = [exact_base64(step) for step in steps]
        if not blank or not found or len(path) > MOST_STEPS or len(text) > LARGEST:
            raise MalformedRequestError
        return Request(int(found[1]), _hashes(path), parse(note))
    except (UnicodeDecodeError, MalformedNoteError) as wrong:
        raise MalformedRequestError from wrong


def write_cosignature(signature: Signature) -> str:
    """Write a cosignature as a witness answers with it."""
    return f"— {signature.name} {in_base64(signature.key_id + signature.value)}\n"


def with_answer(note: Note, body: bytes) -> Note:
    """Put the signature lines that a witness answered below a note, all of them.

    Raises:
        MalformedRequestError: the answer is not signature lines.
    """
    try:
        return parse(note.written() + body.decode())
    except (UnicodeDecodeError, MalformedNoteError) as wrong:
        raise MalformedRequestError from wrong


def size_told(body: bytes) -> int:
    """Read the size that a witness says it saw last.

    Raises:
        MalformedRequestError: it is no size.
    """
    found = re.fullmatch(rb"(0|[1-9][0-9]{0,15})\n?", body)
    if not found:
        raise MalformedRequestError
    return int(found[1])


def _hashes(path: Sequence[bytes | None]) -> list[bytes]:
    steps = [step for step in path if step is not None and len(step) == HASH]
    if len(steps) != len(path):
        raise MalformedRequestError
    return steps
