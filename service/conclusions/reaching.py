"""Who answers for the addressees of a document on a day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from tenants.directory import directory, heads_of


def reached(connection: Connection, addressees: Iterable[UUID], today: date) -> list[UUID]:
    """Give the people who answer for addressees: a unit's heads, or the person themselves."""
    people = directory(connection).people
    found = [[one] if one in people else heads_of(connection, one, today) for one in addressees]
    return list(dict.fromkeys(person for people in found for person in people))
