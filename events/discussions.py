"""Discussions (trao đổi): what is said about a task beside its course, and who follows it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream

LONGEST = 2_000  # characters of one comment


@dataclass(eq=False)
class NothingSaidError(RefusedError):
    """A comment says something."""


@dataclass(eq=False)
class TooLongError(RefusedError):
    """A comment is longer than allowed, in characters."""

    length: int
    limit: int


@dataclass(eq=False)
class NotYourCommentError(RefusedError):
    """Only who said it takes it back."""

    number: int


@dataclass(eq=False)
class NoSuchCommentError(RefusedError):
    """There is no comment of that number, or it was taken back."""

    number: int


class Commented(Event, frozen=True):
    """Somebody said something about a task; `mentions` are the people it is addressed to."""

    TOPIC: ClassVar[str] = "discussions.Commented"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    ABOUT: ClassVar[str] = "author_id"
    task_id: UUID
    number: int
    author_id: UUID
    text: str
    mentions: tuple[UUID, ...]


class CommentWithdrawn(Event, frozen=True):
    """Who said it took it back; that it was there stays visible."""

    TOPIC: ClassVar[str] = "discussions.CommentWithdrawn"
    task_id: UUID
    number: int


class Followed(Event, frozen=True):
    """Somebody wants to be told of a task; `again` after they had not wanted it for a while."""

    TOPIC: ClassVar[str] = "discussions.Followed"
    task_id: UUID
    person_id: UUID
    again: bool


class Unfollowed(Event, frozen=True):
    """Somebody no longer wants to be told of a task."""

    TOPIC: ClassVar[str] = "discussions.Unfollowed"
    task_id: UUID
    person_id: UUID


class Discussion(Stream):
    """What was said about one task; the stream of a task that nobody spoke of is empty."""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.count = 0
        self.standing: dict[int, UUID] = {}
        self.followers: dict[UUID, bool] = {}

    def comment(
        self, task_id: UUID, text: str, mentions: tuple[UUID, ...], *, by: UUID
    ) -> None:
        """Say something; whoever speaks follows the task from then on.

        Raises:
            NothingSaidError: the text is empty.
            TooLongError: the text is over the limit.
        """
        if not text:
            raise NothingSaidError
        if len(text) > LONGEST:
            raise TooLongError(len(text), LONGEST)
        self.happened(
            Commented(
                task_id=task_id,
                number=self.count + 1,
                author_id=by,
                text=text,
                mentions=mentions,
            )
        )
        self.follow(task_id, by)

    def withdraw(self, task_id: UUID, number: int, *, by: UUID) -> None:
        """Take back what one said.

        Raises:
            NoSuchCommentError: there is no such comment (any more).
            NotYourCommentError: somebody else said it.
        """
        if number not in self.standing:
            raise NoSuchCommentError(number)
        if self.standing[number] != by:
            raise NotYourCommentError(number)
        self.happened(CommentWithdrawn(task_id=task_id, number=number))

    def follow(self, task_id: UUID, person: UUID) -> None:
        """Be told of the task from now on; nothing happens when one is already."""
        if not self.followers.get(person):
            again = person in self.followers
            self.happened(Followed(task_id=task_id, person_id=person, again=again))

    def unfollow(self, task_id: UUID, person: UUID) -> None:
        """Be told of the task no longer."""
        if self.followers.get(person):
            self.happened(Unfollowed(task_id=task_id, person_id=person))

    def evolve(self, event: Event) -> None:
        """Remember how many were said, which still stand, and who follows."""
        match event:
            case Commented():
                self.count = event.number
                self.standing[event.number] = event.author_id
            case CommentWithdrawn():
                self.standing.pop(event.number, None)
            case Followed():
                self.followers[event.person_id] = True
            case Unfollowed():
                self.followers[event.person_id] = False
