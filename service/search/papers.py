"""Which documents that conclude or direct something have these words? Of those in sight."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from service.conclusions import states as conclusions
from service.directives import receiver_states, reply_states
from service.directives.receiving import sees
from service.search.found import Found
from tenants.access import Actor
from tenants.names import plain_words


def papers(connection: Connection, wanted: Sequence[str], actor: Actor) -> list[Found]:
    """Find them by title or number, the latest first; they are few and read at once."""
    everything = (*_concluded(connection, actor), *_directed(connection, actor))
    return [one for one in everything if begins(f"{one.facts} {one.title}", wanted)]


def begins(text: str, wanted: Sequence[str]) -> bool:
    """Tell whether each of some folded words begins a word of a text."""
    parts = plain_words(text)
    return all(any(part.startswith(word) for part in parts) for word in wanted)


def _concluded(connection: Connection, actor: Actor) -> Iterator[Found]:
    for one in conclusions.every(connection, None):
        if one.seen_by(actor):
            yield Found("conclusion", one.conclusion_id, one.title, one.number)


def _directed(connection: Connection, actor: Actor) -> Iterator[Found]:
    named = receiver_states.own(connection)
    for one in reply_states.every(connection):
        if sees(actor, one, named):
            yield Found("directive", one.reply_id, one.title, one.number)
