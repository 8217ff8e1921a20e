"""One template serves the whole page and its htmx fragments."""

from flask import Response, make_response, render_template, request
from jinja2_fragments.flask import render_block

from web.closing import readable


def page(template: str, *, block: str, status: int = 200, **context: object) -> Response:
    """Render a page, or only one block of it when htmx asks for the page's fragment.

    The view names the block. Were the client to name it, a block guarded by an `if` around it
    could be asked for by name and skip the guard.
    """
    if wants_fragment():
        body = render_block(template, block, **context)
        body += render_template("ui/messages.html", fragment=True)
    else:
        body = render_template(template, **context)
    response = make_response(readable(body), status)
    response.vary.add("HX-Request")
    return response


def wants_fragment() -> bool:
    """Tell whether htmx asks for a part of a page."""
    headers = request.headers
    whole = "HX-Boosted" in headers or "HX-History-Restore-Request" in headers
    return "HX-Request" in headers and not whole


def elsewhere(address: str) -> Response:
    """Go to another page after a form: a redirect, which htmx takes as a whole page."""
    if wants_fragment():
        return Response(status=204, headers={"HX-Redirect": address})
    return Response(status=303, headers={"Location": address})
