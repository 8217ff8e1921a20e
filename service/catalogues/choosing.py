"""Which item of the work catalogue is meant: by words without marks, by code, by likeness.

What an item is worth is copied into a product when it is chosen, and once more when the task
begins; from then on a later version of the catalogue changes nothing (Article 13, 18.1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from msgspec.structs import replace
from rapidfuzz import fuzz, process
from sqlalchemy import Connection

from events.catalogues import WorkItem
from events.errors import RefusedError
from events.values import Clarity, Conversion, Deliverable, Population
from service.catalogues import states
from service.catalogues.versions import version
from tenants.names import folded

ORDER: tuple[Population, ...] = (  # of two populations with one code, the first one's is meant
    "civil_servant",
    "cadre",
    "public_employee",
    "contract_worker",
)
LIKE, MOST = 60, 3  # how alike, of 100, an item must be to be offered; how many are


@dataclass(eq=False)
class UnknownWorkCodeError(RefusedError):
    """No catalogue that holds on the day has an item with this code."""

    code: str


@dataclass(frozen=True, slots=True)
class Offered:
    """The items that may be chosen, by code in small letters, each with its version."""

    items: Mapping[str, tuple[UUID, WorkItem]]

    def conversion(self, code: str) -> Conversion:
        """Give what a code is worth.

        Raises:
            UnknownWorkCodeError: there is no such code.
        """
        found = self.items.get(code.casefold())
        if found is None:
            raise UnknownWorkCodeError(code)
        catalogue_id, item = found
        return Conversion(
            code=item.code,
            points=item.points,
            coefficient=item.coefficient,
            catalogue_id=catalogue_id,
        )

    def likely(self, words: str) -> list[WorkItem]:
        """Give the items whose product or work is most like some words, the likest first."""
        named = {code: folded(_name(item)) for code, (_, item) in self.items.items()}
        wanted = folded(words)
        near = process.extract(
            wanted, named, scorer=fuzz.token_set_ratio, limit=MOST, score_cutoff=LIKE
        )
        return [self.items[code][1] for _, _, code in near] if wanted else []


def offered(connection: Connection, day: date) -> Offered:
    """Give what may be chosen on a day."""
    holding = sorted(
        states.in_force(connection, day), key=lambda one: -ORDER.index(one.population)
    )
    items: dict[str, tuple[UUID, WorkItem]] = {}
    for one in holding:
        found = version(connection, one.catalogue_id).drafted.items
        items |= {item.code.casefold(): (one.catalogue_id, item) for item in found}
    return Offered(items)


def converted(connection: Connection, day: date, clarities: Sequence[Clarity]) -> list[Clarity]:
    """Copy what products are worth on the day on which their tasks begin.

    Nothing is asked of the database when no product names an item.

    Raises:
        UnknownWorkCodeError: an item is no longer in a catalogue that holds.
    """
    if not any(_code(clarity.deliverable) for clarity in clarities):
        return list(clarities)
    known = offered(connection, day)
    return [_converted(clarity, known) for clarity in clarities]


def renewed(connection: Connection, day: date, clarity: Clarity) -> Clarity:
    """Copy what the product of a duty that comes round is worth on the day of its new time.

    An item that no catalogue has any more keeps the worth that it had: nobody is there to ask.
    """
    try:
        return converted(connection, day, [clarity])[0]
    except UnknownWorkCodeError:
        return clarity


def kept(before: Deliverable | None, wanted: Deliverable | None) -> Deliverable | None:
    """Let a product of a task keep its worth while the same item is meant."""
    if wanted is None or before is None or _code(wanted) != _code(before):
        return wanted or before
    return replace(wanted, conversion=before.conversion)


def matching(items: Sequence[WorkItem], typed: str) -> list[WorkItem]:
    """List the items that have every word of what was typed, in their order."""
    wanted = folded(typed).split()
    return [item for item in items if all(word in _words(item) for word in wanted)]


def _converted(clarity: Clarity, known: Offered) -> Clarity:
    product, code = clarity.deliverable, _code(clarity.deliverable)
    if product is None or not code:
        return clarity
    worth = known.conversion(code)
    return replace(clarity, deliverable=replace(product, conversion=worth))


def _code(product: Deliverable | None) -> str:
    return product.conversion.code if product and product.conversion else ""


def _name(item: WorkItem) -> str:
    return f"{item.product} {item.work or item.task}"


def _words(item: WorkItem) -> str:
    return folded(f"{item.code} {item.task} {item.work} {item.product} {item.room}")
