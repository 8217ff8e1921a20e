"""What a product is worth, on forms and pages: the code typed, the coefficient said."""

from wtforms.validators import ValidationError

from events.values import Conversion, Deliverable
from service.catalogues.choosing import Offered, UnknownWorkCodeError, offered
from web.session import db, today
from web.ui.typed import write_amount
from web.words import say


def conversion_of(code: str) -> Conversion:
    """Give what a code is worth today.

    Raises:
        ValidationError: no catalogue in force has it; the message is for the person who typed.
    """
    try:
        return offered_now().conversion(code)
    except UnknownWorkCodeError as unknown:
        raise ValidationError(say(unknown)) from None


def offered_now() -> Offered:
    """Give what may be chosen today."""
    return offered(db(), today())


def likely_hint(words: str) -> str:
    """Name the items that a piece of work may be; nothing when none is like it."""
    found = offered_now().likely(words)
    said = (f"{i.code} {i.product} (hệ số {write_amount(i.coefficient)})" for i in found)
    return f"Gợi ý: {'; '.join(said)}" if found else ""


def product_words(product: Deliverable) -> str:
    """Say a product with how many and what one is worth: 1.240 hồ sơ số, hệ số 1,5."""
    return f"{product.name}: {write_amount(product.quantity, product.unit)}{worth(product)}"


def worth(product: Deliverable) -> str:
    """Say the coefficient after the amount; nothing when no item was chosen."""
    return (
        f", hệ số {write_amount(c.coefficient)} ({c.code})" if (c := product.conversion) else ""
    )
