"""Name every reason for which a file is not imported; the words are in the web layer."""

from dataclasses import dataclass

from events.errors import RefusedError


@dataclass(eq=False)
class UnreadableFileError(RefusedError):
    """Stand above every refusal of a file, so that a caller can catch them all."""


@dataclass(eq=False)
class EmptyFileError(UnreadableFileError):
    """Say that the file holds no byte, or no word."""


@dataclass(eq=False)
class FileTooLargeError(UnreadableFileError):
    """Say that the file, or what it declares to unpack to, is over the limit (bytes)."""

    size: int
    limit: int


@dataclass(eq=False)
class UnknownKindError(UnreadableFileError):
    """Say that the content is neither Word, Excel, PDF nor text."""

    name: str


@dataclass(eq=False)
class WrongExtensionError(UnreadableFileError):
    """Say that the name claims one kind of file and the content is another."""

    claimed: str
    found: str


@dataclass(eq=False)
class OldWordFileError(UnreadableFileError):
    """Say that the file is a binary .doc, to be saved as .docx first."""


@dataclass(eq=False)
class OldSheetFileError(UnreadableFileError):
    """Say that the file is a binary .xls, to be saved as .xlsx first."""


@dataclass(eq=False)
class EncryptedFileError(UnreadableFileError):
    """Say that the file asks for a password."""


@dataclass(eq=False)
class MacroFileError(UnreadableFileError):
    """Say that the file carries a program: a macro, a script or a launch action."""


@dataclass(eq=False)
class ScanWithoutTextError(UnreadableFileError):
    """Say that the pages are pictures, without a text layer."""

    pages: int


@dataclass(eq=False)
class GarbledTextError(UnreadableFileError):
    """Say that the text layer is nonsense: broken recognition, or fonts without Unicode."""

    sample: str


@dataclass(eq=False)
class BrokenFileError(UnreadableFileError):
    """Say that the file is damaged or cut off."""


@dataclass(eq=False)
class BombError(UnreadableFileError):
    """Say that the file is built to exhaust the reader."""

    why: str


@dataclass(eq=False)
class ForbiddenMarkupError(UnreadableFileError):
    """Say that the XML declares a document type or entities, which Word never does."""

    part: str


@dataclass(eq=False)
class NotAPlanError(UnreadableFileError):
    """Say that the document is of another kind: minutes, a speech, a form."""

    found_kind: str


@dataclass(eq=False)
class NotASheetError(UnreadableFileError):
    """Say that a spreadsheet was asked for and the file is of another kind."""

    found: str


@dataclass(eq=False)
class ReadingTookTooLongError(UnreadableFileError):
    """Say that reading was stopped after so many seconds."""

    seconds: int
