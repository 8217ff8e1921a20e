"""Hold one paragraph with the way back to the lines it was joined from."""

from bisect import bisect_right
from dataclasses import dataclass, field

from service.imports.places import Place


@dataclass
class Block:
    """Hold a joined paragraph; `starts` maps offsets in `text` to (line, page).

    `mark` is the printed bullet or label, `body` the offset where the words begin.
    The outline fills `kind` and `section`.
    """

    number: int
    text: str
    starts: list[tuple[int, int, int | None]]
    last_line: int
    mark: str = ""
    style: str = ""
    body: int = 0
    kind: str = "body"
    cells: tuple[str, ...] = ()
    section: str = ""
    tags: set[str] = field(default_factory=set)

    @property
    def words(self) -> str:
        """Return the text without its bullet or label."""
        return self.text[self.body :]

    @property
    def line(self) -> int:
        """Return the source line on which the words begin."""
        return self.line_at(self.body)

    def line_at(self, offset: int) -> int:
        """Return the source line of a character."""
        return self._start_at(offset)[1]

    def place(self, start: int | None = None, end: int | None = None) -> Place:
        """Return the place of a piece of the text, by default of all its words."""
        begin = self.body if start is None else start
        stop = len(self.text) if end is None else end
        return Place(
            first_line=self.line_at(begin),
            last_line=self.line_at(max(begin, stop - 1))
            if stop < len(self.text)
            else self.last_line,
            paragraph=self.number,
            start=begin,
            end=stop,
            page=self._start_at(begin)[2],
        )

    def _start_at(self, offset: int) -> tuple[int, int, int | None]:
        index = bisect_right(self.starts, offset, key=lambda s: s[0]) - 1
        return self.starts[max(index, 0)]
