"""A table for people, and the same as lines for a document."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: title, columns and rows of words."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def table(self) -> Table:
        """Show it on a terminal."""
        shown = Table(*self.columns, title=self.title)
        for row in self.rows:
            shown.add_row(*row)
        return shown

    def markdown(self) -> str:
        """Write it for a document."""
        lines = [self.columns, tuple("---" for _ in self.columns), *self.rows]
        return "\n".join(
            [f"**{self.title}**", "", *("| " + " | ".join(r) + " |" for r in lines)]
        )
