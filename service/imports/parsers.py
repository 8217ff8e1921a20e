"""The modules that read files, a kind each; a parser is loaded when its kind comes."""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any

from service.imports.document import Document
from service.imports.guard import Kind

Grid = Iterable[Sequence[str]]
_SOURCES: dict[Kind, str] = {
    "docx": "word",
    "xlsx": "sheet",
    "csv": "commas",
    "pdf": "pdf",
    "txt": "text",
}
_GRIDS: dict[str, str] = {"docx": "word_grids", "xlsx": "sheet_grids"}


def reader_of(kind: Kind) -> Callable[[bytes], Document]:
    """Give what reads a kind of file as lines; loads its parser, which is slow."""
    reader: Callable[[bytes], Document] = _loaded(_SOURCES[kind], f"read_{_SOURCES[kind]}")
    return reader


def grids_of(kind: str) -> Callable[[bytes], Iterable[Grid]]:
    """Give what reads the tables of a kind of file cell for cell; most kinds have none."""
    if kind not in _GRIDS:
        return lambda _data: ()
    grids: Callable[[bytes], Iterable[Grid]] = _loaded(_GRIDS[kind], "grids")
    return grids


def _loaded(module: str, name: str) -> Any:
    return getattr(import_module(f"service.imports.sources.{module}"), name)
