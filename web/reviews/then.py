"""What of reviews was not there yet at the end of the past day that is shown."""

from flask import request

from service.reviews.rounds import RoundState
from web import as_of
from web.reviews.words import period_words
from web.stood import Stood


def not_yet(of: RoundState, missing: str) -> Stood:
    """Say so of a round, or of a review in it, with what it is that was missing."""
    period = period_words(of.kind, of.year, of.number)
    return Stood(
        title=f"Kiểm điểm {period[:1].lower()}{period[1:]}",
        url=request.path,
        crumbs=[("Kiểm điểm", as_of.link("review_rounds.index")), (period, "")],
        missing=missing,
    )
