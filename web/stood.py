"""One thing at the end of a past day: the facts that its states keep, instead of its forms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Response
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from events.errors import WrongStreamError
from web import as_of
from web.htmx import page


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """What is shown, with the page's address; without facts it was not there yet.

    `missing` says that, after the day; `beside` names what has no past. Empty facts stay out.
    """

    title: str
    url: str
    crumbs: Sequence[tuple[str, str]]
    missing: str
    beside: str = ""
    facts: Sequence[tuple[str, str]] = ()


def show(what: Stood) -> Response:
    """Show a thing that the person sees today as it stood."""
    return page("ui/stood.html", block="main", what=what, at=as_of.past_day())


def or_missing(there: Callable[[], ResponseReturnValue], what: Stood) -> ResponseReturnValue:
    """Show a thing that the person sees today, or that it was not there yet on the past day."""
    try:
        return there()
    except (NoResultFound, WrongStreamError):
        if as_of.past_day() is None:
            raise
        return show(what)
