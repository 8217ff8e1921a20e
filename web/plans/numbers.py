"""The numbers of records that a form or an address picks."""

from flask import request

LONGEST = 8  # digits


def picked_numbers(name: str) -> tuple[int, ...]:
    """Give the numbers under a name, each once; several may stand in one value."""
    typed = [n for value in request.values.getlist(name) for n in value.split(",")]
    good = (n for n in typed if n.isascii() and n.isdigit() and len(n) <= LONGEST)
    return tuple(dict.fromkeys(int(n) for n in good))
