"""Who may look across: officers and leaders of a province; others find no such page."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import abort
from flask.typing import ResponseReturnValue

from tenants.access import Permission
from web.session import actor, signed_in, tenant

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


def of_province(view: View[P]) -> View[P]:
    """Let a view be found by who looks across for a province; others get 404."""

    @wraps(view)
    def found(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if tenant().kind != "province" or not actor().may(Permission.LOOK_ACROSS):
            abort(404)
        return view(*args, **kwargs)

    return signed_in(found)
