"""Read the time in a cell or a field, where nothing else stands; the year may be missing."""

import re

import msgspec

from service.imports.deadlines import Deadline
from service.imports.reader.due import read_deadline

_QUARTER = re.compile(r"quý\s+(?:IV|I{1,3}|[1-4])$", re.IGNORECASE)
_MONTH = re.compile(r"tháng\s+\d{1,2}$", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}$")
_STAGE = re.compile(r"(?:giai đoạn\s+|năm\s+)?(20\d\d)\s*[-–]\s*(20\d\d)$", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d$")
_ALL = re.compile(r"(?:cả|trong)\s+năm$", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:theo|khi có) (?:yêu cầu|chỉ đạo|đề nghị)[^,;.]{0,30}|khi (?:có )?phát sinh|đột xuất",
    re.IGNORECASE,
)
_PART, _YEAR_OF = r"(?:[IV]+|\d{1,2})", r"(?:\s*/\s*20\d\d)?"
_PARTS = (  # of a span its end is what is owed
    rf"(?:từ\s+)?(quý|tháng)\s+(?:{_PART}{_YEAR_OF}\s*(?:[-–,&]|và|đến|tới)\s*"
    rf"(?:hết\s+|cuối\s+|\1\s+)*)+(?={_PART}\b)"
)
_DAYS = r"^(?:từ\s+)?(?:ngày\s+)?\d{1,2}[/.]\d{1,2}(?:[/.]20\d\d)?\s*[-–]\s*(?=\d{1,2}[/.]\d)"
_SPELLED = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"\b(?:quí|q\.?)\s*(?=(?:IV|I{1,3}|[1-4])\b)", "quý "),
        (r"^(?=(?:IV|I{1,3})\s*/\s*20\d\d$)", "quý "),
        (r"^(?:t\.?\s*(?=\d{1,2}(?:/20\d\d)?$)|(?=(?:0?[1-9]|1[0-2])/20\d\d$))", "tháng "),
        (_PARTS, r"\1 "),
        (_DAYS, "đến "),
    )
)
_WORD = re.compile(r"^(?:trong|trước|hết|cuối|xong|hoàn thành|đến|ngày)\s+", re.IGNORECASE)


def read_cell(words: str, year: int | None) -> Deadline | None:
    """Return the deadline in a cell; `year` is the plan's when it covers only one."""
    said = words.replace("\n", " ").strip(" .;,")
    text = _spelled(said)
    found = _read(text, words, year) if text else None
    return found if text == said else _kept(found, words)


def _read(text: str, words: str, year: int | None) -> Deadline | None:
    if stage := _STAGE.fullmatch(text):
        return _kept(read_deadline(f"giai đoạn {stage[1]}-{stage[2]}"), words)
    if _YEAR.fullmatch(text):
        return _kept(read_deadline(f"năm {text}"), words)
    if year and (whole := _with_year(text, year)):
        return _kept(read_deadline(whole), words)
    return read_deadline(text) or _asked(text)


def _spelled(text: str) -> str:
    """Return the words of a cell with what is shortened in them written out."""
    for pattern, words in _SPELLED:
        text = pattern.sub(words, text)
    return text


def _asked(text: str) -> Deadline | None:
    if not _ASKED.fullmatch(text):
        return None
    return Deadline(kind="on_request", printed=text, normalised="on request", on_request=True)


def _with_year(text: str, year: int) -> str | None:
    """Return the words with the plan's year, where they name a part of a year without it."""
    bare = _WORD.sub("", _WORD.sub("", text))
    if _QUARTER.search(text) or _MONTH.search(text):
        return f"{text}/{year}"
    if _DAY.fullmatch(bare):
        return f"{text}/{year}" if bare != text else f"đến {text}/{year}"
    return f"năm {year}" if _ALL.fullmatch(text) else None


def _kept(found: Deadline | None, words: str) -> Deadline | None:
    """Return a deadline with the words that are printed."""
    if found is None:
        return None
    return msgspec.structs.replace(found, printed=words.replace("\n", " ").strip())
