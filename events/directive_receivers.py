"""Who receives directives in a commune (đầu mối tiếp nhận): a post, and what others know."""

from typing import ClassVar
from uuid import UUID

from events.stream import Event, Stream


class Named(Event, frozen=True):
    """The commune named the post that receives; the province was told."""

    TOPIC: ClassVar[str] = "directive_receivers.Named"
    post_id: UUID


class Told(Event, frozen=True):
    """A commune told the province which post of which unit receives."""

    TOPIC: ClassVar[str] = "directive_receivers.Told"
    commune: int
    letter_id: UUID
    post: str


class Receiver(Stream):
    """Who receives in one commune: in its own log by identifier, in the province's by title."""

    post_id: UUID | None = None
    post = ""

    def name(self, post_id: UUID) -> None:
        """Name the post; nothing happens when it is named already."""
        if post_id != self.post_id:
            self.happened(Named(post_id=post_id))

    def tell(self, told: Told) -> None:
        """Take in what a commune told."""
        self.happened(told)

    def evolve(self, event: Event) -> None:
        """Remember the post."""
        match event:
            case Named():
                self.post_id = event.post_id
            case Told():
                self.post = event.post
