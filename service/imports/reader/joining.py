"""Join printed lines into paragraphs, across pages, footnotes and link targets."""

import re

from msgspec import structs

from service.imports.document import Line
from service.imports.places import Noise
from service.imports.reader.blocks import Block
from service.imports.reader.discipline import Discipline, discover, ended
from service.imports.reader.markers import marker
from service.imports.reader.noise import why_noise
from service.imports.reader.seams import LONGEST, Seam, continues, stands_alone

_NOTE_LINES = 8


def join(lines: tuple[Line, ...]) -> tuple[list[Block], list[Noise]]:
    """Return the paragraphs and what was left out, so that no line is lost."""
    kept: list[Line] = []
    noise: list[Noise] = []
    notes: list[Block] = []
    pieces = [piece for whole in lines for piece in _bounded(whole)]
    discipline = discover([x for x in pieces if not x.cells])
    for line in pieces:
        why = None if line.cells else why_noise(line.text)
        if why:
            noise.append(Noise(line=line.number, text=line.text, why=why))
        elif line.footnote or (notes and _goes_on(notes[-1], line, discipline)):
            _note(notes, line)
        else:
            kept.append(line)
    blocks = _merge(kept, discipline) + notes
    blocks.sort(key=lambda b: (b.starts[0][2] or 0, b.starts[0][1]))
    for number, block in enumerate(blocks, 1):
        block.number = number
    return blocks, noise


def _bounded(line: Line) -> list[Line]:
    """Cut a line without end into pieces, so that no rule ever meets more than LONGEST."""
    if len(line.text) <= LONGEST or line.cells:
        return [line]
    rest = line.text
    pieces: list[Line] = []
    while rest:
        cut = rest.rfind(" ", 1, LONGEST) if len(rest) > LONGEST else len(rest)
        cut = cut if cut > 0 else LONGEST
        pieces.append(structs.replace(line, text=rest[:cut].strip(), opens=bool(pieces)))
        rest = rest[cut:].strip()
    return pieces


def _note(notes: list[Block], line: Line) -> None:
    if line.footnote:
        notes.append(_open(line))
        notes[-1].kind = "footnote"
    else:
        _append(notes[-1], line)


def _goes_on(note: Block, line: Line, discipline: Discipline) -> bool:
    near = line.number == note.last_line + 1 and len(note.starts) < _NOTE_LINES
    return near and discipline.wrapped and not ended(note.text) and marker(line.text) is None


def _merge(lines: list[Line], discipline: Discipline) -> list[Block]:
    blocks: list[Block] = []
    before: Line | None = None
    for line in lines:
        if before is not None and continues(Seam(before, line, blocks[-1], discipline)):
            _append(blocks[-1], line)
        else:
            blocks.append(_open(line))
            if before is not None and stands_alone(before.text):
                blocks[-1].tags.add("title")
        before = line
    for block in blocks:
        block.text = block.text.rstrip()
    return blocks


def _open(line: Line) -> Block:
    mark = None if line.cells else marker(line.text)
    return Block(
        number=0,
        text=line.text,
        starts=[(0, line.number, line.page)],
        last_line=line.number,
        mark=mark.label if mark else "",
        style=mark.style if mark else "",
        body=mark.end if mark else 0,
        cells=line.cells,
    )


def _append(block: Block, line: Line) -> None:
    broken = re.search(r"\d{4}[-–]$|(?:\d|[A-ZĐ])[-/]$", block.text) and re.match(
        r"\d|[A-ZĐ]{2}", line.text
    )
    glue = "" if broken else " "
    block.starts.append((len(block.text) + len(glue), line.number, line.page))
    block.text += glue + line.text
    block.last_line = line.number
    if not block.body and not block.mark and (mark := marker(block.text)):
        block.mark, block.style, block.body = mark.label, mark.style, mark.end
