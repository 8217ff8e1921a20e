"""Plans (kế hoạch): one document, from the uploaded file over its review to its issue."""

from collections.abc import Callable, Iterable
from copy import copy
from datetime import date
from typing import ClassVar

from msgspec.structs import replace

from events.plan_items import Front, Item
from events.plan_refusals import (
    EmptyTextError,
    NoSuchItemError,
    NothingToTakeBackError,
    NotIssuedYetError,
    PlanClosedError,
    SplitTooSmallError,
)
from events.plan_spelling import SpellingSettled
from events.stream import Event, Stream


class DraftStarted(Event, frozen=True):
    """A file was read and gave these proposals; file and reading are stored by hash."""

    TOPIC: ClassVar[str] = "plans.DraftStarted"
    file_sha256: str
    file_name: str
    reading_sha256: str
    front: Front
    items: tuple[Item, ...]


class FrontRevised(Event, frozen=True):
    """A person corrected what the head and foot of the document say."""

    TOPIC: ClassVar[str] = "plans.FrontRevised"
    front: Front


class ItemsRevised(Event, frozen=True):
    """These records now stand like this; each is whole, and was there before."""

    TOPIC: ClassVar[str] = "plans.ItemsRevised"
    items: tuple[Item, ...]


class ItemsReplaced(Event, frozen=True):
    """Records were split or merged: the old ones go, the new ones take their place."""

    TOPIC: ClassVar[str] = "plans.ItemsReplaced"
    gone: tuple[int, ...]
    items: tuple[Item, ...]


class AnnexJoined(Event, frozen=True):
    """An annex was read: what it adds to records, and the records that it alone has.

    `reading_sha256` is the reading of plan and annex together.
    """

    TOPIC: ClassVar[str] = "plans.AnnexJoined"
    file_sha256: str
    file_name: str
    reading_sha256: str
    items: tuple[Item, ...]


class TakenBack(Event, frozen=True):
    """Steps of the review were undone: the draft stands again as after that version.

    What was undone stays recorded; `front` is how the head and foot then stood.
    """

    TOPIC: ClassVar[str] = "plans.TakenBack"
    to_version: int
    front: Front


class Issued(Event, frozen=True):
    """The plan was signed and given its number; its indicators and clear tasks began."""

    TOPIC: ClassVar[str] = "plans.Issued"
    number: str
    symbol: str
    issued_on: date
    signer: str
    signer_post: str


class ItemsGivenOut(Event, frozen=True):
    """These records became tasks or indicators."""

    TOPIC: ClassVar[str] = "plans.ItemsGivenOut"
    item_ids: tuple[int, ...]


RESTORED = ("front", "front_checked", "reading_sha256", "annexes", "steps", "settled")


class Plan(Stream):
    """A draft that is reviewed until it is issued; then its remaining tasks are given out."""

    front: Front
    file_sha256: str
    file_name: str
    reading_sha256: str
    issued: Issued | None = None
    front_checked = False
    steps: tuple[int, ...] = ()
    annexes: tuple[AnnexJoined, ...] = ()
    settled: frozenset[str] = frozenset()  # printed words that were asked about

    def start(self, started: DraftStarted) -> None:
        """Begin with what the reader proposed."""
        self.happened(started)

    def revise_front(self, front: Front) -> None:
        """Correct the document's head and foot.

        Raises:
            PlanClosedError: the plan was issued.
        """
        self._require_draft()
        self.happened(FrontRevised(front=front))

    def revise(self, item_ids: Iterable[int], change: Callable[[Item], Item]) -> None:
        """Change records; those that stay the same are not recorded again.

        Raises:
            NoSuchItemError: a record is not there, or was already given out.
            EmptyTextError: a record would say nothing.
        """
        before = [self.item(item_id) for item_id in item_ids]
        if self.issued and any(item.kind == "indicator" for item in before):
            raise PlanClosedError
        after = [change(item) for item in before]
        if not all(item.text.strip() for item in after):
            raise EmptyTextError
        changed = tuple(new for old, new in zip(before, after, strict=True) if new != old)
        if changed:
            self.happened(ItemsRevised(items=changed))

    def split(self, item_id: int, texts: Iterable[str]) -> None:
        """Make several records of one; each keeps the place and the fields.

        Raises:
            SplitTooSmallError: fewer than two texts.
        """
        self._require_draft()
        item, parts = self.item(item_id), [text.strip() for text in texts if text.strip()]
        if len(parts) < 2:
            raise SplitTooSmallError(len(parts))
        pieces = tuple(
            replace(item, item_id=self.next_id + n, text=text) for n, text in enumerate(parts)
        )
        self.happened(ItemsReplaced(gone=(item_id,), items=pieces))

    def merge(self, item_ids: Iterable[int], text: str) -> None:
        """Make one record of several; the first gives place and fields.

        Raises:
            SplitTooSmallError: fewer than two records.
        """
        self._require_draft()
        items = [self.item(item_id) for item_id in dict.fromkeys(item_ids)]
        if len(items) < 2:
            raise SplitTooSmallError(len(items))
        if not text.strip():
            raise EmptyTextError
        whole = replace(items[0], item_id=self.next_id, text=text.strip())
        gone = tuple(item.item_id for item in items)
        self.happened(ItemsReplaced(gone=gone, items=(whole,)))

    def add(self, item: Item) -> None:
        """Add a record that the reader did not find."""
        self._require_draft()
        if not item.text.strip():
            raise EmptyTextError
        self.happened(ItemsReplaced(gone=(), items=(replace(item, item_id=self.next_id),)))

    def join_annex(self, joined: AnnexJoined) -> None:
        """Take an annex in."""
        self._require_draft()
        self.happened(joined)

    def settle(self, settled: SpellingSettled) -> None:
        """Answer a question of spelling for the whole draft."""
        self._require_draft()
        self.happened(settled)

    def take_back(self, version: int) -> None:
        """Let the draft stand again as it did after one of its versions.

        Raises:
            NothingToTakeBackError: it has not changed since, or had no such version.
        """
        self._require_draft()
        if version not in self.stood:
            raise NothingToTakeBackError
        self.happened(TakenBack(to_version=version, front=self.stood[version].front))

    def issue(self, issued: Issued) -> None:
        """Give the plan its number, date and signer.

        Raises:
            PlanClosedError: it was issued before.
        """
        self._require_draft()
        self.happened(issued)

    def give_out(self, item_ids: tuple[int, ...]) -> None:
        """Record that these records became tasks or indicators.

        Raises:
            NotIssuedYetError: the plan is still a draft.
        """
        if self.issued is None:
            raise NotIssuedYetError
        for item_id in item_ids:
            self.item(item_id)
        if item_ids:
            self.happened(ItemsGivenOut(item_ids=item_ids))

    def item(self, item_id: int) -> Item:
        """Give a record that is still open.

        Raises:
            NoSuchItemError: there is none of that number, or it was given out.
        """
        if item_id not in self.items or item_id in self.given_out:
            raise NoSuchItemError(item_id)
        return self.items[item_id]

    def evolve(self, event: Event) -> None:
        """Remember the draft as it stands, and how it stood before."""
        if self.version and not self.issued:
            self._remember()
        match event:
            case Issued():
                self.issued = event
            case ItemsGivenOut():
                self.given_out.update(event.item_ids)
            case _:
                self._review(event)

    def _review(self, event: Event) -> None:
        match event:
            case DraftStarted():
                self._begin(event)
            case FrontRevised():
                self.front, self.front_checked = event.front, True
            case ItemsRevised():
                self.items.update({item.item_id: item for item in event.items})
            case ItemsReplaced():
                self._replace(event)
            case AnnexJoined():
                self._join(event)
            case SpellingSettled():
                self.front, self.settled = event.front, self.settled.union(event.printed)
                self.items.update({item.item_id: item for item in event.items})
            case TakenBack():
                self._stand(self.stood[event.to_version])

    def _begin(self, started: DraftStarted) -> None:
        self.front, self.file_name = started.front, started.file_name
        self.file_sha256, self.reading_sha256 = started.file_sha256, started.reading_sha256
        self.items = {item.item_id: item for item in started.items}
        self.given_out: set[int] = set()
        self.stood: dict[int, Plan] = {}
        self.next_id = max(self.items, default=0) + 1

    def _remember(self) -> None:
        then = copy(self)
        then.items = dict(self.items)
        self.stood[self.version] = then
        self.steps = (*self.steps, self.version)

    def _stand(self, then: "Plan") -> None:
        self.items = dict(then.items)
        for name in RESTORED:
            setattr(self, name, getattr(then, name))

    def _join(self, event: AnnexJoined) -> None:
        self.reading_sha256, self.annexes = event.reading_sha256, (*self.annexes, event)
        self.items.update({item.item_id: item for item in event.items})
        self.next_id = max(self.next_id - 1, *self.items) + 1

    def _replace(self, event: ItemsReplaced) -> None:
        order, new = list(self.items), [item.item_id for item in event.items]
        at = order.index(event.gone[0]) if event.gone else len(order)
        self.items.update({item.item_id: item for item in event.items})
        order[at:at] = new
        self.items = {i: self.items[i] for i in order if i not in event.gone}
        self.next_id = max([self.next_id - 1, *new]) + 1

    def _require_draft(self) -> None:
        if self.issued:
            raise PlanClosedError
