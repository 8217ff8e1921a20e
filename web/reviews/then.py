"""What of reviews was not there yet at the end of the past day that is shown."""

from flask import Response

from service.reviews.rounds import RoundState
from web import as_of, stood
from web.reviews.words import period_words


def not_yet(of: RoundState, url: str) -> Response:
    """Say so of a round, or of a review in it."""
    period = period_words(of.kind, of.year, of.number)
    return stood.show(
        stood.Stood(
            title=f"Kiểm điểm {period[:1].lower()}{period[1:]}",
            url=url,
            crumbs=[("Kiểm điểm", as_of.link("review_rounds.index")), (period, "")],
            missing="chưa mở đợt hoặc chưa có ai trong đó",
        )
    )
