"""Read the tasks: one a sentence, with the unit, deadline and product printed beside it."""

import re

import msgspec

from service.imports.reader.areas import other_areas, placed, subject_area, sure_of
from service.imports.reader.blocks import Block
from service.imports.reader.due import read_deadline
from service.imports.reader.names import canonical, split_units
from service.imports.reader.outline import Context
from service.imports.reader.pointing import only_points
from service.imports.reader.sentences import Piece, sentences
from service.imports.reading import Task

_FIELD = re.compile(
    r"[-+•(\s]*(?P<name>(?:đơn vị|cơ quan|bộ phận|người)\s+(?:chủ trì(?:\s+thực hiện|,\s*tham "
    r"mưu)?|phối hợp(?:\s+thực hiện)?|thực hiện)|chủ trì|phối hợp|"
    r"thời gian(?:\s+(?:thực hiện|hoàn thành))?|thời hạn(?:\s+hoàn thành)?|tiến độ|sản "
    r"phẩm(?:\s+đầu ra)?|kết quả(?:,\s*sản phẩm)?)\s*:\s*(?P<value>[^;.()]+)",
    re.IGNORECASE,
)
_ONLY_WHEN = re.compile(  # when the task of the sentence before it is to be done
    r"(?:(?:thời gian|thời hạn|tiến độ)(?: thực hiện| hoàn thành)?|hoàn thành|thực hiện|xong)"
    r"\s*:?\s*(?:(?:trong|trước|chậm nhất|là|vào|đến|hết|cuối|xong)\s+)*"
    r"(?:ngày|tháng|quý|năm|thường xuyên|hằng|hàng|\d)[^,;]{0,30}\.?",
    re.IGNORECASE,
)
_WORDS = 4


def tasks_in(block: Block, context: Context, after: Block | None, number: int) -> list[Task]:
    """Return the tasks of one paragraph of the tasks part."""
    if block.kind in {"heading", "lead_in"} or context.aims or _note(block.words):
        return []
    start = block.text.find(":") + 1 if block.kind == "run_in" else block.body
    fields = list(_FIELD.finditer(block.text, start))
    stop = fields[0].start() if fields else len(block.text)
    pieces = sentences(block.text[:stop].rstrip(" (-+"), start)
    kept = [p for p in pieces if _is_task(p, after)]
    whole = context.area or subject_area(block.words) or context.fallback
    found: list[Task] = []
    for piece in kept:
        due = read_deadline(piece.text) if found and _ONLY_WHEN.fullmatch(piece.text) else None
        if due:
            found[-1] = msgspec.structs.replace(found[-1], deadline=due)
        else:
            found.append(_task(block, context, piece, whole, fields, number + len(found)))
    return found


def _note(words: str) -> bool:
    return (words.startswith("(") and words.rstrip(".").endswith(")")) or only_points(words)


def field_only(block: Block) -> bool:
    """Tell whether a paragraph only names the unit, date or product of the task before."""
    found = _FIELD.match(block.text)
    return found is not None and found.start("name") <= block.body + 1


def with_fields(task: Task, block: Block) -> Task:
    """Return a task completed by the fields of the paragraph that follows it."""
    return _complete(task, list(_FIELD.finditer(block.text)))


def _is_task(piece: Piece, after: Block | None) -> bool:
    if len(piece.text.split()) < _WORDS or _note(piece.text):
        return False
    return not (
        piece.text.endswith(":")
        and after is not None
        and (after.cells or after.style in {"bullet", "letter", "bracket"})
    )


def _task(
    block: Block,
    context: Context,
    piece: Piece,
    whole: str,
    fields: list[re.Match[str]],
    number: int,
) -> Task:
    area, sure, guessed = _area(block, context, piece, whole)
    task = Task(
        id=f"T{number:03d}",
        text=piece.text,
        place=block.place(piece.start, piece.end),
        rule="tasks.sentence_by_words" if guessed else "tasks.sentence",
        confidence=sure,
        item=f"P{block.number}",
        item_text=block.words,
        item_place=block.place(),
        section=context.path,
        reform_area=area,
        alt_areas=other_areas(piece.text, area),
        deadline=read_deadline(piece.text),
    )
    return _complete(task, fields)


def _area(block: Block, context: Context, piece: Piece, whole: str) -> tuple[str, float, bool]:
    """Return a task's area; a numbered paragraph without a heading has one subject."""
    if context.guessed and context.area:
        return context.area, sure_of(block.words), True
    return placed(piece.text, context.headed, whole, context.hint)


def _complete(task: Task, fields: list[re.Match[str]]) -> Task:
    lead, partners = task.lead, task.partners
    deadline, product = task.deadline, task.product
    for found in fields:
        name, value = found["name"].lower(), found["value"].strip(" ,;.-")
        if "phối hợp" in name:
            partners = tuple(split_units(value))
        elif "sản phẩm" in name or "kết quả" in name:
            product = value
        elif "thời" in name or "tiến độ" in name:
            deadline = read_deadline(value) or deadline
        else:
            lead = canonical(value)
    return Task(
        **{
            f: getattr(task, f)
            for f in task.__struct_fields__
            if f not in {"lead", "partners", "deadline", "product"}
        },
        lead=lead,
        partners=partners,
        deadline=deadline,
        product=product,
    )
