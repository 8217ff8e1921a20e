"""What was recorded of a component, one sentence each, on both sides, newest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from events import appraisals, par, par_adjusting
from events.par_criteria import Node, Scaled
from service.evaluation.par.scoring import points as scored
from service.tasks.timeline import Entry
from web.evaluation.par.words import answer_words, points
from web.session import local, register


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a sentence: who, when, its place in our log."""

    sentence: str
    who: str
    at: datetime
    position: int


def of_component(entries: Sequence[Entry], node: Node) -> list[Told]:
    """Tell the commune's side."""
    return _told(entries, lambda event: _own(event, node) or _theirs(event, node))


def of_appraisal(entries: Sequence[Entry], code: str) -> list[Told]:
    """Tell the province's side."""
    return _told(entries, lambda event: _judged(event, code))


def _told(entries: Sequence[Entry], say: Callable[[object], str]) -> list[Told]:
    known = register()
    return [
        Told(sentence, known.person(e.person_id), local(e.recorded_at), e.position)
        for e in reversed(entries)
        if (sentence := say(e.event))
    ]


def _own(event: object, node: Node) -> str:
    match event:
        case par.Scored(code=node.code):
            given = points(scored(node, event.answer))
            return f"Chấm {given} điểm: {answer_words(event.answer)}."
        case par.Explained(code=node.code):
            return f"Giải trình: {event.text}"
        case par.SurveyEntered() if _measures(node, event):
            value = points(event.value)
            return f"Ghi {event.survey.upper()} {value}, nguồn {event.source}."
    return ""


def _theirs(event: object, node: Node) -> str:
    if isinstance(event, par_adjusting.AdjustmentTaken):
        return _adjusted(event.adjustment, node.code)
    if not isinstance(event, par.Appraised | par.Locked):
        return ""
    line = next((one for one in event.lines if one.code == node.code), None)
    named = "Tỉnh thẩm định" if isinstance(event, par.Appraised) else "Hội đồng kết luận"
    return f"{named}: {points(line.points)} điểm. {line.reason}".strip() if line else ""


def _measures(node: Node, event: par.SurveyEntered) -> bool:
    return isinstance(node.formula, Scaled) and node.formula.survey == event.survey


def _judged(event: object, code: str) -> str:
    match event:
        case appraisals.Opened():
            line = next((one for one in event.lines if one.code == code), None)
            said = f"Tiếp nhận bản tự chấm, sự kiện số {line.event} của xã." if line else ""
            return said if line and line.event else ""
        case appraisals.Judged() if event.code == code:
            given = f"Vòng {event.round}: {points(event.points)} điểm."
            return f"{given} {event.reason}".strip()
        case par_adjusting.AdjustmentSent():
            return _adjusted(event.adjustment, code)
        case appraisals.ExplanationTaken():
            told = next((one for one in event.lines if one.code == code), None)
            return f"Tiếp nhận giải trình, sự kiện số {told.event} của xã." if told else ""
    return ""


def _adjusted(said: par_adjusting.Adjustment, code: str) -> str:
    if said.code != code:
        return ""
    return f"Điều chỉnh từ {points(said.before)} thành {points(said.after)} điểm: {said.reason}"
