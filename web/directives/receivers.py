"""Who receives directives here, and who sees what came in."""

from typing import Any

from service.directives import receiver_states, receiving
from service.directives.reply_states import ReplyState
from tenants.access import Permission
from web import as_of
from web.choices import options
from web.directives.forms import ReceiverForm
from web.session import actor, db, register, tenant


def receiver_shown(tried: ReceiverForm | None = None) -> dict[str, Any]:
    """Give what a commune's list says of who receives; nothing at the province."""
    if tenant().kind != "commune":
        return {"receiver": None, "receiver_form": None}
    named = receiver_states.own(db(), as_of.instant())
    words = register().post(named) if named else ""
    may_name = as_of.may(Permission.SIGN_DIRECTIVE)
    return {
        "receiver": words,
        "receiver_form": (tried or receiver_form()) if may_name else None,
    }


def receiver_form(typed: Any = None) -> ReceiverForm:
    """Give the form that names who receives."""
    form, known = ReceiverForm(typed), register()
    seats = {post_id: known.seat(post_id) for post_id in known.posts}
    form.post.choices = options(seats, empty="Chưa chọn")
    return form


def sees(state: ReplyState) -> bool:
    """Tell whether the reader sees what came in."""
    return receiving.sees(actor(), state, receiver_states.own(db()))
