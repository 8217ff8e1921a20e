"""The three blocks of a province's home page: communes, appraisals that wait, indicators."""

from collections.abc import Sequence
from typing import Any

from service.exchange.letters import LetterFacts
from service.oversight import looks
from service.oversight.home import at_home
from tenants.access import Permission
from web.session import actor, db, register, tenant, today


def across(waiting: Sequence[LetterFacts]) -> dict[str, Any]:
    """Give what a province sees of its communes, and what waits for it; others nothing."""
    me = actor()
    if tenant().kind != "province" or not me.may(Permission.LOOK_ACROSS):
        return {"across": None}
    looks.note(db(), me, register().post(me.post_id), today())
    return {"across": at_home(db(), today(), tenant().zone, waiting)}
