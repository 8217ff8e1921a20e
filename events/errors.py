"""The root of every refusal, and the answers of the store that are not bugs."""

from uuid import UUID


class RefusedError(Exception):
    """The domain said no, and it was foreseen; each stream's module names its own.

    A refusal carries facts, never a sentence: `web.words` says it in Vietnamese, and a promise
    test fails while a refusal has no wording there.
    """


class RecordClosedError(RefusedError):
    """The tenant's record is closed: it is read and proved, and nothing is added to it."""


class WrongStreamError(LookupError):
    """The identifier names a stream of another kind, or one not yet begun."""


class ChangedMeanwhileError(Exception):
    """Two people acted on one stream at once; the second must look again."""


class CommandReusedError(Exception):
    """A command identifier came back with another content; nothing was done."""

    def __init__(self, command_id: UUID) -> None:
        super().__init__(command_id)
        self.command_id = command_id


class UnknownOutcomeError(Exception):
    """The database could not say whether the commit was kept; ask again with the same id."""


class UnknownTopicError(LookupError):
    """A stored name is not in the closed registry; nothing is ever imported to resolve it."""
