"""A directive of which there was nothing yet at the end of the past day that is shown."""

from flask import request

from web import as_of
from web.stood import Stood


def not_yet(title: str) -> Stood:
    """Say so, under its name of today."""
    crumbs = [("Chỉ đạo", as_of.link("directives.index")), (title, "")]
    return Stood(title=title, url=request.path, crumbs=crumbs, missing="chưa có văn bản này")
