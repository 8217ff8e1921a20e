"""Pages to write on show what stands now; a past day in the address leads to the present."""

from flask import redirect, request
from flask.typing import ResponseReturnValue


def only_now() -> ResponseReturnValue | None:
    """Send a page that is asked for as of a day to itself without the day."""
    if request.method == "GET" and "tai_ngay" in request.args:
        return redirect(request.path, 303)
    return None
