"""Settling how a name or a misread word is written, once for everything in a draft."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from events.plan_items import Front, Item
from events.plan_refusals import EmptyTextError
from events.plan_spelling import SpellingSettled
from events.plans import Plan
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleSpelling:
    """Write printed words otherwise in the whole draft, or leave them; nobody is asked again.

    What stands in the document itself stays as it is printed.
    """

    plan_id: UUID
    printed: tuple[str, ...]
    written: str = ""

    def decide(self, work: Work) -> None:
        """Record the answer with the records that it changes.

        Raises:
            EmptyTextError: no printed words are meant.
        """
        work.actor.require(Permission.DRAFT_PLAN)
        plan = work.load(Plan, self.plan_id)
        if not any(word.strip() for word in self.printed):
            raise EmptyTextError
        written = self.written.strip()
        items = tuple(i for i in plan.items.values() if written and _says(i, self.printed))
        plan.settle(
            SpellingSettled(
                printed=self.printed,
                written=written,
                front=_front(plan.front, self.printed, written),
                items=tuple(
                    replace(i, text=respelled(i.text, self.printed, written)) for i in items
                ),
            )
        )
        work.save(plan)


def respelled(text: str, printed: Sequence[str], written: str) -> str:
    """Give a text with each of the printed words, where they stand as words, written so."""
    return _words(printed).sub(lambda _found: written, text) if written else text


def says(text: str, printed: Sequence[str]) -> bool:
    """Tell whether one of the printed words stands in a text."""
    return bool(_words(printed).search(text))


def _says(item: Item, printed: Sequence[str]) -> bool:
    return says(item.text, printed)


def _front(front: Front, printed: Sequence[str], written: str) -> Front:
    said = {name: getattr(front, name) for name in ("title", "issuer", "place")}
    return replace(front, **{n: respelled(text, printed, written) for n, text in said.items()})


def _words(printed: Sequence[str]) -> re.Pattern[str]:
    longest = sorted((word for word in printed if word.strip()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
