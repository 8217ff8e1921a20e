"""What the commune's year comes to, and how it is written for the province."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import Connection

from events.appraisals import Explanation, Proof, SelfLine, SurveyLine
from events.errors import RefusedError, WrongStreamError
from events.evidence import Added, EvidenceItem
from events.par import Assessment, Explained, Scored, SurveyEntered
from events.par_answers import Amount, Answer
from events.par_criteria import Node, ParSet, Scaled
from service.evaluation.par.papers import SelfPaper, assessment_id
from service.evaluation.par.scoring import score, summed, written
from service.exchange.links import LinkFacts, standing
from service.in_force import past_of
from service.vault.stores import event_store
from service.work import Work


@dataclass(eq=False)
class NoProvinceLinkError(RefusedError):
    """No link to the province stands today."""


def assessment_of(
    connection: Connection, year: int, at: datetime | None = None
) -> Assessment | None:
    """Load a year, now or at an instant; None when it was not begun."""
    past = past_of(connection, at)
    try:
        return event_store(connection).load(Assessment, assessment_id(year), past=past)
    except WrongStreamError:
        return None


def answers_of(assessment: Assessment, par_set: ParSet) -> dict[str, Answer]:
    """Give the answer to each component, those of surveys from their figures."""
    found: dict[str, Answer] = {c: said.answer for c, said in assessment.scored.items()}
    for node in par_set.components:
        if isinstance(node.formula, Scaled) and node.formula.survey in assessment.surveys:
            found[node.code] = Amount(value=assessment.surveys[node.formula.survey].value)
    return found


def self_scores(assessment: Assessment, par_set: ParSet) -> dict[str, Fraction | None]:
    """Score every component as the commune answered it, by the formulas of its set."""
    return score(par_set, answers_of(assessment, par_set))


def province(work: Work) -> LinkFacts:
    """Give the link to the province that stands today.

    Raises:
        NoProvinceLinkError: none does.
    """
    links = [one for one in standing(work.connection, "province", work.today) if one.ours]
    if not links:
        raise NoProvinceLinkError
    return links[0]


def self_paper(work: Work, assessment: Assessment, year: int) -> SelfPaper:
    """Write the self-score for the province.

    Raises:
        WrongStreamError: the year was not begun.
    """
    if assessment.begun is None:
        raise WrongStreamError(assessment.id)
    par_set = assessment.begun.par_set
    scores = self_scores(assessment, par_set)
    surveys = [
        SurveyLine(
            survey=one.survey, value=one.value, source=one.source, measured_on=one.measured_on
        )
        for one in assessment.surveys.values()
    ]
    return SelfPaper(
        year=year,
        set_sha256=assessment.begun.sha256,
        lines=tuple(_lines(work, assessment, par_set, scores)),
        surveys=tuple(surveys),
        total=written(summed(par_set, scores).total),
    )


def explanations(work: Work, assessment: Assessment) -> Iterator[Explanation]:
    """Write what was explained for the province."""
    places = said_at(work.connection, assessment.id, Explained)
    for code, said in assessment.explained.items():
        proofs = _proofs(work, said.evidence)
        yield Explanation(code=code, text=said.text, event=places[code], evidence=proofs)


def said_at(
    connection: Connection, stream_id: UUID, kind: type[Scored | Explained] = Scored
) -> dict[str, int]:
    """Give the place in our log where each component, or survey, was said last."""
    places: dict[str, int] = {}
    for recorded in event_store(connection).stream(stream_id):
        if isinstance(recorded.event, kind):
            places[recorded.event.code] = recorded.position
        elif isinstance(recorded.event, SurveyEntered):
            places[recorded.event.survey] = recorded.position
    return places


def _lines(
    work: Work, assessment: Assessment, par_set: ParSet, scores: Mapping[str, Fraction | None]
) -> Iterator[SelfLine]:
    places = said_at(work.connection, assessment.id)
    answers = answers_of(assessment, par_set)
    for node in par_set.components:
        found, said = scores[node.code], assessment.scored.get(node.code)
        yield SelfLine(
            code=node.code,
            points="" if found is None else written(found),
            event=places.get(_key(node), 0),
            answer=answers.get(node.code),
            drawn=said.drawn if said else None,
            reason=said.reason if said else "",
            note=said.note if said else "",
            evidence=_proofs(work, said.evidence) if said else (),
        )


def _key(node: Node) -> str:
    return node.formula.survey if isinstance(node.formula, Scaled) else node.code


def _proofs(work: Work, items: Iterable[UUID]) -> tuple[Proof, ...]:
    """Name evidence for the other side: titles, and files by name and hash."""
    return tuple(_proof(work, item_id) for item_id in items)


def _proof(work: Work, item_id: UUID) -> Proof:
    begun = event_store(work.connection).stream(item_id)[0].event
    files = work.load(EvidenceItem, item_id).revision.files
    title = begun.title if isinstance(begun, Added) else ""
    return Proof(title=title, files=tuple((file.name, file.sha256) for file in files))
