"""The papers of the story as their drafters keep them: Word files."""

import io

import docx


def as_word(text: str) -> bytes:
    """Write a text as a .docx, a paragraph a line."""
    paper = docx.Document()
    for line in text.splitlines():
        if line.strip():
            paper.add_paragraph(line)
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()
