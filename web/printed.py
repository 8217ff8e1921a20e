"""Papers on their way out: the Word file at once, the PDF as soon as the worker has made it."""

from io import BytesIO

from flask import request, send_file
from flask.typing import ResponseReturnValue

from service.files import KINDS
from service.papers.pdf import NoPdfHereError, PdfFailedError, available
from service.papers.printing import Press, press
from web.htmx import page
from web.session import file_store
from web.words import say


def sent(data: bytes, name: str, kind: str) -> ResponseReturnValue:
    """Send a file as a download."""
    return send_file(
        BytesIO(data), KINDS[kind], as_attachment=True, download_name=f"{name}.{kind}"
    )


def give(paper: bytes, name: str, kind: str) -> ResponseReturnValue:
    """Send a Word paper, or its PDF (`kind`); while that is being made, say how far it is.

    The page asks again at the same address with `?cho=1`, and then leads to the PDF.
    """
    if kind != "pdf":
        return sent(paper, name, kind)
    try:
        made = _press().pdf(paper) if available() else _nowhere()
    except (NoPdfHereError, PdfFailedError) as refusal:
        return _waiting(problem=say(refusal), status=409)
    if made is None or "cho" in request.args:
        return _waiting(ready=made is not None)
    return sent(made, name, kind)


def _nowhere() -> bytes:
    raise NoPdfHereError


def _press() -> Press:
    store = file_store()
    return press(store.root, store.tenant_id, store.keyring)


def _waiting(
    *, ready: bool = False, problem: str = "", status: int = 200
) -> ResponseReturnValue:
    return page(
        "papers/printing.html",
        block="printing",
        status=status,
        here=request.path,
        word=request.path.removesuffix("pdf") + "docx",
        ready=ready,
        problem=problem,
        before=0 if ready or problem else len(_press().waiting()) - 1,
    )
