"""Amounts and days as people here write them, for sentences."""

from datetime import date
from decimal import Decimal

from web.ui.typed import write_amount

ONE = Decimal(1)
HUNDRED = Decimal(100)


def spoken_day(day: date) -> str:
    """Write a day as 30/06/2026."""
    return f"{day:%d/%m/%Y}"


def done_of(amount: Decimal, quantity: Decimal, unit: str) -> str:
    """Say how much of a quantity is done; of a single thing, in percent."""
    if counted_in_percent(quantity):
        return write_amount(amount * HUNDRED, "%")
    return f"{write_amount(amount)}/{write_amount(quantity, unit)}"


def counted_in_percent(quantity: Decimal) -> bool:
    """Tell whether progress is asked in percent: there is only one thing to hand in."""
    return quantity == ONE
