"""A directive of which there was nothing yet at the end of the past day that is shown."""

from flask import Response, request, url_for

from web import stood


def not_yet(title: str) -> Response:
    """Say so, under its name of today."""
    crumbs = [("Chỉ đạo", url_for("directives.index")), (title, "")]
    return stood.show(
        stood.Stood(title=title, url=request.path, crumbs=crumbs, missing="chưa có văn bản này")
    )
