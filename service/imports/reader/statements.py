"""Keep apart what a plan states but nobody is to do: purposes, funding, closing words."""

import re

from service.imports.reader.assignments import CLOSING
from service.imports.reader.blocks import Block
from service.imports.reader.outline import Context
from service.imports.reader.sentences import sentences
from service.imports.reading import Clause

_KINDS = {
    "purpose": "purpose",
    "requirement": "requirement",
    "general": "general_objective",
    "budget": "budget",
    "context": "purpose",
}
_REQUIRED = re.compile(r"\b(?:phải|bảo đảm|đảm bảo|yêu cầu|bám sát|tránh)\b", re.IGNORECASE)
_MONEY = re.compile(
    r"kinh phí|bố trí (?:ngân sách|nguồn lực)|lập dự toán|cân đối,? bố trí", re.IGNORECASE
)


def statements_in(block: Block, context: Context, number: int) -> list[Clause]:
    """Return the statements of one paragraph by its part of the document."""
    if block.kind in {"heading", "lead_in"}:
        return []
    kind = _KINDS.get(context.role)
    found: list[Clause] = []
    for piece in sentences(block.text, block.body):
        own = "closing" if CLOSING.match(piece.text) else kind
        if "thay thế" in piece.text and own == "closing":
            own = "supersession"
        if own == "purpose" and context.numbered and _REQUIRED.search(piece.text[:120]):
            own = "requirement"
        if own:
            found.append(
                Clause(
                    id=f"ST{number + len(found):02d}",
                    text=piece.text,
                    place=block.place(piece.start, piece.end),
                    rule="statements.part",
                    confidence=0.85,
                    kind=own,
                    section=context.path,
                )
            )
    return found


def budget_in(block: Block, context: Context, number: int) -> Clause | None:
    """Return a paragraph that says where the money comes from."""
    funded = context.role == "budget" and not CLOSING.match(block.words)
    if block.kind == "heading" or not (
        funded or (_MONEY.search(block.text) and context.role in {"tasks", "organisation"})
    ):
        return None
    return Clause(
        id=f"BG{number:02d}",
        text=block.words,
        place=block.place(),
        rule="statements.money",
        confidence=0.9 if funded else 0.7,
        kind="budget",
        section=context.path,
    )
